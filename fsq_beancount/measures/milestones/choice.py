"""The targets to pay: those that a ledger names, else our suggestion."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from fsq_beancount.measures.milestones.suggestions import suggest
from fsq_beancount.measures.milestones.target import Target

if TYPE_CHECKING:
    from fsq_beancount.settings.directives.milestone import Milestone


class Chosen(NamedTuple):
    """The targets to pay.

    Attributes:
        targets: The targets in order, without the last, which is the rest of the living costs.
        suggested: Whether no directive names them.
    """

    targets: Sequence[Target]
    suggested: bool


def choose(
    said: Iterable[Milestone],
    *,
    as_of: datetime.date,
    living_costs: Mapping[str, Decimal],
    expenses: str,
) -> Chosen:
    """Return the targets that a ledger names, or our suggestion where it names none.

    Args:
        said: What the directives say, in the order of the file.
        as_of: The last day that counts; what comes into force later does not.
        living_costs: What life cost in the last twelve complete months, by account.
        expenses: The name of the root account of expenses.
    """
    named = [Target(each.name, each.accounts, each.amount) for each in said if each.date <= as_of]
    if named:
        return Chosen(named, suggested=False)
    return Chosen(suggest(living_costs, expenses), suggested=True)
