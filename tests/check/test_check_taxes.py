"""What `fsq check` names about latent tax and depreciation."""

from __future__ import annotations

import datetime

import pytest
from found import fixes, only
from small_ledger import load

import fsq_beancount
from fsq_beancount import check
from fsq_beancount.books import facts
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.i18n.messages import wealth as wealth_messages
from fsq_beancount.report import build
from fsq_beancount.report.findings import Finding, Place
from fsq_beancount.report.findings.wealth import (
    Allowance,
    AllowanceLeft,
    BaseValue,
    LumpSumUnknown,
    LumpSumUnused,
    LumpSumWithoutDistributions,
    NotDepreciated,
    PrivateRate,
    TaxWithoutCost,
)

GERMAN = '2020-01-01 custom "fsq-option" "tax-profile" "de"'
NO_ALLOWANCE = '2020-01-01 custom "fsq-option" "saver-allowance" 0 EUR'

KINDS = (
    LumpSumUnknown,
    LumpSumUnused,
    LumpSumWithoutDistributions,
    BaseValue,
    PrivateRate,
    TaxWithoutCost,
    Allowance,
    AllowanceLeft,
    NotDepreciated,
)


def findings(text: str, *head: str) -> list[Finding]:
    ledger = load(text, *head)
    assert ledger.errors == []
    collected = facts.collect(ledger.entries, ledger.options)
    found = check.find(collected, build.build(collected))
    return [finding for finding in found if isinstance(finding, KINDS)]


HELD = """
    2022-12-01 * "Buys"
      Assets:Depot  100 FUND {100 EUR}
      Assets:Bank
    2024-06-30 price FUND 150 EUR
    2024-06-30 * "Buys more"
      Assets:Depot  1 FUND {100 EUR}
      Assets:Bank
    """


def test_lump_sums_that_nobody_knows() -> None:
    fund = (NO_ALLOWANCE, "2020-01-01 commodity FUND", '  fsq-tax-treatment: "equity-fund"')
    found = only(findings(HELD, GERMAN, *fund), LumpSumUnknown)
    assert (found.commodity, found.years) == ("FUND", (2023,))
    (line,) = fixes(found)
    assert line == '2024-01-02 custom "fsq-lump-sum" "FUND" 2023 <amount> EUR'
    assert findings(HELD, GERMAN, *fund, line.replace("<amount>", "1.75")) == []
    # The page and the shell name the blank in the reader's language.
    assert finding_messages.fixes(found, Reader.of("de"))[0].lines.endswith("2023 <Betrag> EUR")


def test_a_lump_sum_of_what_is_not_held() -> None:
    found = only(
        findings(HELD, '2024-01-02 custom "fsq-lump-sum" "FUNT" 2023 1.75 EUR'), LumpSumUnused
    )
    assert (found.commodity, found.place) == ("FUNT", Place("<string>", 2))


def test_what_was_not_booked_at_cost() -> None:
    found = findings(
        """
    2020-01-01 commodity FUND
      fsq-tax-treatment: "share"
    2022-12-01 * "Buys"
      Assets:Depot  100 FUND @ 100 EUR
      Assets:Bank
    2022-12-01 price FUND 100 EUR
    """.replace("\n    ", "\n"),
        GERMAN,
    )
    assert only(found, TaxWithoutCost).commodity == "FUND"


def test_an_allowance_that_nobody_has() -> None:
    held = (GERMAN, "2020-01-01 commodity FUND", '  fsq-tax-treatment: "share"')
    allowed = '2020-01-01 custom "fsq-option" "saver-allowance" {} EUR'
    assert findings(HELD, *held, allowed.format(2000)) == []
    (found,) = findings(HELD, *held, allowed.format(2001))
    assert finding_messages.sentence(found, Reader.of("en")).endswith(
        "The saver's allowance is 2001 EUR, but two persons have 2,000.00 EUR at most in 2024."
    )


def test_what_the_year_has_left_of_the_allowance_is_offered() -> None:
    held = (GERMAN, "2020-01-01 commodity FUND", '  fsq-tax-treatment: "share"')
    income = """
    2024-03-01 * "Interest"
      Income:Zinsen  -300 EUR
      Assets:Bank
    2023-12-30 * "Interest of another year"
      Income:Zinsen  -900 EUR
      Assets:Bank
    2024-04-01 * "Work"
      Income:Gehalt  -5000 EUR
      Assets:Bank
    """
    found = only(findings(HELD + income, *held), AllowanceLeft)
    # 1,000 − 300.
    (line,) = fixes(found)
    assert line == '2024-06-30 custom "fsq-option" "saver-allowance" 700.00 EUR'
    assert findings(HELD + income, *held, line) == []
    used = income.replace("-300", "-1000")
    assert findings(HELD + used, *held) == []
    # Without a gain there is nothing to take it off.
    assert findings((HELD + income).replace("FUND 150", "FUND 90"), *held) == []
    flat = ('2020-01-01 custom "fsq-option" "tax-profile" "flat"',
            '2020-01-01 custom "fsq-option" "tax-rate" 0.25')  # fmt: skip
    assert findings(HELD + income, *flat) == []


OLD = """
    2016-05-02 * "Buys"
      Assets:Depot  10 FUND {100 EUR}
      Assets:Bank
    2023-12-29 price FUND 130 EUR
    2023-12-29 * "Eats"
      Expenses:Essen  20 EUR
      Assets:Bank
    """
FUND = ("2016-01-01 commodity FUND", '  fsq-tax-treatment: "equity-fund"')


def test_a_price_between_two_parts_of_a_gain_that_is_missing() -> None:
    of_kind = [
        each
        for each in findings(OLD, GERMAN, NO_ALLOWANCE, *FUND)
        if not isinstance(each, LumpSumUnknown)
    ]
    found = only(of_kind, BaseValue)
    assert (found.commodity, found.date) == ("FUND", datetime.date(2017, 12, 31))
    (line,) = fixes(found)
    assert line == "2017-12-31 price FUND <price> EUR"
    with_it = findings(OLD, GERMAN, NO_ALLOWANCE, *FUND, line.replace("<price>", "120"))
    assert not [each for each in with_it if isinstance(each, BaseValue)]


def test_a_personal_rate_that_is_missing() -> None:
    coin = (
        GERMAN,
        NO_ALLOWANCE,
        "2016-01-01 commodity FUND",
        '  fsq-tax-treatment: "private-sale"',
    )
    recent = OLD.replace("2016-05-02", "2023-05-02")
    found = only(findings(recent, *coin), PrivateRate)
    assert found.commodities == ("FUND",)
    (line,) = fixes(found)
    assert line == '2023-12-29 custom "fsq-option" "tax-rate-private" <rate>'
    assert findings(recent, *coin, line.replace("<rate>", "0.42")) == []
    # Free after a year.
    assert findings(OLD, *coin) == []


PAYING = """
    2022-12-30 * "Buys"
      Assets:Depot  10 FUND {100 EUR}
      Assets:Bank
    2023-01-02 price FUND 100 EUR
    2023-12-29 price FUND 130 EUR
    2023-06-30 * "Distribution"
      Income:Depot:Dividenden  -20 EUR
      Assets:Bank
    2024-06-28 price FUND 140 EUR
    2024-06-28 * "Eats"
      Expenses:Essen  20 EUR
      Assets:Bank
    """


def test_distributions_that_name_no_fund() -> None:
    head = (GERMAN, NO_ALLOWANCE, *FUND)
    found = only(findings(PAYING, *head), LumpSumWithoutDistributions)
    assert (found.commodity, found.years) == ("FUND", (2023,))
    (line,) = fixes(found)
    assert line == '2024-01-02 custom "fsq-lump-sum" "FUND" 2023 <amount> EUR'
    assert findings(PAYING, *head, line.replace("<amount>", "0")) == []
    # Named in the narration, the account or metadata, it is recognised.
    for named in (
        PAYING.replace("Distribution", "Distribution FUND"),
        PAYING.replace("Depot:Dividenden", "Depot:FUND:Dividenden"),
        PAYING.replace('"Distribution"', '"Distribution"\n      security: "FUND"'),
        # Interest is no distribution, nor is one of another year.
        PAYING.replace("Dividenden", "Zinsen"),
        PAYING.replace("2023-06-30", "2024-06-27"),
    ):
        assert findings(named, *head) == []


CAR = """
    2020-03-14 * "VW Golf"
      Assets:Auto    30000.00 EUR
        fsq-useful-life: 10
      Assets:Bank
    2020-04-01 balance Assets:Auto  30000.00 EUR
    """


def test_durable_things_without_the_plugin_that_depreciates_them() -> None:
    found = only(findings(CAR), NotDepreciated)
    assert (found.account, found.postings) == ("Assets:Auto", 1)
    assert found.place == Place("<string>", 4)
    assert findings(CAR, *fixes(found)) == []
    # Nothing is due before the first month ends.
    assert findings(CAR.replace("2020-04-01", "2020-03-20")) == []


@pytest.mark.parametrize(
    ("account", "treatments"),
    [
        ("Assets:Krypto", ["private-sale", "none", "share"]),
        ("Assets:Gold", ["private-sale", "none", "share"]),
        ("Assets:Depot:Anleihen", ["bond"]),
        ("Assets:Depot", ["equity-fund"]),
    ],
)
def test_a_coin_is_never_offered_as_a_fund(account: str, treatments: list[str]) -> None:
    ledger = load(f"""
        2020-01-01 custom "fsq-option" "tax-profile" "de"
        2024-01-01 * "Kauf"
          {account}  1 THING {{100 EUR}}
          Assets:Bank
        2024-12-31 price THING 200 EUR
        2024-12-31 * "Leben"
          Expenses:Essen  10 EUR
          Assets:Bank
        """)
    certainty = fsq_beancount.analyse(ledger.entries, ledger.options).certainty
    [question] = [each for each in certainty.questions if each.id == "tax-treatment:THING"]
    assert [fix.text[0].split('"')[-2] for fix in question.finding.fixes] == treatments


@pytest.mark.parametrize(
    ("currency", "lines"),
    [
        ("EUR", ['custom "fsq-option" "tax-profile" "de"']),
        (
            "USD",
            [
                'custom "fsq-option" "tax-profile" "flat"',
                'custom "fsq-option" "tax-rate" 0.25',
            ],
        ),
    ],
)
def test_a_tax_profile_of_a_country_is_offered_in_its_currency(
    currency: str, lines: list[str]
) -> None:
    ledger = load(f"""
        2024-12-31 * "Food"
          Expenses:Food  100 {currency}
          Assets:Bank
        """)
    report = fsq_beancount.analyse(ledger.entries, ledger.options, currency=currency)
    hints = wealth_messages.lacking(
        report.wealth.undefined, report.as_of, report.currency, Reader("en", "en")
    )
    [hint] = [each for each in hints if "tax-profile" in each.lines]
    assert [line.partition(" ")[2] for line in hint.lines.splitlines()] == lines
