"""Where the columns of a stack stand: the geometry of a picture, without a word of HTML.

What is positive is stacked upwards from the zero line and what is negative downwards; a mark shows
what both come to.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fsq_beancount.progress.columns import HEIGHT, LABEL_ROOM, LINE, TOP, WIDTH, Bar

BROADEST: Final = 72
NARROWEST: Final = 16
SHARE: Final = 0.7
"""The part of its strip that a column takes."""

MOST_STEPS: Final = 6


@dataclass(frozen=True, slots=True)
class Stack:
    """One column.

    Attributes:
        x: The left edge of the strip that belongs to it.
        middle: The middle of the strip.
        bars: Its parts by name; what is zero has none.
        mark: The place of the mark at the sum, as thin as a line.
        label: What to write below it; empty where there is no room.
    """

    x: float
    middle: float
    bars: tuple[tuple[str, Bar], ...]
    mark: Bar
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn.

    Attributes:
        width: The width of the drawing.
        height: Its height.
        pitch: The width of the strip of one column.
        stacks: Oldest first.
        ticks: Height and value of the lines to read the columns by, from below.
        zero: The height of the zero line.
        labels: The height of the labels' line.
    """

    width: float
    height: float
    pitch: float
    stacks: tuple[Stack, ...]
    ticks: tuple[tuple[float, Decimal], ...]
    zero: float
    labels: float


def draw(columns: Sequence[tuple[str, Mapping[str, Decimal]]]) -> Picture:
    """Place the columns of a series.

    Args:
        columns: The label and the parts of each, oldest first.
    """
    pitch = min(BROADEST, max(NARROWEST, WIDTH / max(1, len(columns))))
    low, high, step = _scale([list(parts.values()) for _, parts in columns])
    bottom = HEIGHT - LINE - 6

    def level(value: Decimal) -> float:
        return round(TOP + (bottom - TOP) * float((high - value) / (high - low)), 1)

    def bar(begin: Decimal, end: Decimal, middle: float) -> Bar:
        upper, lower = level(max(begin, end)), level(min(begin, end))
        width = pitch * SHARE
        return Bar(round(middle - width / 2, 1), upper, round(width, 1), round(lower - upper, 1))

    # Labels of slim columns would run into each other: every second or third one is written.
    every = max(1, math.ceil(LABEL_ROOM / pitch))
    stacks = []
    for index, (label, parts) in enumerate(columns):
        middle = (index + 0.5) * pitch
        up = down = Decimal()
        bars = []
        for name, value in parts.items():
            if value > 0:
                bars.append((name, bar(up, up + value, middle)))
                up += value
            elif value < 0:
                bars.append((name, bar(down, down + value, middle)))
                down += value
        total = bar(up + down, up + down, middle)
        stacks.append(
            Stack(
                x=round(index * pitch, 1),
                middle=round(middle, 1),
                bars=tuple(bars),
                mark=total,
                label=label if index % every == (len(columns) - 1) % every else "",
            )
        )
    return Picture(
        width=round(pitch * max(1, len(columns)), 1),
        height=HEIGHT,
        pitch=round(pitch, 1),
        stacks=tuple(stacks),
        ticks=tuple((level(value), value) for value in _ticks(low, high, step)),
        zero=level(Decimal()),
        labels=bottom + LINE - 2,
    )


def _scale(columns: Sequence[Sequence[Decimal]]) -> tuple[Decimal, Decimal, Decimal]:
    """Choose the lowest and the highest value of the picture, and the step between its lines."""
    zero = Decimal()
    high = max((sum((v for v in values if v > 0), zero) for values in columns), default=zero)
    low = min((sum((v for v in values if v < 0), zero) for values in columns), default=zero)
    step = _step((high - low) or Decimal(1))
    high = max(math.ceil(high / step), 0 if low else 1) * step
    return math.floor(low / step) * step, high, step


def _step(span: Decimal) -> Decimal:
    """Return the smallest round step of which at most six make the span."""
    least = span / MOST_STEPS
    magnitude = Decimal(1).scaleb(least.adjusted())
    return next(
        factor * magnitude for factor in map(Decimal, (1, 2, 5, 10)) if factor * magnitude >= least
    )


def _ticks(low: Decimal, high: Decimal, step: Decimal) -> list[Decimal]:
    return [count * step for count in range(int(low / step), int(high / step) + 1)]
