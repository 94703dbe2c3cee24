"""Class, role and stream of postings: a ledger for each sentence of the definitions, section 2.

``shown`` gives a line per flow, ``account: class role amount [stream] gain``, and checks on the
way that the flows are the same with the plugin line.
"""

from __future__ import annotations

import pytest
from small_ledger import flows, load, plain, shown

import fsq_beancount
from fsq_beancount.i18n.reasons import in_english


def test_every_posting_to_an_income_or_expense_account_has_class_and_role() -> None:
    # Nobody says anything: what nobody has called passive is unclassified, an expense is living.
    assert shown("""
        2024-01-31 * "Irgendwas"
          Income:Sonstiges  -100 EUR
          Expenses:Essen      40 EUR
          Assets:Bank
        """) == [
        "Income:Sonstiges: unclassified income 100",
        "Expenses:Essen: - living -40",
    ]


def test_equity_assets_and_liabilities_are_never_income_or_expense() -> None:
    # Opening balances and conversions are not income, whatever somebody writes on them.
    assert (
        shown("""
        2024-01-01 * "Anfang"
          Assets:Bank               500 EUR
            fsq-class: "passive"
          Equity:Opening-Balances  -500 EUR
            fsq-class: "passive"
        2024-01-02 * "Umtausch"
          Assets:Bank              -100 EUR @ 1.10 USD
          Assets:Bank               110 USD
        """)
        == []
    )


# The steps above the name, which makes this account passive: each says something else.
LEVELS = {
    "posting": '\n            fsq-class: "near-passive"',
    "transaction": '\n          fsq-class: "neutral"',
    "tagged": " #job",
    "open": '\n          fsq-class: "unclassified"',
    "rule": '2020-01-01 custom "fsq-rule" "Income:Depot" "near-passive"',
}


class TestSteps:
    """The first that applies decides."""

    @pytest.mark.parametrize(
        ("levels", "expected"),
        [
            ("posting transaction tagged open rule", "near-passive"),
            ("transaction tagged open rule", "neutral"),
            ("tagged open rule", "active"),
            ("open rule", "unclassified"),
            ("rule", "near-passive"),
            ("", "passive"),
        ],
    )
    def test_the_first_that_applies_decides(self, levels: str, expected: str) -> None:
        said = {name: text if name in levels.split() else "" for name, text in LEVELS.items()}
        assert shown(
            """
        2020-01-01 open Income:Depot:Dividenden{open}
        {rule}
        2020-01-01 custom "fsq-tag" "job" "active"
        2024-01-31 * "Zahlung"{tagged}{transaction}
          Income:Depot:Dividenden  -100 EUR{posting}
          Assets:Bank
        """.format(**said)
        ) == [f"Income:Depot:Dividenden: {expected} income 100"]

    def test_each_of_class_role_and_stream_is_decided_separately(self) -> None:
        # The class is the posting's, the role the open's, the stream the rule's.
        assert shown("""
            2020-01-01 open Expenses:Plattform
              fsq-role: "fee"
            2020-01-01 custom "fsq-rule" "Expenses:Plattform" "cost" "active" "Kurse"
            2024-01-31 * "Monatsgebühr"
              Expenses:Plattform  30 EUR
                fsq-class: "passive"
              Assets:Bank
            """) == ["Expenses:Plattform: passive fee -30 [Kurse]"]

    def test_role_of_a_transaction_applies_to_its_expense_postings_only(self) -> None:
        # Class and stream apply to all of them.
        assert shown("""
            2024-01-31 * "Vermietung"
              fsq-class: "passive"
              fsq-role: "cost"
              fsq-stream: "Wohnung"
              Income:Airbnb          -500 EUR
              Expenses:Reinigung       80 EUR
              Assets:Bank
            """) == [
            "Income:Airbnb: passive income 500 [Wohnung]",
            "Expenses:Reinigung: passive cost -80 [Wohnung]",
        ]

    def test_class_on_a_transaction_makes_its_expenses_costs(self) -> None:
        # "A class given to an expense posting by steps 1-5 without a role makes it a cost."
        assert shown("""
            2024-01-31 * "Auftrag"
              fsq-class: "active"
              Income:Auftrag  -500 EUR
              Expenses:Bahn     80 EUR
              Assets:Bank
            """) == ["Income:Auftrag: active income 500", "Expenses:Bahn: active cost -80"]

    def test_class_on_a_posting_makes_it_a_cost(self) -> None:
        # Of an account that neither its name nor a rule makes anything but living costs.
        assert shown("""
            2024-01-31 * "Server und Kuchen"
              Expenses:Essen  80 EUR
                fsq-class: "passive"
              Expenses:Essen  20 EUR
              Assets:Bank
            """) == ["Expenses:Essen: passive cost -80", "Expenses:Essen: - living -20"]

    def test_a_mapped_tag_gives_a_class(self) -> None:
        # The tag is in force from its date on; other tags say nothing.
        assert shown("""
            2024-02-01 custom "fsq-tag" "nebenjob" "active"
            2024-01-31 * "vorher" #nebenjob
              Income:Paypal  -10 EUR
              Assets:Bank
            2024-02-01 * "am Tag" #nebenjob #paypal
              Income:Paypal  -20 EUR
              Expenses:Werkzeug 5 EUR
              Assets:Bank
            2024-02-02 * "ohne" #paypal
              Income:Paypal  -30 EUR
              Assets:Bank
            """) == [
            "Income:Paypal: unclassified income 10",
            "Income:Paypal: active income 20",
            "Expenses:Werkzeug: active cost -5",
            "Income:Paypal: unclassified income 30",
        ]

    def test_of_several_mapped_tags_the_one_mapped_last_decides(self) -> None:
        # The definitions leave it open; this is how rules are read, too.
        assert shown("""
            2020-01-01 custom "fsq-tag" "b" "active"
            2020-01-01 custom "fsq-tag" "a" "neutral"
            2024-01-31 * "beide" #a #b
              Income:Paypal  -10 EUR
              Assets:Bank
            """) == ["Income:Paypal: neutral income 10"]

    def test_open_of_the_nearest_ancestor_that_says_it(self) -> None:
        # Income:Projekt:Blog says a stream only, so the class is that of Income:Projekt.
        assert shown("""
            2020-01-01 open Income:Projekt
              fsq-class: "near-passive"
              fsq-stream: "Projekte"
            2020-01-01 open Income:Projekt:Blog
              fsq-stream: "Blog"
            2020-01-01 open Income:Projekt:Blog:Spenden
            2024-01-31 * "Spende"
              Income:Projekt:Blog:Spenden  -10 EUR
              Income:Projekt:Laden         -20 EUR
              Assets:Bank
            """) == [
            "Income:Projekt:Blog:Spenden: near-passive income 10 [Blog]",
            "Income:Projekt:Laden: near-passive income 20 [Projekte]",
        ]

    def test_an_account_is_no_ancestor_of_one_that_begins_like_it(self) -> None:
        assert shown("""
            2020-01-01 open Income:Pro
              fsq-class: "passive"
            2020-01-01 custom "fsq-rule" "Income:Pro" "passive"
            2024-01-31 * "Zahlung"
              Income:Projekt  -10 EUR
              Assets:Bank
            """) == ["Income:Projekt: unclassified income 10"]


class TestRules:
    """Step 5."""

    def test_a_rule_matches_the_whole_account_or_an_ancestor(self) -> None:
        # "Income:.*:Airbnb" is no part of "Income:DE:Airbnb-Plus", and needs something between.
        assert shown("""
            2020-01-01 custom "fsq-rule" "Income:.*:Airbnb" "near-passive" "Immobilien"
            2024-01-31 * "Zahlung"
              Income:DE:Airbnb           -1 EUR
              Income:DE:Airbnb:Berlin    -2 EUR
              Income:DE:Airbnb-Plus      -3 EUR
              Income:Airbnb              -4 EUR
              Assets:Bank
            """) == [
            "Income:DE:Airbnb: near-passive income 1 [Immobilien]",
            "Income:DE:Airbnb:Berlin: near-passive income 2 [Immobilien]",
            "Income:DE:Airbnb-Plus: unclassified income 3",
            "Income:Airbnb: unclassified income 4",
        ]

    def test_letter_case_is_ignored(self) -> None:
        assert shown("""
            2020-01-01 custom "fsq-rule" "income:ÜBERSCHUSS" "passive"
            2024-01-31 * "Zahlung"
              Income:Überschuss  -1 EUR
              Assets:Bank
            """) == ["Income:Überschuss: passive income 1"]

    def test_a_bare_root_matches_everything_below_it(self) -> None:
        assert shown("""
            2020-01-01 custom "fsq-rule" "Income" "active"
            2024-01-31 * "Zahlung"
              Income:Irgendwas:Tief  -1 EUR
              Assets:Bank
            """) == ["Income:Irgendwas:Tief: active income 1"]

    def test_an_account_is_a_pattern_too(self) -> None:
        assert shown("""
            2020-01-01 custom "fsq-rule" Income:Airbnb "passive"
            2024-01-31 * "Zahlung"
              Income:Airbnb:Berlin  -1 EUR
              Assets:Bank
            """) == ["Income:Airbnb:Berlin: passive income 1"]

    def test_rules_are_in_force_from_their_date_on(self) -> None:
        # "This became near-passive in July": the day itself included.
        assert shown("""
            2024-07-01 custom "fsq-rule" "Income:Blog" "near-passive"
            2020-01-01 custom "fsq-rule" "Income:Blog" "active"
            2019-12-31 * "vor allen Regeln"
              Income:Blog  -1 EUR
              Assets:Bank
            2024-06-30 * "davor"
              Income:Blog  -2 EUR
              Assets:Bank
            2024-07-01 * "am Tag"
              Income:Blog  -3 EUR
              Assets:Bank
            """) == [
            "Income:Blog: unclassified income 1",
            "Income:Blog: active income 2",
            "Income:Blog: near-passive income 3",
        ]

    def test_the_last_rule_wins_not_the_most_specific(self) -> None:
        assert shown("""
            2020-01-01 custom "fsq-rule" "Income:Blog:Werbung" "passive" "Werbung"
            2020-01-01 custom "fsq-rule" "Income:Blog" "near-passive"
            2024-01-31 * "Zahlung"
              Income:Blog:Werbung  -1 EUR
              Assets:Bank
            """) == ["Income:Blog:Werbung: near-passive income 1 [Werbung]"]

    def test_class_role_and_stream_in_any_order(self) -> None:
        assert shown("""
            2020-01-01 custom "fsq-rule" "Expenses:Betrieb" "Kurse" "fee" "passive"
            2024-01-31 * "Zahlung"
              Expenses:Betrieb:Server  7 EUR
              Assets:Bank
            """) == ["Expenses:Betrieb:Server: passive fee -7 [Kurse]"]

    def test_a_backslash_is_doubled_in_a_beancount_string(self) -> None:
        assert shown(r"""
            2020-01-01 custom "fsq-rule" "Income:Kunde\\d+" "active"
            2020-01-01 custom "fsq-rule" "Income:Lizenz[0-9]" "passive"
            2024-01-31 * "Zahlung"
              Income:Kunde12  -1 EUR
              Income:Lizenz3  -2 EUR
              Assets:Bank
            """) == ["Income:Kunde12: active income 1", "Income:Lizenz3: passive income 2"]


class TestSales:
    """Step 7, and what is a gain."""

    BUY = """
        2024-01-02 * "Kauf"
          Assets:Depot   10 HOOL {100 EUR}
          Assets:Bank
        """

    def test_income_not_decided_so_far_in_a_sale_is_near_passive(self) -> None:
        # 5 shares bought at 100 and sold at 120: a gain of 5 * 20.
        assert shown(f"""{self.BUY}
        2024-03-01 * "Verkauf"
          Assets:Depot   -5 HOOL {{100 EUR}} @ 120 EUR
          Income:Depot:HOOL
          Assets:Bank   600 EUR
        """) == ["Income:Depot:HOOL: near-passive income 100 gain"]

    def test_what_is_decided_already_is_not_decided_by_a_sale(self) -> None:
        # An accrued interest paid with a bond stays passive and is no gain; the class that
        # somebody gives the rest does not make it less a gain.
        assert shown(f"""{self.BUY}
        2024-03-01 * "Verkauf"
          Assets:Depot   -5 HOOL {{100 EUR}}
          Income:Depot:Stückzinsen   -10 EUR
          Income:Depot:Rest         -100 EUR
            fsq-class: "active"
          Assets:Bank
        """) == [
            "Income:Depot:Stückzinsen: passive income 10",
            "Income:Depot:Rest: active income 100 gain",
        ]

    def test_a_purchase_alone_decides_nothing(self) -> None:
        # Shares from an employer: 10 at 100.
        assert shown("""
        2024-01-02 * "Aktien vom Arbeitgeber"
          Assets:Depot   10 HOOL {100 EUR}
          Income:Hooli
        """) == ["Income:Hooli: unclassified income 1000"]

    def test_units_with_a_price_but_no_cost_are_no_lot(self) -> None:
        assert shown("""
        2024-01-02 * "Devisen"
          Assets:Bank    100 USD
          Equity:Opening-Balances
        2024-01-03 * "Devisen verkauft"
          Assets:Bank   -100 USD @ 0.9 EUR
          Income:Devisen -10 EUR
          Assets:Bank    100 EUR
        """) == ["Income:Devisen: unclassified income 10"]

    def test_a_name_that_says_gain_or_loss_is_a_gain_without_any_lot(self) -> None:
        # A broker's yearly statement booked in one line.
        assert shown("""
        2024-12-31 * "Jahresabrechnung"
          Income:Broker:CapitalGains  -50 EUR
          Income:Broker:PnL           -20 EUR
          Income:Broker:Verluste       30 EUR
          Assets:Bank
        """) == [
            "Income:Broker:CapitalGains: near-passive income 50 gain",
            "Income:Broker:PnL: near-passive income 20 gain",
            "Income:Broker:Verluste: near-passive income -30 gain",
        ]

    def test_near_passive_names_are_a_gain_in_a_sale_only(self) -> None:
        # "Its name is that of no other passive or active income": an option premium's is neither.
        premium = "Income:Optionsprämien  -10 EUR\n          Assets:Bank"
        assert shown(f"""{self.BUY}
        2024-02-01 * "Prämie"
          {premium}
        2024-03-01 * "Prämie und Verkauf"
          Assets:Depot  -5 HOOL {{100 EUR}}
          {premium}
        """) == [
            "Income:Optionsprämien: near-passive income 10",
            "Income:Optionsprämien: near-passive income 10 gain",
        ]

    def test_neutral_names_in_a_sale(self) -> None:
        # Neither passive nor active by name, so it is a gain; neutral all the same.
        assert shown(f"""{self.BUY}
        2024-03-01 * "Verkauf mit Cashback"
          Assets:Depot  -5 HOOL {{100 EUR}}
          Income:Cashback  -10 EUR
          Assets:Bank
        """) == ["Income:Cashback: neutral income 10 gain"]

    def test_an_expense_named_for_losses_in_a_sale_is_a_negative_income(self) -> None:
        # 5 bought at 100, sold at 80: 100 lost.
        assert shown(f"""{self.BUY}
        2024-03-01 * "Verkauf"
          Assets:Depot   -5 HOOL {{100 EUR}} @ 80 EUR
          Assets:Bank   400 EUR
          Expenses:Verluste
        """) == ["Expenses:Verluste: near-passive income -100 gain"]

    def test_an_expense_named_for_losses_without_a_sale_is_living(self) -> None:
        assert shown("""
        2024-03-01 * "Geldbeutel verloren"
          Expenses:Verluste   40 EUR
          Assets:Bargeld
        """) == ["Expenses:Verluste: - living -40"]

    def test_covering_a_short_position_reduces_it(self) -> None:
        # 5 sold short at 100, bought back at 90: a gain of 50.
        assert shown("""
        2024-01-02 * "Leerverkauf"
          Assets:Depot  -5 HOOL {100 EUR}
          Assets:Bank   500 EUR
        2024-02-01 * "Eindecken"
          Assets:Depot   5 HOOL {100 EUR} @ 90 EUR
          Assets:Bank  -450 EUR
          Income:Depot:HOOL
        """) == ["Income:Depot:HOOL: near-passive income 50 gain"]

    def test_moving_lots_between_own_depots_is_no_sale(self) -> None:
        assert shown(f"""{self.BUY}
        2024-03-01 * "Depotübertrag mit Prämie"
          Assets:Depot  -5 HOOL {{100 EUR}}
          Assets:Neu     5 HOOL {{100 EUR, 2024-01-02}}
          Income:Wechsel  -50 EUR
          Assets:Bank
        """) == ["Income:Wechsel: unclassified income 50"]


class TestStepEight:
    """What is left is unclassified, or active beside active income."""

    def test_benefits_on_a_payslip(self) -> None:
        assert shown("""
        2024-01-31 * "Lohn"
          Income:Hooli:Salary         -3000 EUR
          Income:Hooli:GroupTermLife    -24 EUR
          Expenses:Health:GroupTermLife  24 EUR
          Assets:Bank
        """) == [
            "Income:Hooli:Salary: active income 3000",
            "Income:Hooli:GroupTermLife: active income 24",
            "Expenses:Health:GroupTermLife: - living -24",
        ]

    def test_active_beside_what_somebody_calls_active(self) -> None:
        assert shown("""
        2024-01-31 * "Lohn"
          Income:Hooli           -3000 EUR
            fsq-class: "active"
          Income:Jobticket         -49 EUR
          Assets:Bank
        """) == ["Income:Hooli: active income 3000", "Income:Jobticket: active income 49"]

    def test_unclassified_beside_passive_income(self) -> None:
        assert shown("""
        2024-01-31 * "Depot"
          Income:Dividenden  -30 EUR
          Income:Anderes      -5 EUR
          Assets:Bank
        """) == ["Income:Dividenden: passive income 30", "Income:Anderes: unclassified income 5"]

    def test_income_that_somebody_calls_unclassified_stays_so(self) -> None:
        assert shown("""
        2020-01-01 custom "fsq-rule" "Income:Anderes" "unclassified"
        2024-01-31 * "Lohn"
          Income:Gehalt   -3000 EUR
          Income:Anderes     -5 EUR
          Assets:Bank
        """) == ["Income:Gehalt: active income 3000", "Income:Anderes: unclassified income 5"]

    def test_a_reimbursement_beside_it_is_no_active_income(self) -> None:
        assert (
            shown("""
        2020-01-01 open Income:Erstattung
          fsq-role: "living"
          fsq-class: "active"
        2024-01-31 * "Zahlung"
          Income:Erstattung  -20 EUR
          Income:Anderes      -5 EUR
          Assets:Bank
        """)[1]
            == "Income:Anderes: unclassified income 5"
        )


class TestCostsOfEarning:
    """Which expenses are costs of earning: the three bullets."""

    def test_a_payslip(self) -> None:
        assert shown("""
        2024-01-31 * "Lohn"
          Income:Gehalt                 -3000 EUR
          Expenses:Steuern:Lohnsteuer     500 EUR
          Expenses:Sozialversicherung     600 EUR
          Expenses:Kontogebühren           10 EUR
          Expenses:Kantine                 50 EUR
          Assets:Bank                    1840 EUR
        """) == [
            "Income:Gehalt: active income 3000",
            "Expenses:Steuern:Lohnsteuer: active tax -500",
            "Expenses:Sozialversicherung: active tax -600",
            "Expenses:Kontogebühren: active fee -10",
            "Expenses:Kantine: - living -50",
        ]

    @pytest.mark.parametrize("role", ["tax", "fee", "cost"])
    def test_a_role_makes_a_cost_of_earning_without_any_income(self, role: str) -> None:
        # The upkeep and loan interest of a let flat, the platform fee of a course.
        assert shown(f"""
        2020-01-01 open Expenses:Wohnung
          fsq-role: "{role}"
          fsq-class: "passive"
        2024-01-31 * "Hausgeld"
          Expenses:Wohnung:Hausgeld   200 EUR
          Assets:Bank
        """) == [f"Expenses:Wohnung:Hausgeld: passive {role} -200"]

    def test_a_name_alone_is_not_enough(self) -> None:
        assert shown("""
        2024-01-31 * "Finanzamt"
          Expenses:Steuern:Einkommensteuer  500 EUR
          Expenses:Bank:Gebühren              5 EUR
          Expenses:Krankenversicherung      250 EUR
          Assets:Bank
        """) == [
            "Expenses:Steuern:Einkommensteuer: - living -500",
            "Expenses:Bank:Gebühren: - living -5",
            "Expenses:Krankenversicherung: - living -250",
        ]

    def test_a_sale_takes_taxes_and_fees_without_any_income_posting(self) -> None:
        # Sold at cost: nothing earned. The fee is near-passive as that of a trade; for the tax
        # there is no such rule, so it is unclassified and `fsq check` names it.
        assert shown("""
        2024-01-02 * "Kauf"
          Assets:Depot   10 HOOL {100 EUR}
          Assets:Bank
        2024-03-01 * "Verkauf"
          Assets:Depot   -5 HOOL {100 EUR}
          Expenses:Steuern          4 EUR
          Expenses:Ordergebühren    6 EUR
          Assets:Bank
        """) == [
            "Expenses:Steuern: unclassified tax -4 gain",
            "Expenses:Ordergebühren: near-passive fee -6 gain",
        ]

    def test_a_purchase_without_income_takes_fees_only(self) -> None:
        # Fees of a purchase go with gains.
        assert shown("""
        2024-01-02 * "Kauf"
          Assets:Depot   10 HOOL {100 EUR}
          Expenses:Ordergebühren      6 EUR
          Expenses:Steuern            1 EUR
          Expenses:Sozialversicherung 2 EUR
          Assets:Bank
        """) == [
            "Expenses:Ordergebühren: near-passive fee -6 gain",
            "Expenses:Steuern: - living -1",
            "Expenses:Sozialversicherung: - living -2",
        ]

    def test_a_purchase_with_income_takes_taxes_too(self) -> None:
        # Dividends reinvested: 100, of which 15 tax and 1 fee.
        assert shown("""
        2024-01-02 * "Wiederanlage"
          Income:Dividenden   -100 EUR
          Expenses:Steuern      15 EUR
          Expenses:Gebühren      1 EUR
          Assets:Depot   1 HOOL {84 EUR}
        """) == [
            "Income:Dividenden: passive income 100",
            "Expenses:Steuern: passive tax -15",
            "Expenses:Gebühren: passive fee -1",
        ]

    @pytest.mark.parametrize("loan", ["Liabilities:Baudarlehen", "Liabilities:Mortgage"])
    def test_nothing_of_this_where_a_home_is_bought_on_credit(self, loan: str) -> None:
        # The costs of buying a home are living costs, though there is income in it, too.
        assert shown(f"""
        2024-01-31 * "Hauskauf"
          {loan}          -200000 EUR
          Assets:Haus      200000 EUR
          Income:Bonuspunkt -3000 EUR
          Expenses:Notargebühren       2000 EUR
          Expenses:Grunderwerbsteuer   7000 EUR
          Assets:Bank
        """) == [
            "Income:Bonuspunkt: unclassified income 3000",
            "Expenses:Notargebühren: - living -2000",
            "Expenses:Grunderwerbsteuer: - living -7000",
        ]

    def test_a_role_holds_in_a_transaction_that_touches_a_loan(self) -> None:
        # The instalment for a let flat.
        assert shown("""
        2020-01-01 custom "fsq-rule" "Expenses:Wohnung:Zinsen" "cost" "passive" "Wohnung"
        2024-01-31 * "Rate"
          Liabilities:Baudarlehen   400 EUR
          Expenses:Wohnung:Zinsen   100 EUR
          Assets:Bank
        """) == ["Expenses:Wohnung:Zinsen: passive cost -100 [Wohnung]"]

    @pytest.mark.parametrize(
        ("account", "says", "touches"),
        [
            ("Liabilities:Kreditkarte", None, False),
            ("Liabilities:CreditCard", None, False),
            ("Liabilities:Kreditkarte", "TRUE", True),
            ("Liabilities:Schwester", "TRUE", True),
            ("Liabilities:Baudarlehen", "FALSE", False),
        ],
    )
    def test_what_is_a_loan(self, account: str, says: str | None, touches: bool) -> None:
        # `fsq-loan` on the open overrides recognition by name; on an ancestor, too.
        says = f"\n          fsq-loan: {says}" if says else ""
        expected = "- living -5" if touches else "active fee -5"
        assert (
            shown(f"""
        2020-01-01 open {account}{says}
        2024-01-31 * "Lohn und ein Auto auf ein Konto"
          Income:Gehalt        -3000 EUR
          Expenses:Kontogebühren   5 EUR
          Assets:Auto           4000 EUR
          {account}:Konto
        """)[1]
            == f"Expenses:Kontogebühren: {expected}"
        )

    def test_an_asset_named_like_a_loan_is_none(self) -> None:
        # What one has lent: its fees are costs of its interest.
        assert (
            shown("""
        2024-01-31 * "P2P"
          Income:Zinsen      -30 EUR
          Expenses:Gebühren    1 EUR
          Assets:Kredite
        """)[1]
            == "Expenses:Gebühren: passive fee -1"
        )

    @pytest.mark.parametrize(
        "name",
        ["Kapitalertragsteuer", "KESt", "Abgeltungsteuer", "Quellensteuer", "DividendWithholding"],
    )
    def test_a_tax_on_capital_income_is_passive_even_alone(self, name: str) -> None:
        # On an advance lump sum (Vorabpauschale) there is no payment to tax.
        assert shown(f"""
        2024-01-15 * "Vorabpauschale"
          Expenses:Steuern:{name}   18.46 EUR
          Assets:Bank
        """) == [f"Expenses:Steuern:{name}: passive tax -18.46"]

    def test_a_tax_on_capital_income_beside_other_income_goes_with_that(self) -> None:
        # 5 bought at 100, sold at 120: the tax is one on the gain.
        assert shown("""
        2024-01-02 * "Kauf"
          Assets:Depot   5 HOOL {100 EUR}
          Assets:Bank
        2024-03-01 * "Verkauf"
          Assets:Depot  -5 HOOL {100 EUR}
          Income:Kursgewinne  -100 EUR
          Expenses:KESt         25 EUR
          Assets:Bank
        """) == [
            "Income:Kursgewinne: near-passive income 100 gain",
            "Expenses:KESt: near-passive tax -25 gain",
        ]

    def test_a_tax_on_capital_income_is_tax_in_a_transaction_that_touches_a_loan(self) -> None:
        # "Even alone": the third bullet knows no loans.
        assert shown("""
        2024-01-15 * "Zinsgutschrift und Rate"
          Expenses:KESt             5 EUR
          Liabilities:Darlehen    100 EUR
          Assets:Bank
        """) == ["Expenses:KESt: passive tax -5"]

    def test_a_lone_refund_of_any_other_tax_is_active(self) -> None:
        assert shown("""
        2024-08-01 * "Finanzamt"
          Expenses:Steuern:Einkommensteuer  -700 EUR
          Assets:Bank
        """) == ["Expenses:Steuern:Einkommensteuer: active tax 700"]

    def test_an_excluded_payment_of_another_currency_decides_no_refund(self) -> None:
        # What was paid in dollars, which have no price, was a living cost; so is what comes back.
        assert shown("""
        2024-06-01 * "Finanzamt"
          Expenses:Steuern:Einkommensteuer   100 EUR
            fsq-role: "excluded"
          Assets:Bank
        2024-06-02 * "Finanzamt"
          Expenses:Steuern:Einkommensteuer   900 USD
          Assets:Dollars
        2024-08-01 * "Finanzamt"
          Expenses:Steuern:Einkommensteuer  -700 EUR
          Assets:Bank
        """) == [
            "Expenses:Steuern:Einkommensteuer: - excluded -100",
            "Expenses:Steuern:Einkommensteuer: - living ?",
            "Expenses:Steuern:Einkommensteuer: - living 700",
        ]

    def test_a_lone_refund_of_a_social_insurance_or_a_fee_is_a_negative_living_cost(self) -> None:
        # The definitions speak of taxes.
        assert shown("""
        2024-08-01 * "Beitragsrückerstattung"
          Expenses:Krankenversicherung  -300 EUR
          Expenses:Gebühren               -5 EUR
          Assets:Bank
        """) == [
            "Expenses:Krankenversicherung: - living 300",
            "Expenses:Gebühren: - living 5",
        ]

    def test_a_lone_refund_follows_the_payments_where_somebody_says_that_it_is_a_tax(self) -> None:
        # The payments are uncharged and named by `fsq check`, and so is what comes back of them.
        assert shown("""
        2020-01-01 custom "fsq-rule" "Expenses:Steuern" "tax"
        2024-06-01 * "Vorauszahlung"
          Expenses:Steuern   900 EUR
          Assets:Bank
        2024-08-01 * "Erstattung"
          Expenses:Steuern  -700 EUR
          Assets:Bank
        """) == [
            "Expenses:Steuern: unclassified tax -900",
            "Expenses:Steuern: unclassified tax 700",
        ]

    def test_a_lone_refund_keeps_the_class_that_somebody_gives_it(self) -> None:
        assert shown("""
        2024-08-01 * "Grundsteuer zurück"
          Expenses:Steuern  -70 EUR
            fsq-class: "passive"
          Assets:Bank
        """) == ["Expenses:Steuern: passive tax 70"]

    def test_a_refund_is_lone_only_without_a_purchase(self) -> None:
        # Of the home's taxes nothing is charged, and what comes back of them follows.
        assert shown("""
        2024-08-01 * "Kauf"
          Assets:Depot      1 HOOL {100 EUR}
          Expenses:Steuern -1 EUR
          Assets:Bank
        2024-08-02 * "Hauskauf"
          Assets:Haus          100000 EUR
          Expenses:Kaufsteuer    1000 EUR
          Liabilities:Darlehen
        2024-08-03 * "Erstattung"
          Liabilities:Darlehen  700 EUR
          Expenses:Kaufsteuer  -700 EUR
        """) == [
            "Expenses:Steuern: - living 1",
            "Expenses:Kaufsteuer: - living -1000",
            "Expenses:Kaufsteuer: - living 700",
        ]

    def test_excluded_income_makes_no_tax_a_cost(self) -> None:
        # The definitions leave it open: what is in no figure is no income posting.
        assert (
            shown("""
        2024-08-01 * "Spielgeld"
          Income:Spiel      -100 EUR
            fsq-role: "excluded"
          Expenses:Steuern    10 EUR
          Assets:Bank
        """)[1]
            == "Expenses:Steuern: - living -10"
        )

    def test_a_class_without_a_role_is_a_tax_or_fee_by_name_beside_income(self) -> None:
        # "... makes it a cost, unless the rules below make it tax or fee."
        assert shown("""
        2020-01-01 custom "fsq-rule" "Expenses:(Steuern|Gebühren|Material)" "active"
        2024-01-31 * "Auftrag"
          Income:Honorar      -500 EUR
          Expenses:Steuern      50 EUR
          Expenses:Gebühren      5 EUR
          Expenses:Material     20 EUR
          Assets:Bank
        2024-02-28 * "ohne Einnahme"
          Expenses:Steuern      50 EUR
          Expenses:Gebühren      5 EUR
          Assets:Bank
        """) == [
            "Income:Honorar: active income 500",
            "Expenses:Steuern: active tax -50",
            "Expenses:Gebühren: active fee -5",
            "Expenses:Material: active cost -20",
            "Expenses:Steuern: active cost -50",
            "Expenses:Gebühren: active cost -5",
        ]

    def test_exceptions_of_names_are_living_costs(self) -> None:
        assert shown("""
        2024-01-31 * "Lohn"
          Income:Gehalt          -3000 EUR
          Expenses:Taxi             20 EUR
          Expenses:NonTaxes         30 EUR
          Expenses:Steuern:Steuerberater  40 EUR
          Assets:Bank
        """)[1:] == [
            "Expenses:Taxi: - living -20",
            "Expenses:NonTaxes: - living -30",
            "Expenses:Steuern:Steuerberater: - living -40",
        ]

    def test_everything_else_is_living(self) -> None:
        # Rent and loan interest paid are no costs of earning, whatever their names would say of
        # income; nor is anything an expense because it is bought on a payday.
        assert shown("""
        2024-01-31 * "Zahltag"
          Income:Gehalt       -3000 EUR
          Expenses:Miete        900 EUR
          Expenses:Zinsen        50 EUR
          Assets:Bank
        """)[1:] == ["Expenses:Miete: - living -900", "Expenses:Zinsen: - living -50"]


class TestRoles:
    """The role, not the root, decides the sign's meaning."""

    def test_a_role_on_a_transaction_is_none_of_its_income(self) -> None:
        # Of a posting it is, in a transaction that is the same in all else.
        assert shown("""
        2020-01-01 price USD 0.50 EUR
        2024-01-31 * "Erstattung"
          fsq-role: "tax"
          Income:Amt  -10 USD
          Assets:Bank  10 USD
        2024-02-29 * "Erstattung"
          Income:Amt  -10 USD
            fsq-role: "tax"
          Assets:Bank  10 USD
        """) == ["Income:Amt: unclassified income 5", "Income:Amt: active tax 5"]

    def test_a_reimbursement_is_a_negative_living_cost(self) -> None:
        # 300 spent on a trip, 250 of it paid back: 50 of living costs and no income.
        text = """
        2020-01-01 open Income:Arbeit:Reisekosten
          fsq-role: "living"
        2024-01-10 * "Reise"
          Expenses:Reisen            300 EUR
          Assets:Bank
        2024-01-31 * "Erstattung"
          Income:Arbeit:Reisekosten -250 EUR
          Assets:Bank
        """
        assert shown(text) == [
            "Expenses:Reisen: - living -300",
            "Income:Arbeit:Reisekosten: - living 250",
        ]
        ledger = load(text)
        [year] = fsq_beancount.analyse(ledger.entries, ledger.options).periods
        assert plain(year.living_costs) == "50"
        assert set(map(plain, year.gross_income.values())) == {"0"}

    @pytest.mark.parametrize("role", ["tax", "fee", "cost"])
    def test_a_refund_on_an_income_account_is_a_negative_cost(self, role: str) -> None:
        # 25 of tax and 10 of it paid back: passive income is 100 - 15.
        text = f"""
        2020-01-01 open Income:Erstattung
          fsq-role: "{role}"
          fsq-class: "passive"
        2024-01-10 * "Dividende"
          Income:Dividenden   -100 EUR
          Expenses:Steuern      25 EUR
          Assets:Bank
        2024-01-31 * "Erstattung"
          Income:Erstattung    -10 EUR
          Assets:Bank
        """
        assert shown(text)[2] == f"Income:Erstattung: passive {role} 10"
        ledger = load(text)
        [year] = fsq_beancount.analyse(ledger.entries, ledger.options).periods
        assert plain(year.gross_income["passive"]) == "100"
        assert plain(year.net_income["passive"]) == "85"

    def test_a_reimbursement_is_no_income_that_makes_a_fee_a_cost(self) -> None:
        assert shown("""
        2020-01-01 open Income:Erstattung
          fsq-role: "living"
        2024-01-31 * "Spesenabrechnung"
          Income:Erstattung  -20 EUR
          Expenses:Gebühren    2 EUR
          Assets:Bank
        """) == ["Income:Erstattung: - living 20", "Expenses:Gebühren: - living -2"]

    def test_an_expense_with_the_role_income_is_income(self) -> None:
        # A loss that somebody books as an expense: step 8 gives it its class.
        assert shown("""
        2020-01-01 custom "fsq-rule" "Expenses:Broker" "income" "near-passive"
        2024-01-31 * "Jahresverlust"
          Expenses:Broker  20 EUR
          Assets:Bank
        """) == ["Expenses:Broker: near-passive income -20"]

    def test_virtual_costs(self) -> None:
        assert shown("""
        2020-01-01 custom "fsq-rule" "Expenses:Abschreibungen" "virtual"
        2024-01-31 * "Auto"
          Expenses:Abschreibungen  100 EUR
          Assets:Auto
        """) == ["Expenses:Abschreibungen: - virtual -100"]

    @pytest.mark.parametrize("account", ["Income:Umbuchung", "Expenses:Umbuchung"])
    def test_excluded_is_in_no_figure(self, account: str) -> None:
        text = f"""
        2020-01-01 open {account}
          fsq-role: "excluded"
        2024-01-31 * "Umbuchung"
          {account}  100 EUR
          Assets:Bank
        """
        assert shown(text) == [f"{account}: - excluded -100"]
        ledger = load(text)
        report = fsq_beancount.analyse(ledger.entries, ledger.options)
        assert all(not any(year.gross_income.values()) for year in report.periods)
        assert all(not year.living_costs for year in report.periods)

    def test_excluded_commodities(self) -> None:
        # Vacation hours on a payslip: no figure, nothing unconverted, nothing charged to them.
        text = """
        2020-01-01 commodity VACHR
          fsq-role: "excluded"
        2024-01-31 * "Lohn"
          Income:Gehalt      -3000 EUR
          Expenses:Steuern     500 EUR
          Assets:Bank         2500 EUR
          Income:Urlaub         -4 VACHR
          Assets:Urlaub          4 VACHR
        2024-02-28 * "Urlaub"
          Expenses:Urlaub        4 VACHR
          Assets:Urlaub         -4 VACHR
        """
        assert shown(text) == [
            "Income:Gehalt: active income 3000",
            "Expenses:Steuern: active tax -500",
            "Income:Urlaub: - excluded ?",
            "Expenses:Urlaub: - excluded ?",
        ]
        ledger = load(text)
        assert fsq_beancount.analyse(ledger.entries, ledger.options).unconverted == {}

    def test_an_unconverted_currency_that_nobody_excludes_is_listed(self) -> None:
        text = """
        2024-02-28 * "Urlaub"
          Expenses:Urlaub        4 VACHR
          Assets:Urlaub
        """
        assert shown(text) == ["Expenses:Urlaub: - living ?"]
        ledger = load(text)
        [(currency, amount)] = fsq_beancount.analyse(
            ledger.entries, ledger.options
        ).unconverted.items()
        assert (currency, plain(amount)) == ("VACHR", "4")


class TestCharging:
    """The class and stream a cost is charged to."""

    def test_its_own_class_and_stream(self) -> None:
        # Not those of the salary beside it.
        assert (
            shown("""
        2020-01-01 open Expenses:Steuern
          fsq-class: "passive"
          fsq-stream: "Wohnung"
        2024-01-31 * "Lohn"
          Income:Gehalt     -3000 EUR
          Expenses:Steuern     30 EUR
          Assets:Bank
        """)[1]
            == "Expenses:Steuern: passive tax -30 [Wohnung]"
        )

    def test_the_class_and_stream_of_the_income_beside_it(self) -> None:
        assert (
            shown("""
        2020-01-01 open Income:Dividenden
          fsq-stream: "Aktien"
        2024-01-31 * "Dividende"
          Income:Dividenden  -100 EUR
          Expenses:Steuern     25 EUR
          Assets:Bank
        """)[1]
            == "Expenses:Steuern: passive tax -25 [Aktien]"
        )

    def test_split_in_proportion_to_positive_gross_amounts(self) -> None:
        # 90 over dividends of 100 and a salary of 200: 30 and 60. The loss of 50 bears nothing.
        assert shown("""
        2024-01-31 * "Sammelabrechnung"
          Income:Dividenden  -100 EUR
          Income:Gehalt      -200 EUR
          Income:Verluste      50 EUR
          Expenses:Steuern     90 EUR
          Assets:Bank
        """)[3:] == ["Expenses:Steuern: passive tax -30", "Expenses:Steuern: active tax -60"]

    def test_split_over_postings_of_one_kind_is_none(self) -> None:
        # Two dividends bear it together; that there are two does not matter.
        assert shown("""
        2024-01-31 * "Dividenden"
          Income:Dividenden:A  -100 EUR
          Income:Dividenden:B  -200 EUR
          Expenses:Steuern       90 EUR
          Assets:Bank
        """)[2:] == ["Expenses:Steuern: passive tax -90"]

    def test_split_over_streams_of_one_class(self) -> None:
        # 1 : 2 again; a split between streams is one of the same class.
        assert shown("""
        2020-01-01 custom "fsq-rule" "Income:Dividenden:A" "A"
        2020-01-01 custom "fsq-rule" "Income:Dividenden:B" "B"
        2024-01-31 * "Dividenden"
          Income:Dividenden:A  -100 EUR
          Income:Dividenden:B  -200 EUR
          Expenses:Steuern       90 EUR
          Assets:Bank
        """)[2:] == [
            "Expenses:Steuern: passive tax -30 [A]",
            "Expenses:Steuern: passive tax -60 [B]",
        ]

    def test_proportions_are_of_amounts_in_the_report_currency(self) -> None:
        # 100 USD at 0.50 are 50 EUR beside 100 EUR: 1 : 2, so 10 and 20 of 30.
        assert shown("""
        2024-01-01 price USD 0.50 EUR
        2024-01-31 * "Sammelabrechnung"
          Income:Dividenden  -100 USD
          Income:Gehalt      -100 EUR
          Expenses:Steuern     30 EUR
          Assets:Bank
        """)[2:] == ["Expenses:Steuern: passive tax -10", "Expenses:Steuern: active tax -20"]

    def test_what_rounding_leaves_over_goes_to_the_largest_ties_to_the_first(self) -> None:
        # 100 over three equal incomes: 33.333333333333 each and 0.000000000001 left over.
        assert shown("""
        2024-01-31 * "Sammelabrechnung"
          Income:Dividenden   -70 EUR
          Income:Gehalt       -70 EUR
          Income:Anderes      -70 EUR
            fsq-class: "unclassified"
          Expenses:Steuern    100 EUR
          Assets:Bank
        """)[3:] == [
            "Expenses:Steuern: passive tax -33.333333333334",
            "Expenses:Steuern: active tax -33.333333333333",
            "Expenses:Steuern: unclassified tax -33.333333333333",
        ]

    def test_what_rounding_leaves_over_goes_to_the_largest(self) -> None:
        # 1 over 1 : 2: 0.333333333333 and 0.666666666667 add up. 1 over 1 : 1 : 4 are
        # 0.166666666667 twice and 0.666666666667: 0.000000000001 too much, off the largest.
        assert shown("""
        2024-01-31 * "Sammelabrechnung"
          Income:Dividenden  -1 EUR
          Income:Anderes     -1 EUR
            fsq-class: "unclassified"
          Income:Gehalt      -4 EUR
          Expenses:Steuern    1 EUR
          Assets:Bank
        """)[3:] == [
            "Expenses:Steuern: passive tax -0.166666666667",
            "Expenses:Steuern: unclassified tax -0.166666666667",
            "Expenses:Steuern: active tax -0.666666666666",
        ]

    def test_to_the_largest_when_none_is_positive(self) -> None:
        # A dividend of 10 and interest of 3 taken back, the tax with them: -3 is the largest.
        assert shown("""
        2020-01-01 custom "fsq-rule" "Income:Zinsen" "Konto"
        2024-01-31 * "Storno"
          Income:Dividenden   10 EUR
          Income:Zinsen        3 EUR
          Expenses:Steuern    -3.25 EUR
          Assets:Bank
        """)[2:] == ["Expenses:Steuern: passive tax 3.25 [Konto]"]

    def test_a_loss_bears_the_fee_of_its_sale(self) -> None:
        # 5 bought at 100, sold at 80.
        assert shown("""
        2024-01-02 * "Kauf"
          Assets:Depot   5 HOOL {100 EUR}
          Assets:Bank
        2024-03-01 * "Verkauf"
          Assets:Depot  -5 HOOL {100 EUR} @ 80 EUR
          Income:Depot  100 EUR
          Expenses:Gebühren  5 EUR
          Assets:Bank
        """) == [
            "Income:Depot: near-passive income -100 gain",
            "Expenses:Gebühren: near-passive fee -5 gain",
        ]

    def test_the_part_of_a_gain_is_a_gain(self) -> None:
        # One class, one stream, but a gain of 100 and a premium of 100.
        assert shown("""
        2024-01-31 * "Abrechnung"
          Income:Kursgewinne     -100 EUR
          Income:Optionsprämien  -100 EUR
          Expenses:Steuern         50 EUR
          Assets:Bank
        """)[2:] == [
            "Expenses:Steuern: near-passive tax -25 gain",
            "Expenses:Steuern: near-passive tax -25",
        ]

    def test_unconverted_income_bears_nothing(self) -> None:
        # CHF has no price: the salary bears all.
        assert shown("""
        2024-01-31 * "Sammelabrechnung"
          Income:Dividenden  -100 CHF
          Income:Gehalt      -200 EUR
          Expenses:Steuern     90 EUR
          Assets:Bank
        """) == [
            "Income:Dividenden: passive income ?",
            "Income:Gehalt: active income 200",
            "Expenses:Steuern: active tax -90",
        ]

    def test_excluded_income_bears_nothing(self) -> None:
        assert shown("""
        2024-01-31 * "Sammelabrechnung"
          Income:Dividenden  -100 EUR
          Income:Spiel       -200 EUR
            fsq-role: "excluded"
          Expenses:Steuern     90 EUR
          Assets:Bank
        """)[2:] == ["Expenses:Steuern: passive tax -90"]

    def test_neutral_income_bears_nothing_beside_other(self) -> None:
        assert shown("""
        2024-01-31 * "Sammelabrechnung"
          Income:Dividenden       -100 EUR
          Income:Steuererstattung -200 EUR
          Expenses:Gebühren         90 EUR
          Assets:Bank
        """)[2:] == ["Expenses:Gebühren: passive fee -90"]

    def test_neutral_income_alone_bears_its_costs(self) -> None:
        assert shown("""
        2024-01-31 * "Erbschaft"
          Income:Erbschaft  -2000 EUR
          Expenses:Steuern     90 EUR
          Assets:Bank
        """)[1:] == ["Expenses:Steuern: neutral tax -90"]

    def test_unclassified_income_bears_its_costs(self) -> None:
        assert shown("""
        2024-01-31 * "Dies und das"
          Income:Anderes    -100 EUR
          Expenses:Gebühren    5 EUR
          Assets:Bank
        """)[1:] == ["Expenses:Gebühren: unclassified fee -5"]

    def test_only_unconverted_income_leaves_a_cost_unclassified(self) -> None:
        # The transaction has an income posting, so the fee is one; nothing can bear it.
        assert shown("""
        2024-01-31 * "Dividende"
          Income:Dividenden  -100 CHF
          Expenses:Gebühren     5 CHF
          Expenses:KESt        25 CHF
          Assets:Bank
        """)[1:] == ["Expenses:Gebühren: unclassified fee ?", "Expenses:KESt: passive tax ?"]

    def test_a_cost_without_a_price_is_charged_where_its_largest_part_would_be(self) -> None:
        # Parts are amounts in the report currency, so it has none.
        assert shown("""
        2024-01-31 * "Sammelabrechnung"
          Income:Dividenden  -100 EUR
          Income:Gehalt      -200 EUR
          Expenses:Steuern     90 CHF
          Assets:Bank
        """)[2:] == ["Expenses:Steuern: active tax ?"]

    def test_own_class_but_no_own_stream(self) -> None:
        # The streams of the passive income beside it, 1 : 2, and never that of another class.
        assert shown("""
        2020-01-01 custom "fsq-rule" "Expenses:Steuern" "passive"
        2020-01-01 custom "fsq-rule" "Income:Dividenden" "Aktien"
        2020-01-01 custom "fsq-rule" "Income:Miete" "Wohnung"
        2020-01-01 custom "fsq-rule" "Income:Gehalt" "Arbeit"
        2024-01-31 * "Sammelabrechnung"
          Income:Dividenden  -100 EUR
          Income:Miete       -200 EUR
          Income:Gehalt      -300 EUR
          Expenses:Steuern     90 EUR
          Assets:Bank
        """)[3:] == [
            "Expenses:Steuern: passive tax -30 [Aktien]",
            "Expenses:Steuern: passive tax -60 [Wohnung]",
        ]

    def test_own_class_on_the_posting_but_no_own_stream(self) -> None:
        # The same 1 : 2, with and without the plugin, which splits what a person has classed.
        assert shown("""
        2020-01-01 custom "fsq-rule" "Income:Dividenden" "Aktien"
        2020-01-01 custom "fsq-rule" "Income:Miete" "Wohnung"
        2024-01-31 * "Sammelabrechnung"
          Income:Dividenden  -100 EUR
          Income:Miete       -200 EUR
          Income:Gehalt      -300 EUR
          Expenses:Steuern     90 EUR
            fsq-class: "passive"
          Assets:Bank
        """)[3:] == [
            "Expenses:Steuern: passive tax -30 [Aktien]",
            "Expenses:Steuern: passive tax -60 [Wohnung]",
        ]

    def test_own_class_and_stream_on_the_posting_split_between_gain_and_dividend(self) -> None:
        # One class and one stream, but a gain of 100 and a dividend of 100: 25 each.
        assert shown("""
        2020-01-01 custom "fsq-rule" "Income:Kursgewinne" "passive"
        2024-01-31 * "Abrechnung"
          Income:Kursgewinne  -100 EUR
          Income:Dividenden   -100 EUR
          Expenses:Steuern      50 EUR
            fsq-class: "passive"
            fsq-stream: "Broker"
          Assets:Bank
        """)[2:] == [
            "Expenses:Steuern: passive tax -25 [Broker] gain",
            "Expenses:Steuern: passive tax -25 [Broker]",
        ]

    def test_own_stream_but_no_own_class(self) -> None:
        # Split over the classes 1 : 2, all of it in its stream.
        assert shown("""
        2020-01-01 custom "fsq-rule" "Expenses:Steuern" "Broker"
        2020-01-01 custom "fsq-rule" "Income:Dividenden" "Aktien"
        2024-01-31 * "Sammelabrechnung"
          Income:Dividenden  -100 EUR
          Income:Gehalt      -200 EUR
          Expenses:Steuern     90 EUR
          Assets:Bank
        """)[2:] == [
            "Expenses:Steuern: passive tax -30 [Broker]",
            "Expenses:Steuern: active tax -60 [Broker]",
        ]

    def test_own_class_without_income_of_that_class(self) -> None:
        assert shown("""
        2020-01-01 custom "fsq-rule" "Expenses:Steuern" "passive"
        2020-01-01 custom "fsq-rule" "Income:Gehalt" "Arbeit"
        2024-01-31 * "Lohn"
          Income:Gehalt      -300 EUR
          Expenses:Steuern     90 EUR
          Assets:Bank
        """)[1:] == ["Expenses:Steuern: passive tax -90"]

    def test_a_role_without_class_and_without_income_is_unclassified(self) -> None:
        assert shown("""
        2020-01-01 custom "fsq-rule" "Expenses:Betrieb" "cost"
        2024-01-31 * "Miete der Werkstatt"
          Expenses:Betrieb   90 EUR
          Assets:Bank
        """) == ["Expenses:Betrieb: unclassified cost -90"]

    def test_a_fee_of_a_trade_without_income_is_near_passive_whoever_calls_it_a_fee(self) -> None:
        assert shown("""
        2020-01-01 custom "fsq-rule" "Expenses:Broker" "fee"
        2024-01-02 * "Kauf"
          Assets:Depot   10 HOOL {100 EUR}
          Expenses:Broker      6 EUR
          Assets:Bank
        2024-01-31 * "Depotführung"
          Expenses:Broker      1 EUR
          Assets:Bank
        """) == [
            "Expenses:Broker: near-passive fee -6 gain",
            "Expenses:Broker: unclassified fee -1",
        ]

    def test_a_split_cost_counts_by_its_parts_in_every_figure(self) -> None:
        # Dividends 100 - 30, salary 200 - 60.
        ledger = load("""
        2024-01-31 * "Sammelabrechnung"
          Income:Dividenden  -100 EUR
          Income:Gehalt      -200 EUR
          Expenses:Steuern     90 EUR
          Assets:Bank
        """)
        [year] = fsq_beancount.analyse(ledger.entries, ledger.options).periods
        assert plain(year.net_income["passive"]) == "70"
        assert plain(year.net_income["active"]) == "140"
        assert plain(year.living_costs) == "0"


class TestLivingCosts:
    """What stays a living cost."""

    def test_a_stream_alone_makes_no_cost_of_earning(self) -> None:
        # Neither a class nor a role is given to it.
        assert shown("""
        2020-01-01 custom "fsq-rule" "Expenses:Haus" "Haus"
        2024-01-31 * "Farbe"
          Expenses:Haus  20 EUR
          Assets:Bank
        """)[0].startswith("Expenses:Haus: - living -20")

    def test_a_role_living_overrules_name_and_income(self) -> None:
        assert (
            shown("""
        2020-01-01 custom "fsq-rule" "Expenses:Steuern:Kfz" "living"
        2024-01-31 * "Lohn"
          Income:Gehalt         -3000 EUR
          Expenses:Steuern:Kfz     90 EUR
          Assets:Bank
        """)[1]
            == "Expenses:Steuern:Kfz: - living -90"
        )


class TestPaddingAndUnrealized:
    """What Beancount and its plugins make."""

    def test_padding_from_an_expense_account_is_living(self) -> None:
        # Nothing is bought with it on purpose; 30 of cash are gone.
        assert shown("""
        2024-01-01 open Assets:Bargeld
        2024-01-02 * "Abheben"
          Assets:Bargeld  100 EUR
          Assets:Bank
        2024-01-03 pad Assets:Bargeld Expenses:Gebühren
        2024-01-31 balance Assets:Bargeld  70 EUR
        """) == ["Expenses:Gebühren: - living -30"]

    def test_padding_from_an_income_account_is_excluded(self) -> None:
        assert shown("""
        2024-01-01 open Assets:Depot
        2024-01-03 pad Assets:Depot Income:Zinsen
        2024-01-31 balance Assets:Depot  70 EUR
        """) == ["Income:Zinsen: - excluded 70"]

    def test_padding_from_an_account_that_somebody_gives_a_class_or_role(self) -> None:
        # The definitions leave it open: what a person says goes before.
        text = """
        2024-01-01 open Assets:Kasse
        2023-01-01 custom "fsq-rule" "{account}" "{word}"
        2024-01-03 pad Assets:Kasse {account}
        2024-01-31 balance Assets:Kasse  70 EUR
        """
        for account, word, expected in (
            ("Expenses:Betrieb", "active", "active cost 70"),
            ("Expenses:Betrieb", "virtual", "- virtual 70"),
            ("Income:Betrieb", "income", "unclassified income 70"),
            ("Income:Betrieb", "active", "active excluded 70"),
        ):
            assert shown(text.format(account=account, word=word)) == [f"{account}: {expected}"]

    def test_padding_from_equity_is_no_flow(self) -> None:
        assert (
            shown("""
        2024-01-01 open Assets:Depot
        2024-01-03 pad Assets:Depot Equity:Opening-Balances
        2024-01-31 balance Assets:Depot  70 EUR
        """)
            == []
        )

    def test_transactions_flagged_u_are_no_income(self) -> None:
        assert (
            shown("""
        2024-12-31 U "Unrealisierter Gewinn"
          Income:Depot:Unrealized  -500 EUR
          Assets:Depot:Unrealized   500 EUR
        """)
            == []
        )

    def test_an_unrealised_loss_on_any_expense_account_is_no_cost(self) -> None:
        assert (
            shown("""
        2024-12-31 U "Unrealisierter Verlust"
          Expenses:Wertberichtigung   500 EUR
          Assets:Depot:Unrealized    -500 EUR
        """)
            == []
        )


class TestRoots:
    """Accounts are recognised by the ledger's own root names, in any script."""

    def test_german_roots(self) -> None:
        assert shown(
            """
            2020-01-01 custom "fsq-rule" "Ausgaben:Betrieb" "cost" "active"
            2024-01-31 * "Lohn"
              Einnahmen:Gehalt    -3000 EUR
              Ausgaben:Lohnsteuer   500 EUR
              Ausgaben:Betrieb       20 EUR
              Ausgaben:Essen         10 EUR
              Schulden:Kreditkarte  100 EUR
              Vermögen:Bank
            """,
            'option "name_income" "Einnahmen"',
            'option "name_expenses" "Ausgaben"',
            'option "name_assets" "Vermögen"',
            'option "name_liabilities" "Schulden"',
            'option "name_equity" "Eigenkapital"',
        ) == [
            "Einnahmen:Gehalt: active income 3000",
            "Ausgaben:Lohnsteuer: active tax -500",
            "Ausgaben:Betrieb: active cost -20",
            "Ausgaben:Essen: - living -10",
        ]

    def test_a_loan_below_a_renamed_root(self) -> None:
        assert (
            shown(
                """
            2024-01-31 * "Rate"
              Einnahmen:Zuschuss   -10 EUR
              Ausgaben:Gebühren      1 EUR
              Vermögen:Auto        100 EUR
              Schulden:Darlehen
            """,
                'option "name_assets" "Vermögen"',
                'option "name_income" "Einnahmen"',
                'option "name_expenses" "Ausgaben"',
                'option "name_liabilities" "Schulden"',
            )[1]
            == "Ausgaben:Gebühren: - living -1"
        )

    def test_roots_in_another_script(self) -> None:
        # No name in the data is Russian: only what the ledger says counts, and the roots.
        assert shown(
            """
            2020-01-01 custom "fsq-rule" "доходы:дивиденды" "passive" "Акции"
            2024-01-31 * "Выписка"
              Доходы:Дивиденды:Газ  -100 EUR
              Доходы:Прочее          -10 EUR
              Расходы:Еда             20 EUR
              Активы:Банк
            """,
            'option "name_income" "Доходы"',
            'option "name_expenses" "Расходы"',
            'option "name_assets" "Активы"',
        ) == [
            "Доходы:Дивиденды:Газ: passive income 100 [Акции]",
            "Доходы:Прочее: unclassified income 10",
            "Расходы:Еда: - living -20",
        ]

    def test_the_usual_names_are_nothing_where_the_roots_have_others(self) -> None:
        # "Income" is the ledger's name for its assets here, however strange.
        assert shown(
            """
            2024-01-31 * "Lohn"
              Einnahmen:Gehalt  -10 EUR
              Income:Dividenden  10 EUR
            """,
            'option "name_income" "Einnahmen"',
            'option "name_assets" "Income"',
        ) == ["Einnahmen:Gehalt: active income 10"]


class TestRule:
    """What decided, in words a person can act on."""

    def rules(self, text: str) -> list[str]:
        return [in_english(flow.reasons) for flow in flows(text)]

    def test_the_same_words_on_a_posting_and_on_its_transaction(self) -> None:
        assert self.rules("""
            2020-01-01 price USD 0.50 EUR
            2024-01-31 * "Zahlung"
              fsq-class: "passive"
              Expenses:Porto  10 USD
              Assets:Bank    -10 USD
            2024-02-29 * "Zahlung"
              Expenses:Porto  10 USD
                fsq-class: "passive"
              Assets:Bank    -10 USD
            """) == ["metadata of the transaction", "metadata of the posting"]

    def test_words_of_the_steps(self) -> None:
        assert self.rules("""
            2024-01-31 * "Zahlung"
              Income:Dividenden  -1 EUR
              Income:Anderes     -1 EUR
              Income:Gesagt      -1 EUR
                fsq-class: "passive"
              Assets:Bank
            2024-01-31 * "Zahlung"
              fsq-class: "passive"
              Income:Gesagt      -1 EUR
              Assets:Bank
            """) == [
            'name "dividenden" in Dividenden',
            "nothing says what it is",
            "metadata of the posting",
            "metadata of the transaction",
        ]

    def test_words_name_the_line_that_decided(self) -> None:
        # Lines 3, 5 and 6 of the file: two lines stand before the text.
        rules = self.rules("""
            2020-01-01 open Income:A
              fsq-class: "passive"
            2020-01-01 custom "fsq-rule" "Income:B" "passive"
            2020-01-01 custom "fsq-tag" "c" "passive"
            2024-01-31 * "Zahlung"
              Income:A  -1 EUR
              Income:B  -1 EUR
              Assets:Bank
            2024-01-31 * "Zahlung" #c
              Income:C  -1 EUR
              Assets:Bank
            """)
        assert rules[0].startswith("open Income:A (")
        assert rules[0].endswith(":3)")
        assert rules[1].startswith('custom "fsq-rule" "Income:B" (')
        assert rules[1].endswith(":5)")
        assert rules[2].startswith("tag #c (")
        assert rules[2].endswith(":6)")

    def test_words_of_a_cost_tell_role_and_charge(self) -> None:
        assert self.rules("""
            2024-01-31 * "Dividende"
              Income:Dividenden  -100 EUR
              Expenses:Steuern     25 EUR
              Expenses:Essen        5 EUR
              Assets:Bank
            """)[1:] == [
            'role by name "steuern" in Steuern; charged to the income of its transaction',
            "an expense that is no cost of earning",
        ]
