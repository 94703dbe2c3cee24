"""The figures that a fix can move: the quotas and the runway, as sums that changes add up in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import NEAR_PASSIVE, PASSIVE
from fsq_beancount.measures.liquidity.cash import cash_on, likely_cash
from fsq_beancount.measures.liquidity.runway import runway
from fsq_beancount.measures.quota import Totals, fsq_narrow, fsq_wide
from fsq_beancount.report.certainty import FIGURES, NARROW, RUNWAY, WIDE
from fsq_beancount.report.report import Report


class Figures(NamedTuple):
    """The figures of the last complete twelve months, and the cash on the as-of date.

    Attributes:
        month: The last month of the twelve, ``2024-12``.
        months: The months of them that the books cover.
        passive: Net passive income, currency.
        near_passive: Net near-passive income, currency.
        living_costs: Living costs, currency.
        cash: Cash on the as-of date, currency.
    """

    month: str
    months: int
    passive: Decimal
    near_passive: Decimal
    living_costs: Decimal
    cash: Decimal

    @property
    def _totals(self) -> Totals:
        """The sums as the formulas of the quotas take them; income is net."""
        totals = Totals(living=self.living_costs)
        totals.gross[PASSIVE], totals.gross[NEAR_PASSIVE] = self.passive, self.near_passive
        return totals

    @property
    def narrow(self) -> Decimal | None:
        """The narrow quota, fraction; ``None`` without living costs."""
        return fsq_narrow(self._totals)

    @property
    @exact
    def wide(self) -> Decimal | None:
        """The wide quota, fraction; ``None`` without living costs."""
        return fsq_wide(self._totals)

    @property
    @exact
    def runway(self) -> Decimal | None:
        """How long the cash lasts, months; ``None`` without living costs."""
        return runway(self.cash, self.living_costs / self.months)


def by_name(figures: Figures | None) -> Mapping[str, Decimal | None]:
    """Return the figures that have a band, by the ids of their measures."""
    if figures is None:
        return dict.fromkeys(FIGURES)
    return {NARROW: figures.narrow, WIDE: figures.wide, RUNWAY: figures.runway}


@exact
def of(report: Report) -> Figures | None:
    """Return the figures of a report; ``None`` without a complete month."""
    year = report.last_year
    if year is None or not year.months:
        return None
    scope = report.scope
    return Figures(
        month=year.month,
        months=year.months,
        passive=year.net_income[PASSIVE],
        near_passive=year.net_income[NEAR_PASSIVE],
        living_costs=year.living_costs,
        # The plan, which most of the liquidity costs, is not needed for the runway.
        cash=cash_on(
            report.as_of, likely=likely_cash(scope.holdings.every), positions=scope.positions
        ),
    )
