"""The picture of work over the years: hours as columns, net income per hour as marks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.i18n import language
from fsq_beancount.measures.streams.work_definitions import WORK
from fsq_beancount.progress import stacks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fsq_beancount.measures.streams.work_over_time import WorkPeriod
    from fsq_beancount.progress.columns import Bar
    from fsq_beancount.progress.view import View

ZERO: Final = Decimal()
ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class WorkColumn:
    """A period of the picture.

    Attributes:
        stack: The geometry of its column.
        bar: The hours; ``None`` without any.
        label: The name of the period.
        cells: The hours and the net income per hour, as shown.
        is_marked: Whether there is a net income per hour.
        written: The height at which that is written: above its mark, below a negative one.
    """

    stack: stacks.Stack
    bar: Bar | None
    label: str
    cells: tuple[str, ...]
    is_marked: bool
    written: float


@dataclass(frozen=True, slots=True)
class WorkPicture:
    """The hours of several periods, and what was earned for each hour.

    Attributes:
        drawn: The geometry of the picture.
        columns: The periods, oldest first.
        ticks: Height and label of the grid lines, in hours.
        name: The name of the figures.
        measures: The ids of the two figures.
    """

    drawn: stacks.Stacks
    columns: tuple[WorkColumn, ...]
    ticks: tuple[tuple[float, str], ...]
    name: str
    measures: tuple[str, ...]


def picture(view: View) -> WorkPicture | None:
    """Draw the hours and the net income per hour; ``None`` without hours of work."""
    found = view.shown(view.report.streams.work[::-1])[::-1]
    if not any(each.hours for each in found):
        return None
    labels = [language.period(each.period, view.locale) for each in found]
    drawn = stacks.pile(_on_one_scale(found), max(map(len, labels)))
    return WorkPicture(
        drawn=drawn,
        columns=tuple(
            WorkColumn(
                stack=stack,
                bar=stack.bars[0],
                label=label,
                cells=tuple(
                    view.figure(measure.id, measure.value(each)) for measure in WORK.measures
                ),
                is_marked=each.net_per_hour is not None,
                written=stack.mark + (-5 if stack.mark <= drawn.zero else 14),
            )
            for stack, label, each in zip(drawn.stacks, labels, found, strict=True)
        ),
        ticks=tuple((height, language.whole(value, view.numbers)) for height, value in drawn.ticks),
        name=WORK.name(view.locale),
        measures=tuple(measure.id for measure in WORK.measures),
    )


def _on_one_scale(
    found: Sequence[WorkPeriod],
) -> list[tuple[tuple[Decimal], Decimal]]:
    """Return the hours, and the net income per hour so that the largest is as high as they are."""
    per_hour = [each.net_per_hour or ZERO for each in found]
    highest = max(map(abs, per_hour)) or ONE
    hours = max(each.hours for each in found)
    return [
        ((each.hours,), amount * hours / highest)
        for each, amount in zip(found, per_hour, strict=True)
    ]
