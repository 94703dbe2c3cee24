"""What the user wrote for us: directives, options and metadata, read and checked.

Nothing here raises: :func:`read` returns the configuration and the mistakes found, each with
file and line, and whatever is not mistaken holds.
"""

from __future__ import annotations

import bisect
import datetime
import difflib
import os
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, NamedTuple

import regex
from beancount.core import account as account_module
from beancount.core import data
from beancount.core.account_types import AccountTypes
from beancount.core.amount import Amount
from beancount.parser import options as beancount_options

from fsq_beancount import errors, metadata
from fsq_beancount.errors import FsqError
from fsq_beancount.vocabulary import (
    CLASSES,
    EXCLUDED,
    KEY_CLASS,
    KEY_ROLE,
    MIXED,
    ROLES,
)
from fsq_beancount.weights import weigh

STEM: Final = "fsq"

PATIENCE: Final = 0.5
"""Seconds to find out whether a pattern matches a name; a millionth is usual."""

_LATER_USAGE: Final = {
    "fsq-milestone": 'custom "fsq-milestone" "NAME" ACCOUNT …',
    "fsq-interest-rate": 'custom "fsq-interest-rate" ACCOUNT RATE',
    "fsq-pension": 'custom "fsq-pension" "NAME" AMOUNT AGE',
    "fsq-recurring": 'custom "fsq-recurring" ACCOUNT AMOUNT "RRULE"',
}

LATER_DIRECTIVES: Final = frozenset(_LATER_USAGE)
"""Promised names whose figures this version does not compute; their use is a warning."""

DIRECTIVES: Final = frozenset({"fsq-rule", "fsq-option", "fsq-tag"}) | LATER_DIRECTIVES

_NUMBER: Final = "a number such as 0.04"
_MONTHS: Final = "a number of months such as 120"
_AGE: Final = "an age such as 67"
_AMOUNT: Final = "an amount such as 5000 EUR"
_DATE: Final = "a date such as 1985-04-01"
_TEXT: Final = "a string"
_PROFILE: Final = '"de" or "flat"'

OPTIONS: Final[Mapping[str, str]] = {
    "withdrawal-rate": _NUMBER,
    "inflation": _NUMBER,
    "reserve": _AMOUNT,
    "tax-profile": _PROFILE,
    "tax-rate": _NUMBER,
    "church-tax": _NUMBER,
    "saver-allowance": _AMOUNT,
    "birth-date": _DATE,
    "retirement-age": _AGE,
    "life-expectancy": _AGE,
    "discount-rate": _NUMBER,
    "income-growth": _NUMBER,
    "cost-growth": _NUMBER,
    "horizon": _MONTHS,
    "stress-stream": _TEXT,
}
"""Every option and what its value is."""


class Rule(NamedTuple):
    """A ``custom "fsq-rule"``: what the accounts that match a pattern are.

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
        try:
            return any(_is_match(self.pattern, name) for name in account_module.parents(account))
        except TimeoutError:
            # Where the account is open, `read` has left the rule out and said so.
            return False


_endless: set[regex.Pattern[str]] = set()
"""Patterns that have taken too long once; nobody is to wait for them again."""


def _is_match(pattern: regex.Pattern[str], name: str) -> bool:
    """Return whether a pattern matches a name.

    Raises:
        TimeoutError: When that takes suspiciously long.
    """
    if pattern in _endless:
        raise TimeoutError
    try:
        return _try_to_match(pattern, name)
    except TimeoutError:
        _endless.add(pattern)
        raise


@lru_cache(maxsize=1 << 16)  # A ledger is read by the plugin and by every analysis.
def _try_to_match(pattern: regex.Pattern[str], name: str) -> bool:
    return pattern.fullmatch(name, timeout=PATIENCE) is not None


class TagRule(NamedTuple):
    """A ``custom "fsq-tag"``: the class that a tag on a transaction stands for."""

    date: datetime.date
    tag: str
    income_class: str
    entry: data.Custom


class Setting(NamedTuple):
    """A ``custom "fsq-option"``: the value of an option from a date on."""

    name: str
    date: datetime.date
    value: Any


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a ledger says to us.

    Attributes:
        roots: The names of the five root accounts.
        currency: The first operating currency, if the ledger names one.
        rules: In the order in which they overrule each other, the last one last.
        tags: In the same order.
        settings: The values of each option by date.
        opens: The ``open`` directive of every account.
        excluded: Currencies that are in no figure.
        not_evaluated: The first directive of each kind that this version does not evaluate.
        folder: The folder of the ledger, which places are named relative to.
    """

    roots: AccountTypes
    currency: str | None
    rules: tuple[Rule, ...] = ()
    tags: tuple[TagRule, ...] = ()
    settings: Mapping[str, tuple[Setting, ...]] = field(default_factory=dict)
    opens: Mapping[str, data.Open] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    not_evaluated: tuple[data.Custom, ...] = ()
    folder: str = ""

    def option(self, name: str, date: datetime.date) -> Any:
        """Return the value of an option on a day, ``None`` where it is nowhere set.

        The latest in force holds; the first holds before its date, too.
        """
        settings = self.settings.get(name)
        if not settings:
            return None
        position = bisect.bisect_right([setting.date for setting in settings], date)
        return settings[max(position - 1, 0)].value

    def place(self, meta: Mapping[str, Any] | None) -> str:
        """Return a place in the ledger as ``file:line``, relative to the ledger's folder."""
        if not meta or not meta.get("filename"):
            return "?"
        filename = str(meta["filename"])
        if self.folder and filename.startswith(self.folder + os.sep):
            filename = filename[len(self.folder) + 1 :]
        return f"{filename}:{meta.get('lineno', 0)}"


def read(
    entries: Iterable[data.Directive], options_map: Mapping[str, Any]
) -> tuple[Config, list[FsqError]]:
    """Read what a ledger says to us.

    Args:
        entries: The directives of a ledger.
        options_map: Its options.

    Returns:
        The configuration, and an error for each mistake in it. Mistakes in the metadata of
        transactions are not among them, :func:`metadata.mistakes` finds those.
    """
    found: list[FsqError] = []
    rules: list[Rule] = []
    tags: list[TagRule] = []
    settings: dict[str, list[Setting]] = {}
    opens: dict[str, data.Open] = {}
    excluded: dict[str, data.Commodity] = {}
    later: dict[str, data.Custom] = {}

    roots = _roots(options_map)
    flow_roots = (f"{roots.income}:", f"{roots.expenses}:")
    for entry in entries:
        if isinstance(entry, data.Transaction):
            continue
        if metadata.speaks(entry.meta):
            found.extend(metadata.mistakes(entry.meta, metadata.place_of(entry), entry))
        if isinstance(entry, data.Open):
            opens.setdefault(entry.account, entry)
            found.extend(_without_effect(entry, flow_roots))
        elif isinstance(entry, data.Commodity):
            if metadata.text_in(entry.meta, KEY_ROLE) == EXCLUDED:
                excluded[entry.currency] = entry
        elif isinstance(entry, data.Custom) and is_ours(entry):
            result = _read_directive(entry)
            if isinstance(result, FsqError):
                found.append(result)
            elif isinstance(result, Rule):
                rules.append(result)
            elif isinstance(result, TagRule):
                tags.append(result)
            elif isinstance(result, Setting):
                settings.setdefault(result.name, []).append(result)
            else:
                later.setdefault(entry.type, entry)

    accounts = [account for account in opens if account.startswith(flow_roots)]
    endless = [rule for rule in rules if _is_endless(rule, accounts)]
    found.extend(map(_never_ends, endless))
    operating: Sequence[str] = options_map.get("operating_currency") or ()
    if operating and operating[0] in excluded:
        found.append(_excludes_all(excluded.pop(operating[0])))
    filename = options_map.get("filename") or ""
    config = Config(
        roots=roots,
        currency=operating[0] if operating else None,
        rules=tuple(sorted((rule for rule in rules if rule not in endless), key=_order)),
        tags=tuple(sorted(tags, key=_order)),
        settings={
            name: tuple(sorted(values, key=lambda setting: setting.date))
            for name, values in settings.items()
        },
        opens=opens,
        excluded=frozenset(excluded),
        not_evaluated=tuple(later.values()),
        folder=os.path.dirname(filename),
    )
    return config, found


def _order(item: Rule | TagRule) -> tuple[datetime.date, int]:
    """Sort by date, and of one day by line, as the loader does."""
    return item.date, item.entry.meta.get("lineno", 0)


TOO_LIKE: Final = 0.87
"""From here on a stream is taken for a misspelt class: "passiv" and "costs" are, "Taxi" is not."""


def _closest(word: str, words: Iterable[str], cutoff: float = 0.8) -> str | None:
    matches = difflib.get_close_matches(word.lower(), list(words), n=1, cutoff=cutoff)
    return matches[0] if matches else None


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def _is_endless(rule: Rule, accounts: Iterable[str]) -> bool:
    """Return whether a pattern takes too long for one of the accounts."""
    try:
        for account in accounts:
            for name in account_module.parents(account):
                _is_match(rule.pattern, name)
    except TimeoutError:
        return True
    return False


def _never_ends(rule: Rule) -> FsqError:
    message = (
        f'fsq-rule has the pattern "{rule.text}", which takes too long to compare with the '
        "names of accounts, so the rule is left out; a repetition in a repetition, such as "
        '(.+)+, does that. Write a single one, such as "Income:(.*:)?Airbnb"'
    )
    return errors.at(rule.entry.meta, rule.entry, message)


def _excludes_all(entry: data.Commodity) -> FsqError:
    message = (
        f'{KEY_ROLE}: "{EXCLUDED}" stands on {entry.currency}, the operating currency, and would '
        "leave nothing to report; it is for what is no money, such as vacation hours"
    )
    return errors.at(entry.meta, entry, message)


def _without_effect(entry: data.Open, flow_roots: tuple[str, ...]) -> Iterator[FsqError]:
    """Yield an error for each key that says what income is, on an account that has none."""
    for key in (KEY_CLASS, KEY_ROLE):
        if key in entry.meta and not entry.account.startswith(flow_roots):
            message = (
                f"{key} stands on {entry.account}, which is neither an income nor an expense "
                "account, so it says nothing; write it on the account that the income or the "
                "cost is booked to"
            )
            yield errors.at(entry.meta, entry, message)


def _read_directive(entry: data.Custom) -> Rule | TagRule | Setting | FsqError | None:
    if has_no_values(entry):
        # Neither Beancount's pad nor its printer can take the None that the parser gives.
        entry = entry._replace(values=[])
    result = _READERS.get(entry.type, _unknown_directive)(entry, entry.values)
    return errors.at(entry.meta, entry, result) if isinstance(result, str) else result


def _unknown_directive(entry: data.Custom, _values: Sequence[Any]) -> str:
    closest = _closest(entry.type.replace("_", "-").replace(" ", "-"), DIRECTIVES)
    hint = f'; did you mean "{closest}"?' if closest else ""
    return (
        f'"{entry.type}" is no directive of fsq-beancount. '
        f"Allowed are {_listed(sorted(DIRECTIVES))}{hint}"
    )


def _read_rule(entry: data.Custom, values: Sequence[Any]) -> Rule | str:
    usage = (
        'write: custom "fsq-rule" "PATTERN" ["CLASS"] ["ROLE"] ["STREAM"], for example '
        'custom "fsq-rule" "Income:(.*:)?Airbnb" "near-passive" "Immobilien"'
    )
    if len(values) < 2:
        count = "no value" if not values else "only a pattern"
        return f"fsq-rule has {count}; it needs a pattern and a class, a role or a stream: {usage}"
    if not all(isinstance(value.value, str) for value in values):
        bad = next(value.value for value in values if not isinstance(value.value, str))
        return f"fsq-rule has the value {bad}, which is no string: {usage}"
    text, *words = (value.value for value in values)
    income_class = role = stream = None
    for word in words:
        if word in CLASSES:
            if income_class is not None:
                return f'fsq-rule names two classes, "{income_class}" and "{word}": {usage}'
            income_class = word
        elif word in ROLES:
            if role is not None:
                return f'fsq-rule names two roles, "{role}" and "{word}": {usage}'
            role = word
        elif stream is not None:
            return (
                f'fsq-rule names two streams, "{stream}" and "{word}". Classes are '
                f"{_listed(CLASSES)}, roles {_listed(ROLES)}; any other string is the stream"
            )
        elif not word.strip():
            return f"fsq-rule has an empty string as a stream: {usage}"
        else:
            closest = MIXED if word == MIXED else _closest(word, (*CLASSES, *ROLES), TOO_LIKE)
            if closest is not None:
                meant = "" if closest == MIXED else f'; write "{closest}"'
                return (
                    f'fsq-rule has "{word}", which is neither a class ({_listed(CLASSES)}) nor '
                    f"a role ({_listed(ROLES)}) and too like one to be a stream{meant}"
                )
            stream = word
    if values[0].dtype == account_module.TYPE:
        text = re.escape(text).replace(r"\-", "-")
    pattern = _compile(text)
    if isinstance(pattern, str):
        return f"fsq-rule has {pattern}: {usage}"
    return Rule(entry.date, text, pattern, income_class, role, stream, entry)


def _compile(text: str) -> regex.Pattern[str] | str:
    """Return a pattern, or what is wrong with it."""
    if not text.strip():
        return "an empty pattern"
    try:
        with warnings.catch_warnings():
            # Python warns of patterns that it may read differently one day.
            warnings.simplefilter("ignore")
            # Python's own says what a regular expression is; the other can be told to give up.
            re.compile(text, re.IGNORECASE)
            return regex.compile(text, regex.IGNORECASE | regex.VERSION0)
    except (re.error, regex.error, OverflowError, RecursionError) as error:
        return (
            f'the pattern "{text}", which is no regular expression ({error}). In a Beancount '
            "string write [0-9] or a doubled backslash instead of a single one"
        )


def _read_tag(entry: data.Custom, values: Sequence[Any]) -> TagRule | str:
    usage = 'write: custom "fsq-tag" "TAG" "CLASS", for example custom "fsq-tag" "job" "active"'
    if len(values) != 2 or not all(isinstance(value.value, str) for value in values):
        given = ", ".join(str(value.value) for value in values)
        count = f"{len(values)} value{'' if len(values) == 1 else 's'}"
        return f"fsq-tag needs a tag and a class, both strings, and has {count} ({given}): {usage}"
    tag, income_class = (value.value for value in values)
    if income_class not in CLASSES:
        closest = _closest(income_class, CLASSES)
        hint = f'; did you mean "{closest}"?' if closest else ""
        return (
            f'fsq-tag gives "{tag}" the unknown class "{income_class}". '
            f"Allowed are {_listed(CLASSES)}{hint}"
        )
    return TagRule(entry.date, tag.removeprefix("#"), income_class, entry)


def _is_number(value: Any) -> bool:
    return isinstance(value, Decimal) and value.is_finite()


_VALUE_CHECKS: Final[Mapping[str, Callable[[Any], bool]]] = {
    _NUMBER: _is_number,
    _MONTHS: lambda value: _is_number(value) and 0 < value <= 1200 and value == int(value),
    _AGE: lambda value: _is_number(value) and 0 < value <= 150,
    _AMOUNT: lambda value: isinstance(value, Amount) and _is_number(value.number),
    _DATE: lambda value: isinstance(value, datetime.date),
    _TEXT: lambda value: isinstance(value, str) and bool(value.strip()),
    _PROFILE: lambda value: value in ("de", "flat"),
}


def _read_option(entry: data.Custom, values: Sequence[Any]) -> Setting | str:
    usage = 'write: custom "fsq-option" "NAME" VALUE'
    if not values or not isinstance(values[0].value, str):
        return f"fsq-option has no name: {usage}. Names are {_listed(OPTIONS)}"
    name = values[0].value
    if name not in OPTIONS:
        closest = _closest(name, OPTIONS)
        hint = f'; did you mean "{closest}"?' if closest else ""
        return f'fsq-option has the unknown name "{name}". Allowed are {_listed(OPTIONS)}{hint}'
    expected = OPTIONS[name]
    if len(values) != 2:
        return f'fsq-option "{name}" has {len(values) - 1} values; it takes one, {expected}'
    value = values[1].value
    if not _VALUE_CHECKS[expected](value):
        return f'fsq-option "{name}" has the value {value!s}; it takes {expected}'
    return Setting(name, entry.date, value)


def _read_later(entry: data.Custom, values: Sequence[Any]) -> str | None:
    if values:
        return None
    return f"{entry.type} has no values; write: {_LATER_USAGE[entry.type]}"


_Read = Rule | TagRule | Setting | str | None
"""What a directive says, or what is wrong with it."""

_READERS: Final[Mapping[str, Callable[[data.Custom, Sequence[Any]], _Read]]] = {
    "fsq-rule": _read_rule,
    "fsq-tag": _read_tag,
    "fsq-option": _read_option,
    **dict.fromkeys(LATER_DIRECTIVES, _read_later),
}


def is_ours(entry: data.Custom) -> bool:
    """Return whether a custom directive is meant for us."""
    # Also what only looks so ("fsq_rule", "FSQ-Rule"): silence would hide the mistake.
    return str(entry.type).lower().startswith(STEM)


def has_no_values(entry: data.Directive) -> bool:
    """Return whether it is a custom directive of ours that was written without any value."""
    values: Any = entry.values if isinstance(entry, data.Custom) and is_ours(entry) else ()
    return values is None


def _roots(options_map: Mapping[str, Any]) -> AccountTypes:
    roots: AccountTypes = beancount_options.get_account_types(  # type: ignore[no-untyped-call]
        dict(options_map)
    )
    return roots


NO_CURRENCY: Final = "XXX"
"""ISO 4217's code for no currency: what a ledger without any amount reports in."""


def most_used_currency(entries: Iterable[data.Directive], roots: AccountTypes) -> str:
    """Return the currency of most income and expense postings, alphabetically first on a tie.

    A ledger without any takes that of most prices.
    """
    flows: Counter[str] = Counter()
    prices: Counter[str] = Counter()
    starts = (f"{roots.income}:", f"{roots.expenses}:")
    for entry in entries:
        if isinstance(entry, data.Transaction):
            for posting in entry.postings:
                if posting.account.startswith(starts) and posting.units is not None:
                    flows[weigh(posting).currency] += 1
        elif isinstance(entry, data.Price):
            prices[entry.amount.currency] += 1
    counted = flows or prices
    return min(counted, key=lambda name: (-counted[name], name), default=NO_CURRENCY)
