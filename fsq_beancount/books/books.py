"""The data of a report: the facts, the selection that counts, and the requested days."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from beancount.core import data

from fsq_beancount.books import loans, position_reader
from fsq_beancount.books.budgets.plan import Plan
from fsq_beancount.books.budgets.reading import read_plan
from fsq_beancount.books.coverage import Coverage
from fsq_beancount.books.earnings import Earned, Earnings
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow, MonthlySums, decided, living_costs_by_account, within
from fsq_beancount.books.holdings import Holdings
from fsq_beancount.books.loans import LoanFlow, Loans
from fsq_beancount.books.part import Part
from fsq_beancount.books.positions import Positions
from fsq_beancount.classification.decision import Decision
from fsq_beancount.core.periods import Interval, Period
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.directives.recurring import Recurring

if TYPE_CHECKING:
    from fsq_beancount.core.weights import Weight

Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class Books:
    """The part of a ledger that counts in a report: the input of every measure.

    Attributes:
        facts: The facts of the whole ledger, including plans after the as-of date.
        entries: The directives that count, in order of date: the whole ledger or a selection of
            it, including plans.
        flows: The flows that count up to the as-of date, oldest first.
        monthly: The sums of those flows in each month, by role and class; months are numbered as
            in ``periods.py``.
        decisions: The monthly sums by decision, which includes the stream.
        as_of: The last day that counts.
        coverage: Which months the books cover.
        period: The days asked for; ``None`` for all there are.
        periods: The periods of the report, oldest first.
        interval: Their length, if requested.
        part: The part of the ledger that the directives are selected for; ``None`` where the
            wealth is not that of some accounts only.
        falls: The fraction by which the income of each stream falls in a user-defined scenario.
    """

    facts: Facts
    entries: Sequence[data.Directive]
    flows: Sequence[Flow]
    monthly: Mapping[int, Mapping[tuple[str, str | None], Decimal]]
    decisions: Mapping[int, Mapping[Decision, Decimal]]
    as_of: datetime.date
    coverage: Coverage
    period: Period | None
    periods: tuple[Period, ...]
    interval: Interval | None
    part: Part | None = None
    falls: Mapping[str, Decimal] = field(default_factory=dict)

    @cached_property
    def non_default_flows(self) -> Sequence[Flow]:
        """The flows that are not plain living costs: those with a declaration or a known name.

        Most flows are plain living costs, so measures that do not need them use this sequence.
        """
        return decided(self.flows)

    @cached_property
    def flows_to_come(self) -> Sequence[Flow]:
        """The flows after the as-of date, which are planned."""
        chosen = self.chosen
        return [
            flow
            # Those of the months before are not made for it.
            for flow in within(self.facts.flows, self.as_of, datetime.date.max)
            if flow.date > self.as_of and (chosen is None or id(flow.entry) in chosen)
        ]

    @cached_property
    def chosen(self) -> frozenset[int] | None:
        """The ids of the directives that count; ``None`` for the whole ledger."""
        everything = self.entries is self.facts.entries
        return None if everything else frozenset(id(entry) for entry in self.entries)

    @cached_property
    def config(self) -> Config:
        """What the ledger says to us, of accounts and commodities as on the as-of date."""
        return self.facts.config.on(self.as_of)

    @cached_property
    def annotated(self) -> Sequence[data.Transaction]:
        """The counted transactions with the suite's metadata up to the as-of date, oldest first."""
        return [
            entry
            for entry in self.facts.annotated
            if entry.date <= self.as_of and (self.chosen is None or id(entry) in self.chosen)
        ]

    @cached_property
    def positions(self) -> Positions:
        """The positions of asset and liability accounts, including plans after the as-of date."""
        facts = self.facts
        if self.chosen is None:
            return facts.positions
        return position_reader.collect(
            self.entries, facts.config, facts.prices, facts.currency, self.part
        )

    @cached_property
    def earnings(self) -> Earnings:
        """The income and the costs of earning, by stream."""
        named = self.facts.sums.name_streams
        return Earnings(self.non_default_flows, self.decisions, suggested=not named)

    @cached_property
    def covered_monthly(self) -> MonthlySums:
        """What the flows add up to in each month that is in sums over twelve months."""
        gone = self.coverage.without_price
        return {month: sums for month, sums in self.monthly.items() if month not in gone}

    @cached_property
    def covered_earnings(self) -> Earnings:
        """What was earned in the months that are in sums over twelve months, and its costs."""
        coverage = self.coverage
        if not coverage.without_price:
            return self.earnings
        flows = [flow for flow in self.non_default_flows if coverage.covers(flow.date)]
        decisions = {
            month: sums
            for month, sums in self.decisions.items()
            if month not in coverage.without_price
        }
        return Earnings(flows, decisions, suggested=self.earnings.suggested)

    @cached_property
    def covered_loan_costs(self) -> Sequence[LoanFlow]:
        """The interest and fees of all loans in these months, oldest first."""
        return [cost for cost in self.loan_costs if self.coverage.covers(cost.flow.date)]

    @cached_property
    def first_month(self) -> int | None:
        """The month of the first flow that counts; ``None`` without any."""
        return self.coverage.first_month

    @cached_property
    def last_year(self) -> Period | None:
        """The last twelve complete months; ``None`` where none has ended since the first flow."""
        return self.coverage.twelve_months if self.coverage.complete else None

    @cached_property
    def earned(self) -> Sequence[Earned]:
        """The earnings of the last twelve complete months, by stream, oldest first."""
        year = self.last_year
        return () if year is None else tuple(self.covered_earnings.within(year.first, year.last))

    @cached_property
    def living_costs(self) -> Mapping[str, Decimal]:
        """The living costs of the last twelve complete months, by account; empty without any."""
        year = self.last_year
        if year is None:
            return {}
        flows = within(self.flows, year.first, year.last)
        return living_costs_by_account(flow for flow in flows if self.coverage.covers(flow.date))

    @cached_property
    def holdings(self) -> Holdings:
        """What those are: assets of which class, receivables, debts or loans."""
        return Holdings(self.positions, self.config)

    @cached_property
    def loans(self) -> Loans:
        """Which liabilities are loans, and the rates agreed for them."""
        return Loans(self.config)

    @cached_property
    def loan_costs(self) -> list[LoanFlow]:
        """The interest and fees of the loans that count up to the as-of date, oldest first."""
        return [cost for cost in self.costs_of_any_loan if not self.is_outside(cost)]

    @cached_property
    def costs_of_any_loan(self) -> list[LoanFlow]:
        """The same, with those of loans outside the part of the ledger that counts."""
        return loans.costs(self.loans, self.flows, self.annotated, self.facts.flow_accounts)

    def is_outside(self, cost: LoanFlow) -> bool:
        """Return whether the loan of interest or fees is outside the part that counts."""
        return self.part is not None and not any(map(self.part.holds, self.loans.named_by(cost)))

    @cached_property
    def sold_outside(self) -> frozenset[int]:
        """The ids of the transactions that sell lots of accounts outside the part alone.

        What they gain is theirs: the part has been paid the price, or has paid it, no more.
        """
        part = self.part
        if part is None:
            return frozenset()
        moved = {
            id(entry): entry for entry, posting in self.positions.others if self._is_lot(posting)
        }
        return frozenset(
            key
            for key, entry in moved.items()
            if not any(part.holds(posting.account) for posting in self._sold(entry))
        )

    def _sold(self, entry: data.Transaction) -> Sequence[data.Posting]:
        """Return the postings of the lots that leave; of all, where a short sale is covered."""
        lots = [posting for posting in entry.postings if self._is_lot(posting)]
        return [posting for posting in lots if cast("Weight", posting.units).number < 0] or lots

    def _is_lot(self, posting: data.Posting) -> bool:
        """Return whether a posting is of something that can gain: a lot, or what is no money."""
        config = self.facts.config
        equity = f"{config.roots.equity}:"
        return (
            posting.units is not None
            and not posting.account.startswith(equity)
            and (posting.cost is not None or not config.is_money(posting.units.currency))
        )

    @cached_property
    def closed(self) -> frozenset[str]:
        """The accounts that are closed by the as-of date."""
        closes = (entry for entry in self.facts.entries if isinstance(entry, data.Close))
        return frozenset(entry.account for entry in closes if entry.date <= self.as_of)

    @cached_property
    def recurring(self) -> Sequence[Recurring]:
        """The recurring payments among the directives that count."""
        return [
            each
            for each in self.facts.config.statements(Recurring)
            if self.chosen is None or id(each.entry) in self.chosen
        ]

    @cached_property
    def plan(self) -> Plan:
        """The plan from the budgets among the directives that count."""
        return read_plan(self.facts, self.chosen)
