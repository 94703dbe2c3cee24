"""Pensions of a projection: the month in which each is paid for the first time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from fsq_beancount.measures.wealth.lifetime import months_until
from fsq_beancount.settings.directives.pension import Pension


def first_months(
    pensions: Iterable[Pension], birth: datetime.date | None, date: datetime.date
) -> Iterator[tuple[Pension, int | None]]:
    """Yield pensions, each with its first month; none where the date of birth is unknown.

    A pension is paid from the calendar month of the birthday on, as a lock opens in the month of
    its day.

    Args:
        pensions: The pensions.
        birth: The date of birth.
        date: The as-of date; month 1 is the calendar month after it.

    Yields:
        The pension and its first month; ``None`` where the birthday is over, since what is
        received of it is in the books then.
    """
    if birth is None:
        return
    month = date.replace(day=1)
    for pension in pensions:
        if months_until(date, birth, pension.age) < 0:
            yield pension, None
        else:
            yield pension, max(1, months_until(month, birth, pension.age))
