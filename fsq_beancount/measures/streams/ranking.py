"""The largest streams of some periods, and all others together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.streams.figures import StreamPeriod

ZERO: Final = Decimal()


class Largest(NamedTuple):
    """The earnings of the largest streams in some periods, and of all others together.

    Attributes:
        streams: The streams, the largest first; ``None`` for income without a stream.
        amounts: For each period the earnings of each stream, and last of the others, currency.
        has_others: Whether there are other streams.
    """

    streams: tuple[str | None, ...]
    amounts: tuple[tuple[Decimal, ...], ...]
    has_others: bool


@exact
def largest(periods: Sequence[StreamPeriod], classes: Iterable[str], count: int) -> Largest:
    """Return the net earnings of the largest streams in each of some periods.

    Streams are ranked by the sum of their absolute earnings in all periods, so that a stream with
    large losses is not a small one. Income without a stream comes last, whatever its size.

    Args:
        periods: The periods.
        classes: The classes of income that count.
        count: The number of streams to name.
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
