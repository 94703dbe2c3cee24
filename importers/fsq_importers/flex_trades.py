"""The trades of a Flex query: purchases, sales, options, exchanges, and what was cancelled.

Where the query lacks the proceeds of a trade, they follow from what else it says: what moved on
the account, the money of the trade, its quantity and price, or its cost. A contract for difference
or a future moves its costs only; what else is no security goes against ``Accounts.transfer``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from fsq_importers import dates, flex_rows, flex_xml, numbers
from fsq_importers.numbers import ZERO
from fsq_importers.records import Kind, Money, Record, Skipped

if TYPE_CHECKING:
    from fsq_importers.importer import FsqImporter

Attributes = dict[str, str]

_SECURITIES: Final = frozenset({"STK", "FUND", "BOND", "BILL", "WAR", "IOPT", "CRYPTO", "OPT"})
_ON_MARGIN: Final = frozenset({"CFD", "FUT"})
_CANCELLED: Final = " (Ca.)"


def read(maker: FsqImporter, rows: Sequence[flex_xml.Element]) -> Iterator[Record | Skipped]:
    """Yield the records of trades, and the rows that sum up others."""
    executions = any(row.get("levelOfDetail") == "EXECUTION" for _, row, _ in rows)
    undone = set(_undone([row for _, row, _ in rows]))
    for position, (_, row, line) in enumerate(rows):
        if executions and row.get("levelOfDetail", "EXECUTION") != "EXECUTION":
            yield Skipped(line, "sums up rows that are there too", flex_rows.raw(row))
            continue
        try:
            record = _trade(maker, row, line)
        except (numbers.NumberError, dates.DateError) as error:
            yield flex_rows.note(row, line, f"line {line}: {error}")
            continue
        if isinstance(record, Record) and (position in undone or _cancels(row)):
            yield _without_securities(record)
        else:
            yield record


def _cancels(row: Attributes) -> bool:
    cancelled = row.get("transactionType") == "TradeCancel"
    return cancelled or row.get("buySell", "").endswith(_CANCELLED)


def _undone(rows: Sequence[Attributes]) -> Iterator[int]:
    """Yield the positions of the trades that a later row cancels."""
    taken: set[int] = set()
    for row in filter(_cancels, rows):
        original = row.get("origTransactionID", "") or row.get("origTradeID", "")
        for position, other in enumerate(rows):
            if position in taken or _cancels(other) or not _is_opposite(row, other):
                continue
            known = {other.get("transactionID", ""), other.get("tradeID", "")} - {""}
            if not original.strip("0") or original in known:
                taken.add(position)
                yield position
                break


def _is_opposite(row: Attributes, other: Attributes) -> bool:
    side = row.get("buySell", "").removesuffix(_CANCELLED)
    if any(row.get(name) != other.get(name) for name in ("symbol", "currency")):
        return False
    try:
        both = flex_rows.number(row, "quantity"), flex_rows.number(other, "quantity")
    except numbers.NumberError:
        return False
    return side == other.get("buySell") and None not in both and abs(both[0]) == abs(both[1])  # type: ignore[arg-type]


def _without_securities(record: Record) -> Record:
    if record.kind in (Kind.EXCHANGE, Kind.NOTE):
        return record
    why = "a cancelled trade: book neither it nor what cancels it"
    return replace(record, kind=Kind.TRADE, closes=None, unknown=why)


def _trade(maker: FsqImporter, row: Attributes, line: int) -> Record | Skipped:
    quantity = flex_rows.number(row, "quantity") or ZERO
    # Both are negative if charged; a transaction tax counts as a fee.
    duty = -(flex_rows.number(row, "taxes") or ZERO)
    commission = -(flex_rows.number(row, "ibCommission") or ZERO)
    currency = row.get("currency", "") or "USD"
    fee_currency = row.get("ibCommissionCurrency", "") or currency
    same = fee_currency == currency
    charged = commission + duty if same else duty
    asset, opening = row.get("assetCategory", ""), row.get("openCloseIndicator", "")
    side = row.get("buySell", "").removesuffix(_CANCELLED)
    option = asset == "OPT"
    kind, closes, unknown = _kind(asset, side, opening)
    proceeds = _proceeds(row, charged, known=kind is not Kind.TRADE)
    if proceeds is None:
        raise numbers.NumberError("there are no proceeds: tick Proceeds in the query")
    if option and not proceeds and not commission and side == "BUY" and opening == "C":
        why = "a written option has ended; its premium is booked"
        return Skipped(line, why, flex_rows.raw(row))
    facts: dict[str, Any] = {
        "currency": currency,
        "date": flex_rows.date(row),
        "security": flex_rows.security(row),
        "shares": abs(quantity) or None,
        "price": flex_rows.number(row, "tradePrice"),
        "closes": closes,
        "payee": row.get("description", ""),
        "text": f"{row.get('buySell', '')} {row.get('symbol', '')}".strip(),
        "word": side if kind in (Kind.BUY, Kind.SELL) else asset,
        "source_ids": flex_rows.ids(row, "transactionID", "tradeID", "ibExecID"),
        "raw": flex_rows.raw(row),
        "line": line,
    }
    if option:
        facts["price"] = None  # it is per share, and a contract covers a hundred
    if kind is Kind.EXCHANGE:
        base = row.get("symbol", "").partition(".")[0]
        if not (quantity and re.fullmatch("[A-Z]{3}", base)):
            kind, unknown = Kind.TRADE, f"exchange of {row.get('symbol')}"
        else:
            # Both sides of an exchange are cash: units of a currency, at a price in the other.
            facts |= {"security": None, "shares": None, "closes": None}
            facts["other"] = Money(maker.rounded(quantity, base), base)
    record = maker.from_gross(proceeds, fee=charged, kind=kind, unknown=unknown, **facts)
    if not same and commission:
        fee = maker.rounded(commission, fee_currency)
        if record.fee:
            unknown = unknown or "taxes and commission in two currencies"
            return replace(record, unknown=unknown)
        record = replace(record, fee=fee, fee_currency=fee_currency)
    stated = flex_rows.number(row, "netCash")
    if stated and same and abs(stated - record.net) > numbers.CENT and not record.unknown:
        why = f"netCash is {stated}, but proceeds, taxes and commission make {record.net}"
        return replace(record, unknown=why)
    return record


def _proceeds(row: Attributes, charged: Decimal, *, known: bool) -> Decimal | None:
    """Return what a trade brings before costs, as the query says; ``None`` if it does not say it.

    Args:
        row: The attributes of the trade.
        charged: Its costs in the currency of the trade.
        known: Whether it is a kind of trade that is known. Of any other, what moved on the
            account goes before a notional amount.
    """
    proceeds = flex_rows.number(row, "proceeds")
    net_cash = flex_rows.number(row, "netCash")
    if net_cash is not None and (proceeds is None or not known):
        return net_cash + charged
    if not known and row.get("assetCategory") in _ON_MARGIN:
        return ZERO
    if proceeds is not None:
        return proceeds
    money = flex_rows.number(row, "tradeMoney")
    if money is not None:
        return -money
    quantity, price = flex_rows.number(row, "quantity"), flex_rows.number(row, "tradePrice")
    multiplier = flex_rows.number(row, "multiplier")
    if multiplier is None and row.get("assetCategory") == "STK":
        multiplier = Decimal(1)
    if quantity is not None and price is not None and multiplier is not None:
        return -quantity * price * multiplier
    cost = flex_rows.number(row, "cost")
    # The cost of what is sold is not what it brings. Costs are part of it.
    return None if cost is None or row.get("openCloseIndicator") != "O" else charged - cost


def _kind(asset: str, side: str, opening: str) -> tuple[Kind, bool | None, str]:
    """Return the kind of a trade, whether it closes a position, and why that is doubtful."""
    if asset == "CASH" and side in {"BUY", "SELL"}:
        return Kind.EXCHANGE, None, ""
    if asset not in _SECURITIES or side not in {"BUY", "SELL"}:
        return Kind.TRADE, None, f"{side} of {asset or 'nothing'}"
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
