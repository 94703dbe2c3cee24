"""The options and arguments that commands share, and how each is read.

Each is named like the parameter that it fills.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, Final

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
