"""Where a posting stands decides with its name: payslips, goods, losses, taxes, refunds.

``shown`` gives a line per flow, ``account: class role amount [stream] gain``, and checks on the
way that the flows are the same with the plugin line.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import flows, load, shown, tags

import fsq_beancount
from fsq_beancount.i18n.reasons import in_english


def narrow(text: str) -> Decimal | None:
    """Return the narrow quota of the last year of a ledger."""
    ledger = load(text)
    assert ledger.errors == []
    return fsq_beancount.analyse(ledger.entries, ledger.options).periods[-1].fsq_narrow


class TestPayslip:
    """Step 6: pensions beside larger active income, and names of an employer."""

    @pytest.mark.parametrize(
        ("pension", "expected"), [("320", "active"), ("4000", "passive"), ("4000.01", "passive")]
    )
    def test_a_pension_beside_larger_active_income(self, pension: str, expected: str) -> None:
        # "In a transaction whose income active by steps 1-6 is larger": than 4,000 it is not.
        assert shown(f"""
        2024-01-31 * "Lohn"
          Income:Hooli:Salary   -4000 GBP
          Income:Hooli:Pension  -{pension} GBP
          Assets:Bank
        """, currency="GBP")[1] == f"Income:Hooli:Pension: {expected} income {pension}"  # fmt: skip

    def test_a_payslip_taken_back(self) -> None:
        assert shown("""
        2024-01-31 * "Storno"
          Income:Hooli:Salary   4000 EUR
          Income:Hooli:Pension   320 EUR
          Assets:Bank
        """) == [
            "Income:Hooli:Salary: active income -4000",
            "Income:Hooli:Pension: active income -320",
        ]

    def test_two_pensions_are_compared_together(self) -> None:
        # 1,000 + 900 of pensions are more than a job of 1,200, though each is less.
        assert shown("""
        2024-01-31 * "Sammelbuchung"
          Income:Gehalt   -1200 EUR
          Income:Rente    -1000 EUR
          Income:Pension   -900 EUR
          Assets:Bank
        """)[1:] == ["Income:Rente: passive income 1000", "Income:Pension: passive income 900"]

    def test_amounts_in_two_currencies(self) -> None:
        # 1,000 USD are 500 EUR: less than the pension. Without a price nothing can be compared.
        text = """
        2024-01-31 * "Lohn"
          Income:Gehalt  -1000 {currency}
          Income:Rente    -600 EUR
          Assets:Bank     1000 {currency}
          Assets:Bank      600 EUR
        2020-01-01 price USD 0.50 EUR
        2020-01-01 price GBP 1.00 EUR
        """
        assert shown(text.format(currency="USD"))[1] == "Income:Rente: passive income 600"
        assert shown(text.format(currency="GBP"))[1] == "Income:Rente: active income 600"
        assert shown(text.format(currency="CHF"))[1] == "Income:Rente: passive income 600"

    def test_capital_income_and_rent_stay_passive(self) -> None:
        # One entry a month for salary and dividends. Dividends and interest leave a trace.
        text = """
        2024-01-31 * "Monat"
          Income:Gehalt      -4000 EUR
          Income:Dividenden   -100 EUR
          Income:Zinsen        -10 EUR
          Income:Miete        -500 EUR
          Income:Abos          -20 EUR
          Assets:Bank
        """
        assert [each.split(":", 2)[2] for each in shown(text)] == [
            " active income 4000",
            " passive income 100",
            " passive income 10",
            " passive income 500",
            " passive income 20",
        ]
        trace = "passive although active income stands beside it"
        assert [trace in in_english(flow.reasons) for flow in flows(text)] == [
            False, True, True, False, False,
        ]  # fmt: skip

    def test_what_somebody_calls_passive_stays_passive(self) -> None:
        assert (
            shown("""
        2020-01-01 custom "fsq-rule" "Income:Hooli:Pension" "passive"
        2024-01-31 * "Lohn"
          Income:Hooli:Salary   -4000 EUR
          Income:Hooli:Pension   -320 EUR
          Assets:Bank
        """)[1]
            == "Income:Hooli:Pension: passive income 320"
        )

    def test_an_employers_pension_is_active_where_it_comes_with_active_income(self) -> None:
        # Beside the salary of 15 January 2023 on that account; a year later still, then no more.
        assert shown("""
        2022-12-15 * "vorher"
          Income:Employer:Pension  -1 EUR
          Assets:Bank
        2023-01-15 * "Lohn"
          Income:Gehalt          -100 EUR
          Income:Employer:Pension  -2 EUR
          Assets:Bank
        2024-01-15 * "ein Jahr später"
          Income:Employer:Pension  -3 EUR
          Assets:Bank
        2024-01-16 * "im Ruhestand"
          Income:Employer:Pension  -4 EUR
          Assets:Bank
        """) == [
            "Income:Employer:Pension: passive income 1",
            "Income:Gehalt: active income 100",
            "Income:Employer:Pension: active income 2",
            "Income:Employer:Pension: active income 3",
            "Income:Employer:Pension: passive income 4",
        ]

    def test_a_leap_day(self) -> None:
        assert shown("""
        2024-02-29 * "Lohn"
          Income:Gehalt            -100 EUR
          Income:Employer:Dividend   -2 EUR
          Assets:Bank
        2025-02-28 * "ein Jahr später"
          Income:Employer:Dividend   -3 EUR
          Assets:Bank
        2025-03-01 * "danach"
          Income:Employer:Dividend   -4 EUR
          Assets:Bank
        """)[1:] == [
            "Income:Employer:Dividend: active income 2",
            "Income:Employer:Dividend: active income 3",
            "Income:Employer:Dividend: passive income 4",
        ]


class TestGoods:
    """Step 7: goods that are sold from stock are no gain."""

    STOCK = """
        2024-01-02 * "Einkauf"
          Assets:Lager   50 MUG {10 EUR}
          Assets:Lager   50 CUP {3.333 EUR}
          Assets:Bank
        """

    def test_an_expense_takes_the_cost_of_the_lots(self) -> None:
        # 10 at 10; what is sold is named nowhere, so it is unclassified.
        assert shown(f"""{self.STOCK}
        2024-02-01 * "Verkauf"
          Assets:Lager           -10 MUG {{10 EUR}}
          Income:Dies          -250 EUR
          Expenses:Wareneinsatz  100 EUR
          Expenses:Porto           5 EUR
          Assets:Bank
        """) == [
            "Income:Dies: unclassified income 250",
            "Expenses:Wareneinsatz: unclassified cost -100",
            "Expenses:Porto: - living -5",
        ]

    @pytest.mark.parametrize(
        ("taken", "expected"),
        [
            ("99.99", "unclassified income 250"),
            ("10.00", "near-passive income 250 gain"),
            ("100.00", "near-passive income 250 gain"),
        ],
    )
    def test_to_the_cent(self, taken: str, expected: str) -> None:
        # 30 at 3.333 are 99.99.
        assert (
            shown(f"""{self.STOCK}
        2024-02-01 * "Verkauf"
          Assets:Lager           -30 CUP {{3.333 EUR}}
          Income:Dies          -250 EUR
          Expenses:Wareneinsatz  {taken} EUR
          Assets:Bank
        """)[0]
            == f"Income:Dies: {expected}"
        )

    @pytest.mark.parametrize(
        "costs",
        [
            [("Becher", "100"), ("Tassen", "33.33")],
            [("Ware", "133.33")],
            [("Ware", "100"), ("Ware", "33.33")],
            [("Tassen", "33.33"), ("Becher", "100"), ("Porto", "7")],
        ],
    )
    def test_several_goods(self, costs: list[tuple[str, str]]) -> None:
        # 10 at 10 and 10 at 3.333.
        lines = "\n".join(f"          Expenses:{name}  {number} EUR" for name, number in costs)
        assert shown(f"""{self.STOCK}
        2024-02-01 * "Verkauf"
          Assets:Lager    -10 MUG {{10 EUR}}
          Assets:Lager    -10 CUP {{3.333 EUR}}
          Income:Freelance  -250 EUR
{lines}
          Assets:Bank
        """)[1:] == [
            f"Expenses:{name}: " + ("- living -7" if name == "Porto" else f"active cost -{number}")
            for name, number in costs
        ]

    def test_the_cost_follows_what_somebody_calls_the_sale(self) -> None:
        assert shown(f"""{self.STOCK}
        2020-01-01 custom "fsq-rule" "Income:Sales" "active" "Laden"
        2024-02-01 * "Verkauf"
          Assets:Lager           -10 MUG {{10 EUR}}
          Income:Sales          -250 EUR
          Expenses:Wareneinsatz  100 EUR
          Assets:Bank
        """) == [
            "Income:Sales: active income 250 [Laden]",
            "Expenses:Wareneinsatz: active cost -100 [Laden]",
        ]

    def test_goods_that_are_sent_back(self) -> None:
        assert shown(f"""{self.STOCK}
        2024-02-01 * "Retoure"
          Assets:Lager            10 MUG {{10 EUR}}
          Income:Sales           250 EUR
          Expenses:Wareneinsatz -100 EUR
          Assets:Bank
        """) == [
            "Income:Sales: unclassified income -250",
            "Expenses:Wareneinsatz: unclassified cost 100",
        ]

    @pytest.mark.parametrize(
        ("account", "price", "expected"),
        [
            ("Income:Sales", "", "unclassified income 50"),
            ("Income:Dies", "", "near-passive income 50 gain"),
            ("Income:Sales", "2024-01-01 price MUG 12 EUR", "near-passive income 50 gain"),
            ("Income:Sales", "2024-01-01 price CUP 12 EUR", "unclassified income 50"),
        ],
    )
    def test_the_name_of_sales_without_a_price(
        self, account: str, price: str, expected: str
    ) -> None:
        assert shown(f"""{self.STOCK}
        {price}
        2024-02-01 * "Verkauf"
          Assets:Lager  -10 MUG {{10 EUR}}
          {account}     -50 EUR
          Assets:Bank
        """) == [f"{account}: {expected}"]

    def test_prices_that_a_plugin_makes_of_costs_are_none(self) -> None:
        text = f"""{self.STOCK}
        2024-02-01 * "Verkauf"
          Assets:Lager  -10 MUG {{10 EUR}}
          Income:Sales  -50 EUR
          Assets:Bank
        """
        plugin = 'plugin "beancount.plugins.implicit_prices"'
        assert shown(text, plugin) == ["Income:Sales: unclassified income 50"]

    def test_food_paid_with_a_coin_beside_a_gain_or_a_reward_is_living(self) -> None:
        assert (
            shown("""
        2024-01-02 * "Kauf"
          Assets:Wallet  10 COIN {10 EUR}
          Assets:Bank
        2024-02-01 * "Essen"
          Assets:Wallet  -1 COIN {10 EUR}
          Expenses:Essen     10 EUR
          Income:Cashback    -1 EUR
          Income:Kursgewinne -1 EUR
          Assets:Bank
        """)[0]
            == "Expenses:Essen: - living -10"
        )


class TestLosses:
    """Losses of earning."""

    def test_accrued_interest_bears_taxes_but_no_fees(self) -> None:
        # Paid with the bond: negative passive income. The tax that comes back goes with it.
        assert shown("""
        2024-02-10 * "Kauf"
          Assets:Depot            50 BUND {100 EUR}
          Expenses:Stückzinsen    80 EUR
          Expenses:Ordergebühren   5 EUR
          Expenses:KESt          -20 EUR
          Assets:Bank
        """) == [
            "Expenses:Stückzinsen: passive income -80",
            "Expenses:Ordergebühren: near-passive fee -5 gain",
            "Expenses:KESt: passive tax 20",
        ]

    def test_interest_paid_in_lots_is_living(self) -> None:
        # A stable coin that is held at cost: nothing is bought, though a lot goes to an expense.
        assert shown("""
        2024-02-10 * "geliehen"
          Assets:Wallet       5050 USDC {1 EUR}
          Liabilities:Aave   -5000 USDC {1 EUR}
          Assets:Bank
        2024-02-11 * "zurück"
          Liabilities:Aave    5000 USDC {1 EUR}
          Expenses:Zinsen       50 USDC {1 EUR}
          Assets:Wallet      -5050 USDC {1 EUR}
        """) == ["Expenses:Zinsen: - living -50"]

    def test_interest_beside_a_loan_or_without_a_purchase_is_living(self) -> None:
        assert shown("""
        2024-02-10 * "Kauf auf Kredit"
          Assets:Depot           50 BUND {100 EUR}
          Expenses:Zinsen        80 EUR
          Liabilities:Darlehen
        2024-02-11 * "Zinsen"
          Expenses:Zinsen        80 EUR
          Assets:Bank
        """) == ["Expenses:Zinsen: - living -80", "Expenses:Zinsen: - living -80"]

    EARNS = """
        2024-01-02 * "Zinsen"
          Income:{income}  -9 EUR
          Assets:{takes}
        2024-01-03 * "Essen"
          Expenses:Essen   40 EUR
          Assets:{pays}
        2024-03-01 * "Ausfall"
          Expenses:Ausfall  60 EUR
          Assets:{loses}
        """

    @pytest.mark.parametrize(
        ("income", "takes", "pays", "loses", "is_loss"),
        [
            ("Zinsen", "Plattform", "Bank", "Plattform", True),  # takes passive income
            ("Mintos:Zinsen", "Bank", "Bank", "Mintos", True),  # its own name
            ("P2P:Zinsen", "Bank", "Bank", "P2P:Kredit7", True),  # its parent's name
            ("Zinsen:Mintos", "Bank", "Bank", "Mintos:Kredit7", True),
            ("Mintos:Zinsen", "Bank", "Bank", "Mintos:A:B", False),  # its grandparent's
            ("Zinsen", "Bank", "Bank", "Bruder", False),  # of nothing that earns
            ("Gehalt:Bruder", "Bank", "Bank", "Bruder", False),  # earns no passive income
            ("Zinsen", "Bank", "Bank", "Bank", False),  # pays living costs
        ],
    )
    def test_a_loss_of_an_asset(
        self, income: str, takes: str, pays: str, loses: str, is_loss: bool
    ) -> None:
        text = self.EARNS.format(income=income, takes=takes, pays=pays, loses=loses)
        expected = "near-passive income -60 gain" if is_loss else "- living -60"
        assert shown(text)[2] == f"Expenses:Ausfall: {expected}"

    def test_a_part_that_was_paid_back_does_not_matter(self) -> None:
        # 100 lent, 40 of it came back to the bank.
        assert (
            shown("""
        2024-01-02 * "Zinsen"
          Income:Zinsen    -9 EUR
          Assets:P2P
        2024-03-01 * "Ausfall"
          Assets:P2P       -100 EUR
          Assets:Bank        40 EUR
          Expenses:P2P:Ausfall
        """)[1]
            == "Expenses:P2P:Ausfall: near-passive income -60 gain"
        )

    def test_what_a_lot_is_written_off_to(self) -> None:
        assert shown("""
        2024-01-02 * "Kauf"
          Assets:Depot  10 ABC {50 EUR}
          Assets:Bank
        2024-03-01 * "wertlos"
          Assets:Depot  -10 ABC {50 EUR}
          Expenses:Ausbuchung
        2024-03-02 * "gespendet"
          Assets:Depot  10 ABC {50 EUR}
          Assets:Bank
        2024-03-03 * "gespendet"
          Assets:Depot  -10 ABC {50 EUR}
          Expenses:Spende
        """) == [
            "Expenses:Ausbuchung: near-passive income -500 gain",
            "Expenses:Spende: - living -500",
        ]


class TestDepreciation:
    """Depreciation by anybody is no payment."""

    @pytest.mark.parametrize(
        ("other", "expected"),
        [
            ("Assets:Auto:Wertberichtigung", "virtual"),
            ("Assets:Bank", "living"),  # pays other living costs
            ("Assets:Tagesgeld", "living"),  # takes income
            ("Liabilities:Kredit", "living"),  # a loan that is amortised
            ("Equity:Abschreibung", "virtual"),
        ],
    )
    def test_against(self, other: str, expected: str) -> None:
        assert (
            shown(f"""
        2024-01-02 * "Zinsen"
          Income:Zinsen    -9 EUR
          Assets:Tagesgeld
        2024-01-03 * "Essen"
          Expenses:Essen   40 EUR
          Assets:Bank
        2024-12-31 * "Abschreibung"
          Expenses:Abschreibungen:Auto  2400 EUR
          {other}
        """)[2]
            == f"Expenses:Abschreibungen:Auto: - {expected} -2400"
        )

    def test_it_is_its_own_only_cost(self) -> None:
        # The account pays depreciation and nothing else.
        assert shown("""
        2024-11-30 * "AfA"
          Expenses:AfA  10 EUR
          Assets:Wertberichtigung
        2024-12-31 * "AfA"
          Expenses:AfA  20 EUR
          Assets:Wertberichtigung
        """) == ["Expenses:AfA: - virtual -10", "Expenses:AfA: - virtual -20"]


class TestWhoseTax:
    """Whose tax it is decides the class, never the role."""

    def test_wage_tax_beside_salary_and_dividends(self) -> None:
        # Another tax is split 3 : 1; wage tax and social insurance are the salary's alone.
        assert shown("""
        2024-01-31 * "Monat"
          Income:Gehalt               -3000 EUR
          Income:Dividenden           -1000 EUR
          Expenses:Lohnsteuer           500 EUR
          Expenses:Sozialversicherung   600 EUR
          Expenses:Steuern               40 EUR
          Assets:Bank
        """)[2:] == [
            "Expenses:Lohnsteuer: active tax -500",
            "Expenses:Sozialversicherung: active tax -600",
            "Expenses:Steuern: active tax -30",
            "Expenses:Steuern: passive tax -10",
        ]

    def test_wage_tax_in_a_vesting(self) -> None:
        # Nobody has classified what vests; what is withheld of it is a tax of work.
        assert shown("""
        2024-05-15 * "Zuteilung"
          Income:Hooli         -1000 EUR
          Expenses:Lohnsteuer    400 EUR
          Assets:Depot             6 HOOL {100 EUR}
        """) == ["Income:Hooli: unclassified income 1000", "Expenses:Lohnsteuer: active tax -400"]

    def test_wage_tax_of_a_dividend_that_is_reinvested_follows_it(self) -> None:
        assert (
            shown("""
        2024-05-15 * "Wiederanlage"
          Income:Dividenden    -1000 EUR
          Expenses:Lohnsteuer    400 EUR
          Assets:Depot             6 HOOL {100 EUR}
        """)[1]
            == "Expenses:Lohnsteuer: passive tax -400"
        )

    @pytest.mark.parametrize("name", ["Lohnsteuer", "Sozialversicherung", "USt", "Stempelsteuer"])
    def test_alone_it_is_living(self, name: str) -> None:
        assert shown(f"""
        2024-05-15 * "Amt"
          Expenses:{name}   400 EUR
          Assets:Bank
        """) == [f"Expenses:{name}: - living -400"]

    def test_value_added_tax(self) -> None:
        # Beside income that income's, on the purchase of a lot a fee, on a receipt living.
        assert shown("""
        2024-01-02 * "Goldkauf"
          Assets:Tresor    1 GOLD {2000 EUR}
          Expenses:USt   380 EUR
          Assets:Bank
        2024-01-03 * "Kurs"
          Income:Onlinekurs  -1190 EUR
          Expenses:USt         190 EUR
          Assets:Bank
        2024-01-04 * "Kassenzettel"
          Expenses:Essen  100 EUR
          Expenses:USt     19 EUR
          Assets:Bank
        """) == [
            "Expenses:USt: near-passive fee -380 gain",
            "Income:Onlinekurs: passive income 1190",
            "Expenses:USt: passive tax -190",
            "Expenses:Essen: - living -100",
            "Expenses:USt: - living -19",
        ]

    def test_a_tax_on_an_advance_lump_sum_is_passive_whatever_stands_beside_it(self) -> None:
        assert shown("""
        2024-01-02 * "Kauf"
          Assets:Depot  1 FONDS {90 EUR}
          Assets:Bank
        2025-01-02 * "Verkauf für die Steuer"
          Assets:Depot            -0.25 FONDS {90 EUR} @ 100 EUR
          Income:Kursgewinne      -2.50 EUR
          Expenses:Vorabpauschale    25 EUR
        2025-01-03 * "vom Konto"
          Expenses:Vorabpauschale    25 EUR
          Assets:Bank
        """) == [
            "Income:Kursgewinne: near-passive income 2.5 gain",
            "Expenses:Vorabpauschale: passive tax -25",
            "Expenses:Vorabpauschale: passive tax -25",
        ]


class TestFees:
    """Fees of the household and fees that say nothing."""

    def test_on_a_payslip(self) -> None:
        assert shown("""
        2024-01-31 * "Lohn"
          Income:Gehalt           -3000 EUR
          Expenses:Kitagebühren     200 EUR
          Expenses:Gebühren          10 EUR
          Expenses:Kontogebühren      5 EUR
          Assets:Bank
        """)[1:] == [
            "Expenses:Kitagebühren: - living -200",
            "Expenses:Gebühren: - living -10",
            "Expenses:Kontogebühren: active fee -5",
        ]

    def test_beside_other_income(self) -> None:
        assert shown("""
        2024-01-31 * "Dividende"
          Income:Dividenden        -300 EUR
          Expenses:Kitagebühren     200 EUR
          Expenses:Gebühren          10 EUR
          Assets:Bank
        """)[1:] == ["Expenses:Kitagebühren: - living -200", "Expenses:Gebühren: passive fee -10"]

    def test_a_class_answers_what_a_fee_is_for(self) -> None:
        assert (
            shown("""
        2020-01-01 custom "fsq-rule" "Expenses:Gebühren" "active"
        2024-01-31 * "Lohn"
          Income:Gehalt           -3000 EUR
          Expenses:Gebühren          10 EUR
          Assets:Bank
        """)[1]
            == "Expenses:Gebühren: active fee -10"
        )


class TestHomes:
    """The costs of buying a home are living costs; those of selling it are not."""

    @pytest.mark.parametrize(
        ("adds", "expected"),
        [
            ("Assets:Haus  100 EUR", "- living -5"),
            ("Assets:Depot  1 ELM {100 EUR}", "- living -5"),  # a lot without a price
            ("Assets:Depot  1 FND {100 EUR}", "passive fee -5"),  # a fund bought on credit
            ("Assets:Bank  100 EUR", "passive fee -5"),
            ("Assets:Haus  -100 EUR", "passive fee -5"),
        ],
    )
    def test_what_is_added_on_credit(self, adds: str, expected: str) -> None:
        assert (
            shown(f"""
        2024-01-01 price FND 100 EUR
        2024-01-31 * "Auf Kredit"
          Income:Zinsen  -10 EUR
          Expenses:Kreditgebühren  5 EUR
          {adds}
          Liabilities:Darlehen
        """)[1]
            == f"Expenses:Kreditgebühren: {expected}"
        )


class TestRefundOfCapitalTax:
    """It goes to those that bore such taxes, the latest first; what none bore is near-passive."""

    def test_the_latest_first_and_less_what_came_back_already(self) -> None:
        # Borne: 30 by dividends, then 20 by a gain. 25 come back: 20 of the gain, 5 of the
        # dividends; then 40: the 25 that are left of the dividends, and 15 that nothing bore.
        assert shown("""
        2020-01-01 custom "fsq-rule" "Income:Dividenden" "Aktien"
        2024-01-10 * "Dividende"
          Income:Dividenden   -100 EUR
          Expenses:KESt         30 EUR
          Assets:Bank
        2024-02-10 * "Gewinn"
          Income:Kursgewinne  -100 EUR
          Expenses:KESt         20 EUR
          Assets:Bank
        2024-03-10 * "zurück"
          Expenses:KESt        -25 EUR
          Assets:Bank
        2024-04-10 * "zurück"
          Income:KESt:Erstattung  -40 EUR
          Assets:Bank
        """)[4:] == [
            "Expenses:KESt: near-passive tax 20 gain",
            "Expenses:KESt: passive tax 5 [Aktien]",
            "Income:KESt:Erstattung: passive tax 25 [Aktien]",
            "Income:KESt:Erstattung: near-passive tax 15",
        ]

    def test_this_and_the_last_calendar_year_and_no_further(self) -> None:
        # 10 were paid in 2022, 10 in 2023; of 30 that come back in 2024, 10 find where to go.
        assert shown("""
        2022-12-31 * "Dividende"
          Income:Dividenden  -40 EUR
          Expenses:KESt       10 EUR
          Assets:Bank
        2023-01-01 * "Dividende"
          Income:Dividenden  -40 EUR
          Expenses:KESt       10 EUR
          Assets:Bank
        2024-12-31 * "zurück"
          Expenses:KESt      -30 EUR
          Assets:Bank
        """)[4:] == ["Expenses:KESt: passive tax 10", "Expenses:KESt: near-passive tax 20"]

    def test_the_year_it_belongs_to(self) -> None:
        # Of the 10 of 2022, and not of those of 2023.
        assert shown("""
        2022-12-31 * "Dividende"
          Income:Dividenden  -40 EUR
          Expenses:KESt       10 EUR
          Assets:Bank
        2023-12-31 * "Gewinn"
          Income:Kursgewinne -40 EUR
          Expenses:KESt       10 EUR
          Assets:Bank
        2024-12-31 * "Bescheid"
          fsq-year: 2022
          Expenses:KESt      -12 EUR
          Assets:Bank
        """)[4:] == ["Expenses:KESt: passive tax 10", "Expenses:KESt: near-passive tax 2"]

    def test_beside_income_or_a_sale_it_goes_with_that(self) -> None:
        # And has come back then: of the 10 of the dividends nothing is left for a second time.
        assert shown("""
        2024-01-02 * "Dividende"
          Income:Dividenden  -40 EUR
          Expenses:KESt       10 EUR
          Assets:Bank
        2024-01-03 * "Storno"
          Income:Dividenden   40 EUR
          Expenses:KESt      -10 EUR
          Assets:Bank
        2024-01-04 * "Verlust"
          Income:Kursgewinne  40 EUR
          Expenses:KESt       -9 EUR
          Assets:Bank
        2024-01-05 * "noch einmal"
          Expenses:KESt      -10 EUR
          Assets:Bank
        """)[1::2] == [
            "Expenses:KESt: passive tax -10",
            "Expenses:KESt: passive tax 10",
            "Expenses:KESt: near-passive tax 9 gain",
        ]

    def test_beside_a_sale_without_a_gain_it_is_alone(self) -> None:
        # Sold at cost: there is nothing beside it to go with, and nothing bore such a tax.
        assert shown("""
        2024-01-02 * "Kauf"
          Assets:Depot  10 HOOL {100 EUR}
          Assets:Bank
        2024-01-05 * "Verkauf"
          Assets:Depot  -1 HOOL {100 EUR}
          Expenses:KESt  -10 EUR
          Assets:Bank
        """) == ["Expenses:KESt: near-passive tax 10"]

    def test_a_tax_and_its_refund_in_one_transaction(self) -> None:
        assert shown("""
        2024-01-02 * "Abrechnung"
          Expenses:KESt   -4 EUR
          Expenses:KESt   10 EUR
          Assets:Bank
        """) == ["Expenses:KESt: passive tax 4", "Expenses:KESt: passive tax -10"]

    def test_a_split_tax_comes_back_in_parts(self) -> None:
        # 40 were borne 3 : 1, so are 20 of them.
        assert shown("""
        2024-01-02 * "Sammelabrechnung"
          Income:Dividenden   -300 EUR
          Income:Kursgewinne  -100 EUR
          Expenses:KESt         40 EUR
          Assets:Bank
        2024-01-05 * "zurück"
          Expenses:KESt        -20 EUR
          Assets:Bank
        """)[4:] == ["Expenses:KESt: passive tax 15", "Expenses:KESt: near-passive tax 5 gain"]

    def test_currencies(self) -> None:
        # 20 USD, worth 10 EUR then, come back as 20 USD, worth 12; the rest of 10 CHF has no price.
        assert shown("""
        2024-01-01 price USD 0.50 EUR
        2024-06-01 price USD 0.60 EUR
        2024-01-02 * "Dividende"
          Income:Dividenden  -40 USD
          Expenses:WHT        20 USD
          Assets:Bank         20 USD
        2024-07-02 * "zurück"
          Expenses:WHT       -20 USD
          Assets:Bank         20 USD
        2024-07-03 * "zurück"
          Expenses:WHT       -10 CHF
          Assets:Bank         10 CHF
        """)[2:] == ["Expenses:WHT: passive tax 12", "Expenses:WHT: near-passive tax ?"]

    def test_another_currency_by_what_it_was_worth(self) -> None:
        # 20 USD were 10 EUR; of 15 EUR that come back, 10 are theirs.
        assert shown("""
        2024-01-01 price USD 0.50 EUR
        2024-01-02 * "Dividende"
          Income:Dividenden  -40 USD
          Expenses:WHT        20 USD
          Assets:Bank         20 USD
        2024-07-02 * "zurück"
          Expenses:WHT       -15 EUR
          Assets:Bank
        """)[2:] == ["Expenses:WHT: passive tax 10", "Expenses:WHT: near-passive tax 5"]

    def test_what_somebody_says_of_it_holds(self) -> None:
        assert shown("""
        2020-01-01 custom "fsq-rule" "Income:KESt:Erstattung" "living"
        2024-07-02 * "zurück"
          Income:KESt:Erstattung  -15 EUR
          Assets:Bank
        2024-07-03 * "zurück"
          Expenses:KESt           -15 EUR
            fsq-class: "active"
          Assets:Bank
        """) == ["Income:KESt:Erstattung: - living 15", "Expenses:KESt: active tax 15"]


class TestRefundOfAnotherTax:
    """It goes where the payments of its account went, else it is active."""

    def test_in_proportion_where_they_went_two_ways(self) -> None:
        # 300 were charged to a salary, 100 paid alone: of 40 that come back, 30 are active.
        assert shown("""
        2023-12-31 * "zu lange her"
          Expenses:Einkommensteuer  999 EUR
          Assets:Bank
        2025-01-31 * "Lohn"
          Income:Gehalt           -3000 EUR
          Expenses:Einkommensteuer  300 EUR
          Assets:Bank
        2025-03-10 * "Vorauszahlung"
          Expenses:Einkommensteuer  100 EUR
          Assets:Bank
        2026-08-10 * "Erstattung"
          Expenses:Einkommensteuer  -40 EUR
          Assets:Bank
        """)[4:] == [
            "Expenses:Einkommensteuer: active tax 30",
            "Expenses:Einkommensteuer: - living 10",
        ]

    def test_living_where_the_payments_were(self) -> None:
        assert (
            shown("""
        2025-03-10 * "Vorauszahlung"
          Expenses:Sozialversicherung  100 EUR
          Assets:Bank
        2025-08-10 * "Erstattung"
          Expenses:Sozialversicherung  -40 EUR
          Assets:Bank
        """)[1]
            == "Expenses:Sozialversicherung: - living 40"
        )

    def test_tags_of_parts_that_are_a_tax_and_a_living_cost(self) -> None:
        # By account the last posting's: that of the refund.
        of_refund = tags("""
        2025-01-31 * "Lohn"
          Income:Gehalt           -3000 EUR
          Expenses:Einkommensteuer  300 EUR
          Assets:Bank
        2025-03-10 * "Vorauszahlung"
          Expenses:Einkommensteuer  100 EUR
          Assets:Bank
        2025-08-10 * "Erstattung"
          Expenses:Einkommensteuer  -40 EUR
          Assets:Bank
        """)["Expenses:Einkommensteuer"]
        assert (of_refund["fsq-class"], of_refund["fsq-role"]) == ("mixed", "tax")


refunds = st.lists(
    st.tuples(
        st.sampled_from(["2023-12-30", "2024-01-02", "2024-03-01", "2024-12-31"]),
        st.integers(1, 90),
        st.sampled_from(["Dividenden", "Kursgewinne", None, "back", "back"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(patiently, max_examples=60)
@given(refunds)
def test_a_refund_of_capital_tax_counts_the_same_on_either_root(
    booked: list[tuple[str, int, str | None]],
) -> None:
    def ledger(account: str) -> str:
        lines = ['2024-12-31 * "Leben"', "  Expenses:Leben  1000 EUR", "  Assets:Bank"]
        for day, number, kind in booked:
            lines.append(f'{day} * "Buchung"')
            if kind == "back":
                lines.append(f"  {account}  -{number} EUR")
            else:
                lines.append(f"  Expenses:Verrechnungssteuer  {number} EUR")
            if kind not in ("back", None):
                lines.append(f"  Income:{kind}  -100 EUR")
            lines.append("  Assets:Bank")
        return "\n".join(lines)

    on_income = narrow(ledger("Income:Verrechnungssteuer:Erstattung"))
    assert on_income == narrow(ledger("Expenses:Verrechnungssteuer"))
    assert on_income is not None


@settings(patiently, max_examples=30)
@given(
    st.sampled_from(["Income:Krankenkasse:Erstattung", "Income:Refunds", "Income:Rückzahlung"]),
    st.integers(1, 900),
)
def test_another_refund_counts_the_same_once_it_is_called_living(account: str, back: int) -> None:
    text = """
    2020-01-01 open {account}{said}
    2024-01-31 * "Zinsen"
      Income:Zinsen  -100 EUR
      Assets:Bank
    2024-01-31 * "Leben"
      Expenses:Leben  1000 EUR
      Assets:Bank
    2024-02-28 * "zurück"
      {account}  -{back} EUR
      Assets:Bank
    """
    said = narrow(text.format(account=account, back=back, said='\n      fsq-role: "living"'))
    assert said == narrow(text.format(account="Expenses:Leben", back=back, said=""))
    # Until then it is neutral: nobody's earnings, and no cost.
    assert narrow(text.format(account=account, back=back, said="")) == Decimal("0.1")
