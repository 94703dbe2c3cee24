"""The page "Financial security" in Fava.

A line in the ledger brings it::

    2020-01-01 custom "fava-extension" "fsq_beancount.progress"

It needs no JavaScript: templates write it, SVG included, and Fava's variables colour it. What is
to be set is set by directives of our own, never by Fava's configuration string, which Fava reads
but once and which, misspelt, stops the ledger from loading.
"""

from __future__ import annotations

import datetime
import logging
import re
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
from fsq_beancount.progress import answers, glossary
from fsq_beancount.progress.dense import Dense
from fsq_beancount.progress.frame import Step, Written, next_step, write
from fsq_beancount.progress.sections import SECTIONS
from fsq_beancount.progress.view import Figures, View
from fsq_beancount.report import build, fava_controls, outlets

if TYPE_CHECKING:
    import gettext

    import jinja2
    from beancount.core.data import Directive
    from fava.beans.abc import Directive as FavaDirective

    from fsq_beancount.books.facts import Facts

log = logging.getLogger(__name__)

# Figures lead to the Query page, so that it needs the tables where no ledger names our plugin, too.
outlets.load()

FILTERS = ("account", "filter", "time")
CONTROLS = (*FILTERS, "conversion", "interval")

_Kept = tuple[Figures, tuple[Written, ...], Step | None]

REMEMBERED_CURRENCIES = 4
REMEMBERED_REPORTS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the template of the page needs.

    Attributes:
        texts: The catalogue of the reader's language.
        filters: The filters that are set, by name.
        view: The report as the reader sees it; ``None`` where there is none.
        sections: The sections as they go on the page.
        step: What the first screen names as next.
        chapters: What the help page explains; empty on the page itself.
        problem: Why there is no report; empty otherwise.
        currencies: The currencies to choose from, where there is a choice; the first is the
            ledger's own.
    """

    texts: gettext.NullTranslations
    filters: dict[str, str]
    view: View | None = None
    sections: tuple[Written, ...] = ()
    step: Step | None = None
    chapters: tuple[glossary.Chapter, ...] = ()
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
        # A time after the books is one without periods, though not without flows before it.
        return bool(self.view.report.periods) or not self.filters

    @property
    def there(self) -> Sequence[Written]:
        """The sections to show; the first is always there, to say what it lacks."""
        return [one for one in self.sections if one is self.sections[0] or not one.lacks]

    @property
    def lacking(self) -> Sequence[Written]:
        """The sections that the ledger has nothing for: folded away, so that they hide nothing."""
        return [one for one in self.sections if one not in self.there]

    @property
    def language(self) -> str:
        """What the texts are written in: English where there is no catalogue."""
        return self.texts.info().get("language", "en")

    @property
    def address(self) -> str:
        """The address of the page itself, with the filters that are set."""
        return url_for("extension_report", extension_name=FsqProgress.__name__)

    @property
    def endpoint(self) -> str:
        """The address of the same figures as JSON."""
        # Not by `url_for`: "endpoint", a part of that address, is also its own first argument.
        path, mark, query = self.address.partition("?")
        return f"{path}report{mark}{query}"


class FsqProgress(FavaExtensionBase):
    """How far passive income carries the living costs."""

    @property
    def report_title(self) -> str:  # type: ignore[override]  # it depends on who is reading
        """The name of the page, in the reader's language."""
        return language.translation(_locale()).gettext("Financial security")

    @cached_property
    def jinja_env(self) -> jinja2.Environment:
        """Where our templates are; one for all ledgers, so that each is compiled but once."""
        shared: dict[str, jinja2.Environment] = current_app.extensions
        if self.name not in shared:
            # Jinja would search for constants to compute beforehand, which there are none of.
            shared[self.name] = super().jinja_env.overlay(extensions=[Dense], optimized=False)
        return shared[self.name]

    def after_load_file(self) -> None:
        """Forget the figures of the ledger as it was, and report mistakes in our directives.

        An exception here would keep the ledger from loading, so there is none.
        """
        # New caches instead of emptied ones: a request under way fills the old ones in vain.
        self._facts = lru_cache(REMEMBERED_CURRENCIES)(self._collect)
        self._figures = lru_cache(REMEMBERED_REPORTS)(self._compute)
        self._sections: dict[tuple[object, ...], _Kept] = {}
        if not self.ledger.options.keys().isdisjoint(REPORTERS):
            return  # a plugin of ours was there: its mistakes are among Beancount's own errors
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
        """Return what the page shows for the controls in the request."""
        locale = _locale()
        texts = language.translation(locale)
        filters = {name: request.args[name] for name in FILTERS if request.args.get(name)}
        view, problem = self._view(locale, texts)
        if request.args.get("tab") == glossary.TAB:
            # What the figures mean is there to read whatever keeps them from being computed.
            chapters = glossary.chapters(locale, view)
            return Page(texts=texts, filters=filters, view=view, chapters=chapters, problem=problem)
        if view is None:
            return Page(texts=texts, filters=filters, problem=problem)
        sections, step = self._write(view)
        own = self.ledger.options["operating_currency"]
        currencies = tuple(dict.fromkeys((*own, view.report.currency)))
        return Page(
            texts=texts,
            filters=filters,
            view=view,
            sections=sections,
            step=step,
            currencies=currencies if len(currencies) > 1 else (),
        )

    def _write(self, view: View) -> tuple[tuple[Written, ...], Step | None]:
        """Write the sections, once for all that they depend on."""
        controls = (request.args.get(name, "") for name in CONTROLS)
        own = (view.locale, view.numbers, view.all_rows, request.script_root)
        key = (SECTIONS, *controls, *own)
        kept = self._sections.get(key)
        # Figures are computed anew with the day and with each load of the ledger.
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
        """Return what the request asks for, or nothing and why."""
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
        """The report as JSON, as `fsq report --format json` writes it."""
        return answers.as_json(self._requested().as_json(_locale()))

    @exact
    def _requested(self) -> Figures:
        # Plans become facts overnight, and Fava's "month" becomes another one: hence the date.
        controls = (request.args.get(name, "") for name in CONTROLS)
        return self._figures(*controls, datetime.date.today().isoformat())

    def _compute(self, *_: str) -> Figures:
        """Compute what the request asks for; the arguments are all that the result depends on."""
        try:
            controls = fava_controls.of_request()
        except (ValueError, re.error) as error:
            # 30 February, or a bracket left open: Fava passes on what Python says of them.
            texts = language.translation(_locale())
            message = texts.gettext("The filters are not understood: {filters}")
            filters = ", ".join(filter(None, map(request.args.get, FILTERS)))
            raise FavaAPIError(message.format(filters=filters)) from error
        # Without the control Fava means months, which is right for columns; the table, as
        # everywhere else, is of years.
        chosen = controls.interval if request.args.get("interval") else None
        collected = self._facts(controls.currency)
        report_on = partial(
            build.build,
            collected,
            selection=controls.selection,
            load_errors=errors.count_others(self.ledger.load_errors),
        )
        report = report_on(period=controls.period, interval=chosen or Interval.YEAR)
        before = report.last_year
        if before is None and controls.period:
            before = report_on(as_of=report.as_of).last_year
        return Figures(
            facts=collected,
            report=report,
            before=before,
            interval=chosen,
            selected=controls.selection is not None,
        )

    def _collect(self, currency: str | None) -> Facts:
        # Fava types directives by classes of its own; these are Beancount's.
        entries = cast("Sequence[Directive]", self.ledger.all_entries)
        return cache.facts_of(entries, self.ledger.options, currency)


def _locale() -> str:
    return str(get_locale() or "en")
