"""What `fsq check` names: everything that makes the figures less than certain."""

from __future__ import annotations

import datetime
import textwrap
from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from found import fixes, only
from hypothesis import given, settings
from random_ledgers import FIFO, ledgers, patiently
from small_ledger import PLUGIN, load, plain

from fsq_beancount import check
from fsq_beancount.books import facts
from fsq_beancount.core.errors import FsqError
from fsq_beancount.report import build
from fsq_beancount.report.findings import Finding, Kind
from fsq_beancount.report.findings.earning import CostLeftLiving
from fsq_beancount.report.findings.flows import (
    AboutPostings,
    LivingTax,
    RuleUnused,
    Unpriced,
)
from fsq_beancount.report.findings.settings import Configuration, NoOperatingCurrency
from fsq_beancount.report.findings.wealth import OldPrice

if TYPE_CHECKING:
    from collections.abc import Iterable


def findings(text: str, *head: str, kind: Kind | None = None) -> list[Finding]:
    """Return what is found in a ledger (of a kind), the same with the plugin line."""
    without, tagged = (_find(text, *lines) for lines in ((*head,), (*head, PLUGIN)))
    assert _essence(tagged) == _essence(without)
    return [finding for finding in without if kind in (None, finding.kind)]


def _find(text: str, *head: str) -> tuple[Finding, ...]:
    ledger = load(text, *head)
    assert all(isinstance(error, FsqError) for error in ledger.errors), ledger.errors
    collected = facts.collect(ledger.entries, ledger.options)
    return check.find(collected, build.build(collected))


def _essence(found: Iterable[Finding]) -> list[tuple[object, ...]]:
    # Without line numbers: there is one line more with the plugin.
    return [
        (
            item.kind,
            *(
                getattr(item, field.name)
                for field in fields(item)
                if field.name not in ("place", "error")
            ),
        )
        for item in found
    ]


def summary(found: Iterable[Finding]) -> list[str]:
    """Return findings about postings as ``kind account amount currency count``.

    Where they are about a currency, it stands in the place of the account.
    """
    return [_summary(item) for item in found]


def _summary(item: Finding) -> str:
    assert isinstance(item, AboutPostings | Unpriced), item
    number, currency = item.amount
    about = item.account if isinstance(item, AboutPostings) else currency
    return f"{item.kind} {about} {plain(number)} {currency} {item.postings}"


def line_of(finding: Finding) -> int:
    """Return the line that a finding is at."""
    assert finding.place is not None
    return finding.place.lineno


def mended(text: str, line: str) -> list[Finding]:
    """Return what is found in a ledger with a line (or two) more."""
    return findings(f"{textwrap.dedent(text)}\n{line}\n")


def rounded(number: Decimal | None) -> str:
    """Return a ratio with six places."""
    assert number is not None
    return f"{number:.6f}"


def test_a_ledger_without_doubts() -> None:
    assert (
        findings("""
        2024-01-31 * "Lohn"
          Income:Gehalt     -3000 EUR
          Expenses:Steuern    600 EUR
          Expenses:Essen       20 EUR
          Assets:Bank
        """)
        == []
    )


def test_an_empty_ledger() -> None:
    assert findings("") == []


class TestUnclassified:
    def test_each_account_is_named_the_largest_first(self) -> None:
        assert summary(
            findings("""
            2024-01-31 * "Zahlung"
              Income:Anderes  -10 EUR
              Assets:Bank
            2024-02-28 * "Zahlung"
              Income:Anderes  -15 EUR
              Income:Blog     -40 EUR
              Assets:Bank
            """)
        ) == [
            "unclassified-income Income:Blog 40 EUR 1",
            "unclassified-income Income:Anderes 25 EUR 2",
        ]

    def test_the_lines_that_mend_it_do(self) -> None:
        text = """
            2020-01-01 open Income:Anderes
            2024-01-31 * "Zahlung"
              Income:Anderes  -10 EUR
              Assets:Bank
            """
        [finding] = findings(text)
        assert line_of(finding) == 3  # of the open, behind two lines of options
        rules = fixes(finding)
        assert [rule.split()[-1] for rule in rules] == ['"active"', '"passive"', '"neutral"']
        for rule in rules:
            assert mended(text, rule) == []

    def test_income_that_is_active_beside_active_income_is_not_named(self) -> None:
        assert (
            findings("""
            2024-01-31 * "Lohn"
              Income:Gehalt    -3000 EUR
              Income:Jobticket   -49 EUR
              Assets:Bank
            """)
            == []
        )


class TestUnconverted:
    def test_a_currency_without_price_and_cost_is_offered_both_lines(self) -> None:
        # Vacation hours, or a price is missing: no program can tell.
        text = """
            2024-01-31 * "Lohn"
              Income:Gehalt  -4 VACHR
              Assets:Urlaub
            2024-02-28 * "Urlaub"
              Expenses:Urlaub  3 VACHR
              Assets:Urlaub
            2024-02-28 * "Essen"
              Expenses:Essen     3 EUR
              Expenses:Trinken   2 EUR
              Expenses:Trinkgeld 1 EUR
              Assets:Bank
            """
        [finding] = findings(text)
        assert summary([finding]) == ["counter VACHR 7 VACHR 2"]
        price, excluded = fixes(finding)
        assert price == "2024-01-31 price VACHR <rate> EUR"
        assert mended(text, price.replace("<rate>", "20")) == []
        assert mended(text, excluded) == []

    def test_the_line_for_a_commodity_that_is_there(self) -> None:
        [finding] = findings("""
            2020-01-01 commodity VACHR
            2024-01-31 * "Lohn"
              Income:Gehalt  -4 VACHR
              Assets:Urlaub   4 VACHR
              Income:Gehalt  -9 EUR
              Income:Prämie  -1 EUR
              Assets:Bank
            """)
        assert line_of(finding) == 3
        assert fixes(finding)[1] == '2024-01-31 custom "fsq-meta" "VACHR" "fsq-role" "excluded"'

    def test_an_excluded_commodity_is_silent(self) -> None:
        assert (
            findings("""
            2020-01-01 commodity VACHR
              fsq-role: "excluded"
            2024-01-31 * "Lohn"
              Income:Gehalt  -4 VACHR
              Assets:Urlaub
            """)
            == []
        )

    def test_a_price_that_comes_too_late(self) -> None:
        # It is money, so only the line with an earlier price is offered.
        [finding] = findings("""
            2024-01-31 * "Dividende"
              Income:Dividenden  -4 CHF
              Assets:Bank
            2024-02-28 price CHF 0.9 EUR
            """)
        assert summary([finding]) == ["unconverted CHF 4 CHF 1"]
        assert fixes(finding) == ("2024-01-31 price CHF <rate> EUR",)

    @pytest.mark.parametrize(
        "known",
        [
            "2024-01-01 price CHF 1.1 USD",
            '2024-01-01 * "Devisen"\n  Assets:Franken  1 CHF @ 1.1 USD\n  Assets:Dollar',
        ],
    )
    def test_a_currency_with_a_price_that_leads_nowhere_is_no_counter(self, known: str) -> None:
        text = """
            2024-01-31 * "Dividende"
              Income:Dividenden  -4 CHF
              Assets:Bank
            """
        # The dollars that are paid with have no price in euro either.
        found = [one for one in mended(text, known) if one.kind is not Kind.UNVALUED]
        assert summary(found) == ["unconverted CHF 4 CHF 1"]


class TestCosts:
    def test_a_cost_that_nothing_is_there_to_charge_to(self) -> None:
        text = """
            2020-01-01 custom "fsq-rule" "Expenses:Betrieb" "cost"
            2024-01-31 * "Werkstatt"
              Expenses:Betrieb  90 EUR
              Assets:Bank
            """
        [finding] = findings(text)
        assert summary([finding]) == ["cost-without-class Expenses:Betrieb 90 EUR 1"]
        [rule] = fixes(finding)
        assert mended(text, rule) == []

    def test_a_cost_whose_income_has_no_price(self) -> None:
        assert "cost-without-class Expenses:Gebühren 5 EUR 1" in summary(
            findings("""
            2024-01-31 * "Dividende"
              Income:Dividenden  -100 CHF
              Assets:Franken      100 CHF
              Expenses:Gebühren     5 EUR
              Assets:Bank
            """)
        )

    def test_a_lone_tax_that_stays_a_living_cost(self) -> None:
        # Definitions: 1,000 / 5,250 = 19.0 % against 750 / 5,000 = 15 %.
        text = """
            2024-01-31 * "Januar"
              Income:Zinsen   -1000 EUR
              Assets:Bank
            2024-01-31 * "Januar"
              Expenses:Essen   5000 EUR
              Expenses:Steuern  250 EUR
              Assets:Bank
            """
        finding = only(findings(text), LivingTax)
        assert summary([finding]) == ["lone-tax Expenses:Steuern 250 EUR 1"]
        for rule in fixes(finding):
            assert mended(text, rule) == []

    @pytest.mark.parametrize("rule", ['"living"', '"tax" "active"', '"excluded"'])
    def test_a_tax_that_somebody_has_spoken_of_is_not_named(self, rule: str) -> None:
        assert (
            findings(f"""
            2020-01-01 custom "fsq-rule" "Expenses:Steuern" {rule}
            2024-01-31 * "Finanzamt"
              Expenses:Steuern  250 EUR
              Assets:Bank
            """)
            == []
        )

    @pytest.mark.parametrize(
        ("name", "named"),
        [("Lohnsteuer", True), ("Umsatzsteuer", True), ("Vorsteuer", False), ("Kfz-Steuer", False)],
    )
    def test_which_lone_taxes_are_named(self, name: str, named: bool) -> None:
        # Input VAT is a claim, and the car's tax the household's.
        found = findings(f"""
            2024-01-31 * "Kunde"
              Income:Honorar  -10 EUR
              Assets:Bank
            2024-01-31 * "Amt"
              Expenses:{name}  250 EUR
              Assets:Bank
            """)
        assert summary(found) == [f"lone-tax Expenses:{name} 250 EUR 1"] * named

    def test_value_added_tax_on_a_receipt_is_no_question(self) -> None:
        assert summary(
            findings("""
            2024-01-31 * "Kunde"
              Income:Honorar  -10 EUR
              Assets:Bank
            2024-01-31 * "Kassenzettel"
              Expenses:Essen  100 EUR
              Expenses:USt     19 EUR
              Assets:Bank
            2024-01-31 * "Amt"
              Expenses:USt    250 EUR
              Assets:Bank
            """)
        ) == ["lone-tax Expenses:USt 250 EUR 1"]

    def test_value_added_tax_of_nobody_who_collects_it_is_no_question(self) -> None:
        assert (
            findings("""
            2024-01-31 * "Dividende"
              Income:Dividenden  -10 EUR
              Assets:Bank
            2024-01-31 * "Zoll"
              Expenses:USt    250 EUR
              Assets:Bank
            """)
            == []
        )

    def test_what_comes_back_of_a_lone_tax_is_taken_off(self) -> None:
        assert summary(
            findings("""
            2024-01-31 * "Finanzamt"
              Expenses:Steuern  250 EUR
              Assets:Bank
            2024-08-31 * "Finanzamt"
              Expenses:Steuern  -50 EUR
              Assets:Bank
            """)
        ) == ["lone-tax Expenses:Steuern 200 EUR 2"]

    def test_a_stream_says_nothing_of_what_a_tax_is(self) -> None:
        assert summary(
            findings("""
            2020-01-01 custom "fsq-rule" "Expenses:Steuern" "Haus"
            2024-01-31 * "Finanzamt"
              Expenses:Steuern  250 EUR
              Assets:Bank
            """)
        ) == ["lone-tax Expenses:Steuern 250 EUR 1"]

    def test_taxes_that_are_costs_are_not_named(self) -> None:
        # Beside income, on capital income, and a refund.
        assert (
            findings("""
            2024-01-31 * "Lohn"
              Income:Gehalt    -3000 EUR
              Expenses:Steuern   250 EUR
              Assets:Bank
            2024-01-31 * "Zinsen"
              Income:Zinsen      -10 EUR
              Assets:Bank
            2024-01-31 * "Vorabpauschale"
              Expenses:KESt        5 EUR
              Assets:Bank
            2024-01-31 * "Erstattung"
              Expenses:Steuern   -70 EUR
              Assets:Bank
            """)
            == []
        )


class TestRent:
    RENT = """
            2024-01-31 * "Mieter"
              Income:Wohnung:Miete  -1000 EUR
              Assets:Bank
            2024-01-31 * "Leben"
              Expenses:Essen         5000 EUR
              Assets:Bank
            """
    UPKEEP = """
            2024-01-31 * "Hausverwaltung"
              Expenses:Wohnung:Hausgeld  250 EUR
              Assets:Bank
            """

    def test_rent_without_a_single_cost(self) -> None:
        finding = only(findings(self.RENT), CostLeftLiving)
        assert summary([finding]) == ["cost-left-living Income:Wohnung:Miete 1000 EUR 1"]
        # Nothing is there that could be charged.
        assert fixes(finding) == ()

    def test_with_the_quota_as_it_would_be(self) -> None:
        # 1,000 / 5,250 = 19.0 % against 750 / 5,000 = 15 %.
        finding = only(findings(self.RENT + self.UPKEEP), CostLeftLiving)
        assert finding.costs == ("Expenses:Wohnung:Hausgeld",)

    def test_the_line_that_mends_it_does(self) -> None:
        [finding] = findings(self.RENT + self.UPKEEP)
        charge, stay = fixes(finding)
        assert mended(self.RENT + self.UPKEEP, charge) == []
        assert mended(self.RENT + self.UPKEEP, stay) == []

    def test_a_cost_in_its_transaction_is_one(self) -> None:
        assert (
            findings("""
            2024-01-31 * "Mieter, über die Verwaltung"
              Income:Wohnung:Miete  -1000 EUR
              Expenses:Gebühren        50 EUR
              Assets:Bank
            """)
            == []
        )

    def test_property_income_that_somebody_calls_passive(self) -> None:
        assert summary(
            findings("""
            2020-01-01 custom "fsq-rule" "Income:Ferienwohnung" "passive"
            2024-01-31 * "Gäste"
              Income:Ferienwohnung  -1000 EUR
              Assets:Bank
            """)
        ) == ["cost-left-living Income:Ferienwohnung 1000 EUR 1"]

    def test_property_income_that_somebody_calls_near_passive(self) -> None:
        # "Every rent or property income"; its costs raise the wide quota.
        assert summary(
            findings("""
            2020-01-01 custom "fsq-rule" "Income:Airbnb" "near-passive"
            2024-01-31 * "Gäste"
              Income:Airbnb  -1000 EUR
              Assets:Bank
            """)
        ) == ["cost-left-living Income:Airbnb 1000 EUR 1"]

    @pytest.mark.parametrize("cost", ["Gebühren", "Steuern", "KESt"])
    def test_a_cost_of_dividends_is_none_of_the_rent(self, cost: str) -> None:
        assert summary(
            findings(f"""{self.RENT}
            2024-01-31 * "Dividende"
              Income:Dividenden  -100 EUR
              Expenses:{cost}      25 EUR
              Assets:Bank
            """)
        ) == ["cost-left-living Income:Wohnung:Miete 1000 EUR 1"]

    def test_a_cost_of_another_flat_is_none_of_this_one(self) -> None:
        assert summary(
            findings("""
            2020-01-01 custom "fsq-rule" "Income:A" "A"
            2020-01-01 custom "fsq-rule" "Income:B" "B"
            2020-01-01 custom "fsq-rule" "Expenses:A" "cost" "passive"
            2020-01-01 custom "fsq-rule" "Expenses:A" "A"
            2024-01-31 * "Mieter"
              Income:A:Miete  -1000 EUR
              Income:B:Miete   -900 EUR
              Assets:Bank
            2024-01-31 * "Hausverwaltung"
              Expenses:A        250 EUR
              Assets:Bank
            """)
        ) == ["cost-left-living Income:B:Miete 900 EUR 1"]


class TestSales:
    SALE = """
            2020-01-01 open Income:Depot:HOOL
            2024-01-02 * "Kauf"
              Assets:Depot   10 HOOL {100 EUR}
              Assets:Bank
            2024-01-31 * "Verkauf"
              Assets:Depot   -5 HOOL {100 EUR} @ 120 EUR
              Income:Depot:HOOL
              Assets:Bank   600 EUR
            2024-01-31 price HOOL 120 EUR
            """

    def test_accounts_decided_by_a_sale_only(self) -> None:
        [finding] = findings(self.SALE)
        assert summary([finding]) == ["goods-or-gain Income:Depot:HOOL 100 EUR 1"]
        assert line_of(finding) == 3
        for rule in fixes(finding):
            assert mended(self.SALE, rule) == []

    def test_with_a_stream_all_the_same(self) -> None:
        opened = "open Income:Depot:HOOL\n"
        stream = f'{opened}              fsq-stream: "Aktien"\n'
        assert summary(findings(self.SALE.replace(opened, stream))) == [
            "goods-or-gain Income:Depot:HOOL 100 EUR 1"
        ]

    def test_of_what_is_named_for_sales_active_is_the_likeliest(self) -> None:
        # Goods are sold, rather than securities.
        def classes(text: str) -> list[str]:
            [finding] = findings(text)
            return [fix.split()[-1] for fix in fixes(finding)]

        assert classes(self.SALE) == ['"near-passive"', '"active"']
        sales = self.SALE.replace("Depot:HOOL", "Sales")
        assert classes(sales) == ['"active"', '"near-passive"']

    def test_what_a_name_decides_is_not_named(self) -> None:
        assert findings(self.SALE.replace("Depot:HOOL", "Kursgewinne")) == []


class TestPadding:
    PAD = """
            2024-01-01 open Income:Zinsen
            2024-01-01 open Assets:Depot
            2024-01-03 pad Assets:Depot Income:Zinsen
            2024-01-31 balance Assets:Depot  70 EUR
            """

    def test_padding_from_income_is_listed(self) -> None:
        assert summary(findings(self.PAD)) == ["padded-income Income:Zinsen 70 EUR 1"]

    def test_whatever_stream_its_account_has(self) -> None:
        opened = "open Income:Zinsen\n"
        stream = f'{opened}              fsq-stream: "Konto"\n'
        assert summary(findings(self.PAD.replace(opened, stream))) == [
            "padded-income Income:Zinsen 70 EUR 1"
        ]

    def test_padding_from_expenses_is_not(self) -> None:
        assert findings(self.PAD.replace("Income:Zinsen", "Expenses:Bargeld")) == []


class TestRules:
    TEXT = """
            2024-01-31 * "Zahlung"
              Income:Zinsen   -10 EUR
              Expenses:Essen    5 EUR
              Assets:Bank
            {} custom "fsq-rule" "{}" "Konto"
            """

    @pytest.mark.parametrize(
        ("date", "pattern"),
        [
            ("2020-01-01", "Income:Dividenden"),
            ("2020-01-01", "Income:Zins"),
            ("2024-02-01", "Income:Zinsen"),  # in force too late
            ("2020-01-01", "Assets:Bank"),  # no posting that rules are about
        ],
    )
    def test_rules_that_match_no_posting_in_force(self, date: str, pattern: str) -> None:
        finding = only(findings(self.TEXT.format(date, pattern)), RuleUnused)
        assert (finding.pattern, line_of(finding)) == (pattern, 7)

    @pytest.mark.parametrize(
        ("date", "pattern"),
        [
            ("2020-01-01", "Income:Zinsen"),
            ("2024-01-31", "income"),
            ("2020-01-01", "Expenses:Essen"),
        ],
    )
    def test_rules_that_match_one(self, date: str, pattern: str) -> None:
        assert findings(self.TEXT.format(date, pattern)) == []


class TestPrices:
    TEXT = """
            2024-01-01 * "Kauf"
              Assets:Depot   10 HOOL {{100 EUR}}
              Assets:Bank
            {price} price HOOL 110 EUR
            2024-06-30 * "Essen"
              Expenses:Essen  5 EUR
              Assets:Bank
            """

    def test_a_price_older_than_90_days(self) -> None:
        # 31 March is 91 days before 30 June, the as-of date: 30 + 31 + 30.
        finding = only(findings(self.TEXT.format(price="2024-03-31")), OldPrice)
        assert (finding.commodity, finding.date) == ("HOOL", datetime.date(2024, 3, 31))
        assert fixes(finding) == ("2024-06-30 price HOOL <price> EUR",)

    def test_a_price_of_90_days(self) -> None:
        assert findings(self.TEXT.format(price="2024-04-01")) == []

    SPLIT = """
            2024-06-10 * "Split, two for one"
              Assets:Depot  -10 HOOL {100 EUR, 2024-01-01}
              Assets:Depot   20 HOOL {50 EUR, 2024-01-01}
            """

    def test_a_price_older_than_a_split(self) -> None:
        # 20 units at the 110 of one before the split: twice what they are worth.
        text = self.TEXT.format(price="2024-06-09") + self.SPLIT
        finding = only(findings(text), OldPrice)
        assert (finding.date, finding.split) == (
            datetime.date(2024, 6, 9),
            datetime.date(2024, 6, 10),
        )
        assert fixes(finding) == ("2024-06-30 price HOOL <price> EUR",)

    def test_a_price_of_the_day_of_a_split_is_of_the_new_units(self) -> None:
        assert findings(self.TEXT.format(price="2024-06-10") + self.SPLIT) == []

    def test_what_is_sold_needs_no_price(self) -> None:
        sale = '2024-06-30 * "Verkauf"\n  Assets:Depot  -10 HOOL {100 EUR}\n  Assets:Bank'
        assert mended(self.TEXT.format(price="2024-01-31"), sale) == []


class TestConfiguration:
    def test_mistakes_with_their_place(self) -> None:
        [rule, clas] = findings("""
            2020-01-01 custom "fsq-rule" "Income:X" "passiv"
            2024-01-31 * "Zahlung"
              fsq-clas: "passive"
              Income:Zinsen   -10 EUR
              Assets:Bank
            """)
        assert isinstance(rule, Configuration)
        assert isinstance(clas, Configuration)
        assert '"passiv"' in rule.error.message
        assert (rule.place, clas.place) == (("<string>", 3), ("<string>", 4))

    def test_a_ledger_without_an_operating_currency(self) -> None:
        ledger = load("""
            2024-01-31 * "Zahlung"
              Income:Zinsen   -10 CHF
              Assets:Bank
            """)
        collected = facts.collect(ledger.entries, {**ledger.options, "operating_currency": []})
        finding = only(check.find(collected, build.build(collected)), NoOperatingCurrency)
        assert (finding.currency, finding.of_prices) == ("CHF", False)
        assert fixes(finding) == ('option "operating_currency" "CHF"',)


def test_the_gravest_comes_first() -> None:
    kinds = [
        finding.kind
        for finding in findings("""
            2020-01-01 custom "fsq-rule" "Income:Nirgends" "passive"
            2020-01-01 custom "fsq-rule" "Income:X" "passiv"
            2024-01-31 * "Zahlung"
              Income:Anderes   -10 EUR
              Income:Zinsen    -10 CHF
              Assets:Franken    10 CHF
              Assets:Bank
            2024-01-31 * "Finanzamt"
              Expenses:Steuern  10 EUR
              Assets:Bank
            """)
    ]
    assert kinds == [
        Kind.CONFIGURATION, Kind.UNCLASSIFIED, Kind.COUNTER, Kind.LIVING_TAX, Kind.RULE_UNUSED,
    ]  # fmt: skip


@settings(patiently, max_examples=40)
@given(ledgers())
def test_whatever_the_ledger_nothing_raises_and_the_plugin_changes_nothing(text: str) -> None:
    without, tagged = (
        check.find(collected, build.build(collected))
        for collected in (
            facts.collect(ledger.entries, ledger.options)
            for ledger in (load(text, *head) for head in ((FIFO,), (FIFO, PLUGIN)))
        )
    )
    assert _essence(tagged) == _essence(without)


HOUSE = """
    2023-01-01 custom "fsq-rule" "{pattern}" "cost" "passive"
    2024-12-31 * "Miete"
      Assets:Bank           200.00 EUR
      Income:Miete
    2024-12-31 * "Haus"
      Expenses:Haus          50.00 EUR
      Assets:Bank
    2024-12-31 * "Essen"
      Expenses:Essen       1000.00 EUR
      Assets:Bank
    """


def test_the_words_of_a_pattern_decide_nothing() -> None:
    # Both patterns match the same account: (200 - 50) / 1,000 = 15 %, and the rent has its cost.
    plainly = findings(HOUSE.format(pattern="Expenses:Haus"))
    worded = HOUSE.format(pattern="Expenses:Haus|charged to the income of its transaction")
    assert plainly == findings(worded) == []
