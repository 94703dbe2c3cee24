"""The balance sheet (*Vermögensbilanz*) on a day, and the test of financial freedom.

Assets at market value less the tax that selling them would cost, what one is owed and owes, what
one will earn and will need. :mod:`.balance_sheets` makes a :class:`Sheet` for any day; a line that
is undefined is ``None``, and so is what needs it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Final

from fsq_beancount.core.precision import exact
from fsq_beancount.measures.definition import ratio

ZERO: Final = Decimal()


@exact
def gross_wealth(
    assets: Decimal,
    *,
    latent_tax: Decimal | None = None,
    receivables: Decimal = ZERO,
    other_debts: Decimal = ZERO,
    claims: Decimal | None = None,
) -> Decimal:
    """Return what one has before loans (*Bruttovermögen*), currency.

    What is undefined is left out: latent tax without a tax profile, claims that cannot be
    computed.
    """
    return assets - (latent_tax or ZERO) + receivables + (claims or ZERO) - other_debts


@exact
def net_wealth(gross: Decimal, loans: Decimal) -> Decimal:
    """Return what one has after loans (*Nettovermögen*), currency."""
    return gross - loans


@exact
def total_wealth(net: Decimal, human_capital: Decimal | None) -> Decimal | None:
    """Return net wealth and human capital (*Gesamtvermögen*), currency."""
    return None if human_capital is None else net + human_capital


@exact
def balance(total: Decimal | None, consumption: Decimal | None) -> Decimal | None:
    """Return what is left of it after all of life (*Ergebnis*), currency."""
    return None if total is None or consumption is None else total - consumption


@exact
def freedom_margin(net: Decimal, consumption: Decimal | None) -> Decimal | None:
    """Return by how much net wealth exceeds the consumption to come (*Abstand*), currency."""
    return None if consumption is None else net - consumption


@exact
def is_financially_free(
    net: Decimal, consumption: Decimal | None, locked: Decimal = ZERO
) -> bool | None:
    """Return whether net wealth pays for all of life to come (*finanziell frei*).

    It must do so without the assets that are locked, too: what one cannot spend pays for nothing.
    """
    if consumption is None:
        return None
    return net >= consumption and net - locked >= consumption


@dataclass(frozen=True, slots=True, kw_only=True)
class AtCost:
    """Lots that are valued at their cost, because they have no price.

    Attributes:
        account: The account.
        currency: The commodity.
        units: How many are held.
        amount: Their cost in the report currency.
    """

    account: str
    currency: str
    units: Decimal
    amount: Decimal


@dataclass(frozen=True, kw_only=True)  # no slots: each face asks for the same wealth
class Sheet:
    """A balance sheet; money in the report currency, debts positive.

    Attributes:
        date: The day, at whose end it holds.
        assets: What asset accounts hold, other than receivables, less their depreciation.
        by_asset_class: The same by class, alphabetically.
        by_horizon: Assets and receivables by how soon they can be money.
        latent_tax: The tax that selling every lot would cost, as far as it is known; ``None``
            without a tax profile, or where it is known of no lot.
        latent_tax_unknown: What commodities are worth whose latent tax is in no figure because
            their cost is unknown, by commodity.
        receivables: What others owe one.
        other_debts: What one owes that is no loan, such as a credit card.
        claims: Present value of pensions; ``None`` where they cannot be computed.
        loans: What one owes on loans.
        human_capital: Present value of what one will earn; ``None`` where it is undefined.
        consumption: Present value of what life will cost; ``None`` where it is undefined.
        locked: Of assets and receivables, what is locked beyond the day, less its latent tax.
        valued_at_cost: The lots without a price.
        unconverted: Units without a price path to the report currency, which are in no other
            figure, by currency and without regard to their sign.
    """

    date: datetime.date
    assets: Decimal
    by_asset_class: Mapping[str, Decimal] = field(default_factory=dict)
    by_horizon: Mapping[str, Decimal] = field(default_factory=dict)
    latent_tax: Decimal | None = None
    latent_tax_unknown: Mapping[str, Decimal] = field(default_factory=dict)
    receivables: Decimal = ZERO
    other_debts: Decimal = ZERO
    claims: Decimal | None = ZERO
    loans: Decimal = ZERO
    human_capital: Decimal | None = None
    consumption: Decimal | None = None
    locked: Decimal = ZERO
    valued_at_cost: tuple[AtCost, ...] = ()
    unconverted: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    @exact
    def at_cost(self) -> Decimal:
        """What of the assets and receivables is valued at its cost, for want of a price."""
        return sum((each.amount for each in self.valued_at_cost), ZERO)

    @cached_property
    @exact
    def gross_wealth(self) -> Decimal:
        """What one has before loans (*Bruttovermögen*)."""
        return gross_wealth(
            self.assets,
            latent_tax=self.latent_tax,
            receivables=self.receivables,
            other_debts=self.other_debts,
            claims=self.claims,
        )

    @cached_property
    @exact
    def net_wealth(self) -> Decimal:
        """What one has (*Nettovermögen*)."""
        return net_wealth(self.gross_wealth, self.loans)

    @property
    def total_wealth(self) -> Decimal | None:
        """What one has and will earn (*Gesamtvermögen*)."""
        return total_wealth(self.net_wealth, self.human_capital)

    @property
    def balance(self) -> Decimal | None:
        """What is left of it after all of life (*Ergebnis*)."""
        return balance(self.total_wealth, self.consumption)

    @property
    def financially_free(self) -> bool | None:
        """Whether one can live on what one has (*finanziell frei*)."""
        return is_financially_free(self.net_wealth, self.consumption, self.locked)

    @property
    def freedom_margin(self) -> Decimal | None:
        """By how much net wealth exceeds consumption (*Abstand*)."""
        return freedom_margin(self.net_wealth, self.consumption)

    @property
    @exact
    def freedom_margin_unlocked(self) -> Decimal | None:
        """The same without what is locked."""
        return freedom_margin(self.net_wealth - self.locked, self.consumption)

    @property
    @exact
    def freedom_ratio(self) -> Decimal | None:
        """Which share of consumption net wealth pays, fraction."""
        return ratio(self.net_wealth, self.consumption)
