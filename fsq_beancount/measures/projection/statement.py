"""The projection of a ledger: two scenarios, and what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fsq_beancount.core.periods import ROLLING_MONTHS, month_index
from fsq_beancount.measures.projection import past
from fsq_beancount.measures.projection.assumed import Options, assumed
from fsq_beancount.measures.projection.gathering import (
    begun_pensions,
    capital_of,
    gains_of,
    pensions_to_come,
    plan_of,
    yield_of,
)
from fsq_beancount.measures.projection.result import (
    CONSERVATIVE,
    OPTIMISTIC,
    Group,
    Projection,
    Scenario,
    money,
    share,
)
from fsq_beancount.measures.projection.sources import Sources

if TYPE_CHECKING:
    from fsq_beancount.measures.milestones.ladder import Milestones
    from fsq_beancount.measures.scope import Scope


def of(scope: Scope, milestones: Milestones) -> Projection:
    """Return the projection from the as-of date on.

    Args:
        scope: The data of the report.
        milestones: The milestones at the last complete month.
    """
    return project(
        Sources(
            as_of=scope.as_of,
            config=scope.facts.config,
            convert=scope.facts.convert,
            coverage=scope.coverage,
            entries=scope.entries,
            flows=scope.flows,
            decided=scope.non_default_flows,
            monthly=scope.covered_monthly,
            recurring=scope.recurring,
            holdings=scope.holdings,
            positions=scope.positions,
            revaluation=scope.revaluation,
            bookings=scope.bookings,
            taxes=scope.latent_taxes,
            lifetime=scope.lifetime,
            other_debts=scope.balance_sheets.on(scope.as_of).other_debts,
            loans=scope.debts.on(scope.as_of).loans,
            loan_costs=scope.covered_loan_costs,
            rates_paid=scope.loan_rates_paid,
            is_loan=scope.loans.is_loan,
            milestones=milestones,
        )
    )


def project(books: Sources) -> Projection:
    """Return the projection from the as-of date on."""
    options = Options.on(books.config, books.as_of)
    coverage, last = books.coverage, books.coverage.last_month
    if coverage.months(last) < ROLLING_MONTHS:
        return _undefined(books, ["months"])
    lacking = []
    years = past.without_gap(coverage.full_years)
    own = past.median_change(past.yearly_costs(years, books.monthly))
    cost_growth = own if own is not None else options.cost_growth
    if cost_growth is None:
        lacking.append("inflation")
    yield_rate, base = yield_of(books)
    if yield_rate is None:
        lacking.append("capital")
    if options.pensions and options.birth is None:
        lacking.append("birth-date")
    if lacking or yield_rate is None or cost_growth is None:
        return _undefined(books, lacking)
    gain = past.median_gain(years, gain=gains_of(books), capital=capital_of(books))
    base_plan, capital = plan_of(books, options)
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
        date=books.as_of,
        assumptions=tuple(
            assumed(
                common,
                options,
                own=own,
                gain=gain,
                inflation=inflation,
                base=base,
                pensions=[
                    (pension, amount) for pension, amount, _ in pensions_to_come(books, options)
                ],
            )
        ),
        scenarios=tuple(
            Scenario(
                name=name,
                date=books.as_of,
                month_now=month_index(books.as_of),
                plan=plan,
                missing=missing,
                birth=options.birth,
            )
            for name, plan in plans.items()
        ),
        groups=tuple(
            Group(name=name, costs=costs, inflation=None if own is None else share(own))
            for name, costs, own in past.group_changes(
                years, books.flows, books.config.roots.expenses
            )
        ),
        missing=() if gain is not None else ((OPTIMISTIC, "years"),),
        other=money(capital.other),
        never=tuple(sorted(set(capital.never))),
        untaxed=tuple(sorted(capital.untaxed)),
        begun=tuple(begun_pensions(books, options)),
    )


def _undefined(books: Sources, lacking: list[str]) -> Projection:
    """Return a projection without a scenario, with what both of them lack."""
    return Projection(
        date=books.as_of,
        assumptions=(),
        missing=tuple((name, what) for name in (CONSERVATIVE, OPTIMISTIC) for what in lacking),
    )
