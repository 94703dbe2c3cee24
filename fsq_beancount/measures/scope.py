"""The scope of a report: the books, and the history of wealth in them.

A scope supplies the inputs of the calculators. They take them by name and do not depend on a scope,
so that each can be used with numbers of another origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from fsq_beancount.books import complete
from fsq_beancount.books.books import Books
from fsq_beancount.books.holdings import Kind
from fsq_beancount.measures.performance.attribution import Attribution
from fsq_beancount.measures.performance.bookings import Bookings, drawings_of, others_of
from fsq_beancount.measures.performance.brought_in import BroughtIn, bare_trades, brought_in
from fsq_beancount.measures.performance.by_day import Ledger
from fsq_beancount.measures.performance.history import History
from fsq_beancount.measures.performance.household import HouseholdReturns
from fsq_beancount.measures.performance.loan_rates import rates_paid
from fsq_beancount.measures.performance.loans import Debts
from fsq_beancount.measures.performance.revaluation import Revaluation
from fsq_beancount.measures.performance.unbalanced import unbalanced
from fsq_beancount.measures.wealth import distributions
from fsq_beancount.measures.wealth.balance_sheets import BalanceSheets
from fsq_beancount.measures.wealth.latent_taxes import LatentTaxes
from fsq_beancount.measures.wealth.lifetime import LifetimeValues
from fsq_beancount.measures.wealth.lump_sums import LumpSums
from fsq_beancount.settings.directives.lump_sum import LumpSum
from fsq_beancount.tax.profile import Profile


@dataclass(frozen=True, kw_only=True)
class Scope(Books):
    """The books of a report with the history of wealth, each part computed on first access."""

    @cached_property
    def distributions(self) -> Mapping[tuple[str, int], Decimal]:
        """The distributions of funds per unit, by commodity and year, in the report currency.

        They are read from the whole ledger, even where only a part of it counts.
        """
        return distributions.per_unit(self.facts.flows, self.facts.positions)

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
        facts = self.facts

        def lump_sums_of(profile: Profile) -> LumpSums:
            return LumpSums(
                profile=profile,
                prices=facts.prices,
                currency=facts.currency,
                given=facts.config.statements(LumpSum),
                distributions=lambda: self.distributions,
                until=self.as_of,
            )

        return LatentTaxes(
            positions=self.positions,
            holdings=self.holdings.every,
            config=facts.config,
            convert=facts.convert,
            lump_sums_of=lump_sums_of,
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
        )

    @cached_property
    def balance_sheets(self) -> BalanceSheets:
        """The balance sheets, for any day up to the as-of date."""
        return BalanceSheets(
            positions=self.positions,
            holdings=self.holdings.every,
            taxes=self.latent_taxes,
            lifetime=self.lifetime,
            as_of=self.as_of,
        )

    @cached_property
    def brought_in(self) -> BroughtIn:
        """The lots that come or leave without a sale, up to the as-of date."""
        chosen = self.chosen
        trades = [*self.facts.trades, *bare_trades(self.facts.entries, self.positions)]
        return brought_in(
            [each for each in trades if chosen is None or id(each) in chosen],
            self.flows,
            positions=self.positions,
            prices=self.facts.prices,
            roots=self.facts.config.roots,
            until=self.as_of,
            tax_on=self.latent_taxes.on,
            tax_without=self.latent_taxes.without,
        )

    @cached_property
    def bookings(self) -> Bookings:
        """The contributions of postings to the change of wealth, up to the as-of date."""
        return Bookings(
            flows=self.flows,
            loan_costs=self.loan_costs,
            others=others_of(
                self.positions.others,
                convert=self.facts.convert,
                excluded=self.facts.config.excluded,
                until=self.as_of,
                brought_in=self.brought_in.entries,
            ),
            brought_in=self.brought_in,
            drawings=drawings_of((loan.line for _, loan in self.holdings.loans), self.as_of),
        )

    @cached_property
    def history(self) -> History:
        """The balance sheets, and the bookings between them."""
        return History(self.balance_sheets.on, self.bookings, self.positions.is_priced)

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
    def household_returns(self) -> HouseholdReturns:
        """The growth of wealth, over any period up to the as-of date."""
        return HouseholdReturns(
            history=self.history,
            attribution=self.attribution,
            option=self.facts.config.option,
            as_of=self.as_of,
        )

    @cached_property
    def debts(self) -> Debts:
        """The loans, on any day up to the as-of date."""
        return Debts(positions=self.positions, loans=self.holdings.loans, rate=self.loans.rate)
