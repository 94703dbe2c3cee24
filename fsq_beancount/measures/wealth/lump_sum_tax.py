"""The tax on the advance lump sums of a year, which falls due at the beginning of the next.

The base rate of a year is known in January, so the tax can be estimated all year from what is held
and from the last price so far. Losses that the bank sets off first are not known, and neither is
what will be bought and sold.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.books.holdings import Holding, Kind
from fsq_beancount.books.line import Line
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.wealth.lump_sums import LumpSums
from fsq_beancount.measures.wealth.tax_law import Law
from fsq_beancount.measures.wealth.unit_lump_sums import Fund, in_year_of_purchase

ZERO: Final = Decimal()
ONE: Final = Decimal(1)


class LumpSumTax(NamedTuple):
    """The tax on the lump sums of a year.

    Attributes:
        account: The account of the fund with the largest taxable lump sum.
        amount: The tax on all of them, currency.
    """

    account: str
    amount: Decimal


@exact
def lump_sum_tax(
    year: int,
    *,
    as_of: datetime.date,
    holdings: Iterable[Holding],
    lump_sums: LumpSums,
    law: Law,
) -> LumpSumTax | None:
    """Return the tax on the lump sums of a year, from what is held on a day.

    Args:
        year: The year of the lump sums.
        as_of: The day.
        holdings: All holdings.
        lump_sums: The lump sums under the profile of the law.
        law: The law of the day on which the tax falls due, with the allowance left for it.

    Returns:
        The tax; ``None`` where none is due, or no lump sum is known.
    """
    taxable: dict[str, Decimal] = {}
    for holding in holdings:
        word = holding.tax_treatment
        if holding.kind is not Kind.ASSET or not law.profile.treatment(word).lump_sums:
            continue
        exempt = ZERO if word is None else law.rules.exemptions.get(word, ZERO)
        amount = (ONE - exempt) * _of_line(holding.line, year, as_of, lump_sums)
        taxable[holding.account] = taxable.get(holding.account, ZERO) + amount
    tax = max(ZERO, sum(taxable.values(), ZERO) - law.allowance) * law.rate
    if not tax:
        return None
    return LumpSumTax(max(sorted(taxable), key=lambda account: taxable[account]), tax)


def _of_line(line: Line, year: int, as_of: datetime.date, lump_sums: LumpSums) -> Decimal:
    """Return the lump sums of a year on the units of a line; zero where they are unknown."""
    of_unit = lump_sums.of_unit.of_year(Fund(line.currency, line.cost_currency), year)
    if not of_unit:
        return ZERO
    held: dict[int, Decimal] = {}
    for change in line.changes:
        bought = change.cost.date
        if change.date <= as_of and bought.year <= year:
            month = bought.month if bought.year == year else 1
            held[month] = held.get(month, ZERO) + change.number
    return sum(
        (units * in_year_of_purchase(of_unit, month) for month, units in held.items() if units > 0),
        ZERO,
    )
