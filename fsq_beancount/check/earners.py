"""What earns, and what was paid: the accounts that checks of costs compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from beancount.core import account as account_module
from beancount.core import data, flags

from fsq_beancount import names
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow, within
from fsq_beancount.classification.account import HOMES, is_loan
from fsq_beancount.classification.reason import LEFT_LIVING, Circumstance
from fsq_beancount.core.terms import ACTIVE, COSTS_OF_EARNING, INCOME, LIVING, NEAR_PASSIVE, PASSIVE
from fsq_beancount.report.report import Report

ZERO: Final = Decimal()

_BY_HAND: Final = frozenset({Circumstance.POSTING, Circumstance.TRANSACTION})

_BY_ACCOUNT: Final = frozenset({Circumstance.OPEN, Circumstance.META, Circumstance.RULE})

_OF_CAPITAL: Final = frozenset({"dividend", "interest", "gain", "premium", "reward"})
"""The categories of names for income from capital, whose costs are taxes and fees only."""


@dataclass(slots=True)
class Earner:
    """An account of income that is passive, near-passive or an active business's, and no gain.

    Attributes:
        account: The account.
        flows: Its flows in the window.
        is_of_capital: Whether it is income from capital: only taxes and fees are its costs.
        is_property: Whether it is named for rent or a property.
        words: The words that name what it is of: names of its own first, then those that any
            property has.
        trade: The words for what is sold or licensed.
    """

    account: str
    flows: list[Flow]
    is_of_capital: bool
    is_property: bool
    words: tuple[frozenset[str], frozenset[str]]
    trade: frozenset[str]

    @property
    def income_class(self) -> str:
        """The class of its latest income."""
        return self.flows[-1].income_class or PASSIVE

    @property
    def stream(self) -> str | None:
        """The stream of all its income, if it is a single one."""
        streams = {flow.stream for flow in self.flows}
        return next(iter(streams)) if len(streams) == 1 else None

    @property
    def amount(self) -> Decimal:
        """Its income in the window, report currency."""
        return sum((flow.amount or ZERO for flow in self.flows), ZERO)


@dataclass(slots=True)
class Cost:
    """An expense account with postings in the window.

    Attributes:
        account: The account.
        open: Its living costs that nothing but the lack of another reason makes so.
        uncharged: Its costs of earning that no income was found for.
        charged: Its costs of earning that are charged to income.
        others: All its other flows, and living costs that a rule or metadata of the account says.
        said: Living costs that metadata of a posting or a transaction says: no rule changes them.
        places: The loans, houses and land in its transactions.
    """

    account: str
    open: list[Flow] = field(default_factory=list)
    uncharged: list[Flow] = field(default_factory=list)
    charged: list[Flow] = field(default_factory=list)
    others: list[Flow] = field(default_factory=list)
    said: list[Flow] = field(default_factory=list)
    places: set[str] = field(default_factory=set)

    @property
    def amount(self) -> Decimal:
        """Its costs that may be moved, report currency; a cost is positive."""
        return -sum((flow.amount or ZERO for flow in (*self.open, *self.uncharged)), ZERO)


def window(report: Report) -> Sequence[Flow]:
    """Return the flows of the last twelve complete months; all flows where there are none."""
    year = report.last_year
    return report.flows if year is None else within(report.flows, year.first, year.last)


def is_left_living(flow: Flow) -> bool:
    """Return whether a cost is a living cost only because nothing else is known."""
    return (
        flow.role == LIVING
        and flow.reasons.first in LEFT_LIVING
        and flow.entry.flag != flags.FLAG_PADDING
    )


def earns(flow: Flow) -> bool:
    """Return whether a flow is passive or near-passive income and no gain."""
    return (
        flow.role == INCOME
        and flow.income_class in (PASSIVE, NEAR_PASSIVE)
        and not flow.gain
        and flow.amount is not None
    )


def is_business(flow: Flow) -> bool:
    """Return whether income is active because the ledger says so of an account of no known name.

    Income from work is known by its name. A salary of an unknown one is a business here, too: only
    the names of its costs can tell them, not what is kept back beside it.
    """
    return (
        flow.role == INCOME
        and flow.income_class == ACTIVE
        and flow.amount is not None
        and flow.reasons.first in _BY_ACCOUNT
        and names.income(flow.account) is None
    )


def earners(facts: Facts, flows: Sequence[Flow]) -> Sequence[Earner]:
    """Return the accounts that earn without work, and active businesses, the largest income first.

    Pensions have no costs.
    """
    root = f"{facts.config.roots.income}:"
    found: dict[str, list[Flow]] = {}
    for flow in flows:
        if (earns(flow) or is_business(flow)) and flow.account.startswith(root):
            found.setdefault(flow.account, []).append(flow)
    result = []
    for account, its in found.items():
        match = names.income(account)
        kind = None if match is None else match.category
        if kind != "annuity":
            result.append(
                Earner(
                    account,
                    its,
                    is_of_capital=kind in _OF_CAPITAL,
                    is_property=names.is_property(account),
                    words=(
                        names.own_words(account),
                        names.own_words(account, of_property=True),
                    ),
                    trade=names.trade_words(account),
                )
            )
    return sorted(result, key=lambda earner: (-earner.amount, earner.account))


def costs(facts: Facts, flows: Sequence[Flow]) -> Mapping[str, Cost]:
    """Return the expense accounts by name."""
    root = f"{facts.config.roots.expenses}:"
    found: dict[str, Cost] = {}
    known: dict[str, bool] = {}
    for flow in flows:
        if not flow.account.startswith(root):
            continue
        cost = found.setdefault(flow.account, Cost(flow.account))
        _flows_like(flow, cost).append(flow)
        cost.places.update(_places(flow.entry, facts, known))
    return found


def _flows_like(flow: Flow, cost: Cost) -> list[Flow]:
    if is_left_living(flow):
        return cost.open
    if flow.role in COSTS_OF_EARNING:
        return cost.uncharged if flow.reasons.has(Circumstance.UNCHARGED) else cost.charged
    by_hand = flow.role == LIVING and flow.reasons.first in _BY_HAND
    return cost.said if by_hand else cost.others


def _places(entry: data.Transaction, facts: Facts, known: dict[str, bool]) -> list[str]:
    return [
        posting.account
        for posting in entry.postings
        if is_place(posting.account, facts, known) and posting.units
    ]


def is_place(account: str, facts: Facts, known: dict[str, bool]) -> bool:
    """Return whether an account is a loan, a house or land.

    Args:
        account: The account.
        facts: The facts of its ledger.
        known: The answers so far, by account.
    """
    if account not in known:
        root = account_module.root(1, account)
        match = names.not_cash(account) if root == facts.config.roots.assets else None
        known[account] = (match is not None and match.category in HOMES) or (
            root == facts.config.roots.liabilities and is_loan(account, facts.config)
        )
    return known[account]
