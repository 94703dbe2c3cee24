"""Interactive Brokers: the Flex query as XML.

The query needs the sections Cash Transactions and Trades, and reads Sales Taxes, Transfers,
Corporate Actions and the Cash Report where they are in it. A dividend and its withholding tax are
two rows: they are joined by their action, else by security, day and amount per share. Tax withheld
or refunded on another day stays a separate transaction. No German tax is withheld.

The premium of a written option is income when it is received; buying the option back reduces it. A
bought option is held at cost like a share. Exercises become flagged notes, and so do corporate
actions and transfers of positions: the money that moves with them is booked against
``Accounts.transfer``. Other sections repeat these; the rows of a section that nobody knows are
counted as not read.

A query holds the attributes that were ticked: what is missing is unknown, and no zero.

Amounts keep fractions of a cent, as IB's own balance does.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, Final

from fsq_importers import (
    dates,
    flex_rows,
    flex_sections,
    flex_trades,
    flex_withheld,
    flex_xml,
    numbers,
)
from fsq_importers.accounts import digits_and_letters
from fsq_importers.balances import Stated
from fsq_importers.flex_withheld import Cash
from fsq_importers.importer import LONG_AGO, FsqImporter
from fsq_importers.numbers import ZERO
from fsq_importers.records import Kind, Record, Skipped, TaxKind

_CASH: Final = {
    "dividends": Kind.DIVIDEND,
    "payment in lieu of dividends": Kind.DIVIDEND,
    "withholding tax": Kind.TAX,
    "871(m) withholding": Kind.TAX,
    "broker interest received": Kind.INTEREST,
    "broker interest paid": Kind.INTEREST_PAID,
    "bond interest received": Kind.COUPON,
    "bond interest paid": Kind.COUPON,
    "other fees": Kind.FEE,
    "commission adjustments": Kind.FEE,
    "advisor fees": Kind.FEE,
    "broker fees": Kind.FEE,
    "fees": Kind.FEE,
    "price adjustments": Kind.FEE,
    "deposits/withdrawals": Kind.TRANSFER,
    "deposits & withdrawals": Kind.TRANSFER,
    "cash receipts": Kind.TRANSFER,
}
_PAID: Final = frozenset({"broker interest paid", "bond interest paid"})
_CURRENCY: Final = re.compile("[A-Z]{3}")
_RETURN_OF_CAPITAL: Final = re.compile(r"\(return of capital\)", re.IGNORECASE)
_FUNDS: Final = frozenset({"ETF", "FUND", "CLOSED-END FUND", "REIT-FUND"})


class InteractiveBrokers(FsqImporter):
    """A Flex query of Interactive Brokers."""

    source: ClassVar[str] = "interactive-brokers"
    title: ClassVar[str] = "Interactive Brokers (Flex)"
    exact: ClassVar[bool] = True

    def recognises(self, filepath: str) -> bool:
        """Return whether the file is a Flex query."""
        return flex_xml.is_flex(filepath)

    def preamble(self, filepath: str) -> str:
        """Return the numbers of the accounts in the query."""
        try:
            return " ".join(
                attributes.get("accountId", "")
                for tag, attributes, _ in flex_xml.elements(filepath)
                if tag == "FlexStatement"
            )
        except flex_xml.FlexError:
            return ""

    def stated(self, filepath: str) -> Iterator[Stated]:
        """Yield the balances of each currency in the Cash Report."""
        period: dict[str, str] = {}
        found: list[dict[str, str]] = []
        try:
            for tag, row, _ in flex_xml.elements(filepath):
                if tag == "FlexStatement":
                    period = row
                elif tag == "CashReportCurrency" and self._is_mine(row):
                    found.append({**period, **row})
        except flex_xml.FlexError:
            return
        if len({row.get("accountId") for row in found}) > 1:
            return
        for row in found:
            ending = flex_rows.number(row, "endingCash")
            day, currency = flex_rows.until(row), row.get("currency", "")
            if ending is not None and day and _CURRENCY.fullmatch(currency):
                yield Stated(ending, currency, day, flex_rows.number(row, "startingCash"))

    def read(self, filepath: str) -> Iterator[Record | Skipped]:
        """Yield the records of the query, cash first, then trades and notes."""
        cash: list[flex_xml.Element] = []
        trades: list[flex_xml.Element] = []
        others: list[flex_xml.Element] = []
        rows = {"CashTransaction": cash, "Trade": trades}
        until = LONG_AGO
        broken: flex_xml.FlexError | None = None
        try:
            for element in flex_xml.elements(filepath):
                tag, attributes, _ = element
                if tag == "FlexStatement":
                    until = flex_rows.until(attributes) or until
                # A section that is empty, or holds rows of its own name, has no attributes.
                if attributes and tag not in flex_sections.REPEATED and self._is_mine(attributes):
                    rows.get(tag, others).append(element)
        except flex_xml.FlexError as error:
            broken = error
        for item in self._items(cash, trades, others, broken):
            # What has no day that can be read belongs to the days of the query.
            if isinstance(item, Record) and item.date == LONG_AGO:
                yield replace(item, date=until)
            else:
                yield item

    def _items(
        self,
        cash: Sequence[flex_xml.Element],
        trades: Sequence[flex_xml.Element],
        others: Sequence[flex_xml.Element],
        broken: flex_xml.FlexError | None,
    ) -> Iterator[Record | Skipped]:
        both = (*cash, *trades)
        last = max((each for _, row, _ in both if (each := flex_rows.day(row))), default=LONG_AGO)
        owners = {row.get("accountId", "") for _, row, _ in both} - {"", "-"}
        if len(owners) > 1:
            why = f"accounts {', '.join(sorted(owners))}: make an importer with "
            why += "Accounts(number=...) for each of them"
            yield _about_the_file(last, "Die Datei enthält mehrere Konten", why)
        yield from self._cash(cash)
        yield from flex_trades.read(self, trades)
        yield from flex_sections.read(self, others)
        if broken is not None:
            yield _about_the_file(last, "Die Datei ist unvollständig", f"the file {broken}")

    def _is_mine(self, attributes: dict[str, str]) -> bool:
        number = digits_and_letters(self.accounts.number)
        account = digits_and_letters(attributes.get("accountId", ""))
        return not number or not account or number == account

    def _cash(self, rows: Sequence[flex_xml.Element]) -> Iterator[Record | Skipped]:
        detailed = any(attributes.get("levelOfDetail") == "DETAIL" for _, attributes, _ in rows)
        found: list[Cash] = []
        for _, attributes, line in rows:
            if detailed and attributes.get("levelOfDetail") == "SUMMARY":
                yield Skipped(line, "sums up rows that are there too", flex_rows.raw(attributes))
                continue
            try:
                found.append(self._cash_row(attributes, line))
            except (numbers.NumberError, dates.DateError) as error:
                yield flex_rows.note(attributes, line, f"line {line}: {error}")
        yield from flex_withheld.join(found)

    def _cash_row(self, row: dict[str, str], line: int) -> Cash:
        word = row.get("type", "")
        kind = _CASH.get(word.casefold())
        if kind is Kind.DIVIDEND and row.get("subCategory", "").upper() in _FUNDS:
            kind = Kind.DISTRIBUTION
        amount = flex_rows.number(row, "amount")
        if amount is None:
            raise numbers.NumberError("there is no amount: tick Amount in the query")
        unknown = "" if kind else f"type {word}"
        if kind is Kind.DIVIDEND and _RETURN_OF_CAPITAL.search(row.get("description", "")):
            # Not income: what was paid for the shares comes back, and lowers their cost.
            kind, unknown = Kind.TRADE, "return of capital: lower the cost of the shares by it"
        # A correction has the day of what it corrects, and is reported when the money moved.
        day, reported = flex_rows.date(row), flex_rows.reported(row)
        belated = reported is not None and reported.year > day.year
        tax = -amount if kind is Kind.TAX else None
        fee = -amount if kind is Kind.FEE else None
        record = self.from_net(
            amount,
            currency=row.get("currency", "") or "USD",
            taxes=((TaxKind.FOREIGN, tax),),
            fee=fee,
            kind=kind or Kind.PAYMENT,
            date=reported if reported and belated else day,
            year=day.year if belated else None,
            security=flex_rows.security(row),
            text=row.get("description", ""),
            word=word,
            source_ids=flex_rows.ids(row, "transactionID"),
            raw=flex_rows.raw(row),
            line=line,
            incoming=False if word.casefold() in _PAID else None,
            unknown=unknown,
        )
        return Cash(record, row.get("actionID", ""), row.get("description", "").upper())


def _about_the_file(day: datetime.date, text: str, why: str) -> Record:
    """Return a note about a whole file."""
    return Record(kind=Kind.NOTE, date=day, net=ZERO, currency="EUR", text=text, unknown=why)
