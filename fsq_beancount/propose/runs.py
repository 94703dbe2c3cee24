"""Whole analyses of a ledger with lines added, and the effects they show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from fsq_beancount.books.facts import Facts
from fsq_beancount.check.trial import rerun
from fsq_beancount.check.trial.rerun import Whole
from fsq_beancount.propose.figures import changes, effect, figures
from fsq_beancount.report.findings.fix import Fix
from fsq_beancount.report.proposals import Effect, Figure, Value
from fsq_beancount.report.report import Report


class Runs:
    """Runs whole analyses of one ledger.

    Attributes:
        facts: The facts of the ledger as it is.
        report: Its report.
    """

    def __init__(self, facts: Facts, report: Report) -> None:
        """Prepare for a ledger."""
        self.facts = facts
        self.report = report

    @cached_property
    def before(self) -> Mapping[Figure, Value]:
        """The figures of the ledger as it is."""
        return figures(self.report)

    def run(self, lines: Sequence[str]) -> Whole:
        """Return the analysis with some lines at the end of the main file."""
        return rerun.whole(self.facts, self.report, lines)

    def effect(self, fix: Fix) -> Effect | None:
        """Return what lines change alone; ``None`` where they have a blank or raise an error."""
        if fix.is_template:
            return None
        tried = self.run(fix.text)
        if tried.errors:
            return None
        return effect(changes(self.before, figures(tried.report)))


def names_plugin(fix: Fix) -> bool:
    """Return whether lines name a plugin, which takes effect when the ledger is loaded."""
    return not fix.is_template and any(line.startswith("plugin ") for line in fix.text)
