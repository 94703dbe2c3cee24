"""The day until which the books of each account are complete.

An account in money that pays living costs or takes income nearly every month shows by its last
entry up to when it is kept: what is missing after that makes the months look cheaper, or poorer,
than they were.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from beancount.core import data

from fsq_beancount.books.coverage import is_money
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import within
from fsq_beancount.core.periods import ROLLING_MONTHS, month_first, month_index
from fsq_beancount.core.terms import EXCLUDED, LIVING

MONTHS_WITH_ENTRIES: Final = 9
"""An account has regular entries if at least this many of twelve months have one."""


class RegularAccount(NamedTuple):
    """An account with regular entries.

    Attributes:
        name: The account.
        currency: The currency of the last of these entries.
        until: The day until which its books are complete: that of its last living cost or income,
            or that of its last balance directive, if this is later.
        entry: The entry of that day.
        pause: The most months in a row without an entry, among the twelve that end with the last.
    """

    name: str
    currency: str
    until: datetime.date
    entry: data.Transaction | data.Balance
    pause: int


def regular_accounts(facts: Facts, as_of: datetime.date) -> Sequence[RegularAccount]:
    """Return the open accounts with regular entries, in alphabetical order.

    These are assets and liabilities in money that have an entry in the twelve months before a day,
    and that pay living costs or take income in at least nine of the twelve calendar months that
    end with the last such entry.

    Args:
        facts: The facts of the ledger.
        as_of: The day: the last one that counts.
    """
    now = month_index(as_of)
    first = month_first(now - 2 * ROLLING_MONTHS)
    entries, currencies = _entries(facts, first, as_of)
    closed, balanced = _said(facts.entries, first, as_of)
    found: list[RegularAccount] = []
    for account, several in sorted(entries.items()):
        last = month_index(several[-1].date)
        months = sorted(
            {
                month
                for entry in several
                if (month := month_index(entry.date)) > last - ROLLING_MONTHS
            }
        )
        latest: data.Transaction | data.Balance = several[-1]
        if account in balanced and balanced[account].date > latest.date:
            latest = balanced[account]
        if (
            account in closed
            or len(months) < MONTHS_WITH_ENTRIES
            or month_index(latest.date) < now - ROLLING_MONTHS
        ):
            continue
        pause = max(later - month - 1 for month, later in pairwise(months))
        found.append(RegularAccount(account, currencies[account], latest.date, latest, pause))
    return found


def _entries(
    facts: Facts, first: datetime.date, last: datetime.date
) -> tuple[Mapping[str, Sequence[data.Transaction]], Mapping[str, str]]:
    """Return the entries in which each account paid living costs or took income; its currency."""
    roots = facts.config.roots
    held, income = (f"{roots.assets}:", f"{roots.liabilities}:"), f"{roots.income}:"
    moved: dict[int, tuple[data.Transaction, set[bool]]] = {}
    for flow in within(facts.flows, first, last):
        takes = flow.account.startswith(income)
        if flow.role == LIVING or (takes and flow.role != EXCLUDED):
            _, directions = moved.setdefault(id(flow.entry), (flow.entry, set()))
            directions.add(takes)
    made = facts.authorship.made([entry for entry, _ in moved.values()])
    entries: dict[str, list[data.Transaction]] = {}
    currencies: dict[str, str] = {}
    for entry, directions in moved.values():
        if id(entry) in made:
            continue
        for account, units, cost, *_ in entry.postings:
            if (
                units is not None
                and units.number
                and cost is None
                and (units.number > 0) in directions
                and account.startswith(held)
                and is_money(units.currency, facts)
            ):
                entries.setdefault(account, []).append(entry)
                currencies[account] = units.currency
    return entries, currencies


def _said(
    entries: Sequence[data.Directive], first: datetime.date, last: datetime.date
) -> tuple[frozenset[str], Mapping[str, data.Balance]]:
    """Return the accounts that are closed, and the last balance directive of each that holds."""
    closed: set[str] = set()
    balanced: dict[str, data.Balance] = {}
    for entry in _between(entries, first, last):
        if isinstance(entry, data.Close):
            closed.add(entry.account)
        elif isinstance(entry, data.Balance) and entry.diff_amount is None:
            balanced[entry.account] = entry
    return frozenset(closed), balanced


def _between(
    entries: Sequence[data.Directive], first: datetime.date, last: datetime.date
) -> Iterable[data.Directive]:
    """Return the directives from one day to another, oldest first."""
    # They are in order of date, and the last days of a long ledger are few.
    several: list[data.Directive] = []
    for entry in reversed(entries):
        if entry.date < first:
            break
        if entry.date <= last:
            several.append(entry)
    several.reverse()
    return several
