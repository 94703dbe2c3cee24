"""The uses of asset and liability accounts: which pay living costs, which receive income."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from beancount.core import account as account_module
from beancount.core import data

from fsq_beancount import names
from fsq_beancount.classification.account import Account
from fsq_beancount.classification.decision import Decision, Outcome
from fsq_beancount.classification.whole import Uses
from fsq_beancount.core.terms import INCOME, LIVING, PASSIVE

_Signed = tuple[str, bool]
"""An account, and whether its posting is positive."""


def find_uses(
    entries: Iterable[data.Directive],
    classify: Callable[[data.Transaction], Sequence[Outcome] | None],
    accounts: Mapping[str, Account],
) -> Uses:
    """Return the uses of the accounts in transactions with losses or depreciation.

    Args:
        entries: The directives of the ledger, in order of date.
        classify: Returns the outcomes of a transaction, ``None`` for a plain one.
        accounts: The properties of each account.
    """
    paying: set[str] = set()
    taking: set[str] = set()
    earning: set[str] = set()
    passive: set[str] = set()
    transactions = [entry for entry in entries if isinstance(entry, data.Transaction)]
    asked = _asked(transactions, accounts)
    for entry in transactions:
        if not _matters(entry, asked, accounts):
            continue
        outcomes = classify(entry)
        lives, incomes, held = _look(entry, outcomes, accounts)
        if lives:
            paying.update(name for name, is_positive in held if not is_positive)
        if incomes:
            takes = {name for name, is_positive in held if is_positive}
            taking |= takes
            if any(decision.income_class == PASSIVE for _, decision in incomes):
                earning |= takes
                passive.update(
                    name for name, decision in incomes if decision.income_class == PASSIVE
                )
    components = {
        names.fold(component) for name in passive for component in account_module.split(name)[1:]
    }
    return Uses(frozenset(paying), frozenset(taking), frozenset(earning), frozenset(components))


def _asked(
    transactions: Iterable[data.Transaction], accounts: Mapping[str, Account]
) -> AbstractSet[str]:
    """Return the accounts whose uses may be needed: in transactions with losses or depreciation."""
    asked: set[str] = set()
    for entry in transactions:
        for posting in entry.postings:
            account = accounts[posting.account]
            if account.is_loss or account.is_depreciation:
                asked.update(other.account for other in entry.postings)
                break
    return asked


def _matters(
    entry: data.Transaction, asked: AbstractSet[str], accounts: Mapping[str, Account]
) -> bool:
    """Return whether a transaction may show uses, or affect how later ones are classified."""
    for name, _, cost, *_ in entry.postings:
        if cost is not None or name in asked or accounts[name].is_income:
            return True
    return False


def _look(
    entry: data.Transaction,
    outcomes: Sequence[Outcome] | None,
    accounts: Mapping[str, Account],
) -> tuple[bool, list[tuple[str, Decision]], list[_Signed]]:
    """Return whether a transaction has living costs, its income, and its other postings."""
    lives = False
    incomes: list[tuple[str, Decision]] = []
    held: list[_Signed] = []
    for position, (name, units, *_) in enumerate(entry.postings):
        if units is None or not units.number:
            continue
        account = accounts[name]
        is_positive = units.number > 0
        if account.is_held:
            held.append((name, is_positive))
        elif account.is_flow and outcomes is None:
            lives = lives or is_positive
        elif account.is_flow and outcomes is not None:
            outcome = outcomes[position]
            if not isinstance(outcome, Decision):
                continue
            if outcome.role == LIVING and is_positive:
                lives = lives or not (account.is_loss or account.is_depreciation)
            elif outcome.role == INCOME and account.is_income and not is_positive:
                incomes.append((name, outcome))
    return lives, incomes, held
