"""The importers of this household: one configuration for the shell and for Fava's import page.

    python import.py identify downloads
    python import.py extract downloads --existing ../main.beancount
    python import.py archive --destination DIRECTORY downloads

Everything in the sample files is invented.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import beangulp

from fsq_importers import Accounts, Dkb, Rule, TradeRepublic, enrich, together

HERE = Path(__file__).resolve().parent

# The bank writes down who paid; what for, only the household knows.
RULES = (
    Rule(
        "Income:Vermietung:Mieteinnahmen",
        payee="Krüger",
        text="Miete",
        parts={"Income:Vermietung:Umlagen": Decimal("175.00")},
        narration="Miete und Umlagen",
    ),
    Rule("Income:Bücher:VG-Wort", payee="VG WORT"),
    Rule("Expenses:Lebensmittel", payee="SUPERMARKT|BIOLADEN"),
)

# The names of the securities in this ledger, by ISIN.
COMMODITIES = {"DE000MUSTER1": "MUSTER", "IE00DIVEETF7": "DIVE"}

GIRO = Accounts(
    "Assets:Bank:Girokonto",
    number="DE02 1203 0000 0000 2020 51",
    depot="Assets:Depot:Aktien",
    fees="Expenses:Depot:Ordergebühren",
    commodities=COMMODITIES,
)
BROKER = Accounts(
    "Assets:Bank:Tagesgeld",
    depot="Assets:Depot:ETF",
    fees="Expenses:Depot:Ordergebühren",
    commodities=COMMODITIES,
)

# Together: a payment from one of these accounts to another, or to the owners, is a transfer.
CONFIG = together([Dkb(GIRO, RULES), TradeRepublic(BROKER)], names=["Familie Beispiel"])

# The bank books dividends net; Portfolio Performance has read gross and taxes from its PDF files.
HOOKS = [enrich(HERE / "portfolio-performance" / "*.csv")]

# With `pip install "fsq-beancount[smart]"` smart_importer learns from the ledger where payments
# belong. It completes those that have one side only, which the accounts are to leave out:
#
#     GIRO = Accounts("Assets:Bank:Girokonto", ..., unknown_income=None, unknown_expense=None)
#     from smart_importer import PredictPostings
#     HOOKS = [enrich(...), PredictPostings().hook]

if __name__ == "__main__":
    beangulp.Ingest(CONFIG, HOOKS)()
