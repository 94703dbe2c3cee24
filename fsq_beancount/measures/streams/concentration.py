"""How much of the income hangs on one stream (*Klumpenrisiko*).

Over the shares ``s`` of the streams' positive net income the Herfindahl-Hirschman index is
``hhi = Σ s²``; ``1 / hhi`` is the number of equal streams that would be as concentrated. What has
no stream, and a stream that lost money, has no share. A stream counts once, whatever its classes.

The name of a stream may hide where the income really comes from: one company, one tenant, one
platform. So each amount also has a source, the commodity or else the payee of its transaction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, NamedTuple

from fsq_beancount.books.books import Books
from fsq_beancount.books.flows import Flow
from fsq_beancount.core.terms import ACTIVE, INCOME, NEAR_PASSIVE, PASSIVE
from fsq_beancount.measures.definition import Example, Family, Measure, Unit, ratio
from fsq_beancount.measures.streams.figures import Streams
from fsq_beancount.measures.wealth.sheet import Wealth
from fsq_beancount.names import fold

ZERO: Final = Decimal()
WIDE: Final = (PASSIVE, NEAR_PASSIVE)

MOST: Final = Decimal("0.5")
"""A source that gives more than this part of a stream is what the stream hangs on."""


_WORDS: Final = re.compile(r"[A-Z0-9][A-Z0-9._'/-]*[A-Z0-9]")
"""What may be the name of a commodity in a narration."""


class SourceKind(StrEnum):
    """What a source is known by."""

    COMMODITY = "commodity"
    PAYEE = "payee"


class Source(NamedTuple):
    """Where income comes from."""

    kind: SourceKind
    name: str


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


def shares(amounts: Iterable[Decimal]) -> list[Decimal]:
    """Return the shares of the positive amounts, as fractions."""
    positive = [amount for amount in amounts if amount > 0]
    total = sum(positive, ZERO)
    return [amount / total for amount in positive]


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


def effective_number(amounts: Iterable[Decimal]) -> Decimal | None:
    """Return how many equal amounts would be as concentrated: ``1 / hhi``, exactly n for n."""
    positive = [amount for amount in amounts if amount > 0]
    return ratio(sum(positive, ZERO) ** 2, sum((amount**2 for amount in positive), ZERO))


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
    return _of_classes(scope, streams, WIDE)


def with_work(scope: Books, streams: Streams) -> Concentration:
    """Return the same with active income."""
    return _of_classes(scope, streams, (*WIDE, ACTIVE))


def of_assets(_scope: Books, wealth: Wealth) -> Concentration:
    """Return the concentration of the assets at market value over their asset classes."""
    return of_amounts(wealth.sheet.by_asset_class)


def _of_classes(scope: Books, streams: Streams, classes: Sequence[str]) -> Concentration:
    if streams.last_year is None:
        return of_amounts({})
    found = of_amounts(streams.last_year.net(*classes))
    by_source = _by_source(scope, {part.name for part in found.shares}, classes)
    return replace(found, inside=tuple(_inside(found, by_source)))


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


def _by_source(
    scope: Books, wanted: set[str], classes: Sequence[str]
) -> dict[str, dict[Source | None, Decimal]]:
    """Return the positive gross income of each stream by source."""
    commodities = _commodities(scope)
    first: dict[tuple[SourceKind, str], Source] = {}
    result: dict[str, dict[Source | None, Decimal]] = {}
    for item in scope.earned:
        if item.role == INCOME and item.key.stream in wanted and item.key.income_class in classes:
            source = _source(item.flow, commodities)
            if source is not None:
                # Payees that differ in case only are one, in the spelling that comes first.
                source = first.setdefault((source.kind, fold(source.name)), source)
            amounts = result.setdefault(item.key.stream or "", {})
            amounts[source] = amounts.get(source, ZERO) + item.amount
    return {
        stream: {source: amount for source, amount in amounts.items() if amount > 0}
        for stream, amounts in result.items()
    }


def _commodities(scope: Books) -> frozenset[str]:
    """Return what is held at a cost anywhere in the ledger: shares and funds, not money."""
    held = {line.currency for line in scope.positions.lines if line.cost_currency is not None}
    return frozenset(held - {scope.facts.currency})


def _source(flow: Flow, commodities: frozenset[str]) -> Source | None:
    """Return where income comes from: the commodity that is traded or named, else the payee."""
    for name in _named(flow, commodities):
        return Source(SourceKind.COMMODITY, name)
    payee = flow.payee.strip()
    return Source(SourceKind.PAYEE, payee) if payee else None


def _named(flow: Flow, commodities: frozenset[str]) -> Iterator[str]:
    """Yield the commodities that income may come from, the likeliest first."""
    # The leaf first: a dividend account is often named after the share that pays.
    yield from (part for part in reversed(flow.account.split(":")[1:]) if part in commodities)
    for posting in flow.entry.postings:
        if posting.cost is not None and posting.units is not None:
            yield posting.units.currency
    meta = {**flow.entry.meta, **(flow.posting.meta or {})}
    for value in meta.values():
        if isinstance(value, str) and value in commodities:
            yield value
    yield from (word for word in _WORDS.findall(flow.narration) if word in commodities)


_SHARES: Final = tuple(Decimal(share) for share in (10, 9, 12, 15, 12, 11, 15, 16))

CONCENTRATION_MEASURES: Final[tuple[Measure[Any, Any], ...]] = (
    Measure(
        "hhi",
        "Concentration of income (HHI)",
        "Konzentration der Einnahmen (HHI)",
        Unit.NUMBER,
        "sum of the squared shares of the streams' positive net income: 1 for a single stream",
        "Summe der quadrierten Anteile der Ströme mit positiven Nettoeinnahmen: 1 bei nur einem"
        " Strom",
        hhi,
        example=Example(
            (Decimal(50), Decimal(50)),
            "Two streams of 50% each: 0.25 and 0.25, so 0.5.",
            "Zwei Ströme mit je 50 %: 0,25 und 0,25, also 0,5.",
        ),
        source="Herfindahl-Hirschman index",
    ),
    Measure(
        "effective_streams",
        "Effective number of streams",
        "Wirksame Zahl der Ströme",
        Unit.NUMBER,
        "how many equal streams would be as concentrated: 1 divided by the concentration",
        "wie viele gleich große Ströme so konzentriert wären: 1 geteilt durch die Konzentration",
        effective_number,
        example=Example(
            _SHARES,
            "Eight streams of 10, 9, 12, 15, 12, 11, 15 and 16% are like 7.7 equal ones.",
            "Acht Ströme mit 10, 9, 12, 15, 12, 11, 15 und 16 % sind wie 7,7 gleich große.",
        ),
        source="inverse Herfindahl-Hirschman index",
    ),
    Measure(
        "largest_share",
        "Largest share",
        "Klumpenrisiko",
        Unit.RATIO,
        "share of the largest stream in the positive net income of all streams",
        "Anteil des größten Stroms an den positiven Nettoeinnahmen aller Ströme",
        lambda amounts: max(shares(amounts)),
        example=Example(
            _SHARES,
            "Of eight streams the largest has 16 of 100: 16.0%.",
            "Von acht Strömen hat der größte 16 von 100: 16,0 %.",
        ),
    ),
)

FAMILY: Final = Family(
    "concentration",
    "Concentration of income",
    "Klumpenrisiko der Einnahmen",
    CONCENTRATION_MEASURES,
)
