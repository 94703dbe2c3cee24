"""Interactive Brokers: the Transaction History as CSV (since 2025).

All amounts are in the base currency of the account. A dividend and its withholding tax are two
rows, joined if security, day and text agree. The file does not tell whether an option trade opens
or closes a position, so these are flagged; the Flex query (``interactive_brokers``) does.

A file of several accounts needs an importer with ``Accounts(number=...)`` for each of them, the
number as the file writes it (``U***12345``); rows of a second account are flagged otherwise. So is
every row if the file does not say its base currency.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final

from fsq_importers import dates, reading
from fsq_importers.accounts import digits_and_letters
from fsq_importers.balances import Stated
from fsq_importers.numbers import ZERO, Convention
from fsq_importers.reading import Layout, Row, layout
from fsq_importers.records import Kind, Record, Security, Skipped, TaxKind
from fsq_importers.tables import TableImporter

_SECTION: Final = "Transaction History"
_WITHOUT_MONEY: Final = frozenset({"assigned", "exercise", "exercised", "expired"})
_KINDS: Final = {
    "dividend": Kind.DIVIDEND,
    "payment in lieu": Kind.DIVIDEND,
    "foreign tax withholding": Kind.TAX,
    "credit interest": Kind.INTEREST,
    "debit interest": Kind.INTEREST_PAID,
    "investment interest received": Kind.COUPON,
    "investment interest paid": Kind.COUPON,
    "other fee": Kind.FEE,
    "other fees": Kind.FEE,
    "commission adjustment": Kind.FEE,
    "buy": Kind.BUY,
    "sell": Kind.SELL,
    "deposit": Kind.TRANSFER,
    "withdrawal": Kind.TRANSFER,
    "electronic fund transfer": Kind.TRANSFER,
    "sales tax": Kind.FEE,
    "withholding tax": Kind.TAX,
    "transfer": Kind.TRANSFER,
    "adjustment": Kind.CURRENCY_GAIN,
    "forex trade component": Kind.CURRENCY_GAIN,
}
_PAID: Final = frozenset({"investment interest paid", "withdrawal"})
_ISIN: Final = re.compile(r"\(([A-Z]{2}[A-Z0-9]{9}[0-9])\)")
_BASE: Final = re.compile(r"^Summary,Data,Base Currency,\"?([A-Z]{3})", re.MULTILINE)
_PERIOD: Final = re.compile(r'^Statement,Data,Period,".* - ([^"]+)"', re.MULTILINE)
_CASH: Final = re.compile(r'^Summary,Data,(Starting|Ending) Cash,"?([0-9.,-]+)', re.MULTILINE)
_OPTION: Final = re.compile(r"\d{6}[CP]\d{8}|\b\d{2}[A-Z]{3}\d{2} [0-9.]+ [CP]\b")
_OF_TAX: Final = re.compile(
    r"\s+- [A-Z]{2} Tax.*$|^Withholding @ [0-9.]+% on |^[A-Z]{3} (?=Credit Interest)"
    r"|\s+\([^)]*\)$|\s+[A-Z]{3} [0-9.]+ per Share",
    re.IGNORECASE,
)
_WITHHELD: Final = frozenset({Kind.DIVIDEND, Kind.INTEREST, Kind.COUPON})


class IbTransactions(TableImporter):
    """The Transaction History of Interactive Brokers."""

    source: ClassVar[str] = "ib-transactions"
    title: ClassVar[str] = "Interactive Brokers (Transaction History)"
    exact: ClassVar[bool] = True
    convention: ClassVar[Convention] = Convention.ENGLISH
    layouts: ClassVar[tuple[Layout, ...]] = (
        layout(
            _SECTION,
            "Transaction History|Header|Date|Account|Description|Transaction Type|Symbol|Quantity|"
            "Price|Gross Amount|Commission|Net Amount",
        ),
    )

    def preamble(self, filepath: str) -> str:
        """Return the accounts that the rows name."""
        table = self.table(filepath)
        rows = reading.rows(table, self.layouts) if table else ()
        return " ".join({row["account"] for row in rows if row["header"] == "Data"})

    def stated(self, filepath: str) -> Iterator[Stated]:
        """Yield the balance of the summary above the table, in the base currency."""
        table = self.table(filepath)
        head = table.preamble.replace("\r", "\n") if table else ""
        base, period = _BASE.search(head), _PERIOD.search(head)
        cash = {match[1]: self.number(match[2]) for match in _CASH.finditer(head)}
        ending = cash.get("Ending")
        if base and period and ending is not None:
            day = dates.parse_as(period[1], "%B %d, %Y")
            yield Stated(ending, base[1], day, cash.get("Starting"))

    def read(self, filepath: str) -> Iterator[Record | Skipped]:
        """Yield the records of the rows, income joined with the taxes withheld from it."""
        table = self.table(filepath)
        if table is None:
            return
        base = _BASE.search(table.preamble.replace("\r", "\n"))
        currency = base[1] if base else "USD"
        rows = reading.rows(table, self.layouts)
        lacking = "" if base else "the file does not say its base currency"
        found = list(self.read_rows(rows, currency=currency, lacking=lacking))
        # What is left is of one account, or flagged.
        yield from _join([_of_file(item) for item in found if self._is_mine(item)])

    def read_rows(self, rows_of_table: Iterable[Row], **more: Any) -> Iterator[Record | Skipped]:
        """Yield the records of rows; without a number, those of a second account are flagged."""
        first = ""
        for item in super().read_rows(rows_of_table, **more):
            if isinstance(item, Record) and item.account and not self.accounts.number:
                first = first or item.account
                if item.account != first:
                    why = f"account {item.account} is not {first}: make an importer with "
                    yield replace(item, unknown=f"{why}Accounts(number=...) for each of them")
                    continue
            yield item

    def _is_mine(self, item: Record | Skipped) -> bool:
        number = digits_and_letters(self.accounts.number)
        account = digits_and_letters(item.account) if isinstance(item, Record) else ""
        return not number or not account or number == account

    def between_sections(self, row: Row) -> str:
        """Return the reason to skip a row of another section; empty if it belongs to the table."""
        first = row.cells[0].strip() if row.cells else _SECTION
        return "belongs to another section" if first != _SECTION else ""

    def parse(self, row: Row, **more: Any) -> Iterator[Record | Skipped]:
        """Yield the record of a row."""
        if row["transaction history"] != _SECTION or row["header"] != "Data":
            yield Skipped(row.line, "belongs to another section", row.raw)
            return
        word, text, symbol = row["transaction type"], row["description"], row["symbol"]
        kind = _KINDS.get(word.casefold())
        unknown = "" if kind else f"type {word}"
        currency: str = more["currency"]
        unknown = unknown or more["lacking"]
        day, account = dates.parse(row["date"]), row["account"]
        if word.casefold() in _WITHOUT_MONEY and not self.number(row["net amount"]):
            yield Record(
                kind=Kind.NOTE,
                date=day,
                net=ZERO,
                currency=currency,
                text=text,
                raw=row.raw,
                line=row.line,
                account=account,
                unknown=f"{word} of {row['quantity']} {symbol}: book it by hand",
            )
            return
        net, gross = self.amount(row["net amount"]), self.number(row["gross amount"])
        commission, quantity = self.number(row["commission"]), self.number(row["quantity"])
        price = self.number(row["price"])
        if kind is None and quantity:
            kind = Kind.TRADE
        if kind in (Kind.BUY, Kind.SELL) and _OPTION.search(f"{symbol} {text}"):
            kind, unknown = Kind.PREMIUM, f"{word} of an option: written, or held before?"
        isin = _ISIN.search(text)
        security = Security(isin[1] if isin else "", "" if symbol == "-" else symbol)
        trade = kind in (Kind.BUY, Kind.SELL)
        if trade:
            security = replace(security, name=text)
        fee = -commission if commission else ZERO
        if kind is Kind.FEE:
            fee = -net
        record = self.from_net(
            net,
            currency=currency,
            taxes=((TaxKind.FOREIGN, -net if kind is Kind.TAX else None),),
            fee=fee,
            kind=kind or Kind.PAYMENT,
            date=day,
            security=security if security.isin or security.symbol else None,
            shares=abs(quantity) if quantity and (trade or kind is Kind.PREMIUM) else None,
            # A price that does not multiply to the amount is in another currency.
            price=price
            if quantity and price and abs(price * quantity) == abs(gross or 0)
            else None,
            text=text,
            word=word,
            raw=row.raw,
            line=row.line,
            account=account,
            incoming=False if word.casefold() in _PAID else None,
            unknown=unknown,
        )
        if gross is not None and kind is not Kind.FEE and kind is not Kind.TAX:
            stated = self.rounded(gross, currency)
            if record.gross != stated and not unknown:
                why = f"Gross Amount is {stated}, but net and commission make {record.gross}"
                record = replace(record, unknown=why)
        yield record


def _of_file(item: Record | Skipped) -> Record | Skipped:
    return replace(item, account="") if isinstance(item, Record) else item


def _join(items: Sequence[Record | Skipped]) -> Iterator[Record | Skipped]:
    income: dict[tuple[object, ...], list[int]] = {}
    for position, item in enumerate(items):
        if isinstance(item, Record) and item.kind in _WITHHELD:
            income.setdefault(_key(item), []).append(position)
    joined: dict[int, Record] = {}
    gone: set[int] = set()
    for position, item in enumerate(items):
        if not isinstance(item, Record) or item.kind is not Kind.TAX:
            continue
        for target in income.get(_key(item), ()):
            whole = items[target]
            if isinstance(whole, Record) and target not in joined and whole.net * item.net < 0:
                joined[target] = replace(
                    whole,
                    net=whole.net + item.net,
                    taxes=item.taxes,
                    raw=f"{whole.raw}\n{item.raw}",
                )
                gone.add(position)
                break
    for position, item in enumerate(items):
        if position not in gone:
            yield joined.get(position, item)


def _key(record: Record) -> tuple[object, ...]:
    security = record.security
    name = (security.isin or security.symbol) if security else ""
    text = record.text
    for _ in range(3):
        text = _OF_TAX.sub("", text)
    return record.date, name, text.casefold()
