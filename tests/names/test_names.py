"""What an account's name says, with the lists of the definitions (section 2) in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently

from fsq_beancount import names
from fsq_beancount.core.terms import ACTIVE, NEAR_PASSIVE, NEUTRAL, PASSIVE


def income_class(account: str) -> str | None:
    """The class that an income account's name gives it."""
    match = names.income(account)
    return names.CLASS_OF[match.category] if match else None


def cost_category(account: str) -> str | None:
    """Which name of a cost of earning an expense account has."""
    match = names.cost(account)
    return match.category if match else None


# The bullets of "Built-in names", word by word, in both languages.
NAMED = {
    PASSIVE: """
        Dividends Dividend Dividenden Dividende VanguardDividends Dividendenerträge US-Dividends
        Distributions Ausschüttungen Fondsausschüttung Interest BankInterest Zinsen Zinserträge
        Tagesgeldzinsen BondCoupons Depot:Coupons Kupons Kuponzahlung:Kupon
        Rent RentalIncome:Rent Miete Mieten Kaltmiete Mieteinnahmen Pacht Pachteinnahmen
        Royalties Royalty Licences Licenses Licence License Lizenzen Lizenzgebühren Softwarelizenzen
        Affiliate Affiliates Referral Referrals Advertising Werbung
        P2P Subscriptions Abos Abonnements Memberships Mitgliedschaften
        Courses Onlinekurse E-Books EBooks Ebook E-Book SaaS Annuity Annuities Pension Pensions
        Rente Betriebsrente Altersrente
    """,
    NEAR_PASSIVE: """
        CapitalGains Capital-Gains CapitalLosses Gains Losses Gain Loss PnL Kursgewinne Kursgewinn
        Kursverluste Veräußerungsgewinne RealisierteGewinne Verluste
        OptionPremiums Option-Premiums OptionsPremium Optionsprämien Optionsprämie
        Stillhalterprämien Staking Staking:Rewards Airdrops Airdrop Mining
    """,
    ACTIVE: """
        Salary Wages Wage Gehalt Lohn Arbeitslohn Nettogehalt Bonus Jahresbonus Freelance
        Freelancing Honorar Honorare Vortragshonorar Consulting Beratung Unternehmensberatung Tips
        Trinkgeld DayTrading Day-Trading Daytrading Match401k EmployerMatch Arbeitgeberanteil
        RSU RSUs Vesting Benefits
    """,
    NEUTRAL: """
        Gifts Gift Geschenke Geschenk Geldgeschenke Schenkung Inheritance Erbe Erbschaft
        TaxRefund Tax-Refunds Steuererstattung Steuerrückerstattung Cashback
    """,
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [(name, income) for income, words in NAMED.items() for name in words.split()],
)
def test_built_in_names_of_income(name: str, expected: str) -> None:
    assert income_class(f"Income:{name}") == expected


COSTS = {
    # Whatever the parts of this tax are called.
    "lump-sum-tax": """
        Steuern:Vorabpauschale:KapSt Steuern:Vorabpauschale:Soli Vorabpauschale:Steuern:KiSt
        Vorabpauschalensteuer
    """,
    "household-fee": """
        Kantine:Gebühren Canteen:Fees Firmenparkplatz:Gebühren Stellplatzgebühren Parking:Fees
        Union:Fees
    """,
    "vat": "Skatt:Moms Skat:Moms Momsredovisning",
    "capital-tax": """
        Kapitalertragsteuer Kapitalertragssteuer KESt Abgeltungsteuer Abgeltungssteuer
        Quellensteuer DividendWithholding Dividend-Withholding KESt:DE
    """,
    "tax": """
        Tax Taxes IncomeTax Income-Tax Steuer Steuern Einkommensteuer Kirchensteuer
        Solidaritätszuschlag Soli Steuern:2023
    """,
    "social": """
        SocialSecurity Social-Security SocSec Medicare NationalInsurance Sozialversicherung
        Krankenversicherung Rentenversicherung Pflegeversicherung Arbeitslosenversicherung
    """,
    "fee": """
        Bank:Fee Bank-Fees Commissions Commission Ordergebühren Depotgebühr Depot:Gebühren
        Kontoführungsgebühren Provision Provisionen
    """,
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [(name, category) for category, words in COSTS.items() for name in words.split()],
)
def test_built_in_names_of_costs(name: str, expected: str) -> None:
    assert cost_category(f"Expenses:{name}") == expected


@pytest.mark.parametrize(
    "name",
    [
        "Moms", "Gifts:Moms", "Cotisation:Syndicat", "Cotisation-Syndicale",
        "Taxi", "Taxis", "Transport:Taxi", "Taxifahrten", "NonTaxes", "Non-Taxes", "Steuerberater",
        "Steuerberatung", "Steuern:Steuerberater", "Taxes:NonTaxes", "Essen", "Rent", "Syntax",
    ],
)  # fmt: skip
def test_what_is_no_tax(name: str) -> None:
    assert cost_category(f"Expenses:{name}") is None


@pytest.mark.parametrize(
    "name",
    [
        "Haarausfall", "Stromausfall", "Weight:Loss", "Loss:Weight", "Hair-Loss", "Memory-Loss",
        "Haar:Ausfall", "Perte:Poids",
    ],
)  # fmt: skip
def test_what_is_lost_but_no_money(name: str) -> None:
    assert not names.is_loss(f"Expenses:{name}")
    assert names.is_loss("Expenses:P2P:Ausfall")


@pytest.mark.parametrize(
    "name", ["CarRental", "Car-Rental", "Parent", "Parents", "Mietwagen", "Current", "Trent"]
)
def test_what_is_no_rent(name: str) -> None:
    assert income_class(f"Income:{name}") is None


def test_a_pension_is_no_rent() -> None:
    # Both are passive: what tells them apart is the finding about rent without costs.
    assert names.income("Income:Rente") == names.Match("annuity", "rente", "Rente")
    assert not names.is_property("Income:Rente")
    assert names.is_property("Income:Miete")


@pytest.mark.parametrize(
    "name",
    [
        "Mortgage", "StudentLoan", "Student-Loan", "Loans:Car", "Baudarlehen", "Darlehen",
        "Hypothek", "Immobilienkredit", "Kredit", "Ratenkredit", "Kredite:Auto",
    ],
)  # fmt: skip
def test_loans(name: str) -> None:
    assert names.is_loan(f"Liabilities:{name}")


@pytest.mark.parametrize(
    "name",
    [
        "CreditCard", "Credit-Card", "Kreditkarte", "Kredit-Karte", "Kreditkarten:Visa",
        "Kredite:Kreditkarte", "Loans:CreditCard", "AccountsPayable", "Steuern",
    ],
)  # fmt: skip
def test_what_is_no_loan(name: str) -> None:
    assert not names.is_loan(f"Liabilities:{name}")


@pytest.mark.parametrize("name", ["Losses", "Verluste", "Kursverluste", "Trading:Losses"])
def test_expenses_named_for_losses(name: str) -> None:
    assert names.is_loss(f"Expenses:{name}")


@pytest.mark.parametrize("name", ["Weightloss", "Gains", "Gewinne"])
def test_expenses_not_named_for_losses(name: str) -> None:
    assert not names.is_loss(f"Expenses:{name}")


def test_the_matching_component_nearest_the_leaf_decides() -> None:
    assert income_class("Income:Gehalt:Dividenden") == PASSIVE
    assert income_class("Income:Dividenden:Gehalt") == ACTIVE
    assert income_class("Income:Zinsen:DKB:Konto") == PASSIVE
    assert cost_category("Expenses:Steuern:Gebühren") == "fee"
    assert cost_category("Expenses:Gebühren:Steuern") == "tax"


def test_inside_one_component_the_order_is_active_neutral_near_passive_passive() -> None:
    assert income_class("Income:Interest-Salary") == ACTIVE
    assert income_class("Income:Gift-Salary") == ACTIVE
    assert income_class("Income:Interest-Gift") == NEUTRAL
    assert income_class("Income:Gains-Gift") == NEUTRAL
    assert income_class("Income:DividendGains") == NEAR_PASSIVE


def test_the_root_says_nothing() -> None:
    # A ledger may call its income account "Einkommen" or, unluckily, "Gehalt".
    assert income_class("Gehalt:Sonstiges") is None
    assert cost_category("Steuern:Sonstiges") is None


@pytest.mark.parametrize(
    "name",
    [
        "dividenden", "DIVIDENDEN", "Depot-Dividenden", "Depot_Dividenden", "DepotDividenden",
        "Dividenden2024", "2024Dividenden", "ETF-Ausschüttungen", "ETF-AUSSCHÜTTUNGEN",
        "Ausschuettungen", "ÖlDividends", "NestléDividends",
    ],
)  # fmt: skip
def test_components_are_folded_and_split(name: str) -> None:
    assert income_class(f"Income:{name}") == PASSIVE


def test_umlauts_in_their_decomposed_form_are_the_same_letters() -> None:
    # What macOS types: "u" and a combining diaeresis.
    assert income_class("Income:Ausschu\u0308ttungen") == PASSIVE


@pytest.mark.parametrize("name", ["Interests-of-mine", "Mydividends", "Rents-a-car"])
def test_english_words_are_whole(name: str) -> None:
    # "interests" and "mydividends" are no words of ours; "rents" is.
    expected = PASSIVE if name.startswith("Rents") else None
    assert income_class(f"Income:{name}") == expected


@pytest.mark.parametrize("name", ["Zinsfuß", "Mietertrag", "Dividendenrendite", "Lizenzerlöse"])
def test_german_beginnings(name: str) -> None:
    assert income_class(f"Income:{name}") == PASSIVE


def test_steuer_is_the_end_of_a_compound_and_not_its_beginning() -> None:
    assert cost_category("Expenses:Einkommensteuer") == "tax"
    assert cost_category("Expenses:Steuererklärung") is None


def test_a_match_tells_word_and_component() -> None:
    # `fsq explain` shows both.
    assert names.income("Income:Depot:Zinsen:DE") == names.Match("interest", "zinsen", "Zinsen")
    assert names.cost("Expenses:DE:Lohnsteuer") == names.Match(
        "wage-tax", "lohnsteuer", "Lohnsteuer"
    )


def test_fold() -> None:
    assert names.fold("Ärger über Öl und STRAßE") == "aerger ueber oel und strasse"


def test_the_data_are_folded() -> None:
    for language in names.LANGUAGES:
        for subject in (language.income, language.costs, language.holdings):
            for words in (subject.words, subject.endings, subject.beginnings, subject.exceptions):
                for text in words.values():
                    assert names.fold(text) == text
                    assert text.isascii()


@patiently
@given(st.lists(st.text(min_size=1), min_size=1).map(":".join))
def test_no_name_raises(account: str) -> None:
    names.income(account)
    names.cost(account)
    names.is_loan(account)
    names.is_loss(account)
