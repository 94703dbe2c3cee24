"""Distributions of funds, per unit held.

A distribution is passive income whose account, lots, metadata or narration names the commodity.
"""

from __future__ import annotations

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

ZERO: Final = Decimal()


@exact
def per_unit(flows: Iterable[Flow], positions: Positions) -> Mapping[tuple[str, int], Decimal]:
    """Return the distributions per unit, by commodity and year, in the report currency.

    Args:
        flows: The flows of a ledger.
        positions: The positions of the ledger.
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
            amount = round_places(flow.amount / units)
            paid_out[key] = paid_out.get(key, ZERO) + amount
    return paid_out
