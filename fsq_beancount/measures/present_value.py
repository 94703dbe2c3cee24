"""Present value (*Barwert*) of future payments.

Human capital, consumption and claims to pensions are present values. All rates here are per
period; :func:`monthly` converts annual ones.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from fsq_beancount.core.precision import exact

ONE: Final = Decimal(1)
MONTHS_A_YEAR: Final = 12


@exact
def present_value(
    payment: Decimal,
    growth: Decimal,
    discount: Decimal,
    periods: int,
    deferred: int = 0,
) -> Decimal:
    """Return the value of payments at the end of each period, at the beginning of the first.

    With ``q = (1 + growth) / (1 + discount)`` it is ``payment · (q + q² + … + q^periods)``, which
    is ``payment · (1 + growth) · (1 - q^periods) / (discount - growth)`` and ``payment · periods``
    where both rates are the same: a growing annuity in arrears (*nachschüssige wachsende Rente*).
    Payments may grow faster than they are discounted.

    Args:
        payment: The payment per period in today's money, currency; the first one has grown once.
        growth: The growth rate of the payments, per period, fraction.
        discount: The discount rate per period, fraction.
        periods: The number of payments; below zero counts as none.
        deferred: The number of periods before the first payment's period begins, during which
            payments grow and are discounted; below zero counts as none.

    Returns:
        The present value, currency, to the 60 digits of the arithmetic.

    Raises:
        ValueError: When a rate is not a number above -1, since money would become worthless.
    """
    for rate in (growth, discount):
        _require_rate(rate)
    q = (ONE + growth) / (ONE + discount)
    if deferred > 0:
        payment *= q**deferred
    return payment * _powers(q, max(periods, 0))


@exact
def monthly(annual_rate: Decimal) -> Decimal:
    """Return the rate per month that compounds to an annual one: ``(1 + r)^(1/12) - 1``.

    Raises:
        ValueError: When the rate is not a number above -1.
    """
    _require_rate(annual_rate)
    return (ONE + annual_rate) ** (ONE / MONTHS_A_YEAR) - ONE


def _require_rate(rate: Decimal) -> None:
    if not rate.is_finite() or rate <= -1:
        raise ValueError(f"a rate must be a number above -1, not {rate}")


def _powers(q: Decimal, count: int) -> Decimal:
    """Return ``q + q² + … + q^count``.

    The closed form divides by the difference of two rates and loses digits where they are nearly
    the same. Doubling the number of powers at each step loses none and needs no special case.
    """
    total, power = Decimal(), ONE  # the sum of the powers so far, and the last of them
    for digit in f"{count:b}":
        total += total * power
        power *= power
        if digit == "1":
            power *= q
            total += power
    return total
