"""Liquidity (*Liquidität*): how long the cash lasts, and the plan that says so.

Cash is what assets of the horizon ``cash`` are worth. The runway divides it by what a month of life
costs.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from beancount.core.amount import Amount

from fsq_beancount.core.periods import ROLLING_MONTHS
from fsq_beancount.core.terms import CASH
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.liquidity.averages import monthly
from fsq_beancount.measures.liquidity.cash import by_horizon
from fsq_beancount.measures.liquidity.months import PlanMonth
from fsq_beancount.measures.liquidity.plan import Planner
from fsq_beancount.measures.liquidity.runway import runway
from fsq_beancount.measures.liquidity.unplanned import UnplannedLoan, unplanned_loans

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books

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
    assets = by_horizon(scope, scope.as_of)
    cash = assets.get(CASH, ZERO)
    living, passive = monthly(scope)
    reserve = _reserve(scope)
    horizon = _horizon(scope)
    planner = Planner(scope, horizon)
    plan = tuple(planner.plan(cash))
    if not cash and not any(month.items for month in plan):
        plan = ()  # there is nothing to plan
    short = next((month for month in plan if reserve is not None and month.closing < reserve), None)
    planned = planner.accounts(plan[: ROLLING_MONTHS + 1])
    secured = None
    if short is not None:
        secured = sum(month.is_whole for month in plan if month.last < short.first)
    return Liquidity(
        date=scope.as_of,
        cash=cash,
        by_horizon=assets,
        living_costs=living,
        passive_income=passive,
        runway=runway(cash, living),
        runway_passive=runway(cash, living, passive or ZERO),
        reserve=reserve,
        horizon=horizon,
        months_secured=secured,
        secured_beyond_horizon=bool(plan) and reserve is not None and short is None,
        short_on=short,
        plan=plan,
        unplanned_loans=tuple(unplanned_loans(scope, planned)),
        unconverted=dict(sorted(planner.unconverted.items())),
    )


def _reserve(scope: Books) -> Decimal | None:
    said = scope.facts.config.option("reserve", scope.as_of)
    if not isinstance(said, Amount) or said.number is None:
        return ZERO
    weight = Weight(said.number, said.currency)
    return scope.facts.prices.convert(weight, scope.facts.currency, scope.as_of)


def _horizon(scope: Books) -> int:
    said = scope.facts.config.option("horizon", scope.as_of)
    return HORIZON if said is None else int(said)
