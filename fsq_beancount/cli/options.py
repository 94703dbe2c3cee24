"""The options and arguments that commands share, and how each is read.

Each is named like the parameter that it fills.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import click

FORMATS: Final = ("text", "json", "csv")


def date(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> datetime.date | None:
    """Return a day as people write it."""
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
    _TextType = click.ParamType  # older versions know no types


class PartName(_TextType):
    """The name of a part of the report: what it can be, the faces know, which load only then."""

    name = "part"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str | None:
        """Return the names for the help."""
        # Click from 8.2 on hands over the context, and wants it handed on.
        context = () if ctx is None else (ctx,)
        return self._choice().get_metavar(param, *context)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name if there is such a part."""
        return self._choice().convert(value, param, ctx)

    def _choice(self) -> click.Choice[str]:
        from fsq_beancount import export

        return click.Choice(tuple(export.parts()))


def language(default: str) -> Callable[[Any], Any]:
    """Return the option of the language, which says what it is when nobody asks for one."""
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
ledger = click.argument("ledger", metavar="LEDGER", type=click.Path())
