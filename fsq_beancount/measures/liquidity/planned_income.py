"""What the ledger plans on income accounts: transactions to come and ``custom "fsq-recurring"``.

As in the liquidity plan, a transaction to come stands for a recurring payment of the same amount in
its month. Realised gains are no planned income.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from fsq_beancount.books.flows import Flow
from fsq_beancount.core.periods import Period, month_first, month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import INCOME
from fsq_beancount.core.weights import Weight

if TYPE_CHECKING:
    from fsq_beancount.core.prices import Converter
    from fsq_beancount.settings.directives.recurring import Recurring


class IncomePayment(NamedTuple):
    """A planned payment of income.

    Attributes:
        day: The day.
        amount: Income, currency; ``None`` where it has no price.
        is_booked: Whether it is a transaction to come.
    """

    day: datetime.date
    amount: Decimal | None
    is_booked: bool


class PlannedIncome:
    """The planned payments of income, by account and month."""

    @exact
    def __init__(
        self,
        days: Period,
        *,
        to_come: Iterable[Flow],
        recurring: Iterable[Recurring],
        root: str,
        convert: Converter,
    ) -> None:
        """Collect the planned payments of some days.

        Args:
            days: The days.
            to_come: The flows after the as-of date.
            recurring: The recurring payments.
            root: The name of the root account of income.
            convert: Converts an amount to the report currency.
        """
        self._payments: dict[tuple[str, int], list[IncomePayment]] = {}
        self._speaks: dict[str, list[tuple[datetime.date, datetime.date]]] = {}
        replaces: Counter[tuple[str, int, Weight]] = Counter()
        for flow in to_come:
            units = flow.posting.units
            if flow.role != INCOME or flow.gain or not days.first <= flow.date <= days.last:
                continue
            if units is not None and units.number is not None:
                month = month_index(flow.date)
                replaces[flow.account, month, Weight(units.number, units.currency)] += 1
            self._add(flow.account, IncomePayment(flow.date, flow.amount, is_booked=True))
        for each in recurring:
            number, currency = each.amount.number, each.amount.currency
            if number is None or not each.account.startswith(f"{root}:"):
                continue
            found = each.days(days.first, days.last)
            if found:
                self._speaks.setdefault(each.account, []).append((each.date, found[-1]))
            for day in found:
                key = each.account, month_index(day), Weight(number, currency)
                if replaces[key] > 0:
                    replaces[key] -= 1
                    continue
                amount = convert(Weight(-number, currency), day)
                self._add(each.account, IncomePayment(day, amount, is_booked=False))

    def _add(self, account: str, payment: IncomePayment) -> None:
        self._payments.setdefault((account, month_index(payment.day)), []).append(payment)

    @property
    def accounts(self) -> set[str]:
        """The accounts with a planned payment."""
        return {account for account, _ in self._payments}

    def speaks_for(self, account: str, month: int) -> bool:
        """Return whether a recurring payment says what comes on an account in a month."""
        return any(
            since <= month_last(month) and month_first(month) <= last
            for since, last in self._speaks.get(account, ())
        )

    def on(self, account: str) -> Sequence[IncomePayment]:
        """Return the planned payments on an account."""
        return [
            payment
            for (name, _), payments in self._payments.items()
            if name == account
            for payment in payments
        ]

    def in_month(self, account: str, month: int) -> Sequence[IncomePayment]:
        """Return the planned payments on an account in a month that have a price."""
        payments = self._payments.get((account, month), ())
        return [payment for payment in payments if payment.amount is not None]
