"""The flow measures: income by class, living costs, the quota and the savings of a period.

The *Finanzielle-Sicherheits-Quote* (FSQ) is the share of the living costs that passive income pays.
The narrow quota (*im engeren Sinne*) counts passive income only; the wide quota (*im weiteren
Sinne*) adds near-passive income such as realised gains. Income counts net of the taxes, fees and
other costs of earning it.

Every function takes the :class:`Totals` of a period and returns money in the report currency or
a ratio; a ratio is ``None`` where its denominator is zero or negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import (
    CLASSES,
    COSTS_OF_EARNING,
    INCOME,
    LIVING,
    NEAR_PASSIVE,
    NEUTRAL,
    PASSIVE,
    VIRTUAL,
)
from fsq_beancount.measures.definition import ratio

ZERO = Decimal()


def _of_no_class() -> dict[str, Decimal]:
    return dict.fromkeys(CLASSES, ZERO)


@dataclass(slots=True)
class Totals:
    """The sums of a period, in the report currency.

    Attributes:
        gross: Income by class, negative for a loss.
        charged: Taxes, fees and other costs of earning, by the class they are charged to.
        living: Living costs.
        virtual: Costs without a payment, such as depreciation.
    """

    gross: dict[str, Decimal] = field(default_factory=_of_no_class)
    charged: dict[str, Decimal] = field(default_factory=_of_no_class)
    living: Decimal = ZERO
    virtual: Decimal = ZERO

    def add(self, role: str, income_class: str | None, amount: Decimal) -> None:
        """Add a flow: income is positive, a cost negative. Excluded flows change nothing."""
        if role == LIVING:
            self.living -= amount
        elif role == VIRTUAL:
            self.virtual -= amount
        elif income_class is None:
            return
        elif role == INCOME:
            self.gross[income_class] += amount
        elif role in COSTS_OF_EARNING:
            self.charged[income_class] -= amount


def total(booked: Iterable[Mapping[tuple[str, str | None], Decimal]]) -> Totals:
    """Return the sums of several months.

    Args:
        booked: The flows of each month, added up by role and class.
    """
    totals = Totals()
    for sums in booked:
        for (role, income_class), amount in sums.items():
            totals.add(role, income_class, amount)
    return totals


def gross_income(totals: Totals) -> Mapping[str, Decimal]:
    """Income before taxes, fees and costs (*Bruttoeinnahmen*), by class."""
    return dict(totals.gross)


@exact
def net_income(totals: Totals) -> Mapping[str, Decimal]:
    """Income less the costs of earning it (*Nettoeinnahmen*), by class."""
    return {name: _net(totals, name) for name in CLASSES}


def _net(totals: Totals, income_class: str) -> Decimal:
    return totals.gross[income_class] - totals.charged[income_class]


def living_costs(totals: Totals) -> Decimal:
    """Living costs (*Lebenshaltungskosten*)."""
    return totals.living


@exact
def living_costs_budget(totals: Totals) -> Decimal:
    """Living costs and depreciation (*… mit Abschreibungen*)."""
    return totals.living + totals.virtual


@exact
def narrow_income(totals: Totals) -> Decimal:
    """Net passive income."""
    return _net(totals, PASSIVE)


@exact
def wide_income(totals: Totals) -> Decimal:
    """Net passive and near-passive income."""
    return _net(totals, PASSIVE) + _net(totals, NEAR_PASSIVE)


@exact
def all_income(totals: Totals) -> Decimal:
    """Net income of all classes."""
    return sum((_net(totals, name) for name in CLASSES), ZERO)


@exact
def fsq_narrow(totals: Totals) -> Decimal | None:
    """Share of the living costs that passive income pays (*FSQ im engeren Sinne*)."""
    return ratio(narrow_income(totals), living_costs(totals))


@exact
def fsq_wide(totals: Totals) -> Decimal | None:
    """Share that passive and near-passive income pays (*FSQ im weiteren Sinne*)."""
    return ratio(wide_income(totals), living_costs(totals))


@exact
def fsq_narrow_budget(totals: Totals) -> Decimal | None:
    """The narrow quota over living costs with depreciation."""
    return ratio(narrow_income(totals), living_costs_budget(totals))


@exact
def fsq_wide_budget(totals: Totals) -> Decimal | None:
    """The wide quota over living costs with depreciation."""
    return ratio(wide_income(totals), living_costs_budget(totals))


@exact
def savings(totals: Totals) -> Decimal:
    """Net income less living costs with depreciation (*direkte Sparquote*, as an amount)."""
    return all_income(totals) - living_costs_budget(totals)


@exact
def savings_regular(totals: Totals) -> Decimal:
    """Savings without neutral income such as gifts (*… ohne Sondereinnahmen*)."""
    return savings(totals) - _net(totals, NEUTRAL)


@exact
def savings_rate(totals: Totals) -> Decimal | None:
    """Savings as a share of all net income (*Sparquote in %*)."""
    return ratio(savings(totals), all_income(totals))
