"""The two lines of the set-up: the plugin, and the page in Fava."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from beancount.core import data

from fsq_beancount.books.facts import Facts
from fsq_beancount.report.findings.fix import directive
from fsq_beancount.report.proposals import Effect, Group, PageMissing, PluginMissing, Proposal
from fsq_beancount.report.report import Report

PLUGINS: Final = frozenset({"fsq_beancount", "fsq_beancount.classify"})
"""The plugins that tag postings; a second one of them is not needed."""
PAGE: Final = "fsq_beancount.progress"


def find(facts: Facts, report: Report) -> Iterator[Proposal]:
    """Yield what of the set-up is missing.

    A plugin that only an included file names is missing, since Beancount ignores it there.
    """
    named = {name for name, _ in facts.options.get("plugin", ())}
    if named.isdisjoint(PLUGINS):
        yield Proposal(
            group=Group.SETUP,
            about=PluginMissing(mistakes=len(facts.errors)),
            fixes=(directive('plugin "fsq_beancount"'),),
            effects=(Effect(),),
            sure=True,
        )
    if not any(map(_is_page, facts.entries)):
        # A commodity may be as old as its currency.
        first = next((each for each in facts.entries if isinstance(each, data.Transaction)), None)
        date = report.as_of if first is None else first.date
        yield Proposal(
            group=Group.SETUP,
            about=PageMissing(),
            fixes=(directive(f'{date} custom "fava-extension" "{PAGE}"'),),
            effects=(Effect(),),
            sure=True,
        )


def _is_page(entry: data.Directive) -> bool:
    return (
        isinstance(entry, data.Custom)
        and entry.type == "fava-extension"
        and bool(entry.values)
        and entry.values[0].value == PAGE
    )
