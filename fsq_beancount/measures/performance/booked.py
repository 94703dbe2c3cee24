"""The contributions of postings to the change of wealth by kind, and which are external."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from beancount.core import flags

from fsq_beancount.core.terms import (
    COSTS_OF_EARNING,
    EXCLUDED,
    INCOME,
    NEAR_PASSIVE,
    PASSIVE,
    VIRTUAL,
)
from fsq_beancount.measures.performance.change import Cause

if TYPE_CHECKING:
    from fsq_beancount.books.flows import Flow
    from fsq_beancount.books.loans import Loans


class Booked(StrEnum):
    """The kind of a posting's contribution to the change of wealth."""

    SAVING = "saving"
    CAPITAL_INCOME = "capital_income"
    GAINS_REALISED = "gains_realised"
    DEPRECIATION = "depreciation"
    COST_OF_DEBT = "cost_of_debt"
    BROUGHT_IN = "brought_in"
    EQUITY = "equity"
    PADDING = "padding"
    EXCLUDED = "excluded"


OTHER: Final = {
    Booked.EQUITY: Cause.EQUITY,
    Booked.PADDING: Cause.PADDING,
    Booked.EXCLUDED: Cause.EXCLUDED,
}
"""The kinds that are neither saved nor earned, and the cause of each."""

EXTERNAL: Final = (Booked.SAVING, Booked.BROUGHT_IN, *OTHER)
"""The external kinds, no return: saving, what is brought in, and the postings in ``other``."""


def kind_of(flow: Flow) -> Booked:
    """Return the kind of contribution of a flow that is not loan interest."""
    decision = flow.decision
    role = decision.role
    if role == EXCLUDED:
        return Booked.PADDING if flow.entry.flag == flags.FLAG_PADDING else Booked.EXCLUDED
    if role == VIRTUAL:
        return Booked.DEPRECIATION
    if (role == INCOME or role in COSTS_OF_EARNING) and decision.income_class in (
        PASSIVE,
        NEAR_PASSIVE,
    ):
        return Booked.GAINS_REALISED if decision.gain else Booked.CAPITAL_INCOME
    return Booked.SAVING


FLOW_PARTS: Final = (
    Booked.SAVING,
    Booked.CAPITAL_INCOME,
    Booked.GAINS_REALISED,
    Booked.DEPRECIATION,
    Booked.COST_OF_DEBT,
)
"""The parts that are sums of flows."""


def part_of(flow: Flow, loans: Loans) -> str:
    """Return the part of the change of wealth that a flow belongs to, possibly ``other``."""
    kind = Booked.COST_OF_DEBT if loans.is_interest(flow) else kind_of(flow)
    return kind.value if kind in FLOW_PARTS else "other"
