"""Definitions of the returns over several years: names, formulas and examples."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from fsq_beancount.measures.definition import Example, Family, Key, KeyKind, Measure, Text, Unit
from fsq_beancount.measures.performance import spans
from fsq_beancount.measures.performance.benchmark import price_return
from fsq_beancount.measures.performance.spans import yardstick
from fsq_beancount.measures.returns import annualise, chain, modified_dietz

_DAYS: Final = 1096
"""The days of the three years 2022 to 2024."""


def _measure(  # noqa: PLR0917 - a row of a table
    id_: str,
    names: tuple[str, str],
    words: tuple[str, str],
    compute: Callable[..., Any],
    given: tuple[Any, ...],
    examples: tuple[str, str],
    unit: Unit = Unit.RATIO,
) -> Measure[tuple[Any, ...], Any]:
    return Measure(
        id_,
        Text(*names),
        unit,
        Text(*words),
        lambda values: compute(*values),
        example=Example(given, Text(*examples)),
    )


SPANS: Final = Family(
    "return_spans",
    Text("Returns over several years", "Renditen über mehrere Jahre"),
    (
        _measure(
            "span_from",
            ("From the day", "Ab dem Tag"),
            (
                "first day of the span, which ends with the last complete month; of the whole"
                " ledger, the day after its first posting; undefined where the ledger is shorter",
                "erster Tag der Spanne, die mit dem letzten vollständigen Monat endet; beim ganzen"
                " Hauptbuch der Tag nach der ersten Buchung; nicht definiert, wenn das Hauptbuch"
                " kürzer ist",
            ),
            datetime.date,
            (2022, 1, 1),
            (
                "Three years up to December 2024 begin on Jan 1, 2022.",
                "Drei Jahre bis Dezember 2024 beginnen am 01.01.2022.",
            ),
            Unit.DATE,
        ),
        _measure(
            "span_return",
            ("Net return over the span", "Nettorendite über die Spanne"),
            (
                "the net returns of its months, chained",
                "verkettete Nettorenditen ihrer Monate",
            ),
            chain,
            ((Decimal("0.1"), Decimal("0.05"), Decimal("0.04")),),
            (
                "Three years of 10%, 5% and 4%: 1.10 · 1.05 · 1.04 − 1 = 20.1%.",
                "Drei Jahre mit 10 %, 5 % und 4 %: 1,10 · 1,05 · 1,04 − 1 = 20,1 %.",
            ),
        ),
        _measure(
            "span_return_annual",
            ("Net return a year", "Nettorendite im Jahr"),
            (
                "(1 + net return over the span)^(365 / days) − 1",
                "(1 + Nettorendite über die Spanne)^(365 / Tage) − 1",
            ),
            annualise,
            (Decimal("0.2012"), _DAYS),
            ("20.12% in the 1,096 days of three years: 6.3%.", "20,12 % in drei Jahren: 6,3 %."),
        ),
        _measure(
            "span_on_assets",
            ("Return on assets over the span", "Vermögensrendite über die Spanne"),
            (
                "modified Dietz on net wealth: what it grew by itself, divided by the average"
                " capital of the span",
                "Modified Dietz auf das Nettovermögen: sein eigener Zuwachs geteilt durch das"
                " durchschnittliche Kapital der Spanne",
            ),
            modified_dietz,
            (
                Decimal(100_000),
                Decimal(118_000),
                (),
                datetime.date(2022, 1, 1),
                datetime.date(2024, 12, 31),
            ),
            (
                "100,000 grow to 118,000, and nothing is saved: 18.0%.",
                "Aus 100.000 werden 118.000, nichts wird gespart: 18,0 %.",
            ),
        ),
        _measure(
            "span_on_assets_annual",
            ("Return on assets a year", "Vermögensrendite im Jahr"),
            (
                "(1 + return on assets over the span)^(365 / days) − 1",
                "(1 + Vermögensrendite über die Spanne)^(365 / Tage) − 1",
            ),
            annualise,
            (Decimal("0.18"), _DAYS),
            ("18% in the 1,096 days of three years: 5.7%.", "18 % in drei Jahren: 5,7 %."),
        ),
        _measure(
            "span_benchmark",
            (
                "Return of the benchmark over the span",
                "Rendite des Vergleichswerts über die Spanne",
            ),
            (
                "by how much the price of the commodity that fsq-benchmark names rose in the same"
                " months, in the report currency",
                "um wie viel der Kurs dessen, was fsq-benchmark nennt, in denselben Monaten"
                " gestiegen ist, in der Berichtswährung",
            ),
            lambda *prices: price_return(prices),
            (Decimal(80), Decimal(92)),
            (
                "A share of the fund costs 80 on the day before and 92 on the last: 15.0%.",
                "Ein Anteil des Fonds kostet am Tag davor 80 und am letzten 92: 15,0 %.",
            ),
        ),
        _measure(
            "span_benchmark_annual",
            ("Return of the benchmark a year", "Rendite des Vergleichswerts im Jahr"),
            (
                "(1 + return of the benchmark over the span)^(365 / days) − 1",
                "(1 + Rendite des Vergleichswerts über die Spanne)^(365 / Tage) − 1",
            ),
            annualise,
            (Decimal("0.15"), _DAYS),
            ("15% in the 1,096 days of three years: 4.8%.", "15 % in drei Jahren: 4,8 %."),
        ),
        _measure(
            "span_inflation",
            ("Inflation a year", "Inflation im Jahr"),
            (
                "annual inflation by the option inflation in force at the end of the span",
                "jährliche Inflation nach der am Ende der Spanne geltenden Option inflation",
            ),
            Decimal,
            ("0.02",),
            ("The option says 0.02: 2.0%.", "Die Option lautet 0.02: 2,0 %."),
        ),
        _measure(
            "span_yardstick",
            ("Inflation plus 5 points", "Inflation plus 5 Punkte"),
            (
                "inflation plus five percentage points a year, a yardstick for good returns",
                "Inflation plus fünf Prozentpunkte im Jahr, ein Maßstab für gute Renditen",
            ),
            yardstick,
            (Decimal("0.02"),),
            ("At an inflation of 2%: 7.0%.", "Bei einer Inflation von 2 %: 7,0 %."),
        ),
    ),
    compute=spans.of,
    rows=tuple,
    keys=(
        Key(
            "years",
            Text("Years", "Jahre"),
            KeyKind.YEARS,
            absent=Text("whole ledger", "ganzes Hauptbuch"),
        ),
    ),
    needs=Text("assets or debts for a month", "Vermögen oder Schulden seit einem Monat"),
)
