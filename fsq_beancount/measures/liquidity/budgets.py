"""Budgets: what they plan for a part of a month, and the accounts that they apply to."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Final, NamedTuple

from beancount.core import account as account_module

from fsq_beancount.classification.account import Account
from fsq_beancount.core.terms import VIRTUAL
from fsq_beancount.measures.liquidity.instalments import Instalments
from fsq_beancount.measures.liquidity.plan_years import Part
from fsq_beancount.settings.config import Config

ZERO: Final = Decimal()


class Owners:
    """Finds the budget that applies to an account."""

    __slots__ = ("_above",)

    def __init__(self) -> None:
        """Start with an empty cache."""
        # Each account with its parents, which every year of the plan looks up.
        self._above: dict[str, Sequence[str]] = {}

    def is_of(self, owner: str, budgets: Container[str], account: str) -> bool:
        """Return whether the budget of an account applies to another account."""
        return self.of(account, budgets) == owner

    def of(self, account: str, budgets: Container[str]) -> str | None:
        """Return the account whose budget applies: the account itself or its nearest parent."""
        return next((name for name in self.parents(account) if name in budgets), None)

    def parents(self, account: str) -> Sequence[str]:
        """Return an account and its parents, the nearest first."""
        above = self._above.get(account)
        if above is None:
            above = self._above[account] = tuple(account_module.parents(account))
        return above


class Budget(NamedTuple):
    """The budget of an account for a part of a month.

    Attributes:
        account: The account.
        is_income: Whether it plans income.
        amount: Income or costs, currency.
    """

    account: str
    is_income: bool
    amount: Decimal


class Budgets:
    """The amounts that budgets plan for the months of the plan."""

    def __init__(self, config: Config, owners: Owners, instalments: Instalments) -> None:
        """Store the inputs; nothing is computed yet.

        Args:
            config: The settings of the ledger.
            owners: Finds the budget that applies to an account.
            instalments: The part of the budgets that planned instalments include.
        """
        self._config = config
        self._owners = owners
        self._instalments = instalments
        self._accounts: dict[str, Account] = {}

    def of(
        self, part: Part, budgets: Mapping[str, Decimal], named: Collection[str]
    ) -> Iterator[Budget]:
        """Yield the budgets for a part of a month, less the interest in planned instalments.

        Args:
            part: The part of the month.
            budgets: The budget of each account for its days.
            named: The accounts with a planned payment in the month, and the loans with instalments.
        """
        # An instalment includes the interest.
        instalments = self._instalments if self._instalments.are_among(named) else None
        for name, budget in budgets.items():
            account = self._account(name)
            said = account.policy(part.days.first).role
            if said is not None and said.value == VIRTUAL:
                continue
            amount = budget
            if budget > 0 and instalments is not None and not account.is_income:
                included = instalments.in_budget(
                    name, budget, named, partial(self._owners.is_of, name, budgets), part.share
                )
                amount = max(ZERO, budget - included)
            yield Budget(name, account.is_income, amount)

    def _account(self, name: str) -> Account:
        known = self._accounts.get(name)
        if known is None:
            known = self._accounts[name] = Account(name, self._config)
        return known
