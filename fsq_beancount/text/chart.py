"""A column chart in plain text: a column per month, in eighths of a line.

.. code-block:: text

    20% ┤
    10% ┤    ▁▁▄▄▆█
     0% └─┴──────────
          2024
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

INCOMPLETE: Final = "░"
UNDEFINED: Final = "–"
ABOVE: Final = "▲"
BELOW: Final = "▼"

_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
_LINE: Final = "▔"
_WIDEST_COLUMN: Final = 3
_FEWEST_COLUMNS: Final = 6
_WIDEST_MARGIN: Final = 9
_YEAR_DIGITS: Final = 4

# Tops of the scale by their first digits, with as many lines as put 100 % between two of them.
_SCALES: Final = {
    **{"1": 5, "1.5": 6, "2": 8, "2.5": 5, "3": 6},
    **{"4": 8, "5": 5, "6": 6, "8": 8, "10": 5},
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A column of the chart.

    Attributes:
        month: Its month, as any day of it.
        value: Its height; ``None`` where undefined, drawn as a dash on the baseline.
        complete: Whether its window is complete; drawn shaded otherwise.
    """

    month: datetime.date
    value: Decimal | None
    complete: bool


class _Scale(NamedTuple):
    top: Decimal
    lines: int


def draw(
    series: Sequence[Sequence[Bar]], width: int, label: Callable[[Decimal], str]
) -> list[list[str]]:
    """Return the lines of a chart for each series, all with the same scale.

    Args:
        series: The columns of each chart, oldest first, with the same months in each.
        width: The width of the terminal; the oldest months are dropped where it is too small.
        label: Formats a value of the scale.
    """
    # Cut before the scale is chosen: dropped months must not flatten the rest.
    shown = [columns[-max(_FEWEST_COLUMNS, width - _WIDEST_MARGIN) :] for columns in series]
    scale = _scale([column for columns in shown for column in columns])
    return [_draw(columns, scale, width, label) for columns in shown]


def _scale(columns: Sequence[Bar]) -> _Scale:
    """Return the smallest scale that holds all columns.

    The quota of a window of few months may be far above all others. So only complete windows count
    where there are any, and columns above the scale are cut and marked.
    """
    whole = [column for column in columns if column.complete and column.value is not None]
    highest = max((c.value for c in whole or columns if c.value is not None), default=Decimal())
    if highest <= 0:
        return _Scale(Decimal(1), _SCALES["1"])
    magnitude = Decimal(1).scaleb(highest.adjusted())
    scales = (_Scale(Decimal(digits) * magnitude, lines) for digits, lines in _SCALES.items())
    return next(scale for scale in scales if highest <= scale.top)


def _draw(
    columns: Sequence[Bar], scale: _Scale, width: int, label: Callable[[Decimal], str]
) -> list[str]:
    marks = {scale.lines: label(scale.top), 0: label(Decimal())}
    full = scale.lines / scale.top
    if full == int(full) and full <= scale.lines:
        marks[int(full)] = label(Decimal(1))
    elif scale.lines % 2 == 0:
        marks[scale.lines // 2] = label(scale.top / 2)
    margin = max(map(len, marks.values()))
    space = max(1, min(_WIDEST_COLUMN, (width - margin - 2) // max(1, len(columns))))
    lines = []
    for line in range(scale.lines, 0, -1):
        ground = _LINE if line == full else " "
        cells = "".join(
            (_cell(column, scale, line) or ground) * max(1, space - 1) + ground * (space > 1)
            for column in columns
        )
        lines.append(f"{marks.get(line, ''):>{margin}} {'┤' if line in marks else '│'}{cells}")
    lines.append(f"{marks[0]:>{margin}} └{_ticks(columns, space)}")
    lines.append(" " * (margin + 2) + _years(columns, space))
    return lines


def _cell(column: Bar, scale: _Scale, line: int) -> str:
    """Return the mark of a column on a line, counted from the baseline; none above its top."""
    if column.value is None:
        return UNDEFINED if line == 1 else ""
    if column.value < 0:
        return BELOW if line == 1 else ""
    eighths = int((column.value / scale.top * scale.lines * 8).to_integral_value())
    if column.value and not eighths:
        eighths = 1  # a positive value is never drawn as zero
    if eighths > scale.lines * 8 and line == scale.lines:
        return ABOVE
    here = min(8, eighths - 8 * (line - 1))
    if here <= 0:
        return ""
    if not column.complete:
        return INCOMPLETE if here > 4 or line == 1 else ""
    return _EIGHTHS[here]


def _ticks(columns: Sequence[Bar], space: int) -> str:
    return "".join(("┴" if c.month.month == 1 else "─") + "─" * (space - 1) for c in columns)


def _years(columns: Sequence[Bar], space: int) -> str:
    """Return the years, each below its January; without any January below the first month."""
    line = ""
    for at, column in enumerate(columns):
        first = at == 0 and not any(c.month.month == 1 for c in columns[:12])
        if (column.month.month == 1 or first) and len(line) <= at * space:
            line = line.ljust(at * space) + f"{column.month.year:0{_YEAR_DIGITS}d} "
    return line.rstrip()
