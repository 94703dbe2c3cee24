"""The sources of income, as a tree for Fava's own chart component."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fsq_beancount.progress import stream_words

if TYPE_CHECKING:
    from fsq_beancount.progress.view import View


def trees(view: View) -> Iterator[dict[str, Any]]:
    """Yield the income of twelve months as a Fava hierarchy; a loss has no area in it."""
    currency = view.report.currency
    sources = view.report.streams.sources
    if not sources.classes:
        return
    children = []
    for source in sources.classes:
        name = view.class_name(source.income_class)
        nodes = []
        for each in source.streams:
            leaves = [_node(one.account, {currency: one.gross}) for one in each.accounts]
            # Fava identifies nodes by their names, and a stream may have two classes.
            title = f"{name}: {stream_words.name(each.stream, view)}"
            nodes.append(_node(title, {currency: each.gross}, leaves))
        children.append(_node(name, {currency: source.gross}, nodes))
    label = view.gettext("Where income comes from")
    tree = _node(label, {currency: sources.gross}, children)
    yield {"type": "hierarchy", "label": label, "data": tree}


def _node(
    name: str, amount: Mapping[str, Decimal], children: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    rounded = {currency: round(number, 2) for currency, number in amount.items()}
    return {
        "account": name,
        "balance": {} if children else rounded,
        "balance_children": rounded,
        "children": children,
        "has_txns": not children,
    }
