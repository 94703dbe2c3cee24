"""Definitions of the calendar of income: names, formulas and examples."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, Final

from fsq_beancount.core.periods import month_of
from fsq_beancount.measures.definition import Example, Family, Key, KeyKind, Measure, Text, Unit
from fsq_beancount.measures.liquidity import income_calendar
from fsq_beancount.measures.liquidity.income_calendar import still_due, usual_day
from fsq_beancount.measures.liquidity.rhythm import usual_amount

_PAYMENTS: Final = (Decimal(690), Decimal(1400), Decimal(700))

CALENDAR_MEASURES: Final[tuple[Measure[Any, Any], ...]] = (
    Measure(
        "income_due",
        Text("Due next month", "Nächsten Monat fällig"),
        Unit.MONEY,
        Text(
            "what is planned on the account for the next month; without a plan for it the median of"
            " the payments before, if by their rhythm one is due: monthly, every 2, 3, 4 or 6"
            " months, or in the same month of both years before",
            "was für den nächsten Monat auf dem Konto geplant ist; ohne Plan der Median der"
            " bisherigen Zahlungen, falls nach ihrem Rhythmus eine fällig ist: monatlich, alle 2,"
            " 3, 4 oder 6 Monate oder im selben Monat der beiden Jahre davor",
        ),
        usual_amount,
        example=Example(
            _PAYMENTS,
            Text(
                "Rents of 690, 1,400 and 700 came before: 700.00.",
                "Bisher kamen Mieten von 690, 1.400 und 700: 700,00.",
            ),
        ),
    ),
    Measure(
        "income_due_on",
        Text("Due on", "Fällig am"),
        Unit.DATE,
        Text(
            "the first day of it: as planned, or that of the month in which the last payment came",
            "der erste Tag davon: wie geplant oder der Tag des Monats, an dem die letzte Zahlung"
            " kam",
        ),
        lambda given: usual_day(*given),
        example=Example(
            (month_of("2026-02"), datetime.date(2026, 1, 31)),
            Text(
                "The last payment came on 31 January 2026: Feb 28, 2026.",
                "Die letzte Zahlung kam am 31. Januar 2026: 28.02.2026.",
            ),
        ),
    ),
    Measure(
        "income_due_rest",
        Text("Still due this month", "Diesen Monat noch fällig"),
        Unit.MONEY,
        Text(
            "the same of the month that has begun, less what came in it; undefined where nothing is"
            " due any more",
            "dasselbe für den angebrochenen Monat abzüglich dessen, was darin kam; nicht definiert,"
            " wo nichts mehr fällig ist",
        ),
        lambda given: still_due(*given),
        example=Example(
            (Decimal(700), Decimal(200)),
            Text("700 are due and 200 came: 500.00.", "700 sind fällig, 200 kamen: 500,00."),
        ),
    ),
    Measure(
        "income_expected",
        Text("Expected last month", "Letzten Monat erwartet"),
        Unit.MONEY,
        Text(
            "the same of the last complete month, as it was to be expected before it",
            "dasselbe für den letzten vollständigen Monat, wie es vor ihm zu erwarten war",
        ),
        usual_amount,
        example=Example(
            _PAYMENTS,
            Text(
                "Rents of 690, 1,400 and 700 came before it: 700.00.",
                "Davor kamen Mieten von 690, 1.400 und 700: 700,00.",
            ),
        ),
    ),
    Measure(
        "income_received",
        Text("Received last month", "Letzten Monat erhalten"),
        Unit.MONEY,
        Text(
            "what was posted to the account in that month, without realised gains and before what"
            " the transactions deduct",
            "was in diesem Monat auf das Konto gebucht wurde, ohne realisierte Gewinne und vor dem,"
            " was die Buchungen abziehen",
        ),
        sum,
        example=Example(
            (Decimal(500), Decimal(200)),
            Text("500 and 200 came: 700.00.", "500 und 200 kamen: 700,00."),
        ),
    ),
)

INCOME_CALENDAR: Final = Family(
    "income_calendar",
    Text("Income to come", "Einnahmen, die anstehen"),
    CALENDAR_MEASURES,
    compute=income_calendar.of,
    rows=tuple,
    keys=(
        Key("account", Text("Account", "Konto"), KeyKind.NAME),
        Key(
            "stream",
            Text("Stream", "Einkommensstrom"),
            KeyKind.NAME,
            absent=Text("no stream", "kein Strom"),
        ),
    ),
    needs=Text(
        "income that is planned, or that came with a rhythm",
        "Einnahmen, die geplant sind oder in einem Rhythmus kamen",
    ),
    ledger_lines='2024-01-01 custom "fsq-recurring" Income:Gehalt -2500.00 EUR "FREQ=MONTHLY"\n',
)
