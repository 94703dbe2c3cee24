"""Output of a command, in the style of the terminal and in the reader's encoding."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Final

import click

from fsq_beancount.cli.status import UnusableError

if TYPE_CHECKING:
    from fsq_beancount.report.findings import Finding, Place
    from fsq_beancount.text import Style

CSV_ENCODING: Final = "utf-8"


def from_here(place: Place) -> Place:
    """Return a place with its file's path relative to the current directory if below it."""
    here = os.getcwd() + os.sep
    return place._replace(filename=place.filename.removeprefix(here))


def named_from_here(finding: Finding) -> Finding:
    """Return a finding with the path of its file relative to the current directory if below it."""
    from dataclasses import replace

    return finding if finding.place is None else replace(finding, place=from_here(finding.place))


def style(lang: str | None, ascii_only: bool = False) -> Style:
    """Return the style for text on the current terminal.

    Args:
        lang: The language; that of the environment unless given.
        ascii_only: Whether to draw with ASCII characters even if the terminal supports others.
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
    """Print text in the terminal's encoding, or output for programs in a given encoding."""
    from fsq_beancount.text import terminal

    try:
        if encoding is not None:
            # Programs get a fixed encoding; only stray surrogates, not text, become question marks.
            click.echo(text.encode(encoding, "replace"), nl=False)
        else:
            click.echo(terminal.spelled(text, sys.stdout.encoding), nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnusableError(f"the output cannot be written ({error.strerror})") from None
