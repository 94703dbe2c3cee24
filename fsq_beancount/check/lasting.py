"""Rules that last: a rule of a fix is repeated wherever a later rule would overrule it.

Of two rules for the same class, role or stream the later holds. So a rule that stands before
a different one for the same accounts answers a question up to that day only. The fix has it once
from the first posting on, and again at the date of each rule that would overrule it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, NamedTuple

import regex

from fsq_beancount.books.facts import Facts
from fsq_beancount.core.terms import CLASSES, ROLES
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.fix import Fix, Line
from fsq_beancount.settings.directives import patterns

_RULE: Final = re.compile(r'(\d{4}-\d{2}-\d{2})( custom "fsq-rule" "([^"]+)"(.*))', re.DOTALL)
_WORD: Final = re.compile(r'"([^"]*)"')


class _Rule(NamedTuple):
    """A rule of a fix or of the ledger.

    Attributes:
        date: The first day it is in force.
        pattern: What it matches.
        says: What it sets: the values of class, role and stream.
    """

    date: datetime.date
    pattern: regex.Pattern[str]
    says: Mapping[str, str]

    def overrules(self, other: _Rule) -> bool:
        """Return whether it sets something else where another rule sets something, too."""
        return any(other.says.get(name, value) != value for name, value in self.says.items())


class _Span(NamedTuple):
    first: datetime.date
    last: datetime.date


class Lasting:
    """Repeats the rules of fixes where the rules of a ledger would overrule them."""

    def __init__(self, facts: Facts, as_of: datetime.date) -> None:
        """Take the facts of the ledger, and the last day that counts."""
        self._facts = facts
        self._as_of = as_of
        # The alternatives of a finding are about the same accounts.
        self._matched: dict[regex.Pattern[str], Mapping[str, _Span]] = {}

    def finding(self, finding: Finding) -> Finding:
        """Return a finding whose fixes last."""
        fixes = tuple(map(self._fix, finding.fixes))
        return finding if fixes == finding.fixes else replace(finding, fixes=fixes)

    def _fix(self, fix: Fix) -> Fix:
        if not any(map(_is_rule, fix.lines)):
            return fix
        lines: list[Line] = []
        own: list[_Rule] = []
        for line in fix.lines:
            read = _read(line)
            if read is None:
                lines.append(line)
                continue
            # The lines before it would overrule it, too, from a later date on.
            for rule in self._repeated(read, own):
                own.append(rule)
                lines.append(_dated(line, rule.date))
        return Fix(tuple(lines))

    def _repeated(self, rule: _Rule, before: Sequence[_Rule]) -> list[_Rule]:
        spans = self._spans_of(rule.pattern)
        first = min((rule.date, *(span.first for span in spans.values())))
        dates = {
            other.date
            for other in (*self._rules, *before)
            if first < other.date <= self._as_of
            and other.overrules(rule)
            and any(
                # Without a posting from its day on, the repetition would have no effect.
                other.date <= span.last and patterns.matches(other.pattern, account)
                for account, span in spans.items()
            )
        }
        return [rule._replace(date=date) for date in (first, *sorted(dates))]

    def _spans_of(self, pattern: regex.Pattern[str]) -> Mapping[str, _Span]:
        found = self._matched.get(pattern)
        if found is None:
            found = self._matched[pattern] = {
                account: span
                for account, span in self._spans.items()
                if patterns.matches(pattern, account)
            }
        return found

    @cached_property
    def _spans(self) -> Mapping[str, _Span]:
        """The days of the first and the last flow of each account."""
        flows = self._facts.flows
        last = {flow.account: flow.date for flow in flows}
        first = {flow.account: flow.date for flow in reversed(flows)}
        return {account: _Span(date, last[account]) for account, date in first.items()}

    @cached_property
    def _rules(self) -> Sequence[_Rule]:
        return [
            _Rule(
                rule.date,
                rule.pattern,
                _told(class_=rule.income_class, role=rule.role, stream=rule.stream),
            )
            for rule in self._facts.config.rules
        ]


def _text(line: Line) -> str:
    """Return the text of a line; a blank can only be a stream."""
    return "".join(part if isinstance(part, str) else "?" for part in line)


def _is_rule(line: Line) -> bool:
    return _RULE.match(_text(line)) is not None


def _read(line: Line) -> _Rule | None:
    match = _RULE.match(_text(line))
    if match is None:
        return None
    date, _, text, words = match.groups()
    pattern = patterns.read(text.replace("\\\\", "\\"))
    if isinstance(pattern, str):
        return None
    said = {_name(word): word for word in _WORD.findall(words)}
    return _Rule(datetime.date.fromisoformat(date), pattern, _told(**said))


def _name(word: str) -> str:
    return "class_" if word in CLASSES else "role" if word in ROLES else "stream"


def _told(**said: str | None) -> Mapping[str, str]:
    return {name: value for name, value in said.items() if value is not None}


def _dated(line: Line, date: datetime.date) -> Line:
    first, *others = line
    if not isinstance(first, str):
        return line
    return (f"{date}{first[len('2024-12-31') :]}", *others)
