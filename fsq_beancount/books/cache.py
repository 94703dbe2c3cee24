"""A cache of the facts of a ledger, collected once for many requests.

Fava and an interactive bean-query make many requests for the same loaded ledger, and collecting
the facts is the expensive part. The facts are kept on the mark that the plugin leaves in the
options, so that they are released together with the ledger.
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
    """The mark that the plugin leaves in the options of a loaded ledger."""

    remembered: object


@dataclass(frozen=True, slots=True)
class _Remembered:
    entries: Sequence[Directive]
    currency: str | None
    facts: Facts


def facts_of(
    entries: Sequence[Directive], options: Mapping[str, Any], currency: str | None = None
) -> Facts:
    """Return the facts of a loaded ledger, from the cache if nothing has changed.

    Args:
        entries: All directives of the ledger: the loaded list itself, not a copy.
        options: The options of the ledger.
        currency: The report currency, if the user requests it.
    """
    mark = options.get(MARK_OPTION)
    if not isinstance(mark, Mark):  # a ledger without the plugin
        return collect(entries, options, currency=currency)
    last = mark.remembered
    if isinstance(last, _Remembered) and last.entries is entries and last.currency == currency:
        return last.facts
    facts = collect(entries, options, currency=currency)
    mark.remembered = _Remembered(entries, currency, facts)
    return facts
