"""The class and stream of a cost of earning, from the income of its transaction, if any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from fsq_beancount.classification.account import CAPITAL_TAXES, WORK_TAXES
from fsq_beancount.classification.allocation import Earning, Kind, eligible, split
from fsq_beancount.classification.amounts import Amounts
from fsq_beancount.classification.bearers import bearers_of
from fsq_beancount.classification.context import Context
from fsq_beancount.classification.decision import Decision, Outcome, Part
from fsq_beancount.classification.item import Item
from fsq_beancount.classification.reason import Circumstance, Reason, Source, reasons
from fsq_beancount.classification.tax_history import Went
from fsq_beancount.core.terms import (
    ACTIVE,
    FEE,
    INCOME,
    LIVING,
    NEAR_PASSIVE,
    PASSIVE,
    TAX,
    UNCLASSIFIED,
)
from fsq_beancount.core.weights import weigh

_REST = Kind(NEAR_PASSIVE, None, gain=False)


class Incomes(NamedTuple):
    """The income of a transaction that its costs may be charged to.

    Attributes:
        items: The income postings.
        earnings: The income postings with a known price, and their amounts.
        accrued: The interest accrued on a lot that is bought: it bears taxes, but no fees.
    """

    items: Sequence[Item]
    earnings: list[tuple[Item, Earning]]
    accrued: list[tuple[Item, Earning]]


def incomes_of(items: Iterable[Item], context: Context) -> Incomes:
    """Return the income of a transaction that costs may be charged to, without excluded income."""
    incomes = [item for item in items if item.role == INCOME]
    found = Incomes(incomes, [], [])
    for item in incomes:
        weight = context.amounts.converted(item.posting, context.entry.date)
        if weight is not None:
            earnings = found.accrued if item.is_accrued else found.earnings
            earnings.append((item, Earning(item.kind, -weight)))
    return found


def is_lone_refund(item: Item, incomes: Incomes, context: Context) -> bool:
    """Return whether a posting refunds a tax without income, gain or loss in its transaction."""
    return (
        item.role == TAX
        and item.said_class is None
        and not incomes.items
        and context.amounts.comes_back(item.posting)
    )


def charge(item: Item, incomes: Incomes, context: Context) -> Outcome:
    """Charge a cost of earning to its declared class and stream, else to its transaction's."""
    said = item.said_class
    stream = item.said_stream.value if item.said_stream is not None else None
    if said is not None:
        item.because(said.source)
        gross = eligible(_earnings(item, incomes), said.value, stream)
    else:
        income_class = _class_by_name(item, incomes, context)
        if income_class is not None:
            item.income_class = income_class
        gross = eligible(_earnings(item, incomes), income_class, stream)
    if len(gross) > 1:
        context.amounts.are_needed()
        # A cost without a price is not split: all of it goes to the kind with the largest part.
        weight = context.amounts.converted(item.posting, context.entry.date)
        parts = split(weight or Decimal(), gross)
        if len(parts) > 1 and weight is not None:
            item.because(Circumstance.SPLIT)
            return tuple(Part(item.decision(kind), part) for kind, part in parts.items())
        gross = {max(parts, key=lambda kind: max(gross[kind])): []}
    if gross:
        if said is None:
            item.because(Circumstance.CHARGED)
        return item.decision(next(iter(gross)))
    if item.income_class is None:
        traded = context.trade.sells or (context.trade.buys and item.role == FEE)
        item.gain = traded
        item.income_class = _class_without_income(item, context)
    return item.decision()


def _earnings(item: Item, incomes: Incomes) -> Sequence[Earning]:
    found = incomes.earnings if item.role == FEE else [*incomes.earnings, *incomes.accrued]
    bearers = bearers_of(item, incomes.items) if item.said_class is None else ()
    return [earning for income, earning in found if not bearers or income in bearers]


def _category(item: Item) -> str | None:
    match = item.account.cost_match
    return match.category if match is not None and item.role == TAX else None


def _class_by_name(item: Item, incomes: Incomes, context: Context) -> str | None:
    """Return the class that a tax is charged to by its name, if any."""
    category = _category(item)
    if category == "lump-sum-tax":
        item.because(Circumstance.LUMP_SUM_TAX)
        return PASSIVE
    if category in WORK_TAXES and _comes_with_work(incomes.items, context):
        item.because(Circumstance.WORK_TAX)
        return ACTIVE
    return None


def _comes_with_work(incomes: Sequence[Item], context: Context) -> bool:
    """Return whether there is active income, a sale, or a vesting: lots that are earned."""
    if context.trade.sells or any(item.income_class == ACTIVE for item in incomes):
        return True
    return context.trade.buys and any(item.income_class != PASSIVE for item in incomes)


def _class_without_income(item: Item, context: Context) -> str:
    """Return the class of a cost whose transaction has no income to charge it to."""
    trade = context.trade
    if item.said_class is not None:
        return item.said_class.value
    category = _category(item)
    if category in CAPITAL_TAXES:
        item.because(Circumstance.CAPITAL_TAX)
        return PASSIVE
    if item.is_of_transfer or (
        (item.role == FEE or category == "trade-tax") and (trade.buys or trade.sells)
    ):
        item.because(Circumstance.TRADE)
        return NEAR_PASSIVE
    item.because(Circumstance.UNCHARGED)
    return UNCLASSIFIED


def give_back(item: Item, context: Context) -> Outcome:
    """Credit a lone tax refund to the income or living costs that bore the tax."""
    if item.account.is_capital_tax:
        return _give_back_capital_tax(item, context)
    went = context.taxes.where_paid(item.posting, context.entry.date)
    if not went:
        item.because(Circumstance.REFUND)
        item.income_class = ACTIVE
        return item.decision()
    decisions = {
        _decided(item, each, Circumstance.FOLLOWS): number for each, number in went.items()
    }
    return _parts(item, decisions, context.amounts, context)


def _give_back_capital_tax(item: Item, context: Context) -> Outcome:
    given = context.taxes.give_back(context.entry, item.posting)
    decisions = {
        _decided(item, Went(TAX, kind), Circumstance.TAX_BACK): number
        for kind, number in given.items()
    }
    rest = -weigh(item.posting).number - sum(given.values(), Decimal())
    if rest:
        decisions[_decided(item, Went(TAX, _REST), Circumstance.NOT_BORNE)] = rest
    return _parts(item, decisions, context.amounts, context)


def _decided(item: Item, went: Went, circumstance: Circumstance) -> Decision:
    """Return the decision on a refund, or a part of it, for the kind that bore the tax."""
    role, (income_class, stream, gain) = went
    if item.said_stream is not None:
        stream = item.said_stream.value
    why = [Reason(Source(circumstance))]
    if role != LIVING:
        why = [*item.reasons, *why]
    return Decision(income_class, role, stream, reasons(*why), gain)


def _parts(
    item: Item, decisions: Mapping[Decision, Decimal], amounts: Amounts, context: Context
) -> Outcome:
    """Return a posting split in proportion, in the report currency."""
    weight = amounts.converted(item.posting, context.entry.date)
    if len(decisions) == 1 or weight is None:
        return max(decisions, key=lambda decision: decisions[decision])
    parts = split(weight, {decision: [number] for decision, number in decisions.items()})
    return tuple(Part(decision, part) for decision, part in parts.items())
