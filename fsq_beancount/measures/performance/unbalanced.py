"""The imbalances of transactions beyond Beancount's tolerance."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Final

from beancount.core import data

from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Converter
from fsq_beancount.core.terms import FLAG_UNREALIZED
from fsq_beancount.core.weights import Weight, weigh
from fsq_beancount.measures.performance.by_day import ByDay, add

ZERO: Final = Decimal()
HALF_A_CENT: Final = Decimal("0.005")


def beyond_tolerance(entry: data.Transaction) -> Iterator[Weight]:
    """Yield the imbalance of a transaction in each currency where it exceeds the tolerance."""
    sums: dict[str, Decimal] = {}
    for posting in entry.postings:
        if posting.units is not None and posting.units.number is not None:
            number, currency = weigh(posting)
            sums[currency] = sums.get(currency, ZERO) + number
    if not any(sums.values()):
        return
    # Beancount stores the inferred tolerances there; transactions added by plugins have none.
    tolerances = entry.meta.get("__tolerances__")
    if tolerances is None:
        tolerances = dict.fromkeys(sums, HALF_A_CENT)
    for currency, number in sums.items():
        if abs(number) > tolerances.get(currency, ZERO):
            yield Weight(number, currency)


@exact
def unbalanced(
    entries: Iterable[data.Directive],
    *,
    convert: Converter,
    excluded: Collection[str],
    until: datetime.date,
) -> ByDay:
    """Return the imbalances of the transactions that do not balance, by day, currency.

    Args:
        entries: The directives, in order of date.
        convert: Converts to the report currency; amounts it cannot convert are left out.
        excluded: The currencies that are in no figure.
        until: The last day that counts.
    """
    by_day: ByDay = {}
    for entry in entries:
        if entry.date > until:
            break
        if not isinstance(entry, data.Transaction) or entry.flag == FLAG_UNREALIZED:
            continue
        for weight in beyond_tolerance(entry):
            amount = convert(weight, entry.date)
            if weight.currency not in excluded and amount is not None:
                add(by_day, entry.date, amount)
    return by_day
