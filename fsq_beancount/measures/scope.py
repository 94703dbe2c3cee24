"""What one report is about: the books, and the history of wealth in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from fsq_beancount.books.books import Books
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.performance.attribution import Changes
from fsq_beancount.measures.performance.household import Growths
from fsq_beancount.measures.wealth.balance_sheets import Sheets


@dataclass(frozen=True, kw_only=True)
class Scope(Books):
    """The books of a report with the history of wealth, each part made when first asked for."""

    @cached_property
    def sheets(self) -> Sheets:
        """The balance sheets, one for any day up to the as-of date."""
        return Sheets(self)

    @cached_property
    @exact
    def changes(self) -> Changes:
        """What changed wealth, over any days up to the as-of date."""
        return Changes(self, self.sheets)

    @cached_property
    def growths(self) -> Growths:
        """How wealth grew, over any period up to the as-of date."""
        return Growths(self, self.sheets, self.changes)
