"""The balance sheet against Fava's own at market value, to the cent."""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from fava.core import FavaLedger
from fava.core.conversion import conversion_from_str
from places import EXAMPLE_LEDGER
from real_ledgers import each_ledger

from fsq_beancount import analyse
from fsq_beancount.books.holdings import Kind
from fsq_beancount.measures.wealth.held import Row

pytestmark = pytest.mark.fava

CENT = Decimal("0.01")


def of_fava(
    ledger: FavaLedger, date: datetime.date, currency: str
) -> dict[str, dict[str, Decimal]]:
    """What Fava's balance sheet has of each asset and liability account at market value."""
    tree = ledger.get_filtered(time=f"1900-01-01 - {date}").root_tree
    roots = (ledger.options["name_assets"], ledger.options["name_liabilities"])
    conversion = conversion_from_str(currency)
    return {
        name: dict(conversion.apply(node.balance, ledger.prices, date))
        for name, node in tree.items()
        if name.split(":")[0] in roots and not node.balance.is_empty()
    }


def by_account(rows: list[Row], currency: str) -> dict[str, dict[str, Decimal]]:
    """The same of our rows; what has no price counts in its own currency, as in Fava."""
    found: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in rows:
        if row.amount is None or row.at_cost:
            found[row.booked_on][row.currency] += row.units
        else:
            found[row.booked_on][currency] += row.amount
    return found


def assert_reconciles(path: Path, currency: str, *dates: datetime.date) -> int:
    """Compare accounts on some days; return how many amounts there were."""
    ledger = FavaLedger(str(path), poll_watcher=True)
    report = analyse(ledger.all_entries, ledger.options, currency=currency)  # type: ignore[arg-type]
    compared = 0
    for date in dates:
        rows = list(report.scope.balance_sheets.rows(date))
        ours, theirs = by_account(rows, currency), of_fava(ledger, date, currency)
        for account in ours.keys() | theirs.keys():
            mine, other = ours.get(account, {}), theirs.get(account, {})
            for unit in mine.keys() | other.keys():
                compared += 1
                difference = mine.get(unit, Decimal()) - other.get(unit, Decimal())
                assert abs(difference) < CENT, (date, account, unit, mine, other)
        sheet = report.scope.balance_sheets.on(date)
        total = sum((row.amount or Decimal() for row in rows), Decimal())
        assert sheet.assets + sheet.receivables - sheet.other_debts - sheet.loans == total
        assert {row.kind for row in rows} <= set(Kind)
    return compared


def test_every_account_of_a_household(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(
        """
option "operating_currency" "EUR"
option "name_assets" "Vermögen"
plugin "beancount.plugins.auto_accounts"
2020-01-01 open Vermögen:Verliehen
  fsq-receivable: TRUE
2024-01-01 price USD 0.90 EUR
2024-01-01 price HOOL 100 USD
2024-01-02 * "Opening"
  Vermögen:Bank            1000.00 EUR
  Vermögen:Bank:Dollar      333.33 USD
  Vermögen:Verliehen        200.00 EUR
  Vermögen:Stunden            8 HOURS
  Liabilities:Kreditkarte   -50.00 EUR
  Liabilities:Darlehen     -400.00 EUR
  Equity:Opening
2024-01-02 * "Buys"
  Vermögen:Depot              3 HOOL {90 USD}
  Vermögen:Depot              2 LOST {10 EUR}
  Vermögen:Bank
2024-02-01 * "Sells and goes short"
  Vermögen:Depot             -3 HOOL {90 USD} @ 110 USD
  Vermögen:Bank:Dollar      330 USD
  Income:Gains
2024-02-01 * "Short"
  Vermögen:Depot             -7 SHRT {10 EUR}
  Vermögen:Bank              70 EUR
2024-02-15 price SHRT 12 EUR
2024-03-01 price USD 0.95 EUR
2024-03-01 * "Paid too much"
  Liabilities:Kreditkarte   80.00 EUR
  Vermögen:Bank
""",
        encoding="utf-8",
    )
    days = [datetime.date(2024, month, day) for month, day in ((1, 1), (1, 2), (2, 1), (3, 1))]
    assert assert_reconciles(path, "EUR", *days) > 20
    assert assert_reconciles(path, "USD", *days) > 20


def test_the_example_ledger() -> None:
    path = EXAMPLE_LEDGER
    days = (datetime.date(2018, 6, 30), datetime.date(2023, 3, 15), datetime.date(2025, 12, 31))
    assert assert_reconciles(path, "EUR", *days) > 20


CURRENCIES = {
    "fpr-example/example": "CHF",
    "germany-allowance/main": "EUR",
    "coinbean-crypto/with_examples": "EUR",
}


@each_ledger
def test_ledgers_of_others(shared_ledgers: Path, name: str) -> None:
    path = shared_ledgers / f"{name}.beancount"
    ledger = FavaLedger(str(path), poll_watcher=True)
    dates = sorted(entry.date for entry in ledger.all_entries_by_type.Transaction)
    days = (dates[len(dates) // 2], min(dates[-1], datetime.date.today()))
    currencies = ledger.options["operating_currency"]
    currency = currencies[0] if currencies else CURRENCIES.get(name, "USD")
    assert assert_reconciles(path, currency, *days) > 0
