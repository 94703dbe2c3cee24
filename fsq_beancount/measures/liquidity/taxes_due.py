"""The tax on advance lump sums as a payment to come."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence

from fsq_beancount import names
from fsq_beancount.books.flows import Flow
from fsq_beancount.core.prices import round_places
from fsq_beancount.measures.liquidity.months import Basis, Item
from fsq_beancount.measures.wealth.lump_sum_tax import LumpSumTax
from fsq_beancount.measures.wealth.unit_lump_sums import taxed_on


def lump_sum_taxes(
    as_of: datetime.date,
    *,
    tax_of: Callable[[int], LumpSumTax | None],
    flows: Sequence[Flow],
) -> Iterator[tuple[datetime.date, Item]]:
    """Yield the tax on the lump sums of the years that are not taxed yet, with the day it is due.

    It stands on the account to which the ledger last booked such a tax, or else another tax on
    capital income; without one, on the account of the fund.

    Args:
        as_of: The as-of date.
        tax_of: Returns the tax on the lump sums of a year.
        flows: The flows that count, oldest first.
    """
    # The last year of the calendar has no next one.
    for year in range(as_of.year - 1, min(as_of.year + 1, datetime.MAXYEAR)):
        due = taxed_on(year)
        tax = tax_of(year) if due > as_of else None
        if tax is not None:
            account = _booked_to(flows) or tax.account
            yield due, Item(account, Basis.LUMP_SUM, -round_places(tax.amount))


def _booked_to(flows: Sequence[Flow]) -> str | None:
    """Return the account of the last tax on a lump sum, or else of the last on capital income."""
    accounts = dict.fromkeys(flow.account for flow in reversed(flows))
    for category in ("lump-sum-tax", "capital-tax"):
        for account in accounts:
            match = names.cost(account)
            if match is not None and match.category == category:
                return account
    return None
