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
    from collections.abc import Callable, Set

    from fsq_beancount.books.flows import Flow
    from fsq_beancount.books.loans import LoanFlow, Loans


class Booked(StrEnum):
    """The kind of a posting's contribution to the change of wealth."""

    SAVING = "saving"
    CAPITAL_INCOME = "capital_income"
    GAINS_REALISED = "gains_realised"
    DEPRECIATION = "depreciation"
    COST_OF_DEBT = "cost_of_debt"
    BROUGHT_IN = "brought_in"
    TRANSFERS = "transfers"
    EQUITY = "equity"
    PADDING = "padding"
    EXCLUDED = "excluded"


OTHER: Final = {
    Booked.EQUITY: Cause.EQUITY,
    Booked.PADDING: Cause.PADDING,
    Booked.EXCLUDED: Cause.EXCLUDED,
}
"""The kinds that are neither saved nor earned, and the cause of each."""

EXTERNAL: Final = (Booked.SAVING, Booked.TRANSFERS, Booked.BROUGHT_IN, *OTHER)
"""The external kinds, no return: saving, transfers, what is brought in, and those in ``other``."""


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


def of_a_loan(cost: LoanFlow, *, is_outside: bool) -> Booked | None:
    """Return the kind of contribution of interest or a fee, if not that of any other flow.

    Args:
        cost: The interest or the fee.
        is_outside: Whether its loan is outside the part of the ledger that counts. What is paid
            for such a loan leaves the part, as money that is moved does.
    """
    if is_outside:
        return Booked.TRANSFERS
    return None if cost.fee else Booked.COST_OF_DEBT


def part_of(
    flow: Flow, loans: Loans, is_outside: Callable[[LoanFlow], bool], sold_outside: Set[int]
) -> str:
    """Return the part of the change of wealth that a flow belongs to, possibly ``other``.

    Args:
        flow: The flow.
        loans: The loans of the ledger.
        is_outside: Whether a loan is outside the part of the ledger that counts.
        sold_outside: The ids of the transactions that sell lots outside that part alone.
    """
    cost = loans.cost_of_loan(flow)
    kind = None if cost is None else of_a_loan(cost, is_outside=is_outside(cost))
    kind = kind or kind_of(flow)
    if kind is Booked.GAINS_REALISED and id(flow.entry) in sold_outside:
        kind = Booked.TRANSFERS
    return kind.value if kind in FLOW_PARTS else "other"
