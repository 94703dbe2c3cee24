"""The projection of a ledger: its inputs from the books, each with its source."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from fsq_beancount.books.flows import within
from fsq_beancount.books.holdings import Kind
from fsq_beancount.core.periods import ROLLING_MONTHS, Period, month_index
from fsq_beancount.core.terms import CASH, DAYS, LIVING
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.liquidity.cash import CashAccounts, by_horizon
from fsq_beancount.measures.liquidity.months import spans
from fsq_beancount.measures.liquidity.payments import Payments
from fsq_beancount.measures.performance.booked import Booked
from fsq_beancount.measures.projection import past
from fsq_beancount.measures.projection.assumed import Options, assumed
from fsq_beancount.measures.projection.capital import capital_on
from fsq_beancount.measures.projection.dated import beyond_averages
from fsq_beancount.measures.projection.owed import loan_plans
from fsq_beancount.measures.projection.result import (
    CONSERVATIVE,
    OPTIMISTIC,
    Group,
    Projection,
    Scenario,
    money,
    share,
)
from fsq_beancount.measures.projection.scenario import LastMonth, Plan
from fsq_beancount.measures.quota import living_costs, narrow_income, total, wide_income
from fsq_beancount.measures.wealth.lifetime import months_until

if TYPE_CHECKING:
    from fsq_beancount.books.line import Line
    from fsq_beancount.measures.milestones.ladder import Milestones
    from fsq_beancount.measures.scope import Scope

ZERO: Final = Decimal()
MONTHS: Final = 720
"""The months of a projection without a life expectancy."""


def of(scope: Scope, milestones: Milestones) -> Projection:
    """Return the projection from the as-of date on.

    Args:
        scope: The data of the report.
        milestones: The milestones at the last complete month.
    """
    options = Options.on(scope.facts.config, scope.as_of)
    coverage, last = scope.coverage, scope.coverage.last_month
    lacking = []
    if coverage.months(last) < ROLLING_MONTHS:
        lacking.append("months")
    years = past.full_years(coverage.complete)
    own = past.median_change(past.yearly_costs(years, scope.covered_monthly))
    cost_growth = own if own is not None else options.cost_growth
    if cost_growth is None:
        lacking.append("inflation")
    yield_rate, base = _yield(scope)
    if yield_rate is None:
        lacking.append("capital")
    if options.pensions and options.birth is None:
        lacking.append("birth-date")
    gain = past.median_gain(years, gain=_gains(scope), capital=_capital(scope))
    if lacking or yield_rate is None or cost_growth is None:
        return Projection(
            date=scope.as_of,
            assumptions=(),
            missing=tuple((name, what) for name in (CONSERVATIVE, OPTIMISTIC) for what in lacking),
        )
    base_plan, capital = _plan(scope, options, milestones)
    common = base_plan.changed(yield_rate=yield_rate, cost_growth=cost_growth)
    near = common.near_passive
    inflation = options.inflation if options.inflation is not None else cost_growth
    plans = {CONSERVATIVE: common.changed(inflation=inflation, near_passive=0.0)}
    if gain is not None:
        plans[OPTIMISTIC] = common.changed(
            inflation=inflation, other_growth=inflation, extra=gain, near_passive=near
        )
    missing = options.missing_for_stop
    return Projection(
        date=scope.as_of,
        assumptions=tuple(
            assumed(common, options, own=own, gain=gain, inflation=inflation, base=base)
        ),
        scenarios=tuple(
            Scenario(
                name=name,
                date=scope.as_of,
                month_now=month_index(scope.as_of),
                plan=plan,
                missing=missing,
                birth=options.birth,
            )
            for name, plan in plans.items()
        ),
        groups=tuple(
            Group(name=name, costs=costs, inflation=None if own is None else share(own))
            for name, costs, own in past.group_changes(
                years, scope.flows, scope.facts.config.roots.expenses
            )
        ),
        missing=() if gain is not None else ((OPTIMISTIC, "years"),),
        other=money(capital.other),
        never=tuple(sorted(set(capital.never))),
        untaxed=tuple(sorted(capital.untaxed)),
    )


def _capital(scope: Scope) -> Callable[[datetime.date], Decimal]:
    """Return what gives the capital of the horizons cash and days at the end of a day."""
    holdings, positions = scope.holdings.every, scope.positions

    def on(date: datetime.date) -> Decimal:
        found = by_horizon(date, holdings=holdings, positions=positions)
        return found.get(CASH, ZERO) + found.get(DAYS, ZERO)

    return on


def _yield(scope: Scope) -> tuple[float | None, float]:
    """Return the yield of the last twelve months, fraction, and the capital it is a share of."""
    year = scope.coverage.twelve_months
    base = past.mean_opening(month_index(year.first), ROLLING_MONTHS, _capital(scope))
    if base <= 0:
        return None, base
    return float(past.income_of(_covered(scope, year)).scaling) / base, base


def _covered(scope: Scope, days: Period) -> list[Any]:
    flows = within(scope.non_default_flows, days.first, days.last)
    return [flow for flow in flows if scope.coverage.covers(flow.date)]


def _gains(scope: Scope) -> Callable[[datetime.date, datetime.date], Decimal]:
    """Return what gives the gains on the capital of the horizons cash and days in some days."""
    realised = scope.bookings.booked[Booked.GAINS_REALISED]

    def between(first: datetime.date, last: datetime.date) -> Decimal:
        def chosen(line: Line) -> bool:
            holding = scope.holdings.of(line)
            return holding.kind is Kind.ASSET and holding.horizon(last, priced=True) in (CASH, DAYS)

        effects = scope.revaluation.between(first - datetime.timedelta(1), last, chosen)
        return realised.total(first, last) + effects.lots + effects.money

    return between


def _plan(scope: Scope, options: Options, milestones: Milestones) -> tuple[Plan, Any]:
    """Return the plan without rates, and the capital that it begins with."""
    as_of, coverage = scope.as_of, scope.coverage
    year, last, now = coverage.twelve_months, coverage.last_month, month_index(scope.as_of)
    capital = capital_on(
        as_of,
        holdings=scope.holdings.every,
        positions=scope.positions,
        taxes=scope.latent_taxes,
        debts=float(scope.balance_sheets.on(as_of).other_debts),
    )
    months = MONTHS if options.months is None else options.months
    income = past.income_of(_covered(scope, year))
    loans = loan_plans(
        scope.debts.on(as_of).loans,
        year=year,
        lines=[each.line for _, each in scope.holdings.loans],
        costs=scope.covered_loan_costs,
        rates_paid=scope.loan_rates_paid,
        planned=_instalments(scope),
    )
    interest = sum(loan.payments(1)[1][0] * loan.passive for loan in loans)
    pensions = []
    for pension in scope.lifetime.pensions(as_of):
        amount = scope.facts.convert(pension.amount, as_of)
        if amount is not None and options.birth is not None:
            first = max(1, months_until(as_of, options.birth, pension.age))
            pensions.append((first, float(amount)))
    plan = Plan(
        months=months,
        costs=float(scope.lifetime.living(last)) / ROLLING_MONTHS,
        work=float(scope.lifetime.work(last)) / ROLLING_MONTHS,
        passive=float(income.passive) / ROLLING_MONTHS + interest,
        near_passive=float(income.near_passive) / ROLLING_MONTHS,
        pensions=pensions,
        dated=_dated(scope, months),
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
        last_work=options.retirement_month,
        retirement=options.retirement_month,
        withdrawal_rate=options.withdrawal_rate,
        last_year=_last_year(scope),
        milestones=_milestones(milestones),
    )
    return plan, capital


_JANUARY: Final = month_index(datetime.date(2024, 1, 1)) % ROLLING_MONTHS


def _last_year(scope: Scope) -> list[LastMonth]:
    """Return the last twelve complete months."""
    last = scope.coverage.last_month
    interest: dict[int, Decimal] = {}
    for cost in scope.covered_loan_costs:
        if not cost.fee and cost.flow.role == LIVING:
            month = month_index(cost.flow.date)
            interest[month] = interest.get(month, ZERO) - (cost.flow.amount or ZERO)
    found = []
    for month in range(last - ROLLING_MONTHS + 1, last + 1):
        totals = total([scope.covered_monthly.get(month, {})])
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


def _instalments(scope: Scope) -> dict[str, Decimal]:
    """Return the instalments that recurring payments plan on loans, a month, by account."""
    first = scope.as_of + datetime.timedelta(1)
    until = first + datetime.timedelta(364)
    planned: dict[str, Decimal] = {}
    for each in scope.recurring:
        if scope.loans.is_loan(each.account) and each.amount.number is not None:
            amount = scope.facts.convert(Weight(each.amount.number, each.amount.currency), first)
            times = len(list(each.days(first, until)))
            if amount is not None and times:
                before = planned.get(each.account, ZERO)
                planned[each.account] = before + abs(amount) * times / ROLLING_MONTHS
    return planned


def _dated(scope: Scope, months: int) -> dict[int, float]:
    """Return what is planned beyond the averages, by the number of the month."""
    config, now = scope.facts.config, month_index(scope.as_of)
    payments = Payments(
        tuple(spans(scope.as_of, months)),
        entries=scope.entries,
        recurring=scope.recurring,
        unlocked=(),
        cash=CashAccounts(scope.holdings.every, config.roots.assets, config.is_money),
        excluded=config.excluded,
        convert=scope.facts.convert,
    )
    year = scope.coverage.twelve_months
    yearly: dict[str, Decimal] = {}
    for flow in within(scope.flows, year.first, year.last):
        if flow.amount is not None and scope.coverage.covers(flow.date):
            yearly[flow.account] = yearly.get(flow.account, ZERO) + flow.amount
    roots = (f"{config.roots.income}:", f"{config.roots.expenses}:")
    beyond = beyond_averages(
        payments.items, now=now, is_flow=lambda account: account.startswith(roots), yearly=yearly
    )
    return {number: float(amount) for number, amount in beyond.items()}
