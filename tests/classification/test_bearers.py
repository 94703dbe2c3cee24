"""Costs that are not of all the income of their transaction: of goods, of VAT, of a home's sale."""

from __future__ import annotations

import pytest
from small_ledger import shown

STOCK = """
2024-01-02 * "Einkauf"
  Assets:Lager  9 VASE {100 EUR}
  Assets:Bank
"""


def test_the_cost_of_goods_is_of_the_sale_alone() -> None:
    # 150 of the vase less its 100; the 30 for a link cost nothing.
    assert shown(
        STOCK
        + """
2024-02-01 * "Vase"
  Assets:Lager  -1 VASE {100 EUR}
  Expenses:Wareneinsatz  100 EUR
  Income:Affiliate  -30 EUR
  Income:Verkäufe  -150 EUR
  Assets:Bank
"""
    ) == [
        "Expenses:Wareneinsatz: unclassified cost -100",
        "Income:Affiliate: passive income 30",
        "Income:Verkäufe: unclassified income 150",
    ]


def test_the_cost_of_goods_is_split_over_several_sales() -> None:
    # 100 over 150 of courses and 50 of handiwork: 75 and 25; nothing to the 30 of interest.
    assert shown(
        STOCK
        + """
2024-02-01 * "Vase"
  Assets:Lager  -1 VASE {100 EUR}
  Expenses:Wareneinsatz  100 EUR
  Income:Zinsen  -30 EUR
  Income:Kurse  -150 EUR
  Income:Freelance  -50 EUR
  Assets:Bank
"""
    ) == [
        "Expenses:Wareneinsatz: passive cost -75",
        "Expenses:Wareneinsatz: active cost -25",
        "Income:Zinsen: passive income 30",
        "Income:Kurse: passive income 150",
        "Income:Freelance: active income 50",
    ]


def test_the_cost_of_goods_sold_at_an_unknown_price_is_no_other_income_s() -> None:
    assert shown(
        STOCK
        + """
2024-02-01 * "Vase"
  Assets:Lager  -1 VASE {100 EUR}
  Expenses:Wareneinsatz  100 EUR
  Income:Affiliate  -130 EUR
  Income:Verkäufe  -150 USD
  Assets:Bank  150 USD
  Assets:Bank
"""
    )[:2] == [
        "Expenses:Wareneinsatz: unclassified cost -100 gain",
        "Income:Affiliate: passive income 130",
    ]


def test_a_declared_class_of_the_cost_of_goods_holds() -> None:
    assert shown(
        STOCK
        + """
2024-02-01 * "Vase"
  Assets:Lager  -1 VASE {100 EUR}
  Expenses:Wareneinsatz  100 EUR
    fsq-class: "passive"
  Income:Affiliate  -30 EUR
  Income:Verkäufe  -150 EUR
  Assets:Bank
"""
    )[0] == ("Expenses:Wareneinsatz: passive cost -100")


@pytest.mark.parametrize(
    "other",
    [
        # income of capital, gains, pensions and gifts, none of which bears VAT
        *("Dividenden", "Zinsen", "Rente", "Geschenke", "Kursgewinne", "Staking"),
        # an employer's pension is a pension
        "Arbeitgeber:Pension",
    ],
)
@pytest.mark.parametrize(
    ("bearer", "expected"),
    [
        ("Freelance", "active"),
        ("Kurse", "passive"),
        ("Lizenzen", "passive"),
        ("Miete", "passive"),
        ("Einspeisung", "near-passive"),
    ],
)
def test_vat_is_of_the_income_that_it_was_collected_on(
    bearer: str, expected: str, other: str
) -> None:
    # All 190 to the 1,000 that are sold, none to the 2,000 beside them.
    found = shown(
        f"""
2024-02-01 * "-"
  Income:{other}  -2000 EUR
  Income:{bearer}  -1000 EUR
  Expenses:MwSt  190 EUR
  Assets:Bank
"""
    )
    assert found[2] == f"Expenses:MwSt: {expected} tax -190"


def test_vat_is_split_over_all_income_that_bears_it() -> None:
    # 190 over 1,000 of rent and 900 of work: 100 and 90.
    assert shown(
        """
2024-02-01 * "-"
  Income:Dividenden  -1000 EUR
  Income:Miete  -1000 EUR
  Income:Freelance  -900 EUR
  Expenses:MwSt  190 EUR
  Assets:Bank
"""
    )[3:] == ["Expenses:MwSt: passive tax -100", "Expenses:MwSt: active tax -90"]


def test_vat_beside_unclassified_income() -> None:
    assert shown(
        """
2024-02-01 * "-"
  Income:Dividenden  -1000 EUR
  Income:Sonstiges  -1000 EUR
  Expenses:MwSt  190 EUR
  Assets:Bank
"""
    )[2] == ("Expenses:MwSt: unclassified tax -190")


def test_vat_beside_nothing_that_bears_it_goes_with_all() -> None:
    # As any tax: 19 over dividends of 100 and gains of 90.
    assert shown(
        """
2024-02-01 * "-"
  Income:Dividenden  -100 EUR
  Income:Kursgewinne  -90 EUR
  Expenses:MwSt  19 EUR
  Assets:Bank
"""
    )[2:] == ["Expenses:MwSt: passive tax -10", "Expenses:MwSt: near-passive tax -9 gain"]


HOME_IN_LOTS = """
2020-01-02 * "Purchase"
  Assets:House  1 ELM {300000 EUR}
  Equity:Opening
2024-06-03 * "Sale"
  Assets:House  -1 ELM {300000 EUR} @ 400000 EUR
"""
HOME_IN_MONEY = """
2020-01-02 * "Purchase"
  Assets:House  300000 EUR
  Equity:Opening
2024-06-03 * "Sale"
  Assets:House  -300000 EUR
"""


@pytest.mark.parametrize("loan", ["", "  Liabilities:Mortgage  150000 EUR\n"])
@pytest.mark.parametrize("home", [HOME_IN_LOTS, HOME_IN_MONEY])
@pytest.mark.parametrize(
    ("account", "role"),
    [
        ("Expenses:Transfer-Tax", "tax"),
        ("Expenses:House:Transfer-Tax", "tax"),
        ("Expenses:Steuern:Grunderwerbsteuer", "tax"),
        ("Expenses:Stamp-Duty", "tax"),
        ("Expenses:Droits-De-Mutation", "tax"),
        ("Expenses:House:Closing-Fees", "fee"),
    ],
)
def test_what_it_costs_to_sell_a_home(account: str, role: str, home: str, loan: str) -> None:
    # A gain of 100,000 less 4,000: near-passive 96,000, no living costs.
    assert shown(
        home + f"  {account}  4000 EUR\n  Income:House:PnL  -100000 EUR\n{loan}  Assets:Bank\n"
    ) == [
        f"{account}: near-passive {role} -4000 gain",
        "Income:House:PnL: near-passive income 100000 gain",
    ]


def test_the_tax_on_a_sale_is_not_of_the_last_rent() -> None:
    assert shown(
        HOME_IN_LOTS
        + """  Expenses:Transfer-Tax  4000 EUR
  Income:Rent  -1000 EUR
  Income:House:PnL  -100000 EUR
  Assets:Bank
"""
    )[0] == ("Expenses:Transfer-Tax: near-passive tax -4000 gain")


def test_a_lot_of_land_is_sold_for_what_it_cost() -> None:
    assert shown(
        """
2020-01-02 * "Purchase"
  Assets:Land  1 MEADOW {3000 EUR}
  Equity:Opening
2024-06-03 * "Sale"
  Assets:Land  -1 MEADOW {3000 EUR}
  Expenses:Transfer-Tax  40 EUR
  Assets:Bank
"""
    ) == ["Expenses:Transfer-Tax: near-passive tax -40 gain"]


@pytest.mark.parametrize(
    "others",
    [
        # bought, on credit and without; paid alone; beside other income; no home is touched
        "  Assets:House  300000 EUR\n  Liabilities:Mortgage  -100000 EUR\n",
        "  Assets:House  1 ELM {300000 EUR}\n",
        "",
        "  Income:Salary  -5000 EUR\n",
        "  Assets:Depot  -1 SHARE {10 EUR} @ 12 EUR\n  Income:PnL  -2 EUR\n",
        # a refund of the price, without a gain
        "  Assets:House  -100 EUR\n",
    ],
)
def test_the_tax_on_a_purchase_is_a_living_cost(others: str) -> None:
    found = shown(
        f"""
2020-01-02 * "Purchase"
  Assets:Depot  9 SHARE {{10 EUR}}
  Equity:Opening
2024-06-03 * "-"
  Expenses:Transfer-Tax  4000 EUR
{others}  Assets:Bank
"""
    )
    assert found[0] == "Expenses:Transfer-Tax: - living -4000"


def test_other_taxes_of_a_home_stay_living_where_it_is_sold() -> None:
    assert shown(
        HOME_IN_LOTS
        + "  Expenses:Property-Tax  90 EUR\n  Income:House:PnL  -100000 EUR\n  Assets:Bank\n"
    )[0] == ("Expenses:Property-Tax: - living -90")
