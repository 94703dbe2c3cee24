"""The scope of a report: the books, and the history of wealth in them.

A scope supplies the inputs of the calculators. They take them by name and do not depend on a scope,
so that each can be used with numbers of another origin.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from beancount.core.data import Transaction

from fsq_beancount.books import complete
from fsq_beancount.books.books import Books
from fsq_beancount.books.holdings import Kind
from fsq_beancount.books.positions import Positions
from fsq_beancount.measures.performance.attribution import Attribution
from fsq_beancount.measures.performance.benchmark import BenchmarkReturns
from fsq_beancount.measures.performance.bookings import Bookings, drawings_of, others_of
from fsq_beancount.measures.performance.brought_in import BroughtIn, bare_trades, brought_in
from fsq_beancount.measures.performance.by_day import Ledger
from fsq_beancount.measures.performance.history import History
from fsq_beancount.measures.performance.household import HouseholdReturns
from fsq_beancount.measures.performance.loan_rates import rates_paid
from fsq_beancount.measures.performance.loans import Debts
from fsq_beancount.measures.performance.own_prices import OwnPrices, own_prices
from fsq_beancount.measures.performance.revaluation import Revaluation
from fsq_beancount.measures.performance.unbalanced import unbalanced
from fsq_beancount.measures.wealth.balance_sheets import BalanceSheets
from fsq_beancount.measures.wealth.distributions import Distributions
from fsq_beancount.measures.wealth.latent_taxes import LatentTaxes
from fsq_beancount.measures.wealth.lifetime import LifetimeValues
from fsq_beancount.measures.wealth.lump_sums import LumpSums
from fsq_beancount.measures.wealth.sheet import Sheet
from fsq_beancount.measures.wealth.unit_lump_sums import UnitLumpSums
from fsq_beancount.settings.directives.benchmark import Benchmark, in_force
from fsq_beancount.settings.directives.lump_sum import LumpSum
from fsq_beancount.tax.profile import Profile


@dataclass(frozen=True, kw_only=True)
class Scope(Books):
    """The books of a report with the history of wealth, each part computed on first access."""

    @cached_property
    def distributions(self) -> Distributions:
        """The distributions of funds in the whole ledger, even where only a part of it counts."""
        return Distributions(self.facts.flows, self.facts.positions)

    @cached_property
    def loan_rates_paid(self) -> Mapping[str, Decimal]:
        """The rates paid on the loans in the last twelve complete months, fractions by account."""
        return rates_paid(
            self.coverage.twelve_months,
            lines=[each.line for each in self.holdings.every if each.kind is Kind.LOAN],
            costs=self.loan_costs,
        )

    @cached_property
    def regular_accounts(self) -> Sequence[complete.RegularAccount]:
        """The accounts with regular entries, from the whole ledger."""
        return complete.regular_accounts(self.facts, self.as_of)

    @cached_property
    def latent_taxes(self) -> LatentTaxes:
        """The latent tax of any day up to the as-of date."""
        return self._latent_taxes(self.positions)

    def _lump_sums_of(self, profile: Profile) -> LumpSums:
        facts, splits = self.facts, self.facts.positions.splits
        of_unit = UnitLumpSums(
            profile=profile,
            prices=facts.prices,
            splits=splits,
            currency=facts.currency,
            given=facts.config.statements(LumpSum),
            distributions=self.distributions.of_year,
            until=self.as_of,
        )
        return LumpSums(of_unit, splits)

    def _latent_taxes(self, positions: Positions) -> LatentTaxes:
        facts = self.facts
        return LatentTaxes(
            positions=positions,
            holdings=self.holdings.every,
            config=facts.config,
            convert=facts.convert,
            lump_sums_of=self._lump_sums_of,
        )

    @cached_property
    def lifetime(self) -> LifetimeValues:
        """The present values of future income, costs and pensions, up to the as-of date."""
        return LifetimeValues(
            config=self.facts.config,
            convert=self.facts.convert,
            coverage=self.coverage,
            monthly=self.covered_monthly,
            loan_costs=lambda: self.covered_loan_costs,
            of_whole=self.part is None,
        )

    @cached_property
    def balance_sheets(self) -> BalanceSheets:
        """The balance sheets, for any day up to the as-of date."""
        return self._balance_sheets(self.positions, self.latent_taxes)

    def _balance_sheets(self, positions: Positions, taxes: LatentTaxes) -> BalanceSheets:
        return BalanceSheets(
            positions=positions,
            holdings=self.holdings.every,
            taxes=taxes,
            lifetime=self.lifetime,
            as_of=self.as_of,
            silence=self.coverage.silences.of_prices,
        )

    @cached_property
    def trades(self) -> Sequence[Transaction]:
        """The transactions that count and buy, sell or move what is no money."""
        several = [*self.facts.trades, *bare_trades(self.facts.entries, self.positions)]
        return [each for each in several if self.chosen is None or id(each) in self.chosen]

    @cached_property
    def own_prices(self) -> OwnPrices:
        """The own prices of transactions on days without a quote."""
        return own_prices(
            self.trades, positions=self.positions, prices=self.facts.prices, until=self.as_of
        )

    @cached_property
    def at_flows(self) -> tuple[Positions, LatentTaxes, BalanceSheets]:
        """Positions, latent tax and balance sheets where a flow is valued: with own prices."""
        if not self.own_prices:
            return self.positions, self.latent_taxes, self.balance_sheets
        of_days = {
            (commodity, self.facts.currency, date): own.worth
            for (commodity, date), own in self.own_prices.items()
        }
        positions = self.positions.priced_with(self.facts.prices.with_prices_of_days(of_days))
        taxes = self._latent_taxes(positions)
        return positions, taxes, self._balance_sheets(positions, taxes)

    @cached_property
    def brought_in(self) -> BroughtIn:
        """The lots that come or leave without a sale, up to the as-of date."""
        positions, taxes, _ = self.at_flows
        return brought_in(
            self.trades,
            self.flows,
            positions=positions,
            prices=self.facts.prices,
            roots=self.facts.config.roots,
            until=self.as_of,
            tax_on=taxes.on,
            tax_without=taxes.without,
        )

    @cached_property
    def bookings(self) -> Bookings:
        """The contributions of postings to the change of wealth, up to the as-of date."""
        return Bookings(
            flows=self.flows,
            loan_costs=self.costs_of_any_loan,
            others=others_of(
                self.positions.others,
                convert=self.facts.convert,
                config=self.facts.config,
                until=self.as_of,
                brought_in=self.brought_in.entries,
            ),
            brought_in=self.brought_in,
            drawings=drawings_of((loan.line for _, loan in self.holdings.loans), self.as_of),
            is_outside=self.is_outside,
            sold_outside=self.sold_outside,
        )

    @cached_property
    def history(self) -> History:
        """The balance sheets, and the bookings between them."""
        positions, _, sheets = self.at_flows
        days = {date for _, date in self.own_prices}

        def sheet_at_flow(date: datetime.date) -> Sheet:
            return (sheets if date in days else self.balance_sheets).on(date)

        return History(self.balance_sheets.on, self.bookings, positions.is_priced, sheet_at_flow)

    @cached_property
    def imbalances(self) -> Ledger:
        """The imbalances of the transactions that do not balance, by day."""
        return Ledger(
            unbalanced(
                self.entries,
                convert=self.facts.convert,
                excluded=self.facts.config.excluded,
                until=self.as_of,
            )
        )

    @cached_property
    def revaluation(self) -> Revaluation:
        """The changes in the value of holdings, over any days up to the as-of date."""
        return Revaluation(
            positions=self.positions,
            prices=self.facts.prices,
            as_of=self.as_of,
            brought_in=self.brought_in.beyond_by_line,
        )

    @cached_property
    def attribution(self) -> Attribution:
        """The attribution of the change of wealth, over any days up to the as-of date."""
        return Attribution(
            history=self.history,
            revaluation=self.revaluation,
            unbalanced=lambda: self.imbalances,
        )

    @cached_property
    def benchmark(self) -> BenchmarkReturns | None:
        """The returns of the commodity to compare with, ``None`` where none is named."""
        stated = in_force(self.facts.config.statements(Benchmark), self.as_of)
        if stated is None:
            return None
        prices, currency = self.facts.prices, self.facts.currency
        return BenchmarkReturns(
            stated,
            lambda commodity, date: prices.rate(commodity, currency, date),
            # Of the whole ledger, where only a part of it counts.
            self.facts.positions.splits,
        )

    @cached_property
    def household_returns(self) -> HouseholdReturns:
        """The growth of wealth, over any period up to the as-of date."""
        return HouseholdReturns(
            history=self.history,
            attribution=self.attribution,
            option=self.facts.config.option,
            as_of=self.as_of,
            of_whole=self.part is None,
            benchmark=self.benchmark,
            silence=self.coverage.silences.of_prices,
        )

    @cached_property
    def debts(self) -> Debts:
        """The loans, on any day up to the as-of date."""
        return Debts(positions=self.positions, loans=self.holdings.loans, rate=self.loans.rate)
