"""The targets of milestones: those that a ledger declares, else a suggestion."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from fsq_beancount.measures.milestones.bills import Bill, targets
from fsq_beancount.measures.milestones.suggestions import MOST_SUGGESTED, suggest
from fsq_beancount.measures.milestones.target import Target

if TYPE_CHECKING:
    from fsq_beancount.settings.directives.milestone import Milestone


class Chosen(NamedTuple):
    """The targets of milestones.

    Attributes:
        targets: The targets in order, without the last, which is the rest of the living costs.
        suggested: Whether they are a suggestion, as no directive declares any.
    """

    targets: Sequence[Target]
    suggested: bool


def choose(
    said: Iterable[Milestone],
    *,
    as_of: datetime.date,
    living_costs: Mapping[str, Decimal],
    expenses: str,
    monthly: Sequence[Bill] = (),
    suspects: Collection[str] = (),
) -> Chosen:
    """Return the targets that a ledger declares, or a suggestion where it declares none.

    Args:
        said: The milestone directives, in file order.
        as_of: The last day that counts; later directives are ignored.
        living_costs: The living costs of the last twelve complete months, by account.
        expenses: The name of the root account of expenses.
        monthly: The bills that come every month, the smallest first.
        suspects: The accounts that may be costs of earning, which are not suggested.
    """
    named = [Target(each.name, each.accounts, each.amount) for each in said if each.date <= as_of]
    if named:
        return Chosen(named, suggested=False)
    several = monthly[:MOST_SUGGESTED]
    if len(several) == len(living_costs):
        several = several[:-1]  # the last target takes it
    if several:
        return Chosen(targets(several), suggested=True)
    return Chosen(suggest(living_costs, expenses, suspects), suggested=True)
