"""Loans: the liabilities that are loans, their agreed rates, and their interest and fees.

Interest and fees of a loan are flows like any other; this module recognises them. The measures
compute the cost of debt in percent.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from beancount.core import account as account_module
from beancount.core import data

from fsq_beancount import names
from fsq_beancount.classification import account as accounts
from fsq_beancount.core import errors
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.terms import EXCLUDED, KEY_INTEREST_ON, KEY_INTEREST_RATE, KEY_LOAN
from fsq_beancount.settings import metadata
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.described import as_open
from fsq_beancount.settings.directives.interest_rate import InterestRate
from fsq_beancount.settings.directives.meta import Meta
from fsq_beancount.settings.directives.values import did_you_mean, is_rate

if TYPE_CHECKING:
    from fsq_beancount.books.flows import Flow

SEVERAL: Final = ""
"""The loan of interest in a transaction that touches several loans and names none."""


class LoanFlow(NamedTuple):
    """Interest or a fee of a loan.

    Attributes:
        flow: The flow; its amount is negative for a cost.
        loan: The account of the loan; empty if the transaction touches several and names none.
        fee: Whether it is a fee instead of interest.
    """

    flow: Flow
    loan: str
    fee: bool


class Loans:
    """The loans of a ledger, as declared or recognised by name."""

    __slots__ = (
        "_config",
        "_costs",
        "_expenses",
        "_is_loan",
        "_liabilities",
        "_rates",
    )

    def __init__(self, config: Config) -> None:
        """Read the agreed rates."""
        self._config = config
        self._expenses = f"{config.roots.expenses}:"
        self._liabilities = f"{config.roots.liabilities}:"
        self._is_loan: dict[str, bool] = {}
        self._costs: dict[str, tuple[bool, str | None]] = {}
        self._rates: dict[str, list[tuple[datetime.date, Decimal]]] = {}
        for name, opened in config.opens.items():
            rate = opened.meta.get(KEY_INTEREST_RATE)
            if rate is not None and is_rate(rate):
                agreed = self._rates.setdefault(name, [])
                elsewhere = config.elsewhere.get((True, name), {}).get(KEY_INTEREST_RATE, ())
                if elsewhere:
                    # The first holds before its date, too: it is the rate of the `open`.
                    agreed.append((datetime.date.min, elsewhere[0].value))
                    agreed += [(meta.date, meta.value) for meta in elsewhere[1:]]
                else:
                    agreed.append((opened.date, rate))
        for statement in config.statements(InterestRate):
            self._rates.setdefault(statement.account, []).append((statement.date, statement.rate))
        for rates in self._rates.values():
            # Stable: on the same day the directive, which comes after the open, takes precedence.
            rates.sort(key=lambda item: item[0])

    def is_loan(self, account: str) -> bool:
        """Return whether an account is a liability that is a loan."""
        known = self._is_loan.get(account)
        if known is None:
            known = account.startswith(self._liabilities) and accounts.is_loan(
                account, self._config
            )
            self._is_loan[account] = known
        return known

    def rate(self, account: str, date: datetime.date) -> Decimal | None:
        """Return the agreed rate of a loan on a day.

        Args:
            account: The account of the loan; it inherits the rate of its nearest ancestor if it
                has none of its own.
            date: The day; the latest rate in force applies.

        Returns:
            The annual rate, as a fraction; ``None`` before the first rate.
        """
        for name in account_module.parents(account):
            in_force = [rate for since, rate in self._rates.get(name, ()) if since <= date]
            if in_force:
                return in_force[-1]
        return None

    def cost_of_loan(self, flow: Flow) -> LoanFlow | None:
        """Return a flow as the interest or a fee of a loan, ``None`` if it is neither.

        Interest is an expense posting on an account named for interest, in a transaction that
        touches a loan or with ``fsq-interest-on`` on the posting, the transaction or the account's
        ``open``. A fee has that key and an account not named for interest. Excluded postings are
        neither.
        """
        account = flow.account
        of_interest, named = self._said_of(account)
        said = metadata.text_in(flow.posting.meta, KEY_INTEREST_ON) or metadata.text_in(
            flow.entry.meta, KEY_INTEREST_ON
        )
        if said is not None and not account.startswith(self._expenses):
            return None
        loan = said or named
        if loan is not None and not self.is_loan(loan):
            # A mistake that is reported elsewhere; the transaction may still touch a loan.
            loan = None
        if loan is None and of_interest:
            loan = self._touched(flow.entry)
        if loan is None or flow.role == EXCLUDED:
            return None
        return LoanFlow(flow, loan, fee=not of_interest)

    def named_by(self, cost: LoanFlow) -> Collection[str]:
        """Return the loans that interest or a fee is of: each that its transaction touches."""
        return self._all_touched(cost.flow.entry) if cost.loan == SEVERAL else {cost.loan}

    def is_interest(self, flow: Flow) -> bool:
        """Return whether a flow is the interest of a loan."""
        cost = self.cost_of_loan(flow)
        return cost is not None and not cost.fee

    def is_silent(self, account: str) -> bool:
        """Return whether an account takes loan interest or fees only if a transaction says so."""
        return self._said_of(account) == (False, None)

    def _said_of(self, account: str) -> tuple[bool, str | None]:
        """Return whether an account is named for interest, and the loan named by its ``open``."""
        known = self._costs.get(account)
        if known is None:
            is_expense = account.startswith(self._expenses)
            known = self._costs[account] = (
                is_expense and names.is_interest(account),
                self.named_on_open(account) if is_expense else None,
            )
        return known

    def named_on_open(self, account: str) -> str | None:
        """Return the loan named by ``fsq-interest-on`` on the ``open`` of an account."""
        for name in account_module.parents(account):
            opened = self._config.opens.get(name)
            if opened is not None:
                said = metadata.text_in(opened.meta, KEY_INTEREST_ON)
                if said is not None:
                    return said
        return None

    def _touched(self, entry: data.Transaction) -> str | None:
        touched = self._all_touched(entry)
        if not touched:
            return None
        return touched.pop() if len(touched) == 1 else SEVERAL

    def _all_touched(self, entry: data.Transaction) -> set[str]:
        return {posting.account for posting in entry.postings if self.is_loan(posting.account)}


def costs(
    loans: Loans,
    flows: Iterable[Flow],
    annotated: Iterable[data.Transaction],
    accounts: Iterable[str],
) -> list[LoanFlow]:
    """Return the interest and fees of all loans, oldest first.

    Args:
        loans: The loans.
        flows: The flows that count, which are not read in a ledger without such costs.
        annotated: The transactions that count and have metadata of the suite.
        accounts: The accounts of the flows; more do not matter.
    """
    accounts = {account for account in accounts if not loans.is_silent(account)}
    speaking = {
        id(entry)
        for entry in annotated
        if KEY_INTEREST_ON in entry.meta
        or any(posting.meta and KEY_INTEREST_ON in posting.meta for posting in entry.postings)
    }
    if not accounts and not speaking:
        return []
    found = (
        loans.cost_of_loan(flow)
        for flow in flows
        if flow.account in accounts or id(flow.entry) in speaking
    )
    return [cost for cost in found if cost is not None]


def mistakes(config: Config) -> Iterator[FsqError]:
    """Yield an error for each ``open`` or directive that refers to a loan that does not exist."""
    expenses = f"{config.roots.expenses}:"
    liabilities = f"{config.roots.liabilities}:"
    stated = [each for each in config.statements(Meta) if each.is_account]
    said: list[tuple[str, Mapping[str, Any], data.Directive]] = [
        *((name, opened.meta, opened) for name, opened in config.opened.items()),
        *((each.subject, as_open(each).meta, each.entry) for each in stated),
    ]
    for name, found, entry in said:
        meta = dict(found)
        if isinstance(meta.get(KEY_LOAN), bool) and not name.startswith(liabilities):
            message = f"{KEY_LOAN} stands on {name}, which is no liability"
            yield errors.at(
                meta, entry, f"{message}; it belongs on an account below {liabilities[:-1]}"
            )
        if is_rate(meta.get(KEY_INTEREST_RATE)):
            wrong = _no_loan(name, config)
            if wrong is not None:
                yield errors.at(meta, entry, f"{KEY_INTEREST_RATE} stands on {name}, {wrong}")
        loan = metadata.text_in(meta, KEY_INTEREST_ON)
        if loan is not None:
            if not name.startswith(expenses):
                message = f"{KEY_INTEREST_ON} stands on {name}, which is no expense account"
                yield errors.at(meta, entry, f"{message}; {_ON_AN_EXPENSE}")
            wrong = _no_loan(loan, config)
            if wrong is not None:
                yield errors.at(meta, entry, f"{KEY_INTEREST_ON} names {loan}, {wrong}")
    for statement in config.statements(InterestRate):
        wrong = _no_loan(statement.account, config)
        if wrong is not None:
            message = f"{KEY_INTEREST_RATE} names {statement.account}, {wrong}"
            yield errors.at(statement.entry.meta, statement.entry, message)


def mistakes_in(entry: data.Transaction, config: Config) -> Iterator[FsqError]:
    """Yield an error for each ``fsq-interest-on`` of a transaction without expense or loan."""
    expenses = f"{config.roots.expenses}:"
    places: list[tuple[Mapping[str, Any] | None, list[data.Posting]]] = [
        (entry.meta, entry.postings),
        *((posting.meta, [posting]) for posting in entry.postings),
    ]
    for meta, postings in places:
        loan = metadata.text_in(meta, KEY_INTEREST_ON)
        if loan is None:
            continue
        place = dict(meta or {})
        if not any(posting.account.startswith(expenses) for posting in postings):
            message = f"{KEY_INTEREST_ON} stands where there is no expense; {_ON_AN_EXPENSE}"
            yield errors.at(place, entry, message)
        wrong = _no_loan(loan, config)
        if wrong is not None:
            yield errors.at(place, entry, f"{KEY_INTEREST_ON} names {loan}, {wrong}")


_ON_AN_EXPENSE: Final = "write it where the interest or the fee is booked"


def _no_loan(account: str, config: Config) -> str | None:
    """Return why an account is not a loan, for an error message, ``None`` if it is a loan."""
    liabilities = f"{config.roots.liabilities}:"
    if not account.startswith(liabilities):
        return f"which is no liability; a loan is an account below {liabilities[:-1]}"
    parents = list(account_module.parents(account))
    if not any(name in config.opened for name in parents) and not config.opens_more:
        below = [name for name in config.opened if name.startswith(liabilities)]
        return f"which is opened nowhere{did_you_mean(account, below)}"
    if not accounts.is_loan(account, config):
        return (
            "which is not recognised as a loan; write fsq-loan: TRUE below the open directive "
            f"of {account}"
        )
    return None
