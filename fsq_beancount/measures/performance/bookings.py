"""The contributions of the postings of a ledger to the change of wealth, by day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from decimal import Decimal
from typing import Final, cast

from beancount.core import flags

from fsq_beancount.books.flows import Flow
from fsq_beancount.books.line import Line
from fsq_beancount.books.loans import LoanFlow
from fsq_beancount.books.positions import Other
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Converter
from fsq_beancount.core.terms import EXCLUDED, LIVING, NEUTRAL
from fsq_beancount.core.weights import Weight, weigh
from fsq_beancount.measures.performance.booked import (
    EXTERNAL,
    OTHER,
    Booked,
    kind_of,
    of_a_loan,
)
from fsq_beancount.measures.performance.brought_in import BroughtIn
from fsq_beancount.measures.performance.by_day import ByDay, Ledger, add, together, weights_of
from fsq_beancount.settings.config import Config

ZERO: Final = Decimal()
NOTHING: Final = BroughtIn()
NONE_LEFT: Final[tuple[None, Booked]] = None, Booked.COST_OF_DEBT

NotOnTheSheet = tuple[Booked, datetime.date, Decimal]
"""The contribution of a posting that is no flow and on no balance sheet: kind, day, amount."""


def never(_cost: LoanFlow) -> bool:
    """Return that no loan is outside the whole ledger."""
    return False


class Bookings:
    """The contributions of postings to the change of wealth, over any days up to the as-of date.

    Attributes:
        booked: The contributions of each kind, by day.
        external: The external flows of net wealth: saving, transfers across the border of a part of
            the ledger, what is brought in, and the postings in ``other``.
        external_to_all: The external flows of total wealth: neutral income, living costs and the
            postings in ``other``; work turns human capital into money.
        drawings: Drawings on loans less repayments, from their postings alone.
        borrowed: The external flows of gross wealth: those of net wealth, and the drawings.
        tax_brought_in: The latent tax that comes with what is brought in.
        interest: Loan interest, negative.
        fees: Loan fees, negative.
    """

    @exact
    def __init__(
        self,
        *,
        flows: Iterable[Flow],
        loan_costs: Iterable[LoanFlow],
        others: Iterable[NotOnTheSheet],
        drawings: ByDay,
        brought_in: BroughtIn = NOTHING,
        is_outside: Callable[[LoanFlow], bool] = never,
        sold_outside: Set[int] = frozenset(),
    ) -> None:
        """Add up all postings once.

        Args:
            flows: The flows up to the as-of date, oldest first.
            loan_costs: The flows among them that are interest and fees of loans, in the same order.
            others: The contributions that :func:`others_of` yields.
            drawings: Drawings on loans less repayments, by day.
            brought_in: The lots that come or leave without a sale.
            is_outside: Whether a loan is outside the part of the ledger that counts.
            sold_outside: The ids of the transactions that sell lots outside that part alone: what
                they gain goes in and out of it.
        """
        interest: ByDay = {}
        fees: ByDay = {}
        of_loans: list[tuple[Flow, Booked]] = []
        for cost in loan_costs:
            kind = of_a_loan(cost, is_outside=is_outside(cost))
            if kind is not None:
                of_loans.append((cost.flow, kind))
            if cost.flow.amount is not None and kind is not Booked.TRANSFERS:
                add(fees if cost.fee else interest, cost.flow.date, cost.flow.amount)
        booked: dict[Booked, ByDay] = {kind: {} for kind in Booked}
        work = _add_flows(booked, flows, of_loans, sold_outside)
        outside = booked[Booked.SAVING]
        booked[Booked.SAVING] = together([outside, work])
        for kind, date, amount in others:
            add(booked[kind], date, amount)
        for date, amount in brought_in.amounts:
            add(booked[Booked.BROUGHT_IN], date, amount)
        self.tax_brought_in = brought_in.latent_tax
        self.booked = {kind: Ledger(by_day) for kind, by_day in booked.items()}
        self.external = Ledger(together([booked[kind] for kind in EXTERNAL]))
        dated = (Booked.TRANSFERS, Booked.BROUGHT_IN, *OTHER)
        self.external_to_all = Ledger(together([outside, *(booked[kind] for kind in dated)]))
        self.drawings = Ledger(drawings)
        self.borrowed = self.external
        if drawings:
            self.borrowed = Ledger(together([*(booked[kind] for kind in EXTERNAL), drawings]))
        self.interest = Ledger(interest)
        self.fees = Ledger(fees)


def _add_flows(
    booked: Mapping[Booked, ByDay],
    flows: Iterable[Flow],
    of_loans: Iterable[tuple[Flow, Booked]],
    sold_outside: Set[int],
) -> ByDay:
    """Add up the flows by kind and day, and return the saving from work.

    It is not added to the saving in ``booked``, which is external to total wealth, too.
    """
    work: ByDay = {}
    of_loan = iter(of_loans)
    next_of_loan, kind_of_next = next(of_loan, NONE_LEFT)
    # Nearly all flows share a few decisions, which live as long as the flows that hold them, so
    # their ids stay unique. No function calls, not even to a memo: this runs for every flow.
    known: dict[int, ByDay] = {}
    gains = booked[Booked.GAINS_REALISED]
    for flow in flows:
        if flow is next_of_loan:
            sums = booked[kind_of_next]
            next_of_loan, kind_of_next = next(of_loan, NONE_LEFT)
        else:
            decision = flow.decision
            found = known.get(id(decision))
            if found is None:
                kind = kind_of(flow)
                is_outside = decision.role == LIVING or decision.income_class == NEUTRAL
                found = booked[kind] if kind is not Booked.SAVING or is_outside else work
                if decision.role != EXCLUDED:
                    # The kind of an excluded flow depends on the transaction, too.
                    known[id(decision)] = found
            sums = found
            if sold_outside and found is gains and id(flow.entry) in sold_outside:
                sums = booked[Booked.TRANSFERS]
        date, amount = flow.date, flow.amount
        if amount is not None:
            sums[date] = sums.get(date, ZERO) + amount
    return work


def others_of(
    postings: Iterable[Other],
    *,
    convert: Converter,
    config: Config,
    until: datetime.date,
    brought_in: Set[int] = frozenset(),
) -> Iterator[NotOnTheSheet]:
    """Yield the contributions of postings that are no flows and not on the balance sheet.

    These are postings to equity, holdings in currencies that the ledger excludes, and what is held
    outside the part of the ledger that counts.

    Args:
        postings: The postings, oldest first.
        convert: Converts to the report currency; amounts it cannot convert contribute nothing.
        config: The settings of the ledger.
        until: The last day that counts.
        brought_in: The ids of the transactions whose postings to equity bring lots in.
    """
    equity = f"{config.roots.equity}:"
    for entry, posting in postings:
        if entry.date > until:
            break
        weight = convert(weigh(posting), entry.date)
        if weight is None:
            continue
        kind = Booked.PADDING if entry.flag == flags.FLAG_PADDING else Booked.EQUITY
        # An opening of many accounts at once transfers nothing from one to another.
        is_transfer = not any(each.account.startswith(equity) for each in entry.postings)
        unit = cast("Weight", posting.units).currency
        if unit in config.excluded:
            kind = Booked.EXCLUDED
        elif is_transfer and posting.cost is None and config.is_money(unit):
            kind = Booked.TRANSFERS
        elif id(entry) in brought_in:
            kind = Booked.BROUGHT_IN
        elif is_transfer:
            kind = Booked.TRANSFERS
        yield kind, entry.date, -weight


@exact
def drawings_of(lines: Iterable[Line], until: datetime.date) -> ByDay:
    """Return drawings on loans less repayments, by day, currency.

    Args:
        lines: The lines of the loan accounts.
        until: The last day that counts.
    """
    drawings: ByDay = {}
    for line in lines:
        for date, weight in weights_of(line, until):
            add(drawings, date, -weight)
    return drawings
