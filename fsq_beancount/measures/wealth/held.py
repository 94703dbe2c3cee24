"""Holdings by account and commodity and by asset class, and debts and receivables by account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.books.holdings import Kind
from fsq_beancount.core.precision import exact
from fsq_beancount.measures.definition import ratio

ZERO: Final = Decimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The holding of a commodity in an account.

    Attributes:
        account: The account; for depreciation, the account of the asset.
        booked_on: The account that it is booked to, which differs for depreciation only.
        kind: Its place on the balance sheet.
        currency: The currency or commodity.
        units: The units, negative for a debt, a short position or an overdraft.
        amount: Their value in the report currency; ``None`` without a price path.
        cost: The cost of the lots in the report currency, at the rates of their days; ``None``
            without lots.
        at_cost: Whether the value is the cost, for lack of a price.
        classes: The value by asset class; empty for debts and without a value.
        horizon: The liquidity horizon; empty for debts.
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


class Part(NamedTuple):
    """The contribution of a commodity to the holdings of an account.

    Attributes:
        row: The row of the account and commodity.
        amount: Its value, or the part of it in a single asset class; debts are positive.
    """

    row: Row
    amount: Decimal

    @property
    @exact
    def lost(self) -> Decimal | None:
        """The depreciation of an asset (*Abschreibung*); ``None`` for the asset itself."""
        return None if self.row.booked_on == self.row.account else -self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The holdings or the debts of an account.

    Attributes:
        account: The account.
        amount: The sum of the parts, currency.
        parts: The parts.
    """

    account: str
    amount: Decimal
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetClass:
    """The holdings of an asset class.

    Attributes:
        name: The class.
        amount: Its value, currency.
        share: Its share of all assets, fraction; ``None`` where these are not positive.
        accounts: The accounts that hold it, the largest first.
    """

    name: str
    amount: Decimal
    share: Decimal | None
    accounts: tuple[Held, ...]


@exact
def by_class(rows: Iterable[Row], assets: Decimal) -> tuple[AssetClass, ...]:
    """Return the holdings of each asset class, the largest first.

    Args:
        rows: The holdings of each account.
        assets: The value of all assets, currency.
    """
    parts: dict[str, list[Part]] = {}
    for row in rows:
        if row.kind is Kind.ASSET:
            for name, amount in row.classes.items():
                parts.setdefault(name, []).append(Part(row, amount))
    classes = []
    for name, several in parts.items():
        total = sum((part.amount for part in several), ZERO)
        accounts = by_account(several)
        classes.append(
            AssetClass(name=name, amount=total, share=ratio(total, assets), accounts=accounts)
        )
    return tuple(sorted(classes, key=lambda each: -each.amount))


@exact
def by_account(parts: Iterable[Part]) -> tuple[Held, ...]:
    """Return the total of each account, the largest first."""
    of_account: dict[str, list[Part]] = {}
    for part in parts:
        of_account.setdefault(part.row.account, []).append(part)
    accounts = (
        Held(
            account=account,
            amount=sum((part.amount for part in several), ZERO),
            parts=tuple(several),
        )
        for account, several in of_account.items()
    )
    return tuple(sorted(accounts, key=lambda each: (-each.amount, each.account)))


def parts_of(rows: Iterable[Row], kind: Kind) -> Iterable[Part]:
    """Yield the rows of a kind as parts."""
    for row in rows:
        if row.kind is kind and row.amount is not None:
            # Debts are negative in the books, and positive in a figure that is named for debts.
            yield Part(row, row.amount if kind is Kind.RECEIVABLE else -row.amount)
