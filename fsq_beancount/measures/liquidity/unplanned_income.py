"""Regular income that a plan may lack: monthly, or in the same months of both last years."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.books.flows import Flow, within
from fsq_beancount.core.periods import ROLLING_MONTHS, month_first, month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.core.terms import COST, FEE, INCOME, TAX
from fsq_beancount.measures.liquidity.rhythm import REGULAR_MONTHS, interval_of

if TYPE_CHECKING:
    from beancount.core import data

    from fsq_beancount.measures.liquidity.year import BookedYear

ZERO: Final = Decimal()

_COUNTED: Final = frozenset({INCOME, TAX, FEE, COST})


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplannedIncome:
    """Regular income that no plan contains.

    Attributes:
        account: The account.
        amount: What arrives in a month on average, or, if it does not come monthly, in a month in
            which it comes; net of what its transactions deduct, currency.
        month: The first calendar month of income that does not come monthly, 1 to 12.
        interval: The months from one payment to the next.
    """

    account: str
    amount: Decimal
    month: int | None = None
    interval: int = 1


@exact
def regular_income(
    flows: Sequence[Flow],
    year: BookedYear | None,
    set_aside: Callable[[data.Transaction], Decimal],
) -> Sequence[UnplannedIncome]:
    """Return the regular income of the last twelve complete months, the largest first.

    Income is regular if it comes in at least nine of these months, or in the same months as in the
    twelve before; gains are none.

    Args:
        flows: The flows that count, oldest first.
        year: The months; ``None`` where none has ended.
        set_aside: Returns what of a transaction goes into assets that are no cash, currency.
    """
    if year is None:
        return ()
    start = month_index(year.first)
    by_account: dict[str, dict[int, Decimal]] = {}
    days = month_first(start - ROLLING_MONTHS), year.last
    for account, month, amount in _arrived(flows, *days, set_aside):
        sums = by_account.setdefault(account, {})
        sums[month] = sums.get(month, ZERO) + amount
    found: list[UnplannedIncome] = []
    for account, sums in by_account.items():
        paid = {month: amount for month, amount in sums.items() if amount > 0}
        now = {month for month in paid if month >= start}
        before = paid.keys() - now
        if len(now) >= REGULAR_MONTHS:
            total = sum((paid[month] for month in now), ZERO)
            found.append(UnplannedIncome(account=account, amount=round_places(total / year.months)))
        elif now and now == {month + ROLLING_MONTHS for month in before}:
            found += _in_months(account, sorted(now), paid)
    return sorted(found, key=lambda each: (each.month is not None, -each.amount, each.account))


def _in_months(
    account: str, months: Sequence[int], paid: Mapping[int, Decimal]
) -> Iterator[UnplannedIncome]:
    """Yield the income of the same months of two years: as one if they are evenly spaced."""
    interval = interval_of([*months, months[0] + ROLLING_MONTHS])
    several = [[month] for month in months] if interval is None else [months]
    for each in several:
        amounts = [paid[month - back] for month in each for back in (0, ROLLING_MONTHS)]
        yield UnplannedIncome(
            account=account,
            amount=round_places(sum(amounts, ZERO) / len(amounts)),
            month=month_first(each[0]).month,
            interval=interval or ROLLING_MONTHS,
        )


def _arrived(
    flows: Sequence[Flow],
    first: datetime.date,
    last: datetime.date,
    set_aside: Callable[[data.Transaction], Decimal],
) -> Iterator[tuple[str, int, Decimal]]:
    """Yield account, month and what arrived of each income posting, net of its deductions."""
    by_entry: dict[int, list[Flow]] = {}
    for flow in within(flows, first, last):
        if flow.amount is not None and flow.role in _COUNTED:
            by_entry.setdefault(id(flow.entry), []).append(flow)
    for several in by_entry.values():
        income = [flow for flow in several if flow.role == INCOME and not flow.gain]
        total = sum((flow.amount or ZERO for flow in income), ZERO)
        deducted = sum((flow.amount or ZERO for flow in several if flow.role != INCOME), ZERO)
        if income:
            deducted -= set_aside(income[0].entry)
        for flow in income:
            amount = flow.amount or ZERO
            share = deducted * amount / total if total else ZERO
            yield flow.account, month_index(flow.date), amount + share


def lines(
    several: Iterable[UnplannedIncome], *, after: datetime.date, currency: str
) -> Iterator[str]:
    """Yield the directives that plan regular income, from the first of the next month on.

    Args:
        several: The income.
        after: The as-of date.
        currency: The report currency.
    """
    following = month_index(after) + 1
    for each in several:
        month, often = following, "MONTHLY"
        if each.month is not None:
            month += (each.month - month_first(following).month) % each.interval
            if each.interval == ROLLING_MONTHS:
                often = "YEARLY"
            else:
                often += f";INTERVAL={each.interval}"
        yield (
            f'{month_first(month)} custom "fsq-recurring" {each.account} '
            f'{-each.amount:.2f} {currency} "FREQ={often}"'
        )
