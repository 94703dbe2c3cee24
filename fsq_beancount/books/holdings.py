"""Holdings: the balance sheet line, asset class, horizon and tax treatment of positions.

Without a declaration on an account or a commodity (``fsq-receivable``, ``fsq-asset-class``,
``fsq-liquidity``, ``fsq-tax-treatment``), the metadata of other tools is read, then the account's
name. Money without a cost is cash; the settings decide which commodities are money. The value of a
holding comes from the positions, and wealth from the measures.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from beancount.core import account as account_module

from fsq_beancount.books import asset_classes
from fsq_beancount.books.asset_classes import DURABLES, ONE, OTHER, REAL_ESTATE
from fsq_beancount.books.line import Line
from fsq_beancount.books.positions import Positions
from fsq_beancount.classification.account import Account
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.core.terms import (
    CASH,
    DAYS,
    DEPRECIATION_MARK,
    HORIZONS,
    KEY_ASSET_CLASS,
    KEY_LIQUIDITY,
    KEY_LOCKED_UNTIL,
    KEY_RECEIVABLE,
    KEY_TAX_TREATMENT,
    LOCKED,
    MONTHS,
    TAX_TREATMENTS,
    UNTAXED,
)
from fsq_beancount.settings import metadata
from fsq_beancount.settings.config import Config

_UNTAXED_CLASSES: Final = frozenset({REAL_ESTATE, CASH})


class Kind(StrEnum):
    """The balance sheet line of a holding."""

    ASSET = "asset"
    RECEIVABLE = "receivable"
    DEBT = "debt"
    LOAN = "loan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """The classification of a line of the positions, without its amount.

    Attributes:
        line: The line.
        kind: Its line on the balance sheet.
        account: The account it is shown under: its own, or for depreciation that of the asset.
        classes: The shares of its asset classes, fractions that add up to 1; empty for debts.
        is_money: Whether it is money of no other class than cash.
        said_horizon: The value of ``fsq-liquidity``, if any.
        locked_until: The last day of a lock; ``None`` if it is open-ended or there is none.
        tax_treatment: How its sale is taxed; ``None`` if unknown.
    """

    line: Line
    kind: Kind
    account: str
    classes: Mapping[str, Decimal]
    is_money: bool
    said_horizon: str | None
    locked_until: datetime.date | None
    tax_treatment: str | None

    @property
    def is_depreciation(self) -> bool:
        """Whether it is the accumulated depreciation of an asset, on a contra account."""
        return self.account != self.line.account

    def is_locked(self, date: datetime.date) -> bool:
        """Return whether it is locked beyond a day."""
        if self.locked_until is not None:
            return self.locked_until > date
        return self.said_horizon == LOCKED

    def horizon(self, date: datetime.date, *, priced: bool) -> str:
        """Return how soon it can be turned into money: ``cash``, ``days``, ``months``, ``locked``.

        Args:
            date: The day; a lock that has ended by then has no effect.
            priced: Whether it has a price on that day.
        """
        if self.is_locked(date):
            return LOCKED
        if self.said_horizon is not None and self.said_horizon != LOCKED:
            return self.said_horizon
        if self.is_money:
            return CASH
        # Money of another class is the price paid for a house or a car.
        return DAYS if priced and not self.line.is_money else MONTHS

    @exact
    def split(self, amount: Decimal) -> dict[str, Decimal]:
        """Return an amount by asset class.

        The parts are rounded to twelve places and add up exactly: the remainder of rounding is in
        the largest, the first on a tie.
        """
        if len(self.classes) == 1:
            return dict.fromkeys(self.classes, amount)
        parts = {name: round_places(amount * share) for name, share in self.classes.items()}
        largest = max(self.classes, key=lambda name: self.classes[name])
        parts[largest] += amount - sum(parts.values())
        return parts


class Holdings:
    """The holdings of all positions of a ledger.

    Attributes:
        every: The holdings, in order of account and currency, like the lines of the positions.
        loans: The holdings that are loans, with their indices in ``every``.
    """

    __slots__ = ("_by_line", "_config", "_depreciated", "every", "loans")

    def __init__(self, positions: Positions, config: Config) -> None:
        """Classify every line."""
        self._config = config
        # Account of the asset by contra account. The depreciation plugin opens the latter and
        # writes the former to the metadata of that `open`, so no names have to be guessed.
        contra = {
            name: asset
            for name, opened in config.opens.items()
            if (asset := metadata.text_in(opened.meta, DEPRECIATION_MARK)) is not None
        }
        self._depreciated = frozenset(contra.values())
        found: dict[str, Holding] = {}
        holdings: dict[int, Holding] = {}
        contras: list[Line] = []
        for line in positions.lines:
            if line.account in contra:
                contras.append(line)
                continue
            holding = holdings[id(line)] = self._read(line)
            # A contra account is classified like its asset: like the lots, if there are any.
            before = found.get(line.account)
            if before is None or (before.is_money and not holding.is_money):
                found[line.account] = holding
        for line in contras:
            holdings[id(line)] = self._contra(line, contra[line.account], found)
        self._by_line = holdings
        self.every = tuple(holdings[id(line)] for line in positions.lines)
        self.loans = tuple(
            (place, holding)
            for place, holding in enumerate(self.every)
            if holding.kind is Kind.LOAN
        )

    def of(self, line: Line) -> Holding:
        """Return the holding of a line."""
        return self._by_line[id(line)]

    def _read(self, line: Line) -> Holding:
        kind = self._kind(line.account)
        if kind in (Kind.DEBT, Kind.LOAN):
            return Holding(
                line=line,
                kind=kind,
                account=line.account,
                classes={},
                is_money=False,
                said_horizon=None,
                locked_until=None,
                tax_treatment=None,
            )
        classes = self._classes(line)
        horizon, until = self._liquidity(line.account)
        return Holding(
            line=line,
            kind=kind,
            account=line.account,
            classes=classes,
            is_money=line.is_money and set(classes) == {CASH},
            said_horizon=horizon,
            locked_until=until,
            tax_treatment=next(self._treatments(line), None)
            or (UNTAXED if _UNTAXED_CLASSES.issuperset(classes) else None),
        )

    def _contra(self, line: Line, asset: str, found: Mapping[str, Holding]) -> Holding:
        like = found.get(asset)
        if like is None:
            like = self._read(Line(asset, line.currency, None, money=line.is_money))
        return Holding(
            line=line,
            kind=like.kind,
            account=asset,
            classes=like.classes,
            is_money=False,
            said_horizon=like.said_horizon,
            locked_until=like.locked_until,
            tax_treatment=UNTAXED,
        )

    def _kind(self, account: str) -> Kind:
        if account.startswith(f"{self._config.roots.liabilities}:"):
            return Kind.LOAN if Account(account, self._config).is_loan else Kind.DEBT
        return Kind.RECEIVABLE if self.said(account, KEY_RECEIVABLE) is True else Kind.ASSET

    def said(self, account: str, key: str) -> Any:
        """Return the metadata value of an account's ``open``, or its nearest ancestor's, if any."""
        said_by = self._said_by(account, key)
        return None if said_by is None else self._config.opens[said_by].meta[key]

    def _said_by(self, account: str, key: str) -> str | None:
        """Return the nearest account whose ``open`` has a key: the account or an ancestor."""
        for name in account_module.parents(account):
            opened = self._config.opens.get(name)
            if opened is not None and key in opened.meta:
                return str(name)
        return None

    def _liquidity(self, account: str) -> tuple[str | None, datetime.date | None]:
        """Return the declared horizon of an account, and the last day of its lock."""
        horizon = self.said(account, KEY_LIQUIDITY)
        until = self.said(account, KEY_LOCKED_UNTIL)
        if not (isinstance(horizon, str) and horizon in HORIZONS):
            horizon = None
        if not isinstance(until, datetime.date):
            until = None
        if horizon not in (None, LOCKED) and until is not None:
            # The nearer declaration holds: a subaccount of a locked account may be cash.
            of_horizon, of_lock = (
                len(self._said_by(account, key) or "") for key in (KEY_LIQUIDITY, KEY_LOCKED_UNTIL)
            )
            if of_horizon > of_lock:
                until = None
        return horizon, until

    def _commodity(self, currency: str) -> Mapping[str, Any]:
        commodity = self._config.commodities.get(currency)
        return commodity.meta if commodity is not None else {}

    def _treatments(self, line: Line) -> Iterator[str]:
        """Yield the declared tax treatments of a line: of its account, then of its commodity."""
        for said in (
            self.said(line.account, KEY_TAX_TREATMENT),
            self._commodity(line.currency).get(KEY_TAX_TREATMENT),
        ):
            if isinstance(said, str) and said in TAX_TREATMENTS:
                yield said

    def _classes(self, line: Line) -> Mapping[str, Decimal]:
        # An operating currency is always money; an asset class on it is reported as a mistake.
        is_operating = self._config.is_operating(line.currency)
        meta = {} if is_operating else self._commodity(line.currency)
        for said in (self.said(line.account, KEY_ASSET_CLASS), meta.get(KEY_ASSET_CLASS)):
            if isinstance(said, str) and said.strip():
                return {asset_classes.said(said): ONE}
        return asset_classes.said_by_others(meta) or {self._default_class(line): ONE}

    def _default_class(self, line: Line) -> str:
        if line.account in self._depreciated:
            return DURABLES
        if line.is_money:
            return CASH
        # For a fund in a pension account, the account only shows that its tax is deferred.
        of_treatments = (asset_classes.OF_TREATMENT.get(said) for said in self._treatments(line))
        treated = next((name for name in of_treatments if name is not None), None)
        return asset_classes.by_name(line.account) or treated or OTHER
