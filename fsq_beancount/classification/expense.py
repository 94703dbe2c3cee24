"""The role of an expense in its transaction, where none is declared."""

from __future__ import annotations

from fsq_beancount.classification.account import TRADE_TAXES
from fsq_beancount.classification.context import Context
from fsq_beancount.classification.item import Item, name_of
from fsq_beancount.classification.reason import Aspect, Circumstance
from fsq_beancount.core.terms import (
    COST,
    FEE,
    INCOME,
    LIVING,
    NEAR_PASSIVE,
    PASSIVE,
    TAX,
    VIRTUAL,
)


def decide_expense(item: Item, context: Context) -> None:
    """Set the role of an expense posting that has no declared role."""
    if not context.is_padding:
        item.role = _role_by_name(item, context)
    if item.role is not None:
        return
    if item.said_class is not None:
        item.role = COST
    elif context.is_padding:
        _set_living(item, Circumstance.LIVING)
    elif item.account.is_interest and context.buys_asset and not context.touches_loan:
        _set_income(item, PASSIVE, Circumstance.ACCRUED_INTEREST)
        item.is_accrued = True
    elif item.account.is_loss and context.trade.sells:
        _set_income(item, NEAR_PASSIVE, Circumstance.LOSS)
    elif item.account.is_loss and _is_loss_of_asset(item, context):
        _set_income(item, NEAR_PASSIVE, Circumstance.LOSS_OF_ASSET)
    elif item.account.is_depreciation and _is_virtual(context):
        item.role = VIRTUAL
        item.because(Circumstance.DEPRECIATION)
    else:
        _set_living(item, _why_living(item, context))


def _set_income(item: Item, income_class: str, circumstance: Circumstance) -> None:
    item.role = INCOME
    item.income_class = income_class
    item.gain = income_class == NEAR_PASSIVE
    item.because(circumstance)


def _set_living(item: Item, circumstance: Circumstance) -> None:
    item.role = LIVING
    item.because(circumstance)


def _role_by_name(item: Item, context: Context) -> str | None:
    """Return the role that follows from the account name and the transaction, if any."""
    transfer = item.account.transfer_match
    if transfer is not None and context.sells_home and not context.buys_home:
        item.is_of_transfer = True
        item.because(name_of(transfer), Aspect.ROLE)
        return FEE if transfer.category == "fee" else TAX
    match = item.account.cost_match
    if match is None:
        return None
    if item.account.is_capital_tax:
        role: str | None = TAX
    elif match.category == "household-fee" or context.buys_home:
        return None
    elif item.account.is_tax:
        role = _role_of_tax(item, match.category, context)
    elif match.category == "bare-fee" and item.said_class is None and _is_on_payslip(context):
        return None
    else:
        role = FEE if context.income or context.trade.sells or context.trade.buys else None
    if role is not None:
        item.because(name_of(match), Aspect.ROLE)
    return role


def _role_of_tax(item: Item, category: str, context: Context) -> str | None:
    if context.income or context.trade.sells:
        return TAX
    if context.trade.buys:
        return FEE if category in TRADE_TAXES else None
    if not context.amounts.comes_back(item.posting):
        return None
    if context.taxes.where_paid(item.posting, context.entry.date):
        return TAX
    # Money back from a social insurance may be a bonus; premiums paid alone were living costs.
    return None if category == "social" else TAX


def _is_on_payslip(context: Context) -> bool:
    """Return whether a bare fee is on a payslip, so that it may be the canteen's, not a bank's."""
    return context.active_income and not (context.trade.buys or context.trade.sells)


def _is_loss_of_asset(item: Item, context: Context) -> bool:
    """Return whether only assets that earn bear a loss, and no account of the household."""
    uses = context.whole.uses
    against = [account.name for _, account in context.against(item.posting)]
    return uses is not None and bool(against) and all(map(uses.is_invested, against))


def _is_virtual(context: Context) -> bool:
    """Return whether depreciation is virtual: neither a loan nor a household account bears it."""
    if context.touches_loan:
        return False
    uses = context.whole.uses
    return uses is not None and not any(
        uses.is_of_household(account.name) for _, account in context.others
    )


def _why_living(item: Item, context: Context) -> Circumstance:
    """Return why an expense is a living cost although its name may say something else."""
    match = item.account.cost_match
    if match is None:
        return Circumstance.LIVING
    if match.category == "household-fee":
        return Circumstance.HOUSEHOLD_FEE
    if context.buys_home:
        return Circumstance.HOME
    if match.category == "bare-fee" and _is_on_payslip(context):
        return Circumstance.BARE_FEE
    return Circumstance.LIVING
