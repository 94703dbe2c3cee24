"""Goods sold from stock: their cost is booked as an expense, so their sale is not a gain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from beancount.core import data

from fsq_beancount import names
from fsq_beancount.classification.context import Context
from fsq_beancount.classification.item import Item
from fsq_beancount.classification.reason import Aspect, Circumstance
from fsq_beancount.core.terms import ACTIVE, COST, INCOME, NEUTRAL
from fsq_beancount.core.weights import weigh

ZERO: Final = Decimal()
HALF_CENT: Final = Decimal("0.005")

_BY_CAPITAL: Final = frozenset(
    {"gain", "premium", "reward", "dividend", "interest", "rent", "annuity"}
)
"""The categories of income that the sale of goods cannot have."""


def find_goods(items: Sequence[Item], context: Context) -> bool:
    """Return whether a transaction sells goods; set the role of the expenses that book their cost.

    A return of goods is a sale with all signs reversed.
    """
    lots = context.sold or context.bought
    if not lots or not any(map(may_sell, items)):
        return False
    expenses = [item for item in items if _may_take(item)]
    if not expenses:
        return False
    context.amounts.are_needed()
    if context.trade.buys == context.trade.sells or not _is_sale(items, lots):
        return False
    takers = _takers(expenses, lots)
    for item in takers:
        item.takes_goods = True
        if item.role is None:
            item.role = COST
            item.because(Circumstance.GOODS, Aspect.ROLE)
    return bool(takers)


def may_sell(item: Item) -> bool:
    """Return whether an income posting may be the proceeds of goods."""
    if item.role != INCOME or not item.account.is_income:
        return False
    if item.said_class is not None and item.said_class.value == NEUTRAL:
        return False
    match = item.account.income_match
    if match is None:
        return True
    if (match.unqualified or match).category in _BY_CAPITAL:
        return False
    return (
        item.account.is_sales
        or match.category == "product"
        or names.CLASS_OF[match.category] == ACTIVE
    )


def _may_take(item: Item) -> bool:
    """Return whether an expense posting may be the cost of goods."""
    account = item.account
    return not (account.is_income or account.is_loss or account.cost_match)


def _is_sale(items: Iterable[Item], lots: Sequence[data.Posting]) -> bool:
    """Return whether lots leave and money comes in, or the other way round."""
    earned = sum((-weigh(item.posting).number for item in items if may_sell(item)), ZERO)
    cost = sum((-weigh(posting).number for posting in lots), ZERO)
    return earned * cost > 0


def _takers(expenses: Sequence[Item], lots: Sequence[data.Posting]) -> list[Item]:
    """Return the expenses that take the cost of the lots to the cent, none if they do not."""
    by_currency: dict[str, dict[str, Decimal]] = {}
    for posting in lots:
        number, currency = weigh(posting)
        commodity = posting.units.currency if posting.units else ""
        costs = by_currency.setdefault(currency, {})
        costs[commodity] = costs.get(commodity, ZERO) - number
    found: list[Item] = []
    for currency, costs in by_currency.items():
        of_currency = [item for item in expenses if weigh(item.posting).currency == currency]
        takers = _together(of_currency, sum(costs.values(), ZERO)) or _each(of_currency, costs)
        if not takers:
            return []
        found += takers
    return found


def _together(expenses: Sequence[Item], cost: Decimal) -> list[Item]:
    """Return a posting, the postings of an account, or all postings, if they add up to a cost."""
    by_account: dict[str, list[Item]] = {}
    for item in expenses:
        by_account.setdefault(item.posting.account, []).append(item)
    for group in (*([item] for item in expenses), *by_account.values(), list(expenses)):
        taken = sum((weigh(item.posting).number for item in group), ZERO)
        if group and abs(taken - cost) <= HALF_CENT:
            return group
    return []


def _each(expenses: Sequence[Item], costs: dict[str, Decimal]) -> list[Item]:
    """Return a posting for the cost of each commodity, empty if any commodity has none."""
    left = list(expenses)
    found: list[Item] = []
    for cost in costs.values():
        taker = next(iter(_together_of_one(left, cost)), None)
        if taker is None:
            return []
        left.remove(taker)
        found.append(taker)
    return found


def _together_of_one(expenses: Sequence[Item], cost: Decimal) -> list[Item]:
    return [item for item in expenses if abs(weigh(item.posting).number - cost) <= HALF_CENT]
