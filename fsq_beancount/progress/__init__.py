"""The page "Financial security" in Fava.

A line in the ledger enables it::

    2020-01-01 custom "fava-extension" "fsq_beancount.progress"

It needs no JavaScript: templates render it, SVG included, with Fava's CSS variables as colours. A
small script shows buttons that copy lines, which nothing else can do.
Its settings are directives of our own, never Fava's configuration string, which Fava reads only
once and which, if misspelt, stops the ledger from loading.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, cast

from fava.ext import FavaExtensionBase, FavaExtensionError, extension_endpoint
from fava.helpers import FavaAPIError
from flask import Response, current_app, request, url_for
from flask_babel import get_locale

from fsq_beancount.books import cache
from fsq_beancount.core import errors
from fsq_beancount.core.periods import Interval
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import REPORTERS
from fsq_beancount.i18n import language
from fsq_beancount.progress import answers, filters, glossary, templating
from fsq_beancount.progress.filters import FILTERS
from fsq_beancount.progress.frame import Step, Written, next_step, write
from fsq_beancount.progress.lines import TAB, Lines, Offered
from fsq_beancount.progress.sections import SECTIONS
from fsq_beancount.progress.view import Figures, View
from fsq_beancount.report import build, outlets

if TYPE_CHECKING:
    import gettext

    import jinja2
    from beancount.core.data import Directive
    from fava.beans.abc import Directive as FavaDirective

    from fsq_beancount.books.facts import Facts
    from fsq_beancount.report.report import PeriodFigures

log = logging.getLogger(__name__)

# Figures link to the Query page, which needs the tables even where no ledger loads our plugin.
outlets.load()

CONTROLS = (*FILTERS, "conversion", "interval")

_Kept = tuple[Figures, tuple[Written, ...], Step | None]

REMEMBERED_CURRENCIES = 4
REMEMBERED_REPORTS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The context of the page's template.

    Attributes:
        texts: The message catalogue of the reader's language.
        filters: The active filters, by name.
        view: The report as shown to the reader; ``None`` if there is none.
        sections: The rendered sections, in the order of the page.
        step: The next step on the first screen.
        chapters: The chapters of the help page; empty on the page itself.
        lines: The lines to add to the ledger, on the page that shows them.
        problem: The error message if there is no report; empty otherwise.
        currencies: The currencies to choose from, where there is a choice; the first is the
            ledger's own.
    """

    texts: gettext.NullTranslations
    filters: dict[str, str]
    view: View | None = None
    sections: tuple[Written, ...] = ()
    step: Step | None = None
    chapters: tuple[glossary.Chapter, ...] = ()
    lines: Lines | None = None
    problem: str = ""
    currencies: Sequence[str] = ()

    @property
    def has_figures(self) -> bool:
        """Whether anything passes the filters."""
        if self.view is None:
            return False
        if not self.view.report.flows:
            # A bank account alone has a balance sheet.
            return bool(self.view.report.wealth.rows)
        # A time filter after the last booking leaves no periods, even if there are earlier flows.
        return bool(self.view.report.periods) or not self.filters

    @property
    def there(self) -> Sequence[Written]:
        """The sections to show; the first is always shown, to say what the ledger lacks."""
        return [one for one in self.sections if one is self.sections[0] or not one.lacks]

    @property
    def lacking(self) -> Sequence[Written]:
        """The sections that the ledger has no data for: collapsed, but still discoverable.

        None of a part of the ledger, which lacks what other accounts have.
        """
        if self.view is not None and self.view.report.part is not None:
            return []
        return [one for one in self.sections if one not in self.there]

    @property
    def language(self) -> str:
        """The language of the texts: English where there is no catalogue."""
        return self.texts.info().get("language", "en")

    @property
    def address(self) -> str:
        """The address of the page itself, with the active filters."""
        return url_for("extension_report", extension_name=FsqProgress.__name__)

    @property
    def endpoint(self) -> str:
        """The address of the same figures as JSON."""
        # Without `url_for`: "endpoint" is a part of that address and `url_for`'s first argument.
        path, mark, query = self.address.partition("?")
        return f"{path}report{mark}{query}"


class FsqProgress(FavaExtensionBase):
    """The Fava extension: how much of the living costs passive income covers.

    Attributes:
        has_js_module: Whether Fava loads ``FsqProgress.js``.
    """

    has_js_module = True

    @property
    def report_title(self) -> str:  # type: ignore[override]  # it depends on the reader
        """The name of the page, in the reader's language."""
        return language.translation(_locale()).gettext("Financial security")

    @cached_property
    def jinja_env(self) -> jinja2.Environment:
        """The environment of our templates, shared by all ledgers: each is compiled only once."""
        shared: dict[str, jinja2.Environment] = current_app.extensions
        if self.name not in shared:
            shared[self.name] = templating.environment(super().jinja_env)
        return shared[self.name]

    def after_load_file(self) -> None:
        """Drop the cached figures of the previous load and report mistakes in our directives.

        An exception here would keep the ledger from loading, so none is raised.
        """
        # New caches instead of cleared ones: a request in progress may still fill the old ones.
        self._facts = lru_cache(REMEMBERED_CURRENCIES)(self._collect)
        self._figures = lru_cache(REMEMBERED_REPORTS)(self._compute)
        self._sections: dict[tuple[object, ...], _Kept] = {}
        self._lines = Offered()
        if not self.ledger.options.keys().isdisjoint(REPORTERS):
            return  # a plugin of ours ran: its errors are among Beancount's own
        try:
            mistakes = self._facts(None).errors
        except Exception as error:
            log.exception("the ledger could not be analysed")
            message = f"fsq-beancount: {type(error).__name__}: {error}"
            self.ledger.extensions.errors.append(FavaExtensionError(None, message, None))
            return
        self.ledger.extensions.errors.extend(
            FavaExtensionError(source, message, cast("FavaDirective | None", entry))
            for source, message, entry in mistakes
        )

    @exact
    def page(self) -> Page:
        """Return the page for the controls in the request."""
        locale = _locale()
        texts = language.translation(locale)
        active = {name: request.args[name] for name in FILTERS if request.args.get(name)}
        view, problem = self._view(locale, texts)
        if request.args.get("tab") == glossary.TAB:
            # The explanations are shown even if the figures cannot be computed.
            chapters = glossary.chapters(locale, view)
            return Page(texts=texts, filters=active, view=view, chapters=chapters, problem=problem)
        if view is None:
            return Page(texts=texts, filters=active, problem=problem)
        if request.args.get("tab") == TAB:
            found, problem = self._lines.of(view)
            return Page(texts=texts, filters=active, view=view, lines=found, problem=problem)
        sections, step = self._write(view)
        own = self.ledger.options["operating_currency"]
        currencies = tuple(dict.fromkeys((*own, view.report.currency)))
        return Page(
            texts=texts,
            filters=active,
            view=view,
            sections=sections,
            step=step,
            currencies=currencies if len(currencies) > 1 else (),
        )

    def _write(self, view: View) -> tuple[tuple[Written, ...], Step | None]:
        """Render the sections, cached by everything that they depend on."""
        controls = (request.args.get(name, "") for name in CONTROLS)
        own = (view.locale, view.numbers, view.all_rows, request.script_root)
        key = (SECTIONS, *controls, *own)
        kept = self._sections.get(key)
        # Figures are recomputed on a new day and after each load of the ledger.
        if kept is not None and kept[0] is view.figures:
            return kept[1], kept[2]
        sections = tuple(write(section, view, self.jinja_env) for section in SECTIONS)
        step = next_step(SECTIONS, view)
        if not any(written.failure for written in sections):
            if len(self._sections) >= REMEMBERED_REPORTS:
                self._sections.pop(next(iter(self._sections)), None)
            self._sections[key] = (view.figures, sections, step)
        return sections, step

    def _view(self, locale: str, texts: gettext.NullTranslations) -> tuple[View | None, str]:
        """Return the view for the request, or ``None`` and the reason."""
        try:
            figures = self._requested()
        except FavaAPIError as error:
            return None, error.message
        except Exception as error:
            log.exception("the report could not be computed")
            return None, f"{type(error).__name__}: {error}"
        view = View(
            figures=figures,
            locale=locale,
            numbers=self.ledger.fava_options.locale or locale,
            texts=texts,
            incognito=current_app.config["INCOGNITO"],
        )
        return view, ""

    @extension_endpoint
    @answers.in_json
    def report(self) -> Response:
        """The report as JSON, as written by `fsq report --format json`."""
        return answers.as_json(self._requested().as_json(_locale()))

    @exact
    def _requested(self) -> Figures:
        # Overnight, planned entries become past ones and Fava's "month" moves on: hence the date.
        controls = (request.args.get(name, "") for name in CONTROLS)
        return self._figures(*controls, datetime.date.today().isoformat())

    def _compute(self, *_: str) -> Figures:
        """Compute the figures for the request; the arguments are only the key of the cache."""
        controls = filters.controls(self.ledger.all_entries, _locale())
        # Fava's default interval is months, which suits the columns; the table shows years, as
        # everywhere else.
        chosen = controls.interval if request.args.get("interval") else None
        collected = self._facts(controls.currency)
        report_on = partial(
            build.build,
            collected,
            selection=controls.selection,
            part=controls.part,
            load_errors=errors.count_others(self.ledger.load_errors),
        )
        interval = chosen or Interval.YEAR
        columns = controls.columns if interval is Interval.YEAR else None
        report = report_on(period=controls.period, interval=interval, columns=columns)
        before = report.last_year
        span: PeriodFigures | None = None
        if controls.period is not None and not controls.period.is_calendar:
            # The same report where the span is the only column.
            whole = report if len(columns or ()) == 1 else report_on(period=controls.period)
            (span,) = whole.periods
        if before is None and controls.period:
            before = report_on(as_of=report.as_of).last_year
        return Figures(
            facts=collected,
            report=report,
            before=before,
            span=span,
            interval=chosen,
            selected=controls.selection is not None,
        )

    def _collect(self, currency: str | None) -> Facts:
        # Fava annotates directives with its own classes; these are Beancount's.
        entries = cast("Sequence[Directive]", self.ledger.all_entries)
        return cache.facts_of(entries, self.ledger.options, currency)


def _locale() -> str:
    return str(get_locale() or "en")
