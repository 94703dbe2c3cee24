"""What `fsq check` names about latent tax and depreciation."""

from __future__ import annotations

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
    LumpSumUnknown,
    LumpSumUnused,
    NotDepreciated,
    TaxWithoutCost,
)

GERMAN = '2020-01-01 custom "fsq-option" "tax-profile" "de"'

KINDS = (
    LumpSumUnknown,
    LumpSumUnused,
    TaxWithoutCost,
    Allowance,
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
    fund = ("2020-01-01 commodity FUND", '  fsq-tax-treatment: "equity-fund"')
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
        ("Assets:Krypto", ["none", "share"]),
        ("Assets:Gold", ["none", "share"]),
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
