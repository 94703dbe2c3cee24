"""Our own directives: each has a module that reads it, and a line here.

A reader returns what a directive says, or what is wrong with it in words: what was found, what is
allowed and what to write instead. Nothing raises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from beancount.core import data

from fsq_beancount import errors
from fsq_beancount.directives import interest_rate, lump_sum, option, pension, rule, tag
from fsq_beancount.directives.interest_rate import InterestRate
from fsq_beancount.directives.lump_sum import LumpSum
from fsq_beancount.directives.option import Setting
from fsq_beancount.directives.pension import Pension
from fsq_beancount.directives.rule import Rule
from fsq_beancount.directives.tag import TagRule
from fsq_beancount.directives.values import did_you_mean, listed
from fsq_beancount.errors import FsqError

STEM: Final = "fsq"

_LATER_USAGE: Final = {
    "fsq-milestone": 'custom "fsq-milestone" "NAME" ACCOUNT …',
    "fsq-recurring": 'custom "fsq-recurring" ACCOUNT AMOUNT "RRULE"',
}

Statement = Rule | TagRule | Setting | InterestRate | LumpSum | Pension
"""What a directive says."""

Reader = Callable[[data.Custom, Sequence[Any]], Statement | str | None]


def _read_later(entry: data.Custom, values: Sequence[Any]) -> str | None:
    if values:
        return None
    return f"{entry.type} has no values; write: {_LATER_USAGE[entry.type]}"


READERS: Final[Mapping[str, Reader]] = {
    "fsq-rule": rule.read,
    "fsq-tag": tag.read,
    "fsq-option": option.read,
    "fsq-pension": pension.read,
    "fsq-interest-rate": interest_rate.read,
    "fsq-lump-sum": lump_sum.read,
    # Promised names whose figures this version does not compute; their use is a warning.
    **dict.fromkeys(_LATER_USAGE, _read_later),
}
"""Every directive and what reads it; a reader that gives nothing is of one not evaluated yet."""


def read(entry: data.Custom) -> Statement | FsqError | None:
    """Return what a directive of ours says, or the mistake in it.

    Returns:
        The statement, an error at the directive's place, or ``None`` where it is understood but
        not evaluated yet.
    """
    if has_no_values(entry):
        # Neither Beancount's pad nor its printer can take the None that the parser gives.
        entry = entry._replace(values=[])
    result = READERS.get(entry.type, _unknown)(entry, entry.values)
    return errors.at(entry.meta, entry, result) if isinstance(result, str) else result


def _unknown(entry: data.Custom, _values: Sequence[Any]) -> str:
    hint = did_you_mean(entry.type.replace("_", "-").replace(" ", "-"), READERS)
    return (
        f'"{entry.type}" is no directive of fsq-beancount. '
        f"Allowed are {listed(sorted(READERS))}{hint}"
    )


def is_ours(entry: data.Custom) -> bool:
    """Return whether a custom directive is meant for us."""
    # Also what only looks so ("fsq_rule", "FSQ-Rule"): silence would hide the mistake.
    return str(entry.type).lower().startswith(STEM)


def has_no_values(entry: data.Directive) -> bool:
    """Return whether it is a custom directive of ours that was written without any value."""
    values: Any = entry.values if isinstance(entry, data.Custom) and is_ours(entry) else ()
    return values is None
