"""What one holds: by account and commodity, by asset class, and who is owed what."""

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


class Part(NamedTuple):
    """What one commodity adds to what an account holds.

    Attributes:
        row: The account and the commodity.
        amount: Its value, or what of it is of one asset class; what is owed is positive.
    """

    row: Row
    amount: Decimal

    @property
    @exact
    def lost(self) -> Decimal | None:
        """What an asset has lost in value (*Abschreibung*); ``None`` where it is the asset."""
        return None if self.row.booked_on == self.row.account else -self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one account holds, or owes.

    Attributes:
        account: The account.
        amount: The sum of the parts, currency.
        parts: What it is made of.
    """

    account: str
    amount: Decimal
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetClass:
    """What one holds of an asset class.

    Attributes:
        name: The class.
        amount: Its value, currency.
        share: Of all assets, fraction; ``None`` where these are not positive.
        accounts: Who holds it, the largest first.
    """

    name: str
    amount: Decimal
    share: Decimal | None
    accounts: tuple[Held, ...]


@exact
def by_class(rows: Iterable[Row], assets: Decimal) -> tuple[AssetClass, ...]:
    """Return what is held of each asset class, the largest first.

    Args:
        rows: What each account holds.
        assets: All assets, currency.
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
    """Return what each account holds in all, the largest first."""
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
    """Yield the parts that the rows of a kind consist of."""
    for row in rows:
        if row.kind is kind and row.amount is not None:
            # Debts are negative in the books and positive where they are named so.
            yield Part(row, row.amount if kind is Kind.RECEIVABLE else -row.amount)
