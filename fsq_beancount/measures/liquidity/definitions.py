"""Definitions of the liquidity figures: names, formulas and examples."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final, NamedTuple

from fsq_beancount.core.terms import CASH, DAYS
from fsq_beancount.measures.definition import Example, Family, Key, KeyKind, Measure, Text, Unit
from fsq_beancount.measures.liquidity.cash import cash_among
from fsq_beancount.measures.liquidity.runway import months_secured, runway


class _Month(NamedTuple):
    """A month of a plan, as the example needs it."""

    closing: Decimal
    is_whole: bool = True


LIQUIDITY_MEASURES: Final[tuple[Measure[Any, Any], ...]] = (
    Measure(
        "cash",
        Text("Cash at hand", "Verfügbares Geld"),
        Unit.MONEY,
        Text(
            "what assets of the horizon cash are worth: money that is not locked, unless"
            " fsq-liquidity says otherwise",
            "Wert des Vermögens mit der Verfügbarkeit cash: Geld, das nicht gebunden ist, sofern"
            " fsq-liquidity nichts anderes sagt",
        ),
        cash_among,
        example=Example(
            {CASH: Decimal(26_000), DAYS: Decimal(90_000)},
            Text(
                "6,000 in the current account, 20,000 on call and 90,000 of shares: 26,000.00.",
                "6.000 auf dem Girokonto, 20.000 auf dem Tagesgeldkonto und 90.000 in Aktien:"
                " 26.000,00.",
            ),
        ),
    ),
    Measure(
        "runway",
        Text("Runway", "Reichweite"),
        Unit.MONTHS,
        Text(
            "cash divided by the average monthly living costs of the last twelve months",
            "verfügbares Geld geteilt durch die durchschnittlichen monatlichen Lebenshaltungskosten"
            " der letzten zwölf Monate",
        ),
        lambda given: runway(*given),
        example=Example(
            (Decimal(26000), Decimal(8200)),
            Text("26,000 at 8,200 a month: 3.2 months.", "26.000 bei 8.200 im Monat: 3,2 Monate."),
        ),
    ),
    Measure(
        "runway_passive",
        Text("Runway with passive income", "Reichweite mit passiven Einnahmen"),
        Unit.MONTHS,
        Text(
            "the same while the net passive income goes on; undefined where it pays for all",
            "dasselbe bei fortlaufenden passiven Nettoeinnahmen; nicht definiert, wenn diese für"
            " alles reichen",
        ),
        lambda given: runway(*given),
        example=Example(
            (Decimal(26000), Decimal(8200), Decimal(2000)),
            Text(
                "26,000 at 8,200 less 2,000 a month: 4.2 months.",
                "26.000 bei 8.200 abzüglich 2.000 im Monat: 4,2 Monate.",
            ),
        ),
    ),
    Measure(
        "months_secured",
        Text("Months secured", "Gesicherte Monate"),
        Unit.MONTHS,
        Text(
            "whole months of the plan before the first that ends below the reserve",
            "ganze Monate des Plans vor dem ersten, der unter der Reserve endet",
        ),
        lambda given: months_secured(*given),
        example=Example(
            ([_Month(Decimal(cash)) for cash in (9000, 6000, 3000)], Decimal(5000)),
            Text(
                "The months end with 9,000, 6,000 and 3,000, the reserve is 5,000: 2.0 months.",
                "Die Monate enden mit 9.000, 6.000 und 3.000, die Reserve ist 5.000: 2,0 Monate.",
            ),
        ),
    ),
)

LIQUIDITY: Final = Family(
    "liquidity",
    Text("Liquidity", "Liquidität"),
    LIQUIDITY_MEASURES,
    part="liquidity",
    rows=lambda found: (found,) if found.plan else (),
    keys=(Key("date", Text("Day", "Tag"), KeyKind.DAY),),
    needs=Text("cash, or something planned", "verfügbares Geld oder etwas Geplantes"),
    ledger_lines='2024-01-01 custom "fsq-recurring" Expenses:Wohnen:Miete 950.00 EUR '
    '"FREQ=MONTHLY"\n'
    '2024-01-01 custom "fsq-option" "reserve" 5000.00 EUR\n',
)
