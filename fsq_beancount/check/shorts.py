"""Checks of lots: a negative holding at cost that is no short position."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple, cast

from beancount.core import data
from beancount.core.position import Cost

from fsq_beancount.books.facts import Facts
from fsq_beancount.check.places import written_at
from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings.balances import NegativeLots
from fsq_beancount.report.report import Report

ZERO: Final = Decimal()


class _Fall(NamedTuple):
    """A holding that has fallen below zero.

    Attributes:
        entry: The first transaction that took more than was held.
        is_short: Whether each such transaction has the form of one that opens a short position.
    """

    entry: data.Transaction
    is_short: bool


def find(facts: Facts, report: Report) -> Iterator[NegativeLots]:
    """Yield the accounts with negative holdings at cost, in alphabetical order.

    A short position is opened by a sale at its cost, for money and without a gain; of a commodity
    that another account holds it is none.
    """
    held: dict[tuple[str, str], Decimal] = {}
    falls: dict[tuple[str, str], _Fall] = {}
    income = f"{facts.config.roots.income}:"
    for entry in facts.trades:
        if entry.date > report.as_of:
            break
        for posting in entry.postings:
            if posting.cost is None:
                continue
            number, currency = cast("Weight", posting.units)
            key = posting.account, currency
            held[key] = held.get(key, ZERO) + number
            if held[key] >= 0:
                falls.pop(key, None)
            elif number < 0:
                before = falls.get(key)
                is_short = _opens_short(entry, posting, income)
                falls[key] = (
                    _Fall(entry, is_short)
                    if before is None
                    else before._replace(is_short=before.is_short and is_short)
                )
    owned = {currency for (_, currency), number in held.items() if number > 0}
    by_account: dict[str, list[tuple[str, _Fall]]] = {}
    for (account, currency), fall in sorted(falls.items()):
        if not fall.is_short or currency in owned:
            by_account.setdefault(account, []).append((currency, fall))
    for account, several in by_account.items():
        first = min((fall.entry for _, fall in several), key=lambda entry: entry.date)
        yield NegativeLots(
            account=account,
            units=tuple(Weight(held[account, currency], currency) for currency, _ in several),
            date=first.date,
            place=written_at(first.meta),
        )


def _opens_short(entry: data.Transaction, posting: data.Posting, income: str) -> bool:
    """Return whether a transaction sells at the cost of the posting, for money, without a gain."""
    cost, price = cast("Cost", posting.cost), posting.price
    if cost.date < entry.date or (price is not None and price.number != cost.number):
        return False
    others = [each for each in entry.postings if each is not posting]
    return not any(each.account.startswith(income) for each in others) and any(
        each.cost is None and each.units is not None and (each.units.number or ZERO) > 0
        for each in others
    )
