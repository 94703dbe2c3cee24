"""The sale of lots for a net amount: first in, first out, less the tax on the gain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

_CLOSE: Final = 1e-12
"""Relative to the amount wanted, what is below a rounding error."""


class Sale(NamedTuple):
    """A sale.

    Attributes:
        units: The units sold of each lot, the oldest first.
        gross: What they are sold for, currency.
        tax: The tax on the gain, currency.
        net: What is left of it, currency; less than wanted where everything is sold.
        lots: The lots that are left, each with its units and its cost per unit.
    """

    units: tuple[float, ...]
    gross: float
    tax: float
    net: float
    lots: tuple[tuple[float, float], ...]


def sell(
    lots: Sequence[tuple[float, float]],
    price: float,
    net: float,
    *,
    rate: float = 0.0,
    exemption: float = 0.0,
    allowance: float = 0.0,
    loss: float = 0.0,
) -> Sale:
    """Sell as many units as it takes to be left with an amount, the oldest lots first.

    The gain per unit is ``price - cost``, of which ``1 - exemption`` is taxed. The taxable gains
    of the sale, less the loss and the allowance, are taxed at the rate; never below zero. So what
    is left rises with the units in a straight line, up to the end of a lot or of the allowance.

    Args:
        lots: The units and the cost per unit of each lot, the oldest first, currency.
        price: The price per unit, currency.
        net: What should be left after tax, currency.
        rate: The tax rate, fraction.
        exemption: The share of gains and losses that is exempt, fraction.
        allowance: What is left of the year's allowance, currency.
        loss: The loss carried over into the sale, positive, currency.
    """
    gross = taxable = paid = 0.0
    sold: list[float] = []
    left = [(units, cost) for units, cost in lots if units > 0]
    free = allowance + loss
    while left and net - (gross - paid) > _CLOSE * max(1.0, net):
        units, cost = left[0]
        gain = (price - cost) * (1 - exemption)
        part = min(units, _units_wanted(net - (gross - paid), price, gain, rate, free - taxable))
        gross += part * price
        taxable += part * gain
        paid = rate * max(0.0, taxable - free)
        sold.append(part)
        if part < units:
            left[0] = (units - part, cost)
            break
        del left[0]
    return Sale(tuple(sold), gross, paid, gross - paid, tuple(left))


def _units_wanted(wanted: float, price: float, gain: float, rate: float, free: float) -> float:
    """Return the units of a lot that leave an amount after tax, if it had enough of them.

    Args:
        wanted: What should be left, currency.
        price: The price per unit.
        gain: The taxable gain per unit.
        rate: The tax rate, fraction.
        free: The taxable gains before the next one is taxed; negative where some are taxed
            already, and a loss gets back tax on as much.
    """
    if price <= 0:
        return float("inf")
    after_tax = price - rate * gain
    if gain > 0 and free > 0:
        untaxed = free / gain
        if untaxed * price >= wanted:
            return wanted / price
        return untaxed + (wanted - untaxed * price) / after_tax
    if gain < 0 and free < 0:
        refunded = free / gain
        if refunded * after_tax >= wanted:
            return wanted / after_tax
        return refunded + (wanted - refunded * after_tax) / price
    return wanted / (after_tax if gain > 0 else price)
