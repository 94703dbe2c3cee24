"""``custom "fsq-rule" PATTERN [CLASS] [ROLE] [STREAM]``: what the accounts of a name are."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import regex
from beancount.core import account as account_module
from beancount.core import data

from fsq_beancount.core.terms import CLASSES, MIXED, ROLES
from fsq_beancount.settings.directives import patterns
from fsq_beancount.settings.directives.values import closest, listed

TOO_LIKE: Final = 0.87
"""The similarity from which a stream counts as a misspelt class or role: "passiv" and "costs" do,
"Taxi" does not."""

USAGE: Final = (
    'write: custom "fsq-rule" "PATTERN" ["CLASS"] ["ROLE"] ["STREAM"], for example '
    'custom "fsq-rule" "Income:(.*:)?Airbnb" "near-passive" "Immobilien"'
)


class Rule(NamedTuple):
    """A ``custom "fsq-rule"``: the class, role and stream of accounts that match a pattern.

    Attributes:
        date: The first day it is in force.
        text: The pattern as written.
        pattern: The pattern, to be matched against a whole account or an ancestor of it.
        income_class: The class it gives, if any.
        role: The role it gives, if any.
        stream: The stream it gives, if any.
        entry: The directive.
    """

    date: datetime.date
    text: str
    pattern: regex.Pattern[str]
    income_class: str | None
    role: str | None
    stream: str | None
    entry: data.Custom

    def matches(self, account: str) -> bool:
        """Return whether the pattern matches the account or one of its ancestors."""
        return patterns.matches(self.pattern, account)


def never_ends(rule: Rule) -> str:
    """Return the error message for a rule whose pattern takes too long."""
    return (
        f'fsq-rule has the pattern "{rule.text}", which takes too long to compare with the '
        "names of accounts, so the rule is left out; a repetition in a repetition, such as "
        '(.+)+, does that. Write a single one, such as "Income:(.*:)?Airbnb"'
    )


def read(entry: data.Custom, values: Sequence[Any]) -> Rule | str:
    """Return the rule that a directive states, or an error message."""
    if len(values) < 2:
        count = "no value" if not values else "only a pattern"
        return f"fsq-rule has {count}; it needs a pattern and a class, a role or a stream: {USAGE}"
    if not all(isinstance(value.value, str) for value in values):
        bad = next(value.value for value in values if not isinstance(value.value, str))
        return f"fsq-rule has the value {bad}, which is no string: {USAGE}"
    text, *words = (value.value for value in values)
    income_class = role = stream = None
    for word in words:
        if word in CLASSES:
            if income_class is not None:
                return f'fsq-rule names two classes, "{income_class}" and "{word}": {USAGE}'
            income_class = word
        elif word in ROLES:
            if role is not None:
                return f'fsq-rule names two roles, "{role}" and "{word}": {USAGE}'
            role = word
        elif stream is not None:
            return (
                f'fsq-rule names two streams, "{stream}" and "{word}". Classes are '
                f"{listed(CLASSES)}, roles {listed(ROLES)}; any other string is the stream"
            )
        elif not word.strip():
            return f"fsq-rule has an empty string as a stream: {USAGE}"
        else:
            like = MIXED if word == MIXED else closest(word, (*CLASSES, *ROLES), TOO_LIKE)
            if like is not None:
                meant = "" if like == MIXED else f'; write "{like}"'
                return (
                    f'fsq-rule has "{word}", which is neither a class ({listed(CLASSES)}) nor '
                    f"a role ({listed(ROLES)}) and too like one to be a stream{meant}"
                )
            stream = word
    if values[0].dtype == account_module.TYPE:
        text = re.escape(text).replace(r"\-", "-")
    pattern = patterns.read(text)
    if isinstance(pattern, str):
        return f"fsq-rule has {pattern}: {USAGE}"
    return Rule(entry.date, text, pattern, income_class, role, stream, entry)
