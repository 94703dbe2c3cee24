"""Identifies files: the importer that accepts a file, its format, and any unknown content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from os import path as paths
from typing import Final

from beangulp.identify import FILE_TOO_LARGE_THRESHOLD

from fsq_importers import known_sources, reading
from fsq_importers.balances import Compared, Sums
from fsq_importers.catalogue import IMPORTERS
from fsq_importers.importer import FsqImporter
from fsq_importers.known_sources import Known
from fsq_importers.postings import clean
from fsq_importers.records import Record, Skipped
from fsq_importers.tables import TableImporter

_MOST_SHOWN: Final = 12
_MOST_COLUMNS: Final = 60
_DELIMITER_NAMES: Final = {";": "semicolon (;)", ",": "comma (,)", "\t": "tab"}


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The result of identifying a file.

    Attributes:
        path: The file.
        importers: The titles and class names of the importers that accept it.
        layout: The name of its layout among the importer's tables.
        encoding: The encoding of its text; empty if it contains none.
        delimiter: The delimiter between cells; empty if it is not a table.
        header_line: The line of the header; 0 if there is none.
        bookings: The number of bookings.
        kinds: The number of bookings of each kind.
        skipped: The number of skipped rows by reason.
        unknown: The number of flagged bookings by reason.
        balances: What it states of its balances, beside its bookings.
        closest: If no importer accepts it, the layout of which it has the most columns.
        missing: The columns of that layout that it lacks.
        known: If no importer accepts it, its source, if that is known, and the way round.
        header: If no importer accepts it, the line that looks like a header.
    """

    path: str
    importers: tuple[str, ...] = ()
    layout: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_line: int = 0
    bookings: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    balances: tuple[Compared, ...] = ()
    closest: str = ""
    missing: tuple[str, ...] = ()
    known: Known | None = None
    header: tuple[str, ...] = ()

    @property
    def understood(self) -> bool:
        """Whether one importer accepts the file, nothing is unknown, and its sums agree."""
        agree = all(each.agrees for each in self.balances)
        return len(self.importers) == 1 and not self.unknown and agree


def sniff(path: str) -> Sniffed:
    """Return the result of identifying a file.

    Raises:
        OSError: The file cannot be read.
    """
    with open(path, "rb"):
        pass  # raises the error if the file cannot be read
    candidates = [each(f"Assets:{each.__name__.capitalize()}") for each in IMPORTERS]
    taking = [each for each in candidates if each.identify(path)]
    if not taking:
        known = known_sources.find(path)
        if known is None:
            return _stranger(path, candidates)
        if not known.is_table:
            return Sniffed(path, known=known)
        # Who describes it for Generic needs its columns.
        return replace(_stranger(path, candidates), known=known, closest="", missing=())
    importer = taking[0]
    kinds: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    sums = Sums()
    for item in importer.records(path):
        if isinstance(item, Skipped):
            skipped[item.reason] += 1
            continue
        sums.add(item)
        kinds[item.kind] += 1
        if item.unknown:
            unknown[_without_line(item)] += 1
    table = importer.table(path) if isinstance(importer, TableImporter) else None
    return Sniffed(
        path,
        tuple(f"{each.title} (fsq_importers.{type(each).__name__})" for each in taking),
        layout=table.layout.name if table else "",
        encoding=reading.encoding_of(path) if table else "as the XML says",
        delimiter=table.delimiter if table else "",
        header_line=table.header_line if table else 0,
        bookings=kinds.total(),
        kinds=kinds,
        skipped=skipped,
        unknown=unknown,
        balances=tuple(importer.compared(path, sums)),
    )


def _without_line(record: Record) -> str:
    return record.unknown.removeprefix(f"line {record.line}: ")


def _stranger(path: str, candidates: Sequence[FsqImporter]) -> Sniffed:
    """Return the properties of a file that no importer accepts."""
    start = reading.head(path)
    if start is None:
        return Sniffed(path)
    encoding, text = start
    found: tuple[int, str, int, tuple[str, ...]] = (0, "", 0, ())
    best: tuple[float, str, tuple[str, ...]] = (0, "", ())
    for number, delimiter, header in reading.head_lines(text):
        width = len([name for name in header if name])
        if width > found[0]:
            found = width, delimiter, number, header
        names = set(header)
        for title, layout in _layouts(candidates):
            share = len(layout.required & names) / len(layout.required)
            if share > best[0]:
                best = share, title, tuple(sorted(layout.required - names))
    width, delimiter, line_number, header = found
    near = best[0] >= 0.5
    return Sniffed(
        path,
        encoding=encoding,
        delimiter=delimiter if width > 1 else "",
        header_line=line_number if width > 1 else 0,
        header=header if width > 1 else (),
        closest=best[1] if near else "",
        missing=best[2] if near else (),
    )


def _layouts(candidates: Sequence[FsqImporter]) -> Iterator[tuple[str, reading.Layout]]:
    for each in candidates:
        if isinstance(each, TableImporter):
            for layout in each.layouts:
                yield f"{each.title} ({layout.name})", layout


def describe(sniffed: Sniffed) -> Iterator[str]:
    """Yield the lines that describe a file."""
    yield sniffed.path
    yield from _source(sniffed)
    if paths.getsize(sniffed.path) > FILE_TOO_LARGE_THRESHOLD:
        yield f"  too large  beangulp and Fava skip files over {FILE_TOO_LARGE_THRESHOLD >> 20} MB"
    if not sniffed.encoding:
        if sniffed.known is None:
            yield "  it holds no text"
        return
    yield f"  encoding   {sniffed.encoding}"
    if sniffed.delimiter:
        yield f"  delimiter  {_DELIMITER_NAMES[sniffed.delimiter]}"
        yield f"  header     line {sniffed.header_line}"
    if sniffed.importers:
        yield f"  bookings   {sniffed.bookings}{_counted(sniffed.kinds)}"
        for title, counts in (("no booking", sniffed.skipped), ("unknown", sniffed.unknown)):
            for what, count in counts.most_common(_MOST_SHOWN):
                yield f"  {title:<10} {count} × {clean(what)}"
            if len(counts) > _MOST_SHOWN:
                yield f"  {title:<10} and {len(counts) - _MOST_SHOWN} more"
        yield from map(_balance, sniffed.balances)
    else:
        if sniffed.header:
            names = list(filter(None, map(clean, sniffed.header)))
            more = f" and {len(names) - _MOST_COLUMNS} more" if len(names) > _MOST_COLUMNS else ""
            yield f"  columns    {', '.join(names[:_MOST_COLUMNS])}{more}"
        if sniffed.closest:
            yield f"  closest    {sniffed.closest}; lacks: {', '.join(sniffed.missing)}"


def _source(sniffed: Sniffed) -> Iterator[str]:
    """Yield the lines that say who takes a file, or what it is instead."""
    if len(sniffed.importers) > 1:
        yield f"  several importers take it: {', '.join(sniffed.importers)}"
    elif sniffed.importers:
        layout = f", {sniffed.layout}" if sniffed.layout else ""
        yield f"  importer   {sniffed.importers[0]}{layout}"
    else:
        yield "  no importer takes it"
        if sniffed.known:
            yield f"  source     {sniffed.known.name}"
            yield f"  way round  {sniffed.known.way}"


def _balance(compared: Compared) -> str:
    if compared.agrees:
        return f"  balance    {compared}"
    return f"  disagrees  {compared}: is it filtered, or does it lack rows?"


def _counted(kinds: Counter[str]) -> str:
    listed = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    return f": {listed}" if listed else ""
