"""Declarations about a posting: metadata, tags, the ``open`` of its account, rules."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container, Mapping
from typing import Any

from beancount.core import data, flags

from fsq_beancount.classification.account import Said, class_in, role_in, stream_in
from fsq_beancount.classification.item import Item, name_of
from fsq_beancount.classification.reason import Aspect, Circumstance, Source
from fsq_beancount.core.terms import COSTS_OF_EARNING, EXCLUDED, INCOME, TAX
from fsq_beancount.settings import metadata
from fsq_beancount.settings.config import Config


class MappedTags:
    """The tags that a ledger maps to a class."""

    def __init__(self, config: Config) -> None:
        """Read the directives."""
        self._by_tag: dict[str, list[tuple[datetime.date, int, Said]]] = {}
        for order, rule in enumerate(config.tags):
            by = Source(Circumstance.TAG, rule.tag, place=config.place(rule.entry.meta))
            mapped = (rule.date, order, Said(rule.income_class, by))
            self._by_tag.setdefault(rule.tag, []).append(mapped)

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self._by_tag)

    def are_on(self, entry: data.Transaction) -> bool:
        """Return whether a transaction has a mapped tag, in force or not."""
        return not self._by_tag.keys().isdisjoint(entry.tags or ())

    def class_of(self, entry: data.Transaction) -> Said | None:
        """Return the class of the most recently mapped tag among those in force."""
        mapped = [
            each
            for tag in entry.tags or ()
            for each in self._by_tag.get(tag, ())
            if each[0] <= entry.date
        ]
        return max(mapped)[2] if mapped else None


def declare(
    item: Item, entry: data.Transaction, tag_class: Said | None, excluded: Container[str]
) -> None:
    """Apply the declarations about a posting (steps 1 to 5), and set its role if it is clear.

    An expense whose role depends on its name and its transaction is left without a role.

    Args:
        item: The posting.
        entry: Its transaction.
        tag_class: The class that a tag of the transaction is mapped to.
        excluded: The commodities that the ledger excludes.
    """
    posting = item.posting
    policy = item.account.policy(entry.date)
    meta = metadata.of_person(posting.meta)
    item.said_class = _said_in_metadata(meta, entry, class_in) or tag_class or policy.income_class
    item.said_stream = _said_in_metadata(meta, entry, stream_in) or policy.stream
    said_role = _said_in_metadata(meta, None if item.account.is_income else entry, role_in)
    if said_role is None and currency_of(posting) in excluded:
        commodity = currency_of(posting) or ""
        said_role = Said(EXCLUDED, Source(Circumstance.COMMODITY, commodity))
    if said_role is None:
        said_role = policy.role
    if said_role is not None:
        item.role = said_role.value
        # A source that declares both role and class is named once, with the class.
        once = item.said_class is not None and item.said_class.source == said_role.source
        named_with_class = once and (item.role == INCOME or item.role in COSTS_OF_EARNING)
        if not named_with_class and not (item.role == INCOME and item.account.is_income):
            item.because(said_role.source, Aspect.ROLE)
    elif item.account.is_income:
        padded = entry.flag == flags.FLAG_PADDING
        match = item.account.cost_match
        if padded:
            item.role = EXCLUDED
            item.because(Circumstance.PADDING)
        elif match is not None:
            item.role = TAX
            item.because(name_of(match), Aspect.ROLE)
        else:
            item.role = INCOME
    if item.role == EXCLUDED and item.said_class is not None:
        item.income_class = item.said_class.value


def _said_in_metadata(
    meta: Mapping[str, Any] | None,
    entry: data.Transaction | None,
    value_in: Callable[[Mapping[str, Any] | None], str | None],
) -> Said | None:
    value = value_in(meta)
    if value is not None:
        return Said(value, Source(Circumstance.POSTING))
    if entry is not None:
        value = value_in(entry.meta)
        if value is not None:
            return Said(value, Source(Circumstance.TRANSACTION))
    return None


def currency_of(posting: data.Posting) -> str | None:
    """Return the currency of a posting, ``None`` without units."""
    # An amount of zero is false, so it takes a comparison with None.
    return posting.units.currency if posting.units is not None else None
