"""The plan: all budgets of a ledger, summed over days and accounts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from fsq_beancount.books.budgets.line import Line
from fsq_beancount.books.budgets.spread import day_before
from fsq_beancount.core.periods import Period
from fsq_beancount.core.precision import exact

ZERO: Final = Decimal()


@exact
def savings_planned(income: Decimal | None, expenses: Decimal | None) -> Decimal | None:
    """Return the planned savings (*geplante Sparquote*, as an amount).

    Args:
        income: Planned income, in the report currency; ``None`` without a budget of income.
        expenses: Planned expenses, including costs of earning; ``None`` without a budget.
    """
    return None if income is None or expenses is None else income - expenses


class Plan:
    """All budgets of a ledger.

    Attributes:
        lines: A line per account and currency, in this order.
    """

    __slots__ = ("_by_account", "_converted", "_totals", "lines")

    def __init__(self, lines: Sequence[Line]) -> None:
        """Store the lines."""
        self.lines = lines
        self._by_account: dict[str, list[Line]] = {}
        for line in lines:
            self._by_account.setdefault(line.account, []).append(line)
        self._converted = [line for line in lines if line.is_converted]
        self._totals: dict[tuple[bool, datetime.date], tuple[Decimal, int]] = {}

    def accounts(self, last: datetime.date) -> tuple[str, ...]:
        """Return the accounts with a budget in force on a day, sorted by name."""
        return tuple(sorted({line.account for line in self.lines if line.first <= last}))

    def amount(self, account: str, first: datetime.date, last: datetime.date) -> Decimal | None:
        """Return the planned amount of an account, without its subaccounts, over a span of days.

        Args:
            account: The account.
            first: The first day.
            last: The last day, included.

        Returns:
            The amount in the report currency: planned income of an income account and planned
            costs of an expense account are positive. ``None`` if nothing with a price path is
            planned.
        """
        return _between(self._by_account.get(account, ()), first, last)

    @exact
    def amounts(self, periods: Sequence[Period]) -> list[dict[str, Decimal]]:
        """Return the planned amounts of all accounts in each of several consecutive periods.

        Args:
            periods: The periods, each beginning on the day after the previous period.

        Returns:
            The amounts of each period as in :meth:`amount`, by account, without ``None``.
        """
        amounts: list[dict[str, Decimal]] = [{} for _ in periods]
        for line in self.lines if periods else ():
            account, before = line.account, line.up_to(day_before(periods[0].first))
            for period, found in zip(periods, amounts, strict=True):
                now = line.up_to(period.last)
                if now.days > before.days:
                    found[account] = found.get(account, ZERO) + now.amount - before.amount
                before = now
        return amounts

    def savings(self, first: datetime.date, last: datetime.date) -> Decimal | None:
        """Return the planned savings (*geplante Sparquote*, as an amount) over a span of days.

        Returns:
            Planned income less planned expenses, including costs of earning, in the report
            currency; ``None`` unless both an income and an expense account have a budget.
        """
        return savings_planned(self._total(True, first, last), self._total(False, first, last))

    @exact
    def unconverted(
        self, first: datetime.date, last: datetime.date, account: str | None = None
    ) -> dict[str, Decimal]:
        """Return the planned amounts without a price path to the report currency, by currency.

        Args:
            first: The first day.
            last: The last day, included.
            account: The account, without its subaccounts. Defaults to all accounts.
        """
        amounts: dict[str, Decimal] = {}
        for line in self._converted:
            if account is not None and line.account != account:
                continue
            amount = line.up_to(last).unconverted - line.up_to(day_before(first)).unconverted
            if amount:
                amounts[line.currency] = amounts.get(line.currency, ZERO) + abs(amount)
        return dict(sorted(amounts.items()))

    def _total(self, is_income: bool, first: datetime.date, last: datetime.date) -> Decimal | None:
        (before, days_before), (amount, days) = (
            self._total_up_to(is_income, day) for day in (day_before(first), last)
        )
        return amount - before if days > days_before else None

    def _total_up_to(self, is_income: bool, day: datetime.date) -> tuple[Decimal, int]:
        known = self._totals.get((is_income, day))
        if known is None:
            several = [line.up_to(day) for line in self.lines if line.is_income == is_income]
            amount = sum((each.amount for each in several), ZERO)
            known = self._totals[is_income, day] = amount, sum(each.days for each in several)
        return known


def _between(lines: Iterable[Line], first: datetime.date, last: datetime.date) -> Decimal | None:
    amount, found = ZERO, False
    eve = day_before(first)
    for line in lines:
        before, after = line.up_to(eve), line.up_to(last)
        amount += after.amount - before.amount
        found = found or after.days > before.days
    return amount if found else None
