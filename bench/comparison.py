"""Figures of two checkouts: measured alternately, compared in pairs, printed in columns.

Within minutes, the speed of a machine changes by more than the effect of a commit. Measurements
therefore alternate, and the ratio is the median of the ratios of adjacent runs, not the ratio of
the medians.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

Figures = Mapping[str, float]
"""The figures of a process: seconds or bytes by name."""


class Figure(NamedTuple):
    """The median of several runs.

    Attributes:
        here: The value in this checkout, or independent of checkouts.
        there: The value in the earlier commit.
        ratio: ``here`` divided by ``there``.
    """

    here: float
    there: float | None = None
    ratio: float | None = None


def take_turns(runs: int, *measurements: Callable[[], Figures]) -> list[list[Figures]]:
    """Run the measurements alternately, A, B, A, B, and return the figures of each by run."""
    rounds = [[measure() for measure in measurements] for _ in range(runs)]
    return [list(results) for results in zip(*rounds, strict=True)]


def compare(here: Sequence[Figures], there: Sequence[Figures] = ()) -> dict[str, Figure]:
    """Return the medians by name.

    Args:
        here: The figures of each run in this checkout.
        there: The figures of each run in the earlier commit, if it was measured.
    """
    return {
        name: compare_values(*([figures[name] for figures in runs] for runs in (here, there)))
        for name in here[0]
    }


def compare_values(here: Sequence[float], there: Sequence[float] = ()) -> Figure:
    """Return the medians of a figure and of the ratios of its paired runs."""
    if not there:
        return Figure(median(here))
    ratios = [ours / theirs for ours, theirs in zip(here, there, strict=True) if theirs]
    return Figure(median(here), median(there), median(ratios) if ratios else None)


# --- Formats of figures -----------------------------------------------------------------------


def seconds(value: float) -> str:
    """Return a time in seconds."""
    return f"{value:.2f} s"


def milliseconds(value: float) -> str:
    """Return a time, given in seconds, in milliseconds."""
    return f"{value * 1000:.1f} ms"


def megabytes(value: float) -> str:
    """Return a size, given in bytes, in megabytes."""
    return f"{value / 1e6:.0f} MB"


def kilobytes(value: float) -> str:
    """Return a size, given in bytes, in kilobytes."""
    return f"{value / 1e3:.0f} kB"


def percent(part: float, whole: float) -> str:
    """Return a share as a percentage."""
    return f"{part / whole * 100:.1f} %"


# --- The table --------------------------------------------------------------------------------


class Table:
    """A table whose rows are printed immediately, since the next ones may take minutes.

    Attributes:
        rows: All rows, as written to a file.
    """

    def __init__(self, against: str | None) -> None:
        """Print the header.

        Args:
            against: The name of the earlier commit, if it is measured.
        """
        self.rows: list[dict[str, object]] = []
        self._against = against
        self._section = ""
        self._print("", "here", against or "", "ratio", "promised")

    def section(self, title: str) -> None:
        """Start a section of related figures."""
        self._section = title
        self._print(title)

    def row(
        self, what: str, figure: Figure, shown: Callable[[float], str], promise: str = ""
    ) -> None:
        """Add a figure.

        Args:
            what: The name of the figure; may be indented.
            figure: The figure.
            shown: Its format.
            promise: The project's promise for it.
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
            about: Further details of the measurement.
        """
        figures = {**about, "against": self._against, "figures": self.rows}
        text = json.dumps(figures, indent=2, ensure_ascii=False)
        path.write_text(f"{text}\n", encoding="utf-8")

    def _print(self, what: str, *columns: str) -> None:
        here, there, ratio, promise = columns or ("", "", "", "")
        middle = f"{there:>20}{ratio:>8}" if self._against else ""
        print(f"{what:<48}{here:>20}{middle}   {promise}".rstrip(), flush=True)
