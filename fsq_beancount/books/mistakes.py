"""Mistakes in the suite's metadata and directives on loans, transactions and prices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from beancount.core import data

from fsq_beancount.books import depreciable, loans
from fsq_beancount.core import errors
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.prices import Prices
from fsq_beancount.settings import keys
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.directives.benchmark import Benchmark


def find(config: Config, annotated: Iterable[data.Transaction]) -> Iterator[FsqError]:
    """Yield the mistakes on loans, then those of each transaction with the suite's metadata."""
    yield from loans.mistakes(config)
    for entry in annotated:
        yield from keys.mistakes_in(entry)
        yield from depreciable.mistakes_in(entry, config)
        yield from loans.mistakes_in(entry, config)


def without_price(config: Config, prices: Prices) -> Iterator[FsqError]:
    """Yield an error for each benchmark that has no price anywhere.

    Only the whole ledger can say so: plugins that run after the suite's may add prices.
    """
    for stated in config.statements(Benchmark):
        if stated.commodity not in prices.currencies:
            message = f"fsq-benchmark names {stated.commodity}, of which the ledger has no price"
            yield errors.at(stated.entry.meta, stated.entry, message)
