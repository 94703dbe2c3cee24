"""Formulas of a projection with constant payments and rates, to call with numbers of one's own.

Rates are annual fractions and become monthly as ``(1 + r)^(1/12) - 1``; a loan alone has a nominal
rate, a twelfth of which is charged each month. Payments are made at the end of each month. These
figures are estimates, so they are floats and not decimals.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

MONTHS_A_YEAR: Final = 12
_ENDLESS: Final = 12_000
"""Months after which a loan counts as never repaid: a thousand years."""
_STEPS: Final = 200
"""The halvings of a search, more than a float has digits."""


def monthly(annual: float) -> float:
    """Return the monthly rate of an annual one; -1 (all is lost) at or below -1."""
    return (1 + annual) ** (1 / MONTHS_A_YEAR) - 1 if annual > -1 else -1.0


def growth(start: float, per_month: float, rate: float, months: int) -> float:
    """Return the capital after some months, currency.

    Args:
        start: The capital at the beginning, currency.
        per_month: What is added at the end of each month, currency; negative if it is taken out.
        rate: The annual return, fraction.
        months: The number of months.
    """
    of_month = monthly(rate)
    factor = (1 + of_month) ** months
    added = per_month * months if of_month == 0 else per_month * (factor - 1) / of_month
    return start * factor + added


def payment_that_empties(start: float, rate: float, months: int) -> float | None:
    """Return the payment at the end of each month that uses up a capital, currency.

    Args:
        start: The capital at the beginning, currency.
        rate: The annual return, fraction.
        months: The number of payments.

    Returns:
        The payment; ``None`` without any month to pay in.
    """
    if months <= 0:
        return None
    of_month = monthly(rate)
    if of_month == 0:
        return start / months
    factor = (1 + of_month) ** months
    return start * factor * of_month / (factor - 1)


def coast(number: float, rate: float, months: int) -> float:
    """Return the capital that grows to a number by itself, currency (*Coast FI*).

    Args:
        number: The capital to reach, currency.
        rate: The annual real return, fraction.
        months: The months until then.
    """
    factor: float = (1 + rate) ** (months / MONTHS_A_YEAR)
    return number / factor


def years_to_fi(rate: float, multiple: float, saving: float) -> float | None:
    """Return the years from nothing to financial independence, with yearly payments.

    It is ``ln(1 + r·M·(1 - s)/s) / ln(1 + r)``, and ``M·(1 - s)/s`` at a rate of 0.

    Args:
        rate: The annual real return, fraction.
        multiple: The number of yearly costs to reach, such as 25.
        saving: The share of income that is saved, fraction.

    Returns:
        The years; ``None`` where the number is never reached.
    """
    if saving <= 0:
        return None
    return _periods(0.0, saving, rate, multiple * (1 - saving))


def months_to_fi(rate: float, multiple: float, saving: float) -> tuple[float, int] | None:
    """Return the months from nothing to financial independence, with monthly payments.

    Args:
        rate: The annual real return, fraction.
        multiple: The number of yearly costs to reach, such as 25.
        saving: The share of income that is saved, fraction.

    Returns:
        The months, and the first month at whose end the number is reached; ``None`` where it never
        is.
    """
    if saving <= 0:
        return None
    return months_to_reach(0.0, saving / MONTHS_A_YEAR, rate, multiple * (1 - saving))


def months_to_reach(
    start: float, per_month: float, rate: float, target: float
) -> tuple[float, int] | None:
    """Return the months until a capital reaches a target.

    Args:
        start: The capital at the beginning, currency.
        per_month: What is added at the end of each month, currency.
        rate: The annual return, fraction.
        target: The capital to reach, currency.

    Returns:
        The months, and the first month at whose end the target is reached; ``None`` where it never
        is.
    """
    found = _periods(start, per_month, monthly(rate), target)
    # A whole number of months must not become the next one by rounding.
    return None if found is None else (found, math.ceil(found - 1e-9))


def _periods(start: float, payment: float, rate: float, target: float) -> float | None:
    """Return the number of periods until a capital reaches a target, all per period."""
    if start >= target:
        return 0.0
    if rate <= -1:
        return None
    if rate == 0:
        return (target - start) / payment if payment > 0 else None
    # What the capital earns and what is added, at the end and at the beginning.
    at_end, at_begin = target * rate + payment, start * rate + payment
    if at_begin <= 0 or at_end <= 0:
        return None
    return math.log(at_end / at_begin) / math.log1p(rate)


def rate_to_reach(start: float, per_month: float, target: float, months: int) -> float | None:
    """Return the annual return at which a capital reaches a target in some months, fraction.

    Args:
        start: The capital at the beginning, currency.
        per_month: What is added at the end of each month, currency.
        target: The capital to reach, currency.
        months: The number of months.

    Returns:
        The return; ``None`` where no return up to 100 % a year suffices, or none is needed at all.
    """
    low, high = -0.99, 1.0
    if growth(start, per_month, high, months) < target:
        return None
    if growth(start, per_month, low, months) >= target:
        return None
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if growth(start, per_month, middle, months) < target:
            low = middle
        else:
            high = middle
    return high


class Repayment(NamedTuple):
    """How a loan is repaid.

    Attributes:
        months: The number of instalments.
        last: The last instalment, currency.
        interest: The interest of all months, currency.
    """

    months: int
    last: float
    interest: float


def loan(balance: float, rate: float, instalment: float) -> Repayment | None:
    """Return how a loan is repaid.

    Args:
        balance: What is owed, currency.
        rate: The nominal annual rate, fraction; a twelfth is charged at the end of each month.
        instalment: What is paid at the end of each month, currency.

    Returns:
        The repayment; ``None`` where the instalment never repays it.
    """
    if balance <= 0:
        return Repayment(0, 0.0, 0.0)
    charged = 0.0
    for month in range(1, _ENDLESS + 1):
        interest = balance * rate / MONTHS_A_YEAR
        if instalment <= interest:
            return None
        charged += interest
        if balance + interest <= instalment:
            return Repayment(month, balance + interest, charged)
        balance += interest - instalment
    return None
