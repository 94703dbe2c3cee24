"""``custom "fsq-milestone" NAME ACCOUNT…`` or ``… NAME AMOUNT``: a step on the way."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from beancount.core import account as account_module
from beancount.core import data
from beancount.core.amount import Amount

from fsq_beancount.core import errors
from fsq_beancount.core.errors import FsqError
from fsq_beancount.settings.directives.values import is_amount, is_text

TYPE: Final = "fsq-milestone"

USAGE: Final = (
    'write: custom "fsq-milestone" "NAME" ACCOUNT …, for example custom "fsq-milestone" '
    '"Miete" Expenses:Wohnen:Miete, or a fixed amount a month: custom "fsq-milestone" '
    '"Taschengeld" 150.00 EUR'
)


class Milestone(NamedTuple):
    """A ``custom "fsq-milestone"``: living costs that passive income is to pay.

    Attributes:
        date: The first day it is in force.
        name: The name that the user gave it.
        accounts: The expense accounts whose living costs it covers, subaccounts included.
        amount: A fixed monthly amount instead; ``None`` where there are accounts.
        entry: The directive.
    """

    date: datetime.date
    name: str
    accounts: tuple[str, ...]
    amount: Amount | None
    entry: data.Custom


def read(entry: data.Custom, values: Sequence[Any]) -> Milestone | str:
    """Return the milestone that a directive states, or an error message."""
    if not values:
        return f"fsq-milestone has no values: {USAGE}"
    name, *targets = values
    if isinstance(name.value, str) and not name.value.strip():
        return f"fsq-milestone has an empty name: {USAGE}"
    if name.dtype == account_module.TYPE or not is_text(name.value):
        return f"fsq-milestone begins with {name.value} instead of a name in quotes: {USAGE}"
    what = f'fsq-milestone "{name.value}"'
    if not targets:
        return f"{what} is empty: it names neither an account nor an amount; {USAGE}"
    if is_amount(targets[0].value):
        if len(targets) > 1:
            return f"{what} has more than one value beside its amount; {USAGE}"
        if targets[0].value.number <= 0:
            return f"{what} has the amount {targets[0].value}, which must be above zero; {USAGE}"
        return Milestone(entry.date, name.value, (), targets[0].value, entry)
    for target in targets:
        if target.dtype != account_module.TYPE:
            return f"{what} has {target.value}, which is no account; {USAGE}"
    accounts = tuple(target.value for target in targets)
    return Milestone(entry.date, name.value, accounts, None, entry)


def settle(
    milestones: Iterable[Milestone], expenses: str, is_known: Callable[[str], bool]
) -> tuple[list[Milestone], list[FsqError]]:
    """Remove the accounts that a milestone cannot have, with an error for each.

    Args:
        milestones: The milestones in file order.
        expenses: The name of the root account of expenses.
        is_known: Returns whether an account or a subaccount is opened or posted to anywhere.

    Returns:
        The milestones that still have an account or an amount, and an error for each account that
        is not an expense account, is never opened, or is already in an earlier milestone.
    """
    settled: list[Milestone] = []
    mistakes: list[FsqError] = []
    taken: dict[str, str] = {}
    for milestone in milestones:
        what = f'fsq-milestone "{milestone.name}" names {{}}, '
        kept = []
        said: set[str] = set()
        for account in milestone.accounts:
            earlier = next(
                (name for name in account_module.parents(account) if name in taken), None
            )
            if account_module.root(1, account) != expenses:
                message = f"which is no expense account; name one below {expenses}"
            elif not is_known(account):
                message = (
                    "which is never opened, nor is any account below it; write the account as its "
                    "open directive does"
                )
            elif earlier is not None:
                within = "" if earlier == account else f" with {earlier}"
                message = (
                    f'which "{taken[earlier]}" counts already{within}; an account counts in the '
                    "first milestone that names it, so take it out of one of them or name the "
                    "narrower account first"
                )
            else:
                kept.append(account)
                taken[account] = milestone.name
                continue
            text = what.format(account) + message
            if text in said:
                # The account is listed twice in the directive; a single error is enough.
                continue
            said.add(text)
            mistakes.append(errors.at(milestone.entry.meta, milestone.entry, text))
        if kept or milestone.amount is not None:
            settled.append(milestone._replace(accounts=tuple(kept)))
    return settled, mistakes
