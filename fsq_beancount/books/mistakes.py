"""Mistakes in the suite's metadata and directives on loans and transactions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from beancount.core import data

from fsq_beancount.books import depreciable, loans
from fsq_beancount.core.errors import FsqError
from fsq_beancount.settings import keys
from fsq_beancount.settings.config import Config


def find(config: Config, annotated: Iterable[data.Transaction]) -> Iterator[FsqError]:
    """Yield the mistakes on loans, then those of each transaction with the suite's metadata."""
    yield from loans.mistakes(config)
    for entry in annotated:
        yield from keys.mistakes_in(entry)
        yield from depreciable.mistakes_in(entry, config)
        yield from loans.mistakes_in(entry, config)
