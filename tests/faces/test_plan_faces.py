"""Milestones and budgets in the shell, as JSON, as CSV and in bean-query."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import beanquery
import pytest
from beancount.core.amount import Amount
from click.testing import CliRunner
from found import only
from small_ledger import PLUGIN, load

from fsq_beancount import analyse, check, export, text
from fsq_beancount.books import facts
from fsq_beancount.cli import main as cli
from fsq_beancount.core.weights import Weight
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.report.findings import AboutAccount, Finding
from fsq_beancount.report.findings.plans import (
    BudgetUnconverted,
    BudgetUncounted,
    BudgetUnused,
    MilestoneUnconverted,
    OptionUnconverted,
    PlannedUnconverted,
    PlannedWithoutPrice,
    RecurringSkips,
    RecurringUnknown,
)
from fsq_beancount.text import Style

if TYPE_CHECKING:
    from pathlib import Path

    from fsq_beancount.report.report import Report

# 2024: power 600, the rest 3,000, of which 1,200 are pocket money; passive income 1,260, gains 840.
# Planned a month: 200 of salary (2,500 came), 300 of living, 40 of power.
LEDGER = """
2024-01-01 custom "fsq-milestone" "Strom" Expenses:Strom
2024-01-01 custom "fsq-milestone" "=Taschengeld" 100.00 EUR
2024-01-01 custom "budget" Income:Gehalt "monthly" -200.00 EUR
2024-01-01 custom "budget" Expenses:Leben "monthly" 300.00 EUR
2024-01-01 custom "budget" Expenses:Strom "monthly" 40.00 EUR
2024-01-15 * "Strom"
  Expenses:Strom  600 EUR
  Assets:Bank
2024-03-15 * "Leben"
  Expenses:Leben  2990 EUR
  Expenses:Blumen  10 EUR
  Assets:Bank
2024-04-15 * "Erträge"
  Income:Zinsen  -1260 EUR
  Income:Kursgewinne  -840 EUR
  Assets:Bank
2024-04-15 * "Lohn"
  Income:Gehalt  -2500 EUR
  Assets:Bank
2024-12-31 balance Assets:Bank 1000 EUR
"""


def report(ledger: str = LEDGER) -> Report:
    loaded = load(ledger)
    return analyse(loaded.entries, loaded.options)


def parsed(ledger: str = LEDGER) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(export.as_json(report(ledger)))
    return result


def test_milestones_as_json() -> None:
    found = parsed()["milestones"]
    assert (found["first"], found["last"], found["months"]) == ("2024-01-01", "2024-12-31", 12)
    assert found["suggested"] is False
    # 1,260 pay 600; 660 are left of 1,200: 0.55, and 540 / 12 = 45 are missing.
    assert found["narrow"][:2] == [
        {
            "position": 1,
            "name": "Strom",
            "accounts": ["Expenses:Strom"],
            "cost": "600.00",
            "left": "1260.00",
            "alone": "2.1",
            "covered": "1",
            "reached": True,
            "reached_on": "2024-12-31",
            "lost_on": None,
            "missing_per_month": "0.00",
        },
        {
            "position": 2,
            "name": "=Taschengeld",
            "accounts": [],
            "cost": "1200.00",
            "left": "660.00",
            "alone": "1.05",
            "covered": "0.55",
            "reached": False,
            "reached_on": None,
            "lost_on": None,
            "missing_per_month": "45.00",
        },
    ]
    # The last one alone is the quota: 1,260 / 3,600 and 2,100 / 3,600.
    assert found["narrow"][2]["name"] == "All living costs"
    assert (found["narrow"][2]["alone"], found["wide"][2]["alone"]) == ("0.35", "0.583333")
    assert found["wide"][1]["reached"] is True


def test_a_suggestion_as_json_is_marked_and_has_its_lines() -> None:
    bare = LEDGER.replace("fsq-milestone", "somebody-else")
    found = parsed(bare)["milestones"]
    assert found["suggested"] is True
    assert found["directives"] == [
        '2024-01-01 custom "fsq-milestone" "Blumen" Expenses:Blumen',
        '2024-01-01 custom "fsq-milestone" "Strom" Expenses:Strom',
    ]


def test_budgets_as_json() -> None:
    found = parsed()
    assert found["budget"] == [
        {
            "account": "Income:Gehalt",
            "planned": "2400.00",
            "actual": "2500.00",
            "difference": "100.00",
            "unconverted": {},
        },
        {
            "account": "Expenses:Leben",
            "planned": "3600.00",
            "actual": "2990.00",
            "difference": "-610.00",
            "unconverted": {},
        },
        {
            "account": "Expenses:Strom",
            "planned": "480.00",
            "actual": "600.00",
            "difference": "120.00",
            "unconverted": {},
        },
    ]
    # 2,400 − 3,600 − 480 = −1,680; saved 4,600 − 3,600 = 1,000: 2,680 beyond the plan.
    assert found["budget_summary"] == {
        "first": "2024-01-01",
        "last": "2024-12-31",
        "income_without_budget": "2100.00",
        "expenses_without_budget": "10.00",
        "savings": "1000.00",
        "savings_planned": "-1680.00",
        "savings_indirect": "2680.00",
        "unconverted": {},
    }
    for figures in (found["periods"][0], found["rolling"][-1]):
        assert (figures["savings_planned"], figures["savings_indirect"]) == ("-1680.00", "2680.00")


def test_without_budgets_and_complete_months_there_are_empty_lists() -> None:
    found = parsed('2024-01-15 * "x"\n  Expenses:A  1 EUR\n  Assets:Bank\n')
    assert (found["milestones"]["narrow"], found["milestones"]["wide"]) == ([], [])
    assert (found["budget"], found["budget_summary"]) == ([], None)
    assert found["milestones"]["first"] is None


def test_milestones_as_csv_with_names_that_are_no_formulas() -> None:
    rows = list(csv.DictReader(io.StringIO(export.as_csv(report(), "milestones"))))
    assert [(row["quota"], row["position"]) for row in rows] == [
        (quota, position) for quota in ("narrow", "wide") for position in "123"
    ]
    assert rows[0]["accounts"] == "Expenses:Strom"
    assert rows[1]["name"] == "'=Taschengeld"
    assert (rows[0]["reached"], rows[1]["reached"]) == ("true", "false")
    assert (rows[0]["reached_on"], rows[1]["reached_on"]) == ("2024-12-31", "")
    assert rows[0]["suggested"] == "false"


def test_budgets_as_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(export.as_csv(report(), "budget"))))
    assert [(row["account"], row["planned"], row["actual"]) for row in rows] == [
        ("Income:Gehalt", "2400.00", "2500.00"),
        ("Expenses:Leben", "3600.00", "2990.00"),
        ("Expenses:Strom", "480.00", "600.00"),
    ]
    empty = export.as_csv(report("2024-01-01 open Assets:Bank\n"), "budget")
    assert empty == "account,currency,first,last,planned,actual,difference,unconverted\n"


@pytest.mark.parametrize("part", ["milestones", "budget"])
def test_the_shell_prints_each_part(part: str, tmp_path: Path) -> None:
    ledger = tmp_path / "main.beancount"
    auto = 'plugin "beancount.plugins.auto_accounts"\noption "operating_currency" "EUR"\n'
    ledger.write_text(auto + LEDGER, encoding="utf-8")
    result = CliRunner().invoke(cli.cli, ["report", str(ledger), "--format", "csv", "--part", part])
    assert result.exit_code == 0, result.output
    assert "Strom" in result.output


def shown(ledger: str = LEDGER, **style: Any) -> str:
    return text.render(report(ledger), Style("en", **style), ledger="main.beancount")


def test_the_ladder_as_text() -> None:
    lines = shown().splitlines()
    begin = lines.index("Milestones, FSQ narrow, twelve months to Dec 2024")
    assert lines[begin : begin + 6] == [
        "Milestones, FSQ narrow, twelve months to Dec 2024",
        "                     Cost of 12                First                Missing a",
        "                         months                reached   Last lost      month",
        "3  All living costs    1,800.00  │··········│                          195.00",
        "2  =Taschengeld        1,200.00  │█████·····│                           45.00",
        "1  Strom                 600.00  │██████████│  Dec 2024",
    ]
    assert "Milestones, FSQ wide, twelve months to Dec 2024" in lines


def test_a_ladder_that_is_the_same_in_both_senses_is_drawn_once() -> None:
    without_gains = LEDGER.replace("  Income:Kursgewinne  -840 EUR\n", "")
    assert "Milestones, FSQ narrow = FSQ wide, twelve months to Dec 2024" in shown(without_gains)


def test_a_suggestion_as_text_is_marked_and_can_be_copied() -> None:
    lines = shown(LEDGER.replace("fsq-milestone", "x")).splitlines()
    assert "Milestones suggested, FSQ narrow, twelve months to Dec 2024" in lines
    assert '  2024-01-01 custom "fsq-milestone" "Strom" Expenses:Strom' in lines


def test_a_long_name_gives_way_to_the_figures() -> None:
    long = LEDGER.replace('"Strom"', f'"{"Strom und Gas " * 9}"', 1)
    for width in (60, 80):
        ladder = shown(long, width=width).partition("Milestones")[2].partition("Plan and")[0]
        rungs = [line for line in ladder.splitlines() if "│" in line]
        assert any("…" in line for line in rungs)
        # A name is left a dozen letters, whatever the terminal.
        assert all(len(line) <= max(width, 74) for line in rungs)


def test_the_ladder_in_ascii() -> None:
    ladder = shown(ascii_only=True).partition("Milestones")[2].partition("Plan and")[0]
    assert ladder.isascii()
    assert "|#####-----|" in ladder


def test_plan_against_actual_as_text() -> None:
    paragraph = shown().partition("Plan and actual")[2].partition("\n\n")[0]
    assert paragraph.splitlines() == [
        ", Jan 1, 2024 – Dec 31, 2024, in EUR",
        "                               Planned    Actual  Difference",
        "  Income:Gehalt               2,400.00  2,500.00      100.00",
        "  Income without a budget               2,100.00",
        "  Expenses:Leben              3,600.00  2,990.00     -610.00",
        "  Expenses:Strom                480.00    600.00      120.00",
        "  Expenses without a budget                10.00",
        "  Savings                    -1,680.00  1,000.00    2,680.00",
        # -140 a month are planned; -600 and -3,000 were saved in January and in March.
        "The plan was kept in 10 of 12 months and in 1 of 1 complete years: at least as",
        "much was saved as planned.",
    ]


def test_text_says_what_has_no_price() -> None:
    more = (
        '2024-01-01 custom "budget" Expenses:Reise "monthly" 10.00 CHF\n'
        '2024-01-01 custom "fsq-milestone" "Franken" 5.00 CHF\n'
    )
    words = shown(more + LEDGER)
    assert "Planned without a price in EUR:\n  120.00 CHF" in words
    assert "Without a price in EUR, so in no milestone: 5.00 CHF a month" in words


def test_nothing_is_drawn_where_all_living_costs_are_the_only_milestone() -> None:
    words = shown('2023-01-15 * "x"\n  Expenses:A  1 EUR\n  Assets:Bank\n')
    assert "Milestones" not in words
    assert "Plan and actual" not in words


def test_planned_savings_stand_beside_the_others() -> None:
    words = shown()
    assert "Planned savings" in words
    assert "Indirect savings" in words
    assert "Planned savings" not in shown(LEDGER.replace('custom "budget"', 'custom "x"'))


def findings(ledger: str) -> list[tuple[type[Finding], str]]:
    loaded = load(ledger)
    collected = facts.collect(loaded.entries, loaded.options)
    found = check.find(collected, analyse(loaded.entries, loaded.options))
    return [(type(finding), about(finding)) for finding in found]


def about(finding: Finding) -> str:
    """The account, option or currency that a finding about plans names."""
    if isinstance(finding, OptionUnconverted):
        return finding.option
    if isinstance(finding, PlannedWithoutPrice):
        return finding.amount.currency
    assert isinstance(finding, AboutAccount), finding
    return finding.account


def test_plans_without_a_price_or_an_account_are_named() -> None:
    assert findings(LEDGER) == []
    more = (
        '2024-01-01 custom "budget" Expenses:Leben "monthly" 10.00 CHF\n'
        '2024-01-01 custom "budget" Expenses:Lebne "monthly" 10.00 EUR\n'
        '2024-02-01 custom "budget" Expenses:Lebne "monthly" 11.00 EUR\n'
        '2024-01-01 custom "budget" "Expenses" "monthly" 10.00 EUR\n'
        '2024-01-01 custom "fsq-milestone" "Franken" 5.00 CHF\n'
    )
    assert findings(more + LEDGER) == [
        (BudgetUnconverted, "CHF"),
        (MilestoneUnconverted, "CHF"),
        (BudgetUnused, "Expenses:Lebne"),
    ]


def test_planned_payments_and_options_without_a_price_are_named() -> None:
    more = (
        '2024-01-01 custom "fsq-recurring" Expenses:Leben 10.00 CHF "FREQ=YEARLY;COUNT=99"\n'
        '2024-01-01 custom "fsq-option" "reserve" 5.00 CHF\n'
        '2024-01-01 custom "fsq-option" "saver-allowance" 5.00 USD\n'
    )
    found = findings(more + LEDGER)
    assert found == [
        (PlannedUnconverted, "CHF"),
        (OptionUnconverted, "reserve"),
        (OptionUnconverted, "saver-allowance"),
    ]
    assert (
        findings(more + "2024-01-01 price CHF 1 EUR\n2024-01-01 price USD 1 EUR\n" + LEDGER) == []
    )


def query(bql: str, ledger: str = LEDGER) -> list[tuple[Any, ...]]:
    loaded = load(ledger, PLUGIN)
    assert loaded.errors == []
    connection = beanquery.connect(
        "beancount:", entries=loaded.entries, errors=loaded.errors, options=loaded.options
    )
    rows: list[tuple[Any, ...]] = connection.execute(bql).fetchall()
    return rows


def test_the_years_have_the_savings_of_the_plan_and_those_beyond_it() -> None:
    asked = "SELECT year, planned, indirect FROM #fsq_years"
    # Planned 12 * (200 - 300 - 40) = -1,680; saved 1,000 by the balance at the end.
    assert query(asked) == [
        (2024, Amount(Decimal(-1680), "EUR"), Amount(Decimal(2680), "EUR")),
    ]
    assert query(asked, LEDGER.replace('custom "budget"', 'custom "x"')) == [(2024, None, None)]


def eur(number: str) -> Amount:
    return Amount(Decimal(number), "EUR")


@pytest.mark.fava
def test_the_table_of_milestones() -> None:
    assert query("SELECT position, name, cost, covered, reached_on FROM #fsq_milestones") == [
        (1, "Strom", eur("600"), Decimal(1), date(2024, 12, 31)),
        (2, "=Taschengeld", eur("1200"), Decimal("0.55"), None),
        (3, "All living costs", eur("1800"), Decimal(0), None),
    ]
    assert query(
        "SELECT reached, missing, left, alone, lost_on, suggested, wide_reached, wide_missing,"
        " wide_covered, wide_reached_on, wide_lost_on, wide_left, wide_alone"
        " FROM #fsq_milestones WHERE position = 2"
    ) == [
        (
            *(False, eur("45"), eur("660"), Decimal("1.05"), None, False),
            *(True, eur("0"), Decimal(1), date(2024, 12, 31), None, eur("1500"), Decimal("1.75")),
        )
    ]


@pytest.mark.fava
def test_the_table_of_budgets() -> None:
    assert query("SELECT month, account, planned, actual FROM #fsq_budget LIMIT 3") == [
        (date(2024, 1, 31), "Income:Gehalt", eur("200"), eur("0")),
        (date(2024, 1, 31), "Expenses:Leben", eur("300"), eur("0")),
        (date(2024, 1, 31), "Expenses:Strom", eur("40"), eur("600")),
    ]
    assert query("SELECT count(*) FROM #fsq_budget") == [(36,)]
    year = "SELECT sum(planned), sum(actual) FROM #fsq_budget WHERE account = 'Expenses:Leben'"
    [(planned, actual)] = query(year)
    assert planned.get_currency_units("EUR") == eur("3600")
    assert actual.get_currency_units("EUR") == eur("2990")


@pytest.mark.fava
def test_the_running_month_is_planned_up_to_its_last_day_that_counts() -> None:
    running = LEDGER + "2025-01-10 balance Assets:Bank 1000 EUR\n"
    [row] = query(
        "SELECT planned, actual FROM #fsq_budget"
        " WHERE account = 'Expenses:Leben' AND month = 2025-01-31",
        running,
    )
    # 10 of 31 days of 300.
    assert row == (eur("96.774193548387"), eur("0"))


@pytest.mark.fava
def test_tables_of_a_ledger_without_plans_are_empty_or_suggested() -> None:
    bare = '2024-01-15 * "x"\n  Expenses:A  1 EUR\n  Assets:Bank\n'
    assert query("SELECT * FROM #fsq_budget", bare) == []
    assert query("SELECT * FROM #fsq_milestones", bare) == []


def test_without_days_asked_for_twelve_months_are_compared() -> None:
    loaded = load(LEDGER)
    whole = analyse(loaded.entries, loaded.options)
    assert whole.budget == whole.budget_shown


def test_a_budget_of_neither_income_nor_expense_is_named() -> None:
    more = (
        '2024-01-01 custom "budget" Assets:Bank "yearly" 5.00 EUR\n'
        '2024-02-01 custom "budget" Assets:Bank "yearly" 6.00 EUR\n'
    )
    assert findings(more + LEDGER) == [(BudgetUncounted, "Assets:Bank")]


def test_a_recurring_payment_on_an_account_that_is_never_opened_is_named() -> None:
    more = (
        '2024-01-01 custom "fsq-recurring" Expenses:Lebne 10.00 EUR "FREQ=MONTHLY"\n'
        '2024-02-01 custom "fsq-recurring" Expenses:Lebne 11.00 EUR "FREQ=MONTHLY"\n'
        '2024-01-01 custom "fsq-recurring" Assets:Bank 10.00 EUR "FREQ=MONTHLY"\n'
    )
    assert findings(more + LEDGER) == [(RecurringUnknown, "Expenses:Lebne")]


@pytest.mark.parametrize(
    ("day", "rule", "added"),
    [
        ("31", "BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=2,4,6,9,11;BYMONTHDAY=-1"),
        ("30", "BYMONTHDAY=28,29,30;BYSETPOS=-1", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
    ],
)
def test_a_monthly_payment_that_skips_short_months_is_named_and_mended(
    day: str, rule: str, added: str
) -> None:
    lossy = f'2024-01-{day} custom "fsq-recurring" Assets:Bank -9.00 EUR "FREQ=MONTHLY"\n'
    loaded = load(LEDGER + lossy)
    collected = facts.collect(loaded.entries, loaded.options)
    found = only(check.find(collected, analyse(loaded.entries, loaded.options)), RecurringSkips)
    assert (found.amount, found.day) == (Weight(Decimal(9), "EUR"), int(day))
    # Either mends it: the rule in its place, or a line more.
    line = f'2024-01-{day} custom "fsq-recurring" Assets:Bank -9.00 EUR "{added}"'
    assert [fix.text for fix in found.fixes] == [(line,)]
    assert findings(f"{LEDGER}{lossy}{line}\n") == []
    assert found.instead == f"FREQ=MONTHLY;{rule}"
    line = f'2024-01-{day} custom "fsq-recurring" Assets:Bank -9.00 EUR "{found.instead}"\n'
    assert findings(LEDGER + line) == []
    assert f'"{found.instead}"' in finding_messages.sentence(found, Reader("de", "de"))


def test_a_quarterly_payment_is_not_called_monthly() -> None:
    rule = "FREQ=MONTHLY;INTERVAL=3"
    loaded = load(f'{LEDGER}2024-01-31 custom "fsq-recurring" Assets:Bank -9.00 EUR "{rule}"\n')
    collected = facts.collect(loaded.entries, loaded.options)
    found = only(check.find(collected, analyse(loaded.entries, loaded.options)), RecurringSkips)
    assert "monthly" not in finding_messages.sentence(found, Reader("en", "en"))
    assert "monatlich" not in finding_messages.sentence(found, Reader("de", "de"))


@pytest.mark.parametrize(
    ("date", "rule", "mended"),
    [
        ("2024-01-01", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("2024-01-01", "BYMONTHDAY=29;FREQ=MONTHLY", "BYMONTHDAY=28,29;FREQ=MONTHLY;BYSETPOS=-1"),
        ("2024-01-01", "FREQ=MONTHLY;BYMONTHDAY=1,31", "FREQ=MONTHLY;BYMONTHDAY=1,-1"),
        ("2024-01-01", "FREQ=MONTHLY;BYMONTHDAY=1,30", None),
        ("2024-01-01", "FREQ=MONTHLY;BYMONTHDAY=-31", "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("2024-01-01", "FREQ=MONTHLY;BYDAY=5FR", "FREQ=MONTHLY;BYDAY=-1FR"),
        (
            "2024-01-01",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=23",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        ),
        ("2024-01-31", "FREQ=YEARLY;BYMONTH=3,9", "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=-1"),
        ("2024-02-29", "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"),
        (
            "2024-02-29",
            "FREQ=YEARLY;BYMONTH=2,8",
            "FREQ=MONTHLY;BYMONTH=2,8;BYMONTHDAY=28,29;BYSETPOS=-1",
        ),
        ("2024-01-01", "FREQ=YEARLY;BYYEARDAY=366", "FREQ=YEARLY;BYYEARDAY=-1"),
        ("2024-01-01", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR", "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=FR"),
        # More often than it says: the first payment tells which is meant.
        ("2024-03-01", "FREQ=YEARLY;BYMONTHDAY=5", "FREQ=YEARLY;BYMONTHDAY=5;BYMONTH=3"),
        ("2024-03-20", "FREQ=YEARLY;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTHDAY=15;BYMONTH=4"),
        ("2024-03-20", "FREQ=YEARLY;BYDAY=FR", "FREQ=YEARLY;BYDAY=4FR;BYMONTH=3"),
        ("2024-01-29", "FREQ=MONTHLY;BYDAY=WE", "FREQ=MONTHLY;BYDAY=-1WE"),
        ("2024-01-01", "FREQ=YEARLY;BYWEEKNO=20", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO"),
        ("2024-01-01", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR", None),
    ],
)
def test_however_a_rule_is_spelled(date: str, rule: str, mended: str | None) -> None:
    text = f'{LEDGER}{date} custom "fsq-recurring" Assets:Bank -9.00 EUR "{{}}"\n'
    loaded = load(text.format(rule))
    collected = facts.collect(loaded.entries, loaded.options)
    found = only(check.find(collected, analyse(loaded.entries, loaded.options)), RecurringSkips)
    assert found.instead == mended
    assert finding_messages.sentence(found, Reader("de", "de"))
    if mended is not None:
        assert findings(text.format(mended)) == []
