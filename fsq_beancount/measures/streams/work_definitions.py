"""Definitions of the figures of work over the years."""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter
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
from fsq_beancount.measures.streams.effort_definitions import HOURS

WORK_MEASURES: Final[tuple[Measure[Any, Any], ...]] = (
    Measure(
        "work_hours",
        Text("Hours of work", "Arbeitsstunden"),
        Unit.NUMBER,
        Text(
            "hours of work (fsq-hours) for all streams in a period",
            "Arbeitsstunden (fsq-hours) für alle Ströme in einem Zeitraum",
        ),
        sum,
        example=Example(
            (Decimal(12), Decimal(4)),
            Text(
                "12 hours for a course and 4 for a flat: 16.0.",
                "12 Stunden für einen Kurs und 4 für eine Wohnung: 16,0.",
            ),
        ),
        read=attrgetter("hours"),
    ),
    Measure(
        "work_net_per_hour",
        Text("Net income per hour, all streams", "Nettoeinnahmen je Stunde, alle Ströme"),
        Unit.MONEY,
        Text(
            "net income of the streams that were worked for in a period, divided by these hours",
            "Nettoeinnahmen der Ströme, für die in einem Zeitraum gearbeitet wurde, geteilt durch"
            " diese Stunden",
        ),
        lambda values: ratio(*values),
        example=Example(
            (Decimal(800), Decimal(16)),
            Text(
                "800 from a course and a flat with 16 hours of work: 50.00.",
                "800 aus einem Kurs und einer Wohnung mit 16 Stunden Arbeit: 50,00.",
            ),
        ),
        read=attrgetter("net_per_hour"),
    ),
)

WORK: Final = Family(
    "work",
    Text("Hours of work over the years", "Arbeitsstunden über die Jahre"),
    WORK_MEASURES,
    part="streams",
    rows=attrgetter("work"),
    keys=(Key("period", Text("Period", "Zeitraum"), KeyKind.PERIOD),),
    needs=Text("hours of work for a stream", "Arbeitsstunden für einen Strom"),
    ledger_lines=HOURS,
    is_series=True,
)
