"""Run only the part of an analysis that lines concern: rules, and metadata of accounts.

A rule changes the transactions that it matches, and no other, where every transaction is decided
by itself. So the flows of these alone are decided anew, and the sums of twelve months are the sums
before, less the old flows, plus the new ones. Everything else is left to the full analysis:
:meth:`PartialRun.run` has no figures where it cannot be sure that both say the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Final, NamedTuple

from beancount.core import account as account_module
from beancount.core import data

from fsq_beancount.books.coverage import coverage
from fsq_beancount.books.facts import Facts, classify_flows
from fsq_beancount.books.flows import Flow, within
from fsq_beancount.books.holdings import Holdings
from fsq_beancount.check.trial.figures import Figures
from fsq_beancount.classification.classifier import Classifier
from fsq_beancount.classification.trades import RecordedLots
from fsq_beancount.core import errors
from fsq_beancount.core.periods import ROLLING_MONTHS, month_first
from fsq_beancount.core.terms import (
    EXCLUDED,
    KEY_CLASS,
    KEY_ROLE,
    KEY_STREAM,
    LIVING,
    NEAR_PASSIVE,
    PASSIVE,
)
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.liquidity.cash import cash_on, likely_cash
from fsq_beancount.measures.quota import living_costs, net_income
from fsq_beancount.report.report import Report
from fsq_beancount.report.sums import sum_up
from fsq_beancount.settings import reading
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.directives.meta import Meta
from fsq_beancount.settings.directives.rule import Rule

_OF_FLOWS: Final = frozenset({KEY_CLASS, KEY_ROLE, KEY_STREAM})


class Part(NamedTuple):
    """The result of a partial run.

    Attributes:
        figures: The figures; ``None`` where only the full analysis can tell, and where a directive
            has a mistake.
        touched: The ids of the transactions that the directives concern, as far as is known.
    """

    figures: Figures | None
    touched: frozenset[int] = frozenset()


class PartialRun:
    """The transactions of the last twelve months, by account, to be decided anew."""

    def __init__(self, facts: Facts, report: Report, before: Figures) -> None:
        """Prepare for a ledger.

        Args:
            facts: Its facts.
            report: Its report, of the whole ledger.
            before: Its figures.
        """
        self._facts = facts
        self._report = report
        self._before = before
        scope = report.scope
        self._coverage = scope.coverage
        year = scope.coverage.twelve_months
        self._year = year
        # The coverage looks at payments up to the as-of date, from the twelve months before it.
        first = month_first(self._coverage.last_ended - ROLLING_MONTHS + 1)
        self._first = min(first, year.first)
        self._settings = [
            entry
            for entry in facts.entries
            if isinstance(entry, data.Open | data.Commodity | data.Custom)
        ]

    @cached_property
    def _flows(self) -> Sequence[Flow]:
        return within(self._report.flows, self._first, self._report.as_of)

    @cached_property
    def _by_entry(self) -> Mapping[int, Sequence[Flow]]:
        """The flows of the days concerned by the ids of their transactions."""
        found: dict[int, list[Flow]] = {}
        for flow in self._flows:
            found.setdefault(id(flow.entry), []).append(flow)
        return found

    @cached_property
    def _by_account(self) -> Mapping[str, Sequence[data.Transaction]]:
        """The transactions of the days concerned by their income and expense accounts."""
        found: dict[str, dict[int, data.Transaction]] = {}
        for flow in self._flows:
            found.setdefault(flow.account, {})[id(flow.entry)] = flow.entry
        return {account: list(entries.values()) for account, entries in found.items()}

    @cached_property
    def _lots(self) -> RecordedLots:
        return RecordedLots(self._facts.trades)

    @property
    def is_possible(self) -> bool:
        """Whether transactions are decided one by one, and all of the ledger counts."""
        return self._facts.local and self._report.is_whole

    def run(self, entries: Sequence[data.Directive]) -> Part:
        """Return the figures with directives added."""
        read = self._read(entries)
        if read is None:
            return Part(None)
        config, statements = read
        cash = self._before.cash
        if any(isinstance(said, Meta) and said.key not in _OF_FLOWS for said in statements):
            holdings = Holdings(self._report.scope.positions, config)
            cash = cash_on(
                self._report.as_of,
                likely=likely_cash(holdings.every),
                positions=self._report.scope.positions,
            )
        touched = self._touched(statements)
        return Part(self._with_flows(touched, config, cash), frozenset(touched))

    def _read(
        self, entries: Sequence[data.Directive]
    ) -> tuple[Config, Sequence[Rule | Meta]] | None:
        """Return the settings with directives added, and their statements."""
        if not self.is_possible:
            return None
        config = self._settings_with(entries)
        if config is None:
            return None
        ids = {id(entry) for entry in entries}
        statements: list[Rule | Meta] = []
        statements += [rule for rule in config.statements(Rule) if id(rule.entry) in ids]
        statements += [meta for meta in config.statements(Meta) if id(meta.entry) in ids]
        if len(statements) != len(entries) or any(map(self._is_global, statements)):
            return None
        return config, statements

    def _settings_with(self, entries: Sequence[data.Directive]) -> Config | None:
        facts = self._facts
        config = reading.with_rules(facts.config, entries, facts.options)
        if config is not None:
            return config
        directives = sorted((*self._settings, *entries), key=data.entry_sortkey)
        config, found = reading.read(directives, facts.options)
        # A line may also make a mistake of another one that does not fit it.
        if any(errors.mark(error) not in self._mistakes for error in found):
            return None
        config = config.with_options(facts.config.what_if)
        return replace(config, operating=facts.config.operating)

    @cached_property
    def _mistakes(self) -> frozenset[tuple[object, object, str]]:
        """The mistakes in the settings of the ledger, read like those with lines added."""
        _, found = reading.read(self._settings, self._facts.options)
        return frozenset(map(errors.mark, found))

    def _is_global(self, said: Rule | Meta) -> bool:
        """Return whether a statement may change more than the transactions that it matches."""
        if isinstance(said, Rule):
            # What is in no figure may move the first month of the books.
            return said.role == EXCLUDED
        if not said.is_account:
            return True
        roots = self._facts.config.roots
        if said.key in _OF_FLOWS:
            return bool(said.value == EXCLUDED) or not said.subject.startswith(
                (f"{roots.income}:", f"{roots.expenses}:")
            )
        return not said.subject.startswith(f"{roots.assets}:")

    def _touched(self, statements: Iterable[Rule | Meta]) -> dict[int, data.Transaction]:
        """Return the transactions with a posting that a statement is about, by id."""
        touched: dict[int, data.Transaction] = {}
        for said in statements:
            for account, entries in self._by_account.items():
                if (
                    said.matches(account)
                    if isinstance(said, Rule)
                    else said.subject in account_module.parents(account)
                ):
                    touched.update((id(entry), entry) for entry in entries)
        return touched

    def _with_flows(
        self, touched: Mapping[int, data.Transaction], config: Config, cash: Decimal
    ) -> Figures | None:
        before = self._before
        if not touched:
            return before._replace(cash=cash)
        facts = self._facts

        def converted(amount: Weight, date: datetime.date) -> Decimal | None:
            return facts.prices.convert(amount, facts.currency, date)

        classifier = Classifier(config, facts.currency, converted, facts.entries, lots=self._lots)
        entries = sorted(touched.values(), key=data.entry_sortkey)
        new = classify_flows(entries, classifier, facts.prices, facts.currency)
        old = [flow for each in touched for flow in self._by_entry.get(each, ())]
        if not classifier.is_local or any(flow.role == EXCLUDED for flow in (*old, *new)):
            return None
        if _living(old) != _living(new) and not self._ends_alike(touched, new):
            return None
        less, more = self._net(old), self._net(new)
        passive, near_passive, living = (
            was - gone + come
            for was, gone, come in zip(
                (before.passive, before.near_passive, before.living_costs), less, more, strict=True
            )
        )
        return before._replace(
            passive=passive, near_passive=near_passive, living_costs=living, cash=cash
        )

    def _ends_alike(self, touched: Mapping[int, data.Transaction], new: Sequence[Flow]) -> bool:
        """Return whether the twelve months end where they did before."""
        kept = [flow for flow in self._flows if id(flow.entry) not in touched]
        flows = sorted((*kept, *new), key=_day)
        again = coverage(
            replace(self._facts, flows=flows, last_paid={}),
            flows=flows,
            first_month=self._coverage.first_month,
            doubtful=(),
            as_of=self._report.as_of,
        )
        return again.last_month == self._coverage.last_month

    def _net(self, flows: Iterable[Flow]) -> tuple[Decimal, Decimal, Decimal]:
        year = self._year
        totals = sum_up(
            flow
            for flow in flows
            if year.first <= flow.date <= year.last and self._coverage.covers(flow.date)
        ).totals()
        net = net_income(totals)
        return net[PASSIVE], net[NEAR_PASSIVE], living_costs(totals)


def _living(flows: Iterable[Flow]) -> dict[int, Decimal | None]:
    """Return the living costs, which decide the end of the twelve months, by posting."""
    return {id(flow.posting): flow.amount for flow in flows if flow.role == LIVING}


_day = attrgetter("date")
