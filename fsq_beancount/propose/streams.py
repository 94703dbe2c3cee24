"""Streams by the names of accounts, where the ledger names none."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from beancount.core import account as account_module

from fsq_beancount.books.earnings import suggestion
from fsq_beancount.books.facts import Facts
from fsq_beancount.check import fixes
from fsq_beancount.check.tree import is_within
from fsq_beancount.core.terms import CLASSES, INCOME, NEAR_PASSIVE, PASSIVE, ROLES
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import streams as messages
from fsq_beancount.propose.runs import Runs
from fsq_beancount.report.findings.earning import CostLeftLiving
from fsq_beancount.report.proposals import Group, OwnStreams, Proposal
from fsq_beancount.report.report import Report

_EARNING: Final = frozenset({PASSIVE, NEAR_PASSIVE})


def find(
    facts: Facts, report: Report, runs: Runs, reader: Reader, *, charged: Iterable[Proposal] = ()
) -> Iterator[Proposal]:
    """Yield the rules that name the suggested streams, all in one: one name ends the suggestion.

    Args:
        facts: The facts of the ledger.
        report: Its report.
        runs: Runs the lines.
        reader: Whose language the names are in.
        charged: The proposals that charge costs of a tree to what earns: they are of its stream.
    """
    if not report.streams.suggested:
        return
    named: dict[str, str | None] = {}
    first: dict[str, datetime.date] = {}
    earns = False
    for flow in report.flows:
        first.setdefault(flow.account, flow.date)
        if flow.role != INCOME:
            continue
        stream = suggestion(flow.account, gain=flow.gain)
        named[flow.account] = named.get(flow.account) or stream
        earns = earns or (stream is not None and flow.income_class in _EARNING)
    if not earns:
        return
    rules = []
    patterns = {
        **_patterns(named, facts.config.roots.income),
        **dict(_costs(charged, named)),
    }
    for pattern, stream in patterns.items():
        name = messages.stream(stream, reader, suggested=True)
        if name in (*CLASSES, *ROLES):
            continue
        day = min(day for account, day in first.items() if is_within(account, pattern))
        rules.append(fixes.rule(day, pattern, name))
    if rules:
        fix = fixes.together(rules)
        yield Proposal(
            group=Group.STREAMS, about=OwnStreams(), fixes=(fix,), effects=(runs.effect(fix),)
        )


def _costs(
    charged: Iterable[Proposal], named: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    """Yield the accounts of costs that are charged to a tree, with the stream of the tree."""
    for each in charged:
        if isinstance(each.about, CostLeftLiving):
            finding = each.about
            streams = {
                stream for account, stream in named.items() if is_within(account, finding.account)
            }
            if len(streams) == 1 and (stream := streams.pop()) is not None:
                yield from ((account, stream) for account in finding.costs)


def _patterns(named: Mapping[str, str | None], root: str) -> dict[str, str]:
    """Return as few accounts as say the same: a parent where all below it have one stream."""
    found: dict[str, str] = {}
    for account, stream in sorted(named.items()):
        if stream is None or any(is_within(account, known) for known in found):
            continue
        parents = [name for name in account_module.parents(account) if ":" in name]
        for parent in reversed(parents):
            if not parent.startswith(f"{root}:"):
                continue
            below = [name for name in named if is_within(name, parent)]
            if {named[name] for name in below} == {stream}:
                found[parent] = stream
                break
    return found
