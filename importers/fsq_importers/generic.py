r"""Any CSV, described by a TOML file instead of code.

::

    # trading.toml
    source = "trading"                 # in names and ids; letters, digits, hyphens
    columns = ["Action", "Time", "ISIN", "Total", "Currency (Total)"]
    numbers = "en"                     # "de" 1.234,56 · "en" 1,234.56 · "ch" 1'234.56
    basis = "net"                      # the kind of amount: "net" or "gross"
    charges = "positive"               # the sign of charged taxes and fees
    dates = "%m/%d/%Y"                 # only if other than 2026-03-27, 27.03.2026 or 20260327
    currency = "EUR"                   # only if there is no column for it
    exact = false                      # true: keep fractions of a cent
    signs = "kind"                     # "file" if amounts have signs; "kind" if a purchase is
                                       # written like a sale: its sign follows from its kind
    header = true                      # false: none; columns = 5 then says how many there are

    [map]                              # our fields, and their columns in the file
    date = "Time"
    amount = "Total"
    currency = "Currency (Total)"
    word = "Action"
    isin = "ISIN"
    tax = "Withholding tax"
    tax_currency = "Currency (Withholding tax)"
    rate = "Exchange rate"             # units of that currency for one of the account's

    [kinds]                            # the words of the file; a trailing * matches any rest
    "Dividend*" = "dividend"
    "Interest on cash" = "interest"
    "Market buy" = "buy"
    "Deposit" = "transfer"

    [directions]                       # with signs = "kind": of what goes either way
    "Deposit" = "in"

    [skip]                             # rows that are not bookings
    Status = ["Pending"]

    [[rules]]                          # for payments, as in fsq_importers.rules
    account = "Income:Vermietung:Mieteinnahmen"
    payee = "Mieter"

In ``[map]``, ``incoming`` and ``outgoing`` are two columns in place of ``amount``, and ``#5`` is
the fifth column, if it has no name. A tax in another currency is converted by ``rate``; without a
rate the gross amount is unknown.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from fsq_importers import dates, numbers, reading
from fsq_importers.accounts import Accounts
from fsq_importers.doubts import comes_in_by_kind
from fsq_importers.numbers import ZERO
from fsq_importers.profile import Profile, load
from fsq_importers.reading import Row, Table
from fsq_importers.records import Kind, Record, Security, Skipped, TaxKind
from fsq_importers.rules import Rule
from fsq_importers.tables import TableImporter

_WHOLE_AMOUNT: Final = {Kind.TAX, Kind.VORABPAUSCHALE, Kind.FEE}
_MAY_BE_MISSING: Final = ("tax", "fee", "tax_currency", "rate")


class Generic(TableImporter):
    """An importer that a TOML file describes.

    Attributes:
        profile: The description.
    """

    def __init__(
        self, profile: Profile | str | Path, accounts: Accounts | str, rules: Sequence[Rule] = ()
    ) -> None:
        self.profile = profile if isinstance(profile, Profile) else load(profile)
        super().__init__(accounts, (*rules, *self.profile.rules))
        # Class attributes if code describes the format, instance attributes if data does.
        self.source = self.profile.source  # type: ignore[misc]
        self.title = self.profile.title  # type: ignore[misc]
        self.exact = self.profile.exact  # type: ignore[misc]
        self.convention = self.profile.convention  # type: ignore[misc]
        self.layouts = (self.profile.layout,)  # type: ignore[misc]

    def recognises(self, filepath: str) -> bool:
        """Return whether the file has the columns of the description."""
        table = self.table(filepath)
        columns = self.profile.columns
        if table is None:
            return False
        if not self.profile.header:
            return self._has_a_booking(table)
        return set(columns.values()).issubset(
            # The column of a tax or fee may be missing if there was none.
            {*table.header, *(columns.get(each, "") for each in _MAY_BE_MISSING)}
        )

    def table(self, filepath: str) -> Table | None:
        """Return the table of a file, with positions for columns that have no name."""
        if not self.profile.header:
            return self._without_header(filepath)
        table = reading.find(filepath, self.layouts)
        if table is None or all(table.header):
            return table
        names = (name or f"#{number}" for number, name in enumerate(table.header, start=1))
        return replace(table, header=tuple(names))

    def _without_header(self, filepath: str) -> Table | None:
        start = reading.head(filepath)
        if start is None:
            return None
        encoding, text = start
        width = len(self.profile.layout.required)
        names = tuple(f"#{number}" for number in range(1, width + 1))
        first = text.splitlines()[0] if text else ""
        for delimiter in reading.DELIMITERS:
            if len(next(csv.reader([first], delimiter=delimiter), [])) == width:
                layout = self.profile.layout
                return Table(filepath, encoding, delimiter, layout, names, 0, "")
        return None

    def _has_a_booking(self, table: Table) -> bool:
        """Return whether the first row of a table without a header is one that is described."""
        row = next(reading.rows(table, self.layouts), None)
        if row is None or row.problem:
            return False
        try:
            self._date(row[self.profile.columns["date"]])
            return self._amount(self._cells(row), Kind.PAYMENT, "")[0] is not None
        except (numbers.NumberError, dates.DateError):
            return False

    def parse(self, row: Row, **more: Any) -> Iterator[Record | Skipped]:
        """Yield the record of a row."""
        profile = self.profile
        for column, values in profile.skip.items():
            if row[column].casefold() in values:
                yield Skipped(row.line, f"{column} is {row[column]}", row.raw)
                return
        cells = self._cells(row)
        word = cells.get("word", "")
        kind = profile.kind_of(word) if "word" in cells else profile.kind
        unknown = "" if kind else f"type {word or '(empty)'}"
        if kind is None:
            # An unknown trade is no payment; and without signs an unknown direction is none.
            kind = Kind.PAYMENT if profile.signed or "amount" not in cells else Kind.TRANSFER
            kind = Kind.TRADE if cells.get("shares") or cells.get("isin") else kind
        amount, doubt = self._amount(cells, kind, word)
        tax, fee = self._charge(cells, "tax"), self._charge(cells, "fee")
        foreign = cells.get("tax_currency", "").upper()
        currency = (cells.get("currency") or profile.currency).upper()
        abroad = bool(tax and foreign and foreign != currency)
        if tax and abroad:
            rate = self.number(cells.get("rate", ""))
            tax, abroad = (tax / rate, False) if rate else (None, True)
        shares = self.number(cells.get("shares", ""))
        if kind in _WHOLE_AMOUNT and not (tax or fee):
            tax, fee = (None, -amount) if kind is Kind.FEE else (-amount, None)
            if not profile.net:
                amount = ZERO
        security = Security(*(cells.get(each, "") for each in ("isin", "symbol", "wkn", "name")))
        facts: dict[str, Any] = {
            "currency": currency,
            "taxes": ((TaxKind.SUM, tax),),
            "fee": fee,
            "kind": kind,
            "date": self._date(cells["date"]),
            "security": security if security != Security() else None,
            "shares": abs(shares) if shares else None,
            "price": self.number(cells.get("price", "")),
            "payee": cells.get("payee", ""),
            "text": cells.get("text", ""),
            "word": word,
            "iban": cells.get("iban", ""),
            "source_ids": (cells["id"],) if cells.get("id") else (),
            "raw": row.raw,
            "line": row.line,
            "incoming": profile.directions.get(word.casefold()),
            "unknown": unknown or doubt,
        }
        record = (self.from_net if profile.net else self.from_gross)(amount, **facts)
        if abroad:
            why = f"a tax of {cells['tax']} {foreign}: without a rate the gross amount is unknown"
            record = replace(record, gross=None, unknown=record.unknown or why)
        yield record

    def _cells(self, row: Row) -> dict[str, str]:
        return {ours: row[theirs] for ours, theirs in self.profile.columns.items()}

    def _amount(self, cells: Mapping[str, str], kind: Kind, word: str) -> tuple[Decimal, str]:
        """Return the signed amount of a row, and why its sign is doubtful.

        Raises:
            NumberError: There is no amount, or it is no number.
        """
        if "amount" not in cells:
            incoming, outgoing = self.number(cells["incoming"]), self.number(cells["outgoing"])
            if incoming is None and outgoing is None:
                raise numbers.NumberError("there is no amount")
            return abs(incoming or ZERO) - abs(outgoing or ZERO), ""
        number = self.amount(cells["amount"])
        if self.profile.signed:
            return number, ""
        comes_in = self.profile.directions.get(word.casefold(), comes_in_by_kind(kind))
        if comes_in is None:
            return number, f'{word or kind}: say in [directions] whether it is "in" or "out"'
        return abs(number) if comes_in else -abs(number), ""

    def _charge(self, cells: Mapping[str, str], name: str) -> Decimal | None:
        number = self.number(cells.get(name, ""))
        return -number if number and self.profile.charged_negative else number

    def _date(self, text: str) -> Any:
        form = self.profile.date_form
        return dates.parse_as(text, form) if form else dates.parse(text)

    def number(self, text: str) -> Decimal | None:
        """Return the number in a cell; ``None`` if it is empty."""
        return numbers.parse(text, self.profile.convention)
