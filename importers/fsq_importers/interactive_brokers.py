"""Interactive Brokers: the Flex query as XML.

The query needs the sections Cash Transactions and Trades. A dividend and its withholding tax are
two rows there: they are joined by their action, else by security, day and amount per share. Tax
withheld or refunded on another day stays a separate transaction. No German tax is withheld.

The premium of a written option is income when it is received; buying the option back reduces it. A
bought option is held at cost like a share. Corporate actions and exercises become flagged notes.
All other sections repeat or summarise these two.

Amounts keep fractions of a cent, as IB's own balance does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final

from fsq_importers import dates, flex_rows, flex_withheld, flex_xml, numbers
from fsq_importers.accounts import digits_and_letters
from fsq_importers.flex_withheld import Cash
from fsq_importers.importer import LONG_AGO, FsqImporter
from fsq_importers.numbers import ZERO
from fsq_importers.records import Kind, Money, Record, Skipped, TaxKind

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
    "deposits/withdrawals": Kind.TRANSFER,
    "deposits & withdrawals": Kind.TRANSFER,
}
_NOTES: Final = {"CorporateAction": "corporate action", "OptionEAE": "exercise or expiry"}
_FUNDS: Final = frozenset({"ETF", "FUND", "CLOSED-END FUND", "REIT-FUND"})
_SECURITIES: Final = frozenset({"STK", "FUND", "BOND", "BILL", "WAR", "OPT"})


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

    def read(self, filepath: str) -> Iterator[Record | Skipped]:
        """Yield the records of the query, cash first, then trades and notes."""
        cash: list[flex_xml.Element] = []
        trades: list[flex_xml.Element] = []
        notes: list[flex_xml.Element] = []
        rows = {"CashTransaction": cash, "Trade": trades, **dict.fromkeys(_NOTES, notes)}
        broken: flex_xml.FlexError | None = None
        try:
            for element in flex_xml.elements(filepath):
                if element[0] in rows and self._is_mine(element[1]):
                    rows[element[0]].append(element)
        except flex_xml.FlexError as error:
            broken = error
        owners = {row.get("accountId", "") for _, row, _ in (*cash, *trades)} - {""}
        if len(owners) > 1:
            dated = [each for _, row, _ in (*cash, *trades) if (each := flex_rows.day(row))]
            yield Record(
                kind=Kind.NOTE,
                date=max(dated, default=LONG_AGO),
                net=ZERO,
                currency="EUR",
                text="Die Datei enthält mehrere Konten",
                unknown=f"accounts {', '.join(sorted(owners))}: make an importer with "
                "Accounts(number=...) for each of them",
            )
        yield from self._cash(cash)
        yield from self._trades(trades)
        for tag, attributes, line in notes:
            yield flex_rows.note(attributes, line, f"{_NOTES[tag]}: book it by hand")
        if broken is not None:
            dated = [each for _, row, _ in (*cash, *trades) if (each := flex_rows.day(row))]
            yield Record(
                kind=Kind.NOTE,
                date=max(dated, default=LONG_AGO),
                net=ZERO,
                currency="EUR",
                text="Die Datei ist unvollständig",
                unknown=f"the file {broken}",
            )

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
        amount = flex_rows.number(row, "amount") or ZERO
        tax = -amount if kind is Kind.TAX else None
        fee = -amount if kind is Kind.FEE else None
        record = self.from_net(
            amount,
            currency=row.get("currency", "") or "USD",
            taxes=((TaxKind.FOREIGN, tax),),
            fee=fee,
            kind=kind or Kind.PAYMENT,
            date=flex_rows.date(row),
            security=flex_rows.security(row),
            text=row.get("description", ""),
            word=word,
            source_ids=flex_rows.ids(row, "transactionID"),
            raw=flex_rows.raw(row),
            line=line,
            unknown="" if kind else f"type {word}",
        )
        return Cash(record, row.get("actionID", ""), row.get("description", "").upper())

    def _trades(self, rows: Sequence[flex_xml.Element]) -> Iterator[Record | Skipped]:
        executions = any(a.get("levelOfDetail") == "EXECUTION" for _, a, _ in rows)
        for _, row, line in rows:
            if executions and row.get("levelOfDetail", "EXECUTION") != "EXECUTION":
                yield Skipped(line, "sums up rows that are there too", flex_rows.raw(row))
                continue
            try:
                yield self._trade(row, line)
            except (numbers.NumberError, dates.DateError) as error:
                yield flex_rows.note(row, line, f"line {line}: {error}")

    def _trade(self, row: dict[str, str], line: int) -> Record | Skipped:
        quantity = flex_rows.number(row, "quantity") or ZERO
        proceeds = flex_rows.number(row, "proceeds") or ZERO
        # Both are negative if charged; a transaction tax counts as a fee.
        duty = -(flex_rows.number(row, "taxes") or ZERO)
        commission = -(flex_rows.number(row, "ibCommission") or ZERO)
        currency = row.get("currency", "") or "USD"
        fee_currency = row.get("ibCommissionCurrency", "") or currency
        asset, side = row.get("assetCategory", ""), row.get("buySell", "")
        opening = row.get("openCloseIndicator", "")
        option = asset == "OPT"
        if option and not proceeds and not commission and side == "BUY" and opening == "C":
            why = "a written option has ended; its premium is booked"
            return Skipped(line, why, flex_rows.raw(row))
        same = fee_currency == currency
        charged = commission + duty if same else duty
        kind, closes, unknown = _kind_of_trade(asset, side, opening)
        facts: dict[str, Any] = {
            "currency": currency,
            "date": flex_rows.date(row),
            "security": flex_rows.security(row),
            "shares": abs(quantity) or None,
            "price": flex_rows.number(row, "tradePrice"),
            "closes": closes,
            "payee": row.get("description", ""),
            "text": f"{side} {row.get('symbol', '')}".strip(),
            "word": asset,
            "source_ids": flex_rows.ids(row, "transactionID", "tradeID", "ibExecID"),
            "raw": flex_rows.raw(row),
            "line": line,
        }
        if option:
            facts["price"] = None  # it is per share, and a contract covers a hundred
        if kind is Kind.EXCHANGE:
            base = row.get("symbol", "").partition(".")[0]
            if not (quantity and re.fullmatch("[A-Z]{3}", base)):
                kind, unknown = Kind.PAYMENT, f"exchange of {row.get('symbol')}"
            else:
                # Both sides of an exchange are cash: units of a currency, at a price in the other.
                facts |= {"security": None, "shares": None, "closes": None}
                facts["other"] = Money(self.rounded(quantity, base), base)
        record = self.from_gross(proceeds, fee=charged, kind=kind, unknown=unknown, **facts)
        if not same and commission:
            fee = self.rounded(commission, fee_currency)
            if record.fee:
                unknown = unknown or "taxes and commission in two currencies"
                return replace(record, unknown=unknown)
            record = replace(record, fee=fee, fee_currency=fee_currency)
        stated = flex_rows.number(row, "netCash")
        if stated and same and abs(stated - record.net) > numbers.CENT and not record.unknown:
            why = f"netCash is {stated}, but proceeds, taxes and commission make {record.net}"
            return replace(record, unknown=why)
        return record


def _kind_of_trade(asset: str, side: str, opening: str) -> tuple[Kind, bool | None, str]:
    """Return the kind of a trade, whether it closes a position, and why that is doubtful."""
    if asset == "CASH" and side in {"BUY", "SELL"}:
        return Kind.EXCHANGE, None, ""
    if asset not in _SECURITIES or side not in {"BUY", "SELL"}:
        return Kind.PAYMENT, None, f"{side} of {asset or 'nothing'}"
    if opening not in {"", "O", "C"}:
        return Kind.TRADE, None, f"a trade that is {opening}: closes and opens"
    bought = side == "BUY"
    if asset == "OPT":
        written = opening == ("C" if bought else "O")
        if written or (not bought and not opening):
            doubt = "" if opening else "an option is sold: written, or held before?"
            return Kind.PREMIUM, None, doubt
    closes = opening == "C" if opening else not bought
    return (Kind.BUY if bought else Kind.SELL), closes, ""
