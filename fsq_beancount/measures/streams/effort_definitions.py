"""Definitions of the figures of effort: what streams took until they paid, or take so far."""

from __future__ import annotations

import datetime
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
)
from fsq_beancount.measures.streams.droughts import hours_until, months_until

_MARCH: Final = datetime.date(2024, 3, 5)
_APRIL: Final = datetime.date(2024, 4, 20)
_SEPTEMBER: Final = datetime.date(2024, 9, 12)
_PAID_BACK: Final = datetime.date(2026, 2, 28)

_WORKED: Final = (
    (_MARCH, Decimal(20)),
    (_APRIL, Decimal(30)),
    (datetime.date(2025, 1, 7), Decimal(5)),
)

_STREAM: Final = Key("stream", Text("Stream", "Strom"), KeyKind.NAME)

HOURS: Final = '2024-03-05 * "Work on the course"\n  fsq-stream: "Kurs"\n  fsq-hours: 20\n'

DROUGHT_MEASURES: Final[tuple[Measure[Any, Any], ...]] = (
    Measure(
        "effort_since",
        Text("First effort", "Erster Einsatz"),
        Unit.DATE,
        Text(
            "day of the first hours of work (fsq-hours) for a stream, or of the first money put"
            " into it (fsq-investment)",
            "Tag der ersten Arbeitsstunden (fsq-hours) für einen Strom oder des ersten Geldes, das"
            " in ihn gesteckt wurde (fsq-investment)",
        ),
        min,
        example=Example(
            (_MARCH, _APRIL),
            Text(
                "Hours from Mar 5, 2024 on, money from Apr 20, 2024 on: Mar 5, 2024.",
                "Stunden ab 05.03.2024, Geld ab 20.04.2024: 05.03.2024.",
            ),
        ),
    ),
    Measure(
        "income_since",
        Text("First income", "Erste Einnahme"),
        Unit.DATE,
        Text(
            "day of the first income of a stream; undefined until then",
            "Tag der ersten Einnahme eines Stroms; bis dahin nicht definiert",
        ),
        min,
        example=Example(
            (_SEPTEMBER, datetime.date(2024, 12, 12)),
            Text(
                "Sold on Sep 12, 2024 and in December: Sep 12, 2024.",
                "Verkauft am 12.09.2024 und im Dezember: 12.09.2024.",
            ),
        ),
    ),
    Measure(
        "months_to_income",
        Text("Months to the first income", "Monate bis zur ersten Einnahme"),
        Unit.MONTHS,
        Text(
            "calendar months from the first effort for a stream to its first income; 0 where"
            " income came first",
            "Kalendermonate vom ersten Einsatz für einen Strom bis zu seiner ersten Einnahme; 0,"
            " wo die Einnahme zuerst kam",
        ),
        lambda days: months_until(*days),
        example=Example(
            (_MARCH, _SEPTEMBER),
            Text(
                "Begun in March and sold in September: 6.0 months.",
                "Im März begonnen und im September verkauft: 6,0 Monate.",
            ),
        ),
    ),
    Measure(
        "hours_to_income",
        Text("Hours to the first income", "Stunden bis zur ersten Einnahme"),
        Unit.NUMBER,
        Text(
            "hours of work for a stream up to the day of its first income",
            "Arbeitsstunden für einen Strom bis zum Tag seiner ersten Einnahme",
        ),
        lambda given: hours_until(*given),
        example=Example(
            (_WORKED, _SEPTEMBER),
            Text(
                "20 hours in March and 30 in April, sold in September: 50.0.",
                "20 Stunden im März und 30 im April, verkauft im September: 50,0.",
            ),
        ),
    ),
    Measure(
        "payback_on",
        Text("Paid back", "Amortisiert"),
        Unit.DATE,
        Text(
            "last day of the month since which the net income of a stream has covered the money"
            " put into it; undefined until then, and without such money",
            "letzter Tag des Monats, seit dem die Nettoeinnahmen eines Stroms das in ihn gesteckte"
            " Geld decken; bis dahin und ohne solches Geld nicht definiert",
        ),
        min,
        example=Example(
            (_PAID_BACK, datetime.date(2026, 3, 31)),
            Text(
                "1,000 put in, 1,000 earned by Feb 28, 2026: Feb 28, 2026.",
                "1.000 eingesetzt, 1.000 verdient bis 28.02.2026: 28.02.2026.",
            ),
        ),
    ),
    Measure(
        "months_to_payback",
        Text("Months to payback", "Monate bis zur Amortisation"),
        Unit.MONTHS,
        Text(
            "calendar months from the first effort for a stream until it has paid back the money"
            " put into it",
            "Kalendermonate vom ersten Einsatz für einen Strom, bis er das in ihn gesteckte Geld"
            " eingespielt hat",
        ),
        lambda days: months_until(*days),
        example=Example(
            (_MARCH, _PAID_BACK),
            Text(
                "From March 2024 to February 2026: 23.0 months.",
                "Von März 2024 bis Februar 2026: 23,0 Monate.",
            ),
        ),
    ),
    Measure(
        "hours_to_payback",
        Text("Hours to payback", "Stunden bis zur Amortisation"),
        Unit.NUMBER,
        Text(
            "hours of work for a stream until it has paid back the money put into it",
            "Arbeitsstunden für einen Strom, bis er das in ihn gesteckte Geld eingespielt hat",
        ),
        lambda given: hours_until(*given),
        example=Example(
            (_WORKED, _PAID_BACK),
            Text(
                "20 and 30 hours before the first sale and 5 after it: 55.0.",
                "20 und 30 Stunden vor dem ersten Verkauf und 5 danach: 55,0.",
            ),
        ),
    ),
)

DROUGHTS: Final = Family(
    "droughts",
    Text("Until a stream pays", "Bis ein Strom zahlt"),
    DROUGHT_MEASURES,
    part="streams",
    rows=attrgetter("droughts"),
    keys=(_STREAM,),
    needs=Text(
        "hours of work for a stream, or money put into it",
        "Arbeitsstunden für einen Strom oder in ihn gestecktes Geld",
    ),
    ledger_lines=HOURS,
)

WAITING_MEASURES: Final[tuple[Measure[Any, Any], ...]] = (
    Measure(
        "months_waited",
        Text("Months without income", "Monate ohne Einnahme"),
        Unit.MONTHS,
        Text(
            "calendar months since the first effort for a stream that has had no income yet",
            "Kalendermonate seit dem ersten Einsatz für einen Strom, der noch keine Einnahme hatte",
        ),
        lambda days: months_until(*days),
        example=Example(
            (_MARCH, _SEPTEMBER),
            Text(
                "Begun in March, nothing sold by September: 6.0 months.",
                "Im März begonnen, bis September nichts verkauft: 6,0 Monate.",
            ),
        ),
    ),
    Measure(
        "hours_waited",
        Text("Hours without income", "Stunden ohne Einnahme"),
        Unit.NUMBER,
        Text(
            "hours of work for a stream that has had no income yet",
            "Arbeitsstunden für einen Strom, der noch keine Einnahme hatte",
        ),
        sum,
        example=Example(
            (Decimal(20), Decimal(30)),
            Text("20 and 30 hours so far: 50.0.", "Bisher 20 und 30 Stunden: 50,0."),
        ),
        read=attrgetter("hours"),
    ),
    Measure(
        "invested_waiting",
        Text("Put in without income", "Einsatz ohne Einnahme"),
        Unit.MONEY,
        Text(
            "money put into a stream that has had no income yet",
            "Geld, das in einen Strom gesteckt wurde, der noch keine Einnahme hatte",
        ),
        sum,
        example=Example(
            (Decimal(400), Decimal(100)),
            Text(
                "400 for a camera and 100 for a microphone: 500.00.",
                "400 für eine Kamera und 100 für ein Mikrofon: 500,00.",
            ),
        ),
        read=attrgetter("invested"),
    ),
    Measure(
        "income_planned",
        Text("Planned income of a year", "Geplante Einnahmen eines Jahres"),
        Unit.MONEY,
        Text(
            "income planned for the twelve months to come: per account the larger of its payments"
            " to come and its budget",
            "für die nächsten zwölf Monate geplante Einnahmen: je Konto der größere Betrag aus"
            " seinen kommenden Zahlungen und seinem Budget",
        ),
        max,
        example=Example(
            (Decimal(1200), Decimal(1000)),
            Text(
                "100 planned every month, and a budget of 1,000: 1,200.00.",
                "Jeden Monat 100 geplant und ein Budget von 1.000: 1.200,00.",
            ),
        ),
        read=attrgetter("planned"),
    ),
)

WAITING: Final = Family(
    "waiting",
    Text("Streams without income yet", "Ströme noch ohne Einnahmen"),
    WAITING_MEASURES,
    part="streams",
    rows=attrgetter("waiting"),
    keys=(_STREAM,),
)
