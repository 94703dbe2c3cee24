"""The income postings that alone bear a cost: the cost of goods, VAT, costs of selling a home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fsq_beancount.classification.goods import may_sell
from fsq_beancount.classification.item import Item
from fsq_beancount.core.terms import NEUTRAL

WITH_VAT: Final = frozenset(
    {"work", "employer", "subject", "product", "royalty", "rent", "feed-in"}
)
"""The categories of income that VAT may be collected on: from work, goods and services."""


def bearers_of(item: Item, incomes: Sequence[Item]) -> Sequence[Item]:
    """Return the income postings that alone bear a cost, empty if all of the transaction do.

    Args:
        item: The cost, with no declared class.
        incomes: The income postings of its transaction, with their classes.
    """
    if item.takes_goods:
        return [income for income in incomes if may_sell(income)]
    if item.is_of_transfer:
        return [income for income in incomes if income.gain]
    match = item.account.cost_match
    if match is not None and match.category == "vat":
        return [income for income in incomes if _has_vat(income)]
    return []


def _has_vat(income: Item) -> bool:
    """Return whether VAT may have been collected on income."""
    if income.gain or income.income_class == NEUTRAL or not income.account.is_income:
        return False
    match = income.account.income_match
    if match is None or income.account.is_sales:
        return True
    # An employer's pension is a pension; teaching is work, although courses are a product.
    named = match if match.category == "subject" else match.unqualified or match
    return named.category in WITH_VAT
