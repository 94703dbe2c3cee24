"""``custom "fsq-tag" TAG CLASS``: the class that a tag on a transaction stands for."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from beancount.core import data

from fsq_beancount.core.terms import CLASSES
from fsq_beancount.settings.directives.values import did_you_mean, listed

USAGE: Final = 'write: custom "fsq-tag" "TAG" "CLASS", for example custom "fsq-tag" "job" "active"'


class TagRule(NamedTuple):
    """A ``custom "fsq-tag"``: the class that a tag on a transaction is mapped to."""

    date: datetime.date
    tag: str
    income_class: str
    entry: data.Custom


def read(entry: data.Custom, values: Sequence[Any]) -> TagRule | str:
    """Return the mapping that a directive states, or an error message."""
    if len(values) != 2 or not all(isinstance(value.value, str) for value in values):
        given = ", ".join(str(value.value) for value in values)
        count = f"{len(values)} value{'' if len(values) == 1 else 's'}"
        return f"fsq-tag needs a tag and a class, both strings, and has {count} ({given}): {USAGE}"
    tag, income_class = (value.value for value in values)
    if income_class not in CLASSES:
        hint = did_you_mean(income_class, CLASSES)
        return (
            f'fsq-tag gives "{tag}" the unknown class "{income_class}". '
            f"Allowed are {listed(CLASSES)}{hint}"
        )
    return TagRule(entry.date, tag.removeprefix("#"), income_class, entry)
