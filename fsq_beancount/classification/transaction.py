"""Decide the class, role and stream of the postings of a transaction: each step, in order."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from fsq_beancount.classification.account import Account, Said
from fsq_beancount.classification.charge import (
    Incomes,
    charge,
    give_back,
    incomes_of,
    is_lone_refund,
)
from fsq_beancount.classification.context import Context
from fsq_beancount.classification.decision import Decision, Outcome
from fsq_beancount.classification.declared import declare
from fsq_beancount.classification.expense import decide_expense
from fsq_beancount.classification.goods import find_goods
from fsq_beancount.classification.income import decide_income
from fsq_beancount.classification.item import Item
from fsq_beancount.classification.tax_history import Taxes
from fsq_beancount.core.terms import ACTIVE, COSTS_OF_EARNING, INCOME, TAX


@dataclass(frozen=True, slots=True)
class Decided:
    """The outcomes of a transaction.

    Attributes:
        outcomes: The outcome for each posting.
        taxes: Its postings of taxes.
        whole: The indices of its postings that are decided as a whole, with their decisions.
        is_split: Whether any other posting has an outcome: it is split over several decisions.
    """

    outcomes: Sequence[Outcome]
    taxes: Taxes
    whole: Sequence[tuple[int, Decision]] = field(init=False)
    is_split: bool = field(init=False)

    def __post_init__(self) -> None:
        """Sort the outcomes, once for all transactions that share them."""
        outcomes = [each for each in enumerate(self.outcomes) if each[1] is not None]
        whole = [(position, each) for position, each in outcomes if isinstance(each, Decision)]
        object.__setattr__(self, "whole", whole)
        object.__setattr__(self, "is_split", len(whole) < len(outcomes))


def decide_transaction(
    context: Context,
    accounts: Mapping[str, Account],
    tag_class: Said | None,
    excluded: Container[str],
) -> Decided:
    """Decide the postings of a transaction.

    Args:
        context: The transaction, with nothing known yet of its other postings and its income.
        accounts: The properties of each account.
        tag_class: The class that a tag of the transaction is mapped to.
        excluded: The commodities that the ledger excludes.
    """
    items: list[Item] = []
    for position, posting in enumerate(context.entry.postings):
        account = accounts[posting.account]
        if account.is_flow:
            items.append(Item(position, posting, account))
        else:
            context.others.append((posting, account))
    for item in items:
        declare(item, context.entry, tag_class, excluded)
    goods = find_goods(items, context)
    incomes = [item for item in items if item.role == INCOME]
    decide_income(incomes, context, goods=goods)
    context.income = bool(incomes)
    context.active_income = any(item.income_class == ACTIVE for item in incomes)
    context.gain = any(item.gain for item in incomes)
    for item in items:
        if item.role is None:
            decide_expense(item, context)
    return _charge(items, context)


def _charge(items: Sequence[Item], context: Context) -> Decided:
    """Charge the costs of earning, refunds of taxes last, and record the taxes."""
    entry = context.entry
    outcomes: list[Outcome] = [None] * len(entry.postings)
    taxes: list[tuple[int, bool]] = []
    refunds: list[Item] = []
    incomes: Incomes | None = None
    for item in items:
        outcome: Outcome
        if item.role in COSTS_OF_EARNING:
            incomes = incomes or incomes_of(items, context)
            if is_lone_refund(item, incomes, context):
                refunds.append(item)
                continue
            outcome = charge(item, incomes, context)
        else:
            outcome = item.decision()
        outcomes[item.position] = outcome
        on_capital = item.account.is_capital_tax
        if item.role == TAX or (item.account.is_tax and not on_capital):
            taxes.append((item.position, on_capital))
    if taxes:
        context.taxes.record(entry, outcomes, taxes)
    for item in refunds:
        outcomes[item.position] = give_back(item, context)
    return Decided(outcomes, taxes)
