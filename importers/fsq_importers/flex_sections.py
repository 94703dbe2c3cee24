"""The sections of a Flex query beside trades and cash: those that move money or shares.

What a section says that is neither read nor repeats another is counted, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_importers import dates, flex_rows, flex_xml, numbers
from fsq_importers.flex_trades import Attributes
from fsq_importers.numbers import ZERO
from fsq_importers.records import Kind, Record, Skipped

if TYPE_CHECKING:
    from fsq_importers.importer import FsqImporter

REPEATED: Final = frozenset(
    {
        *("FlexQueryResponse", "FlexStatements", "FlexStatement", "AccountInformation"),
        *("CashReport", "CashReportCurrency", "SecurityInfo", "OpenPosition"),
        "PriorPeriodPosition",
        *("EquitySummaryInBase", "EquitySummaryByReportDateInBase", "ChangeInNAV", "AssetSummary"),
        *("SymbolSummary", "Order", "Lot", "WashSale", "ConversionRate", "NetStockPosition"),
        *("FxTransaction", "FxPosition", "FxLot", "ChangeInDividendAccrual", "TierInterestDetail"),
        *("OpenDividendAccrual", "InterestAccrualsCurrency", "UnbundledCommissionDetail"),
        *("MTDYTDPerformanceSummaryUnderlying", "FIFOPerformanceSummaryUnderlying"),
        *("StatementOfFundsLine", "ComplexPosition", "TransactionTax", "TransactionTaxDetail"),
    }
)
"""The elements that repeat trades and cash, sum them up, or say what is held."""


def read(maker: FsqImporter, rows: Sequence[flex_xml.Element]) -> Iterator[Record | Skipped]:
    """Yield the records of the rows of all other sections."""
    for tag, row, line in rows:
        try:
            if tag == "SalesTax":
                yield _sales_tax(maker, row, line)
            elif tag == "Transfer":
                yield _moved(maker, row, line, "cashTransfer", _transfer(row))
            elif tag == "CorporateAction":
                yield _moved(maker, row, line, "proceeds", _with_shares(row, "corporate action"))
            elif tag == "OptionEAE":
                yield flex_rows.note(row, line, _with_shares(row, "exercise or expiry"))
            else:
                yield Skipped(line, f"{tag}: no section that is read", flex_rows.raw(row))
        except (numbers.NumberError, dates.DateError) as error:
            yield flex_rows.note(row, line, f"line {line}: {error}")


def _sales_tax(maker: FsqImporter, row: Attributes, line: int) -> Record:
    """Return the value added tax on fees and market data: a part of what these cost."""
    amount = flex_rows.number(row, "salesTax")
    if amount is None:
        raise numbers.NumberError("there is no salesTax: tick it in the query")
    return maker.from_net(
        amount,
        currency=row.get("currency", "") or "USD",
        fee=-amount,
        kind=Kind.FEE,
        date=flex_rows.date(row),
        text=row.get("taxableDescription", "") or row.get("taxType", "") or "Sales Tax",
        word="SalesTax",
        source_ids=flex_rows.ids(row, "transactionID"),
        raw=flex_rows.raw(row),
        line=line,
    )


def _moved(maker: FsqImporter, row: Attributes, line: int, money: str, why: str) -> Record:
    """Return a flagged record of the money that moved with a row; a note if none did."""
    amount = flex_rows.number(row, money) or ZERO
    if not amount:
        return flex_rows.note(row, line, why)
    return maker.from_net(
        amount,
        currency=row.get("currency", "") or "USD",
        kind=Kind.TRADE,
        date=flex_rows.date(row),
        security=flex_rows.security(row),
        shares=abs(flex_rows.number(row, "quantity") or Decimal()) or None,
        text=row.get("description", ""),
        source_ids=flex_rows.ids(row, "transactionID", "actionID"),
        raw=flex_rows.raw(row),
        line=line,
        unknown=f"{why}; {money} {row[money]} is booked",
    )


def _transfer(row: Attributes) -> str:
    words = (row.get(name, "") for name in ("type", "direction"))
    said = " ".join(filter(None, ("transfer", *words)))
    value = row.get("positionAmount", "")
    return _with_shares(row, said) + (f", worth {value} {row.get('currency', '')}" if value else "")


def _with_shares(row: Attributes, said: str) -> str:
    name = row.get("isin", "") or row.get("symbol", "")
    shares = row.get("quantity", "")
    if not shares:
        return f"{said}: book it by hand"
    return f"{said} of {shares} {name}: book the shares by hand"
