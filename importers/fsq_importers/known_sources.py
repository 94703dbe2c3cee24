"""Sources that have no importer here, and the way round for each.

They are told by columns that their tables have together, or by how the file begins.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from fsq_importers import reading

_HEAD_LINES: Final = 60
_GENERIC: Final = "describe its CSV for Generic in a TOML file (pydoc fsq_importers.generic)"
_PERFORMANCE: Final = "Portfolio Performance reads its PDF files: import what that exports"
_SPREADSHEET: Final = f"save its table as CSV; then {_GENERIC}"
_CSV: Final = f"download the account as CSV; then {_GENERIC}"
_BOTH: Final = f"{_PERFORMANCE}; or {_GENERIC}"


class Known(NamedTuple):
    """A source that is known and has no importer.

    Attributes:
        name: Its name.
        way: What to do instead.
        is_table: Whether its files are tables that Generic can be taught to read.
    """

    name: str
    way: str
    is_table: bool = False


_BY_COLUMNS: Final = tuple(
    (frozenset(map(reading.column_name, columns.split("|"))), Known(name, way, is_table=True))
    for columns, name, way in (
        ("status|reference|assetType|type|isin|shares", "Scalable Capital", _BOTH),
        ("Buchtag|TA-Nr.|Buchungsinformationen", "flatex", _BOTH),
        ("Nominal (Stk.)|TA-Nr.", "flatex (depot)", _BOTH),
        ("Omschrijving|Mutatie|Order Id", "DEGIRO", _BOTH),
        ("Value date|Product|Change|Balance|Order Id", "DEGIRO", _BOTH),
        ("Booking Date|Partner Name|Partner Iban", "N26", _GENERIC),
        ("Empfänger|Kontonummer|Transaktionstyp|Betrag (EUR)", "N26", _GENERIC),
        ("Auftragskonto|Buchungstag|Glaeubiger ID", "Sparkasse (CSV-CAMT)", _GENERIC),
        ("Auftragskonto|Beguenstigter/Zahlungspflichtiger", "Sparkasse (CSV-MT940)", _GENERIC),
        ("IBAN Auftragskonto|Name Zahlungsbeteiligter", "Volksbank, GLS", _GENERIC),
        ("Buchungstag|Umsatzart|IBAN Kontoinhaber", "Commerzbank", _GENERIC),
        ("Buchungstag|Umsatzart|Begünstigter / Auftraggeber", "Postbank, Deutsche Bank", _GENERIC),
        ("Belegdatum|Wertstellung|Umsatztyp|Fremdwährungsbetrag", "DKB (card)", _GENERIC),
        ("Transaction ID:|Details|Turnover|Balance", "Mintos", _GENERIC),
        ("Transaktionscode|Absender E-Mail-Adresse|Brutto|Netto", "PayPal", _GENERIC),
        ("TransferWise ID|Running Balance", "Wise", _GENERIC),
        ("Started Date|Completed Date|State|Balance", "Revolut", _GENERIC),
        ("Price per share|Total Amount|FX Rate|Ticker", "Revolut (securities)", _GENERIC),
        ("Action|Time|No. of shares|Total", "Trading 212", _GENERIC),
        ("Reference|CCY|Net Amt.|Tax Amt.", "Lightyear", _GENERIC),
        ("balance_transaction_id|reporting_category", "Stripe", _GENERIC),
        ("Sub Type|Instrument Type|Value|Root Symbol", "tastytrade", _GENERIC),
        ("Confirmation code|Paid out|Service fee", "Airbnb", _GENERIC),
        ("Reporting Date|Sale Month|Earnings (USD)", "DistroKid", _GENERIC),
        (
            "ClientAccountID|CurrencyPrimary",
            "Interactive Brokers (Flex query as CSV)",
            "choose XML as the format of the Flex query",
        ),
    )
)

_BY_BEGINNING: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), Known(name, way))
    for pattern, name, way in (
        (rb"%PDF-", "a PDF file", _PERFORMANCE),
        (rb"PK\x03\x04", "a spreadsheet (xlsx) or another archive", _SPREADSHEET),
        (rb"\xd0\xcf\x11\xe0", "a spreadsheet (xls)", _SPREADSHEET),
        (rb"[\s\S]{0,600}urn:iso:std:iso:20022:tech:xsd:camt\.", "CAMT (XML of a bank)", _CSV),
        (rb"(\{1:|:20:)", "MT940 (of a bank)", _CSV),
        (
            rb"[\s\S]{0,200}<client\b",
            "Portfolio Performance (its own file)",
            "export its accounts as CSV: file, export, CSV",
        ),
        (rb"OFXHEADER|[\s\S]{0,200}<OFX\b", "OFX", _CSV),
        (
            rb"Statement,Header,Field Name,Field Value\s[\s\S]{0,400}Activity Statement",
            "Interactive Brokers (Activity Statement)",
            "make a Flex query (XML), or download the Transaction History",
        ),
        (rb"\s*[\[{]", "JSON", "of pytr, use the CSV that it writes beside it"),
    )
)


def find(path: str) -> Known | None:
    """Return the source of a file, if it is known and has no importer.

    Raises:
        OSError: The file cannot be read.
    """
    with open(path, "rb") as file:
        start = file.read(1024).removeprefix(codecs.BOM_UTF8)
    by_beginning = next((known for each, known in _BY_BEGINNING if each.match(start)), None)
    return by_beginning or next(_by_columns(path), None)


def _by_columns(path: str) -> Iterator[Known]:
    head = reading.head(path)
    for line in islice(io.StringIO(head[1] if head else "", newline=""), _HEAD_LINES):
        for delimiter in reading.DELIMITERS:
            if delimiter not in line:
                continue
            try:
                cells = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
            except csv.Error:
                continue
            names = set(map(reading.column_name, cells))
            yield from (known for columns, known in _BY_COLUMNS if columns <= names)
