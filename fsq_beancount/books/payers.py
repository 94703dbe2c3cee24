"""The commodities that income comes from, by what its transaction says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from fsq_beancount.books.flows import Flow

_WORDS: Final = re.compile(r"[A-Z0-9][A-Z0-9._'/-]*[A-Z0-9]")
"""Words of a narration that may be the name of a commodity."""


def named(flow: Flow, commodities: Collection[str]) -> Iterator[str]:
    """Yield the commodities that income may come from, the likeliest first.

    They are in the name of its account, in a lot of its transaction, in metadata or in the
    narration.

    Args:
        flow: The income.
        commodities: The commodities that are no money, such as shares and funds.
    """
    # The leaf first: a dividend account is often named after the share that pays.
    yield from (part for part in reversed(flow.account.split(":")[1:]) if part in commodities)
    for posting in flow.entry.postings:
        _, units, cost, price, _, _ = posting
        if units is not None and (
            cost is not None or (price is not None and units.currency in commodities)
        ):
            yield units.currency
    meta = {**flow.entry.meta, **(flow.posting.meta or {})}
    for value in meta.values():
        if isinstance(value, str) and value in commodities:
            yield value
    yield from (word for word in _WORDS.findall(flow.narration) if word in commodities)
