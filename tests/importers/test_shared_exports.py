"""Exports in the format of each source that other people have published.

They are not in the repository; the environment variable FSQ_SHARED_EXPORTS names their folder.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from imported import amounts, extract, load

from fsq_beancount import analyse
from fsq_importers import sniffing
from fsq_importers.catalogue import IMPORTERS
from fsq_importers.records import Record, Skipped

if TYPE_CHECKING:
    from pathlib import Path

    from fsq_importers.importer import FsqImporter

FILES = {
    "comdirect": {"comdirect/comdirect_girokonto_2022.csv": (4, 0)},
    "consorsbank": {"consorsbank/consorsbank_12col_RECONSTRUCTED.csv": (2, 0)},
    "dkb": {"dkb/beancount-dkb_test_ec_v2_multi.csv": (3, 0)},
    # Two rows of taxes belong to the interest of their day.
    "ing": {"ing/ing_extrakonto_with_dividend_RECONSTRUCTED.csv": (3, 0)},
    "ib-transactions": {
        # Two rows of taxes belong to a dividend, one to interest.
        "interactive_brokers/ibkr_transaction_history_2025.csv": (9, 0),
    },
    "interactive-brokers": {
        "interactive_brokers/minimal_short_options_repro_2025.xml": (6, 0),
        "interactive_brokers/testIBFlexStatementFile01.xml": (26, 0),
        "interactive_brokers/testIBFlexStatementFile02.xml": (11, 1),
        # Four bookings of two accounts, and a note that says so.
        "interactive_brokers/testIBFlexStatementFile05.xml": (5, 0),
        "interactive_brokers/uabean_flex.xml": (19, 0),
        "interactive_brokers/vtandchill_2025.xml": (16, 0),
    },
    "portfolio-performance": {
        "portfolio_performance/pp_alle_buchungen_view_de_RECONSTRUCTED.csv": (6, 0),
        "portfolio_performance/pp_konto_export_de_NEW_15col_RECONSTRUCTED.csv": (8, 0),
        "portfolio_performance/pp_konto_export_de_OLD_11col.csv": (10, 0),
    },
    "pytr": {
        "trade_republic/pytr_account_transactions_de.csv": (5, 0),
        "trade_republic/traderepublic-export.csv": (9, 0),
    },
    "trade-republic": {
        # 339 rows, of which four repeat a cash row without money.
        "trade_republic/TransactionExport01.csv": (335, 4),
        "trade_republic/TransactionExport03.csv": (3, 0),
    },
}
"""By source: the files, with how many bookings and how many rows that are none."""

NO_BOOKINGS = {"sidekick_single_bond_redemption.csv": 1, "sidekick_single_migration.csv": 2}
"""One-row exports of Trade Republic that hold no booking."""

BY_SOURCE: dict[str, FsqImporter] = {
    each.source: each(f"Assets:{each.__name__.capitalize()}") for each in IMPORTERS
}
CASES = [(source, name) for source, files in FILES.items() for name in files]
each_file = pytest.mark.parametrize(("source", "name"), CASES)


def single_rows(folder: Path) -> list[Path]:
    found = sorted((folder / "trade_republic").glob("sidekick_*.csv"))
    assert len(found) == 22
    return found


@each_file
def test_every_row_of_a_file_is_accounted_for(shared_exports: Path, source: str, name: str) -> None:
    items = list(BY_SOURCE[source].records(str(shared_exports / name)))
    found = len([item for item in items if isinstance(item, Record)])
    none = len([item for item in items if isinstance(item, Skipped)])
    assert (found, none) == FILES[source][name]


@each_file
def test_a_file_is_taken_and_balances(shared_exports: Path, source: str, name: str) -> None:
    path = shared_exports / name
    importer = BY_SOURCE[source]
    assert [each.source for each in BY_SOURCE.values() if each.identify(str(path))] == [source]
    entries = extract(importer, path)
    _, errors, _ = load(entries)
    assert errors == []
    for item in importer.records(str(path)):
        if isinstance(item, Record) and item.gross is not None:
            fee = 0 if item.fee_currency else item.fee
            assert item.gross - item.tax - fee == item.net


def test_the_files_of_one_row(shared_exports: Path) -> None:
    importer = BY_SOURCE["trade-republic"]
    for path in single_rows(shared_exports):
        taking = [each.source for each in BY_SOURCE.values() if each.identify(str(path))]
        assert taking == ["trade-republic"]
        entries = extract(importer, path)
        assert len(entries) == (0 if path.name in NO_BOOKINGS else 1)
        assert load(entries)[1] == []


def test_no_other_export_is_taken_by_mistake(shared_exports: Path) -> None:
    ours = {shared_exports / name for _, name in CASES} | set(single_rows(shared_exports))
    others = [path for path in shared_exports.rglob("*") if path.is_file() and path not in ours]
    assert len(others) > 40
    for path in others:
        assert [each.source for each in BY_SOURCE.values() if each.identify(str(path))] == []
        assert sniffing.sniff(str(path)).importers == ()


def test_a_year_of_trade_republic_by_hand(shared_exports: Path) -> None:
    """All figures of the official export are its own columns, added up by a spreadsheet's rule."""
    path = shared_exports / "trade_republic" / "TransactionExport01.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split(";")
    rows = [dict(zip(header, line.split(";"), strict=True)) for line in lines[1:]]
    cash = tax = fee = Decimal()
    for row in rows:
        amount, charged, withheld = (Decimal(row[c] or 0) for c in ("amount", "fee", "tax"))
        cash += amount + charged + withheld
        tax -= withheld
        fee -= charged
    importer = BY_SOURCE["trade-republic"]
    sums: dict[str, Decimal] = {}
    for entry in extract(importer, path):
        for account, number in amounts(entry).items():
            if not account.endswith(":Depot"):
                sums[account] = sums.get(account, Decimal()) + number
    assert sums["Expenses:Steuern:Kapitalertragsteuer"] == tax
    assert sums["Expenses:Depot:Gebühren"] == fee
    # Card payments abroad have more than two places in the file.
    assert abs(sums["Assets:Traderepublic"] - cash) < Decimal("0.01")


def cells(path: Path, first_column: str, delimiter: str) -> list[dict[str, str]]:
    """Return the rows below the line that begins with a column, read without the importers."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    lines = text.splitlines(keepends=True)
    start = next(
        number for number, line in enumerate(lines) if line.lstrip('"').startswith(first_column)
    )
    header = next(csv.reader([lines[start]], delimiter=delimiter))
    # The second column of the same name is that of the amount, in the table of ING.
    names = [name.strip() for name in header]
    rows = csv.reader(lines[start + 1 :], delimiter=delimiter)
    return [dict(zip(names, row, strict=False)) for row in rows if len(row) >= len(names) - 1]


def german(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def flex_cash(path: Path) -> dict[str, Decimal]:
    """Return what a Flex query moves by currency, from its attributes alone."""
    moved: dict[str, Decimal] = defaultdict(Decimal)

    def number(row: dict[str, str], name: str) -> Decimal:
        return Decimal((row.get(name) or "0").replace(",", ""))

    for element in ElementTree.parse(path).iter():  # noqa: S314 - files of the tests
        row = dict(element.attrib)
        if element.tag == "CashTransaction":
            moved[row["currency"]] += number(row, "amount")
        elif element.tag == "Trade" and row.get("levelOfDetail", "EXECUTION") == "EXECUTION":
            moved[row["currency"]] += number(row, "proceeds") + number(row, "taxes")
            charged = row.get("ibCommissionCurrency") or row["currency"]
            moved[charged] += number(row, "ibCommission")
            if row["assetCategory"] == "CASH":
                moved[row["symbol"].partition(".")[0]] += number(row, "quantity")
        elif element.tag == "CorporateAction":
            moved[row["currency"]] += number(row, "proceeds")
    return moved


def rows_of(source: str, path: Path) -> dict[str, Decimal]:
    """Return what a file moves by currency, by its own cells."""
    if source == "interactive-brokers":
        return flex_cash(path)
    if source == "ib-transactions":
        rows = cells(path, "Transaction History,Header", ",")
        return {"GBP": sum((Decimal(row["Net Amount"]) for row in rows), Decimal())}
    first, delimiter, column = {
        "comdirect": ("Buchungstag", ";", "Umsatz in EUR"),
        "consorsbank": ("Buchung", ";", "Betrag"),
        "dkb": ("Buchungsdatum", ";", "Betrag (€)"),
        "ing": ("Buchung;", ";", "Betrag"),
        "portfolio-performance": ("Datum", ";", "Wert"),
    }[source]
    rows = cells(path, first, delimiter)
    return {"EUR": sum((german(row[column]) for row in rows), Decimal())}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (source, name)
        for source, name in CASES
        # Trade Republic is below; pytr's numbers are of two conventions, the table has no signs.
        if source not in {"trade-republic", "pytr"} and "alle_buchungen" not in name
    ],
)
def test_cash_is_what_the_rows_of_the_file_add_up_to(
    shared_exports: Path, source: str, name: str
) -> None:
    importer = type(BY_SOURCE[source])("Assets:X:{currency}")
    booked: dict[str, Decimal] = defaultdict(Decimal)
    for entry in extract(importer, shared_exports / name):
        for posting in entry.postings:
            if posting.units and posting.account == f"Assets:X:{posting.units.currency}":
                booked[posting.units.currency] += posting.units.number
    stated = rows_of(source, shared_exports / name)
    for currency in {*booked, *stated}:
        # A broker counts fractions of a cent, six places of which are kept.
        assert abs(booked[currency] - stated.get(currency, Decimal())) < Decimal("0.0001"), currency


def test_what_a_year_of_trade_republic_makes_of_the_quota(shared_exports: Path) -> None:
    """From the export to the quota, by words and cells of the file alone."""
    path = shared_exports / "trade_republic" / "TransactionExport01.csv"
    income = {"DIVIDEND", "DIVIDEND_EQUIVALENT_PAYMENT", "DISTRIBUTION", "INTEREST_PAYMENT"}
    settled = {"EARNINGS", "PRE_DETERMINED_TAX_BASE", "SEC_ACCOUNT", "TAX_OPTIMIZATION"}
    spent = {"CARD_TRANSACTION", "TRANSFER_INSTANT_OUTBOUND"}
    gross: dict[int, Decimal] = defaultdict(Decimal)
    taxes: dict[int, Decimal] = defaultdict(Decimal)
    living: dict[int, Decimal] = defaultdict(Decimal)
    for row in cells(path, "datetime", ";"):
        year = int(row["date"][:4])
        if row["type"] in income:
            gross[year] += Decimal(row["amount"])
        if row["type"] in income | settled:
            taxes[year] -= Decimal(row["tax"] or 0)
        if row["type"] in spent:
            living[year] -= Decimal(row["amount"])
        if row["type"] == "GIFT" and Decimal(row["amount"]) < 0:
            living[year] -= Decimal(row["amount"])
        if row["type"] == "CUSTOMER_INPAYMENT":
            # To top up by card has a fee, which is of no trade.
            living[year] -= Decimal(row["fee"] or 0)
    plugin = 'plugin "fsq_beancount"\noption "operating_currency" "EUR"'
    loaded, errors, options = load(extract(BY_SOURCE["trade-republic"], path), plugin, held=False)
    assert errors == []
    years = [period for period in analyse(loaded, options).periods if period.first.month == 1]
    assert len(years) > 2
    for period in years:
        year = period.first.year
        # Card payments abroad have more than two places in the file.
        assert abs(period.gross_income["passive"] - gross[year]) < Decimal("0.01"), year
        assert abs(period.living_costs - living[year]) < Decimal("0.02"), year
        cost = period.gross_income["passive"] - period.net_income["passive"]
        assert abs(cost - taxes[year]) < Decimal("0.02"), year
