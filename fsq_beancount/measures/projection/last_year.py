"""What a projection takes over from the last twelve months: their figures, and the loans."""

from __future__ import annotations

from dataclasses import dataclass

from fsq_beancount.measures.projection.closed_forms import MONTHS_A_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanPlan:
    """A loan that is being repaid.

    Attributes:
        account: Its account.
        balance: What is owed, currency.
        rate: The nominal annual rate, fraction; ``None`` where it is unknown.
        instalment: What is paid each month, currency.
        living: The share of its interest that is a living cost, fraction.
        passive: The share of its interest that is a cost of passive income, fraction.
    """

    account: str
    balance: float
    rate: float | None
    instalment: float
    living: float = 1.0
    passive: float = 0.0

    @property
    def is_endless(self) -> bool:
        """Whether it is never repaid, or nobody knows when."""
        return self.rate is None or self.instalment <= self.balance * self.rate / MONTHS_A_YEAR

    def payments(self, months: int) -> tuple[list[float], list[float]]:
        """Return the instalment of each month, and the interest in it."""
        if self.is_endless:
            interest = self.balance * (self.rate or 0.0) / MONTHS_A_YEAR
            return [self.instalment] * months, [min(interest, self.instalment)] * months
        instalments, interests = [], []
        owed = self.balance
        for _ in range(months):
            interest = owed * (self.rate or 0.0) / MONTHS_A_YEAR
            paid = min(self.instalment, owed + interest)
            owed += interest - paid
            instalments.append(paid)
            interests.append(interest)
        return instalments, interests


@dataclass(frozen=True, slots=True, kw_only=True)
class LastMonth:
    """What the ledger has of one of the last twelve complete months, currency.

    Attributes:
        passive: Net passive income.
        wide: Net passive and near-passive income.
        costs: Living costs.
        costs_without_interest: Living costs without loan interest.
    """

    passive: float
    wide: float
    costs: float
    costs_without_interest: float
