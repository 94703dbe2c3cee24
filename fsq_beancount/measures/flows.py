"""The flow measures: income by class, living costs, the quota and the savings of a period.

The *Finanzielle-Sicherheits-Quote* (FSQ) says which share of the living costs the passive income
pays. It is narrow (*im engeren Sinne*) with what keeps coming by itself, and wide (*im weiteren
Sinne*) with near-passive income such as realised gains. Income counts net of the taxes, fees and
other costs of earning it.

Every function takes the :class:`Totals` of a period and returns money in the report currency or
a ratio; a ratio is ``None`` where its denominator is zero or negative.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fsq_beancount.measures.registry import Measure, Unit, ratio
from fsq_beancount.vocabulary import (
    CLASSES,
    COSTS_OF_EARNING,
    INCOME,
    LIVING,
    NEAR_PASSIVE,
    NEUTRAL,
    PASSIVE,
    VIRTUAL,
)

ZERO = Decimal()


def _of_no_class() -> dict[str, Decimal]:
    return dict.fromkeys(CLASSES, ZERO)


@dataclass(slots=True)
class Totals:
    """What a period adds up to, in the report currency.

    Attributes:
        gross: Income by class, negative for a loss.
        charged: Taxes, fees and other costs of earning, by the class they are charged to.
        living: Living costs.
        virtual: Costs that no money was paid for, such as depreciation.
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


def gross_income(totals: Totals) -> Mapping[str, Decimal]:
    """Income before taxes, fees and costs (*Bruttoeinnahmen*), by class."""
    return dict(totals.gross)


def net_income(totals: Totals) -> Mapping[str, Decimal]:
    """Income less what it cost to earn it (*Nettoeinnahmen*), by class."""
    return {name: totals.gross[name] - totals.charged[name] for name in CLASSES}


def living_costs(totals: Totals) -> Decimal:
    """What life costs (*Lebenshaltungskosten*)."""
    return totals.living


def living_costs_budget(totals: Totals) -> Decimal:
    """Living costs and what durable things lose in value (*… mit Abschreibungen*)."""
    return totals.living + totals.virtual


def _narrow_income(totals: Totals) -> Decimal:
    return net_income(totals)[PASSIVE]


def _wide_income(totals: Totals) -> Decimal:
    net = net_income(totals)
    return net[PASSIVE] + net[NEAR_PASSIVE]


def _all_income(totals: Totals) -> Decimal:
    return sum(net_income(totals).values(), ZERO)


def fsq_narrow(totals: Totals) -> Decimal | None:
    """Share of the living costs that passive income pays (*FSQ im engeren Sinne*)."""
    return ratio(_narrow_income(totals), living_costs(totals))


def fsq_wide(totals: Totals) -> Decimal | None:
    """The same with near-passive income (*FSQ im weiteren Sinne*)."""
    return ratio(_wide_income(totals), living_costs(totals))


def fsq_narrow_budget(totals: Totals) -> Decimal | None:
    """The narrow quota over living costs with depreciation."""
    return ratio(_narrow_income(totals), living_costs_budget(totals))


def fsq_wide_budget(totals: Totals) -> Decimal | None:
    """The wide quota over living costs with depreciation."""
    return ratio(_wide_income(totals), living_costs_budget(totals))


def savings(totals: Totals) -> Decimal:
    """What is left of all net income (*direkte Sparquote*, as an amount)."""
    return _all_income(totals) - living_costs_budget(totals)


def savings_regular(totals: Totals) -> Decimal:
    """Savings without neutral income such as gifts (*… ohne Sondereinnahmen*)."""
    return savings(totals) - net_income(totals)[NEUTRAL]


def savings_rate(totals: Totals) -> Decimal | None:
    """Savings as a share of all net income (*Sparquote in %*)."""
    return ratio(savings(totals), _all_income(totals))


def _measure(
    compute: Callable[[Totals], Any],
    english: str,
    german: str,
    unit: Unit,
    formula: str,
    formel: str,
    *,
    by_class: bool = False,
    cost: bool = False,
) -> Measure[Totals, Any]:
    # The id is the function's name, so that JSON, Python and the docs cannot drift apart.
    return Measure(
        compute.__name__, english, german, unit, formula, formel, compute, by_class, cost
    )


FLOW_MEASURES: tuple[Measure[Totals, Any], ...] = (
    _measure(
        gross_income,
        "Gross income",
        "Bruttoeinnahmen",
        Unit.MONEY,
        "sum of the income of a class, losses negative",
        "Summe der Einnahmen einer Klasse, Verluste negativ",
        by_class=True,
    ),
    _measure(
        net_income,
        "Net income",
        "Nettoeinnahmen",
        Unit.MONEY,
        "gross income of a class less the taxes, fees and costs charged to it",
        "Bruttoeinnahmen einer Klasse abzüglich der ihr zugerechneten Steuern, Gebühren und Kosten",
        by_class=True,
    ),
    _measure(
        living_costs,
        "Living costs",
        "Lebenshaltungskosten",
        Unit.MONEY,
        "sum of all expenses that are not costs of earning income",
        "Summe aller Ausgaben, die keine Kosten des Einkommens sind",
        cost=True,
    ),
    _measure(
        living_costs_budget,
        "Living costs with depreciation",
        "Lebenshaltungskosten mit Abschreibungen",
        Unit.MONEY,
        "living costs plus depreciation",
        "Lebenshaltungskosten zuzüglich Abschreibungen",
        cost=True,
    ),
    _measure(
        fsq_narrow,
        "FSQ narrow",
        "FSQ im engeren Sinne",
        Unit.RATIO,
        "net passive income divided by living costs",
        "passive Nettoeinnahmen geteilt durch Lebenshaltungskosten",
    ),
    _measure(
        fsq_wide,
        "FSQ wide",
        "FSQ im weiteren Sinne",
        Unit.RATIO,
        "net passive and near-passive income divided by living costs",
        "passive und passivnahe Nettoeinnahmen geteilt durch Lebenshaltungskosten",
    ),
    _measure(
        fsq_narrow_budget,
        "FSQ narrow with depreciation",
        "FSQ im engeren Sinne mit Abschreibungen",
        Unit.RATIO,
        "net passive income divided by living costs with depreciation",
        "passive Nettoeinnahmen geteilt durch Lebenshaltungskosten mit Abschreibungen",
    ),
    _measure(
        fsq_wide_budget,
        "FSQ wide with depreciation",
        "FSQ im weiteren Sinne mit Abschreibungen",
        Unit.RATIO,
        "net passive and near-passive income divided by living costs with depreciation",
        "passive und passivnahe Nettoeinnahmen geteilt durch Lebenshaltungskosten mit "
        "Abschreibungen",
    ),
    _measure(
        savings,
        "Savings",
        "Sparbetrag",
        Unit.MONEY,
        "net income of all classes less living costs with depreciation",
        "Nettoeinnahmen aller Klassen abzüglich Lebenshaltungskosten mit Abschreibungen",
    ),
    _measure(
        savings_regular,
        "Savings without one-off income",
        "Sparbetrag ohne Sondereinnahmen",
        Unit.MONEY,
        "savings without neutral income (gifts, inheritances, refunds)",
        "Sparbetrag ohne neutrale Einnahmen (Geschenke, Erbschaften, Erstattungen)",
    ),
    _measure(
        savings_rate,
        "Savings rate",
        "Sparquote",
        Unit.RATIO,
        "savings divided by the net income of all classes",
        "Sparbetrag geteilt durch die Nettoeinnahmen aller Klassen",
    ),
)


def fsq_narrow_if_charged(net_passive: Decimal, living: Decimal, amount: Decimal) -> Decimal | None:
    """Return the narrow quota if an amount were a cost of passive income, not a living cost.

    A cost of passive income that is left among the living costs raises a quota below 1: for
    1,000 of rent, 5,000 of living costs and 250 of upkeep, 1,000 / 5,250 = 19.0 % instead of
    750 / 5,000 = 15 %.
    """
    return ratio(net_passive - amount, living - amount)


def missing_per_month(income: Decimal, costs: Decimal, months: int) -> Decimal | None:
    """Return what income lacks each month to pay all costs, in the report currency.

    It is zero once the quota is at least 1, and ``None`` where there is no month to divide by.
    """
    if months <= 0:
        return None
    return max(ZERO, costs - income) / months


def missing_narrow(totals: Totals, months: int) -> Decimal | None:
    """Return what passive income lacks each month to pay the living costs."""
    return missing_per_month(_narrow_income(totals), living_costs(totals), months)


def missing_wide(totals: Totals, months: int) -> Decimal | None:
    """Return what passive and near-passive income lack each month to pay the living costs."""
    return missing_per_month(_wide_income(totals), living_costs(totals), months)
