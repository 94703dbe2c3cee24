"""The lots of a line by vintage: the law may treat what was bought before a day otherwise.

The lots of a line that fall under one rule are followed once, so that a day takes one lookup per
rule, regardless of the number of lots.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from beancount.core.position import Cost
from dateutil.relativedelta import relativedelta

from fsq_beancount.books.line import Line, LotChange
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.tax.profile import Rule, Treatment, Vintage

ZERO: Final = Decimal()
_CENT: Final = Decimal("0.01")


class _Step(NamedTuple):
    """What a group of lots holds from a day on.

    Attributes:
        date: The day.
        units: The units.
        cost: Their cost, in the report currency.
    """

    date: datetime.date
    units: Decimal
    cost: Decimal


class Lots:
    """The lots of a line that fall under one rule.

    Attributes:
        currency: The commodity.
        cost_currency: The currency of their cost.
        vintage: The rule; ``None`` for those that are simply taxed.
        changes: The additions to and reductions of these lots, oldest first.
    """

    __slots__ = ("_dates", "_steps", "changes", "cost_currency", "currency", "vintage")

    def __init__(
        self,
        line: Line,
        vintage: Vintage | None,
        changes: Sequence[LotChange],
        steps: Iterable[_Step],
    ) -> None:
        """Take the lots of a line.

        Args:
            line: The line.
            vintage: The rule for them.
            changes: The changes of these lots.
            steps: What they hold, oldest first.
        """
        self.currency = line.currency
        self.cost_currency = line.cost_currency
        self.vintage = vintage
        self.changes = changes
        of_days = list(steps)
        self._dates = [step.date for step in of_days]
        # Before the first there is nothing.
        self._steps = [_Step(datetime.date.min, ZERO, ZERO), *of_days]

    def held(self, date: datetime.date) -> tuple[Decimal, Decimal]:
        """Return the units held at the end of a day and their cost, in the report currency."""
        step = self._steps[bisect.bisect_right(self._dates, date)]
        return step.units, step.cost


@exact
def by_vintage(line: Line, treatment: Treatment) -> tuple[Lots, ...]:
    """Return the lots of a line by the rule of its treatment that they fall under.

    Lots that no tax will ever be due on are among them, since a vintage says so. Where a sale is
    free after some years, they are those that are not free yet.

    Args:
        line: The line, with lots whose cost is known in the report currency.
        treatment: The treatment of its sale.
    """
    groups: dict[Vintage | None, list[tuple[LotChange, Decimal]]] = {}
    for change, cost in zip(line.changes, line.cost_changes, strict=True):
        groups.setdefault(_vintage(change.cost, treatment), []).append((change, cost))
    return tuple(
        Lots(line, vintage, [change for change, _ in changes], _steps(changes, treatment))
        for vintage, changes in groups.items()
    )


@exact
def by_lot(line: Line, treatment: Treatment, date: datetime.date) -> dict[Cost, Lots]:
    """Return each lot held at the end of a day, as lots of their own, in order of first purchase.

    The cost is that of the lot, or its share of the average where the treatment says so; of lots
    that are free after some years, those that are free by then have a vintage that says it.

    Args:
        line: The line, with lots.
        treatment: The treatment of its sale.
        date: The day.
    """
    of_lots: dict[Cost, list[tuple[LotChange, Decimal]]] = {}
    for change, cost in zip(line.changes, line.cost_changes, strict=True):
        if change.date > date:
            break
        of_lots.setdefault(change.cost, []).append((change, cost))
    averages = {
        lots.vintage: cost / units
        for lots in (by_vintage(line, treatment) if treatment.average else ())
        for units, cost in [lots.held(date)]
        if units
    }
    found: dict[Cost, Lots] = {}
    for lot, changes in of_lots.items():
        units = sum((change.number for change, _ in changes), ZERO)
        if not units:
            continue
        vintage = _vintage(lot, treatment)
        if treatment.free_after is not None and _free_from(lot, treatment.free_after) <= date:
            vintage = _HELD_LONG
        cost = sum((more for _, more in changes), ZERO)
        if vintage in averages:
            cost = round_places(units * averages[vintage])
        only = [change for change, _ in changes]
        found[lot] = Lots(line, vintage, only, [_Step(only[0].date, units, cost)])
    return found


_HELD_LONG: Final = Vintage(datetime.date.max, Rule.FREE, "")
"""The rule for what has been held for so many years that its sale is free."""


def is_plain(line: Line, treatment: Treatment) -> bool:
    """Return whether all lots of a line are simply taxed, at the cost of each."""
    if treatment.average or treatment.free_after is not None:
        return not line.changes
    limit = max((each.before for each in treatment.vintages), default=datetime.date.min)
    return all(change.cost.date >= limit for change in line.changes)


def _vintage(lot: Cost, treatment: Treatment) -> Vintage | None:
    return next((each for each in treatment.vintages if lot.date < each.before), None)


def _steps(changes: Sequence[tuple[LotChange, Decimal]], treatment: Treatment) -> Iterator[_Step]:
    if treatment.free_after is not None:
        return _until_free(changes, treatment.free_after)
    return _averaged(changes) if treatment.average else _summed(changes)


def _summed(changes: Iterable[tuple[LotChange, Decimal]]) -> Iterator[_Step]:
    units = cost = ZERO
    for change, more in changes:
        units += change.number
        cost += more
        yield _Step(change.date, units, cost)


def _averaged(changes: Sequence[tuple[LotChange, Decimal]]) -> Iterator[_Step]:
    """Yield the units and their cost, of which each reduction takes its share.

    A split changes the units alone, whatever the lots that it exchanges cost.
    """
    split = _split_on(change for change, _ in changes)
    units = cost = ZERO
    for change, more in changes:
        before = units
        units += change.number
        if (change.date, change.cost.date) in split:
            pass
        elif before and change.number * before < 0 and units * before >= 0:
            cost = round_places(cost * units / before)
        else:
            cost += more
        yield _Step(change.date, units, cost)


def _split_on(changes: Iterable[LotChange]) -> set[tuple[datetime.date, datetime.date]]:
    """Return the days on which older lots are exchanged at the same cost, each with their day."""
    sums: dict[tuple[datetime.date, datetime.date], tuple[Decimal, Decimal]] = {}
    for date, lot, number in changes:
        if lot.date < date:
            came, left = sums.get((date, lot.date), (ZERO, ZERO))
            cost = number * lot.number
            key = date, lot.date
            sums[key] = (came + cost, left) if number > 0 else (came, left - cost)
    return {
        key for key, (came, left) in sums.items() if came and left and abs(came - left) <= _CENT
    }


def _until_free(changes: Sequence[tuple[LotChange, Decimal]], years: int) -> Iterator[_Step]:
    """Yield the units and the cost of the lots that have not been held for so many years."""
    due = sorted(
        {(_free_from(change.cost, years), change.cost) for change, _ in changes},
        key=lambda each: each[0],
    )
    held: dict[Cost, tuple[Decimal, Decimal]] = {}
    units = cost = ZERO
    passed = 0

    def leave(until: datetime.date) -> Iterator[_Step]:
        nonlocal units, cost, passed
        while passed < len(due) and due[passed][0] <= until:
            date, lot = due[passed]
            passed += 1
            of_lot, its_cost = held.pop(lot, (ZERO, ZERO))
            units -= of_lot
            cost -= its_cost
            yield _Step(date, units, cost)

    for change, more in changes:
        yield from leave(change.date)
        if _free_from(change.cost, years) <= change.date:
            continue
        before, costs = held.get(change.cost, (ZERO, ZERO))
        held[change.cost] = before + change.number, costs + more
        units += change.number
        cost += more
        yield _Step(change.date, units, cost)
    yield from leave(datetime.date.max - datetime.timedelta(days=1))


def _free_from(lot: Cost, years: int) -> datetime.date:
    """Return the first day on which a sale is free: the day after the term of years has ended.

    The last day of all calendars stands for never.
    """
    if lot.date.year + years >= datetime.MAXYEAR:
        return datetime.date.max
    ended: datetime.date = lot.date + relativedelta(years=years)
    return ended + datetime.timedelta(days=1)


class TaxedLine(NamedTuple):
    """A line whose sale is taxed, and its index among the lines.

    Attributes:
        place: The index.
        line: The line.
        word: Its declared treatment.
        treatment: What the treatment means under the profile.
        lots: Its lots by the rule they fall under; ``None`` if all are simply taxed.
    """

    place: int
    line: Line
    word: str | None
    treatment: Treatment
    lots: tuple[Lots, ...] | None


def taxed_line(place: int, line: Line, word: str | None, treatment: Treatment) -> TaxedLine:
    """Return a line with its lots by vintage.

    Args:
        place: Its index among the lines.
        line: The line.
        word: Its declared treatment.
        treatment: What the treatment means under the profile.
    """
    plain = treatment.whole or line.cost_currency is None or is_plain(line, treatment)
    return TaxedLine(place, line, word, treatment, None if plain else by_vintage(line, treatment))
