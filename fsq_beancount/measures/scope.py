"""What one report is about: the books, and the history of wealth in them.

This is where calculators get what they need. They take it by name and know nothing of a scope, so
that each can be given numbers of another origin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from fsq_beancount.books import positions
from fsq_beancount.books.books import Books
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.performance.attribution import Changes
from fsq_beancount.measures.performance.household import Growths
from fsq_beancount.measures.wealth import distributions
from fsq_beancount.measures.wealth.balance_sheets import Sheets
from fsq_beancount.measures.wealth.latent_tax import LatentTaxes
from fsq_beancount.measures.wealth.lifetime import Prospects
from fsq_beancount.measures.wealth.lump_sums import LumpSums
from fsq_beancount.settings.directives.lump_sum import LumpSum
from fsq_beancount.tax.profile import Profile


@dataclass(frozen=True, kw_only=True)
class Scope(Books):
    """The books of a report with the history of wealth, each part made when first asked for."""

    @cached_property
    def distributions(self) -> Mapping[tuple[str, int], Decimal]:
        """What funds paid out per unit, by commodity and year, in the report currency.

        It is told from the whole ledger, even where only a part of it counts.
        """
        facts = self.facts
        whole = (
            self.positions
            if self.chosen is None
            else positions.collect(facts.entries, facts.config, facts.prices, facts.currency)
        )
        return distributions.per_unit(facts.flows, whole)

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
            prices=facts.prices,
            lump_sums_of=lump_sums_of,
        )

    @cached_property
    def prospects(self) -> Prospects:
        """The present values of what is to come, on any day up to the as-of date."""
        return Prospects(
            config=self.facts.config,
            prices=self.facts.prices,
            currency=self.facts.currency,
            first_month=self.first_month,
            monthly=self.monthly,
            loan_costs=lambda: self.loan_costs,
        )

    @cached_property
    def sheets(self) -> Sheets:
        """The balance sheets, one for any day up to the as-of date."""
        return Sheets(
            positions=self.positions,
            holdings=self.holdings.every,
            taxes=self.latent_taxes,
            prospects=self.prospects,
            as_of=self.as_of,
        )

    @cached_property
    @exact
    def changes(self) -> Changes:
        """What changed wealth, over any days up to the as-of date."""
        return Changes(self, self.sheets)

    @cached_property
    def growths(self) -> Growths:
        """How wealth grew, over any period up to the as-of date."""
        return Growths(self, self.sheets, self.changes)
