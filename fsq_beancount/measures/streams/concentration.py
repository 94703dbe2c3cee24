"""The concentration of income on single streams (*Klumpenrisiko*).

Over the shares ``s`` of the streams' positive net income the Herfindahl-Hirschman index is
``hhi = Σ s²``; ``1 / hhi`` is the number of equal streams that would be as concentrated. Income
without a stream and streams with a loss have no share. A stream counts once, regardless of its
classes.

The name of a stream may hide the real source of the income: a single company, tenant or platform.
So each amount also has a source, which :mod:`.payers` determines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.books.books import Books
from fsq_beancount.books.earnings import Earned
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import ACTIVE, NEAR_PASSIVE, PASSIVE
from fsq_beancount.measures.definition import ratio
from fsq_beancount.measures.streams.figures import StreamPeriod
from fsq_beancount.measures.streams.payers import Source, by_source, commodities_of
from fsq_beancount.measures.streams.periods import Streams
from fsq_beancount.measures.wealth.statement import Wealth

ZERO: Final = Decimal()
WIDE: Final = (PASSIVE, NEAR_PASSIVE)

MOST: Final = Decimal("0.5")
"""A stream depends on a source that provides more than this part of it."""


class Share(NamedTuple):
    """A stream, an asset class, or anything else with a share.

    Attributes:
        name: Its name.
        amount: Its positive amount, currency.
        share: The share of all positive amounts, fraction.
    """

    name: str
    amount: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """The source that provides most of a stream's income.

    Attributes:
        stream: The stream; ``None`` where the source is behind several streams and has a higher
            share than any stream.
        source: The source.
        share_of_stream: The share of the stream's net income, fraction; ``None`` for several
            streams.
        share: The share of the net income of all streams, fraction.
    """

    stream: str | None
    source: Source
    share_of_stream: Decimal | None
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """The concentration of amounts; all is ``None`` or empty where no amount is positive.

    Attributes:
        hhi: Herfindahl-Hirschman index, from 1/n for n equal shares to 1.
        effective_streams: The number of equal streams, or asset classes, as concentrated.
        largest_share: The largest share, fraction.
        largest: The name of the largest share.
        shares: All shares, the largest first.
        inside: The sources that streams depend on, the largest share first.
    """

    hhi: Decimal | None
    effective_streams: Decimal | None
    largest_share: Decimal | None
    largest: str | None
    shares: tuple[Share, ...] = ()
    inside: tuple[Inside, ...] = ()


@exact
def hhi(amounts: Iterable[Decimal]) -> Decimal | None:
    """Return the Herfindahl-Hirschman index of the positive amounts.

    Shares of 10, 9, 12, 15, 12, 11, 15 and 16 % have an index of 0.1296; ``n`` equal shares 1/n.

    Returns:
        ``Σ s²`` over their shares; ``None`` where no amount is positive.
    """
    positive = [amount for amount in amounts if amount > 0]
    # A single division of exact sums, not one per share: n equal amounts give exactly 1/n.
    total = sum(positive, ZERO)
    return ratio(sum((amount**2 for amount in positive), ZERO), total**2)


@exact
def effective_number(amounts: Iterable[Decimal]) -> Decimal | None:
    """Return the number of equal amounts as concentrated: ``1 / hhi``, exactly n for n."""
    positive = [amount for amount in amounts if amount > 0]
    return ratio(sum(positive, ZERO) ** 2, sum((amount**2 for amount in positive), ZERO))


@exact
def of_amounts(amounts: Mapping[str, Decimal]) -> Concentration:
    """Return the concentration of named amounts; those that are not positive have no share."""
    positive = {name: amount for name, amount in amounts.items() if amount > 0}
    total = sum(positive.values(), ZERO)
    parts = sorted(
        (Share(name, amount, amount / total) for name, amount in positive.items()),
        key=lambda part: (-part.amount, part.name),
    )
    return Concentration(
        hhi=hhi(positive.values()),
        effective_streams=effective_number(positive.values()),
        largest_share=parts[0].share if parts else None,
        largest=parts[0].name if parts else None,
        shares=tuple(parts),
    )


def of(scope: Books, streams: Streams) -> Concentration:
    """Return the concentration of passive and near-passive income of the last twelve months."""
    return of_classes(
        streams.last_year,
        WIDE,
        earned=scope.earned,
        commodities=commodities_of(scope.positions, scope.facts.prices.currencies),
    )


def with_work(scope: Books, streams: Streams) -> Concentration:
    """Return the concentration of passive, near-passive and active income of these months."""
    return of_classes(
        streams.last_year,
        (*WIDE, ACTIVE),
        earned=scope.earned,
        commodities=commodities_of(scope.positions, scope.facts.prices.currencies),
    )


def of_assets(_scope: Books, wealth: Wealth) -> Concentration:
    """Return the concentration of the assets at market value over their asset classes."""
    return of_amounts(wealth.sheet.by_asset_class)


@exact
def of_classes(
    year: StreamPeriod | None,
    classes: Collection[str],
    *,
    earned: Iterable[Earned],
    commodities: Collection[str],
) -> Concentration:
    """Return the concentration of some classes of income over its streams.

    Args:
        year: The streams in the last twelve complete months; ``None`` where no month has ended.
        classes: The classes of income that count.
        earned: The earnings of these months, oldest first.
        commodities: The commodities that are no money, such as shares and funds.
    """
    if year is None:
        return of_amounts({})
    found = of_amounts(year.net(*classes))
    streams = {part.name for part in found.shares}
    gross = by_source(earned, streams=streams, classes=classes, commodities=commodities)
    return replace(found, inside=tuple(_inside(found, gross)))


def _inside(
    found: Concentration, by_source: Mapping[str, Mapping[Source | None, Decimal]]
) -> Iterator[Inside]:
    """Yield the sources that streams depend on, first a larger one behind several streams."""
    everywhere: dict[Source, Decimal] = {}
    of_streams: list[Inside] = []
    for part in found.shares:
        gross = by_source.get(part.name, {})
        total = sum(gross.values(), ZERO)
        for source, amount in gross.items():
            if source is None:
                continue
            # Costs belong to the stream, not to any of its sources.
            of_stream = amount / total
            everywhere[source] = everywhere.get(source, ZERO) + of_stream * part.share
            if of_stream > MOST:
                of_streams.append(
                    Inside(
                        stream=part.name,
                        source=source,
                        share_of_stream=of_stream,
                        share=of_stream * part.share,
                    )
                )
    most = min(everywhere, key=lambda source: (-everywhere[source], source.name), default=None)
    if most is not None and everywhere[most] > (found.largest_share or ZERO):
        yield Inside(stream=None, source=most, share_of_stream=None, share=everywhere[most])
    yield from sorted(of_streams, key=lambda inside: (-inside.share, inside.stream or ""))
