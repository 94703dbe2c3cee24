"""The inputs of a projection from the books: yield, gains, and the plan to begin with."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.books.flows import within
from fsq_beancount.books.holdings import Kind
from fsq_beancount.core.periods import ROLLING_MONTHS, Period, day_before, month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import CASH, DAYS, LIVING, NEAR_PASSIVE, PASSIVE
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.liquidity.cash import CashAccounts, by_horizon
from fsq_beancount.measures.liquidity.months import spans
from fsq_beancount.measures.liquidity.payments import Payments
from fsq_beancount.measures.liquidity.repayments import Repayments
from fsq_beancount.measures.performance.booked import Booked
from fsq_beancount.measures.projection import past
from fsq_beancount.measures.projection.assumed import Options
from fsq_beancount.measures.projection.capital import Capital, capital_on
from fsq_beancount.measures.projection.dated import beyond_averages
from fsq_beancount.measures.projection.last_year import LastMonth
from fsq_beancount.measures.projection.owed import loan_plans
from fsq_beancount.measures.projection.pensions import first_months
from fsq_beancount.measures.projection.scenario import Plan
from fsq_beancount.measures.quota import living_costs, narrow_income, total, wide_income

if TYPE_CHECKING:
    from fsq_beancount.books.flows import Flow
    from fsq_beancount.books.line import Line
    from fsq_beancount.measures.milestones.ladder import Milestones
    from fsq_beancount.measures.projection.sources import Sources
    from fsq_beancount.settings.directives.pension import Pension

ZERO: Final = Decimal()
MONTHS: Final = 720
"""The months of a projection without a life expectancy."""


def begun_pensions(books: Sources, options: Options) -> list[str]:
    """Return the pensions that have begun by the as-of date, each with its place."""
    return [
        f"{pension.name} ({books.config.place(pension.entry.meta)})"
        for pension, first in _pensions(books, options)
        if first is None
    ]


def pensions_to_come(books: Sources, options: Options) -> Iterator[tuple[Pension, float, int]]:
    """Yield the pensions to come, each with its amount in today's money and its first month."""
    for pension, first in _pensions(books, options):
        amount = books.convert(pension.amount, books.as_of)
        # What has begun is in the passive income of the last twelve months.
        if amount is not None and first is not None:
            yield pension, float(amount), first


def _pensions(books: Sources, options: Options) -> Iterator[tuple[Pension, int | None]]:
    return first_months(books.lifetime.pensions(books.as_of), options.birth, books.as_of)


@exact
def capital_of(books: Sources) -> Callable[[datetime.date], Decimal]:
    """Return what gives the capital of the horizons cash and days at the end of a day."""
    holdings, positions = books.holdings.every, books.positions

    @exact
    def on(date: datetime.date) -> Decimal:
        found = by_horizon(date, holdings=holdings, positions=positions)
        return found.get(CASH, ZERO) + found.get(DAYS, ZERO)

    return on


def yield_of(books: Sources) -> tuple[float | None, float]:
    """Return the yield of the last twelve months, fraction, and the capital it is a share of."""
    year = books.coverage.twelve_months
    base = past.mean_opening(month_index(year.first), ROLLING_MONTHS, capital_of(books))
    if base <= 0:
        return None, base
    return float(past.income_of(_earned(books, year)).scaling) / base, base


def _earned(books: Sources, days: Period) -> Sequence[Flow]:
    """Return the flows of covered days without the interest that instalments of loans pay."""
    interest = {id(flow.posting) for flow in _interest(books, days)}
    return [
        flow
        for flow in within(books.decided, days.first, days.last)
        if books.coverage.covers(flow.date) and id(flow.posting) not in interest
    ]


def _interest(books: Sources, days: Period) -> Sequence[Flow]:
    """Return the interest of single loans on some days."""
    return [
        cost.flow
        for cost in books.loan_costs
        if cost.loan and not cost.fee and days.first <= cost.flow.date <= days.last
    ]


@exact
def _interest_of_work(books: Sources, days: Period) -> Decimal:
    """Return the loan interest that is taken off the income from work on some days, currency."""
    flows = (
        flow
        for flow in _interest(books, days)
        if flow.role != LIVING and flow.income_class not in (PASSIVE, NEAR_PASSIVE)
    )
    return sum((-(flow.amount or ZERO) for flow in flows), ZERO)


@exact
def gains_of(books: Sources) -> Callable[[datetime.date, datetime.date], Decimal]:
    """Return what gives the gains on the capital of the horizons cash and days in some days."""
    realised = books.bookings.booked[Booked.GAINS_REALISED]

    @exact
    def between(first: datetime.date, last: datetime.date) -> Decimal:
        def chosen(line: Line) -> bool:
            holding = books.holdings.of(line)
            return holding.kind is Kind.ASSET and holding.horizon(last, priced=True) in (CASH, DAYS)

        effects = books.revaluation.between(day_before(first), last, chosen)
        return realised.total(first, last) + effects.lots + effects.money

    return between


def plan_of(books: Sources, options: Options) -> tuple[Plan, Capital]:
    """Return the plan without rates, and the capital that it begins with."""
    as_of, coverage = books.as_of, books.coverage
    year, last, now = coverage.twelve_months, coverage.last_month, month_index(books.as_of)
    capital = capital_on(
        as_of,
        holdings=books.holdings.every,
        positions=books.positions,
        taxes=books.taxes,
        debts=float(books.other_debts),
    )
    wanted = MONTHS if options.months is None else options.months
    # Python's calendar ends with the year 9999.
    months = min(wanted, month_index(datetime.date.max) - now)
    income = past.income_of(_earned(books, year))
    loans = loan_plans(
        books.loans,
        year=year,
        lines=[each.line for _, each in books.holdings.loans],
        costs=books.loan_costs,
        rates_paid=books.rates_paid,
        planned=_instalments(books),
    )
    plan = Plan(
        months=months,
        costs=float(books.lifetime.living(last)) / ROLLING_MONTHS,
        # Loans are paid by their instalments, so income is that before their interest.
        work=float(books.lifetime.work(last) + _interest_of_work(books, year)) / ROLLING_MONTHS,
        passive=float(income.passive) / ROLLING_MONTHS,
        near_passive=float(income.near_passive) / ROLLING_MONTHS,
        pensions=[(first, amount) for _, amount, first in pensions_to_come(books, options)],
        dated=_dated(books, months),
        loans=loans,
        cash=capital.cash,
        lots=capital.lots,
        locked=capital.locked,
        rules=capital.rules,
        new=capital.new,
        januaries=frozenset(
            number for number in range(1, months + 1) if (now + number) % ROLLING_MONTHS == _JANUARY
        ),
        work_growth=options.income_growth or 0.0,
        last_work=None if options.retirement_month is None else max(0, options.retirement_month),
        retirement=options.retirement_month,
        withdrawal_rate=options.withdrawal_rate,
        last_year=_last_year(books),
        milestones=_milestones(books.milestones),
    )
    return plan, capital


_JANUARY: Final = month_index(datetime.date(2024, 1, 1)) % ROLLING_MONTHS


def _last_year(books: Sources) -> list[LastMonth]:
    """Return the last twelve complete months."""
    last = books.coverage.last_month
    interest: dict[int, Decimal] = {}
    for cost in books.loan_costs:
        if not cost.fee and cost.flow.role == LIVING:
            month = month_index(cost.flow.date)
            interest[month] = interest.get(month, ZERO) - (cost.flow.amount or ZERO)
    found = []
    for month in range(last - ROLLING_MONTHS + 1, last + 1):
        totals = total([books.monthly.get(month, {})])
        costs = float(living_costs(totals))
        found.append(
            LastMonth(
                passive=float(narrow_income(totals)),
                wide=float(wide_income(totals)),
                costs=costs,
                costs_without_interest=costs - float(interest.get(month, ZERO)),
            )
        )
    return found


def _milestones(found: Milestones) -> list[tuple[str, float]]:
    """Return the monthly costs that income must pay for each milestone, with those before it."""
    cumulative, costs = ZERO, []
    for each in found.narrow:
        if each.cost is not None:
            cumulative += each.cost
            costs.append((each.name, float(cumulative) / ROLLING_MONTHS))
    return costs


def _instalments(books: Sources) -> dict[str, Decimal]:
    """Return the instalments that recurring payments plan on loans, a month, by account."""
    latest = datetime.date.max - datetime.timedelta(365)
    first = min(books.as_of, latest) + datetime.timedelta(1)
    until = first + datetime.timedelta(364)
    planned: dict[str, Decimal] = {}
    for each in books.recurring:
        if books.is_loan(each.account) and each.amount.number is not None:
            amount = books.convert(Weight(each.amount.number, each.amount.currency), first)
            times = len(list(each.days(first, until)))
            if amount is not None and times:
                before = planned.get(each.account, ZERO)
                planned[each.account] = before + abs(amount) * times / ROLLING_MONTHS
    return planned


def _dated(books: Sources, months: int) -> dict[int, float]:
    """Return what is planned beyond the averages, by the number of the month."""
    config, now = books.config, month_index(books.as_of)
    payments = Payments(
        tuple(spans(books.as_of, months)),
        entries=books.entries,
        recurring=books.recurring,
        others=(),
        cash=CashAccounts(books.holdings.every, config.roots.assets, config.is_money),
        # Loans end by their own figures; what is paid on their accounts is no flow here.
        repayments=Repayments(
            (),
            as_of=books.as_of,
            rate=lambda _loan, _date: None,
            apart=(),
            expenses=config.roots.expenses,
        ),
        excluded=config.excluded,
        convert=books.convert,
    )
    year = books.coverage.twelve_months
    yearly: dict[str, Decimal] = {}
    for flow in within(books.flows, year.first, year.last):
        if flow.amount is not None and books.coverage.covers(flow.date):
            yearly[flow.account] = yearly.get(flow.account, ZERO) + flow.amount
    roots = (f"{config.roots.income}:", f"{config.roots.expenses}:")
    beyond = beyond_averages(
        payments.items, now=now, is_flow=lambda account: account.startswith(roots), yearly=yearly
    )
    return {number: float(amount) for number, amount in beyond.items()}
