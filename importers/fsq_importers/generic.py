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

    [map]                              # our fields, and their columns in the file
    date = "Time"
    amount = "Total"
    currency = "Currency (Total)"
    word = "Action"
    isin = "ISIN"
    tax = "Withholding tax"

    [kinds]                            # the words of the file; a trailing * matches any rest
    "Dividend*" = "dividend"
    "Interest on cash" = "interest"
    "Market buy" = "buy"

    [skip]                             # rows that are not bookings
    Status = ["Pending"]

    [[rules]]                          # for payments, as in fsq_importers.rules
    account = "Income:Vermietung:Mieteinnahmen"
    payee = "Mieter"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from fsq_importers import dates, numbers, reading
from fsq_importers.accounts import Accounts
from fsq_importers.importer import TableImporter
from fsq_importers.numbers import ZERO
from fsq_importers.profile import Profile, load
from fsq_importers.reading import Row
from fsq_importers.records import Kind, Record, Security, Skipped, TaxKind
from fsq_importers.rules import Rule

_WHOLE_AMOUNT: Final = {Kind.TAX, Kind.VORABPAUSCHALE, Kind.FEE}


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
        table = reading.find(filepath, self.layouts)
        return table is not None and set(self.profile.columns.values()).issubset(
            # The column of a tax or fee may be missing if there was none.
            {*table.header, *(self.profile.columns.get(each, "") for each in ("tax", "fee"))}
        )

    def parse(self, row: Row, **more: Any) -> Iterator[Record | Skipped]:
        """Yield the record of a row."""
        profile = self.profile
        for column, values in profile.skip.items():
            if row[column].casefold() in values:
                yield Skipped(row.line, f"{column} is {row[column]}", row.raw)
                return
        cells = {ours: row[theirs] for ours, theirs in profile.columns.items()}
        word = cells.get("word", "")
        kind = profile.kind_of(word) if "word" in cells else profile.kind
        unknown = "" if kind else f"type {word or '(empty)'}"
        kind = kind or Kind.PAYMENT
        amount = self.amount(cells["amount"])
        tax, fee = self._charge(cells, "tax"), self._charge(cells, "fee")
        shares = self.number(cells.get("shares", ""))
        if kind in _WHOLE_AMOUNT and not (tax or fee):
            tax, fee = (None, -amount) if kind is Kind.FEE else (-amount, None)
            if not profile.net:
                amount = ZERO
        security = Security(*(cells.get(each, "") for each in ("isin", "symbol", "wkn", "name")))
        facts: dict[str, Any] = {
            "currency": (cells.get("currency") or profile.currency).upper(),
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
            "unknown": unknown,
        }
        yield (self.from_net if profile.net else self.from_gross)(amount, **facts)

    def _charge(self, cells: Mapping[str, str], name: str) -> Decimal | None:
        number = self.number(cells.get(name, ""))
        return -number if number and self.profile.charged_negative else number

    def _date(self, text: str) -> Any:
        form = self.profile.date_form
        return dates.parse_as(text, form) if form else dates.parse(text)

    def number(self, text: str) -> Decimal | None:
        """Return the number in a cell; ``None`` if it is empty."""
        return numbers.parse(text, self.profile.convention)
