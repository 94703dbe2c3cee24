"""The suite's own directives: each has a module that reads it, and a line in :data:`READERS`.

A reader returns the statement of a directive, or an error message that says what was found, what
is allowed and what to write instead. Nothing raises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from beancount.core import data

from fsq_beancount.core import errors
from fsq_beancount.core.errors import FsqError
from fsq_beancount.settings.directives import (
    accept,
    benchmark,
    budget,
    interest_rate,
    lump_sum,
    meta,
    milestone,
    option,
    pension,
    recurring,
    rule,
    tag,
)
from fsq_beancount.settings.directives.accept import Accept
from fsq_beancount.settings.directives.benchmark import Benchmark
from fsq_beancount.settings.directives.budget import Budget
from fsq_beancount.settings.directives.interest_rate import InterestRate
from fsq_beancount.settings.directives.lump_sum import LumpSum
from fsq_beancount.settings.directives.meta import Meta
from fsq_beancount.settings.directives.milestone import Milestone
from fsq_beancount.settings.directives.option import Setting
from fsq_beancount.settings.directives.pension import Pension
from fsq_beancount.settings.directives.recurring import Recurring
from fsq_beancount.settings.directives.rule import Rule
from fsq_beancount.settings.directives.tag import TagRule
from fsq_beancount.settings.directives.values import did_you_mean, listed, read_alike

STEM: Final = "fsq"

Statement = (
    Rule
    | TagRule
    | Setting
    | Meta
    | InterestRate
    | LumpSum
    | Pension
    | Milestone
    | Budget
    | Recurring
    | Accept
    | Benchmark
)
"""The content of a directive."""

Reader = Callable[[data.Custom, Sequence[Any]], Statement | str]

READERS: Final[Mapping[str, Reader]] = {
    "fsq-rule": rule.read,
    "fsq-tag": tag.read,
    "fsq-option": option.read,
    meta.TYPE: meta.read,
    "fsq-pension": pension.read,
    "fsq-interest-rate": interest_rate.read,
    "fsq-lump-sum": lump_sum.read,
    milestone.TYPE: milestone.read,
    "fsq-recurring": recurring.read,
    accept.TYPE: accept.read,
    "fsq-benchmark": benchmark.read,
}
"""The reader of each directive."""

_OF_FAVA: Final[Mapping[str, Reader]] = {budget.TYPE: budget.read}
"""The readers of Fava's directives that this suite reads, too."""


def read(entry: data.Custom) -> Statement | FsqError:
    """Return the statement of a directive, or an error at its place if it has a mistake."""
    if has_no_values(entry):
        # Neither Beancount's pad nor its printer can take the None that the parser gives.
        entry = entry._replace(values=[])
    reader = _OF_FAVA.get(entry.type) or READERS.get(entry.type, _unknown)
    result = reader(entry, read_alike(entry.values))
    return errors.at(entry.meta, entry, result) if isinstance(result, str) else result


def _unknown(entry: data.Custom, _values: Sequence[Any]) -> str:
    hint = did_you_mean(entry.type.replace("_", "-").replace(" ", "-"), READERS)
    return (
        f'"{entry.type}" is no directive of fsq-beancount. '
        f"Allowed are {listed(sorted(READERS))}{hint}"
    )


def is_ours(entry: data.Custom) -> bool:
    """Return whether a custom directive is one that this suite reads, its own or Fava's."""
    # Include misspellings ("fsq_rule", "FSQ-Rule"), so that they are reported.
    return str(entry.type).lower().startswith(STEM) or entry.type in _OF_FAVA


def has_no_values(entry: data.Directive) -> bool:
    """Return whether it is a custom directive that this suite reads, without any values."""
    values: Any = entry.values if isinstance(entry, data.Custom) and is_ours(entry) else ()
    return values is None
