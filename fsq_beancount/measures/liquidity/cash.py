"""Cash: the assets that can be spent at once, and the payments that move them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from beancount.core import data

from fsq_beancount.books.holdings import Holding, Kind
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import CASH

if TYPE_CHECKING:
    from fsq_beancount.books.positions import Positions

ZERO: Final = Decimal()


def is_asset(holding: Holding) -> bool:
    """Return whether a holding is an asset, or a receivable with a declared horizon."""
    return holding.kind is Kind.ASSET or (
        holding.kind is Kind.RECEIVABLE and holding.said_horizon is not None
    )


def is_cash(holding: Holding, date: datetime.date) -> bool:
    """Return whether a holding can be spent at once on a day, if it has a price."""
    return is_asset(holding) and holding.horizon(date, priced=True) == CASH


def likely_cash(holdings: Iterable[Holding]) -> list[Holding]:
    """Return the holdings that are cash on every day on which they are not locked."""
    return [each for each in holdings if each.is_money or each.said_horizon == CASH]


@exact
def cash_on(date: datetime.date, *, likely: Iterable[Holding], positions: Positions) -> Decimal:
    """Return the cash at the end of a day, currency.

    Args:
        date: The day.
        likely: The result of :func:`likely_cash`, which serves for several days.
        positions: The values of these holdings.
    """
    amounts = (positions.value(each.line, date).amount for each in likely if is_cash(each, date))
    return sum((amount for amount in amounts if amount is not None), ZERO)


def cash_among(assets: Mapping[str, Decimal]) -> Decimal:
    """Return the cash among assets by horizon, as :func:`by_horizon` returns them, currency."""
    return assets.get(CASH, ZERO)


@exact
def by_horizon(
    date: datetime.date, *, holdings: Iterable[Holding], positions: Positions
) -> dict[str, Decimal]:
    """Return the value of assets at the end of a day by liquidity horizon.

    Args:
        date: The day.
        holdings: The assets; other holdings are ignored.
        positions: The values of the holdings.
    """
    amounts: dict[str, Decimal] = {}
    for holding in holdings:
        if not is_asset(holding):
            continue
        _, amount, at_cost = positions.value(holding.line, date)
        if amount:
            horizon = holding.horizon(date, priced=not at_cost)
            amounts[horizon] = amounts.get(horizon, ZERO) + amount
    return amounts


class CashAccounts:
    """Determines which payments move cash."""

    __slots__ = ("_assets", "_holdings", "_holdings_of", "_is_money")

    def __init__(
        self, holdings: Sequence[Holding], assets: str, is_money: Callable[[str], bool]
    ) -> None:
        """Sort holdings by where they are booked.

        Args:
            holdings: All holdings.
            assets: The name of the root account of assets.
            is_money: Whether a commodity is money.
        """
        self._is_money = is_money
        self._assets = f"{assets}:"
        self._holdings = {
            (each.line.account, each.line.currency, each.line.cost_currency): each
            for each in holdings
        }
        self._holdings_of: dict[str, list[Holding]] = {}
        for each in holdings:
            self._holdings_of.setdefault(each.line.account, []).append(each)

    def moves(self, posting: data.Posting, date: datetime.date) -> bool:
        """Return whether a posting moves cash on a day."""
        if posting.units is None:
            return False
        cost = None if posting.cost is None else posting.cost.currency
        holding = self._holdings.get((posting.account, posting.units.currency, cost))
        return holding is not None and is_cash(holding, date)

    def pays_from(self, account: str, currency: str, date: datetime.date) -> bool:
        """Return whether a payment on an account is a payment of the account's own cash."""
        holding = self._holdings.get((account, currency, None))
        if holding is not None:
            return is_cash(holding, date)
        others = self._holdings_of.get(account)
        if others:
            return any(is_cash(each, date) for each in others)
        # Nothing was ever booked to it: money in an asset account is cash.
        return account.startswith(self._assets) and self._is_money(currency)
