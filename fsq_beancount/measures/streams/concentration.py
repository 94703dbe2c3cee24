"""How much of the income hangs on one stream (*Klumpenrisiko*).

Over the shares ``s`` of the streams' positive net income the Herfindahl-Hirschman index is
``hhi = Σ s²``; ``1 / hhi`` is the number of equal streams that would be as concentrated. What has
no stream, and a stream that lost money, has no share. A stream counts once, whatever its classes.

The name of a stream may hide where the income really comes from: one company, one tenant, one
platform. So each amount also has a source, as :mod:`.payers` tells.
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
"""A source that gives more than this part of a stream is what the stream hangs on."""


class Share(NamedTuple):
    """A stream, an asset class, or what else has a share.

    Attributes:
        name: Its name.
        amount: Its positive amount, currency.
        share: Of all positive amounts, fraction.
    """

    name: str
    amount: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """The source that gives most of a stream's income.

    Attributes:
        stream: The stream; ``None`` where the source stands behind several streams and has a
            higher share than any stream.
        source: The source.
        share_of_stream: Of the net income of the stream, fraction; ``None`` for several streams.
        share: Of the net income of all streams, fraction.
    """

    stream: str | None
    source: Source
    share_of_stream: Decimal | None
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """How concentrated amounts are; all is ``None`` or empty where none is positive.

    Attributes:
        hhi: Herfindahl-Hirschman index, from 1/n for n equal shares to 1.
        effective_streams: How many equal streams, or asset classes, would be as concentrated.
        largest_share: The largest share, fraction.
        largest: Its name.
        shares: All of them, the largest first.
        inside: The sources that streams hang on, the one with the largest share first.
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

    Shares of 10, 9, 12, 15, 12, 11, 15 and 16 % have an index of 0.1296; ``n`` equal ones 1/n.

    Returns:
        ``Σ s²`` over their shares; ``None`` where none is positive.
    """
    positive = [amount for amount in amounts if amount > 0]
    # One division of exact sums instead of one for each share: n equal amounts are 1/n.
    total = sum(positive, ZERO)
    return ratio(sum((amount**2 for amount in positive), ZERO), total**2)


@exact
def effective_number(amounts: Iterable[Decimal]) -> Decimal | None:
    """Return how many equal amounts would be as concentrated: ``1 / hhi``, exactly n for n."""
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
    """Return the same with active income."""
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
        earned: What was earned in these months, oldest first.
        commodities: What is no money, such as shares and funds.
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
    """Yield what the streams hang on: first what stands behind several of them, if it is more."""
    everywhere: dict[Source, Decimal] = {}
    of_streams: list[Inside] = []
    for part in found.shares:
        gross = by_source.get(part.name, {})
        total = sum(gross.values(), ZERO)
        for source, amount in gross.items():
            if source is None:
                continue
            # Costs are not of one source or another, they are of the stream.
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
