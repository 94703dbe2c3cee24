"""The input of the sections of a page: the report, in the reader's language and number format."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from flask import request

from fsq_beancount.core.periods import Interval
from fsq_beancount.core.terms import EXCLUDED
from fsq_beancount.i18n import language, messages
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import coverage
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.i18n.messages import part as part_messages
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.measures.definition import Measure, Unit
from fsq_beancount.progress import links
from fsq_beancount.report import outlets
from fsq_beancount.report.findings.days import BeyondAsOf

if TYPE_CHECKING:
    import datetime
    import gettext
    from typing import Any

    from fsq_beancount.books.facts import Facts
    from fsq_beancount.core.periods import Period
    from fsq_beancount.report.report import FlowFigures, PeriodFigures, Report, RollingFigures


Row = TypeVar("Row")

ROWS: Final = 24
"""The number of periods that a table shows by default: two years of months."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The figures for one setting of Fava's controls.

    Attributes:
        facts: The data that the figures are computed from.
        report: The figures.
        before: The last rolling figures before the end of a time in which no month ends; ``None``
            where there are none.
        span: The figures of the time asked for, where it is neither a month nor a quarter nor whole
            calendar years; ``None`` otherwise.
        interval: The length of the periods of a series; ``None`` if the reader chose none.
        selected: Whether a filter selects among the transactions.
    """

    facts: Facts
    report: Report
    before: RollingFigures | None
    span: PeriodFigures | None
    interval: Interval | None
    selected: bool

    @cached_property
    def series(self) -> Sequence[PeriodFigures]:
        """The periods of a chart; months if the reader chose no interval."""
        return self.report.periods if self.interval else self.report.split(Interval.MONTH)

    def as_json(self, locale: str) -> str:
        """Return the report as JSON, cached for each locale."""
        if locale not in self._written:
            self._written[locale] = outlets.as_json(self.report, locale)
        return self._written[locale]

    @cached_property
    def _written(self) -> dict[str, str]:
        return {}

    @cached_property
    def known_until(self) -> datetime.date:
        """The ledger's own as-of date, whatever the days shown."""
        return self.facts.as_of_date()

    @cached_property
    def books(self) -> tuple[datetime.date, datetime.date] | None:
        """The days of the first and the last counted flow; ``None`` without any."""
        days = [
            flow.date
            for flow in self.facts.flows
            if flow.date <= self.known_until and flow.role != EXCLUDED
        ]
        return (days[0], days[-1]) if days else None


@dataclass(frozen=True, kw_only=True)
class View:
    """A report as shown to a reader.

    Attributes:
        figures: The report and the data that belong to it.
        locale: The reader's locale.
        numbers: The locale of numbers: that of Fava's ``locale`` option, if set.
        incognito: Whether amounts are hidden.
        texts: The message catalogue of the reader's language.
        query_page: Returns addresses of Fava's Query page.
        account_page: Returns addresses of Fava's account pages.
        help: The address of the page that explains the figures.
        lines: The address of the page with the lines to add to the ledger.
        all_rows: Whether tables show all their rows, which may be thousands of links.
    """

    figures: Figures
    locale: str
    numbers: str
    incognito: bool
    texts: gettext.NullTranslations
    query_page: links.QueryPage = field(default_factory=links.QueryPage)
    account_page: links.AccountPage = field(default_factory=links.AccountPage)
    help: str = field(default_factory=links.help_page)
    lines: str = field(default_factory=links.lines_page)
    all_rows: bool = field(default_factory=lambda: request.args.get("rows") == "all")

    @property
    def reader(self) -> Reader:
        """The reader's locales: the own locale for texts, Fava's for numbers."""
        return Reader(self.locale, self.numbers)

    @property
    def report(self) -> Report:
        """The report."""
        return self.figures.report

    def gettext(self, message: str) -> str:
        """Return a text in the reader's language."""
        return self.texts.gettext(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return a text that depends on a number, which replaces ``{count}``."""
        return self.texts.ngettext(singular, plural, count).format(count=count)

    def money(self, value: Decimal | None) -> str:
        """Return an amount in the report currency, hidden in incognito mode."""
        return self.hidden(language.money(value, self.numbers))

    def amount(self, value: Decimal | None) -> str:
        """Return an amount with the report currency, hidden in incognito mode."""
        if value is None:
            return language.UNDEFINED
        return f"{self.money(value)}\N{NO-BREAK SPACE}{self.report.currency}"

    def amounts(self, amounts: Mapping[str, Decimal]) -> str:
        """Return amounts, each with its currency: ``7.00 CHF, 1.00 HOURS``."""
        return ", ".join(
            f"{self.hidden(language.quantity(number, self.numbers))}\N{NO-BREAK SPACE}{currency}"
            for currency, number in amounts.items()
        )

    def percent(self, value: Decimal | None, places: int = 1) -> str:
        """Return a ratio; it reveals no amounts, so it is never hidden."""
        return language.percent(value, self.numbers, places)

    def figure(self, measure: str, value: Decimal | datetime.date | bool | None) -> str:
        """Return a figure in the format of its unit; amounts are hidden in incognito mode."""
        return self.figure_of(MEASURES[measure], value)

    def figure_of(
        self, measure: Measure[Any, Any], value: Decimal | datetime.date | bool | None
    ) -> str:
        """Return a figure, given its definition."""
        shown = messages.figure(value, measure.unit, self.reader)
        return self.hidden(shown) if measure.unit is Unit.MONEY else shown

    def day(self, date: datetime.date) -> str:
        """Return a day in the reader's format."""
        return language.day(date, self.locale)

    def month(self, label: str) -> str:
        """Return a month, given as ``2024-12``."""
        return language.month(label, self.locale)

    def span(self, figures: FlowFigures | Period) -> str:
        """Return the months that figures cover, ``Jan 2024 – Dec 2024``."""
        first, last = (language.month(day, self.locale) for day in (figures.first, figures.last))
        return f"{first} – {last}"

    def books(self) -> str:
        """Return a sentence with the months that the books cover; empty if they are empty."""
        if self.figures.books is None:
            return ""
        first, last = (language.month(day, self.locale) for day in self.figures.books)
        return self.gettext("The books cover {span}.").format(span=f"{first} – {last}")

    @property
    def of_part(self) -> str:
        """What returns are of where an account filter is on, in a sentence; else empty."""
        part = self.report.part
        return "" if part is None else part_messages.returns(part, self.reader)

    @property
    def left_out(self) -> Sequence[str]:
        """Which months are in no figure over twelve months, and why, in sentences."""
        return list(coverage.sentences(self.report.coverage, self.report.currency, self.reader))

    @property
    def beyond(self) -> str:
        """That all income and expenses are still to come; empty where they are not."""
        found = (each for each in self.report.warnings if isinstance(each, BeyondAsOf))
        return next((finding_messages.sentence(each, self.reader) for each in found), "")

    def measure(self, name: str) -> Measure[Any, Any]:
        """Return the definition of a figure."""
        return MEASURES[name]

    def name(self, measure: str) -> str:
        """Return the name of a figure."""
        return MEASURES[measure].name(self.locale)

    def words(self, measure: str) -> str:
        """Return the formula of a figure in words."""
        return MEASURES[measure].words(self.locale)

    def class_name(self, income_class: str) -> str:
        """Return the name of a class of income."""
        return messages.income_class(income_class, self.reader)

    def postings(
        self, figures: FlowFigures | Period, measure: str, income_class: str | None = None
    ) -> str | None:
        """Return the address of the postings behind a figure; ``None`` if there is none."""
        condition = links.behind(measure, income_class)
        return self.postings_where(figures, condition) if condition else None

    def postings_where(self, figures: FlowFigures | Period, condition: str) -> str:
        """Return the address of the postings in the period of figures that match a condition."""
        # Entries after the as-of date count in no figure.
        last = min(figures.last, self.report.as_of)
        return self.query_page(links.flows(condition, figures.first, last))

    def postings_of_year(
        self, figures: FlowFigures, measure: str, income_class: str | None = None
    ) -> str | None:
        """Return the address of the postings behind a figure that is trued up."""
        condition = links.behind(measure, income_class)
        if condition is None:
            return None
        # A time filter does not cut off payments after it that are moved into the year.
        known_until = self.figures.known_until
        return self.query_page(links.flows_of_year(condition, figures.first.year, known_until))

    @property
    def rows_unasked(self) -> int:
        """The number of rows that a table shows by default."""
        return ROWS

    def shown(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Return the rows of a table to show, given newest first: all of them only on request."""
        return rows if self.all_rows else rows[:ROWS]

    def hidden(self, number: str) -> str:
        """Return a number with its digits masked if Fava is in incognito mode."""
        return re.sub("[0-9]", "X", number) if self.incognito else number
