"""The role of an expense in its transaction, where none is declared."""

from __future__ import annotations

from typing import NamedTuple

from beancount.core import data, flags

from fsq_beancount.classification.amounts import Amounts
from fsq_beancount.classification.item import Item, name_of
from fsq_beancount.classification.reason import Aspect, Circumstance
from fsq_beancount.classification.trades import Trade
from fsq_beancount.core.terms import COST, FEE, INCOME, LIVING, NEAR_PASSIVE, TAX


class Beside(NamedTuple):
    """The context of an expense in its transaction.

    Attributes:
        income: Whether the transaction has income.
        loan: Whether the transaction touches a loan.
    """

    income: bool
    loan: bool


def decide_expense(
    item: Item, entry: data.Transaction, beside: Beside, trade: Trade, amounts: Amounts
) -> None:
    """Set the role of an expense posting that has no declared role."""
    if entry.flag != flags.FLAG_PADDING:
        item.role = _role_by_name(item, beside, trade, amounts)
    if item.role is not None:
        return
    if item.said_class is not None:
        item.role = COST
    elif item.account.is_loss and trade.sells:
        item.role = INCOME
        item.income_class = NEAR_PASSIVE
        item.gain = True
        item.because(Circumstance.LOSS)
    else:
        item.role = LIVING
        item.because(Circumstance.LIVING)


def _role_by_name(item: Item, beside: Beside, trade: Trade, amounts: Amounts) -> str | None:
    """Return the role that follows from the account name and the transaction, if any."""
    match = item.account.cost_match
    if match is None:
        return None
    role: str | None = None
    if match.category == "capital-tax":
        role = TAX
    elif beside.loan:
        # The costs of buying a home are living costs.
        return None
    elif match.category == "fee":
        role = FEE if beside.income or trade.sells or trade.buys else None
    elif beside.income or trade.sells:
        role = TAX
    elif match.category == "tax" and not trade.buys:
        role = TAX if amounts.comes_back(item.posting) else None
    if role is not None:
        item.because(name_of(match), Aspect.ROLE)
    return role
