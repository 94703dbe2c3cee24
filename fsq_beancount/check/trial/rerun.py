"""Run the analysis of a ledger again with lines added to its main file."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from beancount.core import data

from fsq_beancount.books.facts import Facts, collect
from fsq_beancount.check.trial import figures
from fsq_beancount.check.trial.figures import Figures
from fsq_beancount.check.trial.parsing import Parsed, parse
from fsq_beancount.check.trial.partial import PartialRun
from fsq_beancount.core import errors
from fsq_beancount.core.precision import exact
from fsq_beancount.report.build import build
from fsq_beancount.report.report import Report


class Outcome(NamedTuple):
    """The result of a trial.

    Attributes:
        figures: The figures with the lines; ``None`` without a complete month.
        errors: The messages that only the ledger with the lines has; a fix must have none.
        touched: The ids of the transactions of the last twelve months that the lines decide anew;
            empty where they are not about certain transactions.
    """

    figures: Figures | None
    errors: tuple[str, ...]
    touched: frozenset[int] = frozenset()


class Whole(NamedTuple):
    """A whole analysis of a ledger with lines added.

    Attributes:
        facts: Its facts.
        report: Its report.
        errors: The messages that only the ledger with the lines has; lines to offer have none.
    """

    facts: Facts
    report: Report
    errors: tuple[str, ...]


@exact
def whole(facts: Facts, report: Report, lines: Sequence[str]) -> Whole:
    """Return the whole analysis of a ledger with some lines at the end of its main file.

    Operating currencies among the lines count; a line that names a plugin changes nothing here.

    Args:
        facts: The facts of the ledger.
        report: Its report, of the whole ledger.
        lines: The lines.
    """
    parsed = parse(lines, facts.options)
    return analysed(facts, parsed, as_of=report.as_of, load_errors=report.load_errors)


@exact
def analysed(
    facts: Facts, parsed: Parsed, *, as_of: datetime.date | None, load_errors: int
) -> Whole:
    """Return the whole analysis of a ledger with directives added.

    Args:
        facts: The facts of the ledger.
        parsed: The directives, as they are read at the end of its main file.
        as_of: The as-of date.
        load_errors: The number of errors that Beancount found when it loaded the ledger.
    """
    options: Mapping[str, Any] = facts.options
    if parsed.operating:
        named = (*options["operating_currency"], *parsed.operating)
        options = {**options, "operating_currency": list(named)}
    entries = sorted((*facts.entries, *parsed.entries), key=data.entry_sortkey)
    tried = collect(entries, options, currency=facts.currency if facts.asked else None)
    tried = replace(tried, config=tried.config.with_options(facts.config.what_if))
    # A line may repeat a mistake that the ledger has already, so its place counts, too.
    known = frozenset(map(errors.mark, facts.errors))
    messages = [str(error.message) for error in parsed.errors]
    messages += [error.message for error in tried.errors if errors.mark(error) not in known]
    return Whole(tried, build(tried, as_of=as_of, load_errors=load_errors), tuple(messages))


class Trials:
    """Runs the analysis of a ledger with lines added, each set of lines once."""

    def __init__(self, facts: Facts, report: Report, *, as_of: datetime.date | None = None) -> None:
        """Prepare for a ledger.

        Args:
            facts: Its facts.
            report: Its report.
            as_of: The as-of date that was asked for.
        """
        self._facts = facts
        self._as_of = as_of
        self._is_whole = report.is_whole
        self._load_errors = report.load_errors
        before = figures.of(report)
        self._partial = None if before is None else PartialRun(facts, report, before)
        self._known: dict[tuple[str, ...], Outcome] = {(): Outcome(before, ())}

    @property
    def are_possible(self) -> bool:
        """Whether the report is one of the whole ledger."""
        return self._is_whole

    @property
    def before(self) -> Figures | None:
        """The figures of the ledger as it is."""
        return self._known[()].figures

    @exact
    def run(self, lines: Sequence[str]) -> Outcome:
        """Return the figures of the ledger with some lines at the end of its main file."""
        key = tuple(lines)
        if key not in self._known:
            self._known[key] = self._run(key)
        return self._known[key]

    def _run(self, lines: tuple[str, ...]) -> Outcome:
        options: Mapping[str, Any] = self._facts.options
        parsed = parse(lines, options)
        touched: frozenset[int] = frozenset()
        if self._partial is not None and not parsed.errors:
            found, touched = self._partial.run(parsed.entries)
            if found is not None:
                return Outcome(found, (), touched)
        tried = analysed(self._facts, parsed, as_of=self._as_of, load_errors=self._load_errors)
        return Outcome(figures.of(tried.report), tried.errors, touched)
