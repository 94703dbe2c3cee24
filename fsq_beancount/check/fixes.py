"""Fixes that several kinds of findings share."""

from __future__ import annotations

import datetime

from fsq_beancount.report.findings.fix import Blank, Fix, Line, directive, metadata


def price(date: datetime.date, commodity: str, currency: str, blank: Blank = Blank.RATE) -> Line:
    """Return a price directive of a commodity, with a blank for the number."""
    return f"{date} price {commodity} ", blank, f" {currency}"


def rule(date: datetime.date, account: str, *words: str) -> Fix:
    """Return a rule that sets the class or the role of an account."""
    return directive(" ".join((f'{date} custom "fsq-rule" "{account}"', *map(_quoted, words))))


def account(date: datetime.date, name: str, line: str, *, opened: bool) -> Fix:
    """Return the metadata of an account, with the directive it belongs to if there is none.

    Args:
        date: The day to open the account on.
        name: The account.
        line: The metadata.
        opened: Whether the ledger opens the account already.
    """
    if opened:
        return metadata(line)
    return Fix(((f"{date} open {name}",), (f"  {line}",)))


def commodity(date: datetime.date, name: str, key: str, value: str, *, declared: bool) -> Fix:
    """Return metadata of a commodity, with a ``commodity`` directive if it has none.

    Args:
        date: The date of a new directive.
        name: The commodity.
        key: The key of the metadata.
        value: Its value, a string.
        declared: Whether the ledger has a ``commodity`` directive already.
    """
    line = f"{key}: {_quoted(value)}"
    if declared:
        return metadata(line)
    return Fix(((f"{date} commodity {name}",), (f"  {line}",)))


def _quoted(word: str) -> str:
    return f'"{word}"'
