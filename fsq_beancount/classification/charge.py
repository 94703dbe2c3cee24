"""The class and stream of a cost of earning, from the income of its transaction, if any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from beancount.core import data

from fsq_beancount.classification.allocation import Earning, eligible, split
from fsq_beancount.classification.amounts import Amounts
from fsq_beancount.classification.decision import Outcome, Part
from fsq_beancount.classification.item import Item
from fsq_beancount.classification.reason import Circumstance
from fsq_beancount.classification.trades import Trade
from fsq_beancount.core.terms import (
    ACTIVE,
    FEE,
    INCOME,
    NEAR_PASSIVE,
    PASSIVE,
    TAX,
    UNCLASSIFIED,
)


def earnings_of(entry: data.Transaction, items: Iterable[Item], amounts: Amounts) -> list[Earning]:
    """Return the income that costs may be charged to: not excluded, with a known price."""
    earnings = []
    for item in items:
        if item.role == INCOME:
            weight = amounts.converted(item.posting, entry.date)
            if weight is not None:
                earnings.append(Earning(item.kind, -weight))
    return earnings


def charge(
    item: Item,
    entry: data.Transaction,
    earnings: Sequence[Earning],
    trade: Trade,
    amounts: Amounts,
) -> Outcome:
    """Charge a cost of earning to its own class and stream, else to those of its transaction."""
    said = item.said_class
    gross = eligible(
        earnings,
        said.value if said is not None else None,
        item.said_stream.value if item.said_stream is not None else None,
    )
    if said is not None:
        item.because(said.source)
    if len(gross) > 1:
        amounts.are_needed()
        # A cost without a price is not split: all of it goes where the largest part would.
        weight = amounts.converted(item.posting, entry.date)
        parts = split(weight or Decimal(), gross)
        if len(parts) > 1 and weight is not None:
            item.because(Circumstance.SPLIT)
            return tuple(Part(item.decision(kind), part) for kind, part in parts.items())
        gross = {max(parts, key=lambda kind: max(gross[kind])): []}
    if gross:
        if said is None:
            item.because(Circumstance.CHARGED)
        return item.decision(next(iter(gross)))
    item.gain = trade.sells or (trade.buys and item.role == FEE)
    item.income_class = _class_without_income(item, trade, amounts)
    return item.decision()


def _class_without_income(item: Item, trade: Trade, amounts: Amounts) -> str:
    """Return the class of a cost whose transaction has no income to charge it to."""
    match = item.account.cost_match
    if item.said_class is not None:
        return item.said_class.value
    if item.role == TAX and match is not None and match.category == "capital-tax":
        item.because(Circumstance.CAPITAL_TAX)
        return PASSIVE
    if item.role == TAX and amounts.comes_back(item.posting):
        item.because(Circumstance.REFUND)
        return ACTIVE
    if item.role == FEE and (trade.buys or trade.sells):
        item.because(Circumstance.TRADE)
        return NEAR_PASSIVE
    item.because(Circumstance.UNCHARGED)
    return UNCLASSIFIED
