"""Allocation of the costs of earning to income."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from fsq_beancount.core.prices import round_places
from fsq_beancount.core.terms import NEUTRAL

ZERO = Decimal()

Name = TypeVar("Name", bound=Hashable)


class Kind(NamedTuple):
    """A kind of income that costs are charged to: class, stream, and whether it is a gain."""

    income_class: str | None
    stream: str | None
    gain: bool


class Earning(NamedTuple):
    """An income posting: its kind and its gross amount in the report currency."""

    kind: Kind
    amount: Decimal


def eligible(
    earnings: Sequence[Earning], said_class: str | None, said_stream: str | None
) -> dict[Kind, list[Decimal]]:
    """Return the gross amounts that a cost may be charged to, by kind.

    Neutral income is left out if there is other income. A cost with a declared class is charged
    only to income of that class; a cost with a declared stream is charged to that stream.
    """
    if said_class is not None:
        earnings = [earning for earning in earnings if earning.kind.income_class == said_class]
    else:
        earnings = [
            earning for earning in earnings if earning.kind.income_class != NEUTRAL
        ] or earnings
    gross: dict[Kind, list[Decimal]] = {}
    for kind, amount in earnings:
        charged = kind if said_stream is None else kind._replace(stream=said_stream)
        gross.setdefault(charged, []).append(amount)
    return gross


def largest(gross: Mapping[Name, Sequence[Decimal]]) -> Name:
    """Return the kind of the largest amount, the first on a tie."""
    return max(gross, key=lambda kind: max(gross[kind]))


def split(weight: Decimal, gross: Mapping[Name, Sequence[Decimal]]) -> dict[Name, Decimal]:
    """Split an amount in proportion to positive gross amounts.

    Each part is rounded to twelve places; the remainder goes to the largest part, the first on a
    tie. Without a positive amount, everything goes to the largest.

    Args:
        weight: The amount to split: a cost in the report currency, or hours.
        gross: The gross amounts by recipient, at least one.

    Returns:
        The parts by recipient; they add up to ``weight`` exactly.
    """
    positive = {
        kind: sum((amount for amount in amounts if amount > 0), ZERO)
        for kind, amounts in gross.items()
    }
    total = sum(positive.values(), ZERO)
    if not total:
        return {largest(gross): weight}
    parts = {
        kind: round_places(weight * amount / total)
        for kind, amount in positive.items()
        if amount > 0
    }
    rest = weight - sum(parts.values(), ZERO)
    parts[max(parts, key=lambda kind: positive[kind])] += rest
    return parts
