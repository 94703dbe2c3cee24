"""Ties between what earns and what was paid: a shared name, a loan or house, one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from beancount.core import account as account_module

from fsq_beancount import names
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow
from fsq_beancount.check.earners import Cost, Earner, is_place
from fsq_beancount.check.tree import is_within
from fsq_beancount.core.terms import ACTIVE, INCOME, LIVING

_FEW: Final = 3
"""A word below more parents than these names no single property."""


@dataclass(slots=True)
class Ties:
    """The expense accounts that are tied to an account that earns.

    Attributes:
        accounts: The accounts.
        parents: The accounts above them that a shared name or a word for property names.
        places: Its loans, houses and land.
    """

    accounts: set[str] = field(default_factory=set)
    parents: set[str] = field(default_factory=set)
    places: frozenset[str] = frozenset()


class Names:
    """Which words of a ledger's names are distinctive, and which places they name."""

    def __init__(self, facts: Facts, flows: Sequence[Flow], costs: Mapping[str, Cost]) -> None:
        """Read the names.

        Args:
            facts: The facts of the ledger.
            flows: The flows of the window.
            costs: The expense accounts.
        """
        self._costs = costs
        self._at_banks = _words_of_banks(facts, flows)
        known: dict[str, bool] = {}
        self._places = [
            account
            for account in {
                *facts.config.opens,
                *(p for cost in costs.values() for p in cost.places),
            }
            if is_place(account, facts, known)
        ]
        self._parents: dict[str, set[str]] = {}
        for account in costs:
            *above, leaf = account.split(":")[1:]
            for depth, component in enumerate((*above, leaf)):
                parent = ":".join(account.split(":")[: depth + 1])
                for word in names.words_of(component):
                    self._parents.setdefault(word, set()).add(parent)

    def distinctive(self, words: AbstractSet[str]) -> frozenset[str]:
        """Return the words that name a single thing, in this ledger."""
        return frozenset(
            word
            for word in words
            if word not in self._at_banks and len(self._parents.get(word, ())) <= _FEW
        )

    def places(self, words: AbstractSet[str], let: AbstractSet[str]) -> frozenset[str]:
        """Return the loans, houses and land whose last component has one of the words.

        Who lends is named above that component, and may be the tenant, too.

        Args:
            words: The words.
            let: Components that are a word for a home, of one that is let: only a last component
                that is the same counts.
        """
        own = {word for word in words if not names.is_home(word) and not names.names_property(word)}
        leaves = ((place, account_module.leaf(place) or "") for place in self._places)
        return frozenset(
            place
            for place, leaf in leaves
            if own & names.words_of(leaf) or (leaf in let and words & names.words_of(leaf))
        )

    def let(self, account: str, words: AbstractSet[str]) -> frozenset[str]:
        """Return the components of what earns that have one of the words, and are let as a whole.

        Where the household lives in a home of that name, a room of it may be let.
        """
        lived_in = any(
            names.is_lived_in(cost)
            for cost in self._costs
            if any(words & names.words_of(component) for component in cost.split(":")[1:])
        )
        if lived_in:
            return frozenset()
        return frozenset(
            component for component in account.split(":")[1:] if words & names.words_of(component)
        )


def _words_of_banks(facts: Facts, flows: Sequence[Flow]) -> frozenset[str]:
    """Return the words in the names of accounts of the household.

    They take active income, or pay living costs of names with which they share no word.
    """
    known: dict[str, bool] = {}
    root = facts.config.roots.assets
    paid: dict[str, set[str]] = {}
    banks: set[str] = set()
    for flow in flows:
        active = flow.role == INCOME and flow.income_class == ACTIVE
        if not active and flow.role != LIVING:
            continue
        for posting in flow.entry.postings:
            name = posting.account
            if account_module.root(1, name) != root or is_place(name, facts, known):
                continue
            if active:
                banks.add(name)
            else:
                paid.setdefault(name, set()).add(flow.account)
    banks.update(name for name, accounts in paid.items() if any(map(names.is_everyday, accounts)))
    return frozenset(
        word
        for name in banks
        for component in name.split(":")[1:]
        for word in names.words_of(component)
    )


def tie(earner: Earner, costs: Mapping[str, Cost], known: Names, beside: AbstractSet[str]) -> Ties:
    """Return what is tied to an account that earns.

    Args:
        earner: The account.
        costs: The expense accounts.
        known: The names of the ledger.
        beside: The accounts of expenses taken off its income.
    """
    ties = Ties(accounts=set(beside))
    if earner.is_of_capital:
        return ties
    # A word for any property may name another one, so a name of its own goes first.
    for words in map(known.distinctive, (*earner.words, earner.trade)):
        _tie_by(words, ties, earner, costs, known)
        if ties.parents or len(ties.accounts) > len(beside):
            break
    return ties


def _tie_by(
    words: AbstractSet[str],
    ties: Ties,
    earner: Earner,
    costs: Mapping[str, Cost],
    known: Names,
) -> None:
    """Add what shares one of the words with an account that earns."""
    places = known.places(words, known.let(earner.account, words))
    leaves = frozenset(_words_of_leaves(words, costs, has_places=bool(places)))
    named: set[str] = set()
    for account, cost in costs.items():
        if names.is_everyday(account):
            continue
        parents = set(_named_above(account, words, earner, costs))
        by_leaf = bool(leaves & names.words_of(account_module.leaf(account) or ""))
        if not parents and not (cost.places <= places and (cost.places or by_leaf)):
            continue
        ties.accounts.add(account)
        ties.parents |= parents
        # Whatever the loan is called: the account that pays its interest is named.
        named |= cost.places
    ties.places = places | named


def _named_above(
    account: str, words: AbstractSet[str], earner: Earner, costs: Mapping[str, Cost]
) -> Iterator[str]:
    """Yield the parents of an account that are named for what earns, and hold no household."""
    components = account.split(":")
    for depth in range(1, len(components) - 1):
        shared = words & names.words_of(components[depth])
        letting = earner.is_property and names.is_of_letting(components[depth])
        if not shared and not letting:
            continue
        parent = ":".join(components[: depth + 1])
        held = list(below(parent, costs))
        if any(map(names.is_everyday, held)):
            continue
        if not letting and shared <= earner.trade and not _bears(held, earner, costs):
            continue
        # A word for any home may name the one that the household lives in.
        if not letting and all(map(names.is_home, shared)) and any(map(names.is_lived_in, held)):
            continue
        yield parent


def _bears(held: Sequence[str], earner: Earner, costs: Mapping[str, Cost]) -> bool:
    """Return whether one of some expense accounts is charged to what earns already."""
    kinds = {(flow.income_class, flow.stream) for flow in earner.flows}
    return any(
        (flow.income_class, flow.stream) in kinds for name in held for flow in costs[name].charged
    )


def _words_of_leaves(
    words: AbstractSet[str], costs: Mapping[str, Cost], *, has_places: bool
) -> Iterator[str]:
    """Yield the words that tie an account by its last component alone, as ``Elm-Repairs``.

    There must be a loan or a house of that name, or upkeep or property beside it in some account:
    the word alone may be a person or a city.
    """
    for account in costs:
        *above, leaf = account.split(":")[1:]
        for word in words & names.words_of(leaf):
            if not names.is_home(word) and (
                has_places or names.is_upkeep(account) or any(map(names.names_property, above))
            ):
                yield word


def below(parent: str, costs: Mapping[str, Cost]) -> Iterator[str]:
    """Yield the expense accounts that are a parent or below it."""
    for account in costs:
        if is_within(account, parent):
            yield account
