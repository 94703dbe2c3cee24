"""Definitions of the figures of the projection: names, formulas and examples."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, Final

from fsq_beancount.measures.definition import (
    Example,
    Family,
    Key,
    KeyKind,
    Measure,
    Text,
    Unit,
    ratio,
)
from fsq_beancount.measures.projection.closed_forms import coast
from fsq_beancount.measures.projection.course import Course, stop_month
from fsq_beancount.measures.projection.result import money


def _stop_after(given: tuple[float, float, float, int]) -> datetime.date | None:
    """Return the month of stopping of capital without a return, counted from the end of 2024."""
    cash, work, costs, months = given
    found = stop_month(
        Course(work=[work] * months, other=[0.0] * months, due=[costs] * months, cash=cash), months
    )
    if found is None:
        return None
    first = datetime.date(2025 + found // 12, found % 12 + 1, 1)
    return first - datetime.timedelta(1)


PROJECTION_MEASURES: Final[tuple[Measure[Any, Any], ...]] = (
    Measure(
        "stop",
        Text("Work can stop", "Arbeit kann enden"),
        Unit.DATE,
        Text(
            "the first month after which every later month is paid up to the life expectancy:"
            " by accessible capital less the tax on what is sold, locks that open, passive income"
            " and pensions",
            "der erste Monat, nach dem jeder spätere bis zur Lebenserwartung bezahlt ist: aus"
            " verfügbarem Kapital abzüglich der Steuer auf Verkauftes, frei werdenden Anlagen,"
            " passiven Einnahmen und Renten",
        ),
        _stop_after,
        example=Example(
            (12_000.0, 3000.0, 2000.0, 24),
            Text(
                "12,000 of capital without a return, 3,000 earned and 2,000 spent a month for two"
                " years: after 12 months there are 24,000, which pay the other 12. Counted from"
                " the end of 2024 that is Dec 31, 2025.",
                "12.000 Kapital ohne Ertrag, zwei Jahre lang 3.000 verdient und 2.000 ausgegeben"
                " im Monat: nach 12 Monaten sind es 24.000, die die anderen 12 bezahlen. Ab Ende"
                " 2024 gezählt ist das der 31.12.2025.",
            ),
        ),
    ),
    Measure(
        "fi_number",
        Text("FI number", "FI-Zahl"),
        Unit.MONEY,
        Text(
            "living costs of the last twelve months without loan interest, divided by the"
            " withdrawal rate",
            "Lebenshaltungskosten der letzten zwölf Monate ohne Kreditzinsen, geteilt durch die"
            " Entnahmerate",
        ),
        lambda given: ratio(*given),
        example=Example(
            (Decimal(25_000), Decimal("0.04")),
            Text("25,000 at 4 %: 625,000.00.", "25.000 bei 4 %: 625.000,00."),
        ),
    ),
    Measure(
        "fi_progress",
        Text("Progress to the FI number", "Fortschritt zur FI-Zahl"),
        Unit.RATIO,
        Text(
            "assets of the horizons cash and days, less other debts and their own latent tax,"
            " divided by the FI number",
            "Vermögen der Verfügbarkeiten cash und days abzüglich anderer Schulden und seiner"
            " latenten Steuer, geteilt durch die FI-Zahl",
        ),
        lambda given: ratio(*given),
        example=Example(
            (Decimal(100_000), Decimal(450_000)),
            Text(
                "100,000 that can be spent, of 450,000: 22.2%.",
                "100.000, die ausgegeben werden können, von 450.000: 22,2 %.",
            ),
        ),
    ),
    Measure(
        "coast",
        Text("Coast FI", "Coast FI"),
        Unit.MONEY,
        Text(
            "FI number / (1 + r)^(n/12): the capital today that grows to the FI number by itself"
            " in the n months to the retirement age, at the real return r of the scenario",
            "FI-Zahl / (1 + r)^(n/12): das Kapital heute, das in den n Monaten bis zum"
            " Renteneintritt von allein zur FI-Zahl wächst, bei der realen Rendite r des Szenarios",
        ),
        lambda given: money(coast(*given)),
        example=Example(
            (625_000.0, 0.04, 324),
            Text(
                "625,000 at 4 % in 27 years: 216,760.36.",
                "625.000 bei 4 % in 27 Jahren: 216.760,36.",
            ),
        ),
    ),
)

PROJECTION: Final = Family(
    "projection",
    Text("Projection", "Projektion"),
    PROJECTION_MEASURES,
    part="projection",
    rows=lambda found: found.scenarios,
    keys=(Key("scenario", Text("Scenario", "Szenario"), KeyKind.NAME),),
    needs=Text(
        "twelve complete months, inflation and capital; for the end of work the life expectancy",
        "zwölf vollständige Monate, Inflation und Kapital; für das Ende der Arbeit die"
        " Lebenserwartung",
    ),
    ledger_lines='2024-01-01 custom "fsq-option" "inflation" 0.02\n'
    '2024-01-01 custom "fsq-option" "birth-date" 1985-04-01\n'
    '2024-01-01 custom "fsq-option" "life-expectancy" 92\n',
)
