"""The flow measures: income by class, living costs, the quota and the savings of a period.

The *Finanzielle-Sicherheits-Quote* (FSQ) says which share of the living costs the passive income
pays. It is narrow (*im engeren Sinne*) with what keeps coming by itself, and wide (*im weiteren
Sinne*) with near-passive income such as realised gains. Income counts net of the taxes, fees and
other costs of earning it.

Every function takes the :class:`Totals` of a period and returns money in the report currency or
a ratio; a ratio is ``None`` where its denominator is zero or negative.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from fsq_beancount.core.terms import (
    ACTIVE,
    CLASSES,
    COSTS_OF_EARNING,
    INCOME,
    LIVING,
    NEAR_PASSIVE,
    NEUTRAL,
    PASSIVE,
    UNCLASSIFIED,
    VIRTUAL,
)
from fsq_beancount.measures.definition import Example, Family, Measure, Unit, ratio

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books

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


def total(booked: Iterable[Mapping[tuple[str, str | None], Decimal]]) -> Totals:
    """Return what several months add up to.

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


def net_income(totals: Totals) -> Mapping[str, Decimal]:
    """Income less what it cost to earn it (*Nettoeinnahmen*), by class."""
    return {name: totals.gross[name] - totals.charged[name] for name in CLASSES}


def living_costs(totals: Totals) -> Decimal:
    """What life costs (*Lebenshaltungskosten*)."""
    return totals.living


def living_costs_budget(totals: Totals) -> Decimal:
    """Living costs and what durable things lose in value (*… mit Abschreibungen*)."""
    return totals.living + totals.virtual


def narrow_income(totals: Totals) -> Decimal:
    """Net passive income."""
    return net_income(totals)[PASSIVE]


def wide_income(totals: Totals) -> Decimal:
    """Net passive and near-passive income."""
    net = net_income(totals)
    return net[PASSIVE] + net[NEAR_PASSIVE]


def all_income(totals: Totals) -> Decimal:
    """Net income of all classes."""
    return sum(net_income(totals).values(), ZERO)


class Days(Protocol):
    """Days that are shown."""

    @property
    def first(self) -> datetime.date:
        """The first of them."""


def unclassified(scope: Books, *shown: Iterable[Days]) -> dict[str, Decimal]:
    """Return the income that nobody has called passive or active, by account.

    Args:
        scope: What the report is about.
        shown: The days that it shows; what is before all of them is left out.

    Returns:
        Gross income in the report currency, in order of the accounts.
    """
    first = min((days.first for several in shown for days in several), default=None)
    sums: dict[str, Decimal] = {}
    if first is None or not any((INCOME, UNCLASSIFIED) in each for each in scope.monthly.values()):
        return sums
    for date, account, verdict, amount, _, _, _ in scope.notable:
        if (
            verdict.income_class == UNCLASSIFIED
            and verdict.role == INCOME
            and amount is not None
            and date >= first
        ):
            sums[account] = sums.get(account, ZERO) + amount
    return dict(sorted(sums.items()))


def fsq_narrow(totals: Totals) -> Decimal | None:
    """Share of the living costs that passive income pays (*FSQ im engeren Sinne*)."""
    return ratio(narrow_income(totals), living_costs(totals))


def fsq_wide(totals: Totals) -> Decimal | None:
    """The same with near-passive income (*FSQ im weiteren Sinne*)."""
    return ratio(wide_income(totals), living_costs(totals))


def fsq_narrow_budget(totals: Totals) -> Decimal | None:
    """The narrow quota over living costs with depreciation."""
    return ratio(narrow_income(totals), living_costs_budget(totals))


def fsq_wide_budget(totals: Totals) -> Decimal | None:
    """The wide quota over living costs with depreciation."""
    return ratio(wide_income(totals), living_costs_budget(totals))


def savings(totals: Totals) -> Decimal:
    """What is left of all net income (*direkte Sparquote*, as an amount)."""
    return all_income(totals) - living_costs_budget(totals)


def savings_regular(totals: Totals) -> Decimal:
    """Savings without neutral income such as gifts (*… ohne Sondereinnahmen*)."""
    return savings(totals) - net_income(totals)[NEUTRAL]


def savings_rate(totals: Totals) -> Decimal | None:
    """Savings as a share of all net income (*Sparquote in %*)."""
    return ratio(savings(totals), all_income(totals))


def _measure(  # noqa: PLR0913 - a definition has as many parts
    compute: Callable[[Totals], Any],
    english: str,
    german: str,
    unit: Unit,
    formula: str,
    formel: str,
    *,
    example: str,
    beispiel: str,
    by_class: bool = False,
    cost: bool = False,
    base: str = "",
) -> Measure[Totals, Any]:
    return Measure(
        # The id is the function's name, so that JSON, Python and the docs cannot drift apart.
        compute.__name__,
        english,
        german,
        unit,
        formula,
        formel,
        compute,
        by_class,
        cost,
        base,
        Example(_WORKED, example, beispiel, PASSIVE if by_class else None),
    )


def _totals(
    gross: Mapping[str, int], charged: Mapping[str, int], living: int, virtual: int = 0
) -> Totals:
    totals = Totals(living=Decimal(living), virtual=Decimal(virtual))
    totals.gross |= {name: Decimal(amount) for name, amount in gross.items()}
    totals.charged |= {name: Decimal(amount) for name, amount in charged.items()}
    return totals


ORACLE = _totals({PASSIVE: 2000, NEAR_PASSIVE: 1000}, {}, 20000)
"""Living costs of 20,000, dividends and interest of 2,000, gains of 1,000: 10 % and 15 %."""

_WORKED = _totals(
    {PASSIVE: 2400, NEAR_PASSIVE: 1000, ACTIVE: 30000, NEUTRAL: 500},
    {PASSIVE: 400, ACTIVE: 9500},
    20000,
    1000,
)
"""The year that the examples are taken from."""


FLOW_MEASURES: tuple[Measure[Totals, Any], ...] = (
    _measure(
        gross_income,
        "Gross income",
        "Bruttoeinnahmen",
        Unit.MONEY,
        "sum of the income of a class, losses negative",
        "Summe der Einnahmen einer Klasse, Verluste negativ",
        example="In a year 1,500 of dividends and 900 of interest come in, before taxes: "
        "2,400.00 of passive gross income.",
        beispiel="In einem Jahr kommen 1.500 Dividenden und 900 Zinsen herein, vor Steuern: "
        "2.400,00 passive Bruttoeinnahmen.",
        by_class=True,
    ),
    _measure(
        net_income,
        "Net income",
        "Nettoeinnahmen",
        Unit.MONEY,
        "gross income of a class less the taxes, fees and costs charged to it",
        "Bruttoeinnahmen einer Klasse abzüglich der ihr zugerechneten Steuern, Gebühren und Kosten",
        example="2,400 of dividends and interest less 400 of capital gains tax are 2,000.00 "
        "of passive net income.",
        beispiel="2.400 Dividenden und Zinsen abzüglich 400 Kapitalertragsteuer sind 2.000,00 "
        "passive Nettoeinnahmen.",
        by_class=True,
    ),
    _measure(
        living_costs,
        "Living costs",
        "Lebenshaltungskosten",
        Unit.MONEY,
        "sum of all expenses that are not costs of earning income",
        "Summe aller Ausgaben, die keine Kosten des Einkommens sind",
        example="12,000 of rent, 5,500 of food and 2,500 of everything else are 20,000.00 of "
        "living costs; the 400 of capital gains tax are none.",
        beispiel="12.000 Miete, 5.500 Lebensmittel und 2.500 für alles andere sind 20.000,00 "
        "Lebenshaltungskosten; die 400 Kapitalertragsteuer gehören nicht dazu.",
        cost=True,
    ),
    _measure(
        living_costs_budget,
        "Living costs with depreciation",
        "Lebenshaltungskosten mit Abschreibungen",
        Unit.MONEY,
        "living costs plus depreciation",
        "Lebenshaltungskosten zuzüglich Abschreibungen",
        example="A car for 10,000 that lasts ten years loses 1,000 a year: 20,000 and 1,000 "
        "are 21,000.00.",
        beispiel="Ein Auto für 10.000, das zehn Jahre hält, verliert 1.000 im Jahr: 20.000 und"
        " 1.000 sind 21.000,00.",
        cost=True,
        base=living_costs.__name__,
    ),
    _measure(
        fsq_narrow,
        "FSQ narrow",
        "FSQ im engeren Sinne",
        Unit.RATIO,
        "net passive income divided by living costs",
        "passive Nettoeinnahmen geteilt durch Lebenshaltungskosten",
        example="2,000 of net passive income, divided by 20,000 of living costs: 10.0%.",
        beispiel="2.000 passive Nettoeinnahmen, geteilt durch 20.000 Lebenshaltungskosten: 10,0 %.",
    ),
    _measure(
        fsq_wide,
        "FSQ wide",
        "FSQ im weiteren Sinne",
        Unit.RATIO,
        "net passive and near-passive income divided by living costs",
        "passive und passivnahe Nettoeinnahmen geteilt durch Lebenshaltungskosten",
        example="2,000 of net passive income and 1,000 of realised gains, divided by 20,000 "
        "of living costs: 15.0%.",
        beispiel="2.000 passive Nettoeinnahmen und 1.000 realisierte Kursgewinne, geteilt "
        "durch 20.000 Lebenshaltungskosten: 15,0 %.",
    ),
    _measure(
        fsq_narrow_budget,
        "FSQ narrow with depreciation",
        "FSQ im engeren Sinne mit Abschreibungen",
        Unit.RATIO,
        "net passive income divided by living costs with depreciation",
        "passive Nettoeinnahmen geteilt durch Lebenshaltungskosten mit Abschreibungen",
        example="2,000 of net passive income, divided by 20,000 of living costs and 1,000 of "
        "depreciation: 9.5%.",
        beispiel="2.000 passive Nettoeinnahmen, geteilt durch 20.000 Lebenshaltungskosten und "
        "1.000 Abschreibungen: 9,5 %.",
        base=fsq_narrow.__name__,
    ),
    _measure(
        fsq_wide_budget,
        "FSQ wide with depreciation",
        "FSQ im weiteren Sinne mit Abschreibungen",
        Unit.RATIO,
        "net passive and near-passive income divided by living costs with depreciation",
        "passive und passivnahe Nettoeinnahmen geteilt durch Lebenshaltungskosten mit "
        "Abschreibungen",
        example="3,000 of net passive and near-passive income, divided by 21,000: 14.3%.",
        beispiel="3.000 passive und passivnahe Nettoeinnahmen, geteilt durch 21.000: 14,3 %.",
        base=fsq_wide.__name__,
    ),
    _measure(
        savings,
        "Savings",
        "Sparbetrag",
        Unit.MONEY,
        "net income of all classes less living costs with depreciation",
        "Nettoeinnahmen aller Klassen abzüglich Lebenshaltungskosten mit Abschreibungen",
        example="Net income of 2,000 passive, 1,000 near-passive, 20,500 active and 500 "
        "neutral is 24,000; less 21,000 of living costs with depreciation 3,000.00 "
        "are left.",
        beispiel="Nettoeinnahmen von 2.000 passiv, 1.000 passivnah, 20.500 aktiv und 500 "
        "neutral sind 24.000; abzüglich 21.000 Lebenshaltungskosten mit "
        "Abschreibungen bleiben 3.000,00.",
    ),
    _measure(
        savings_regular,
        "Savings without one-off income",
        "Sparbetrag ohne Sondereinnahmen",
        Unit.MONEY,
        "savings without neutral income (gifts, inheritances, refunds)",
        "Sparbetrag ohne neutrale Einnahmen (Geschenke, Erbschaften, Erstattungen)",
        example="Of savings of 3,000, 500 were a gift: 2,500.00.",
        beispiel="Von 3.000 Sparbetrag waren 500 geschenkt: 2.500,00.",
        base=savings.__name__,
    ),
    _measure(
        savings_rate,
        "Savings rate",
        "Sparquote",
        Unit.RATIO,
        "savings divided by the net income of all classes",
        "Sparbetrag geteilt durch die Nettoeinnahmen aller Klassen",
        example="Savings of 3,000, divided by 24,000 of net income: 12.5%.",
        beispiel="3.000 Sparbetrag, geteilt durch 24.000 Nettoeinnahmen: 12,5 %.",
    ),
)

FAMILY = Family("flows", "Income, costs and savings", "Einnahmen, Kosten und Sparen", FLOW_MEASURES)


def fsq_narrow_if_charged(net_passive: Decimal, living: Decimal, amount: Decimal) -> Decimal | None:
    """Return the narrow quota if an amount were a cost of passive income, not a living cost.

    A cost of passive income that is left among the living costs raises a quota below 1: for
    1,000 of rent, 5,000 of living costs and 250 of upkeep, 1,000 / 5,250 = 19.0 % instead of
    750 / 5,000 = 15 %.
    """
    return ratio(net_passive - amount, living - amount)
