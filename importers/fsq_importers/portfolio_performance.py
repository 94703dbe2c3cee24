"""Portfolio Performance: the bridge to all formats that its PDF importers read.

Supported are the export of an account (Konto), with the former 11 or the current 15 columns, that
of a depot, and that of the table "Alle Buchungen". ``Wert`` and ``Gesamtpreis`` are net, so gross =
net + taxes + fees; they are signed in the account's export, but not in the table. The export of a
depot has the columns of an account's with all signs turned round: it is told by these, and its
trades have the same ids as those in the export of the account beside it.

The table names its accounts: map them with ``konten``. Rows of an account that is not named there,
or of a second account where none is named, are booked to the importer's own account and flagged. A
transfer between two accounts is in both of their exports, once out and once in; each books its side
against ``Accounts.transfer``.

Import an account from one source only: either from here or from its bank. To complete the details
that a bank omits, use :mod:`fsq_importers.enrich`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar, Final

from fsq_importers import dates, numbers, reading
from fsq_importers.accounts import Accounts
from fsq_importers.numbers import CENT, ZERO, Convention
from fsq_importers.performance_words import DELIVERIES, ENGLISH, IN, KINDS, OUT, TRADES
from fsq_importers.reading import Layout, Row, Table, layout
from fsq_importers.records import Kind, Money, Record, Security, Skipped, TaxKind
from fsq_importers.rules import Rule
from fsq_importers.tables import TableImporter

_CURRENCY: Final = re.compile(r"\b([A-Z]{3})\b")


class PortfolioPerformance(TableImporter):
    """CSV exports of Portfolio Performance, in German or English.

    Attributes:
        konten: The accounts by the value of "Konto" in the table "Alle Buchungen".

    ``convention`` is the number format, if it differs from the one that the delimiter suggests, as
    in a Swiss Portfolio Performance.
    """

    source: ClassVar[str] = "portfolio-performance"
    title: ClassVar[str] = "Portfolio Performance"
    layouts: ClassVar[tuple[Layout, ...]] = (
        layout(
            "Konto",
            "datum|typ|wert|buchungswährung|steuern|stück|isin|wkn|ticker-symbol|wertpapiername|notiz",
        ),
        layout("Alle Buchungen", "datum|typ|wertpapier|stück|betrag|steuern|gesamtpreis|konto"),
        layout(
            "Account",
            "date|type|value|transaction currency|taxes|shares|isin|wkn|ticker symbol|"
            "security name|note",
        ),
        layout("All transactions", "date|type|security|shares|amount|taxes|net transaction value"),
    )

    def __init__(
        self,
        accounts: Accounts | str,
        rules: Sequence[Rule] = (),
        *,
        konten: Mapping[str, Accounts] | None = None,
        convention: Convention | None = None,
    ) -> None:
        super().__init__(accounts, rules)
        self.konten = dict(konten or {})
        self._declared = convention

    def read(self, filepath: str) -> Iterator[Record | Skipped]:
        """Yield the records of the rows, with the signs of an account."""
        table = self.table(filepath)
        if table is not None:
            turned = self._is_depot(table)
            yield from self.read_rows(reading.rows(table, self.layouts), turned=turned)

    def _is_depot(self, table: Table) -> bool:
        """Return whether the first trade or delivery of a file is written as a depot writes it."""
        for row in reading.rows(table, self.layouts):
            cells = _Cells(row, {} if row.has("datum") else ENGLISH)
            word = cells["typ"].casefold()
            if row.problem or cells.has("gesamtpreis"):
                return False
            if word in DELIVERIES:
                return True
            if word in TRADES:
                # The sign alone: numbers are read in earnest later.
                goes_out = _bare(cells["wert"]).strip().startswith(("-", "\N{MINUS SIGN}"))
                return goes_out == (word not in OUT)
            if word in KINDS and not word.startswith(("umbuchung", "transfer")):
                return False
        return False

    def read_rows(self, rows_of_table: Iterable[Row], **more: Any) -> Iterator[Record | Skipped]:
        """Yield the records of rows; without ``konten``, those of a second Konto are flagged."""
        first = ""
        for item in super().read_rows(rows_of_table, **more):
            if isinstance(item, Record) and item.account and not self.konten:
                first = first or item.account
                if item.account != first and not item.unknown:
                    why = f'account "{item.account}" is not "{first}": name both in konten'
                    yield replace(item, unknown=why)
                    continue
            yield item

    def accounts_of_section(self, name: str) -> Accounts:
        """Return the accounts of a Konto."""
        return self.konten.get(name, self.accounts)

    def all_accounts(self) -> Iterable[Accounts]:
        """Return the accounts of all Konten."""
        return (self.accounts, *self.konten.values())

    def parse(self, row: Row, **more: Any) -> Iterator[Record | Skipped]:
        """Yield the records of a row."""
        cells = _Cells(row, {} if row.has("datum") else ENGLISH)
        whole_table = bool(cells.has("gesamtpreis"))
        # The delimiter is a semicolon if numbers contain a comma.
        by_delimiter = Convention.ENGLISH if row.delimiter == "," else Convention.GERMAN
        convention = self._declared or by_delimiter
        word = cells["typ"]
        folded = word.casefold()
        kind = KINDS.get(folded)
        fee, tax, shares = (
            numbers.parse(_bare(cells[name]), convention)
            for name in ("gebühren", "steuern", "stück")
        )
        net = numbers.parse(_bare(cells["gesamtpreis" if whole_table else "wert"]), convention)
        security = _security(cells)
        facts: dict[str, Any] = {
            "date": dates.parse(cells["datum"]),
            "currency": _currency(cells, whole_table=whole_table),
            "security": security,
            "shares": abs(shares) if shares else None,
            "payee": security.name if security else "",
            "text": cells["notiz"],
            "word": word,
            "raw": row.raw,
            "line": row.line,
        }
        if folded in DELIVERIES or net is None:
            why = (
                f"{word} of {cells['stück'] or 'no'} shares moves no money: book it by hand"
                if folded in DELIVERIES
                else "there is no amount"
            )
            yield Record(kind=Kind.NOTE, net=ZERO, unknown=why, **facts)
            return
        unknown = "" if kind else f"type {word}"
        if kind is None and shares and security:
            kind = Kind.TRADE
        elif kind is None and whole_table:
            kind = Kind.TRANSFER  # the table does not say whether money came in or went out
        if more["turned"]:
            net = -net
        if not whole_table:
            facts["incoming"] = False if folded in OUT else True if folded in IN else None
        if whole_table:
            net, facts["account"], problem = self._of_table(cells, folded, net)
            unknown = unknown or problem or _disagreement(cells, convention, net, fee, tax)
        else:
            facts["original"] = _original(cells, convention)
        if kind is Kind.TAX:
            fee, tax = None, -net
            if "vorabpauschale" in cells["notiz"].casefold():
                kind = Kind.VORABPAUSCHALE
        elif kind is Kind.FEE:
            fee = -net - (tax or ZERO)
        yield self.from_net(
            net,
            taxes=((TaxKind.SUM, tax),),
            fee=fee,
            kind=kind or Kind.PAYMENT,
            unknown=unknown,
            **facts,
        )
        if whole_table and folded == "umbuchung":
            # One row for both sides of a transfer: this is the incoming side.
            facts["account"] = cells["gegenkonto"]
            yield self.from_net(abs(net), kind=Kind.TRANSFER, unknown=unknown, **facts)

    def _of_table(self, cells: _Cells, folded: str, net: Decimal) -> tuple[Decimal, str, str]:
        """Return the signed amount, its Konto, and why that is doubtful."""
        goes_out = folded in OUT or folded == "umbuchung"
        signed = -abs(net) if goes_out else net
        # In a trade, "Konto" is the depot and "Gegenkonto" is the cash account.
        konto = cells["gegenkonto"] if folded in TRADES and cells["gegenkonto"] else cells["konto"]
        if self.konten and konto not in self.konten:
            return signed, konto, f'account "{konto}" is not among konten'
        return signed, konto, ""


class _Cells:
    """The cells of a row by the German names of its columns."""

    def __init__(self, row: Row, english: Mapping[str, str]) -> None:
        self._row = row
        self._names = {german: name for name, german in english.items()}

    def __getitem__(self, german: str) -> str:
        return self._row[self._names.get(german, german)]

    def has(self, german: str) -> bool:
        return self._row.has(self._names.get(german, german))


def _bare(text: str) -> str:
    """Return an amount without the currency code in front of foreign amounts."""
    return _CURRENCY.sub("", text, count=1)


def _security(cells: _Cells) -> Security | None:
    name = cells["wertpapiername"] or cells["wertpapier"]
    symbol = cells["ticker-symbol"] or cells["symbol"]
    security = Security(cells["isin"], symbol, cells["wkn"], name)
    return security if security != Security() else None


def _currency(cells: _Cells, *, whole_table: bool) -> str:
    if not whole_table:
        return cells["buchungswährung"] or "EUR"
    match = _CURRENCY.search(cells["gesamtpreis"])
    return match[1] if match else "EUR"


def _original(cells: _Cells, convention: Convention) -> Money | None:
    number = numbers.parse(cells["bruttobetrag"], convention)
    currency = cells["währung bruttobetrag"]
    return Money(number, currency) if number is not None and currency else None


def _disagreement(
    cells: _Cells, convention: Convention, net: Decimal, fee: Decimal | None, tax: Decimal | None
) -> str:
    """Return an error message if the table's gross amount differs from ours; else empty."""
    stated = numbers.parse(_bare(cells["betrag"]), convention)
    same_currency = _CURRENCY.findall(cells["betrag"]) == _CURRENCY.findall(cells["gesamtpreis"])
    if stated is None or not same_currency:
        return ""
    worked_out = net + (fee or ZERO) + (tax or ZERO)
    if abs(abs(stated) - abs(worked_out)) < CENT:
        return ""
    return f"Betrag is {abs(stated)}, but Gesamtpreis, Gebühren and Steuern make {abs(worked_out)}"
