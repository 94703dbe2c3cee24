"""Definitions of the milestone figures: names, formulas and examples."""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter
from typing import Final

from fsq_beancount.measures.definition import Example, Family, Key, KeyKind, Measure, Text, Unit
from fsq_beancount.measures.milestones.pouring import (
    Poured,
    alone,
    cost,
    covered,
    left,
    missing_per_month,
)

# The example household, with 600 of power, 2,400 of rent and 17,000 of other living costs.
_POWER = Poured(Decimal(2000), Decimal(), Decimal(600))
_RENT = Poured(Decimal(2000), Decimal(600), Decimal(2400))

MILESTONE_MEASURES: Final[tuple[Measure[Poured, Decimal | None], ...]] = (
    Measure(
        cost.__name__,
        Text("Cost of a milestone", "Kosten eines Etappenziels"),
        Unit.MONEY,
        Text(
            "living costs of its accounts over twelve months, without those that count in an"
            " earlier one; the last one is what is left of the living costs",
            "Lebenshaltungskosten seiner Konten über zwölf Monate, ohne jene, die in einem früheren"
            " zählen; das letzte ist, was von den Lebenshaltungskosten übrig bleibt",
        ),
        cost,
        cost=True,
        example=Example(
            _POWER,
            Text(
                "Twelve electricity bills of 50: 600.00.", "Zwölf Stromrechnungen von 50: 600,00."
            ),
        ),
    ),
    Measure(
        left.__name__,
        Text("Income left for a milestone", "Einnahmen, die für ein Etappenziel bleiben"),
        Unit.MONEY,
        Text(
            "net income of twelve months less the cost of all earlier milestones",
            "Nettoeinnahmen von zwölf Monaten abzüglich der Kosten aller früheren Etappenziele",
        ),
        left,
        example=Example(
            _RENT,
            Text(
                "Of 2,000 of passive income, 600 pay the electricity: 1,400.00 are left for the"
                " rent.",
                "Von 2.000 passiven Einnahmen tragen 600 den Strom: Für die Miete bleiben"
                " 1.400,00.",
            ),
        ),
    ),
    Measure(
        covered.__name__,
        Text("Covered share of a milestone", "Gedeckter Anteil eines Etappenziels"),
        Unit.RATIO,
        Text(
            "the income left for it divided by its cost, at least nothing and at most all of it",
            "die Einnahmen, die dafür bleiben, geteilt durch seine Kosten, mindestens nichts und"
            " höchstens alles",
        ),
        covered,
        example=Example(
            _RENT,
            Text(
                "1,400 are left for a rent of 2,400: 58.3%.",
                "Für eine Miete von 2.400 bleiben 1.400: 58,3 %.",
            ),
        ),
    ),
    Measure(
        alone.__name__,
        Text("Milestone alone", "Etappenziel für sich allein"),
        Unit.RATIO,
        Text(
            "net income divided by the cost of one milestone, as if there were no other; for the"
            " last one the quota",
            "Nettoeinnahmen geteilt durch die Kosten eines Etappenziels, als gäbe es kein anderes;"
            " für das letzte die Quote",
        ),
        alone,
        example=Example(
            _RENT,
            Text(
                "2,000 of passive income would pay 83.3% of a rent of 2,400.",
                "2.000 passive Einnahmen trügen 83,3 % einer Miete von 2.400.",
            ),
        ),
    ),
    Measure(
        missing_per_month.__name__,
        Text("Missing a month for a milestone", "Fehlt im Monat für ein Etappenziel"),
        Unit.MONEY,
        Text(
            "the cost of a milestone less the income left for it, divided by twelve months; never"
            " less than nothing",
            "Kosten eines Etappenziels abzüglich der Einnahmen, die dafür bleiben, geteilt durch"
            " zwölf Monate; nie weniger als nichts",
        ),
        missing_per_month,
        example=Example(
            _RENT,
            Text(
                "1,400 are left for a rent of 2,400: 1,000 are missing, 83.33 a month.",
                "Für eine Miete von 2.400 bleiben 1.400: Es fehlen 1.000, im Monat 83,33.",
            ),
        ),
    ),
)

MILESTONES: Final = Family(
    "milestones",
    Text("Milestones", "Etappenziele"),
    MILESTONE_MEASURES,
    part="milestones",
    rows=attrgetter("narrow"),
    keys=(
        Key("position", Text("Position", "Position"), KeyKind.NUMBER),
        Key("name", Text("Milestone", "Etappenziel"), KeyKind.NAME),
    ),
    needs=Text(
        "a month that has ended, with income or expenses in it",
        "ein abgeschlossener Monat mit Einnahmen oder Ausgaben",
    ),
    ledger_lines='2024-01-01 custom "fsq-milestone" "Electricity" Expenses:Home:Electricity\n'
    '2024-01-01 custom "fsq-milestone" "Rent" Expenses:Home:Rent Expenses:Home:Heating\n'
    '2024-01-01 custom "fsq-milestone" "Pocket money" 150 EUR\n',
)
