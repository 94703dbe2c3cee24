"""The bills of a household: living costs that come every month, on accounts of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from beancount.core import account as account_module

from fsq_beancount import names
from fsq_beancount.books.flows import Flow, living_costs_by_account
from fsq_beancount.core.periods import month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import (
    ACTIVE,
    INCOME,
    LIVING,
    NEAR_PASSIVE,
    PASSIVE,
    UNCLASSIFIED,
)
from fsq_beancount.measures.milestones.target import Target, name_of

ZERO: Final = Decimal()


class Bill(NamedTuple):
    """A bill.

    Attributes:
        cost: What it cost in the window, currency.
        account: Its account.
    """

    cost: Decimal
    account: str


@exact
def bills(
    flows: Sequence[Flow], *, months: int, expenses: str, suspects: frozenset[str]
) -> list[Bill]:
    """Return the bills of some months, the smallest first.

    Only accounts without a living cost below them count. What may be a cost of earning is no bill:
    passive income is not to pay for itself.

    Args:
        flows: The flows of these months.
        months: The number of months.
        expenses: The name of the root account of expenses.
        suspects: The accounts that may be costs of earning.
    """
    costs = living_costs_by_account(flows)
    paid: dict[str, set[int]] = {}
    for flow in flows:
        if flow.role == LIVING and (flow.amount or ZERO) < 0:
            paid.setdefault(flow.account, set()).add(month_index(flow.date))
    return sorted(
        Bill(cost, account)
        for account, cost in costs.items()
        if cost > 0
        and len(paid[account]) == months
        and account_module.root(1, account) == expenses
        and account not in suspects
        and not any(other.startswith(f"{account}:") for other in costs)
    )


def targets(several: Iterable[Bill]) -> list[Target]:
    """Return bills as targets, each with a name of its own."""
    accounts = [bill.account for bill in several]
    names_of = [list(map(way, accounts)) for way in (name_of, _with_parent, _whole)]
    return [
        # The shortest that no other bill has.
        Target(next(each[place] for each in names_of if each.count(each[place]) == 1), (account,))
        for place, account in enumerate(accounts)
    ]


def _with_parent(account: str) -> str:
    return " ".join(account.split(":")[1:][-2:])


def _whole(account: str) -> str:
    return account.partition(":")[2]


def suspects_in(flows: Iterable[Flow]) -> frozenset[str]:
    """Return the accounts of living costs that may be costs of earning.

    They are named for a tax or a fee, stand beside passive income, or share a part of their name
    with it, or with what a business may have earned; where a property earns, upkeep and what
    stands below a word for property is, too.
    """
    living: dict[str, set[int]] = {}
    earning: dict[str, set[int]] = {}
    working: dict[str, set[int]] = {}
    for flow in flows:
        if flow.role == LIVING:
            living.setdefault(flow.account, set()).add(id(flow.entry))
        elif flow.role == INCOME and flow.income_class in (PASSIVE, NEAR_PASSIVE):
            earning.setdefault(flow.account, set()).add(id(flow.entry))
        elif flow.role == INCOME and flow.income_class in (ACTIVE, UNCLASSIFIED):
            working.setdefault(flow.account, set()).add(id(flow.entry))
    beside = {entry for entries in earning.values() for entry in entries}
    parts = {part for account in earning for part in _own_parts(account)} | _of_business(working)
    lets = any(map(names.is_property, earning))
    return frozenset(
        account
        for account, entries in living.items()
        if names.cost(account) is not None
        or entries & beside
        or parts & set(account.split(":")[1:])
        or (lets and (names.is_upkeep(account) or _is_of_property(account)))
    )


def _of_business(working: Mapping[str, set[int]]) -> set[str]:
    """Return the components of what a business may have earned: of no wage, nor beside one.

    Args:
        working: The transactions of active and unclassified income, by account.
    """
    wages = {account for account in working if _is_wage(account)}
    payslips = {entry for account in wages for entry in working[account]}
    return {
        component
        for account, entries in working.items()
        if account not in wages and not entries & payslips
        for component in account.split(":")[1:]
        if names.words_of(component)
    }


def _is_wage(account: str) -> bool:
    match = names.income(account)
    return match is not None and match.category == "work"


def _is_of_property(account: str) -> bool:
    return any(map(names.names_property, account.split(":")[1:-1]))


def _own_parts(account: str) -> set[str]:
    """Return the components of an income account that name no kind of income."""
    match = names.income(account)
    return set(account.split(":")[1:]) - ({match.component} if match is not None else set())
