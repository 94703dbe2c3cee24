"""Distributions of funds, per unit held.

A distribution is recognised by an income account that has the commodity in its name, such as
``Income:Depot:VWRL:Dividenden``; with any other account, the fund would be unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from fsq_beancount.books.flows import Flow
from fsq_beancount.books.line import Line
from fsq_beancount.books.positions import Positions
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.core.terms import INCOME

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
    of_account: dict[str, str | None] = {}
    for flow in flows:
        if flow.account not in of_account:
            parts = flow.account.split(":")[1:]
            of_account[flow.account] = next((p for p in parts if p in lines), None)
        commodity = of_account[flow.account]
        if commodity is None or flow.role != INCOME or flow.gain or flow.amount is None:
            continue
        units = sum((line.units(flow.date) for line in lines[commodity]), ZERO)
        if units > 0:
            key = (commodity, flow.date.year)
            amount = round_places(flow.amount / units)
            paid_out[key] = paid_out.get(key, ZERO) + amount
    return paid_out
