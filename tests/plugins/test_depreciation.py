"""The depreciation plugin, from ledgers whose entries are worked out by hand."""

from __future__ import annotations

import copy
import datetime
import pickle
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from beancount import loader
from beancount.core import data
from beancount.parser import printer
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import PLUGIN, Ledger, load

import fsq_beancount
from fsq_beancount import depreciation
from fsq_beancount.books import facts
from fsq_beancount.books.depreciation import straight_line
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.terms import DEPRECIATION_MARK

if TYPE_CHECKING:
    from pathlib import Path

DEPRECIATION = 'plugin "fsq_beancount.depreciation"'

CAR = """
    2020-03-14 * "Autohaus" "VW Golf"
      Assets:Auto    30000.00 EUR
        fsq-useful-life: 10
        fsq-residual: 7500.00 EUR
      Assets:Bank
    """
TWO_YEARS = """
    2021-12-31 balance Assets:Auto  30000.00 EUR
    """


def d(text: str) -> Decimal:
    return Decimal(text)


def made(ledger: Ledger) -> list[data.Transaction]:
    return [
        entry
        for entry in ledger.entries
        if isinstance(entry, data.Transaction) and DEPRECIATION_MARK in entry.meta
    ]


def lines(ledger: Ledger) -> list[str]:
    """Return what was made, a line each: date, expense, contra account, amount and role."""
    shown = []
    for entry in made(ledger):
        expense, contra = entry.postings
        assert expense.units is not None
        assert contra.units == -expense.units
        role = (expense.meta or {})["fsq-role"]
        shown.append(f"{entry.date} {expense.account} {contra.account} {expense.units} {role}")
    return shown


def clean(text: str, *head: str) -> Ledger:
    ledger = load(_dedent(text), DEPRECIATION, *head)
    assert ledger.errors == []
    return ledger


def mistakes(text: str, *head: str) -> list[tuple[int, str]]:
    """Return the line in the text and the message of each error, all of them ours."""
    ledger = load(_dedent(text), *(head or (DEPRECIATION,)))
    assert all(isinstance(error, FsqError) for error in ledger.errors), ledger.errors
    before = len(head or (DEPRECIATION,)) + 2
    return sorted((error.source["lineno"] - before, error.message) for error in ledger.errors)


class TestStraightLine:
    """The formula."""

    def test_thirty_thousand_to_a_quarter_in_ten_years_is_2250_a_year(self) -> None:
        months = straight_line(Decimal(30000), Decimal(7500), 120)
        assert set(months) == {d("187.50")}
        assert sum(months[:12]) == 2250

    def test_cents_are_rounded_cumulatively(self) -> None:
        # 100/3 = 33.33…, 66.67, 100
        assert straight_line(Decimal(100), Decimal(0), 3) == [d("33.33"), d("33.34"), d("33.33")]

    def test_what_is_less_than_a_cent_is_lost_in_the_last_month(self) -> None:
        assert straight_line(d("0.005"), Decimal(0), 1) == [d("0.005")]

    @given(st.decimals(0, 100000, places=3), st.decimals(0, 100000, places=3), st.integers(1, 600))
    @patiently
    def test_all_that_is_not_residual_is_lost_evenly(
        self, first: Decimal, second: Decimal, months: int
    ) -> None:
        residual, price = sorted((first, second))
        losses = straight_line(price, residual, months)
        assert len(losses) == months
        assert sum(losses, d("0")) == price - residual
        # A month differs from the mean by less than a cent, with what is below a cent at the end.
        assert all(abs(loss - (price - residual) / months) <= d("0.015") for loss in losses)


class TestBooking:
    """What is booked, when and where."""

    def test_the_last_day_of_each_month_from_that_of_the_purchase_to_the_as_of_date(self) -> None:
        ledger = clean(CAR + TWO_YEARS)
        shown = lines(ledger)
        # March 2020 to December 2021
        assert len(shown) == 22
        assert shown[0] == (
            "2020-03-31 Expenses:Depreciation Assets:Depreciation:Auto 187.50 EUR virtual"
        )
        assert shown[-1][:10] == "2021-12-31"
        of_2021 = [entry for entry in made(ledger) if entry.date.year == 2021]
        assert sum(entry.postings[0].units.number for entry in of_2021) == 2250  # type: ignore[union-attr,misc]

    def test_it_stops_at_the_residual_value(self) -> None:
        ledger = clean(
            """
    2020-01-31 * "Phone"
      Assets:Phone    100.00 EUR
        fsq-useful-life: 0.25
        fsq-residual: 10 EUR
      Assets:Bank
    2024-12-31 balance Assets:Phone  100.00 EUR
    """
        )
        assert [line[:10] for line in lines(ledger)] == ["2020-01-31", "2020-02-29", "2020-03-31"]

    def test_the_month_that_runs_is_not_booked_yet(self) -> None:
        ledger = clean(CAR + "2020-04-29 balance Assets:Auto  30000.00 EUR\n")
        assert [line[:10] for line in lines(ledger)] == ["2020-03-31"]
        # Nothing is opened, linked or marked where nothing is booked.
        early = CAR + "2020-03-30 balance Assets:Auto  30000.00 EUR\n"
        assert clean(early).entries == load(_dedent(early), "").entries

    def test_a_sale_books_back_what_stands_on_the_contra_account(self) -> None:
        ledger = clean(
            CAR.replace("fsq-residual", "fsq-sold: 2020-05-20\n        fsq-residual")
            + "2021-12-31 balance Assets:Bank  -30000.00 EUR\n"
        )
        assert lines(ledger) == [
            "2020-03-31 Expenses:Depreciation Assets:Depreciation:Auto 187.50 EUR virtual",
            "2020-04-30 Expenses:Depreciation Assets:Depreciation:Auto 187.50 EUR virtual",
            "2020-05-20 Expenses:Depreciation Assets:Depreciation:Auto -375.00 EUR excluded",
        ]

    def test_a_sale_that_is_only_planned_changes_nothing_yet(self) -> None:
        sold = CAR.replace("fsq-residual", "fsq-sold: 2023-05-20\n        fsq-residual")
        assert lines(clean(sold + TWO_YEARS)) == lines(clean(CAR + TWO_YEARS))

    def test_several_things_in_one_account(self) -> None:
        ledger = clean(
            """
    2020-01-10 * "Table"
      Assets:Furniture    120.00 EUR
        fsq-useful-life: 1
      Assets:Bank
    2020-01-10 * "Bed and lamp"
      Assets:Furniture    240.00 EUR
        fsq-useful-life: 1
      Assets:Furniture     12.00 EUR
        fsq-useful-life: 1
      Assets:Bank
    2020-01-31 balance Assets:Furniture  372.00 EUR
    """
        )
        contra = "Assets:Depreciation:Furniture"
        assert lines(ledger) == [
            f"2020-01-31 Expenses:Depreciation {contra} 10.00 EUR virtual",
            f"2020-01-31 Expenses:Depreciation {contra} 20.00 EUR virtual",
            f"2020-01-31 Expenses:Depreciation {contra} 1.00 EUR virtual",
        ]
        assert [sorted(entry.links) for entry in made(ledger)] == [
            ["depreciation-2020-01-10"],
            ["depreciation-2020-01-10-2"],
            ["depreciation-2020-01-10-2"],
        ]

    def test_lots_at_cost_and_at_a_price_lose_their_price(self) -> None:
        ledger = clean(
            """
    2020-01-01 open Assets:Car CAR
    2020-01-01 open Assets:Bike BIKE
    2020-01-10 * "Bought"
      Assets:Car    1 CAR {12000.00 EUR}
        fsq-useful-life: 10
      Assets:Bike   1 BIKE @ 1200.00 EUR
        fsq-useful-life: 10
      Assets:Dollars   1200.00 USD @ 0.9 EUR
        fsq-useful-life: 10
        fsq-residual: 0 USD
      Assets:Bank
    2020-01-31 balance Assets:Car  1 CAR
    """
        )
        assert [line.split()[3:5] for line in lines(ledger)] == [
            ["100.00", "EUR"],
            ["10.00", "EUR"],
            ["10.00", "USD"],
        ]

    def test_the_role_of_what_is_booked(self) -> None:
        for head in ((), (PLUGIN,)):
            ledger = clean(
                CAR.replace("fsq-residual", "fsq-sold: 2020-05-20\n        fsq-residual")
                + "2021-12-31 balance Assets:Bank  -30000.00 EUR\n",
                *head,
            )
            report = fsq_beancount.analyse(ledger.entries, ledger.options)
            assert [(flow.role, flow.amount) for flow in report.flows] == [
                ("virtual", d("-187.50")),
                ("virtual", d("-187.50")),
                ("excluded", d("375.00")),
            ]
            (year, _) = report.periods
            # Only the budget has it: no money was paid.
            assert (year.living_costs, year.living_costs_budget) == (d("0"), d("375.00"))

    def test_depreciation_is_no_reason_for_a_later_as_of_date(self) -> None:
        ledger = clean(CAR + "2020-05-31 balance Assets:Bank  -30000.00 EUR\n")
        assert facts.collect(ledger.entries, ledger.options).as_of_date() == datetime.date(
            2020, 5, 31
        )
        assert made(ledger)[-1].date == datetime.date(2020, 5, 31)

    def test_what_is_made_leads_to_the_purchase(self) -> None:
        ledger = clean(CAR.replace('"VW Golf"', '"VW Golf" ^invoice #car') + TWO_YEARS)
        purchase = next(entry for entry in ledger.entries if isinstance(entry, data.Transaction))
        assert purchase.links == {"invoice", "depreciation-2020-03-14"}
        assert purchase.tags == {"car"}
        first = made(ledger)[0]
        assert first.links == {"depreciation-2020-03-14"}
        assert first.narration == "Depreciation of VW Golf, month 1 of 120"
        assert first.meta["lineno"] == purchase.meta["lineno"]
        assert first.meta[DEPRECIATION_MARK] == "Assets:Auto"

    def test_the_contra_account_is_opened_and_names_its_asset(self) -> None:
        ledger = clean(CAR + TWO_YEARS)
        opens = {entry.account: entry for entry in ledger.entries if isinstance(entry, data.Open)}
        contra = opens["Assets:Depreciation:Auto"]
        assert contra.meta[DEPRECIATION_MARK] == "Assets:Auto"
        assert contra.date == datetime.date(2020, 3, 14)
        assert DEPRECIATION_MARK not in opens["Expenses:Depreciation"].meta


class TestNames:
    """What the accounts are called."""

    @pytest.mark.parametrize(
        ("head", "expected"),
        [
            ((), "Expenses:Depreciation Assets:Depreciation:Auto"),
            (('option "name_expenses" "Ausgaben"',), "Ausgaben:Abschreibungen"),
            (
                ("2019-01-01 open Expenses:Abschreibungen EUR",),
                "Expenses:Abschreibungen Assets:Abschreibungen:Auto",
            ),
            (
                (
                    '2019-01-01 custom "fsq-option" "depreciation-account" Expenses:Car:Wear',
                    '2019-01-01 custom "fsq-option" "contra-account" "Assets:Wear"',
                ),
                "Expenses:Car:Wear Assets:Wear:Auto",
            ),
        ],
    )
    def test_names_by_language_by_account_and_by_option(
        self, head: tuple[str, ...], expected: str
    ) -> None:
        assert expected in lines(clean(CAR + TWO_YEARS, *head))[0]

    def test_renamed_roots_and_german_narrations(self) -> None:
        ledger = clean(
            """
    2020-03-14 * "Autohaus" "VW Golf"
      Vermögen:Auto:Golf    1200.00 EUR
        fsq-useful-life: 10
      Vermögen:Bank
    2020-03-31 balance Vermögen:Auto  1200.00 EUR
    """,
            'option "name_assets" "Vermögen"',
            'option "name_expenses" "Ausgaben"',
        )
        assert lines(ledger) == [
            "2020-03-31 Ausgaben:Abschreibungen Vermögen:Abschreibungen:Auto:Golf 10.00 EUR virtual"
        ]
        assert made(ledger)[0].narration == "Abschreibung VW Golf, Monat 1 von 120"

    def test_accounts_that_the_ledger_opens_are_used(self) -> None:
        ledger = clean(
            CAR + TWO_YEARS,
            "2020-01-01 open Expenses:Depreciation EUR",
            "2020-01-01 open Assets:Depreciation:Auto EUR",
        )
        assert len(lines(ledger)) == 22
        (contra,) = (
            entry
            for entry in ledger.entries
            if isinstance(entry, data.Open) and entry.account == "Assets:Depreciation:Auto"
        )
        assert contra.currencies == ["EUR"]
        assert contra.meta[DEPRECIATION_MARK] == "Assets:Auto"


class TestOnce:
    """Whatever stands in the plugin lines, it books once and changes nothing else."""

    @pytest.mark.parametrize(
        "head",
        [
            (DEPRECIATION, DEPRECIATION),
            (DEPRECIATION, PLUGIN),
            (PLUGIN, DEPRECIATION),
            (DEPRECIATION, 'plugin "fsq_beancount.classify"', DEPRECIATION),
        ],
    )
    def test_in_any_order_and_twice(self, head: tuple[str, ...]) -> None:
        ledger = load(_dedent(CAR + TWO_YEARS), *head)
        assert ledger.errors == []
        assert lines(ledger) == lines(clean(CAR + TWO_YEARS))

    def test_without_its_own_line_nothing_is_booked(self) -> None:
        assert made(load(_dedent(CAR + TWO_YEARS), PLUGIN)) == []

    def test_nothing_given_is_mutated_and_the_rest_stays_as_it_is(self) -> None:
        before = load(_dedent(CAR + TWO_YEARS))
        entries = copy.deepcopy(before.entries)
        after, errors = depreciation.plugin(before.entries, dict(before.options))
        assert errors == []
        assert before.entries == entries
        kept = [entry for entry in after if DEPRECIATION_MARK not in entry.meta]
        others = [entry for entry in kept if not isinstance(entry, data.Open)]
        unlinked = [
            entry._replace(links=frozenset()) if isinstance(entry, data.Transaction) else entry
            for entry in others
        ]
        assert unlinked == [entry for entry in entries if not isinstance(entry, data.Open)]
        assert after == sorted(after, key=data.entry_sortkey)

    def test_it_survives_the_load_cache_and_the_printer(self) -> None:
        ledger = clean(CAR + TWO_YEARS)
        assert pickle.loads(pickle.dumps(ledger.entries)) == ledger.entries  # noqa: S301
        text = printer.format_entry(made(ledger)[0])
        assert 'fsq-role: "virtual"' in text
        assert "__fsq" not in text

    def test_a_cached_ledger_has_it_once(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cached = loader.pickle_cache_function(
            lambda _: str(tmp_path / "cache"), 0, loader._uncached_load_file
        )
        runs = []
        book = depreciation.plugin

        def counted(*arguments: Any) -> Any:
            runs.append(arguments)
            return book(*arguments)

        monkeypatch.setattr(depreciation, "plugin", counted)
        path = tmp_path / "main.beancount"
        auto = 'plugin "beancount.plugins.auto_accounts"'
        text = _dedent(CAR + TWO_YEARS)
        path.write_text("\n".join((DEPRECIATION, PLUGIN, auto, text)), encoding="utf-8")
        for _ in range(2):
            ledger = Ledger(*cached(str(path), None, None, None))
            assert ledger.errors == []
            assert len(lines(ledger)) == 22
        # The second time nothing was loaded.
        assert len(runs) == 1

    @given(
        st.integers(1, 40),
        st.integers(0, 1000),
        st.dates(datetime.date(2020, 1, 1), datetime.date(2022, 12, 31)),
    )
    @patiently
    def test_the_contra_account_never_exceeds_what_is_lost(
        self, months: int, residual: int, sold: datetime.date
    ) -> None:
        # The useful life as a decimal fraction of years, the nearest month is meant.
        text = f"""
    2020-01-01 * "Thing"
      Assets:Thing    1000.00 EUR
        fsq-useful-life: {Decimal(months) / 12:.4f}
        fsq-residual: {residual} EUR
        fsq-sold: {sold}
      Assets:Bank
    2022-06-30 balance Assets:Thing  1000.00 EUR
    """
        ledger = clean(text)
        total = d("0")
        for entry in made(ledger):
            units = entry.postings[0].units
            assert units is not None
            assert units.number is not None
            total += units.number
            assert 0 <= total <= 1000 - residual
            assert entry.date <= min(sold, datetime.date(2022, 6, 30))
        if sold <= datetime.date(2022, 6, 30):
            assert total == 0


class TestMistakes:
    """Each mistake is an error at its line that says what to write; the rest is booked."""

    @pytest.mark.parametrize(
        ("said", "where", "message"),
        [
            ("fsq-useful-life: 0", 3, "allowed: a number of years above 0"),
            ('fsq-useful-life: "10"', 3, 'fsq-useful-life has the value "10"'),
            ("fsq-residual: 7500 EUR", 3, "without fsq-useful-life"),
            ("fsq-sold: 2021-01-01", 3, "without fsq-useful-life"),
            ("fsq-useful-life: 10\n        fsq-residual: 7500", 3, "allowed: an amount"),
            ("fsq-useful-life: 10\n        fsq-sold: TRUE", 3, "allowed: a date"),
            ("fsq-useful-life: 10\n        fsq-residual: 7500 USD", 3, "write the residual value"),
            ("fsq-useful-life: 10\n        fsq-residual: 30001 EUR", 3, "from 0 to the price"),
            ("fsq-useful-life: 10\n        fsq-residual: -1 EUR", 3, "from 0 to the price"),
            ("fsq-useful-life: 10\n        fsq-sold: 2020-03-13", 3, "before the purchase"),
        ],
    )
    @pytest.mark.parametrize("head", [(DEPRECIATION,), (PLUGIN, DEPRECIATION), (PLUGIN,)])
    def test_what_is_said_wrong(
        self, said: str, where: int, message: str, head: tuple[str, ...]
    ) -> None:
        text = f"""
    2020-03-14 * "VW Golf"
      Assets:Bank   -30000.00 EUR
      Assets:Auto    30000.00 EUR
        {said}
    """
        ((line, words),) = mistakes(text, *head)
        assert line == where
        assert message in words

    def test_a_price_with_more_digits_than_beancount_adds_up(self) -> None:
        ((line, words),) = mistakes(
            f"""
    2020-03-14 * "Planet"
      Assets:Auto   {"9" * 26} EUR
        fsq-useful-life: 10
      Assets:Bank
    """,
            PLUGIN,
            DEPRECIATION,
        )
        assert line == 2
        assert "allowed are up to 24 digits before the point" in words

    def test_on_what_is_no_purchase(self) -> None:
        found = mistakes(
            """
    2020-03-14 * "VW Golf"
      Expenses:Auto    30000.00 EUR
        fsq-useful-life: 10
      Assets:Bank     -30000.00 EUR
        fsq-useful-life: 10
    """
        )
        assert [line for line, _ in found] == [2, 4]
        assert "which is no asset account" in found[0][1]
        assert "which buys nothing" in found[1][1]

    @pytest.mark.parametrize(
        ("more", "message"),
        [
            ("2020-06-01 open Expenses:Depreciation", "but depreciation begins on 2020-03-31"),
            ("2020-01-01 open Expenses:Depreciation USD", "takes USD only"),
            (
                "2020-01-01 open Expenses:Depreciation\n2020-06-01 close Expenses:Depreciation",
                "but depreciation goes on to 2021-12-31",
            ),
            (
                "2020-06-01 balance Assets:Depreciation 0 EUR",
                "the balance of Assets:Depreciation is asserted here",
            ),
            (
                '2020-01-01 custom "fsq-option" "contra-account" Assets:Auto',
                "the balance of Assets:Auto is asserted here",
            ),
        ],
    )
    def test_accounts_that_cannot_be_booked_to(self, more: str, message: str) -> None:
        text = f"{more}\n" + _dedent(CAR + TWO_YEARS)
        ledger = load(text, DEPRECIATION)
        (error,) = ledger.errors
        assert isinstance(error, FsqError)
        assert message in error.message
        assert 'custom "fsq-option"' in error.message
        assert made(ledger) == []

    @pytest.mark.parametrize(
        ("option", "account", "root"),
        [
            ("depreciation-account", "Assets:Wear", "Expenses"),
            ("contra-account", "Expenses:Wear", "Assets"),
        ],
    )
    def test_an_option_that_names_an_account_below_another_root(
        self, option: str, account: str, root: str
    ) -> None:
        text = f'2020-01-01 custom "fsq-option" "{option}" {account}\n' + _dedent(CAR + TWO_YEARS)
        ledger = load(text, DEPRECIATION)
        (error,) = ledger.errors
        assert f"it takes an account below {root}, for example {root}:Depreciation" in error.message
        assert len(made(ledger)) == 22

    def test_an_account_that_is_closed_without_a_sale(self) -> None:
        text = """
    2020-03-14 * "VW Golf"
      Assets:Auto    30000.00 EUR
        fsq-useful-life: 10
      Assets:Bank
    2021-06-01 * "Sold"
      Assets:Auto   -30000.00 EUR
      Assets:Bank
    2021-06-02 close Assets:Auto
    2021-12-31 balance Assets:Bank  0 EUR
    """
        ((line, words),) = mistakes(text)
        assert line == 2
        assert words.endswith("write beside fsq-useful-life: fsq-sold: 2021-06-02")

    def test_the_plugin_line_takes_no_configuration(self) -> None:
        ((_, words),) = mistakes(CAR, 'plugin "fsq_beancount.depreciation" "Assets:X"')
        assert "it takes none" in words

    def test_no_error_is_reported_twice(self) -> None:
        text = CAR.replace("fsq-residual: 7500.00 EUR", "fsq-residual: 7500.00 USD")
        for head in ((DEPRECIATION,) * 2, (PLUGIN, DEPRECIATION), (DEPRECIATION, PLUGIN)):
            assert len(load(_dedent(text), *head).errors) == 1


def _dedent(text: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in text.splitlines()) + "\n"


def test_the_book_value_is_on_the_balance_sheet() -> None:
    ledger = clean(CAR + TWO_YEARS)
    scope: Any = fsq_beancount.analyse(ledger.entries, ledger.options).scope
    (contra,) = (holding for holding in scope.holdings.every if holding.is_depreciation)
    assert contra.account == "Assets:Auto"
    # 22 months at 187.50
    assert scope.positions.value(contra.line, datetime.date(2021, 12, 31)).amount == d("-4125.00")
