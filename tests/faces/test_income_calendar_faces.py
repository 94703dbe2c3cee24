"""The calendar of income on all faces: the same figures in words, tables, JSON, CSV and HTML."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import beanquery
import pytest
from beancount.core.amount import Amount
from served_page import Serve, links, page, section, sum_of
from served_page import text as words_of
from small_ledger import PLUGIN, load

from fsq_beancount import analyse, export, text
from fsq_beancount.text import Style

if TYPE_CHECKING:
    from fsq_beancount.report.report import Report

MONTHS = [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)]
# Rent of 700 each month on the 5th, in December 650; a salary of 3,000 is planned, 2,900 came.
LEDGER = "".join(
    f'{month}-05 * "-"\n  Income:Miete  -{650 if month == "2024-12" else 700} EUR\n'
    f"  Assets:Bank\n"
    f'{month}-28 * "-"\n  Expenses:Essen  500 EUR\n  Assets:Bank\n'
    for month in MONTHS
) + (
    '2024-12-27 * "-"\n  Income:Acme  -2900 EUR\n  Assets:Bank\n'
    '2024-06-27 custom "fsq-recurring" Income:Acme -3000 EUR "FREQ=MONTHLY"\n'
    "2024-12-31 balance Assets:Bank 7650 EUR\n"
)
# Of the twelve payments before January eleven are of 700 and one of 650: the median is 700.


def report() -> Report:
    ledger = load(LEDGER)
    assert ledger.errors == []
    return analyse(ledger.entries, ledger.options)


def test_programs_read_it() -> None:
    acme, rent = (
        {"account": "Income:Acme", "stream": None, "income_due": "3000.00",
         "income_due_on": "2025-01-27", "income_due_rest": None,
         "income_expected": "3000.00", "income_received": "2900.00"},
        {"account": "Income:Miete", "stream": None, "income_due": "700.00",
         "income_due_on": "2025-01-05", "income_due_rest": None,
         "income_expected": "700.00", "income_received": "650.00"},
    )  # fmt: skip
    assert export.as_dict(report())["income_calendar"] == [rent, acme]
    rows = list(csv.DictReader(io.StringIO(export.as_csv(report(), "income_calendar"))))
    for row, values in zip(rows, (rent, acme), strict=True):
        assert {name: row[name] or None for name in values} == values


def test_the_report_shows_it_in_both_languages() -> None:
    english = text.render(report(), Style("en"), ledger="main.beancount")
    due, came = english.partition("Income to come")[2].split("\n\n")[:2]
    for words in ("Income:Miete   Jan 5, 2025    700.00", "Income:Acme   Jan 27, 2025  3,000.00"):
        assert words in due
    for words in ("Income:Miete      700.00      650.00", "Income:Acme     3,000.00    2,900.00"):
        assert words in came
    german = text.render(report(), Style("de"), ledger="main.beancount")
    assert "Einnahmen im Dez. 2024, in EUR" in german.partition("Einnahmen, die anstehen")[2]


@pytest.mark.fava
def test_it_is_a_table() -> None:
    ledger = load(LEDGER, PLUGIN)
    connection = beanquery.connect(
        "beancount:", entries=ledger.entries, errors=ledger.errors, options=ledger.options
    )
    rows: list[Any] = connection.execute(
        "SELECT account, income_due, income_due_on, income_received FROM #fsq_income_calendar"
    ).fetchall()
    [rent, acme] = rows
    assert acme == (
        "Income:Acme",
        Amount(Decimal(3000), "EUR"),
        date(2025, 1, 27),
        Amount(Decimal(2900), "EUR"),
    )
    assert rent[1] == Amount(Decimal(700), "EUR")


@pytest.mark.fava
def test_the_page_shows_what_is_due_and_what_came(serve: Serve) -> None:
    head = (
        'option "title" "Main"\noption "operating_currency" "EUR"\nplugin "fsq_beancount"\n'
        'plugin "beancount.plugins.auto_accounts"\n'
        '2020-01-01 custom "fava-extension" "fsq_beancount.progress"\n'
    )
    client = serve(head + LEDGER)
    html = section(page(client), "income_calendar")
    shown = words_of(html)
    assert "What is due in Jan 2025" in shown
    assert "Income:Miete Jan 5, 2025 700.00" in shown
    assert "What was due in Dec 2024, and what came" in shown
    assert "Income:Acme 3,000.00 2,900.00" in shown
    came = [(words, address) for words, address in links(html) if "/query/" in address]
    assert [sum_of(client, address) for _, address in came] == [
        Decimal(words.replace(",", "")) for words, _ in came
    ]
    german = words_of(section(page(client, "de"), "income_calendar"))
    assert "Was im Jan. 2025 fällig ist" in german
    assert "Income:Acme 3.000,00 2.900,00" in german
