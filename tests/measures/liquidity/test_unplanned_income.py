"""Regular income that nobody has planned: no plan is drawn, and its lines are offered."""

from __future__ import annotations

import datetime

import pytest
from small_ledger import load

import fsq_beancount
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import liquidity as liquidity_messages
from fsq_beancount.report.report import Report

ENGLISH = Reader("en", "en")


def every(months: list[str], text: str) -> str:
    return "".join(text.replace("{}", month) for month in months)


YEARS = [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)]
FOOD = every(YEARS, '{}-28 * "-"\n  Expenses:Essen  500 EUR\n  Assets:Bank\n')
PAY = '{}-27 * "-"\n  Income:Acme:Salary  -3000 EUR\n  Expenses:Steuern  900 EUR\n  Assets:Bank\n'


def report(text: str, *head: str) -> Report:
    ledger = load(FOOD + text, *head)
    assert ledger.errors == []
    last = datetime.date(2024, 12, 31)
    return fsq_beancount.analyse(ledger.entries, ledger.options, as_of=last)


def offered(of: Report) -> list[str]:
    hints = liquidity_messages.hints(of.liquidity, of.currency, ENGLISH)
    return [line for hint in hints for line in hint.lines.splitlines()]


def test_a_salary_that_nobody_plans_is_offered_as_it_arrives() -> None:
    # 3,000 less 900 of tax are 2,100 a month.
    found = report(every(YEARS, PAY))
    assert found.liquidity.plan == ()
    assert found.liquidity.months_secured is None
    assert not found.liquidity.secured_beyond_horizon
    assert "no plan" in liquidity_messages.secured(found.liquidity, "EUR", ENGLISH)
    assert offered(found) == [
        '2025-01-01 custom "fsq-recurring" Income:Acme:Salary -2100.00 EUR "FREQ=MONTHLY"'
    ]


def test_what_never_becomes_cash_is_not_offered() -> None:
    # Dividends that buy more of the fund; and 500 of 3,000 that the employer pays in shares.
    reinvested = every(
        YEARS, '{}-10 * "-"\n  Income:Dividends  -50 EUR\n  Assets:Depot  1 F {50 EUR}\n'
    )
    shares = every(
        YEARS,
        '{}-27 * "-"\n  Income:Acme  -3000 EUR\n  Assets:Depot  5 F {100 EUR}\n  Assets:Bank\n',
    )
    assert offered(report(reinvested)) == []
    assert offered(report(reinvested + shares)) == [
        '2025-01-01 custom "fsq-recurring" Income:Acme -2500.00 EUR "FREQ=MONTHLY"'
    ]


def test_of_a_closed_account_nothing_is_offered() -> None:
    assert offered(report(every(YEARS, PAY) + "2024-12-31 close Income:Acme:Salary\n")) == []


def test_refunds_and_sales_are_no_planned_income() -> None:
    # The refunds are 50 a month on average, and shares are sold in May.
    more = every(YEARS, '{}-20 * "-"\n  Expenses:Erstattung  -50 EUR\n  Assets:Bank\n') + (
        '2024-01-02 * "-"\n  Assets:Depot  1 F {90 EUR}\n  Assets:Bank\n'
        '2025-05-02 * "-"\n  Assets:Depot  -1 F {90 EUR}\n  Assets:Bank\n'
    )
    found = report(every(YEARS, PAY) + more)
    assert found.liquidity.plan == ()
    assert len(offered(found)) == 1


def test_what_is_planned_on_the_own_bank_is_planned_income() -> None:
    more = '2025-01-05 custom "fsq-recurring" Assets:Bank 2100 EUR "FREQ=MONTHLY"\n'
    assert report(every(YEARS, PAY) + more).liquidity.plan


def test_without_regular_income_the_plan_is_drawn() -> None:
    found = report("")
    assert len(found.liquidity.plan) == 120
    assert offered(found) == []


def test_the_lines_make_a_plan() -> None:
    text = every(YEARS, PAY)
    found = report(text + "\n".join((*offered(report(text)), "")))
    assert offered(found) == []
    # 2,100 in and 500 out.
    first = found.liquidity.plan[0]
    assert first.inflow == 2100
    assert first.outflow == 500


def test_lines_of_every_rhythm_load_under_the_names_of_the_ledger_and_suffice() -> None:
    quarters = [month for month in YEARS if int(month[-2:]) % 3 == 2]
    text = (
        every(YEARS, PAY)
        + every(quarters, '{}-10 * "-"\n  Income:Fonds  -30 EUR\n  Assets:Bank\n')
        + every(["2023-06", "2024-06"], '{}-10 * "-"\n  Income:Bonus  -90 EUR\n  Assets:Bank\n')
    ).replace("Income:", "Einnahmen:")
    name = 'option "name_income" "Einnahmen"'
    lines = offered(report(text, name))
    assert [line.split()[3] for line in lines] == [
        "Einnahmen:Acme:Salary",
        "Einnahmen:Bonus",
        "Einnahmen:Fonds",
    ]
    found = report(text + "\n".join((*lines, "")), name)
    assert offered(found) == []
    # Twelve salaries of 2,100, four payments of the fund and one bonus, as in either year before.
    assert sum(month.inflow for month in found.liquidity.plan[:12]) == 12 * 2100 + 4 * 30 + 90


@pytest.mark.parametrize(
    ("months", "lines"),
    [
        # In eight of the twelve months, and in twelve of those before: not regular.
        ([*YEARS[:12], *YEARS[12:20]], []),
        # In nine of them: 9 · 40 / 12 = 30 a month.
        (
            YEARS[12:21],
            ['2025-01-01 custom "fsq-recurring" Income:Zinsen -30.00 EUR "FREQ=MONTHLY"'],
        ),
        # In the same month of both years.
        (
            ["2023-05", "2024-05"],
            ['2025-05-01 custom "fsq-recurring" Income:Zinsen -40.00 EUR "FREQ=YEARLY"'],
        ),
        (
            ["2023-12", "2023-02", "2024-02", "2024-12"],
            [
                '2025-02-01 custom "fsq-recurring" Income:Zinsen -40.00 EUR "FREQ=YEARLY"',
                '2025-12-01 custom "fsq-recurring" Income:Zinsen -40.00 EUR "FREQ=YEARLY"',
            ],
        ),
        # Every three months, of which the next is March, and every half year.
        (
            [month for month in YEARS if int(month[-2:]) % 3 == 0],
            [
                '2025-03-01 custom "fsq-recurring" Income:Zinsen -40.00 EUR "FREQ=MONTHLY;'
                'INTERVAL=3"'
            ],
        ),
        (
            ["2023-02", "2023-08", "2024-02", "2024-08"],
            [
                '2025-02-01 custom "fsq-recurring" Income:Zinsen -40.00 EUR "FREQ=MONTHLY;'
                'INTERVAL=6"'
            ],
        ),
        # Another month, or only one year.
        (["2023-05", "2024-06"], []),
        (["2024-05"], []),
    ],
)
def test_what_is_regular(months: list[str], lines: list[str]) -> None:
    text = every(months, '{}-15 * "-"\n  Income:Zinsen  -40 EUR\n  Assets:Bank\n')
    found = report(text)
    assert sorted(offered(found)) == sorted(lines)
    # Without regular income the plan is drawn.
    assert bool(found.liquidity.plan) == (not lines)


def test_any_planned_income_is_a_plan() -> None:
    line = '2024-01-01 custom "fsq-recurring" Income:Zinsen -10.00 EUR "FREQ=YEARLY"\n'
    found = report(every(YEARS, PAY) + "2023-01-01 open Income:Zinsen\n" + line)
    assert offered(found) == []
    assert found.liquidity.plan


def test_a_ledger_that_plans_other_things_is_asked() -> None:
    salary = every(YEARS, PAY)
    assert [each.id for each in report(salary).certainty.questions] == []
    budget = '2024-01-01 custom "budget" Expenses:Essen "monthly" 450.00 EUR\n'
    [question] = report(salary + budget).certainty.questions
    assert (question.id, question.measure) == (
        "no-planned-income:Income:Acme:Salary",
        "months_secured",
    )
    [fix] = question.finding.fixes
    assert report(salary + budget + "\n".join((*fix.text, ""))).certainty.questions == ()
