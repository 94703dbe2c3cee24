"""Definitions of the budget figures: names, formulas and examples."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from fsq_beancount.books.budgets.plan import savings_planned
from fsq_beancount.measures.budget.comparison import savings_indirect
from fsq_beancount.measures.budget.kept import times_kept
from fsq_beancount.measures.definition import Example, Family, Key, KeyKind, Measure, Text, Unit


@dataclass(frozen=True, slots=True)
class Savings:
    """The input of the definitions below.

    Attributes:
        income: Planned income.
        expenses: Planned expenses.
        savings: Actual savings.
    """

    income: Decimal | None
    expenses: Decimal | None
    savings: Decimal

    @property
    def planned(self) -> Decimal | None:
        """Planned savings."""
        return savings_planned(self.income, self.expenses)


_WORKED = Savings(Decimal(36000), Decimal(30000), Decimal(7500))

BUDGET_MEASURES: Final[tuple[Measure[Savings, Decimal | None], ...]] = (
    Measure(
        "savings_planned",
        Text("Planned savings", "Geplanter Sparbetrag"),
        Unit.MONEY,
        Text(
            "what the budgets of income plan less what those of expenses plan, up to the as-of"
            " date; undefined without a budget of both",
            "was die Budgets der Einnahmen vorsehen, abzüglich dessen, was die der Ausgaben"
            " vorsehen, bis zum Stichtag; nicht definiert ohne ein Budget von beiden",
        ),
        lambda given: given.planned,
        example=Example(
            _WORKED,
            Text(
                "Budgets of 3,000 of salary and 2,500 of expenses a month plan to save 6,000.00 in"
                " a year.",
                "Budgets von 3.000 Gehalt und 2.500 Ausgaben im Monat sehen vor, im Jahr 6.000,00"
                " zu sparen.",
            ),
        ),
    ),
    Measure(
        "savings_indirect",
        Text("Indirect savings", "Indirekter Sparbetrag"),
        Unit.MONEY,
        Text(
            "savings less planned savings: what was earned above the plan or not spent",
            "Sparbetrag abzüglich des geplanten: was über Plan verdient oder nicht ausgegeben"
            " wurde",
        ),
        lambda given: savings_indirect(given.savings, given.planned),
        example=Example(
            _WORKED,
            Text(
                "7,500 were saved where 6,000 were planned: 1,500.00 more.",
                "7.500 wurden gespart, 6.000 waren geplant: 1.500,00 mehr.",
            ),
        ),
    ),
)

BUDGET: Final = Family(
    "budget",
    Text("Plan and actual", "Plan und Ist"),
    BUDGET_MEASURES,
    part="rolling",
    rows=tuple,
    keys=(Key("month", Text("Month", "Monat"), KeyKind.MONTH),),
    is_series=True,
    needs=Text(
        "a budget, written as Fava reads it", "ein Budget, so geschrieben, wie Fava es liest"
    ),
    ledger_lines='2024-01-01 custom "budget" Income:Salary "monthly" 3000 EUR\n'
    '2024-01-01 custom "budget" Expenses:Food "monthly" 400 EUR\n',
)

_MONTHS: Final = (
    (Decimal(100), Decimal(150)),
    (Decimal(250), Decimal(150)),
    (Decimal(150), Decimal(150)),
)
_YEARS: Final = ((Decimal(2400), Decimal(1800)), (Decimal(900), Decimal(1800)))

KEPT_MEASURES: Final[tuple[Measure[Any, int], ...]] = (
    Measure(
        "months_kept",
        Text("Months in which the plan was kept", "Monate, in denen der Plan eingehalten wurde"),
        Unit.NUMBER,
        Text(
            "of the last twelve complete months, those in which at least as much was saved as"
            " planned; without planned savings, those in which the accounts with a budget cost no"
            " more than planned",
            "von den letzten zwölf vollständigen Monaten die, in denen mindestens so viel gespart"
            " wurde wie geplant; ohne geplanten Sparbetrag die, in denen die Konten mit Budget"
            " nicht mehr kosteten als geplant",
        ),
        times_kept,
        example=Example(
            _MONTHS,
            Text(
                "100, 250 and 150 were saved in three months, 150 each were planned: 2.0.",
                "In drei Monaten wurden 100, 250 und 150 gespart, je 150 waren geplant: 2,0.",
            ),
        ),
    ),
    Measure(
        "months_planned",
        Text("Months with a plan", "Monate mit Plan"),
        Unit.NUMBER,
        Text(
            "those of the last twelve complete months that have a plan from their first day on",
            "die von den letzten zwölf vollständigen Monaten, für die von ihrem ersten Tag an ein"
            " Plan gilt",
        ),
        len,
        example=Example(
            _MONTHS,
            Text("Three months with a budget: 3.0.", "Drei Monate mit einem Budget: 3,0."),
        ),
    ),
    Measure(
        "years_kept",
        Text("Years in which the plan was kept", "Jahre, in denen der Plan eingehalten wurde"),
        Unit.NUMBER,
        Text(
            "the same of all complete calendar years",
            "dasselbe von allen vollständigen Kalenderjahren",
        ),
        times_kept,
        example=Example(
            _YEARS,
            Text(
                "2,400 and 900 were saved in two years, 1,800 each were planned: 1.0.",
                "In zwei Jahren wurden 2.400 und 900 gespart, je 1.800 waren geplant: 1,0.",
            ),
        ),
    ),
    Measure(
        "years_planned",
        Text("Years with a plan", "Jahre mit Plan"),
        Unit.NUMBER,
        Text(
            "the complete calendar years that have a plan from their first day on",
            "die vollständigen Kalenderjahre, für die von ihrem ersten Tag an ein Plan gilt",
        ),
        len,
        example=Example(
            _YEARS,
            Text("Two years with a budget: 2.0.", "Zwei Jahre mit einem Budget: 2,0."),
        ),
    ),
)

KEPT: Final = Family(
    "plan_kept",
    Text("Plan kept", "Plan eingehalten"),
    KEPT_MEASURES,
    part="plan_kept",
    rows=lambda found: () if found is None else (found,),
    keys=(Key("date", Text("Day", "Tag"), KeyKind.DAY),),
    needs=BUDGET.needs,
    ledger_lines=BUDGET.ledger_lines,
)
