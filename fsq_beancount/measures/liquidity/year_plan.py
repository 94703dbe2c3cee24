"""A year of the plan: what budgets and averages add to the planned entries of twelve months.

Each account has a base, its budget or else its average living costs. Planned entries on the account
are part of it, so only what they do not hold yet is added, spread evenly over the months without
one. So the sum of the year is the larger of plan and base, for an account and its ancestors
together: an entry counts towards the base of its own account, or of the nearest account above it;
what goes beyond that base counts towards those further above, and then towards those below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.measures.liquidity.months import Basis, Item
from fsq_beancount.measures.liquidity.plan_years import Part

ZERO: Final = Decimal()

Parents = Callable[[str], Sequence[str]]
"""Returns an account and its parents, the nearest first."""


@dataclass(slots=True)
class Base:
    """The budget or the average living costs of an account over a year of the plan.

    Attributes:
        account: The account.
        is_income: Whether it is planned income; otherwise costs are positive.
        total: Its amount over the year, currency.
        parts: The parts of months that it is for, and what each is based on.
        held: What planned entries hold of it, currency.
        months: The months with such an entry.
        has_entries: Whether there is one, be it of zero.
    """

    account: str
    is_income: bool
    total: Decimal = ZERO
    parts: list[tuple[Part, Basis]] = field(default_factory=list)
    held: Decimal = ZERO
    months: set[int] = field(default_factory=set)
    has_entries: bool = False

    def add(self, part: Part, amount: Decimal, basis: Basis) -> None:
        """Add the amount of a part of a month, currency."""
        self.total += amount
        if amount:
            self.parts.append((part, basis))

    @property
    @exact
    def rest(self) -> Decimal:
        """The amount that planned entries do not hold, currency; a refund only without any."""
        if self.total > 0:
            return max(ZERO, self.total - self.held)
        return ZERO if self.has_entries else self.total

    @property
    @exact
    def surplus(self) -> Decimal:
        """What planned entries hold beyond it, currency."""
        return max(ZERO, self.held - max(ZERO, self.total))


@exact
def rest_of_year(
    bases: Mapping[str, Base],
    *,
    held: Mapping[str, Decimal],
    months: Mapping[str, set[int]],
    parents: Parents,
) -> Sequence[tuple[int, Item]]:
    """Return what the bases of a year add to its planned entries, each with its month.

    Args:
        bases: The base of each account that has one; what is held of it is noted in it.
        held: The sum of planned entries by account, with the sign of postings, currency.
        months: The months with a planned entry, by account.
        parents: Returns an account and its parents.
    """
    _meet(bases, held, months, parents)
    return [found for base in bases.values() for found in _spread(base)]


def _meet(
    bases: Mapping[str, Base],
    held: Mapping[str, Decimal],
    months: Mapping[str, set[int]],
    parents: Parents,
) -> None:
    """Let planned entries count towards bases."""
    loose: list[tuple[Decimal, list[Base]]] = []
    for account in sorted({*months, *held}):
        above = [bases[name] for name in parents(account) if name in bases]
        nearest = above[:1] or list(_below(account, bases))
        for base in nearest:
            base.months |= months.get(account, set())
            base.has_entries = True
        amount = held.get(account, ZERO)
        if above:
            above[0].held += -amount if above[0].is_income else amount
        elif nearest:
            loose.append((-amount if nearest[0].is_income else amount, nearest))
    # From the leaves up, so that what goes beyond a base is known when its parents are met.
    for base in sorted(bases.values(), key=lambda each: -each.account.count(":")):
        surplus = base.surplus
        if not surplus:
            continue
        for name in parents(base.account)[1:]:
            if name in bases:
                surplus = _give(surplus, [bases[name]])
        _give(surplus, list(_below(base.account, bases)))
    for amount, nearest in loose:
        _give(amount, nearest)


def _below(account: str, bases: Mapping[str, Base]) -> Iterator[Base]:
    prefix = f"{account}:"
    return (base for name, base in bases.items() if name.startswith(prefix))


def _give(amount: Decimal, bases: Iterable[Base]) -> Decimal:
    """Let an amount count towards bases, in proportion to their rests; return what is left."""
    open_ones = [base for base in bases if base.rest > 0]
    wanted = sum((base.rest for base in open_ones), ZERO)
    if amount <= 0 or not wanted:
        return amount
    given = min(amount, wanted)
    for base, part in zip(open_ones, shares(given, [base.rest for base in open_ones]), strict=True):
        base.held += part
    return amount - given


def _spread(base: Base) -> Iterator[tuple[int, Item]]:
    """Yield the rest of a base, spread evenly over the months without a planned entry."""
    rest = base.rest
    if not rest:
        return
    left_out = [each for each in base.parts if each[0].month not in base.months] or base.parts
    sign = 1 if base.is_income else -1
    weights = [part.share for part, _ in left_out]
    if len({basis for _, basis in left_out}) == len(set(weights)) == 1:
        amount = round_places(rest / len(left_out))
        if amount * len(left_out) == rest:
            # As a rule all months have the same item, which is made once.
            item = Item(base.account, left_out[0][1], sign * amount)
            for part, _ in left_out:
                yield part.month, item
            return
    for (part, basis), amount in zip(left_out, shares(rest, weights), strict=True):
        if amount:
            yield part.month, Item(base.account, basis, sign * amount)


@exact
def shares(amount: Decimal, weights: Sequence[Decimal]) -> Sequence[Decimal]:
    """Split an amount in proportion to positive weights; the parts add up to it exactly."""
    total = sum(weights, ZERO)
    found: list[Decimal] = []
    weight, given = ZERO, ZERO
    for each in weights:
        weight += each
        up_to = round_places(amount * weight / total)
        found.append(up_to - given)
        given = up_to
    return found
