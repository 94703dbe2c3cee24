"""Costs of a property, a business or an account tree that are left among the living costs.

There is one finding for each tree, with all its lines in one fix: a rule for the common parent
where that holds nothing else, otherwise one for each account. Charging a single cost does not
settle the others.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from beancount.core import account as account_module

from fsq_beancount import names
from fsq_beancount.books.facts import Facts
from fsq_beancount.check import fixes
from fsq_beancount.check.beside import beside
from fsq_beancount.check.earners import Cost, Earner, costs, earners, window
from fsq_beancount.check.ties import Names, Ties, below, tie
from fsq_beancount.check.tree import is_within
from fsq_beancount.core.terms import ACTIVE, CLASSES, COST, LIVING, ROLES
from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings.earning import CostLeftLiving
from fsq_beancount.report.findings.fix import Fix
from fsq_beancount.report.report import Report

ZERO: Final = Decimal()


@dataclass(slots=True)
class Tree:
    """What earns, and the expense accounts that a rule each would charge to it.

    Attributes:
        earners: The accounts that earn, the largest first.
        patterns: The accounts of the rules, each with the accounts that it covers.
    """

    earners: list[Earner]
    patterns: dict[str, frozenset[str]]

    @property
    def covered(self) -> frozenset[str]:
        """All expense accounts that the rules cover."""
        return frozenset().union(*self.patterns.values())

    @property
    def subject(self) -> str:
        """The account of the finding: the common parent of all that earns."""
        accounts = [earner.account for earner in self.earners]
        common = account_module.commonprefix(accounts)
        if len(accounts) == 1 or ":" not in common:
            return accounts[0]
        return common

    @property
    def income(self) -> Decimal:
        """What was earned, report currency."""
        return sum((earner.amount for earner in self.earners), ZERO)


_Tied = tuple[Earner, Ties]


class Trees(NamedTuple):
    """The trees of a ledger.

    Attributes:
        findings: Their findings, the largest income first.
        tied: The accounts that earn and have costs of their own, whatever became of these.
    """

    findings: Sequence[CostLeftLiving]
    tied: AbstractSet[str]


def find(facts: Facts, report: Report) -> Trees:
    """Return the trees of a ledger."""
    flows = window(report)
    earning = earners(facts, flows)
    if not earning:
        return Trees([], frozenset())
    paid = costs(facts, flows)
    known = Names(facts, flows, paid)
    taken_off = beside(flows, earning, paid)
    ties = [
        (earner, tie(earner, paid, known, taken_off.get(earner.account, frozenset())))
        for earner in earning
    ]
    trees = [Tree(group, _patterns(group, its, ties, paid)) for group, its in _groups(ties, paid)]
    asked = [tree for tree in _merged(trees) if tree.patterns]
    first = _first_days(report) if asked else {}
    return Trees(
        [_finding(tree, paid, first, report.currency) for tree in asked],
        frozenset(earner.account for earner, its in ties if its.accounts),
    )


def _groups(ties: Sequence[_Tied], paid: Mapping[str, Cost]) -> Sequence[tuple[list[Earner], Ties]]:
    """Put what earns together where a parent of expenses holds costs of all of it, and no other."""
    groups = [([earner], its) for earner, its in ties if its.accounts]
    by_parent: dict[str, list[Earner]] = {}
    for earner, its in ties:
        for parent in _parents(its, paid):
            by_parent.setdefault(parent, []).append(earner)
    for parent, earning in sorted(by_parent.items()):
        alike = [group for group in groups if any(earner in group[0] for earner in earning)]
        every = [earner for group, _ in alike for earner in group]
        if len(alike) < 2 or len({(each.income_class, each.stream) for each in every}) > 1:
            continue
        whole = Ties(
            accounts={account for _, its in alike for account in its.accounts},
            parents={each for _, its in alike for each in its.parents},
            places=frozenset(place for _, its in alike for place in its.places),
        )
        if _is_whole(parent, every[0], whole, paid):
            groups = [group for group in groups if group not in alike]
            groups.append((every, whole))
    return groups


def _is_whole(parent: str, earner: Earner, its: Ties, paid: Mapping[str, Cost]) -> bool:
    """Return whether a parent holds only what may be costs of what earns."""
    covered = list(below(parent, paid))
    return not any(
        _is_foreign(paid[name], parent, its) or not _may_be_of(paid[name], earner)
        for name in covered
    )


def _patterns(
    group: Sequence[Earner], its: Ties, ties: Sequence[_Tied], paid: Mapping[str, Cost]
) -> dict[str, frozenset[str]]:
    """Return the accounts of the rules for a tree, each with the accounts that it covers."""
    earner = group[0]
    # What only another earner has a tie to is not of this one.
    foreign = {account for other, more in ties if other not in group for account in more.accounts}
    foreign -= its.accounts
    own = set(its.accounts)
    found: dict[str, frozenset[str]] = {}
    for parent in sorted(set(_parents(its, paid)), key=_depth):
        covered = frozenset(below(parent, paid))
        if len(covered) < 2 or any(covered <= known for known in found.values()):
            continue
        if covered & foreign or any(_is_foreign(paid[name], parent, its) for name in covered):
            continue
        # Where somebody has said of one account what it is, the others have a rule each.
        own |= covered
        # A cost without a class has a role of its own, which the rule of the others would change.
        is_mixed = any(paid[name].open for name in covered) and any(
            paid[name].uncharged for name in covered
        )
        if not is_mixed and all(_may_be_of(paid[name], earner) for name in covered):
            found[parent] = covered
    for account in sorted(own):
        if any(account in covered for covered in found.values()):
            continue
        covered = frozenset(below(account, paid))
        if covered <= own and all(_may_be_of(paid[name], earner) for name in covered):
            found[account] = covered
    return {
        pattern: covered
        for pattern, covered in found.items()
        if any(paid[name].open or paid[name].uncharged for name in covered)
    }


def _parents(its: Ties, paid: Mapping[str, Cost]) -> Iterator[str]:
    """Yield the accounts that a single rule may be for."""
    yield from its.parents
    for account in its.accounts:
        parent = account_module.parent(account) or ""
        if ":" not in parent or not paid[account].places:
            continue
        component = account_module.leaf(parent) or ""
        if names.names_property(component) or all(
            name in its.accounts or names.is_upkeep(name) for name in below(parent, paid)
        ):
            yield parent


def _is_foreign(cost: Cost, parent: str, its: Ties) -> bool:
    """Return whether an account below a parent is not of the tree, by its name or its loan."""
    if names.is_everyday(cost.account) or not cost.places <= its.places:
        return True
    return cost.account not in its.accounts and _may_be_ones_own(cost.account, parent)


def _may_be_of(cost: Cost, earner: Earner) -> bool:
    """Return whether no posting of an account is anything but a cost of what earns."""
    return not cost.others and all(
        flow.income_class == earner.income_class and flow.stream in (None, earner.stream)
        for flow in cost.charged
    )


def _may_be_ones_own(account: str, parent: str) -> bool:
    """Return whether an account below a parent is of the home that the household lives in."""
    components = account.removeprefix(parent).split(":")[1:]
    own = ":".join(("Expenses", *components))
    return names.is_lived_in(own) or any(
        names.is_home(word) for component in components for word in names.words_of(component)
    )


def _merged(trees: Sequence[Tree]) -> Sequence[Tree]:
    """Put trees together that share expenses: their rules would overrule each other."""
    merged: list[Tree] = []
    for tree in trees:
        whole = tree
        for other in [each for each in merged if each.covered & tree.covered]:
            merged.remove(other)
            whole = Tree([*other.earners, *whole.earners], {**other.patterns, **whole.patterns})
        merged.append(whole)
    return merged


def _first_days(report: Report) -> Mapping[str, datetime.date]:
    """Return the day of the first posting of each account."""
    first: dict[str, datetime.date] = {}
    for flow in report.flows:
        first.setdefault(flow.account, flow.date)
    return first


def _depth(account: str) -> tuple[int, str]:
    return account.count(":"), account


def _finding(
    tree: Tree, paid: Mapping[str, Cost], first: Mapping[str, datetime.date], currency: str
) -> CostLeftLiving:
    # Of two rules the later line decides, so those of a parent come last.
    patterns = sorted(tree.patterns, key=lambda name: (-name.count(":"), name))
    charge = fixes.together(
        _charge(pattern, _first_day(pattern, first), tree, paid) for pattern in patterns
    )
    stay = fixes.together(
        fixes.rule(_first_day(name, first), name, _word_for_left(name, paid))
        for pattern in patterns
        for name in _left(pattern, tree, paid)
    )
    spent = sum((paid[name].amount for name in tree.covered), ZERO)
    return CostLeftLiving(
        account=tree.subject,
        amount=Weight(tree.income, currency),
        postings=sum(len(earner.flows) for earner in tree.earners),
        cost=Weight(spent, currency),
        costs=tuple(sorted(patterns)),
        # Who earns less than it costs may live in it, or the tree holds more than it should.
        fixes=(charge, stay) if spent <= tree.income else (stay, charge),
    )


def _first_day(pattern: str, first: Mapping[str, datetime.date]) -> datetime.date:
    return min(day for name, day in first.items() if is_within(name, pattern))


def _left(pattern: str, tree: Tree, paid: Mapping[str, Cost]) -> Sequence[str]:
    """Return the accounts of the rules that leave what a pattern covers as it is.

    They are more than one where something below it is charged already, or has no class.
    """
    covered = [paid[name] for name in sorted(tree.patterns[pattern])]
    if not any(cost.charged or cost.uncharged for cost in covered):
        return [pattern]
    return [cost.account for cost in covered if cost.open or cost.uncharged]


def _word_for_left(name: str, paid: Mapping[str, Cost]) -> str:
    """Return what is said of costs that are not of the tree: living costs, or those of work."""
    return ACTIVE if name in paid and paid[name].uncharged and not paid[name].open else LIVING


def _charge(pattern: str, day: datetime.date, tree: Tree, paid: Mapping[str, Cost]) -> Fix:
    """Return the rule that charges an account to what earns."""
    earner = tree.earners[0]
    words = [earner.income_class]
    if any(paid[name].open for name in tree.patterns[pattern]):
        words.insert(0, COST)
    stream = earner.stream if len(tree.earners) == 1 else None
    if stream and stream not in (*ROLES, *CLASSES) and not {'"', "\\", "\n"} & set(stream):
        words.append(stream)
    return fixes.rule(day, pattern, *words)
