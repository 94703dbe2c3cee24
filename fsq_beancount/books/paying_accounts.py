"""Which accounts pay a transaction, and the share of each."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.precision import exact

if TYPE_CHECKING:
    from beancount.core import data

    from fsq_beancount.books.facts import Facts

ZERO: Final = Decimal()
ONE: Final = Decimal(1)


class IsHeld(dict[str, bool]):
    """Whether each account is an asset or a liability; cached, since postings repeat accounts."""

    def __init__(self, facts: Facts) -> None:
        """Take the names of the roots from the settings of a ledger."""
        super().__init__()
        roots = facts.config.roots
        self._held = (f"{roots.assets}:", f"{roots.liabilities}:")

    def __missing__(self, account: str) -> bool:
        known = self[account] = account.startswith(self._held)
        return known


@exact
def shares(entry: data.Transaction, is_held: Mapping[str, bool]) -> Mapping[str, Decimal]:
    """Return the accounts that paid a transaction, and the share of each.

    If none pays, such as on a payslip with living costs deducted, the accounts that receive the
    rest are returned: they show just as well up to when the books are kept.
    """
    given: dict[str, Decimal] = {}
    taken: dict[str, Decimal] = {}
    for account, units, *_ in entry.postings:
        if is_held[account] and units is not None and units.number:
            number = units.number
            if number < 0:
                given[account] = given.get(account, ZERO) - number
            else:
                taken[account] = taken.get(account, ZERO) + number
    sums = given or taken
    if len(sums) == 1:
        return dict.fromkeys(sums, ONE)
    total = sum(sums.values(), ZERO)
    return {account: number / total for account, number in sums.items()}
