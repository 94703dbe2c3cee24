"""Liquidity (*Liquidität*): how long the cash lasts, and the plan that says so.

Cash is what assets of the horizon ``cash`` are worth. The runway divides it by what a month of life
costs.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from beancount.core.amount import Amount

from fsq_beancount.core.periods import ROLLING_MONTHS
from fsq_beancount.core.precision import exact
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.liquidity.averages import Averages, UsualMonth, usual_month
from fsq_beancount.measures.liquidity.budgets import Budgets, Owners
from fsq_beancount.measures.liquidity.cash import CashAccounts, by_horizon, cash_among
from fsq_beancount.measures.liquidity.instalments import Instalments
from fsq_beancount.measures.liquidity.months import PlanMonth, spans
from fsq_beancount.measures.liquidity.payments import Payments
from fsq_beancount.measures.liquidity.plan import Planner
from fsq_beancount.measures.liquidity.runway import months_secured, runway
from fsq_beancount.measures.liquidity.unlocking import unlocked
from fsq_beancount.measures.liquidity.unplanned import (
    UnplannedLoan,
    repaid_loans,
    unplanned_loans,
)
from fsq_beancount.measures.liquidity.year import booked_year

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books
    from fsq_beancount.core.prices import Converter

ZERO: Final = Decimal()
HORIZON: Final = 120
"""Months that the plan goes on for where no option says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Liquidity:
    """How long the cash lasts.

    Attributes:
        date: The as-of date.
        cash: What can be spent at once, currency.
        by_horizon: Assets by how soon they can be money, currency.
        living_costs: Average living costs a month of the last twelve, currency; ``None`` where no
            month has ended.
        passive_income: Average net passive income a month, currency.
        runway: Months that the cash pays for.
        runway_passive: Months that it pays for while the passive income goes on; ``None`` where
            that pays for all of it.
        reserve: What the cash is not to fall below, currency; ``None`` where it has no price.
        horizon: Months of the plan.
        months_secured: Whole months before the first that ends below the reserve; ``None`` where
            none does.
        secured_beyond_horizon: Whether none does.
        short_on: The first month that ends below it; ``None`` where none does.
        plan: The months of the plan; none where there is neither cash nor anything planned.
        unplanned_loans: Loans without an instalment in it.
        unconverted: What is planned without a price path, by currency.
    """

    date: datetime.date
    cash: Decimal
    by_horizon: Mapping[str, Decimal]
    living_costs: Decimal | None
    passive_income: Decimal | None
    runway: Decimal | None
    runway_passive: Decimal | None
    reserve: Decimal | None
    horizon: int
    months_secured: int | None
    secured_beyond_horizon: bool
    short_on: PlanMonth | None
    plan: tuple[PlanMonth, ...]
    unplanned_loans: tuple[UnplannedLoan, ...]
    unconverted: Mapping[str, Decimal]


def of(scope: Books) -> Liquidity:
    """Return the runway, and the plan from the as-of date on."""
    facts, config, as_of = scope.facts, scope.facts.config, scope.as_of
    holdings, positions = scope.holdings.every, scope.positions
    coverage = scope.coverage
    year = booked_year(scope.last_year, coverage.months(coverage.last_month))
    horizon = months_to_plan(config.option("horizon", as_of))
    months = tuple(spans(as_of, horizon))
    owners = Owners()
    instalments = Instalments(
        scope.loans, costs=scope.covered_loan_costs, flows=scope.flows, year=year
    )
    planner = Planner(
        months,
        payments=Payments(
            months,
            entries=scope.entries,
            recurring=scope.recurring,
            unlocked=unlocked(months, holdings=holdings, positions=positions),
            cash=CashAccounts(holdings, config.roots.assets),
            excluded=config.excluded,
            convert=facts.convert,
        ),
        budgets=Budgets(config, owners, instalments),
        averages=Averages(scope.living_costs, year=year, owners=owners, instalments=instalments),
        plan=scope.plan,
    )
    return liquidity(
        as_of,
        assets=by_horizon(as_of, holdings=holdings, positions=positions),
        usual=usual_month(year, living_costs=scope.living_costs, monthly=scope.covered_monthly),
        reserve=reserve_on(as_of, config.option("reserve", as_of), facts.convert),
        horizon=horizon,
        planner=planner,
        repaid=repaid_loans(
            year, as_of=as_of, holdings=holdings, positions=positions, costs=scope.loan_costs
        ),
    )


@exact
def liquidity(
    date: datetime.date,
    *,
    assets: Mapping[str, Decimal],
    usual: UsualMonth,
    reserve: Decimal | None,
    horizon: int,
    planner: Planner,
    repaid: Mapping[str, Decimal],
) -> Liquidity:
    """Return how long the cash lasts.

    Args:
        date: The as-of date.
        assets: Assets by how soon they can be money, currency.
        usual: What a month of the last twelve was like.
        reserve: What the cash is not to fall below, currency; ``None`` where it has no price.
        horizon: Months of the plan.
        planner: Plans them.
        repaid: What was paid a month on each loan that was paid off in the last twelve, currency.
    """
    cash = cash_among(assets)
    living, passive = usual
    plan = planner.plan(cash)
    if not cash and not any(month.items for month in plan):
        plan = ()  # there is nothing to plan
    short = next((month for month in plan if reserve is not None and month.closing < reserve), None)
    planned = planner.accounts(plan[: ROLLING_MONTHS + 1])
    return Liquidity(
        date=date,
        cash=cash,
        by_horizon=assets,
        living_costs=living,
        passive_income=passive,
        runway=runway(cash, living),
        runway_passive=runway(cash, living, passive or ZERO),
        reserve=reserve,
        horizon=horizon,
        months_secured=None if reserve is None else months_secured(plan, reserve),
        secured_beyond_horizon=bool(plan) and reserve is not None and short is None,
        short_on=short,
        plan=plan,
        unplanned_loans=tuple(unplanned_loans(repaid, planned)),
        unconverted=dict(sorted(planner.unconverted.items())),
    )


def reserve_on(date: datetime.date, said: object, convert: Converter) -> Decimal | None:
    """Return what the cash is not to fall below, currency; ``None`` where it has no price.

    Args:
        date: The day.
        said: What the option says: an amount, or nothing.
        convert: Gives an amount in the report currency.
    """
    if not isinstance(said, Amount) or said.number is None:
        return ZERO
    return convert(Weight(said.number, said.currency), date)


def months_to_plan(said: Any) -> int:
    """Return how many months to plan where an option says so many, or nothing."""
    return HORIZON if said is None else int(said)
