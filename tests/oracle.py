"""The ledger whose quotas everybody can work out in the head, for the tests of the faces."""

from __future__ import annotations

from small_ledger import load

from fsq_beancount import analyse
from fsq_beancount.report.report import Report

# Living costs 20,000; dividends 1,500 and interest 500 are passive, 2,000; the realised gain of
# 1,000 is near-passive. Narrow 2,000 / 20,000 = 10 %, wide 3,000 / 20,000 = 15 %. Missing a
# month: (20,000 - 2,000) / 12 = 1,500 and (20,000 - 3,000) / 12 = 1,416.67. Nothing else comes
# in, so the savings are 3,000 - 20,000 = -17,000.
ORACLE = """
2024-01-15 * "Muster AG" "Dividende"
  Income:Depot:Dividenden  -1500.00 EUR
  Assets:Bank
2024-03-10 * "Kauf"
  Assets:Depot  10 WELT {100.00 EUR}
  Assets:Bank
2024-06-30 * "Bank" "Zinsen"
  Income:Bank:Zinsen  -500.00 EUR
  Assets:Bank
2024-09-01 * "Verkauf"
  Assets:Depot  -10 WELT {100.00 EUR}
  Income:Depot:Kursgewinne  -1000.00 EUR
  Assets:Bank  2000.00 EUR
2024-12-31 * "Laden" "Leben"
  Expenses:Leben  20000.00 EUR
  Assets:Bank
"""

# The next year's January is open, and adds: unclassified 70, and 7 CHF without a price; the tax
# on the interest of 2024 comes late, 100, and belongs to 2024.
LATER = """
2025-01-10 * "Onkel" "Kram"
  Income:Kram  -70.00 EUR
  Assets:Bank
2025-01-11 * "Kiosk"
  Expenses:Leben  7.00 CHF
  Assets:Bank
2025-01-12 * "Finanzamt" "Nachzahlung"
  Expenses:Steuern:Kapitalertragsteuer  100.00 EUR
    fsq-year: 2024
  Assets:Bank
"""


def report(text: str = ORACLE, *, load_errors: int = 0) -> Report:
    """Return the report of a ledger in euro."""
    ledger = load(text)
    assert ledger.errors == []
    return analyse(ledger.entries, ledger.options, load_errors=load_errors)
