"""The real source of income, regardless of the name of its stream: a commodity or a payee."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from fsq_beancount.books.earnings import Earned
from fsq_beancount.books.flows import Flow
from fsq_beancount.books.payers import named
from fsq_beancount.books.positions import Positions
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import INCOME
from fsq_beancount.names import fold

ZERO: Final = Decimal()


class SourceKind(StrEnum):
    """The kind of a source."""

    COMMODITY = "commodity"
    PAYEE = "payee"


class Source(NamedTuple):
    """A source of income."""

    kind: SourceKind
    name: str


@exact
def by_source(
    earned: Iterable[Earned],
    *,
    streams: Collection[str],
    classes: Collection[str],
    commodities: Collection[str],
) -> dict[str, dict[Source | None, Decimal]]:
    """Return the positive gross income of streams by source.

    Args:
        earned: The earnings, oldest first.
        streams: The streams.
        classes: The classes of income that count.
        commodities: The commodities that are no money, such as shares and funds.
    """
    first: dict[tuple[SourceKind, str], Source] = {}
    result: dict[str, dict[Source | None, Decimal]] = {}
    for item in earned:
        if item.role == INCOME and item.key.stream in streams and item.key.income_class in classes:
            source = _source(item.flow, commodities)
            if source is not None:
                # Payees that differ only in case are the same, in the first spelling.
                source = first.setdefault((source.kind, fold(source.name)), source)
            amounts = result.setdefault(item.key.stream or "", {})
            amounts[source] = amounts.get(source, ZERO) + item.amount
    return {
        stream: {source: amount for source, amount in amounts.items() if amount > 0}
        for stream, amounts in result.items()
    }


def commodities_of(positions: Positions, priced: Collection[str]) -> frozenset[str]:
    """Return the commodities of the ledger: shares and funds, not money.

    Args:
        positions: Everything held.
        priced: What has a price. What has none and no cost only counts something, such as hours
            of vacation, and pays nobody.
    """
    held = {
        line.currency
        for line in positions.lines
        if line.cost_currency is not None or (not line.is_money and line.currency in priced)
    }
    return frozenset(held - {positions.currency})


def _source(flow: Flow, commodities: Collection[str]) -> Source | None:
    """Return the source of income: the commodity that is traded or named, else the payee."""
    for name in named(flow, commodities):
        return Source(SourceKind.COMMODITY, name)
    payee = flow.payee.strip()
    return Source(SourceKind.PAYEE, payee) if payee else None
