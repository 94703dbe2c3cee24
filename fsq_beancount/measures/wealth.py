"""The balance sheet (*Vermögensbilanz*) on a day, and the test of financial freedom.

Assets at market value less the tax that selling them would cost, what one is owed and owes, what
one will earn and will need. :class:`Sheets` makes a :class:`Sheet` for any day of a scope; a line
that is undefined is ``None``, and so is what needs it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Final

from fsq_beancount.holdings import Holding, Kind
from fsq_beancount.measures.prospects import Prospect, Prospects
from fsq_beancount.measures.registry import ratio
from fsq_beancount.periods import last_complete_month, month_index, month_last
from fsq_beancount.prices import PRECISION
from fsq_beancount.vocabulary import LOCKED

if TYPE_CHECKING:
    from fsq_beancount.scope import Scope

ZERO: Final = Decimal()


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


def net_wealth(gross: Decimal, loans: Decimal) -> Decimal:
    """Return what one has after loans (*Nettovermögen*), currency."""
    return gross - loans


def total_wealth(net: Decimal, human_capital: Decimal | None) -> Decimal | None:
    """Return net wealth and human capital (*Gesamtvermögen*), currency."""
    return None if human_capital is None else net + human_capital


def balance(total: Decimal | None, consumption: Decimal | None) -> Decimal | None:
    """Return what is left of it after all of life (*Ergebnis*), currency."""
    return None if total is None or consumption is None else total - consumption


def freedom_margin(net: Decimal, consumption: Decimal | None) -> Decimal | None:
    """Return by how much net wealth exceeds the consumption to come (*Abstand*), currency."""
    return None if consumption is None else net - consumption


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one account holds of one commodity.

    Attributes:
        account: The account; for what an asset has lost in value, the asset's.
        booked_on: The account that it is booked to, which differs for depreciation only.
        kind: Where it stands on the balance sheet.
        currency: The currency or commodity.
        units: The units, negative for a debt, a short position or an overdraft.
        amount: Their value in the report currency; ``None`` without a price path.
        cost: What the lots cost in the report currency of their days; ``None`` without lots.
        at_cost: Whether the value is the cost, for want of a price.
        classes: The value by asset class; empty for debts and without a value.
        horizon: How soon it can be money; empty for debts.
    """

    account: str
    booked_on: str
    kind: Kind
    currency: str
    units: Decimal
    amount: Decimal | None
    cost: Decimal | None
    at_cost: bool
    classes: Mapping[str, Decimal]
    horizon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A balance sheet; money in the report currency, debts positive.

    Attributes:
        date: The day, at whose end it holds.
        assets: What asset accounts hold, other than receivables, less their depreciation.
        by_asset_class: The same by class, alphabetically.
        by_horizon: Assets and receivables by how soon they can be money.
        latent_tax: The tax that selling every lot would cost; ``None`` without a tax profile.
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
    def gross_wealth(self) -> Decimal:
        """What one has before loans (*Bruttovermögen*)."""
        return gross_wealth(
            self.assets,
            latent_tax=self.latent_tax,
            receivables=self.receivables,
            other_debts=self.other_debts,
            claims=self.claims,
        )

    @property
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
    def freedom_margin_unlocked(self) -> Decimal | None:
        """The same without what is locked."""
        return freedom_margin(self.net_wealth - self.locked, self.consumption)

    @property
    def freedom_ratio(self) -> Decimal | None:
        """Which share of consumption net wealth pays, fraction."""
        return ratio(self.net_wealth, self.consumption)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wealth:
    """The balance sheet on the as-of date, and what stands behind it.

    Attributes:
        sheet: The balance sheet.
        rows: What each account holds, by account and currency.
        undefined: Why a figure that depends on options is undefined, by its id.
    """

    sheet: Sheet
    rows: tuple[Row, ...]
    undefined: Mapping[str, Prospect]


class _Total:
    """What a balance sheet is added up in."""

    __slots__ = ("at_cost", "by_class", "by_horizon", "by_kind", "unconverted")

    def __init__(self) -> None:
        self.by_kind: dict[Kind, Decimal] = dict.fromkeys(Kind, ZERO)
        self.by_class: dict[str, Decimal] = {}
        self.by_horizon: dict[str, Decimal] = {}
        self.at_cost: list[AtCost] = []
        self.unconverted: dict[str, Decimal] = {}


class Sheets:
    """The balance sheets of a scope, one for any day up to its as-of date."""

    __slots__ = ("_made", "_prospects", "_scope")

    def __init__(self, scope: Scope) -> None:
        """Take what counts; nothing is computed before it is asked for."""
        self._scope = scope
        self._prospects = Prospects(scope)
        self._made: dict[datetime.date, Sheet] = {}

    def on(self, date: datetime.date) -> Sheet:
        """Return the balance sheet at the end of a day; the same one each time."""
        sheet = self._made.get(date)
        if sheet is None:
            with localcontext(prec=PRECISION):
                sheet = self._made[date] = self._make(date)
        return sheet

    def month_ends(self) -> Iterator[Sheet]:
        """Yield the sheet of each complete month, from that of the first posting on."""
        first = min((line.dates[0] for line in self._scope.positions.lines), default=None)
        if first is None:
            return
        for month in range(month_index(first), last_complete_month(self._scope.as_of) + 1):
            yield self.on(month_last(month))

    def rows(self, date: datetime.date) -> Iterator[Row]:
        """Yield what each account holds at the end of a day; without units there is no row."""
        positions = self._scope.positions
        with localcontext(prec=PRECISION):
            for holding in self._scope.holdings.every:
                line = holding.line
                units, amount, at_cost = positions.value(line, date)
                if not units and not amount:
                    continue
                owned = holding.kind in _OWNED
                yield Row(
                    account=holding.account,
                    booked_on=line.account,
                    kind=holding.kind,
                    currency=line.currency,
                    units=units,
                    amount=amount,
                    cost=line.cost(date),
                    at_cost=at_cost,
                    classes={} if amount is None or not owned else holding.split(amount),
                    horizon=holding.horizon(date, priced=not at_cost) if owned else "",
                )

    def undefined(self, date: datetime.date) -> dict[str, Prospect]:
        """Return why a figure that depends on options is undefined on a day, by its id."""
        found = {
            "claims": self._prospects.claims(date),
            "human_capital": self._prospects.human_capital(date),
            "consumption": self._prospects.consumption(date),
        }
        return {name: prospect for name, prospect in found.items() if prospect.value is None}

    def _make(self, date: datetime.date) -> Sheet:
        total = _Total()
        locked: list[Holding] = []
        value = self._scope.positions.value
        for holding in self._scope.holdings.every:
            line = holding.line
            units, amount, at_cost = value(line, date)
            if amount is None:
                unconverted = total.unconverted.get(line.currency, ZERO)
                total.unconverted[line.currency] = unconverted + abs(units)
                continue
            if not amount and not units:
                continue
            total.by_kind[holding.kind] += amount
            if holding.kind not in _OWNED:
                continue
            horizon = holding.horizon(date, priced=not at_cost)
            total.by_horizon[horizon] = total.by_horizon.get(horizon, ZERO) + amount
            if horizon == LOCKED:
                locked.append(holding)
            if holding.kind is Kind.ASSET:
                for name, part in holding.split(amount).items():
                    total.by_class[name] = total.by_class.get(name, ZERO) + part
            if at_cost:
                total.at_cost.append(
                    AtCost(account=line.account, currency=line.currency, units=units, amount=amount)
                )
        return Sheet(
            date=date,
            assets=total.by_kind[Kind.ASSET],
            by_asset_class=dict(sorted(total.by_class.items())),
            by_horizon=total.by_horizon,
            receivables=total.by_kind[Kind.RECEIVABLE],
            # Debts are negative in the books and positive where they are named so.
            other_debts=ZERO - total.by_kind[Kind.DEBT],
            loans=ZERO - total.by_kind[Kind.LOAN],
            claims=self._prospects.claims(date).value,
            human_capital=self._prospects.human_capital(date).value,
            consumption=self._prospects.consumption(date).value,
            locked=total.by_horizon.get(LOCKED, ZERO),
            valued_at_cost=tuple(total.at_cost),
            unconverted=dict(sorted(total.unconverted.items())),
        )


_OWNED: Final = frozenset({Kind.ASSET, Kind.RECEIVABLE})


def of(scope: Scope) -> Wealth:
    """Return the balance sheet on the as-of date of a scope."""
    return Wealth(
        sheet=scope.sheets.on(scope.as_of),
        rows=tuple(scope.sheets.rows(scope.as_of)),
        undefined=scope.sheets.undefined(scope.as_of),
    )


def series(scope: Scope) -> tuple[Sheet, ...]:
    """Return the balance sheets of all complete months, of those asked for."""
    period = scope.period
    return tuple(
        sheet
        for sheet in scope.sheets.month_ends()
        if period is None or period.first <= sheet.date <= period.last
    )
