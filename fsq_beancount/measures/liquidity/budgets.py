"""Budgets: what they add to the months of the plan, and for which accounts they speak."""

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
    """Which budgets speak for an account."""

    __slots__ = ("_above",)

    def __init__(self) -> None:
        """Know no account yet."""
        # Each account and those above it, which every month of the plan asks for.
        self._above: dict[str, tuple[str, ...]] = {}

    def is_of(self, owner: str, budgets: Container[str], account: str) -> bool:
        """Return whether the budget of one account speaks for another."""
        return self.of(account, budgets) == owner

    def of(self, account: str, budgets: Container[str]) -> str | None:
        """Return the account whose budget speaks for an account: the nearest one that has any."""
        above = self._above.get(account)
        if above is None:
            above = self._above[account] = tuple(account_module.parents(account))
        return next((name for name in above if name in budgets), None)


class Budgets:
    """What budgets add to the months of the plan."""

    def __init__(self, config: Config, owners: Owners, instalments: Instalments) -> None:
        """Look at no budget yet.

        Args:
            config: What the ledger says of its accounts.
            owners: Which budgets speak for an account.
            instalments: What of the budgets planned instalments have in them.
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
        """Yield what the days of a month add beside what is planned.

        Args:
            span: The days.
            budgets: The budget of each account for them.
            planned: What is planned in the month.
            named: The accounts that something is planned on in it.
        """
        # An instalment has the interest in it.
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
            # What is planned below it beyond the budget is not given back.
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
