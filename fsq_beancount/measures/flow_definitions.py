"""Definitions of the flow measures and the rolling figures: names, formulas and examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from fsq_beancount.core.terms import ACTIVE, INCOME, LIVING, NEAR_PASSIVE, NEUTRAL, PASSIVE, VIRTUAL
from fsq_beancount.measures.definition import (
    Example,
    Family,
    Key,
    KeyKind,
    Measure,
    Postings,
    Text,
    Unit,
)
from fsq_beancount.measures.quota import (
    Totals,
    fsq_narrow,
    fsq_narrow_budget,
    fsq_wide,
    fsq_wide_budget,
    gross_income,
    living_costs,
    living_costs_budget,
    net_income,
    savings,
    savings_rate,
    savings_regular,
)
from fsq_beancount.measures.rolling import (
    Window,
    change_narrow,
    change_wide,
    missing_narrow,
    missing_wide,
)


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
    postings: Postings | None = None,
) -> Measure[Totals, Any]:
    return Measure(
        # The id is the function's name, so that JSON, Python and the docs cannot drift apart.
        compute.__name__,
        Text(english, german),
        unit,
        Text(formula, formel),
        compute,
        by_class,
        cost,
        base,
        Example(_WORKED, Text(example, beispiel), PASSIVE if by_class else None),
        postings=postings,
    )


def _totals(
    gross: Mapping[str, int], charged: Mapping[str, int], living: int, virtual: int = 0
) -> Totals:
    totals = Totals(living=Decimal(living), virtual=Decimal(virtual))
    totals.gross |= {name: Decimal(amount) for name, amount in gross.items()}
    totals.charged |= {name: Decimal(amount) for name, amount in charged.items()}
    return totals


_ORACLE = _totals({PASSIVE: 2000, NEAR_PASSIVE: 1000}, {}, 20000)
"""Living costs of 20,000, dividends and interest of 2,000, gains of 1,000: 10 % and 15 %."""

_WORKED = _totals(
    {PASSIVE: 2400, NEAR_PASSIVE: 1000, ACTIVE: 30000, NEUTRAL: 500},
    {PASSIVE: 400, ACTIVE: 9500},
    20000,
    1000,
)
"""The year used in the examples."""


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
        postings=Postings(roles=(INCOME,)),
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
        postings=Postings(),
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
        postings=Postings(roles=(LIVING,)),
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
        postings=Postings(roles=(LIVING, VIRTUAL)),
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
        postings=Postings(classes=(PASSIVE,)),
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
        postings=Postings(classes=(PASSIVE, NEAR_PASSIVE)),
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
        postings=Postings(classes=(PASSIVE,)),
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
        postings=Postings(classes=(PASSIVE, NEAR_PASSIVE)),
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
        postings=Postings(),
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
        postings=Postings(but=NEUTRAL),
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
        postings=Postings(),
    ),
)

MONTH: Final = Key("month", Text("Month", "Monat"), KeyKind.MONTH)
"""The last month of a window of twelve, ``2024-12``."""

FLOWS: Final = Family(
    "flows",
    Text("Income, costs and savings", "Einnahmen, Kosten und Sparen"),
    FLOW_MEASURES,
    part="rolling",
    rows=tuple,
    keys=(MONTH,),
    is_series=True,
    needs=Text("income or expenses", "Einnahmen oder Ausgaben"),
    ledger_lines='2024-01-31 * "Bank" "Interest"\n'
    "  Assets:Bank             25.00 EUR\n"
    "  Income:Interest\n",
)

_YEAR_BEFORE = Totals(living=Decimal(20000))
_YEAR_BEFORE.gross[PASSIVE] = Decimal(1000)
_GROWN = Window(_ORACLE, 12, _YEAR_BEFORE)

ROLLING_MEASURES: tuple[Measure[Window, Decimal | None], ...] = (
    Measure(
        missing_narrow.__name__,
        Text("Missing a month (narrow)", "Fehlt im Monat (im engeren Sinne)"),
        Unit.MONEY,
        Text(
            "living costs less net passive income, divided by the months the books cover; never"
            " less than nothing",
            "Lebenshaltungskosten abzüglich passiver Nettoeinnahmen, geteilt durch die Monate, die"
            " die Bücher umfassen; nie weniger als nichts",
        ),
        missing_narrow,
        example=Example(
            _GROWN,
            Text(
                "20,000 of living costs less 2,000 of passive income are 18,000 in twelve months:"
                " 1,500.00 are missing a month.",
                "20.000 Lebenshaltungskosten abzüglich 2.000 passiver Einnahmen sind 18.000 in"
                " zwölf Monaten: Im Monat fehlen 1.500,00.",
            ),
        ),
    ),
    Measure(
        missing_wide.__name__,
        Text("Missing a month (wide)", "Fehlt im Monat (im weiteren Sinne)"),
        Unit.MONEY,
        Text(
            "the same with net passive and near-passive income",
            "dasselbe mit passiven und passivnahen Nettoeinnahmen",
        ),
        missing_wide,
        example=Example(
            _GROWN,
            Text(
                "20,000 of living costs less 2,000 of passive and 1,000 of near-passive income are"
                " 17,000 in twelve months: 1,416.67 are missing a month.",
                "20.000 Lebenshaltungskosten abzüglich 2.000 passiver und 1.000 passivnaher"
                " Einnahmen sind 17.000 in zwölf Monaten: Im Monat fehlen 1.416,67.",
            ),
        ),
    ),
    Measure(
        change_narrow.__name__,
        Text("Change in a year (narrow)", "Änderung in einem Jahr (im engeren Sinne)"),
        Unit.POINTS,
        Text(
            "the narrow quota less that of the twelve months before, in percentage points;"
            " undefined unless the books cover all of them",
            "Quote im engeren Sinne abzüglich der der zwölf Monate davor, in Prozentpunkten; nicht"
            " definiert, wenn die Bücher diese nicht ganz umfassen",
        ),
        change_narrow,
        example=Example(
            _GROWN,
            Text(
                "Passive income paid 10% of the living costs in these twelve months and 5% in the"
                " twelve before: +5.0 percentage points.",
                "In diesen zwölf Monaten trugen passive Einnahmen 10 % der Lebenshaltungskosten, in"
                " den zwölf davor 5 %: +5,0 Prozentpunkte.",
            ),
        ),
    ),
    Measure(
        change_wide.__name__,
        Text("Change in a year (wide)", "Änderung in einem Jahr (im weiteren Sinne)"),
        Unit.POINTS,
        Text(
            "the wide quota less that of the twelve months before, in percentage points",
            "Quote im weiteren Sinne abzüglich der der zwölf Monate davor, in Prozentpunkten",
        ),
        change_wide,
        example=Example(
            _GROWN,
            Text(
                "A wide quota of 15% after one of 5%: +10.0 percentage points.",
                "Eine Quote im weiteren Sinne von 15 % nach einer von 5 %: +10,0 Prozentpunkte.",
            ),
        ),
    ),
)

ROLLING: Final = Family(
    "rolling",
    Text("Over twelve months in a row", "Über zwölf Monate am Stück"),
    ROLLING_MEASURES,
    part="rolling",
    rows=tuple,
    keys=(MONTH,),
    is_series=True,
    needs=Text(
        "a month that has ended, with income or expenses in it",
        "ein abgeschlossener Monat mit Einnahmen oder Ausgaben",
    ),
    ledger_lines='2024-01-31 * "Bank" "Interest"\n'
    "  Assets:Bank             25.00 EUR\n"
    "  Income:Interest\n",
)
