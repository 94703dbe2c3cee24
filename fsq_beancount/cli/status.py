"""How a command ends: its exit status, and the error for requests that fail."""

from __future__ import annotations

from typing import Final

import click

FOUND: Final = 1
UNUSABLE: Final = 2


class UnusableError(click.ClickException):
    """The request cannot be fulfilled; the message says why."""

    exit_code = UNUSABLE
