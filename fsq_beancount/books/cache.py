"""The facts of a ledger, collected once for many questions.

Fava and an interactive bean-query ask again and again about one loaded ledger, and collecting is
the expensive part of an answer. The facts are kept on the mark that the plugin leaves in the
options, so that they go when the ledger does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from beancount.core.data import Directive

from fsq_beancount.books.facts import Facts, collect
from fsq_beancount.core.terms import MARK_OPTION


@runtime_checkable
class Mark(Protocol):
    """What our plugin leaves in the options of a loaded ledger."""

    remembered: object


@dataclass(frozen=True, slots=True)
class _Remembered:
    entries: Sequence[Directive]
    currency: str | None
    facts: Facts


def facts_of(
    entries: Sequence[Directive], options: Mapping[str, Any], currency: str | None = None
) -> Facts:
    """Return the facts of a loaded ledger, those of last time if nothing has changed.

    Args:
        entries: All directives of the ledger; the very list that was loaded, not a copy.
        options: The options it was loaded with.
        currency: The report currency, if the user asks for one.
    """
    mark = options.get(MARK_OPTION)
    if not isinstance(mark, Mark):  # a ledger without our plugin
        return collect(entries, options, currency=currency)
    last = mark.remembered
    if isinstance(last, _Remembered) and last.entries is entries and last.currency == currency:
        return last.facts
    facts = collect(entries, options, currency=currency)
    mark.remembered = _Remembered(entries, currency, facts)
    return facts
