"""The frame of the page: sections, rendered so that the failure of one leaves the others intact."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from beancount.core.account_types import AccountTypes
from markupsafe import Markup

if TYPE_CHECKING:
    import jinja2

    from fsq_beancount.measures.definition import Family
    from fsq_beancount.progress.view import View

log = logging.getLogger(__name__)


class Urgency(IntEnum):
    """How urgent a next step is; the lowest value is shown."""

    MEND = 1
    """A fix without which the figures may be wrong."""
    REACH = 2
    """The next of the reader's own goals, such as a milestone."""
    GROW = 3
    """The step that always applies."""


@dataclass(frozen=True, slots=True)
class Step:
    """The next step to take.

    Attributes:
        urgency: How urgent it is.
        words: The instruction, in the reader's language.
        href: The address that explains how; ``None`` if there is none.
    """

    urgency: Urgency
    words: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the page.

    Its template is ``ANCHOR.html``, rendered with the page's view as ``view`` and the result of
    ``content`` as ``content``.

    Attributes:
        anchor: The fragment of its address, ``…/extension/FsqProgress/#anchor``; kept stable.
        title: Its heading in English; if empty, the name of its family.
        family: The figures that it shows; they declare what they need from the ledger.
        also: Further families whose figures it shows, by their ids.
        needs: Its requirements for the ledger, in English, if it shows no single family.
        ledger_lines: Example lines for the ledger that enable it.
        content: Returns its content for a view; ``None`` where the ledger lacks what the section
            needs.
        next_step: Returns the section's next step for the first screen; ``None`` if it never has
            one. The most urgent step of all sections is shown, on a tie the first.
        template: Its template, if it is not ``ANCHOR.html``.
    """

    anchor: str
    title: str
    content: Callable[[View], object | None]
    family: Family | None = None
    also: frozenset[str] = frozenset()
    needs: str = ""
    ledger_lines: str = ""
    next_step: Callable[[View], Step | None] | None = None
    template: str = ""

    @property
    def shown(self) -> frozenset[str]:
        """The ids of the families whose figures it shows."""
        return self.also if self.family is None else self.also | {self.family.id}

    def heading(self, view: View) -> str:
        """Return its heading in the reader's language."""
        if self.title or self.family is None:
            return view.gettext(self.title)
        return self.family.name(view.locale)

    def needed(self, view: View) -> str:
        """Return its requirements for the ledger, in the reader's language."""
        if self.needs or self.family is None or self.family.needs is None:
            return view.gettext(self.needs) if self.needs else ""
        return self.family.needs.in_(view.locale)

    def example(self, view: View) -> str:
        """Return example lines that enable it, with the ledger's own root accounts and currency."""
        lines = self.ledger_lines or (self.family.ledger_lines if self.family else "")
        own = dict(zip(_ROOTS, view.figures.facts.config.roots, strict=True))
        lines = _ROOT.sub(lambda found: own[found[0]], lines)
        return _CURRENCY.sub(view.report.currency, lines)


_ROOTS: Final = AccountTypes("Assets", "Liabilities", "Equity", "Income", "Expenses")
"""The names of the root accounts in examples, in the order of Beancount's options."""

_ROOT: Final = re.compile(rf"\b({'|'.join(_ROOTS)})(?=:)")
_CURRENCY: Final = re.compile(r"\bEUR\b")


@dataclass(frozen=True, slots=True)
class Written:
    """A rendered section.

    Attributes:
        section: The section.
        body: Its HTML; ``None`` if the ledger lacks what it needs, or if it failed.
        failure: The error message for the reader; empty if it did not fail.
    """

    section: Section
    body: Markup | None
    failure: str = ""

    @property
    def lacks(self) -> bool:
        """Whether the ledger lacks what the section needs."""
        return self.body is None and not self.failure


def write(section: Section, view: View, templates: jinja2.Environment) -> Written:
    """Render a section; a failure is shown in its place and does not affect the others."""
    try:
        content = section.content(view)
        if content is None:
            return Written(section, None)
        template = templates.get_template(section.template or f"{section.anchor}.html")
        # Autoescape is on for templates that end in .html, so ledger data is escaped already.
        body = Markup(template.render(view=view, content=content, _=view.gettext))  # noqa: S704
    except Exception as error:
        log.exception("section %s of the page failed", section.anchor)
        return Written(section, None, f"{type(error).__name__}: {error}")
    return Written(section, body)


def next_step(sections: Iterable[Section], view: View) -> Step | None:
    """Return the most urgent next step of all sections; a section that fails has none."""
    steps = []
    for section in sections:
        if section.next_step is None:
            continue
        try:
            step = section.next_step(view)
        except Exception:
            log.exception("section %s of the page could not name a next step", section.anchor)
            continue
        if step is not None:
            steps.append(step)
    return min(steps, key=lambda step: step.urgency, default=None)
