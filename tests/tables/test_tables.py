"""The tables of bean-query, in this process and in real `bean-query` processes."""

from __future__ import annotations

import datetime
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import beanquery
import pytest
from beancount import loader
from beancount.core.amount import Amount
from beancount.core.inventory import Inventory

import fsq_beancount
from fsq_beancount.books import cache, facts
from fsq_beancount.tables import base, flows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from beancount.core.data import Directive

    from fsq_beancount.books.facts import Facts

pytestmark = pytest.mark.fava

# Living costs 20,000, dividends and interest 2,000, realised gains 1,000:
# narrow 2,000 / 20,000 = 0.1, wide 3,000 / 20,000 = 0.15.
ORACLE = """
    option "operating_currency" "EUR"
    plugin "fsq_beancount"
    2024-01-01 open Assets:Bank
    2024-01-01 open Income:Depot:Dividenden
    2024-01-01 open Income:Bank:Zinsen
    2024-01-01 open Income:Depot:Kursgewinne
    2024-01-01 open Expenses:Leben
    2024-01-31 * "Depotbank" "Dividende"
      Assets:Bank              1500.00 EUR
      Income:Depot:Dividenden
    2024-06-30 * "Bank" "Zinsen"
      Assets:Bank               500.00 EUR
      Income:Bank:Zinsen
    2024-07-31 * "Depotbank" "Verkauf"
      Assets:Bank              1000.00 EUR
      Income:Depot:Kursgewinne
    2024-12-31 * "Alles, was das Leben kostet"
      Expenses:Leben          20000.00 EUR
      Assets:Bank
"""

# 2023: dividends of 150 USD are 135 EUR at 0.90. The tax of 100 is split 1 : 2 between a rent of
# 100 and a salary of 200. 7 CHF have no price. The game is in no figure.
# 2024: the refund of 50 belongs to 2023; June has only begun.
MIXED = """
    option "operating_currency" "EUR"
    plugin "fsq_beancount"
    2023-01-01 open Assets:Bank
    2023-01-01 open Income:Depot:Dividenden
      fsq-stream: "Aktien"
    2023-01-01 open Income:Spiel
      fsq-class: "passive"
      fsq-role: "excluded"
    2023-01-01 open Income:Miete
    2023-01-01 open Income:Gehalt
    2023-01-01 open Expenses:Leben
    2023-01-01 open Expenses:Steuern
    2023-01-01 open Expenses:Haus
      fsq-class: "passive"
      fsq-role: "cost"
    2023-01-01 price USD 0.90 EUR
    2023-01-31 * "Depotbank" "Dividende"
      Assets:Bank              150.00 USD
      Income:Depot:Dividenden
    2023-02-28 * "Depotbank" "Dividende"
      Assets:Bank                7.00 CHF
      Income:Depot:Dividenden
    2023-03-28 * "Spiel"
      Assets:Bank               77.00 EUR
      Income:Spiel
    2023-04-01 * "Miete und Gehalt"
      Assets:Bank              200.00 EUR
      Expenses:Steuern         100.00 EUR
      Income:Miete            -100.00 EUR
      Income:Gehalt           -200.00 EUR
    2023-05-05 * "Leben"
      Expenses:Leben           500.00 EUR
      Assets:Bank
    2024-05-05 * "Leben"
      Expenses:Leben           300.00 EUR
      Assets:Bank
    2024-06-15 * "Erstattung der Grundsteuer 2023"
      fsq-year: 2023
      Assets:Bank               50.00 EUR
      Expenses:Haus
"""

# All amounts that were rounded to 12 places once: a third of the tax.
THIRD = Decimal("33.333333333333")


EVERYTHING = ("SELECT * FROM #fsq_flows", "SELECT * FROM #fsq_months", "SELECT * FROM #fsq_years")


def connection(ledger: str) -> beanquery.Connection:
    entries, errors, options = loader.load_string(ledger, dedent=True)
    assert errors == []
    return beanquery.connect("beancount:", entries=entries, errors=errors, options=options)


def query(ledger: str, bql: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = connection(ledger).execute(bql).fetchall()
    return rows


def eur(number: str) -> Amount:
    return Amount(Decimal(number), "EUR")


def bean_query(ledger: Path, *arguments: str) -> str:
    program = Path(sys.executable).with_name("bean-query")
    done = subprocess.run(
        [program, ledger, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == ""
    return done.stdout


def test_years_of_the_oracle() -> None:
    assert query(
        ORACLE, "SELECT year, passive, near_passive, living, narrow, wide FROM #fsq_years"
    ) == [(2024, eur("2000"), eur("1000"), eur("20000"), Decimal("0.1"), Decimal("0.15"))]


def test_the_last_month_of_the_oracle_is_the_whole_year() -> None:
    assert query(
        ORACLE,
        "SELECT month, living, months, r_passive, r_near_passive, r_living, narrow, wide"
        " FROM #fsq_months ORDER BY month DESC LIMIT 1",
    ) == [
        (
            datetime.date(2024, 12, 31),
            eur("20000"),
            12,
            eur("2000"),
            eur("1000"),
            eur("20000"),
            Decimal("0.1"),
            Decimal("0.15"),
        )
    ]


def test_columns_of_a_flow() -> None:
    columns = list(flows.FlowsTable.columns)
    [row] = query(MIXED, f"SELECT {', '.join(columns)} FROM #fsq_flows WHERE date = 2023-01-31")  # noqa: S608
    flow = dict(zip(columns, row, strict=True))
    assert flow.pop("rule")
    assert flow.pop("location").endswith(":20")
    assert flow == {
        "date": datetime.date(2023, 1, 31),
        "account": "Income:Depot:Dividenden",
        "class": "passive",
        "role": "income",
        "stream": "Aktien",
        "amount": eur("135"),
        "payee": "Depotbank",
        "narration": "Dividende",
        "original": Amount(Decimal("150.00"), "USD"),
        "gain": False,
        "year": 2023,
        "nr": 1,
        "balance": eur("135"),
        "part": "capital_income",
    }


def test_the_balance_of_the_rows_that_a_query_takes() -> None:
    # 1, 2 and 4 of interest, of which the middle one is a cost of earning.
    ledger = "".join(
        f"""
2024-01-31 * "Zinsen"
  Assets:Bank    {amount}.00 EUR
  {account}
"""
        for amount, account in ((1, "Income:Zinsen"), (-2, "Expenses:Leben"), (4, "Income:Zinsen"))
    )
    asked = "SELECT amount, balance, balance FROM #fsq_flows WHERE {} ORDER BY nr DESC"
    opened = "".join(
        f"2020-01-01 open {name}\n" for name in ("Assets:Bank", "Income:Zinsen", "Expenses:Leben")
    )
    assert query(opened + ledger, asked.format("class = 'passive'")) == [
        (eur("4"), eur("5"), eur("5")),
        (eur("1"), eur("1"), eur("1")),
    ]
    # Living costs are negative there: 1 - 2 + 4.
    assert [row[1] for row in query(opened + ledger, asked.format("TRUE"))] == [
        eur("3"),
        eur("-1"),
        eur("1"),
    ]


def test_all_columns_are_those_that_fit_on_the_query_page() -> None:
    asked = connection(MIXED).execute("SELECT * FROM #fsq_flows")
    assert [column.name for column in asked.description] == [
        *("date", "account", "class", "role", "stream", "amount", "balance", "payee", "narration")
    ]


def test_a_split_cost_has_a_row_per_part() -> None:
    assert query(
        MIXED, "SELECT class, role, amount, original FROM #fsq_flows WHERE account ~ 'Steuern$'"
    ) == [
        ("passive", "tax", Amount(-THIRD, "EUR"), eur("-100.00")),
        ("active", "tax", Amount(THIRD - 100, "EUR"), eur("-100.00")),
    ]


def test_what_has_no_price_has_no_amount() -> None:
    assert query(MIXED, "SELECT class, amount, original FROM #fsq_flows WHERE amount IS NULL") == [
        ("passive", None, Amount(Decimal("7.00"), "CHF"))
    ]


def test_a_living_cost_and_what_is_excluded_have_no_class() -> None:
    assert query(
        MIXED, "SELECT DISTINCT account, role FROM #fsq_flows WHERE class IS NULL ORDER BY account"
    ) == [("Expenses:Leben", "living"), ("Income:Spiel", "excluded")]


@pytest.mark.parametrize("ledger", [ORACLE, MIXED])
def test_flows_years_and_the_report_agree_exactly(ledger: str) -> None:
    ask = connection(ledger)
    summed = {
        (year, name): total.get_currency_units("EUR").number
        for year, name, total in ask.execute(
            "SELECT year(date) AS y, class, sum(amount) AS total FROM #fsq_flows"
            " WHERE class IS NOT NULL GROUP BY y, class"
        )
    }
    living = {
        year: -total.get_currency_units("EUR").number
        for year, total in ask.execute(
            "SELECT year(date) AS y, sum(amount) AS total FROM #fsq_flows"
            " WHERE role = 'living' GROUP BY y"
        )
    }
    entries, _, options = loader.load_string(ledger, dedent=True)
    report = fsq_beancount.analyse(entries, options)
    years = ask.execute(
        "SELECT year, passive, near_passive, active, neutral, unclassified, living, savings"
        " FROM #fsq_years"
    ).fetchall()
    assert [figures.first.year for figures in report.periods] == [year for year, *_ in years]
    classes = ("passive", "near-passive", "active", "neutral", "unclassified")
    for figures, (year, *money) in zip(report.periods, years, strict=True):
        net = [summed.get((year, name), Decimal()) for name in classes]
        costs = living.get(year, Decimal())
        assert [amount.number for amount in money] == [*net, costs, sum(net) - costs]
        assert net == [figures.net_income[name] for name in classes]
        assert costs == figures.living_costs


def test_months_reach_from_the_first_flow_to_the_running_month() -> None:
    months = query(MIXED, "SELECT month, months, r_living, narrow, savings_rate FROM #fsq_months")
    assert months[0][0] == datetime.date(2023, 1, 31)
    assert len(months) == 18
    # May 2024: June 2023 to May 2024 saw 300 of living costs and no income.
    assert months[-2] == (datetime.date(2024, 5, 31), 12, eur("300"), Decimal(0), None)
    assert months[-1] == (datetime.date(2024, 6, 30), None, None, None, None)


def test_years_before_and_after_the_true_up() -> None:
    # 2023: (135 + 100 - 33.333…) / 500 = 0.403333, with the refund 251.666… / 500 = 0.503333.
    # 2024: 50 / 300 = 0.166667, without the refund 0.
    assert query(
        MIXED, "SELECT year, months, narrow, narrow_trued_up, wide_trued_up FROM #fsq_years"
    ) == [
        (2023, 12, Decimal("0.403333"), Decimal("0.503333"), Decimal("0.503333")),
        (2024, 6, Decimal("0.166667"), Decimal("0"), Decimal("0")),
    ]
    # Where nothing moves, the figures after the true-up are those before it.
    assert query(ORACLE, "SELECT narrow_trued_up, wide_trued_up FROM #fsq_years") == [
        (Decimal("0.1"), Decimal("0.15"))
    ]


def test_a_ratio_without_costs_is_undefined() -> None:
    ledger = ORACLE.replace("20000.00 EUR", "0.00 EUR")
    assert query(ledger, "SELECT narrow, wide FROM #fsq_years") == [(None, None)]


def test_order_by_a_column_that_is_not_shown() -> None:
    # beanquery takes columns that compare equal for the same one: `role` is no `account`.
    rows = query(MIXED, "SELECT account FROM #fsq_flows WHERE year = 2023 ORDER BY role, class")
    assert [account for (account,) in rows] == [
        "Expenses:Haus",  # cost
        "Income:Spiel",  # excluded
        "Income:Gehalt",  # income, active
        "Income:Depot:Dividenden",  # income, passive
        "Income:Depot:Dividenden",
        "Income:Miete",
        "Expenses:Leben",  # living
        "Expenses:Steuern",  # tax, active
        "Expenses:Steuern",  # tax, passive
    ]


def test_amounts_sum_to_inventories_by_class() -> None:
    assert query(
        ORACLE,
        "SELECT class, sum(amount), count(*) FROM #fsq_flows WHERE class IS NOT NULL"
        " GROUP BY class ORDER BY class",
    ) == [
        ("near-passive", Inventory.from_string("1000 EUR"), 1),
        ("passive", Inventory.from_string("2000 EUR"), 2),
    ]


def test_pivot_by_class_and_year() -> None:
    [(name, amount)] = query(
        ORACLE,
        "SELECT class, year, sum(amount) AS total FROM #fsq_flows WHERE class = 'passive'"
        " GROUP BY class, year PIVOT BY class, year",
    )
    assert (name, amount) == ("passive", Inventory.from_string("2000 EUR"))


@pytest.mark.parametrize("everything", EVERYTHING)
def test_every_column_has_the_type_it_says(everything: str) -> None:
    cursor = connection(MIXED).execute(everything)
    for row in cursor:
        for column, value in zip(cursor.description, row, strict=True):
            assert value is None or type(value) is column.datatype, column.name


def test_a_ledger_without_our_plugin_is_analysed_too() -> None:
    ledger = ORACLE.replace('plugin "fsq_beancount"', "")
    assert query(ledger, "SELECT narrow, wide FROM #fsq_years") == [
        (Decimal("0.1"), Decimal("0.15"))
    ]


@pytest.mark.parametrize("everything", EVERYTHING)
def test_a_ledger_without_transactions_has_no_rows(everything: str) -> None:
    assert query('plugin "fsq_beancount"', everything) == []


def test_padding_has_the_place_of_its_directive() -> None:
    ledger = """
        option "operating_currency" "EUR"
        plugin "fsq_beancount"
        2024-01-01 open Assets:Kasse
        2024-01-01 open Expenses:Bar
        2024-01-01 open Equity:Anfang
        2024-01-01 * "Anfang"
          Assets:Kasse    100.00 EUR
          Equity:Anfang
        2024-01-15 pad Assets:Kasse Expenses:Bar
        2024-02-01 balance Assets:Kasse 60.00 EUR
    """
    [(amount, location)] = query(ledger, "SELECT amount, location FROM #fsq_flows")
    assert amount == eur("-40.00")
    assert location == "<string>:11"  # the line of the pad directive


def test_a_broken_analysis_is_named_and_other_queries_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(base, "facts_of", broken)
    ask = connection(ORACLE)
    assert ask.execute("SELECT count(*)").fetchall() == [(8,)]
    with pytest.raises(
        beanquery.CompilationError,
        match="could not analyse this ledger: ZeroDivisionError: a mistake of ours",
    ):
        ask.execute("SELECT * FROM #fsq_years")


def test_facts_are_collected_once_per_ledger_and_currency(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def counting(
        entries: Sequence[Directive], options: Mapping[str, Any], *, currency: str | None
    ) -> Facts:
        asked.append(currency)
        return facts.collect(entries, options, currency=currency)

    monkeypatch.setattr(cache, "collect", counting)
    ask = connection(ORACLE)
    for everything in (*EVERYTHING, *EVERYTHING):
        ask.execute(everything)
    assert asked == [None]
    entries, _, options = loader.load_string(MIXED, dedent=True)
    assert cache.facts_of(entries, options, "USD").currency == "USD"
    assert cache.facts_of(entries, options).currency == "EUR"
    # Not the list that was loaded: figures of a part must not be given for the whole.
    assert cache.facts_of(entries[:-1], options) is not cache.facts_of(entries, options)


def test_bean_query_as_text(tmp_path: Path) -> None:
    ledger = tmp_path / "main.beancount"
    ledger.write_text(ORACLE.replace("\n    ", "\n"), encoding="utf-8")
    table = bean_query(ledger, "SELECT year, passive, narrow, wide FROM #fsq_years")
    head, _, *rows = (line.split() for line in table.splitlines())
    assert head == ["year", "passive", "narrow", "wide"]
    assert rows == [["2024", "2000.00", "EUR", "0.100000", "0.150000"]]
    table = bean_query(
        ledger, "SELECT date, class, role, amount FROM #fsq_flows ORDER BY amount LIMIT 2"
    )
    # No heading is cut: none is longer than the values below it.
    head, _, *rows = (line.split() for line in table.splitlines())
    assert head == ["date", "class", "role", "amount"]
    assert rows == [
        ["2024-12-31", "living", "-20000.00", "EUR"],
        ["2024-06-30", "passive", "income", "500.00", "EUR"],
    ]


def test_bean_query_for_programs(tmp_path: Path) -> None:
    ledger = tmp_path / "main.beancount"
    ledger.write_text(ORACLE.replace("\n    ", "\n"), encoding="utf-8")
    table = bean_query(ledger, "-m", "-f", "csv", "SELECT month, living, narrow FROM #fsq_months")
    assert [[cell.strip() for cell in line.split(",")] for line in table.splitlines()][::12] == [
        ["month", "living (EUR)", "narrow"],
        ["2024-12-31", "20000.00", "0.100000"],
    ]
    table = bean_query(
        ledger, "-f", "csv", "SELECT class, sum(amount) AS total FROM #fsq_flows GROUP BY class"
    )
    assert table.splitlines()[0] == "class,total"
    assert "passive,  2000.00 EUR" in table.splitlines()
