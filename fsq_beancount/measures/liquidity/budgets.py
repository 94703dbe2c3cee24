"""Budgets: the amounts that they add to the plan, and the accounts that they apply to."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from beancount.core import account as account_module

from fsq_beancount.classification.account import Account
from fsq_beancount.core.periods import Period
from fsq_beancount.core.terms import VIRTUAL
from fsq_beancount.measures.liquidity.instalments import Instalments
from fsq_beancount.measures.liquidity.months import Basis, Item, share
from fsq_beancount.settings.config import Config

ZERO: Final = Decimal()


class Owners:
    """Finds the budget that applies to an account."""

    __slots__ = ("_above",)

    def __init__(self) -> None:
        """Start with an empty cache."""
        # Each account with its parents, which every month of the plan looks up.
        self._above: dict[str, tuple[str, ...]] = {}

    def is_of(self, owner: str, budgets: Container[str], account: str) -> bool:
        """Return whether the budget of an account applies to another account."""
        return self.of(account, budgets) == owner

    def of(self, account: str, budgets: Container[str]) -> str | None:
        """Return the account whose budget applies: the account itself or its nearest parent."""
        above = self._above.get(account)
        if above is None:
            above = self._above[account] = tuple(account_module.parents(account))
        return next((name for name in above if name in budgets), None)


class Budgets:
    """The amounts that budgets add to the months of the plan."""

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
        self,
        span: Period,
        budgets: Mapping[str, Decimal],
        planned: Sequence[Item],
        named: Collection[str],
    ) -> Iterator[Item]:
        """Yield the amounts of budgets for the days of a month, less planned payments.

        Args:
            span: The days.
            budgets: The budget of each account for these days.
            planned: The planned payments of the month.
            named: The accounts with a planned payment in the month.
        """
        # An instalment includes the interest.
        instalments = self._instalments if self._instalments.are_among(named) else None
        owned: dict[str, Decimal] = {}
        for item in planned:
            owner = self._owners.of(item.account, budgets)
            if owner is not None:
                owned[owner] = owned.get(owner, ZERO) + item.amount
        for name, budget in budgets.items():
            if not budget or name in named:
                continue
            account = self._account(name)
            said = account.policy(span.first).role
            if said is not None and said.value == VIRTUAL:
                continue
            rest = budget
            # Payments planned below the account beyond its budget are not credited back.
            if budget > 0:
                if name in owned:
                    rest -= owned[name] if account.is_income else -owned[name]
                if instalments is not None and not account.is_income:
                    rest -= instalments.in_budget(
                        name,
                        budget,
                        named,
                        partial(self._owners.is_of, name, budgets),
                        share(span),
                    )
                if rest <= 0:
                    continue
            yield Item(name, Basis.BUDGET, rest if account.is_income else -rest)

    def _account(self, name: str) -> Account:
        known = self._accounts.get(name)
        if known is None:
            known = self._accounts[name] = Account(name, self._config)
        return known
