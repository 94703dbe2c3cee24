"""The largest streams of some periods, and all others together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.streams.figures import StreamPeriod

ZERO: Final = Decimal()


class Largest(NamedTuple):
    """What the largest streams earned in some periods, and all others together.

    Attributes:
        streams: The largest ones, the largest first; ``None`` for what has no stream.
        amounts: For each period what each of them earned, and last the others, currency.
        has_others: Whether there is any other.
    """

    streams: tuple[str | None, ...]
    amounts: tuple[tuple[Decimal, ...], ...]
    has_others: bool


@exact
def largest(periods: Sequence[StreamPeriod], classes: Iterable[str], count: int) -> Largest:
    """Return what the largest streams earned, net, in each of some periods.

    Streams are ranked by what they earned and lost in all periods: one that loses much is no
    small one. What has no stream comes last, whatever its size.

    Args:
        periods: The periods.
        classes: The classes of income that count.
        count: How many streams to name.
    """
    classes = tuple(classes)
    sums = [period.net_by_stream(*classes) for period in periods]
    sizes: dict[str | None, Decimal] = {}
    for each in sums:
        for name, amount in each.items():
            sizes[name] = sizes.get(name, ZERO) + abs(amount)
    ranked = sorted(
        (name for name, size in sizes.items() if size),
        key=lambda name: (name is None, -sizes[name], name or ""),
    )
    named, others = ranked[:count], ranked[count:]
    amounts = (
        (
            *(each.get(name, ZERO) for name in named),
            sum((each.get(name, ZERO) for name in others), ZERO),
        )
        for each in sums
    )
    return Largest(tuple(named), tuple(amounts), bool(others))
