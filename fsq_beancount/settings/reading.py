"""Reading the settings of a ledger: the suite's directives, options and metadata.

Nothing here raises: :func:`read` returns the settings and the mistakes found, each with file and
line; everything without mistakes takes effect.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from beancount.core import account as account_module
from beancount.core import data
from beancount.core.account_types import AccountTypes
from beancount.parser import options as beancount_options

from fsq_beancount.core import errors
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.terms import EXCLUDED, KEY_ROLE
from fsq_beancount.settings import directives, keys, metadata, open_mistakes
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.directives import Statement, milestone, patterns, rule
from fsq_beancount.settings.directives.milestone import Milestone
from fsq_beancount.settings.directives.rule import Rule


def read(
    entries: Iterable[data.Directive], options_map: Mapping[str, Any]
) -> tuple[Config, list[FsqError]]:
    """Read the settings of a ledger.

    Args:
        entries: The directives of a ledger.
        options_map: Its options.

    Returns:
        The settings, and an error for each mistake in them. Mistakes in the metadata of
        transactions are not included; :func:`keys.mistakes_in` finds those.
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
            found.extend(open_mistakes.without_effect(entry, flow_roots))
            found.extend(open_mistakes.on_no_asset(entry, f"{roots.assets}:"))
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
        operating=tuple(operating),
    )
    return config, found


class _Known:
    """Whether an account or a subaccount of it is opened or posted to anywhere."""

    def __init__(self, opens: Mapping[str, data.Open], entries: Sequence[data.Directive]) -> None:
        self._opens = opens
        self._entries = entries

    @cached_property
    def _opened(self) -> frozenset[str]:
        return frozenset(_with_ancestors(self._opens))

    @cached_property
    def _used(self) -> frozenset[str]:
        # A later plugin may open accounts that are posted to, and only those.
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
    """Remove the rules whose patterns take too long to match, and yield an error for each."""
    accounts = [account for account in opens if account.startswith(flow_roots)]
    rules: list[Statement] = []
    for one in said.get(Rule, ()):
        if isinstance(one, Rule) and patterns.is_endless(one.pattern, accounts):
            yield errors.at(one.entry.meta, one.entry, rule.never_ends(one))
        else:
            rules.append(one)
    said[Rule] = rules


def _order(item: Statement) -> tuple[datetime.date, int]:
    """Return the sort key: by date, and on the same day by line, as in the loader."""
    return item.date, item.entry.meta.get("lineno", 0)


def _excludes_all(entry: data.Commodity) -> FsqError:
    message = (
        f'{KEY_ROLE}: "{EXCLUDED}" stands on {entry.currency}, the operating currency, and would '
        "leave nothing to report; it is for what is no money, such as vacation hours"
    )
    return errors.at(entry.meta, entry, message)


def _roots(options_map: Mapping[str, Any]) -> AccountTypes:
    roots: AccountTypes = beancount_options.get_account_types(  # type: ignore[no-untyped-call]
        dict(options_map)
    )
    return roots
