"""Ledgers that have every kind of finding, for tests of all findings alike."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from small_ledger import load

from fsq_beancount import check
from fsq_beancount.books import facts
from fsq_beancount.report import build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fsq_beancount.report.findings import Finding

FLOWS: Final = """
    2020-01-01 open Income:Anderes
    2020-01-01 open Income:Depot:HOOL
    2020-01-01 open Income:Zinsen
    2020-01-01 open Assets:Giro
    2020-01-01 commodity VACHR
    2020-01-01 custom "fsq-rule" "Income:Nirgends" "passive"
    2020-01-01 custom "fsq-rule" "Income:X" "passiv"
    2020-01-01 custom "fsq-rule" "Expenses:Betrieb" "cost"
    2024-01-01 price CHF 1.1 USD
    2024-01-01 price OLD 9 EUR
    2024-01-02 * "Kauf"
      Assets:Depot   10 HOOL {100 EUR}
      Assets:Depot    1 OLD {10 EUR}
      Assets:Bank
    2024-01-03 pad Assets:Giro Income:Zinsen
    2024-01-31 balance Assets:Giro  70 EUR
    2024-01-31 * "Verkauf"
      Assets:Depot   -5 HOOL {100 EUR} @ 120 EUR
      Income:Depot:HOOL
      Assets:Bank   600 EUR
    2024-01-31 * "Zahlung"
      Income:Anderes     -10 EUR
      Expenses:Betrieb    90 EUR
      Assets:Bank
    2024-02-01 * "Werkstatt"
      Expenses:Betrieb    90 EUR
      Assets:Bank
    2024-02-28 * "Dividende"
      Income:Dividenden  -40 CHF
      Assets:Franken
    2024-03-28 * "Lohn"
      Income:Gehalt       -4 VACHR
      Assets:Urlaub
    2024-03-31 * "Mieter"
      Income:Wohnung:Miete     -1000 EUR
      Assets:Bank
    2024-03-31 * "Hausverwaltung"
      Expenses:Wohnung:Hausgeld  250 EUR
      Assets:Bank
    2024-12-31 * "Leben"
      Expenses:Essen   5000 EUR
      Assets:Bank
    2024-12-31 * "Finanzamt"
      Expenses:Steuern  250 EUR
      Assets:Bank
    """

NAMES: Final = """
    2024-01-31 * "Lohn"
      Income:Gehalt             -3000 EUR
      Income:Depot:Zinsen          -5 EUR
      Expenses:Gebühren            10 EUR
      Assets:Bank
    2024-02-29 * "Zurück"
      Income:Spesenerstattung     -50 EUR
      Assets:Bank
    2024-02-29 * "Mitbewohnerin"
      Income:WG:Mietanteil       -300 EUR
      Assets:Bank
    2024-02-29 * "Importiert"
      Expenses:Sonstiges          -70 EUR
      Assets:Bank
    2024-12-31 * "Finanzamt"
      Expenses:Kapitalertragsteuer 90 EUR
      Assets:Bank
    """

UNTAXED: Final = """
    2024-01-02 * "Kauf"
      Assets:Lager  9 KERZE {10 EUR}
      Assets:Bank
    2024-01-31 * "Aus dem Lager"
      Assets:Lager  -9 KERZE {10 EUR}
      Expenses:Material
    2020-01-01 custom "fsq-option" "tax-profile" "de"
    2024-01-31 * "Zinsen"
      Income:Zinsen     -5000 EUR
      Assets:Bank
    2024-01-31 * "Miete"
      Income:Wohnung    -5000 EUR
        fsq-class: "passive"
      Assets:Bank
    2024-01-31 * "Leben"
      Expenses:Essen     2000 EUR
      Assets:Bank
    """

WEALTH: Final = """
    2020-01-01 custom "fsq-option" "birth-date" 1984-12-31
    2020-01-01 custom "fsq-option" "tax-profile" "de"
    2020-01-01 custom "fsq-option" "Unbekannt" 1
    2020-01-01 custom "fsq-option" "saver-allowance" 2001 EUR
    2020-01-01 custom "fsq-pension" "Rente" 1000.00 CHF 67
    2020-01-01 custom "fsq-pension" "Zusatz" 10.00 EUR 67
    2024-01-02 custom "fsq-lump-sum" "FUNT" 2023 1.75 EUR
    2020-01-01 commodity FUND
      fsq-tax-treatment: "equity-fund"
    2020-01-01 commodity SHARE
      fsq-tax-treatment: "share"
    2020-01-01 open Liabilities:Darlehen
      fsq-loan: TRUE
    2020-01-01 open Liabilities:Oma
      fsq-loan: TRUE
      fsq-interest-rate: 0.02
    2022-05-01 * "Kredite"
      Liabilities:Darlehen  -900 EUR
      Liabilities:Oma       -500 EUR
      Assets:Bank
    2022-12-01 * "Kauf"
      Assets:Depot  100 FUND {100 EUR}
      Assets:Depot    2 HOOL {20 EUR}
      Assets:Depot    1 ETF {50 EUR}
      Assets:Bank
    2022-12-01 * "Kauf ohne Einstand"
      Assets:Depot    5 SHARE @ 100 EUR
      Assets:Bank
    2022-12-01 price SHARE 100 EUR
    2023-03-14 * "Auto"
      Assets:Auto    30000.00 EUR
        fsq-useful-life: 10
      Assets:Bank
    2024-01-02 * "Urlaub"
      Assets:Urlaub  8 HOURS
      Equity:Opening
    2024-01-02 * "Aktien, die wie eine Währung heißen"
      Assets:Depot  3 AMD @ 100 EUR
      Assets:Bank
    2024-01-02 * "Ein Haus, gebucht wie Geld"
      Assets:Immobilien  300000 EUR
      Equity:Opening
    2024-06-30 price AMD 100 EUR
    2024-06-30 price FUND 150 EUR
    2024-06-30 price ETF 60 EUR
    2024-06-30 * "Kauf"
      Assets:Depot  1 FUND {100 EUR}
      Assets:Bank
    """

PLANS: Final = """
    2020-01-01 open Expenses:Leben
    2020-01-01 open Assets:Bank
    2024-01-01 custom "budget" Expenses:Leben "monthly" 10.00 CHF
    2024-01-01 custom "budget" Expenses:Lebne "monthly" 10.00 EUR
    2024-01-01 custom "budget" Assets:Bank "yearly" 5.00 EUR
    2024-01-01 custom "fsq-milestone" "Franken" 5.00 CHF
    2024-01-01 custom "fsq-recurring" Expenses:Leben 10.00 GBP "FREQ=YEARLY;COUNT=99"
    2024-01-01 custom "fsq-recurring" Expenses:Lebne 10.00 EUR "FREQ=MONTHLY"
    2024-01-31 custom "fsq-recurring" Assets:Bank -9.00 EUR "FREQ=MONTHLY"
    2024-01-01 custom "fsq-option" "reserve" 5.00 USD
    2024-01-15 * "Essen"
      Expenses:Leben  300 EUR
      Assets:Bank
    2024-12-31 * "Essen"
      Expenses:Leben  300 EUR
      Assets:Bank
    """

ABROAD: Final = """
    2024-01-31 * "Zahlung"
      Income:Zinsen   -10 CHF
      Assets:Bank
    """

TO_COME: Final = """
    2098-01-31 * "Zahlung"
      Income:Zinsen   -10 EUR
      Assets:Bank
    2098-02-28 * "Zahlung"
      Income:Zinsen   -10 EUR
      Assets:Bank
    """

OLD_LOTS: Final = """
    2020-01-01 custom "fsq-option" "tax-profile" "de"
    2010-01-01 commodity FUND
      fsq-tax-treatment: "equity-fund"
    2010-01-01 commodity COIN
      fsq-tax-treatment: "private-sale"
    2016-05-02 * "Kauf"
      Assets:Depot  10 FUND {100 EUR}
      Assets:Bank
    2023-01-02 price FUND 100 EUR
    2023-12-29 price FUND 130 EUR
    2023-06-30 * "Ausschüttung"
      Income:Depot:Dividenden  -20 EUR
      Assets:Bank
    2024-03-01 * "Kauf"
      Assets:Depot   1 COIN {100 EUR}
      Assets:Bank
    2024-06-28 price COIN 200 EUR
    2024-06-28 * "Essen"
      Expenses:Essen  20 EUR
      Assets:Bank
    """

MISTYPED: Final = """
    2024-01-31 * "Zahlung"
      Income:Zinsen   -10 EUR
      Assets:Bank
    2062-01-31 * "Zahlung"
      Income:Zinsen   -10 EUR
      Assets:Bank
    """

LAGGING: Final = "".join(
    f"""
    2024-{month:02}-28 * "Zinsen"
      Income:Zinsen   -10 EUR
      Assets:Tagesgeld
    """
    + (
        f"""
    2024-{month:02}-28 * "Essen"
      Expenses:Essen  300 EUR
      Assets:Bank
    """
        if month < 11
        else ""
    )
    for month in range(1, 13)
)

BALANCES: Final = """
    2024-01-05 price EUR 1.10 USD
    2024-06-05 price EUR 1.12 USD
    2024-06-05 price USD 1.12 EUR
    2024-07-05 * "Überweisung"
      Assets:Geldtransit  100 EUR
      Assets:Bank
    2024-07-15 * "Lastschrift"
      Expenses:Ungeklärt  10 EUR
      Assets:Bank
    2024-07-15 * "Gutschrift"
      Income:Ungeklärt  -10 EUR
      Assets:Bank
    2024-08-15 * "Verkauf"
      Assets:Depot  -10 HOOL {100 EUR} @ 120 EUR
      Income:Kursgewinne
      Assets:Bank  1200 EUR
    2024-12-31 * "Essen"
      Expenses:Essen  100 EUR
      Assets:Bank
    """

UNPLANNED: Final = """
    2024-01-01 custom "budget" Expenses:Essen "monthly" 300.00 EUR
    """ + "".join(
    f"""
    2024-{month:02}-28 * "Lohn"
      Income:Gehalt  -2000 EUR
      Assets:Bank
    2024-{month:02}-28 * "Essen"
      Expenses:Essen   300 EUR
      Assets:Bank
    """
    for month in range(1, 13)
)

INDIA: Final = """
    2024-01-31 * "Zahlung"
      Income:Zinsen   -10 INR
      Assets:Bank
    """

LEDGERS: Final = (
    FLOWS,
    NAMES,
    UNTAXED,
    WEALTH,
    PLANS,
    ABROAD,
    INDIA,
    TO_COME,
    MISTYPED,
    OLD_LOTS,
    LAGGING,
    BALANCES,
    UNPLANNED,
)

_OPERATING: Final = {ABROAD: [], INDIA: ["EUR", "INR"]}
"""The operating currencies of ledgers that have others than the euro."""


def findings_in(text: str) -> tuple[Finding, ...]:
    """Return what is found in a ledger; those abroad have other operating currencies, or none."""
    ledger = load(text)
    operating = _OPERATING.get(text, ledger.options["operating_currency"])
    options = {**ledger.options, "operating_currency": operating}
    collected = facts.collect(ledger.entries, options)
    return check.find(collected, build.build(collected))


@lru_cache(maxsize=1)
def every_finding() -> Sequence[Finding]:
    """Return what is found in all of the ledgers."""
    return [finding for text in LEDGERS for finding in findings_in(text)]
