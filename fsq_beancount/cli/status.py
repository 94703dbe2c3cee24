"""What a command ends with: its exit status, and why it could not do what was asked."""

from __future__ import annotations

from typing import Final

import click

FOUND: Final = 1
UNUSABLE: Final = 2
INTERRUPTED: Final = 130


class UnusableError(click.ClickException):
    """What was asked for cannot be done; the message says why."""

    exit_code = UNUSABLE
