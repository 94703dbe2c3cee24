"""Fava's own budgets, for expenses and income."""

from __future__ import annotations

from decimal import Decimal

from make_example.base.accounts import COURSE, DISTRIBUTIONS, FREELANCE, RENT, SALARY
from make_example.files.layout import aligned, header

# Year, account, interval, amount. Income budgets are negative, as always in Fava.
BUDGETS = (
    (2016, SALARY, "monthly", "-3500"),
    (2020, SALARY, "monthly", "-1400"),
    (2021, SALARY, "monthly", "-4000"),
    (2023, SALARY, "monthly", "-4600"),
    (2025, SALARY, "monthly", "-5200"),
    (2016, FREELANCE, "yearly", "-10000"),
    (2023, FREELANCE, "yearly", "-12000"),
    (2018, RENT, "monthly", "-585"),
    (2022, RENT, "monthly", "-665"),
    (2024, RENT, "monthly", "-700"),
    (2021, COURSE, "yearly", "-2000"),
    (2023, COURSE, "yearly", "-4500"),
    (2025, COURSE, "yearly", "-6500"),
    (2016, DISTRIBUTIONS, "yearly", "-300"),
    (2021, DISTRIBUTIONS, "yearly", "-1000"),
    (2024, DISTRIBUTIONS, "yearly", "-2500"),
    (2016, "Expenses:Steuern", "monthly", "600"),
    (2023, "Expenses:Steuern", "monthly", "800"),
    (2016, "Expenses:Sozialversicherung", "monthly", "880"),
    (2023, "Expenses:Sozialversicherung", "monthly", "1150"),
    (2018, "Expenses:Vermietung", "monthly", "480"),
    (2016, "Expenses:Wohnen:Miete", "monthly", "700"),
    (2021, "Expenses:Wohnen:Miete", "monthly", "850"),
    (2022, "Expenses:Wohnen:Miete", "monthly", "980"),
    (2016, "Expenses:Wohnen:Nebenkosten", "monthly", "150"),
    (2022, "Expenses:Wohnen:Nebenkosten", "monthly", "240"),
    (2016, "Expenses:Wohnen:Strom", "monthly", "60"),
    (2022, "Expenses:Wohnen:Strom", "monthly", "95"),
    (2016, "Expenses:Wohnen:Internet", "monthly", "40"),
    (2016, "Expenses:Handy", "monthly", "35"),
    (2016, "Expenses:Lebensmittel", "monthly", "400"),
    (2020, "Expenses:Lebensmittel", "monthly", "450"),
    (2023, "Expenses:Lebensmittel", "monthly", "550"),
    (2016, "Expenses:Drogerie", "monthly", "50"),
    (2016, "Expenses:Auto", "monthly", "170"),
    (2023, "Expenses:Auto", "monthly", "220"),
    (2016, "Expenses:Versicherungen", "yearly", "800"),
    (2016, "Expenses:Freizeit", "monthly", "90"),
    (2023, "Expenses:Freizeit", "monthly", "120"),
    (2016, "Expenses:Kleidung", "monthly", "60"),
    (2016, "Expenses:Urlaub", "yearly", "2000"),
    (2023, "Expenses:Urlaub", "yearly", "2400"),
    (2020, "Expenses:Kind", "monthly", "120"),
    (2022, "Expenses:Kind", "monthly", "210"),
)


def budget_file() -> list[str]:
    """Return Fava's own budgets, for expenses and income."""
    lines = header("Budgets, wie Fava sie kennt / budgets, as Fava knows them")
    for year, account, interval, amount in BUDGETS:
        start = f'{year}-01-01 custom "budget" {account} "{interval}"'
        lines.append(aligned(start, Decimal(amount), "EUR", column=84))
    return lines
