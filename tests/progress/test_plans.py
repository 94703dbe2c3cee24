"""The ladder of milestones and plan against actual, as the page shows them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from fava.application import create_app
from served_page import links, page, query_of, section, sum_of, text

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

pytestmark = pytest.mark.fava

# 2024: power 600, rent 1,200 and heating 240, the rest 3,000 of which 1,200 are pocket money.
# Passive income 1,260, gains 840. Planned a month: 200 of salary, 400 of living, 100 of it at home.
LEDGER = """
option "title" "Main"
option "operating_currency" "EUR"
plugin "fsq_beancount"
plugin "beancount.plugins.auto_accounts"
2020-01-01 custom "fava-extension" "fsq_beancount.progress"
2024-01-01 custom "fsq-milestone" "Strom & <Gas>" Expenses:Wohnen:Strom
2024-01-01 custom "fsq-milestone" "Wohnen" Expenses:Wohnen
"""
FIXED = '2024-01-01 custom "fsq-milestone" "Taschengeld" 100.00 EUR\n'
BUDGET = """
2024-01-01 custom "budget" Income:Gehalt "monthly" -200.00 EUR
2024-01-01 custom "budget" Expenses:Leben "monthly" 300.00 EUR
2024-01-01 custom "budget" Expenses:Wohnen "monthly" 60.00 EUR
2024-01-01 custom "budget" Expenses:Wohnen:Strom "monthly" 40.00 EUR
2024-01-01 custom "budget" Expenses:Reise "monthly" 10.00 CHF
"""
YEAR = """
2024-01-15 * "Strom"
  Expenses:Wohnen:Strom  600 EUR
  Assets:Bank
2024-02-15 * "Miete"
  Expenses:Wohnen:Miete  1200 EUR
  Expenses:Wohnen:Heizung  240 EUR
  Assets:Bank
2024-03-15 * "Leben"
  Expenses:Leben  2990 EUR
  Expenses:Blumen  10 EUR
  Assets:Bank
2024-04-15 * "Einnahmen"
  Income:Zinsen  -1260 EUR
  Income:Kursgewinne  -840 EUR
  Income:Gehalt  -2500 EUR
  Assets:Bank
2024-12-31 balance Assets:Bank -440 EUR
"""


def serve(tmp_path: Path, ledger: str, **options: bool) -> FlaskClient:
    path = tmp_path / "main.beancount"
    path.write_text(ledger, encoding="utf-8")
    return create_app([path], load=True, poll_watcher=True, **options).test_client()


def test_the_ladder_begins_at_its_foot(tmp_path: Path) -> None:
    html = section(page(serve(tmp_path, LEDGER + YEAR)), "milestones")
    shown = text(html)
    assert "Jan 2024 – Dec 2024" in shown
    # 1,260 pay 600 of 600; 660 are left of 1,440: 45.8 %, and 780 / 12 = 65 are missing.
    names = [
        text(one) for one in re.findall(r'<p class="fsq-rung-name">(.*?)</p>', html, re.DOTALL)
    ]
    assert names == [
        "All living costs the rest: 3,000.00 EUR",
        "Wohnen next 1,440.00 EUR",
        "Strom & <Gas> 600.00 EUR",
    ]
    assert "FSQ narrow 45.8% · 65.00 EUR missing a month" in shown
    # 2,100 wide: 1,500 are left of 1,440.
    assert "FSQ wide 100.0% · paid since Dec 2024" in shown
    assert "<Gas>" not in html
    assert 'aria-label="Strom &amp; &lt;Gas&gt;: FSQ narrow 100.0%, FSQ wide 100.0%"' in html
    # The lower one is paid alike in both senses, so it says so once.
    assert "FSQ narrow = FSQ wide 100.0% · paid since Dec 2024" in shown
    assert "suggested" not in shown


def test_the_ladder_in_german(tmp_path: Path) -> None:
    html = page(serve(tmp_path, LEDGER + YEAR), "de")
    shown = text(section(html, "milestones"))
    assert "Alle Lebenshaltungskosten der Rest: 3.000,00 EUR" in shown
    assert "65,00 EUR fehlen im Monat" in shown
    assert "bezahlt seit Dez. 2024" in shown


def test_costs_lead_to_their_postings(tmp_path: Path) -> None:
    client = serve(tmp_path, LEDGER + YEAR)
    html = section(page(client), "milestones")
    costs = [(shown, address) for shown, address in links(html) if shown.endswith("EUR")]
    assert len(costs) == 3
    for shown, address in costs:
        number = Decimal(shown.removesuffix(" EUR").replace(",", ""))
        assert sum_of(client, address) == -number
    incomes = [sum_of(client, address) for shown, address in links(html) if shown.endswith("%")]
    assert set(incomes) == {1260, 2100}


def test_a_fixed_amount_has_no_postings_and_neither_has_the_rest(tmp_path: Path) -> None:
    client = serve(tmp_path, LEDGER + FIXED + YEAR)
    html = section(page(client), "milestones")
    # 3,000 − 12 × 100 is no sum of postings any more.
    assert "the rest: 1,800.00 EUR" in text(html)
    assert [shown for shown, _ in links(html) if shown.endswith("EUR")] == [
        "1,440.00 EUR",
        "600.00 EUR",
    ]


def test_the_next_milestone_is_the_next_step(tmp_path: Path) -> None:
    html = page(serve(tmp_path, LEDGER + YEAR))
    assert "Next: Earn 65.00 EUR more passive income a month: then it pays “Wohnen”, too." in text(
        html
    )
    assert 'href="#milestones"' in html


def test_a_suggestion_is_marked_and_can_be_copied(tmp_path: Path) -> None:
    bare = "\n".join(line for line in LEDGER.splitlines() if "fsq-milestone" not in line)
    html = section(page(serve(tmp_path, bare + YEAR)), "milestones")
    shown = text(html)
    assert "These milestones are suggested: they are your largest living costs." in shown
    # Living 2,990 is the largest of three groups, so it is left to the last target.
    assert '2024-01-01 custom "fsq-milestone" "Blumen" Expenses:Blumen' in shown
    assert '2024-01-01 custom "fsq-milestone" "Wohnen" Expenses:Wohnen' in shown


def test_lost_and_regained(tmp_path: Path) -> None:
    # 600 of power in each January: paid by 600 in December 2023 until December 2024, and again.
    ledger = LEDGER + "".join(
        f'{date} * "x"\n  {account}  {amount} EUR\n  Assets:Bank\n'
        for date, account, amount in (
            ("2023-01-15", "Expenses:Wohnen:Strom", 600),
            ("2024-01-15", "Expenses:Wohnen:Strom", 600),
            ("2025-01-15", "Expenses:Wohnen:Strom", 600),
            ("2023-12-15", "Income:Zinsen", -600),
            ("2025-12-15", "Income:Zinsen", -600),
        )
    )
    client = serve(tmp_path, ledger + "2025-12-31 balance Assets:Bank -600 EUR\n")
    shown = text(section(page(client), "milestones"))
    assert "100.0% · first paid in Dec 2023 · lost in Dec 2024, paid again" in shown
    shown = text(section(page(client, time="2025-11"), "milestones"))
    assert "0.0% · 50.00 EUR missing a month · first paid in Dec 2023 · lost in Dec 2024" in shown


def test_eleven_months_say_that_nothing_is_reached_yet(tmp_path: Path) -> None:
    html = page(serve(tmp_path, LEDGER + YEAR), time="2024-11")
    shown = text(section(html, "milestones"))
    assert "The books cover only 11 months of them; nothing is reached before twelve." in shown
    assert "paid so far" in shown
    assert "paid since" not in shown


def test_plan_against_actual(tmp_path: Path) -> None:
    html = section(page(serve(tmp_path, LEDGER + BUDGET + YEAR)), "budget")
    rows = [text(one) for one in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)][1:]
    assert rows == [
        "Income",
        "Income:Gehalt 2,400.00 2,500.00 100.00",
        "without a budget 2,100.00",
        "Expenses",
        "Expenses:Leben 3,600.00 2,990.00 -610.00",
        "Expenses:Reise – without a price: 120.00 CHF 0.00 –",
        # The power has a budget of its own.
        "Expenses:Wohnen 720.00 1,440.00 720.00",
        "Expenses:Wohnen:Strom 480.00 600.00 120.00",
        "without a budget 10.00",
        "Savings",
        # 2,400 − 3,600 − 720 − 480; 4,600 − 5,040 = −440; 1,960 beyond the plan.
        "Savings -2,400.00 without a price: 120.00 CHF -440.00 1,960.00",
    ]
    # More income and less cost are good: 100 more salary, 610 less for living, 1,960 saved.
    assert html.count("fsq-up") == 3
    assert html.count("fsq-down") == 2


def test_every_actual_amount_leads_to_its_postings(tmp_path: Path) -> None:
    client = serve(tmp_path, LEDGER + BUDGET + YEAR)
    html = section(page(client), "budget")
    found = [(shown, address) for shown, address in links(html) if "/query/" in address]
    assert len(found) == 8
    summed = [sum_of(client, address) for _, address in found]
    amounts = [Decimal(shown.replace(",", "")) for shown, _ in found]
    # Income is positive there, costs are negative.
    assert summed == [*amounts[:2], *(-amount for amount in amounts[2:7]), amounts[7]]
    assert "role != 'excluded'" in query_of(found[0][1])


def test_the_time_shown_is_compared(tmp_path: Path) -> None:
    client = serve(tmp_path, LEDGER + BUDGET + YEAR)
    shown = text(section(page(client, time="2024-03"), "budget"))
    assert "Mar 1, 2024 – Mar 31, 2024" in shown
    assert "Expenses:Leben 300.00 2,990.00 2,690.00" in shown


def test_planned_savings_stand_among_the_periods_where_there_is_a_plan(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with_plan = page(serve(tmp_path, LEDGER + BUDGET + YEAR))
    without = page(serve(tmp_path / "a", LEDGER + YEAR))
    assert "Indirect savings" in text(section(with_plan, "periods"))
    assert "Indirect savings" not in text(section(without, "periods"))
    assert "Not yet to be had: it needs a budget" in text(section(without, "budget"))


def test_incognito_hides_plans(tmp_path: Path) -> None:
    html = page(serve(tmp_path, LEDGER + BUDGET + FIXED + YEAR, incognito=True))
    for anchor in ("milestones", "budget"):
        assert not re.search(r"[0-9]\.[0-9][0-9]|[0-9] (EUR|CHF)", text(section(html, anchor)))


def test_examples_have_the_root_accounts_and_the_currency_of_the_ledger(tmp_path: Path) -> None:
    ledger = """
option "title" "Main"
option "operating_currency" "USD"
option "name_income" "Einnahmen"
option "name_expenses" "Ausgaben"
plugin "fsq_beancount"
2020-01-01 custom "fava-extension" "fsq_beancount.progress"
2020-01-01 open Assets:Bank
2020-01-01 open Einnahmen:Zinsen
2024-01-31 * "Bank"
  Einnahmen:Zinsen  -5.00 USD
  Assets:Bank
"""
    shown = text(page(serve(tmp_path, ledger)))
    assert 'custom "budget" Einnahmen:Salary "monthly" 3000 USD' in shown
    assert 'custom "budget" Ausgaben:Food "monthly" 400 USD' in shown
    assert "open Liabilities:Loan USD" in shown
