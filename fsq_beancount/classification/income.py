"""The class of income, and whether it is a realised gain."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from fsq_beancount import names
from fsq_beancount.classification.context import Context
from fsq_beancount.classification.item import Item, name_of
from fsq_beancount.classification.reason import Circumstance
from fsq_beancount.core.terms import ACTIVE, NEAR_PASSIVE, PASSIVE, UNCLASSIFIED
from fsq_beancount.core.weights import weigh

ZERO: Final = Decimal()

_WITH_WORK: Final = frozenset({"annuity", "dividend"})
"""The categories that an employer's name makes active only together with active income."""

_ASKED: Final = frozenset({"dividend", "interest"})
"""The categories that stay passive on a payslip; a check asks about them."""


def decide_income(incomes: Sequence[Item], context: Context, *, goods: bool) -> None:
    """Set the class of each income posting of a transaction (steps 1 to 8).

    Args:
        incomes: The income postings.
        context: Their transaction.
        goods: Whether it sells goods whose cost is booked as an expense.
    """
    undecided: list[Item] = []
    of_employers: list[tuple[Item, names.Match, names.Match]] = []
    for item in incomes:
        match = item.account.income_match
        if item.said_class is not None:
            item.income_class = item.said_class.value
            item.because(item.said_class.source)
        elif match is None:
            undecided.append(item)
        elif _needs_work(match) and match.unqualified is not None:
            of_employers.append((item, match, match.unqualified))
        else:
            _decide_by(item, match)
    beside_active = _is_active(incomes)
    for item, match, unqualified in of_employers:
        _decide_of_employer(item, match, unqualified, context, beside_active=beside_active)
    if _is_active(incomes):
        _compare_pensions(incomes, context)
        _ask_capital_income(incomes)
    _decide_the_rest(undecided, incomes, context, goods=goods)
    for item in incomes:
        item.gain = _is_gain(item, context, goods=goods)


def _decide_by(item: Item, match: names.Match) -> None:
    item.income_class = names.CLASS_OF[match.category]
    item.because(name_of(match))


def _is_active(incomes: Sequence[Item]) -> bool:
    return any(item.income_class == ACTIVE for item in incomes)


def _needs_work(match: names.Match) -> bool:
    """Return whether the name is an employer's pension or dividend."""
    return (
        match.category == "employer"
        and match.unqualified is not None
        and match.unqualified.category in _WITH_WORK
    )


def _decide_of_employer(
    item: Item,
    match: names.Match,
    unqualified: names.Match,
    context: Context,
    *,
    beside_active: bool,
) -> None:
    context.amounts.are_needed()
    account, date = item.posting.account, context.entry.date
    if context.employers.stood_beside_work(account, date, now=beside_active):
        _decide_by(item, match)
        item.because(Circumstance.EMPLOYER)
    else:
        _decide_by(item, unqualified)
        item.because(Circumstance.NO_EMPLOYER)


def _compare_pensions(incomes: Sequence[Item], context: Context) -> None:
    """Make pensions active if larger active income is next to them: an employer's contribution."""
    pensions = [item for item in incomes if _is_named(item, {"annuity"})]
    if not pensions:
        return
    active = [item for item in incomes if item.income_class == ACTIVE]
    sums = _sums(pensions, active, context)
    if sums is not None and abs(sums[1]) > abs(sums[0]):
        for item in pensions:
            item.income_class = ACTIVE
            item.because(Circumstance.PAYSLIP)


def _is_named(item: Item, categories: set[str] | frozenset[str]) -> bool:
    """Return whether a name alone makes a posting passive, by one of the given categories."""
    match = item.account.income_match
    if item.said_class is not None or item.income_class != PASSIVE or match is None:
        return False
    return (match.unqualified or match).category in categories


def _sums(
    first: Sequence[Item], second: Sequence[Item], context: Context
) -> tuple[Decimal, Decimal] | None:
    """Return the sums of two groups of postings in one currency, ``None`` without a price."""
    context.amounts.are_needed()
    if len({weigh(item.posting).currency for item in (*first, *second)}) == 1:
        return (
            sum((weigh(item.posting).number for item in first), ZERO),
            sum((weigh(item.posting).number for item in second), ZERO),
        )
    found: list[Decimal] = []
    for group in (first, second):
        numbers = [context.amounts.converted(item.posting, context.entry.date) for item in group]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers):
            return None
        found.append(sum(known, ZERO))
    return found[0], found[1]


def _ask_capital_income(incomes: Sequence[Item]) -> None:
    """Record a reason for dividends and interest that stay passive despite active income."""
    for item in incomes:
        if _is_named(item, _ASKED):
            item.because(Circumstance.ON_PAYSLIP)


def _decide_the_rest(
    undecided: Sequence[Item], incomes: Sequence[Item], context: Context, *, goods: bool
) -> None:
    """Apply steps 7 and 8."""
    left: list[Item] = []
    for item in undecided:
        if context.trade.sells and not goods and not _is_sale_of_goods(item, context):
            item.income_class = NEAR_PASSIVE
            item.because(Circumstance.SALE)
        else:
            left.append(item)
    beside_active = _is_active(incomes)
    for item in left:
        item.income_class = ACTIVE if beside_active else UNCLASSIFIED
        item.because(Circumstance.BESIDE_ACTIVE if beside_active else Circumstance.NOTHING)
        if context.trade.sells:
            item.because(Circumstance.GOODS if goods else Circumstance.SALES)


def _is_sale_of_goods(item: Item, context: Context) -> bool:
    """Return whether income is named for sales and no sold commodity has a price in the ledger."""
    if not item.account.is_sales:
        return False
    context.amounts.are_needed()
    return not context.whole.is_any_priced(context.leaving)


def _is_gain(item: Item, context: Context, *, goods: bool) -> bool:
    """Return whether income is a realised gain, regardless of its class."""
    account = item.account
    match = account.income_match
    if account.is_loss or (match is not None and match.category == "gain"):
        return True
    if not context.trade.sells or goods or _is_sale_of_goods(item, context):
        return False
    return match is None or names.CLASS_OF[match.category] not in (PASSIVE, ACTIVE)
