"""What a command prints: in the style of the terminal, in an encoding its reader can read."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Final

import click

from fsq_beancount.cli.status import UnusableError

if TYPE_CHECKING:
    from fsq_beancount.report.findings import Finding
    from fsq_beancount.text import Style

CSV_ENCODING: Final = "utf-8"


def named_from_here(finding: Finding) -> Finding:
    """Return a finding with the path of its file as a person in this directory names it."""
    from dataclasses import replace

    from fsq_beancount.report.findings import Place

    if finding.place is None:
        return finding
    filename, lineno = finding.place
    here = os.getcwd() + os.sep
    return replace(finding, place=Place(filename.removeprefix(here), lineno))


def style(lang: str | None, ascii_only: bool = False) -> Style:
    """Return how text is written for the terminal that we are started in.

    Args:
        lang: The language asked for; that of the environment unless given.
        ascii_only: Whether to draw with ASCII characters although the terminal takes others.
    """
    from fsq_beancount.i18n import language
    from fsq_beancount.text import Style, terminal

    width = shutil.get_terminal_size().columns
    return Style(
        locale=lang or language.from_environment(),
        width=width,
        ascii_only=ascii_only or not terminal.encodable(terminal.DRAWING, sys.stdout.encoding),
        encoding=sys.stdout.encoding,
    )


def write(text: str, encoding: str | None = None) -> None:
    """Print what people read in the terminal's encoding, and what programs read in its own."""
    from fsq_beancount.text import terminal

    try:
        if encoding is not None:
            # A program that reads our output is not to guess; what cannot be encoded is no text.
            click.echo(text.encode(encoding, "replace"), nl=False)
        else:
            click.echo(terminal.spelled(text, sys.stdout.encoding), nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnusableError(f"the output cannot be written ({error.strerror})") from None
