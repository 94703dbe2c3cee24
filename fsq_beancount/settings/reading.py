"""Reading the settings of a ledger: the suite's directives, options and metadata.

Nothing here raises: :func:`read` returns the settings and the mistakes found, each with file and
line; everything without mistakes takes effect.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, cast

from beancount.core import account as account_module
from beancount.core import data
from beancount.core.account_types import AccountTypes
from beancount.parser import options as beancount_options

from fsq_beancount.core import errors
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.terms import EXCLUDED, KEY_ROLE
from fsq_beancount.settings import (
    accept_mistakes,
    directives,
    keys,
    meta_mistakes,
    metadata,
    money_mistakes,
    open_mistakes,
)
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.described import Statements, by_subject, described
from fsq_beancount.settings.directives import Statement, milestone, patterns, rule
from fsq_beancount.settings.directives.accept import Accept
from fsq_beancount.settings.directives.budget import Budget
from fsq_beancount.settings.directives.meta import Meta
from fsq_beancount.settings.directives.milestone import Milestone
from fsq_beancount.settings.directives.rule import Rule
from fsq_beancount.settings.order import FileOrder


def read(
    entries: Sequence[data.Directive],
    options_map: Mapping[str, Any],
    others: Iterable[data.Directive] | None = None,
) -> tuple[Config, list[FsqError]]:
    """Read the settings of a ledger.

    Args:
        entries: The directives of a ledger.
        options_map: Its options.
        others: Those of them that are not transactions, if they are known already.

    Returns:
        The settings, and an error for each mistake in them. Mistakes in the metadata of
        transactions are not included; :func:`keys.mistakes_in` finds those.
    """
    found: list[FsqError] = []
    said: dict[type, list[Statement]] = {}
    opens: dict[str, data.Open] = {}
    commodities: dict[str, data.Commodity] = {}

    roots = _roots(options_map)
    flow_roots = (f"{roots.income}:", f"{roots.expenses}:")
    asset = f"{roots.assets}:"
    filename = options_map.get("filename") or ""
    order = FileOrder(filename)
    for entry in entries if others is None else others:
        if isinstance(entry, data.Transaction):
            continue
        if metadata.speaks(entry.meta):
            found.extend(keys.mistakes(entry.meta, keys.place_of(entry), entry))
        if isinstance(entry, data.Open):
            opened = opens.setdefault(entry.account, entry)
            if opened is not entry and order.in_force(entry) < order.in_force(opened):
                opens[entry.account] = entry
            found.extend(open_mistakes.without_effect(entry, flow_roots))
            found.extend(open_mistakes.on_no_asset(entry, asset))
            found.extend(open_mistakes.lock_of_what_is_not_locked(entry))
        elif isinstance(entry, data.Commodity):
            declared = commodities.setdefault(entry.currency, entry)
            if declared is not entry and order.in_force(declared) < order.in_force(entry):
                commodities[entry.currency] = entry
        elif isinstance(entry, data.Custom) and directives.is_ours(entry):
            result = directives.read(entry)
            if isinstance(result, FsqError):
                found.append(result)
            else:
                said.setdefault(type(result), []).append(result)

    known = _Known(opens, commodities, entries)
    found.extend((*_leave_out_endless(said, opens, flow_roots), *_leave_out_unknown(said, known)))
    for kind, items in said.items():
        # Fava's budgets are read as Fava reads them, in Beancount's own order.
        if kind is not Budget:
            items.sort(key=lambda item: order.in_force(item.entry))
    elsewhere, mistakes = _elsewhere(said, known)
    found.extend((*mistakes, *meta_mistakes.on_accounts(elsewhere, opens, flow_roots, asset)))
    all_opens, all_commodities = described(opens, commodities, elsewhere)
    excluded = {
        currency: entry
        for currency, entry in all_commodities.items()
        if metadata.text_in(entry.meta, KEY_ROLE) == EXCLUDED
    }
    operating: Sequence[str] = options_map.get("operating_currency") or ()
    found.extend(money_mistakes.no_money(commodities.values(), said.get(Meta, ()), operating))
    if operating and operating[0] in excluded:
        found.append(_excludes_all(excluded.pop(operating[0])))
    stated = cast("list[Milestone]", said.get(Milestone, []))
    stated = sorted(stated, key=lambda each: order.as_written(each.entry))
    milestones, mistakes = milestone.settle(stated, roots.expenses, known)
    found.extend(mistakes)
    said[Milestone] = sorted(milestones, key=lambda each: order.in_force(each.entry))
    config = Config(
        roots=roots,
        currency=operating[0] if operating else None,
        said={kind: tuple(items) for kind, items in said.items()},
        opens=all_opens,
        opens_more=any("auto" in name for name, *_ in options_map.get("plugin") or ()),
        commodities=all_commodities,
        opened=opens,
        declared=commodities,
        elsewhere=elsewhere,
        excluded=frozenset(excluded),
        folder=os.path.dirname(filename),
        milestones=tuple(milestones),
        operating=tuple(operating),
    )
    return config, found


def with_rules(
    config: Config, entries: Sequence[data.Directive], options_map: Mapping[str, Any]
) -> Config | None:
    """Return settings with more rules, without reading all directives again.

    Args:
        config: The settings of a ledger.
        entries: The directives of the rules.
        options_map: The options of the ledger.

    Returns:
        The settings; ``None`` where a directive is no rule or has a mistake.
    """
    added: list[Rule] = []
    for entry in entries:
        if not (isinstance(entry, data.Custom) and directives.is_ours(entry)):
            return None
        said = directives.read(entry)
        if not isinstance(said, Rule):
            return None
        added.append(said)
    order = FileOrder(options_map.get("filename") or "")
    rules = sorted((*config.rules, *added), key=lambda each: order.in_force(each.entry))
    wanted: dict[type, list[Statement]] = {Rule: list(rules)}
    flow_roots = (f"{config.roots.income}:", f"{config.roots.expenses}:")
    if any(_leave_out_endless(wanted, config.opened, flow_roots)):
        return None
    return replace(config, said={**config.said, Rule: tuple(rules)})


class _Known:
    """The accounts and commodities of a ledger, computed on first use."""

    def __init__(
        self,
        opens: Mapping[str, data.Open],
        commodities: Mapping[str, data.Commodity],
        entries: Sequence[data.Directive],
    ) -> None:
        self._opens = opens
        self._commodities = commodities
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
        """Return whether an account, or one below it, is opened or posted to anywhere."""
        return account in self._opened or account in self._used

    @cached_property
    def accounts(self) -> frozenset[str]:
        """The accounts that are opened or posted to, and those above them."""
        return self._opened | self._used

    @cached_property
    def commodities(self) -> frozenset[str]:
        """The commodities that are declared, held or priced."""
        held = (
            posting.units.currency
            for entry in self._entries
            if isinstance(entry, data.Transaction)
            for posting in entry.postings
            if posting.units is not None
        )
        priced = (entry.currency for entry in self._entries if isinstance(entry, data.Price))
        of_accounts = (name for entry in self._opens.values() for name in entry.currencies or ())
        return frozenset((*self._commodities, *held, *priced, *of_accounts))


def _elsewhere(
    said: dict[type, list[Statement]], known: _Known
) -> tuple[Statements, list[FsqError]]:
    """Remove ``fsq-meta`` directives without effect; return the rest, and an error for each."""
    right: list[Meta] = []
    found: list[FsqError] = []
    for meta in cast("list[Meta]", said.get(Meta, [])):
        names = (lambda: known.accounts) if meta.is_account else (lambda: known.commodities)
        mistake = meta_mistakes.without_effect(meta, names)
        if mistake is None:
            right.append(meta)
        else:
            found.append(mistake)
    if Meta in said:
        said[Meta] = list(right)
    return by_subject(right), found


def _leave_out_unknown(said: dict[type, list[Statement]], known: _Known) -> Iterator[FsqError]:
    """Remove what accepts findings about accounts that there are not; yield an error for each."""
    right: list[Statement] = []
    for accepted in cast("list[Accept]", said.get(Accept, [])):
        mistake = accept_mistakes.unknown_account(accepted, known, lambda: known.accounts)
        if mistake is None:
            right.append(accepted)
        else:
            yield mistake
    if Accept in said:
        said[Accept] = right


def _with_ancestors(accounts: Iterable[str]) -> Iterator[str]:
    for account in accounts:
        yield from account_module.parents(account)


def _leave_out_endless(
    said: dict[type, list[Statement]], opens: Iterable[str], flow_roots: tuple[str, ...]
) -> Iterator[FsqError]:
    """Remove the rules whose patterns take too long to match, and yield an error for each."""
    accounts = tuple(account for account in opens if account.startswith(flow_roots))
    rules: list[Statement] = []
    for one in said.get(Rule, ()):
        if isinstance(one, Rule) and patterns.is_endless(one.pattern, accounts):
            yield errors.at(one.entry.meta, one.entry, rule.never_ends(one))
        else:
            rules.append(one)
    said[Rule] = rules


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
