"""The balance sheets of a ledger for any day, with the holdings of each account.

A day costs a few sums per account and commodity, however many transactions there are, so that
decades of month-ends are cheap.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

from fsq_beancount.books.holdings import Holding, Kind
from fsq_beancount.books.line import Line
from fsq_beancount.books.positions import Positions
from fsq_beancount.books.silence import NOTHING_SILENT, Silence
from fsq_beancount.core.periods import Period, last_complete_month, month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import LOCKED
from fsq_beancount.measures.wealth.held import Row
from fsq_beancount.measures.wealth.latent_tax import LatentTax
from fsq_beancount.measures.wealth.latent_taxes import LatentTaxes
from fsq_beancount.measures.wealth.lifetime import OF_THE_WHOLE, LifetimeValue, LifetimeValues
from fsq_beancount.measures.wealth.sheet import AtCost, Sheet

ZERO: Final = Decimal()

_OWNED: Final = frozenset({Kind.ASSET, Kind.RECEIVABLE})


class _Place(NamedTuple):
    """The place of a holding on the balance sheet, computed once.

    Attributes:
        holding: The holding.
        kind: Its kind.
        only_class: The class of an asset that has a single class; ``None`` for all other holdings.
        horizons: Its horizons with a price and at its cost, without regard to a lock that ends on
            a day; ``None`` for debts.
    """

    holding: Holding
    kind: Kind
    only_class: str | None
    horizons: tuple[str, str] | None


def _place(holding: Holding) -> _Place:
    if holding.kind not in _OWNED:
        return _Place(holding, holding.kind, None, None)
    is_plain = holding.kind is Kind.ASSET and len(holding.classes) == 1
    return _Place(
        holding,
        holding.kind,
        next(iter(holding.classes)) if is_plain else None,
        (
            holding.horizon(datetime.date.max, priced=True),
            holding.horizon(datetime.date.max, priced=False),
        ),
    )


class BalanceSheets:
    """The balance sheets, for any day up to the as-of date."""

    def __init__(
        self,
        *,
        positions: Positions,
        holdings: Sequence[Holding],
        taxes: LatentTaxes,
        lifetime: LifetimeValues,
        as_of: datetime.date,
        silence: Silence = NOTHING_SILENT,
    ) -> None:
        """Store the inputs; nothing is computed yet.

        Args:
            positions: The positions.
            holdings: The holding of each line of the positions, in the same order.
            taxes: The latent tax of any day.
            lifetime: Claims, human capital and consumption on any day.
            as_of: The last day that counts.
            silence: The months whose ends are left out of series.
        """
        self._positions = positions
        self._holdings = holdings
        self._taxes = taxes
        self._lifetime = lifetime
        self._as_of = as_of
        self._silence = silence
        self._made: dict[datetime.date, Sheet] = {}

    @cached_property
    def _places(self) -> tuple[_Place, ...]:
        return tuple(_place(holding) for holding in self._holdings)

    def on(self, date: datetime.date) -> Sheet:
        """Return the balance sheet at the end of a day; the same object each time."""
        sheet = self._made.get(date)
        if sheet is None:
            sheet = self._made[date] = self._make(date)
        return sheet

    def month_ends(self, period: Period | None = None) -> Iterator[Sheet]:
        """Yield the balance sheet of each complete month from the first posting on.

        Those of long stretches without postings and prices are left out.

        Args:
            period: The days that a month-end must lie in; any unless given.
        """
        first = min((line.days[0] for line in self._positions.lines), default=None)
        if first is None:
            return
        end = last_complete_month(self._as_of)
        for month in chain.from_iterable(self._silence.between(month_index(first), end)):
            date = month_last(month)
            if period is None or period.first <= date <= period.last:
                yield self.on(date)

    @exact
    def rows(self, date: datetime.date) -> tuple[Row, ...]:
        """Return the holdings of each account at the end of a day, without empty ones."""
        values = self._positions.on(date)
        rows = []
        for holding, value in zip(self._holdings, values, strict=True):
            line = holding.line
            units, amount, at_cost = value
            if not units and not amount:
                continue
            owned = holding.kind in _OWNED
            priced = amount is not None and not at_cost
            row = Row(
                account=holding.account,
                booked_on=line.account,
                kind=holding.kind,
                currency=line.currency,
                units=units,
                amount=amount,
                cost=line.cost(date),
                at_cost=at_cost,
                classes={} if amount is None or not owned else holding.split(amount),
                horizon=holding.horizon(date, priced=priced) if owned else "",
            )
            rows.append(row)
        return tuple(rows)

    def undefined(self, date: datetime.date) -> dict[str, LifetimeValue]:
        """Return the reasons why figures are undefined on a day, by the id of the figure."""
        found = {
            "claims": self._lifetime.claims(date),
            "human_capital": self._lifetime.human_capital(date),
            "consumption": self._lifetime.consumption(date),
        }
        undefined = {
            name: prospect
            for name, prospect in found.items()
            if prospect.value is None and prospect is not OF_THE_WHOLE
        }
        missing = self._taxes.missing(date)
        return {"latent_tax": LifetimeValue(None, missing), **undefined} if missing else undefined

    @exact
    def _make(self, date: datetime.date) -> Sheet:
        sums = dict.fromkeys(Kind, ZERO)
        by_class: dict[str, Decimal] = {}
        by_horizon: dict[str, Decimal] = {}
        unconverted: dict[str, Decimal] = {}
        valued_at_cost: list[AtCost] = []
        locked: set[Line] = set()
        # Few function calls: this runs for each account on each of hundreds of month-ends.
        values = self._positions.on(date)
        for (holding, kind, only_class, horizons), value in zip(self._places, values, strict=True):
            units, amount, at_cost = value
            if amount is None:
                currency = holding.line.currency
                unconverted[currency] = unconverted.get(currency, ZERO) + abs(units)
                continue
            if not amount and not units:
                continue
            sums[kind] += amount
            if horizons is None:
                continue
            until = holding.locked_until
            horizon = LOCKED if until is not None and until > date else horizons[at_cost]
            by_horizon[horizon] = by_horizon.get(horizon, ZERO) + amount
            if horizon == LOCKED:
                locked.add(holding.line)
            if only_class is not None:
                by_class[only_class] = by_class.get(only_class, ZERO) + amount
            elif kind is Kind.ASSET:
                for name, part in holding.split(amount).items():
                    by_class[name] = by_class.get(name, ZERO) + part
            if at_cost:
                line = holding.line
                valued_at_cost.append(
                    AtCost(account=line.account, currency=line.currency, units=units, amount=amount)
                )
        tax = self._taxes.on(date)
        return Sheet(
            date=date,
            assets=sums[Kind.ASSET],
            by_asset_class=dict(sorted(by_class.items())),
            by_horizon=by_horizon,
            latent_tax=None if tax is None else tax.known,
            latent_tax_unknown={} if tax is None else tax.unknown,
            receivables=sums[Kind.RECEIVABLE],
            other_debts=-sums[Kind.DEBT],
            claims=self._lifetime.claims(date).value,
            loans=-sums[Kind.LOAN],
            human_capital=self._lifetime.human_capital(date).value,
            consumption=self._lifetime.consumption(date).value,
            locked=by_horizon.get(LOCKED, ZERO) - self._tax_on_locked(locked, tax),
            valued_at_cost=tuple(valued_at_cost),
            unconverted=dict(sorted(unconverted.items())),
        )

    def _tax_on_locked(self, locked: set[Line], tax: LatentTax | None) -> Decimal:
        """Return by how much the tax would be lower without the locked assets."""
        if tax is None or not locked:
            return ZERO

        def is_free(line: Line) -> bool:
            return line not in locked

        without = self._taxes.on(tax.date, is_free)
        return ZERO if without is None else tax.total - without.total
