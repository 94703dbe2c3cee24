"""Figures of two checkouts: taken in turns, compared in pairs, printed in columns.

The speed of a machine drifts over minutes by more than a commit changes. What is compared therefore
takes turns, and the ratio is the median of the ratios of neighbours, not that of the medians.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

Figures = Mapping[str, float]
"""What one process measured: seconds or bytes by name."""


class Figure(NamedTuple):
    """The median of several runs.

    Attributes:
        here: In this checkout, or of what is no checkout's.
        there: In the earlier commit.
        ratio: Here by there.
    """

    here: float
    there: float | None = None
    ratio: float | None = None


def take_turns(runs: int, *measurements: Callable[[], Figures]) -> list[list[Figures]]:
    """Measure A, B, A, B, ... and return what each has found, run by run."""
    rounds = [[measure() for measure in measurements] for _ in range(runs)]
    return [list(results) for results in zip(*rounds, strict=True)]


def compare(here: Sequence[Figures], there: Sequence[Figures] = ()) -> dict[str, Figure]:
    """Return the medians by name.

    Args:
        here: What each run has found in this checkout.
        there: The same in the earlier commit, if it was measured.
    """
    return {
        name: compare_values(*([figures[name] for figures in runs] for runs in (here, there)))
        for name in here[0]
    }


def compare_values(here: Sequence[float], there: Sequence[float] = ()) -> Figure:
    """Return the medians of a figure and of the ratios of its pairs."""
    if not there:
        return Figure(median(here))
    ratios = [ours / theirs for ours, theirs in zip(here, there, strict=True) if theirs]
    return Figure(median(here), median(there), median(ratios) if ratios else None)


# --- How a figure looks -----------------------------------------------------------------------


def seconds(value: float) -> str:
    """A long time."""
    return f"{value:.2f} s"


def milliseconds(value: float) -> str:
    """A time in seconds that is a short one."""
    return f"{value * 1000:.1f} ms"


def megabytes(value: float) -> str:
    """A size in bytes that is a large one."""
    return f"{value / 1e6:.0f} MB"


def kilobytes(value: float) -> str:
    """A size in bytes."""
    return f"{value / 1e3:.0f} kB"


def percent(part: float, whole: float) -> str:
    """A share."""
    return f"{part / whole * 100:.1f} %"


# --- The table --------------------------------------------------------------------------------


class Table:
    """Rows that are printed as they come, since the next ones may take minutes.

    Attributes:
        rows: All of them, as they are written to a file.
    """

    def __init__(self, against: str | None) -> None:
        """Print the head.

        Args:
            against: The name of the earlier commit, if it is measured.
        """
        self.rows: list[dict[str, object]] = []
        self._against = against
        self._section = ""
        self._print("", "here", against or "", "ratio", "promised")

    def section(self, title: str) -> None:
        """Begin figures that have something in common."""
        self._section = title
        self._print(title)

    def row(
        self, what: str, figure: Figure, shown: Callable[[float], str], promise: str = ""
    ) -> None:
        """Add a figure.

        Args:
            what: What it measures; may be indented.
            figure: The figure.
            shown: How it looks.
            promise: What the project says of it.
        """
        values = figure._asdict() | {"promise": promise}
        self.rows.append({"section": self._section, "what": what.strip(), **values})
        there = "" if figure.there is None else shown(figure.there)
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        self._print(f"  {what}", shown(figure.here), there, ratio, promise)

    def write(self, path: Path, about: Mapping[str, object]) -> None:
        """Write the figures as JSON, times in seconds and sizes in bytes.

        Args:
            path: The file.
            about: What else tells how they were measured.
        """
        figures = {**about, "against": self._against, "figures": self.rows}
        text = json.dumps(figures, indent=2, ensure_ascii=False)
        path.write_text(f"{text}\n", encoding="utf-8")

    def _print(self, what: str, *columns: str) -> None:
        here, there, ratio, promise = columns or ("", "", "", "")
        middle = f"{there:>20}{ratio:>8}" if self._against else ""
        print(f"{what:<48}{here:>20}{middle}   {promise}".rstrip(), flush=True)
