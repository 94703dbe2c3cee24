"""The geometry of the column chart of the quota; a template draws it.

The narrow quota is a slim column in front of the broad column of the wide quota, so that both are
visible whichever is higher. Negative columns hang from the zero line; an undefined quota has no
column at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from markupsafe import Markup

HEIGHT: Final = 260
TOP: Final = 18
"""Room above the highest value for the marks of columns that are cut off."""

LINE: Final = 18
"""The height of a line of labels; there are up to two below the columns."""

WIDTH: Final = 960
"""The width to fill; with more columns than fit, the picture becomes wider and scrolls."""

NARROWEST: Final = 8
BROADEST: Final = 48
LABEL_ROOM: Final = 36

NARROW_SHARE: Final = 0.36
WIDE_SHARE: Final = 0.78
"""The share of the width of its strip that a column takes."""

TOLERANCE: Final = 1e-9
MOST_STEPS: Final = 6

NEAR_FULL: Final = 0.75
"""The picture includes the line at 100 % if its highest value is at least this."""

_ALWAYS_SHOWN: Final = 1.25
"""No column is cut off up to this quota, however far it exceeds the others."""


@dataclass(frozen=True, slots=True)
class Quotas:
    """The values of one column.

    Attributes:
        narrow: The narrow quota; ``None`` where undefined.
        wide: The wide quota; ``None`` where undefined.
        complete: Whether the window covers all its months.
        label: The label below it, where there is room.
        group: The label shared by several columns, such as their year.
    """

    narrow: Decimal | None
    wide: Decimal | None
    complete: bool
    label: str
    group: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def attributes(self) -> Markup:
        """Position and size as SVG attributes; a template would take four times as long."""
        # Four numbers need no escaping.
        return Markup(f'x="{self.x}" y="{self.y}" width="{self.width}" height="{self.height}"')  # noqa: S704


@dataclass(frozen=True, slots=True)
class Column:
    """The geometry of one column.

    Attributes:
        x: The left edge of the strip that belongs to it.
        middle: The middle of the strip.
        narrow: The slim rectangle; ``None`` where undefined.
        wide: The broad rectangle; ``None`` where undefined.
        above: Whether it goes beyond the upper end of the picture.
        below: Whether it goes beyond the lower end.
        label: The label below it; empty where there is no room.
        group: The label of its group; empty except at the first column of each group.
    """

    x: float
    middle: float
    narrow: Bar | None
    wide: Bar | None
    above: bool
    below: bool
    label: str
    group: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The geometry of the whole chart.

    Attributes:
        width: The width of the drawing.
        height: The height of the drawing.
        pitch: The width of the strip of one column.
        columns: Oldest first.
        ticks: Height and value of the grid lines, from below.
        zero: The height of the zero line.
        bottom: The height at which the columns end and the labels begin.
        labels: The height of the line of labels.
        groups: The height of the line of group labels.
        full: The height of the line at 100 %; ``None`` if that is above the picture.
    """

    width: float
    height: float
    pitch: float
    columns: tuple[Column, ...]
    ticks: tuple[tuple[float, float], ...]
    zero: float
    bottom: float
    labels: float
    groups: float
    full: float | None


def draw(quotas: Sequence[Quotas]) -> Picture:
    """Place the columns of a series, oldest first."""
    pitch = min(BROADEST, max(NARROWEST, WIDTH / max(1, len(quotas))))
    low, high, step = _scale(quotas)
    labelled = list(_labelled(quotas, pitch))
    has_labels = any(label for _, label, _ in labelled)
    has_groups = any(group for _, _, group in labelled)
    bottom = HEIGHT - LINE * (has_labels + has_groups) - 6

    def level(value: float) -> float:
        return round(TOP + (bottom - TOP) * (high - value) / (high - low), 1)

    def bar(value: Decimal | None, middle: float, width: float) -> Bar | None:
        if value is None:
            return None
        shown = min(high, max(low, float(value)))
        upper, lower = level(max(0.0, shown)), level(min(0.0, shown))
        # Zero must be visible, too: only an undefined quota has no column.
        upper = min(upper, lower - 1)
        return Bar(round(middle - width / 2, 1), upper, round(width, 1), round(lower - upper, 1))

    columns = []
    for index, (one, label, group) in enumerate(labelled):
        middle = (index + 0.5) * pitch
        values = [float(value) for value in (one.narrow, one.wide) if value is not None]
        columns.append(
            Column(
                x=round(index * pitch, 1),
                middle=round(middle, 1),
                narrow=bar(one.narrow, middle, pitch * NARROW_SHARE),
                wide=bar(one.wide, middle, pitch * WIDE_SHARE),
                above=any(value > high + TOLERANCE for value in values),
                below=any(value < low - TOLERANCE for value in values),
                label=label,
                group=group,
            )
        )
    return Picture(
        width=round(pitch * max(1, len(quotas)), 1),
        height=HEIGHT,
        pitch=round(pitch, 1),
        columns=tuple(columns),
        ticks=tuple((level(value), value) for value in tick_values(low, high, step)),
        zero=level(0.0),
        bottom=bottom,
        labels=bottom + LINE - 2,
        groups=bottom + LINE * (1 + has_labels) - 2,
        full=level(1.0) if high >= 1 else None,
    )


def _labelled(quotas: Sequence[Quotas], pitch: float) -> Iterator[tuple[Quotas, str, str]]:
    """Yield the columns with their labels, which are empty where there is no room."""
    group = None
    last_group = -math.inf
    for index, one in enumerate(quotas):
        new = one.group != group and (index - last_group) * pitch >= LABEL_ROOM
        if new:
            last_group = index
        group = one.group
        yield one, one.label if pitch >= LABEL_ROOM else "", one.group if new else ""


def _scale(quotas: Sequence[Quotas]) -> tuple[float, float, float]:
    """Return the lowest and highest value of the picture, and the step between its grid lines.

    Incomplete windows do not count where there are complete ones: the first month of a ledger
    may have a dividend and hardly any costs. A few columns far beyond 100 % do not flatten all
    others: they are cut off and marked.
    """
    measured = [one for one in quotas if one.complete] or quotas
    values = sorted(
        float(value) for one in measured for value in (one.narrow, one.wide) if value is not None
    )
    positive = [value for value in values if value > 0]
    typical = positive[len(positive) * 3 // 4] if positive else 0.0
    bound = max(_ALWAYS_SHOWN, 2 * typical)
    high = min(bound, max([0.0, *values]))
    low = max(-bound, min([0.0, *values]))
    if high >= NEAR_FULL:
        high = max(1.0, high)
    if high - low < 0.01:  # only zeros: up to one per cent
        high = 0.01
    step = round_step(high - low)
    return low, math.ceil(high / step - TOLERANCE) * step, step


def round_step(span: float) -> float:
    """Return the smallest round step that divides the span into at most six."""
    least = span / MOST_STEPS
    magnitude = 10.0 ** math.floor(math.log10(least))
    steps = (factor * magnitude for factor in (1, 2, 5, 10))
    return next(step for step in steps if step >= least * (1 - TOLERANCE))


def tick_values(low: float, high: float, step: float) -> Iterator[float]:
    """Yield the multiples of a step from ``low`` to ``high``, both included."""
    for count in range(math.ceil(low / step - TOLERANCE), round(high / step) + 1):
        yield count * step
