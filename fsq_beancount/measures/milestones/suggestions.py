"""Suggested milestones for a ledger without any: its largest groups of living costs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from beancount.core import account as account_module

from fsq_beancount.core.periods import month_first
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.milestones.target import Target, name_of
from fsq_beancount.settings.directives.milestone import TYPE

ZERO: Final = Decimal()

MOST_SUGGESTED: Final = 5


@exact
def suggest(
    living_costs: Mapping[str, Decimal], expenses: str, suspects: Collection[str] = ()
) -> list[Target]:
    """Return the largest groups of living costs, smallest first.

    A group is an account right below the root of expenses with all its subaccounts; where there is
    only one such account, the groups are the accounts below it. The last target takes the rest, or
    the largest group where there is no rest.

    Args:
        living_costs: The living costs of the last twelve complete months, by account.
        expenses: The name of the root account of expenses.
        suspects: The accounts that may be costs of earning; no group with one is suggested.
    """
    by_account = {
        account: cost
        for account, cost in living_costs.items()
        if account_module.root(1, account) == expenses
    }
    groups = _groups(by_account)
    largest = sorted(
        (
            (cost, account)
            for account, cost in groups.items()
            if cost > 0 and not any(f"{each}:".startswith(f"{account}:") for each in suspects)
        ),
        key=lambda item: (-item[0], item[1]),
    )
    chosen = largest[:MOST_SUGGESTED]
    if len(chosen) == len(groups):
        chosen = chosen[1:]
    return [Target(name_of(account), (account,)) for _, account in reversed(chosen)]


def _groups(by_account: Mapping[str, Decimal]) -> dict[str, Decimal]:
    depth = 2
    while True:
        groups: dict[str, Decimal] = {}
        for account, cost in by_account.items():
            group = account_module.root(depth, account)
            groups[group] = groups.get(group, ZERO) + cost
        if len(groups) != 1 or all(account in groups for account in by_account):
            # Postings to an account above the groups are part of the rest.
            return {
                group: cost
                for group, cost in groups.items()
                if not any(other.startswith(f"{group}:") for other in groups)
            }
        depth += 1


def directives(targets: Sequence[Target], first_month: int) -> Iterator[str]:
    """Yield targets as ledger lines, in force from the first month of the ledger on."""
    for target in targets:
        accounts = " ".join(target.accounts)
        yield f'{month_first(first_month)} custom "{TYPE}" "{target.name}" {accounts}'
