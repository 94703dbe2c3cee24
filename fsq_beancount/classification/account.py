"""Account properties that follow from the ledger and the account name, without transactions."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from beancount.core import account as account_module

from fsq_beancount import names
from fsq_beancount.classification.reason import Circumstance, Source
from fsq_beancount.core.terms import (
    CLASSES,
    KEY_CLASS,
    KEY_LOAN,
    KEY_ROLE,
    KEY_STREAM,
    NEUTRAL,
    ROLES,
)
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.metadata import text_in


class Said(NamedTuple):
    """A declared value and its source."""

    value: str
    source: Source


class Policy(NamedTuple):
    """The class, role and stream that the ledger declares for an account from a date on."""

    income_class: Said | None
    role: Said | None
    stream: Said | None


CAPITAL_TAXES: Final = frozenset({"lump-sum-tax", "capital-tax"})
"""The categories of names for taxes on capital income."""

WORK_TAXES: Final = frozenset({"wage-tax", "social"})
"""The categories of names for taxes and social insurance on income of work."""

TRADE_TAXES: Final = frozenset({"vat", "trade-tax"})
"""The categories of names for taxes that are costs of acquisition where a lot is bought."""

TAXES: Final = frozenset({*CAPITAL_TAXES, *WORK_TAXES, *TRADE_TAXES, "tax"})

HOMES: Final = frozenset({"house", "land", "car"})
"""The categories of names for assets that are not money although they may be booked as money."""

NOTHING_SAID: Final = Policy(None, None, None)


def class_in(meta: Mapping[str, Any] | None) -> str | None:
    """Return the class in metadata; an invalid value gives none and is reported elsewhere."""
    value = text_in(meta, KEY_CLASS)
    return value if value in CLASSES else None


def role_in(meta: Mapping[str, Any] | None) -> str | None:
    """Return the role in metadata."""
    value = text_in(meta, KEY_ROLE)
    return value if value in ROLES else None


def stream_in(meta: Mapping[str, Any] | None) -> str | None:
    """Return the stream in metadata."""
    return text_in(meta, KEY_STREAM)


class Account:
    """An account of the ledger.

    Attributes:
        name: Its name.
        is_income: Whether it is an income account.
        is_flow: Whether it is an income or an expense account.
        is_loan: Whether it is a liability that is a loan.
        is_asset: Whether it is an asset.
        is_held: Whether it is an asset or a liability, which pays costs and receives income.
        is_home: Whether it is an asset named for a house, land or a vehicle.
        is_loss: Whether it is an expense account named for losses.
        is_depreciation: Whether it is an expense account named for depreciation.
        is_interest: Whether it is an expense account named for interest.
        is_sales: Whether it is an income account named for sales.
        income_match: The kind of income recognised in the name of an income account.
        cost_match: The kind of tax or fee recognised in the name of an expense account; for an
            income account named for refunds, the tax on capital income that they refund.
        transfer_match: The kind of tax or fee recognised in the name of an expense account for the
            transfer of a home: living costs, unless a home is sold.
        is_plain: Whether it is an expense account without declarations or a recognised name.
    """

    __slots__ = (
        "_dates",
        "_policies",
        "cost_match",
        "income_match",
        "is_asset",
        "is_depreciation",
        "is_flow",
        "is_held",
        "is_home",
        "is_income",
        "is_interest",
        "is_loan",
        "is_loss",
        "is_plain",
        "is_sales",
        "name",
        "transfer_match",
    )

    def __init__(self, name: str, config: Config) -> None:
        """Read the declarations in the ledger and the account name."""
        self.name = name
        root = account_module.root(1, name)
        is_expense = root == config.roots.expenses
        self.is_income = root == config.roots.income
        self.is_flow = self.is_income or is_expense
        self.is_loan = root == config.roots.liabilities and is_loan(name, config)
        self.is_asset = root == config.roots.assets
        self.is_held = self.is_asset or root == config.roots.liabilities
        self.is_home = self.is_asset and _is_home(name)
        self.is_loss = is_expense and names.is_loss(name)
        self.is_depreciation = is_expense and names.is_depreciation(name)
        self.is_interest = is_expense and names.is_interest(name)
        self.is_sales = self.is_income and names.is_sales(name)
        self.income_match = names.income(name) if self.is_income else None
        self.cost_match: names.Match | None = None
        if is_expense:
            self.cost_match = names.cost(name)
        elif self.is_income and _is_refund(name, self.income_match):
            match = names.cost(name)
            if match is not None and match.category in CAPITAL_TAXES:
                self.cost_match = match
        self.transfer_match = names.transfer_cost(name) if is_expense else None
        self._dates: list[datetime.date] = []
        self._policies = [NOTHING_SAID]
        if self.is_flow:
            self._dates, self._policies = _policies(name, config)
        self.is_plain = (
            is_expense
            and not (self.cost_match or self.transfer_match)
            and not (self.is_loss or self.is_depreciation or self.is_interest)
            and all(policy == NOTHING_SAID for policy in self._policies)
        )

    @property
    def is_capital_tax(self) -> bool:
        """Whether it is named for a tax on capital income, or for refunds of such a tax."""
        return self.cost_match is not None and self.cost_match.category in CAPITAL_TAXES

    @property
    def is_tax(self) -> bool:
        """Whether it is named for a tax or a social insurance, or for refunds of such a tax."""
        return self.cost_match is not None and self.cost_match.category in TAXES

    def policy(self, date: datetime.date) -> Policy:
        """Return the policy in force for the account on a day."""
        return self._policies[bisect.bisect_right(self._dates, date)]


def _is_home(account: str) -> bool:
    """Return whether an asset is named for a house, land or a vehicle."""
    match = names.not_cash(account)
    return match is not None and match.category in HOMES


def _is_refund(account: str, match: names.Match | None) -> bool:
    """Return whether income of an account named for a tax can only be a refund of it."""
    if match is None:
        return True
    return names.CLASS_OF[match.category] == NEUTRAL or names.is_refund(account)


def is_loan(account: str, config: Config) -> bool:
    """Return whether a liability is a loan, by its ``open`` directive, otherwise by its name."""
    for name in account_module.parents(account):
        opened = config.opens.get(name)
        if opened is not None and isinstance(opened.meta.get(KEY_LOAN), bool):
            return bool(opened.meta[KEY_LOAN])
    return names.is_loan(account)


_Course = list[tuple[datetime.date, Said]]
"""Declared values with the days from which they hold; the first holds before its day, too."""


def _policies(account: str, config: Config) -> tuple[list[datetime.date], list[Policy]]:
    """Return the dates of change and the policies; the first holds before the first date."""
    said = (
        _said_by(account, config, KEY_CLASS, class_in),
        _said_by(account, config, KEY_ROLE, role_in),
        _said_by(account, config, KEY_STREAM, stream_in),
    )
    rules = [rule for rule in config.rules if rule.matches(account)]
    later = (since for course in said for since, _ in course[1:])
    dates = sorted({*(rule.date for rule in rules), *later})
    ruled = NOTHING_SAID
    policies = [_policy(said, ruled, datetime.date.min)]
    for date in dates:
        for rule in (rule for rule in rules if rule.date == date):
            by = Source(Circumstance.RULE, rule.text, place=config.place(rule.entry.meta))
            ruled = Policy(
                Said(rule.income_class, by) if rule.income_class else ruled.income_class,
                Said(rule.role, by) if rule.role else ruled.role,
                Said(rule.stream, by) if rule.stream else ruled.stream,
            )
        policies.append(_policy(said, ruled, date))
    return dates, policies


def _policy(said: Iterable[_Course], ruled: Policy, date: datetime.date) -> Policy:
    """Return the policy of a day: the metadata of accounts takes precedence over any rule."""
    income_class, role, stream = (_in_force(course, date) for course in said)
    return Policy(income_class or ruled.income_class, role or ruled.role, stream or ruled.stream)


def _in_force(course: _Course, date: datetime.date) -> Said | None:
    if not course:
        return None
    return next((said for since, said in reversed(course) if since <= date), course[0][1])


def _said_by(
    account: str,
    config: Config,
    key: str,
    value_in: Callable[[Mapping[str, Any] | None], str | None],
) -> _Course:
    """Return the values declared by the metadata of the account or its nearest ancestor, if any."""
    for name in account_module.parents(account):
        elsewhere = config.elsewhere.get((True, name), {}).get(key)
        if elsewhere:
            return [
                (
                    meta.date,
                    Said(
                        meta.value,
                        Source(Circumstance.META, name, place=config.place(meta.entry.meta)),
                    ),
                )
                for meta in elsewhere
            ]
        opened = config.opens.get(name)
        value = None if opened is None else value_in(opened.meta)
        if opened is not None and value is not None:
            place = config.place(opened.meta)
            return [(opened.date, Said(value, Source(Circumstance.OPEN, name, place=place)))]
    return []
