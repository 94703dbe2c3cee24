"""What a projection reads of the books, by name."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beancount.core import data

    from fsq_beancount.books.coverage import Coverage
    from fsq_beancount.books.flows import Flow, MonthlySums
    from fsq_beancount.books.holdings import Holdings
    from fsq_beancount.books.loans import LoanFlow
    from fsq_beancount.books.positions import Positions
    from fsq_beancount.core.prices import Converter
    from fsq_beancount.measures.milestones.ladder import Milestones
    from fsq_beancount.measures.performance.bookings import Bookings
    from fsq_beancount.measures.performance.loans import Loan
    from fsq_beancount.measures.performance.revaluation import Revaluation
    from fsq_beancount.measures.wealth.latent_taxes import LatentTaxes
    from fsq_beancount.measures.wealth.lifetime import LifetimeValues
    from fsq_beancount.settings.config import Config
    from fsq_beancount.settings.directives.recurring import Recurring


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a projection reads of the books.

    Attributes:
        as_of: The as-of date.
        config: The settings.
        convert: Converts an amount to the report currency.
        coverage: Which months the books cover.
        entries: The directives that count, with plans.
        flows: The flows that count, oldest first.
        decided: Those that are not plain living costs.
        monthly: Their sums in the months that are in sums over twelve months.
        recurring: The recurring payments.
        holdings: What is held and owed.
        positions: The values of holdings.
        revaluation: The changes in value of holdings.
        bookings: The contributions of postings to the change of wealth.
        taxes: The latent tax of any day.
        lifetime: Income from work and living costs of twelve months, and the pensions.
        other_debts: Debts other than loans on the as-of date, currency.
        loans: The loans on the as-of date.
        loan_costs: The interest and fees of all loans.
        rates_paid: The rates paid on loans, fractions by account.
        is_loan: Whether an account is a loan.
        milestones: The milestones at the last complete month.
    """

    as_of: datetime.date
    config: Config
    convert: Converter
    coverage: Coverage
    entries: Sequence[data.Directive]
    flows: Sequence[Flow]
    decided: Sequence[Flow]
    monthly: MonthlySums
    recurring: Sequence[Recurring]
    holdings: Holdings
    positions: Positions
    revaluation: Revaluation
    bookings: Bookings
    taxes: LatentTaxes
    lifetime: LifetimeValues
    other_debts: Decimal
    loans: Sequence[Loan]
    loan_costs: Sequence[LoanFlow]
    rates_paid: Mapping[str, Decimal]
    is_loan: Callable[[str], bool]
    milestones: Milestones
