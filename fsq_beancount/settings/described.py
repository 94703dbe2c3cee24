"""The metadata of accounts and commodities: their own, and that of ``fsq-meta`` directives.

``custom "fsq-meta"`` is merged into the ``open`` and ``commodity`` directives here, once, so that
all other code reads both in one place.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from beancount.core import data

from fsq_beancount.settings.directives.meta import Meta

Statements = Mapping[tuple[bool, str], Mapping[str, tuple[Meta, ...]]]
"""The ``fsq-meta`` directives, by whether they are about an account, by subject, and by key.

The directives of a key are in the order in which they overrule each other, the strongest last.
"""


def by_subject(statements: Iterable[Meta]) -> Statements:
    """Return statements by subject and key.

    Args:
        statements: The statements in the order in which they overrule each other.
    """
    found: dict[tuple[bool, str], dict[str, tuple[Meta, ...]]] = {}
    for each in statements:
        keys = found.setdefault((each.is_account, each.subject), {})
        keys[each.key] = (*keys.get(each.key, ()), each)
    return found


def in_force(statements: tuple[Meta, ...], date: datetime.date) -> Meta:
    """Return the statement of a key in force on a day; the first holds before its date, too."""
    later = bisect.bisect_right(statements, date, key=lambda each: each.date)
    return statements[max(later, 1) - 1]


class Described(NamedTuple):
    """The directives of accounts and commodities, with all metadata declared for them.

    Attributes:
        opens: By account; also for accounts without an ``open`` that have metadata elsewhere.
        commodities: By commodity, likewise.
    """

    opens: Mapping[str, data.Open]
    commodities: Mapping[str, data.Commodity]


def described(
    opened: Mapping[str, data.Open],
    declared: Mapping[str, data.Commodity],
    statements: Statements,
    date: datetime.date = datetime.date.max,
) -> Described:
    """Return the directives with the metadata that is in force on a day.

    Args:
        opened: The ``open`` directives of the ledger, by account.
        declared: Its ``commodity`` directives.
        statements: The ``fsq-meta`` directives.
        date: The day; by default after all directives.
    """
    if not statements:
        return Described(opened, declared)
    opens, commodities = dict(opened), dict(declared)
    for (is_account, subject), keys in statements.items():
        said = {key: in_force(several, date) for key, several in keys.items()}
        first = next(iter(said.values()))
        values = {key: each.value for key, each in said.items()}
        if is_account:
            opens[subject] = _open(opened.get(subject), first, values)
        else:
            commodities[subject] = _commodity(declared.get(subject), first, values)
    return Described(opens, commodities)


def as_open(meta: Meta) -> data.Open:
    """Return an ``open`` directive equivalent to a statement about an account, at its place."""
    place = {name: meta.entry.meta.get(name) for name in ("filename", "lineno")}
    said = {**place, meta.key: meta.value}
    return data.Open(said, meta.date, meta.subject, None, None)  # type: ignore[arg-type]


def _open(own: data.Open | None, first: Meta, values: Mapping[str, object]) -> data.Open:
    if own is None:
        place = dict(first.entry.meta)
        own = data.Open(place, first.date, first.subject, None, None)  # type: ignore[arg-type]
    return own._replace(meta={**own.meta, **values})


def _commodity(
    own: data.Commodity | None, first: Meta, values: Mapping[str, object]
) -> data.Commodity:
    if own is None:
        own = data.Commodity(dict(first.entry.meta), first.date, first.subject)
    return own._replace(meta={**own.meta, **values})
