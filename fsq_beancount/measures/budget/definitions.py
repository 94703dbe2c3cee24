"""Definitions of the budget figures: names, formulas and examples."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fsq_beancount.books.budgets.plan import savings_planned
from fsq_beancount.measures.budget.comparison import savings_indirect
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
