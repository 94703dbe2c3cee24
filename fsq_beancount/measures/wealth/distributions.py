"""Distributions of funds, per unit held.

A distribution is passive income whose account, lots, metadata or narration names the commodity.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from fsq_beancount.books.flows import Flow
from fsq_beancount.books.line import Line
from fsq_beancount.books.payers import named
from fsq_beancount.books.positions import Positions
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.core.terms import INCOME, PASSIVE
from fsq_beancount.measures.wealth.splits import Splits

ZERO: Final = Decimal()


@exact
def per_unit(
    flows: Iterable[Flow], positions: Positions, splits: Splits
) -> Mapping[tuple[str, int], Decimal]:
    """Return the distributions per unit, by commodity and year, in the report currency.

    Units are those of the end of the year.

    Args:
        flows: The flows of a ledger.
        positions: The positions of the ledger.
        splits: The splits of the commodities.
    """
    paid_out: dict[tuple[str, int], Decimal] = {}
    lines: dict[str, list[Line]] = {}
    for line in positions.lines:
        if not line.is_money:
            lines.setdefault(line.currency, []).append(line)
    for flow in flows:
        if flow.income_class != PASSIVE or flow.role != INCOME or flow.gain or flow.amount is None:
            continue
        commodity = next(named(flow, lines), None)
        if commodity not in lines:
            continue
        units = sum((line.units(flow.date) for line in lines[commodity]), ZERO)
        if units > 0:
            key = (commodity, flow.date.year)
            end = datetime.date(flow.date.year, 12, 31)
            of_unit = round_places(flow.amount / units)
            amount = splits.before(of_unit, commodity, flow.date, end)
            paid_out[key] = paid_out.get(key, ZERO) + amount
    return paid_out
