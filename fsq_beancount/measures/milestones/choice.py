"""The targets of milestones: those that a ledger declares, else a suggestion."""

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
) -> Chosen:
    """Return the targets that a ledger declares, or a suggestion where it declares none.

    Args:
        said: The milestone directives, in file order.
        as_of: The last day that counts; later directives are ignored.
        living_costs: The living costs of the last twelve complete months, by account.
        expenses: The name of the root account of expenses.
    """
    named = [Target(each.name, each.accounts, each.amount) for each in said if each.date <= as_of]
    if named:
        return Chosen(named, suggested=False)
    return Chosen(suggest(living_costs, expenses), suggested=True)
