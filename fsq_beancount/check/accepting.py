"""Findings that somebody has declared right: ``custom "fsq-accept"``.

Each account with an amount at stake is governed by the nearest directive of the kind: the one about
it, about an account above it or, where an account below the finding's is named, about that part.
A directive with an amount ends once more than twice as much is at stake in all that it governs.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Final, NamedTuple

from fsq_beancount.books.facts import Facts
from fsq_beancount.check.places import written_at
from fsq_beancount.check.stakes import Amounts, Stakes
from fsq_beancount.check.subjects import id_of
from fsq_beancount.check.tree import is_within
from fsq_beancount.core import errors, plain
from fsq_beancount.core.written import string
from fsq_beancount.report.certainty import Again, Settled
from fsq_beancount.report.findings import AboutAccount, Finding
from fsq_beancount.report.findings.settings import Configuration
from fsq_beancount.report.report import Report
from fsq_beancount.settings.currency import NO_CURRENCY
from fsq_beancount.settings.directives.accept import TYPE, Accept

ZERO: Final = Decimal()
GROWN: Final = 2
"""A question is open again once more than this many times the accepted amount is at stake."""


class Ruling(NamedTuple):
    """What the directives say of a finding.

    Attributes:
        accepted: Whether it is right as it is.
        stake: The amount at stake, absolute, report currency; of an open finding without the parts
            that are accepted. ``None`` where it has none.
        again: The directives that accepted it once, with less at stake.
        lines: The lines that accept what is open; empty for a finding that has only a place.
    """

    accepted: bool
    stake: Decimal | None
    again: tuple[Again, ...]
    lines: tuple[str, ...]


def mistakes(facts: Facts, report: Report) -> Iterator[Configuration]:
    """Yield a mistake for each accepted amount that has no price in the report currency."""
    for accept in _in_force(facts, report.as_of):
        amount = accept.amount
        if amount is not None and facts.convert(amount, report.as_of) is None:
            message = (
                f'{TYPE} of "{accept.id}" has the amount {amount.number} {amount.currency}, which '
                f"has no price in {facts.currency} on {report.as_of}, so it accepts nothing; "
                f"write the amount in {facts.currency}, or none"
            )
            error = errors.at(accept.entry.meta, accept.entry, message)
            yield Configuration(error=error, place=written_at(error.source))


def _in_force(facts: Facts, date: datetime.date) -> Sequence[Accept]:
    """Return the directive of each id in force on a day; the first holds before its date, too."""
    found: dict[str, Accept] = {}
    for accept in facts.config.statements(Accept):
        if accept.date <= date:
            found[accept.id] = accept
        else:
            found.setdefault(accept.id, accept)
    return tuple(found.values())


class Accepting:
    """What is accepted of the findings of a report."""

    def __init__(self, facts: Facts, report: Report, findings: Sequence[Finding]) -> None:
        """Read the directives in force, and what each of them governs.

        Args:
            facts: The facts of the ledger.
            report: Its report.
            findings: The findings about it.
        """
        self._facts = facts
        self._report = report
        self._stakes = Stakes(report)
        self._findings = findings
        self._accepts = [
            accept
            for accept in _in_force(facts, report.as_of)
            if accept.amount is None or self._limit(accept) is not None
        ]
        self._governed: dict[str, dict[str, Decimal]] = {}
        for finding in findings if self._accepts else ():
            for account, accept in self._governors(finding).items():
                amounts = self._stakes.of(finding) or {}
                if accept is not None:
                    self._governed.setdefault(accept.id, {})[account] = amounts[account]

    def ruling(self, finding: Finding) -> Ruling:
        """Return what the directives say of a finding."""
        amounts = self._stakes.of(finding)
        stake = None if amounts is None else _total(amounts.values())
        id_ = id_of(finding)
        if not id_:
            return Ruling(accepted=False, stake=stake, again=(), lines=())
        nearest = self._nearest(finding)
        if not amounts:
            if nearest is not None:
                return Ruling(accepted=True, stake=stake, again=(), lines=())
            return Ruling(False, stake, (), self._lines([(id_, stake)]))
        by = self._governors(finding)
        left = [account for account, accept in by.items() if not self._holds(accept)]
        if not left:
            return Ruling(accepted=True, stake=stake, again=(), lines=())
        exceeded = {a.id: a for a in (by[account] for account in left) if a is not None}
        wanted = [(each, _total(self._governed[each].values())) for each in exceeded]
        free = [amounts[account] for account in left if by[account] is None]
        if free:
            wanted.insert(0, (id_, _total(free)))
        return Ruling(
            accepted=False,
            stake=_total(amounts[account] for account in left),
            again=tuple(
                Again(each, accept.amount, written_at(accept.entry.meta))
                for each, accept in exceeded.items()
                if accept.amount is not None
            ),
            lines=self._lines(wanted),
        )

    def settled(self) -> Iterator[Settled]:
        """Yield the directives whose finding is gone."""
        for accept in self._accepts:
            if not any(_concerns(accept, finding) for finding in self._findings):
                yield Settled(accept.id, written_at(accept.entry.meta))

    def _limit(self, accept: Accept) -> Decimal | None:
        """Return the accepted amount in the report currency."""
        if accept.amount is None:
            return None
        return self._facts.convert(accept.amount, self._report.as_of)

    def _holds(self, accept: Accept | None) -> bool:
        if accept is None:
            return False
        limit = self._limit(accept)
        return limit is None or _total(self._governed[accept.id].values()) <= GROWN * limit

    def _nearest(self, finding: Finding) -> Accept | None:
        """Return the directive about a finding's subject, else about the nearest one above it."""
        return _deepest(
            accept
            for accept in self._accepts
            if _concerns(accept, finding) and not _is_part(accept, finding)
        )

    def _governors(self, finding: Finding) -> Mapping[str, Accept | None]:
        """Return the directive that governs each account with an amount at stake."""
        amounts: Amounts = self._stakes.of(finding) or {}
        parts = [accept for accept in self._accepts if _is_part(accept, finding)]
        nearest = self._nearest(finding)
        return {
            account: _deepest(part for part in parts if is_within(account, part.subject)) or nearest
            for account in amounts
        }

    def _lines(self, wanted: Iterable[tuple[str, Decimal | None]]) -> tuple[str, ...]:
        currency = self._report.currency
        lines = []
        for id_, amount in wanted:
            if plain.clean(id_) != id_:
                continue  # a line that could not be copied
            line = f'{self._report.as_of} custom "{TYPE}" {string(id_)}'
            if amount is not None and currency != NO_CURRENCY:
                line += f" {amount.to_integral_value(ROUND_CEILING):f} {currency}"
            lines.append(line)
        return tuple(lines)


def _total(amounts: Iterable[Decimal]) -> Decimal:
    # Absolute by account: what one earns does not make up for what another one costs.
    return sum(map(abs, amounts), ZERO)


def _deepest(accepts: Iterable[Accept]) -> Accept | None:
    return max(accepts, key=lambda accept: len(accept.subject), default=None)


def _concerns(accept: Accept, finding: Finding) -> bool:
    """Return whether a directive is about a finding, or about a part of it."""
    if accept.id == id_of(finding):
        return True
    if accept.kind != finding.kind.value or not isinstance(finding, AboutAccount):
        return False
    return is_within(finding.account, accept.subject) or is_within(accept.subject, finding.account)


def _is_part(accept: Accept, finding: Finding) -> bool:
    """Return whether a directive is about an account below that of a finding."""
    return (
        accept.kind == finding.kind.value
        and isinstance(finding, AboutAccount)
        and accept.subject != finding.account
        and is_within(accept.subject, finding.account)
    )
