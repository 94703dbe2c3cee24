"""The balance sheet (*Vermögensbilanz*) on a day, and the test of financial freedom.

It lists assets at market value less latent tax, receivables and debts, and the present values of
future income and living costs. :mod:`.balance_sheets` makes a :class:`Sheet` for any day. An
undefined line is ``None``: gross wealth leaves it out, and figures that need it are ``None``, too.
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
    """Return wealth before loans (*Bruttovermögen*), currency.

    Undefined lines are left out: latent tax without a tax profile, and claims that cannot be
    computed.
    """
    return assets - (latent_tax or ZERO) + receivables + (claims or ZERO) - other_debts


@exact
def net_wealth(gross: Decimal, loans: Decimal) -> Decimal:
    """Return wealth after loans (*Nettovermögen*), currency."""
    return gross - loans


@exact
def total_wealth(net: Decimal, human_capital: Decimal | None) -> Decimal | None:
    """Return net wealth and human capital (*Gesamtvermögen*), currency."""
    return None if human_capital is None else net + human_capital


@exact
def balance(total: Decimal | None, consumption: Decimal | None) -> Decimal | None:
    """Return total wealth less future consumption (*Ergebnis*), currency."""
    return None if total is None or consumption is None else total - consumption


@exact
def freedom_margin(net: Decimal, consumption: Decimal | None) -> Decimal | None:
    """Return net wealth less future consumption (*Abstand*), currency."""
    return None if consumption is None else net - consumption


@exact
def is_financially_free(
    net: Decimal, consumption: Decimal | None, locked: Decimal = ZERO
) -> bool | None:
    """Return whether net wealth pays for all future consumption (*finanziell frei*).

    It must suffice without the locked assets, too, since they cannot be spent.
    """
    if consumption is None:
        return None
    return net >= consumption and net - locked >= consumption


@dataclass(frozen=True, slots=True, kw_only=True)
class AtCost:
    """Lots that are valued at their cost because they have no price.

    Attributes:
        account: The account.
        currency: The commodity.
        units: The number of units.
        amount: Their cost in the report currency.
    """

    account: str
    currency: str
    units: Decimal
    amount: Decimal


@dataclass(frozen=True, kw_only=True)  # no slots: wealth is cached, as each front end asks for it
class Sheet:
    """A balance sheet; money in the report currency, debts positive.

    Attributes:
        date: The day; the amounts are of its end.
        assets: The value of asset accounts other than receivables, less depreciation.
        by_asset_class: The assets by asset class, alphabetically.
        by_horizon: Assets and receivables by how soon they can be turned into money.
        latent_tax: The tax that selling every lot would cost, as far as it is known; ``None``
            without a tax profile, or if it is known for no lot.
        latent_tax_unknown: The value of holdings whose latent tax is in no figure because their
            cost or the rate is unknown, by commodity.
        receivables: The money owed to the household.
        other_debts: The debts of the household other than loans, such as a credit card.
        claims: Present value of pensions; ``None`` if they cannot be computed.
        loans: The balance of loans.
        human_capital: Present value of future income from work; ``None`` if undefined.
        consumption: Present value of future living costs; ``None`` if undefined.
        locked: Assets and receivables locked beyond the day, less their latent tax.
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
        """The part of assets and receivables that is valued at its cost, for lack of a price."""
        return sum((each.amount for each in self.valued_at_cost), ZERO)

    @cached_property
    @exact
    def gross_wealth(self) -> Decimal:
        """Wealth before loans (*Bruttovermögen*)."""
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
        """Wealth after loans (*Nettovermögen*)."""
        return net_wealth(self.gross_wealth, self.loans)

    @property
    def total_wealth(self) -> Decimal | None:
        """Net wealth and human capital (*Gesamtvermögen*)."""
        return total_wealth(self.net_wealth, self.human_capital)

    @property
    def balance(self) -> Decimal | None:
        """Total wealth less future consumption (*Ergebnis*)."""
        return balance(self.total_wealth, self.consumption)

    @property
    def financially_free(self) -> bool | None:
        """Whether net wealth pays for all future consumption (*finanziell frei*)."""
        return is_financially_free(self.net_wealth, self.consumption, self.locked)

    @property
    def freedom_margin(self) -> Decimal | None:
        """Net wealth less future consumption (*Abstand*)."""
        return freedom_margin(self.net_wealth, self.consumption)

    @property
    @exact
    def freedom_margin_unlocked(self) -> Decimal | None:
        """Net wealth without locked assets, less future consumption."""
        return freedom_margin(self.net_wealth - self.locked, self.consumption)

    @property
    @exact
    def freedom_ratio(self) -> Decimal | None:
        """The share of consumption that net wealth pays, fraction."""
        return ratio(self.net_wealth, self.consumption)
