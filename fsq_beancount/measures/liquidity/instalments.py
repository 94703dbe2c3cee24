"""The interest in planned instalments on loans, so that it is not planned twice.

An instalment planned on the account of a loan includes the interest. So its month takes neither the
budget nor the average of that loan's interest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount import names
from fsq_beancount.books.flows import within
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.core.terms import LIVING

if TYPE_CHECKING:
    from fsq_beancount.books.flows import Flow
    from fsq_beancount.books.loans import LoanFlow, Loans
    from fsq_beancount.measures.liquidity.year import BookedYear

ZERO: Final = Decimal()

_ByLoan = dict[str, dict[str, Decimal]]
"""Monthly interest by the account that it is booked to, and by loan."""


class Instalments:
    """The part of an account's costs that is interest included in planned instalments."""

    __slots__ = ("_all", "_living", "_loans", "_others")

    @exact
    def __init__(
        self,
        loans: Loans,
        *,
        costs: Sequence[LoanFlow],
        flows: Sequence[Flow],
        year: BookedYear | None,
    ) -> None:
        """Add up the interest of the last twelve complete months.

        Args:
            loans: Which liabilities are loans.
            costs: The interest and fees of all loans.
            flows: The flows that count, oldest first, including these costs.
            year: The months; ``None`` where none has ended.
        """
        self._loans = loans
        self._all: _ByLoan = {}
        self._living: _ByLoan = {}
        self._others: set[str] = set()
        """The accounts with bookings other than the interest of loans."""
        if year is None:
            return
        of_loans: set[int] = set()
        for flow, loan, fee in costs:
            if fee or not year.first <= flow.date <= year.last:
                continue
            of_loans.add(id(flow))
            if flow.amount is None:
                continue
            for sums in (self._all, self._living) if flow.role == LIVING else (self._all,):
                by_loan = sums.setdefault(flow.account, {})
                by_loan[loan] = by_loan.get(loan, ZERO) - flow.amount
        for sums in (self._all, self._living):
            for by_loan in sums.values():
                for loan, amount in by_loan.items():
                    by_loan[loan] = round_places(amount / year.months)
        booked = within(flows, year.first, year.last)
        self._others = {flow.account for flow in booked if id(flow) not in of_loans}

    def in_average(self, account: str, planned: Collection[str]) -> Decimal:
        """Return the part of an account's average living costs that planned instalments include.

        Args:
            account: The account.
            planned: The accounts with a planned payment in the month.
        """
        by_loan = self._living.get(account)
        return ZERO if by_loan is None else _of_planned(by_loan, planned)

    def loans_of(self, accounts: Iterable[str]) -> frozenset[str]:
        """Return the loans whose interest is booked to some accounts, or is to be by their open."""
        found: set[str] = set()
        for account in accounts:
            found.update(self._all.get(account, ()))
            said = self._loans.named_on_open(account)
            if said is not None:
                found.add(said)
        return frozenset(found)

    def are_among(self, planned: Iterable[str]) -> bool:
        """Return whether a payment is planned on a loan."""
        return any(map(self._loans.is_loan, planned))

    @exact
    def in_budget(
        self,
        account: str,
        amount: Decimal,
        planned: Collection[str],
        is_of_budget: Callable[[str], bool],
        share: Decimal,
    ) -> Decimal:
        """Return the part of an account's budget that planned instalments include.

        All of it, where the account is named for interest and nothing but the interest of loans
        with an instalment is booked to it; without any booking, the loan named on its ``open``
        decides, if there is one. Otherwise the average interest of these loans.

        Args:
            account: The account of the budget.
            amount: The budget, positive.
            planned: The accounts with a planned payment in the month, including a loan.
            is_of_budget: Whether this budget is the one that applies to an account.
            share: The planned days as a share of all days of the month.
        """
        booked = [name for name in self._all if is_of_budget(name)]
        if names.is_interest(account) and not any(map(is_of_budget, self._others)):
            loans = {loan for name in booked for loan in self._all[name]}
            said = self._loans.named_on_open(account)
            if not loans and said is not None:
                loans = {said}
            if loans.issubset(planned):
                return amount
        interest = sum(
            (_of_planned(self._all[name], planned) for name in booked if name not in planned), ZERO
        )
        return round_places(interest * share)


def _of_planned(by_loan: Mapping[str, Decimal], planned: Collection[str]) -> Decimal:
    return sum((interest for loan, interest in by_loan.items() if loan in planned), ZERO)
