"""The tax on advance lump sums as a payment to come."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from fsq_beancount import names
from fsq_beancount.books.flows import Flow
from fsq_beancount.core.prices import round_places
from fsq_beancount.measures.liquidity.months import Basis, Item, ToCome
from fsq_beancount.measures.wealth.lump_sum_tax import LumpSumTax
from fsq_beancount.measures.wealth.unit_lump_sums import taxed_on


def lump_sum_taxes(
    as_of: datetime.date,
    *,
    tax_of: Callable[[int], LumpSumTax | None],
    flows: Sequence[Flow],
    planned: Iterable[str],
) -> Iterator[ToCome]:
    """Yield the tax on the lump sums of the years that are not taxed yet.

    It stands on the account on which the ledger plans such a tax or last booked one, or else
    another tax on capital income, and steps back where an entry is planned there in its month.
    Without one it stands on the account of the fund, where an entry is no tax.

    Args:
        as_of: The as-of date.
        tax_of: Returns the tax on the lump sums of a year.
        flows: The flows that count, oldest first.
        planned: The accounts with planned payments.
    """
    accounts = dict.fromkeys([*planned, *(flow.account for flow in reversed(flows))])
    booked_to = _of_taxes(accounts)
    # The last year of the calendar has no next one.
    for year in range(as_of.year - 1, min(as_of.year + 1, datetime.MAXYEAR)):
        due = taxed_on(year)
        tax = tax_of(year) if due > as_of else None
        if tax is not None:
            item = Item(booked_to or tax.account, Basis.LUMP_SUM, -round_places(tax.amount))
            yield ToCome(due, item, is_replaced=booked_to is not None)


def _of_taxes(accounts: Collection[str]) -> str | None:
    """Return the first account of taxes on lump sums, or else of taxes on capital income."""
    for category in ("lump-sum-tax", "capital-tax"):
        for account in accounts:
            match = names.cost(account)
            if match is not None and match.category == category:
                return account
    return None
