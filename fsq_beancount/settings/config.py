"""What the user wrote for us: directives, options and metadata, read and checked.

Nothing here raises: :func:`read` returns the configuration and the mistakes found, each with
file and line, and whatever is not mistaken holds.
"""

from __future__ import annotations

import bisect
import datetime
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, TypeVar, cast

from beancount.core import account as account_module
from beancount.core import data
from beancount.core.account_types import AccountTypes
from beancount.parser import options as beancount_options

from fsq_beancount.core import errors
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.terms import (
    EXCLUDED,
    HORIZONS,
    KEY_CLASS,
    KEY_LIQUIDITY,
    KEY_LOCKED_UNTIL,
    KEY_ROLE,
    KEYS_OF_ASSETS,
    LOCKED,
)
from fsq_beancount.core.weights import weigh
from fsq_beancount.settings import directives, keys, metadata
from fsq_beancount.settings.directives import Statement, milestone, patterns, rule
from fsq_beancount.settings.directives.milestone import Milestone
from fsq_beancount.settings.directives.option import Setting
from fsq_beancount.settings.directives.rule import Rule
from fsq_beancount.settings.directives.tag import TagRule

Kind = TypeVar("Kind", bound=Statement)


@dataclass(frozen=True)  # no slots: what it is asked hundreds of times is sorted by name once
class Config:
    """Everything a ledger says to us.

    Attributes:
        roots: The names of the five root accounts.
        currency: The first operating currency, if the ledger names one.
        said: What our directives say, by its type, in order of date and line: of those that
            overrule each other, the last one last.
        opens: The ``open`` directive of every account.
        opens_more: Whether a plugin opens accounts that the ledger does not open, so that there
            may be more than we can see.
        commodities: The ``commodity`` directive of every currency that has one.
        excluded: Currencies that are in no figure.
        folder: The folder of the ledger, which places are named relative to.
        milestones: The milestones in the order of the file, those of all dates.
    """

    roots: AccountTypes
    currency: str | None
    said: Mapping[type, tuple[Statement, ...]] = field(default_factory=dict)
    opens: Mapping[str, data.Open] = field(default_factory=dict)
    opens_more: bool = False
    commodities: Mapping[str, data.Commodity] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    folder: str = ""
    milestones: tuple[Milestone, ...] = ()

    def statements(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return what the directives of one kind say, in order of date and line."""
        # `read` has sorted them by type.
        return cast("tuple[Kind, ...]", self.said.get(kind, ()))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, in the order in which they overrule each other, the last one last."""
        return self.statements(Rule)

    @property
    def tags(self) -> tuple[TagRule, ...]:
        """The classes that tags stand for, in the same order."""
        return self.statements(TagRule)

    def option(self, name: str, date: datetime.date) -> Any:
        """Return the value of an option on a day, ``None`` where it is nowhere set.

        The latest in force holds; the first holds before its date, too.
        """
        setting = self.setting(name, date)
        return None if setting is None else setting.value

    def setting(self, name: str, date: datetime.date) -> Setting | None:
        """Return the directive that gives an option its value on a day, ``None`` without any."""
        if name not in self._settings:
            return None
        dates, settings = self._settings[name]
        return settings[max(bisect.bisect_right(dates, date), 1) - 1]

    @cached_property
    def _settings(self) -> Mapping[str, tuple[list[datetime.date], list[Setting]]]:
        """The values of each option and the days from which on they hold, in order."""
        found: dict[str, tuple[list[datetime.date], list[Setting]]] = {}
        for setting in self.statements(Setting):
            dates, settings = found.setdefault(setting.name, ([], []))
            dates.append(setting.date)
            settings.append(setting)
        return found

    def with_options(self, settings: Sequence[Setting]) -> Config:
        """Return the same with other values of some options, whatever the ledger says of them."""
        names = {setting.name for setting in settings}
        others = (one for one in self.statements(Setting) if one.name not in names)
        # Of those with one name the last holds; they are in force before any date of the ledger.
        last = {setting.name: setting for setting in settings}
        return replace(self, said={**self.said, Setting: (*last.values(), *others)})

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
        transactions are not among them, :func:`keys.mistakes` finds those.
    """
    found: list[FsqError] = []
    said: dict[type, list[Statement]] = {}
    opens: dict[str, data.Open] = {}
    commodities: dict[str, data.Commodity] = {}
    excluded: dict[str, data.Commodity] = {}

    entries = list(entries)
    roots = _roots(options_map)
    flow_roots = (f"{roots.income}:", f"{roots.expenses}:")
    for entry in entries:
        if isinstance(entry, data.Transaction):
            continue
        if metadata.speaks(entry.meta):
            found.extend(keys.mistakes(entry.meta, keys.place_of(entry), entry))
        if isinstance(entry, data.Open):
            opens.setdefault(entry.account, entry)
            found.extend(_without_effect(entry, flow_roots))
            found.extend(_on_no_asset(entry, f"{roots.assets}:"))
        elif isinstance(entry, data.Commodity):
            commodities[entry.currency] = entry
            if metadata.text_in(entry.meta, KEY_ROLE) == EXCLUDED:
                excluded[entry.currency] = entry
        elif isinstance(entry, data.Custom) and directives.is_ours(entry):
            result = directives.read(entry)
            if isinstance(result, FsqError):
                found.append(result)
            else:
                said.setdefault(type(result), []).append(result)

    found.extend(_leave_out_endless(said, opens, flow_roots))
    operating: Sequence[str] = options_map.get("operating_currency") or ()
    if operating and operating[0] in excluded:
        found.append(_excludes_all(excluded.pop(operating[0])))
    filename = options_map.get("filename") or ""
    stated = cast("list[Milestone]", said.get(Milestone, []))
    stated.sort(key=lambda each: milestone.file_order(each, filename))
    milestones, mistakes = milestone.settle(stated, roots.expenses, _Known(opens, entries))
    found.extend(mistakes)
    said[Milestone] = list(milestones)
    config = Config(
        roots=roots,
        currency=operating[0] if operating else None,
        said={kind: tuple(sorted(items, key=_order)) for kind, items in said.items()},
        opens=opens,
        opens_more=any("auto" in name for name, *_ in options_map.get("plugin") or ()),
        commodities=commodities,
        excluded=frozenset(excluded),
        folder=os.path.dirname(filename),
        milestones=tuple(milestones),
    )
    return config, found


class _Known:
    """Whether an account, or one below it, is opened or posted to anywhere."""

    def __init__(self, opens: Mapping[str, data.Open], entries: Sequence[data.Directive]) -> None:
        self._opens = opens
        self._entries = entries

    @cached_property
    def _opened(self) -> frozenset[str]:
        return frozenset(_with_ancestors(self._opens))

    @cached_property
    def _used(self) -> frozenset[str]:
        # A plugin behind ours may open what is posted to, and only that.
        accounts = {
            posting.account
            for entry in self._entries
            if isinstance(entry, data.Transaction)
            for posting in entry.postings
        }
        return frozenset(_with_ancestors(accounts))

    def __call__(self, account: str) -> bool:
        return account in self._opened or account in self._used


def _with_ancestors(accounts: Iterable[str]) -> Iterator[str]:
    for account in accounts:
        yield from account_module.parents(account)


def _leave_out_endless(
    said: dict[type, list[Statement]], opens: Iterable[str], flow_roots: tuple[str, ...]
) -> Iterator[FsqError]:
    """Take the rules out whose patterns take too long, and yield an error for each."""
    accounts = [account for account in opens if account.startswith(flow_roots)]
    rules: list[Statement] = []
    for one in said.get(Rule, ()):
        if isinstance(one, Rule) and patterns.is_endless(one.pattern, accounts):
            yield errors.at(one.entry.meta, one.entry, rule.never_ends(one))
        else:
            rules.append(one)
    said[Rule] = rules


def _order(item: Statement) -> tuple[datetime.date, int]:
    """Sort by date, and of one day by line, as the loader does."""
    return item.date, item.entry.meta.get("lineno", 0)


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


def _on_no_asset(entry: data.Open, assets: str) -> Iterator[FsqError]:
    """Yield an error for each key that says what an asset is, on an account that is none."""
    for key in KEYS_OF_ASSETS:
        if key in entry.meta and not entry.account.startswith(assets):
            message = (
                f"{key} stands on {entry.account}, which is no asset account, so it says nothing; "
                f"write it on an account below {assets[:-1]}"
            )
            yield errors.at(entry.meta, entry, message)
    horizon = entry.meta.get(KEY_LIQUIDITY)
    # No look for another type among words: Beancount's amounts raise when compared with one.
    is_horizon = isinstance(horizon, str) and horizon in HORIZONS
    if KEY_LOCKED_UNTIL in entry.meta and is_horizon and horizon != LOCKED:
        message = (
            f'{KEY_LOCKED_UNTIL} stands beside {KEY_LIQUIDITY}: "{horizon}", which says that it '
            f'is not locked; write {KEY_LIQUIDITY}: "{LOCKED}" or leave one of the two out'
        )
        yield errors.at(entry.meta, entry, message)


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
