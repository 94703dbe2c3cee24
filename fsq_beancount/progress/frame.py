"""The frame of the page: what a section is, and how one is written without harming the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    import jinja2

    from fsq_beancount.measures.definition import Family
    from fsq_beancount.progress.view import View

log = logging.getLogger(__name__)


class Urgency(IntEnum):
    """How much a next step matters: what is lowest is shown."""

    MEND = 1
    """As long as this is not done the figures may be wrong."""
    REACH = 2
    """A goal of the reader's own comes next, such as a milestone."""
    GROW = 3
    """What always holds."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next.

    Attributes:
        urgency: How much it matters.
        words: What to do, in the reader's language.
        href: Where it tells how; ``None`` if nowhere.
    """

    urgency: Urgency
    words: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the page.

    Its template is ``ANCHOR.html``; there ``view`` is the page's view and ``content`` what
    ``content`` returned.

    Attributes:
        anchor: The end of its address, ``…/extension/FsqProgress/#anchor``: a promise.
        title: Its heading in English; empty for the name of its family.
        family: The figures that it shows, which say what the ledger must have for them.
        also: Further families whose figures it shows, by their ids.
        needs: What the ledger must have for it, in English words, where it shows no one family.
        ledger_lines: An example of what to write in the ledger to get it.
        content: Takes what it shows out of the view; ``None`` where the ledger has not what the
            section needs.
        next_step: Answers "what is next" on the first screen; ``None`` where the section has
            nothing to say. The most urgent answer of all sections is shown, of equals the first.
        template: Its template, where it is not ``ANCHOR.html``.
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
        """Return what the ledger must have for it, in the reader's language."""
        if self.needs or self.family is None or self.family.needs is None:
            return view.gettext(self.needs) if self.needs else ""
        return self.family.needs.in_(view.locale)

    @property
    def example(self) -> str:
        """An example of what to write in the ledger to get it."""
        return self.ledger_lines or (self.family.ledger_lines if self.family else "")


@dataclass(frozen=True, slots=True)
class Written:
    """A section as it goes on the page.

    Attributes:
        section: The section.
        body: What it shows; ``None`` where the ledger has not what it needs, or it failed.
        failure: What went wrong, for the reader; empty where nothing did.
    """

    section: Section
    body: Markup | None
    failure: str = ""

    @property
    def lacks(self) -> bool:
        """Whether the ledger has not what the section needs."""
        return self.body is None and not self.failure


def write(section: Section, view: View, templates: jinja2.Environment) -> Written:
    """Write a section; one that fails says so in its own place and leaves the others standing."""
    try:
        content = section.content(view)
        if content is None:
            return Written(section, None)
        template = templates.get_template(section.template or f"{section.anchor}.html")
        # The template has escaped what it took from the ledger: it ends in .html.
        body = Markup(template.render(view=view, content=content, _=view.gettext))  # noqa: S704
    except Exception as error:
        log.exception("section %s of the page failed", section.anchor)
        return Written(section, None, f"{type(error).__name__}: {error}")
    return Written(section, body)


def next_step(sections: Iterable[Section], view: View) -> Step | None:
    """Return the most urgent next step that any section names; one that fails names none."""
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
