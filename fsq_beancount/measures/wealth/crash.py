"""A crash: what a fall in the price of an asset class takes from the balance sheet.

Latent tax is that of the tax law on the fallen values, since losses are offset and allowances are
used up before anything is taxed. Future income and costs remain as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.books.holdings import Kind
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import CASH
from fsq_beancount.measures.liquidity.averages import usual_month
from fsq_beancount.measures.liquidity.cash import by_horizon, cash_among
from fsq_beancount.measures.liquidity.runway import runway
from fsq_beancount.measures.liquidity.year import booked_year

if TYPE_CHECKING:
    from fsq_beancount.measures.scope import Scope
    from fsq_beancount.measures.wealth.held import Row
    from fsq_beancount.measures.wealth.sheet import Sheet

ZERO: Final = Decimal()
ONE: Final = Decimal(1)

FALLS: Final = (Decimal("0.2"), Decimal("0.35"), Decimal("0.5"))
"""The falls that are tried, fractions of the value of an asset class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The figures that a crash changes, before or after it.

    Attributes:
        sheet: The balance sheet; of the amounts in it, assets and latent tax change.
        cash: The cash, currency.
        costs: The average monthly living costs, currency; ``None`` where unknown.
    """

    sheet: Sheet
    cash: Decimal
    costs: Decimal | None

    @property
    def runway(self) -> Decimal | None:
        """The number of months that the cash lasts."""
        return runway(self.cash, self.costs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crash:
    """What a fall of an asset class changes; each change is negative for a loss.

    Attributes:
        asset_class: The asset class.
        fall: The fraction of its value that it loses.
        before: The figures before the fall.
        after: The figures after it.
    """

    asset_class: str
    fall: Decimal
    before: Standing
    after: Standing

    @property
    @exact
    def crash_assets(self) -> Decimal:
        """The change of the assets, currency."""
        return self.after.sheet.assets - self.before.sheet.assets

    @property
    def crash_latent_tax(self) -> Decimal | None:
        """The change of the latent tax, currency; ``None`` where that is undefined."""
        return _difference(self.after.sheet.latent_tax, self.before.sheet.latent_tax)

    @property
    @exact
    def crash_net_wealth(self) -> Decimal:
        """The change of net wealth, currency."""
        return self.after.sheet.net_wealth - self.before.sheet.net_wealth

    @property
    def crash_freedom_ratio(self) -> Decimal | None:
        """The change of the degree of freedom, fraction; ``None`` where that is undefined."""
        return _difference(self.after.sheet.freedom_ratio, self.before.sheet.freedom_ratio)

    @property
    def crash_runway(self) -> Decimal | None:
        """The change of the runway in months; ``None`` where that is undefined."""
        return _difference(self.after.runway, self.before.runway)


@exact
def _difference(after: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if after is None or before is None else after - before


TaxAfter = Callable[[str, Decimal], Decimal | None]
"""Returns the latent tax after the fall of an asset class by a fraction; currency."""


@exact
def of(scope: Scope) -> tuple[Crash, ...]:
    """Return the crashes of each asset class that can fall, on the as-of date of a scope."""
    date, holdings, coverage = scope.as_of, scope.holdings.every, scope.coverage
    year = booked_year(scope.last_year, coverage.months(coverage.last_month))
    usual = usual_month(year, living_costs=scope.living_costs, monthly=scope.covered_monthly)

    def tax_after(name: str, fall: Decimal) -> Decimal | None:
        kept = {
            each.line: ONE - fall * each.classes[name] for each in holdings if name in each.classes
        }
        tax = scope.latent_taxes.on(date, kept=kept)
        return None if tax is None else tax.known

    before = Standing(
        sheet=scope.balance_sheets.on(date),
        cash=cash_among(by_horizon(date, holdings=holdings, positions=scope.positions)),
        costs=usual.living_costs,
    )
    return tuple(crashes(before, scope.balance_sheets.rows(date), tax_after))


def crashes(before: Standing, rows: Sequence[Row], tax_after: TaxAfter) -> Iterator[Crash]:
    """Yield each fall of each asset class that can fall, the largest class first.

    A class can fall if it is worth something and is no money.

    Args:
        before: The figures before the fall.
        rows: The holdings of each account.
        tax_after: Returns the latent tax after a fall.
    """
    classes = before.sheet.by_asset_class
    for name in sorted(classes, key=lambda each: (-classes[each], each)):
        if name == CASH or classes[name] <= 0:
            continue
        spendable = _worth(name, (row for row in rows if row.horizon == CASH))
        for fall in FALLS:
            sheet = replace(
                before.sheet,
                assets=before.sheet.assets - classes[name] * fall,
                latent_tax=tax_after(name, fall),
            )
            after = replace(before, sheet=sheet, cash=before.cash - spendable * fall)
            yield Crash(asset_class=name, fall=fall, before=before, after=after)


def _worth(name: str, rows: Iterable[Row]) -> Decimal:
    """Return the value of an asset class in several holdings, currency."""
    amounts = (row.classes.get(name, ZERO) for row in rows if row.kind is Kind.ASSET)
    return sum(amounts, ZERO)
