"""Options and arguments that commands share, and their parsers.

Each is named like the parameter of the command that it sets.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from fsq_beancount.books.part import Part

FORMATS: Final = ("text", "json", "csv")


def date(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> datetime.date | None:
    """Parse a date such as ``2024-12-31``; ``None`` where none is given."""
    if value is None:
        return None
    try:
        return datetime.datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise click.BadParameter(f"{value} is no date; write it as 2024-12-31") from None


as_of = click.option(
    "--as-of",
    metavar="DATE",
    callback=date,
    help="The last day that counts (default: that of the latest entry up to today).",
)
currency = click.option(
    "--currency",
    metavar="CUR",
    help="The report currency (default: the ledger's first operating currency).",
)


if TYPE_CHECKING:
    _TextType = click.ParamType[str]
else:
    _TextType = click.ParamType  # older versions of click are not generic


class PartName(_TextType):
    """The name of a part of the report; the choices are loaded from the faces when needed."""

    name = "part"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str | None:
        """Return the choices for the help text."""
        # Click from 8.2 on passes the context and requires it to be passed on.
        context = () if ctx is None else (ctx,)
        return self._choice().get_metavar(param, *context)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name if it is a valid part."""
        return self._choice().convert(value, param, ctx)

    def _choice(self) -> click.Choice[str]:
        from fsq_beancount import export

        return click.Choice(tuple(export.parts()))


def language(default: str) -> Callable[[Any], Any]:
    """Return the language option, whose help text names the default."""
    return click.option(
        "--lang", type=click.Choice(("en", "de")), help=f"The language (default: {default})."
    )


lang = language("that of the environment")
form = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="Text for people; JSON or CSV for programs.",
)
ascii_only = click.option(
    "--ascii",
    "ascii_only",
    is_flag=True,
    help="Draw with ASCII characters (by itself where the terminal takes no others).",
)


def _part(_context: click.Context, _parameter: click.Parameter, value: str | None) -> Part | None:
    """Parse the pattern of a part of the ledger; ``None`` where none is given, or an empty one."""
    if not value:
        return None
    import re

    from fsq_beancount.books.part import Part

    try:
        return Part(value)
    except re.error as error:
        raise click.BadParameter(f"{value} is no pattern for accounts: {error}") from None


account = click.option(
    "--account",
    metavar="PATTERN",
    callback=_part,
    help="A part of the ledger: the accounts that match, as in Fava's account filter.",
)
ledger = click.argument("ledger", metavar="LEDGER", type=click.Path())
