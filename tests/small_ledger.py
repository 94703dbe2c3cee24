"""Small ledgers in tests: load one, and show what its postings are, a line each."""

from __future__ import annotations

import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from beancount import loader
from beancount.core import data

from fsq_beancount.books import facts
from fsq_beancount.core.errors import FsqError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fsq_beancount.books.flows import Flow

PLUGIN = 'plugin "fsq_beancount"'

# Opens what a test has not opened, so that its ledger holds what it is about and nothing else.
_AUTO_ACCOUNTS = 'plugin "beancount.plugins.auto_accounts"'
_EURO = 'option "operating_currency" "EUR"'


class Ledger(NamedTuple):
    """A loaded ledger."""

    entries: list[data.Directive]
    errors: list[Any]
    options: dict[str, Any]


def load(text: str, *head: str) -> Ledger:
    """Load a ledger in euro, with lines of options and plugins before its text."""
    head = (_EURO, *head, _AUTO_ACCOUNTS)
    return Ledger(*loader.load_string("\n".join((*head, textwrap.dedent(text).lstrip("\n")))))


def flows(text: str, *head: str, currency: str | None = None) -> list[Flow]:
    """Return the flows of a ledger that must load without errors."""
    ledger = load(text, *head)
    assert ledger.errors == []
    return list(facts.collect(ledger.entries, ledger.options, currency=currency).flows)


def line(flow: Flow) -> str:
    """Return a flow as ``account: class role amount``, then its stream and whether it is a gain.

    A flow without a class has ``-`` there, one without a price ``?`` for an amount.
    """
    parts = [f"{flow.account}:", flow.income_class or "-", flow.role, plain(flow.amount)]
    if flow.stream is not None:
        parts.append(f"[{flow.stream}]")
    if flow.gain:
        parts.append("gain")
    return " ".join(parts)


def plain(number: Decimal | None) -> str:
    """Return a number without trailing zeros."""
    return "?" if number is None else f"{number.normalize() + 0:f}"


def shown(text: str, *head: str, currency: str | None = None) -> list[str]:
    """Return a line for each flow of a ledger, after checking that the plugin changes none."""
    lines = _lines(flows(text, *head, currency=currency))
    tagged = _lines(flows(text, PLUGIN, *head, currency=currency))
    assert tagged == lines, f"with the plugin line it is {tagged}"
    return lines


def _lines(of: Iterable[Flow]) -> list[str]:
    return [line(flow) for flow in of]


def tags(text: str, *head: str) -> dict[str, dict[str, Any]]:
    """Return the metadata of ours that postings have after the plugin, by account."""
    ledger = load(text, PLUGIN, *head)
    return {
        posting.account: ours
        for entry in ledger.entries
        if isinstance(entry, data.Transaction)
        for posting in entry.postings
        if (ours := {key: value for key, value in (posting.meta or {}).items() if "fsq" in key})
    }


def complaints(text: str, *head: str) -> list[tuple[int, str]]:
    """Return the line in the text and the message of each error the plugin reports, by line."""
    ledger = load(text, PLUGIN, *head)
    assert all(isinstance(error, FsqError) for error in ledger.errors), ledger.errors
    before = len(head) + 3
    return sorted((error.source["lineno"] - before, error.message) for error in ledger.errors)
