"""The geometry of two pictures, stacked columns and a line; templates draw them.

A column stacks its positive values above the zero line and its negative values below it. Each has
a mark across it, such as the living costs of its period. A line goes from month to month.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fsq_beancount.progress.columns import (
    BROADEST,
    HEIGHT,
    LINE,
    NARROWEST,
    TOP,
    WIDTH,
    Bar,
    round_step,
    tick_values,
)

PART: Final = 0.7
"""The share of the width of its strip that a column takes."""

LETTER: Final = 7
"""The width of a letter of a label, a generous estimate."""

_TOLERANCE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Stack:
    """The geometry of one column.

    Attributes:
        x: The left edge of its strip.
        middle: The middle of the strip.
        bars: A rectangle for each value, ``None`` where it is zero.
        mark: The height of its mark.
        label: Whether there is room for a label below it.
    """

    x: float
    middle: float
    bars: tuple[Bar | None, ...]
    mark: float
    label: bool


@dataclass(frozen=True, slots=True)
class Stacks:
    """The picture of stacked columns; see :class:`fsq_beancount.progress.columns.Picture`."""

    width: float
    height: float
    pitch: float
    stacks: tuple[Stack, ...]
    ticks: tuple[tuple[float, float], ...]
    zero: float
    labels: float


@dataclass(frozen=True, slots=True)
class StackLine:
    """The picture of a line.

    Attributes:
        width: The width of the drawing.
        height: Its height.
        pitch: The width of the strip of one point.
        points: The points from left to right.
        ticks: Height and value of the grid lines.
        zero: The height of the zero line.
        level: The height of the line that the values should stay above.
        labels: The height of the line of labels.
    """

    width: float
    height: float
    pitch: float
    points: tuple[tuple[float, float], ...]
    ticks: tuple[tuple[float, float], ...]
    zero: float
    level: float
    labels: float


class _Scale:
    """Converts amounts to heights."""

    def __init__(self, values: Iterable[float]) -> None:
        several = [0.0, *values]
        low, high = min(several), max(several)
        if high - low < _TOLERANCE:
            high = 1.0
        step = round_step(high - low)
        self._low = math.floor(low / step + _TOLERANCE) * step
        self._high = math.ceil(high / step - _TOLERANCE) * step
        self.bottom = HEIGHT - LINE - 6
        self.ticks = tuple(
            (self.level(value), value) for value in tick_values(self._low, self._high, step)
        )

    def level(self, value: float) -> float:
        """Return the height of an amount, measured from the top."""
        part = (self._high - value) / (self._high - self._low)
        return round(TOP + (self.bottom - TOP) * part, 1)


def pile(columns: Sequence[tuple[Sequence[Decimal], Decimal]], letters: int) -> Stacks:
    """Place stacked columns.

    Args:
        columns: The values of each, from the zero line outwards, and its mark; oldest first.
        letters: The length of the longest label, in letters.
    """
    pitch = min(BROADEST, max(NARROWEST, WIDTH / max(1, len(columns))))
    ends = [
        float(sum((value for value in values if (value > 0) is positive), Decimal()))
        for values, _ in columns
        for positive in (True, False)
    ]
    scale = _Scale([*ends, *(float(mark) for _, mark in columns)])
    every = max(1, math.ceil((letters + 1) * LETTER / pitch))
    stacks = []
    for index, (values, mark) in enumerate(columns):
        middle = (index + 0.5) * pitch
        stacks.append(
            Stack(
                x=round(index * pitch, 1),
                middle=round(middle, 1),
                bars=tuple(_bars(values, scale, middle, pitch * PART)),
                mark=scale.level(float(mark)),
                # The newest column has a label, and earlier ones at equal distances.
                label=(len(columns) - 1 - index) % every == 0,
            )
        )
    return Stacks(
        width=round(pitch * max(1, len(columns)), 1),
        height=HEIGHT,
        pitch=round(pitch, 1),
        stacks=tuple(stacks),
        ticks=scale.ticks,
        zero=scale.level(0.0),
        labels=scale.bottom + LINE - 2,
    )


def _bars(
    values: Sequence[Decimal], scale: _Scale, middle: float, width: float
) -> Iterable[Bar | None]:
    above = below = 0.0
    for value in values:
        if not value:
            yield None
            continue
        begin = above if value > 0 else below
        end = begin + float(value)
        if value > 0:
            above = end
        else:
            below = end
        upper, lower = scale.level(max(begin, end)), scale.level(min(begin, end))
        yield Bar(round(middle - width / 2, 1), upper, round(width, 1), round(lower - upper, 1))


def line(values: Sequence[Decimal], stay_above: Decimal) -> StackLine:
    """Place a line through values, and a level that they should stay above.

    Args:
        values: The values from left to right, at least one.
        stay_above: The value of that level.
    """
    pitch = WIDTH / len(values)
    scale = _Scale([*(float(value) for value in values), float(stay_above)])
    points = tuple(
        (round((index + 0.5) * pitch, 1), scale.level(float(value)))
        for index, value in enumerate(values)
    )
    return StackLine(
        width=WIDTH,
        height=HEIGHT,
        pitch=round(pitch, 2),
        points=points,
        ticks=scale.ticks,
        zero=scale.level(0.0),
        level=scale.level(float(stay_above)),
        labels=scale.bottom + LINE - 2,
    )
