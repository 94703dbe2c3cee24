"""Lines of Beancount, read as if they were appended to the main file of a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from beancount.core import data
from beancount.parser import booking, parser

_ROOTS: Final = ("assets", "liabilities", "equity", "income", "expenses")
_AFTER_ALL: Final = 10_000_000
"""A number of a line that no ledger reaches: the lines stand behind all others of the main file."""


class Parsed(NamedTuple):
    """The directives of some lines.

    Attributes:
        entries: The directives, in order of date.
        errors: The errors of Beancount's parser and of its booking.
        operating: The operating currencies that options among the lines name, in order.
    """

    entries: Sequence[data.Directive]
    errors: Sequence[Any]
    operating: Sequence[str] = ()


def parse(lines: Iterable[str], options: Mapping[str, Any]) -> Parsed:
    """Read lines as if they were appended to the main file of a ledger.

    Args:
        lines: The lines, each without a line break.
        options: The options of the ledger. Only its root accounts, its file and its tolerances
            matter; lots are not booked against those of the ledger.
    """
    # Another name of a root account is no account to a parser that has not been told.
    told = [f'option "name_{root}" "{options[f"name_{root}"]}"' for root in _ROOTS]
    entries, errors, read = parser.parse_string(
        "\n".join((*told, *lines, "")),
        report_filename=options.get("filename") or "<string>",
        report_firstline=_AFTER_ALL - len(told),
    )
    for name in ("booking_method", "inferred_tolerance_default", "tolerance_multiplier"):
        if name in options:
            read[name] = options[name]
    booked, more = booking.book(entries, read)  # type: ignore[no-untyped-call]
    return Parsed(booked, (*errors, *more), tuple(read["operating_currency"]))
