"""Definitions of the standard of living: names, formulas and examples."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from fsq_beancount.measures.definition import Example, Family, Key, KeyKind, Measure, Text, Unit
from fsq_beancount.measures.living import standard
from fsq_beancount.measures.living.standard import mean_growth, mean_rate
from fsq_beancount.measures.performance.growth import growth


def _measure(
    id_: str,
    names: tuple[str, str],
    words: tuple[str, str],
    compute: Callable[..., Any],
    given: tuple[Any, ...],
    examples: tuple[str, str],
) -> Measure[tuple[Any, ...], Any]:
    return Measure(
        id_,
        Text(*names),
        Unit.RATIO,
        Text(*words),
        lambda values: compute(*values),
        example=Example(given, Text(*examples)),
    )


STANDARD_OF_LIVING: Final = Family(
    "standard_of_living",
    Text("Standard of living", "Lebensstandard"),
    (
        _measure(
            "living_costs_growth",
            ("Growth of living costs", "Wachstum der Lebenshaltungskosten"),
            (
                "living costs of the year divided by those of the year before, less 1; undefined"
                " unless the books cover both years in full",
                "Lebenshaltungskosten des Jahres geteilt durch die des Vorjahres, minus 1; nicht"
                " definiert, wenn die Bücher nicht beide Jahre ganz umfassen",
            ),
            growth,
            (Decimal(24_000), Decimal(25_200)),
            ("25,200 after 24,000: 5.0%.", "25.200 nach 24.000: 5,0 %."),
        ),
        _measure(
            "year_inflation",
            ("Inflation in the calendar year", "Inflation im Kalenderjahr"),
            (
                "annual inflation by the option inflation in force at the end of the year",
                "jährliche Inflation nach der am Jahresende geltenden Option inflation",
            ),
            mean_rate,
            ((Decimal("0.02"),),),
            ("The option says 0.02: 2.0%.", "Die Option lautet 0.02: 2,0 %."),
        ),
        _measure(
            "net_income_growth",
            ("Growth of net income", "Wachstum der Nettoeinnahmen"),
            (
                "net income of all classes in the year divided by that of the year before, less 1",
                "Nettoeinnahmen aller Klassen im Jahr geteilt durch die des Vorjahres, minus 1",
            ),
            growth,
            (Decimal(30_000), Decimal(33_000)),
            ("33,000 after 30,000: 10.0%.", "33.000 nach 30.000: 10,0 %."),
        ),
        _measure(
            "net_wealth_growth",
            ("Growth of net wealth in the year", "Wachstum des Nettovermögens im Jahr"),
            (
                "net wealth at the end of the year divided by that at the end of the year before,"
                " less 1",
                "Nettovermögen am Ende des Jahres geteilt durch das am Ende des Vorjahres, minus 1",
            ),
            growth,
            (Decimal(200_000), Decimal(224_000)),
            ("224,000 after 200,000: 12.0%.", "224.000 nach 200.000: 12,0 %."),
        ),
        _measure(
            "living_costs_growth_mean",
            (
                "Growth of living costs a year since the first full year",
                "Wachstum der Lebenshaltungskosten im Jahr seit dem ersten vollen Jahr",
            ),
            (
                "living costs of the year divided by those of the first full year, to the power of"
                " 1 / years between them, less 1",
                "Lebenshaltungskosten des Jahres geteilt durch die des ersten vollen Jahres, hoch"
                " 1 / Jahre dazwischen, minus 1",
            ),
            mean_growth,
            (Decimal(20_000), Decimal(24_200), 2),
            (
                "24,200 two years after 20,000 is 10% twice: 10.0%.",
                "24.200 zwei Jahre nach 20.000 sind zweimal 10 %: 10,0 %.",
            ),
        ),
        _measure(
            "inflation_mean",
            (
                "Inflation a year since the first full year",
                "Inflation im Jahr seit dem ersten vollen Jahr",
            ),
            (
                "the rate that compounds to the inflation of these years",
                "Satz, der über diese Jahre dieselbe Inflation ergibt",
            ),
            mean_rate,
            ((Decimal("0.02"), Decimal("0.04")),),
            (
                "2% and 4% are 6.1% in two years: 3.0% a year.",
                "2 % und 4 % sind in zwei Jahren 6,1 %: 3,0 % im Jahr.",
            ),
        ),
        _measure(
            "net_income_growth_mean",
            (
                "Growth of net income a year since the first full year",
                "Wachstum der Nettoeinnahmen im Jahr seit dem ersten vollen Jahr",
            ),
            ("the same of net income", "dasselbe für die Nettoeinnahmen"),
            mean_growth,
            (Decimal(30_000), Decimal(43_200), 2),
            (
                "43,200 two years after 30,000 is 20% twice: 20.0%.",
                "43.200 zwei Jahre nach 30.000 sind zweimal 20 %: 20,0 %.",
            ),
        ),
        _measure(
            "net_wealth_growth_mean",
            (
                "Growth of net wealth a year since the first full year",
                "Wachstum des Nettovermögens im Jahr seit dem ersten vollen Jahr",
            ),
            (
                "the same of net wealth, from the end of the first full year on",
                "dasselbe für das Nettovermögen, vom Ende des ersten vollen Jahres an",
            ),
            mean_growth,
            (Decimal(100_000), Decimal(169_000), 2),
            (
                "169,000 two years after 100,000 is 30% twice: 30.0%.",
                "169.000 zwei Jahre nach 100.000 sind zweimal 30 %: 30,0 %.",
            ),
        ),
    ),
    compute=standard.of,
    rows=tuple,
    keys=(Key("year", Text("Year", "Jahr"), KeyKind.PERIOD),),
    needs=Text(
        "two calendar years that the books cover in full",
        "zwei Kalenderjahre, die die Bücher ganz umfassen",
    ),
    is_series=True,
)
