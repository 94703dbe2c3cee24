"""Fixes that several kinds of findings share."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from fsq_beancount.core.written import string
from fsq_beancount.report.findings.fix import Blank, Fix, Line, directive


def price(date: datetime.date, commodity: str, currency: str, blank: Blank = Blank.RATE) -> Line:
    """Return a price directive of a commodity, with a blank for the number."""
    return f"{date} price {commodity} ", blank, f" {currency}"


def rule(date: datetime.date, account: str, *words: str) -> Fix:
    """Return a rule that sets the class or the role of an account."""
    return directive(" ".join((f'{date} custom "fsq-rule" "{account}"', *map(string, words))))


def together(several: Iterable[Fix]) -> Fix:
    """Return the fix that consists of the lines of several, all of which are needed."""
    return Fix(tuple(line for fix in several for line in fix.lines))


def account(date: datetime.date, name: str, key: str, value: str | bool) -> Fix:
    """Return the line that says of an account what metadata of its ``open`` would.

    Args:
        date: The date of the directive.
        name: The account.
        key: The key of the metadata.
        value: Its value.
    """
    said = str(value).upper() if isinstance(value, bool) else string(value)
    return directive(f'{date} custom "fsq-meta" {name} "{key}" {said}')


def commodity(date: datetime.date, name: str, key: str, value: str) -> Fix:
    """Return the line that says of a commodity what its metadata would.

    Args:
        date: The date of the directive.
        name: The commodity.
        key: The key of the metadata.
        value: Its value, a string.
    """
    return directive(f'{date} custom "fsq-meta" "{name}" "{key}" {string(value)}')
