"""``custom "fsq-benchmark" COMMODITY``: the commodity whose return stands beside one's own.

It is a price return: what the price of the commodity did in the same months, in the report
currency. Distributions are not in a price, so a fund that keeps its income compares better. Of
several directives, the last in force on the as-of date holds, for all periods.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from beancount.core import data
from beancount.core.amount import CURRENCY_RE

from fsq_beancount.settings.directives.values import is_text

USAGE: Final = (
    'write: custom "fsq-benchmark" "COMMODITY", for example custom "fsq-benchmark" "VWCE"'
)


class Benchmark(NamedTuple):
    """A ``custom "fsq-benchmark"``: the commodity to compare with."""

    date: datetime.date
    commodity: str
    entry: data.Custom


def read(entry: data.Custom, values: Sequence[Any]) -> Benchmark | str:
    """Return the benchmark that a directive states, or an error message."""
    if len(values) != 1:
        given = ", ".join(str(value.value) for value in values)
        return f"fsq-benchmark needs one commodity and has {len(values)} values ({given}): {USAGE}"
    [commodity] = (value.value for value in values)
    if not is_text(commodity) or not re.fullmatch(CURRENCY_RE, commodity.strip()):
        return (
            f"fsq-benchmark names {commodity}, which is no commodity: these are written in capital "
            f"letters and between quotes; {USAGE}"
        )
    return Benchmark(entry.date, commodity.strip(), entry)


def in_force(stated: Sequence[Benchmark], date: datetime.date) -> Benchmark | None:
    """Return the benchmark of a day, the last on or before it; the first holds before its date."""
    found = [each for each in stated if each.date <= date]
    return found[-1] if found else next(iter(stated), None)
