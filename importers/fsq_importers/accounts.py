"""The ledger accounts that an importer books to.

There is one object for each account at a bank or broker. Only the account itself must be named;
the default names of the others are recognised by ``plugin "fsq_beancount"`` without any rule::

    Accounts("Assets:Bank:DKB", number="DE02 1203 0000 0000 2020 51")
    Accounts(
        "Assets:Depot:TradeRepublic:Cash",
        depot="Assets:Depot:TradeRepublic",
        dividends="Income:Depot:Dividenden:{commodity}",
        taxes=Taxes.split(),
    )

In a name, ``{commodity}`` stands for the security and ``{currency}`` for the currency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Final, Self

from beancount.core import account as account_names

from fsq_importers.records import Kind, Security, TaxKind

_COMMODITY: Final = re.compile(r"[A-Z](?:[A-Z0-9'._-]{0,22}[A-Z0-9])?")
_NOT_IN_COMMODITY: Final = re.compile(r"[^A-Z0-9._-]+")
_RESERVED: Final = frozenset({"TRUE", "FALSE", "NULL"})
_LONGEST_COMMODITY: Final = 24
_FIELDS_IN_NAMES: Final = ("commodity", "currency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxes:
    """The accounts of withheld taxes.

    Most sources give one sum, which goes to ``capital``. By default German taxes share that
    account and foreign withholding tax has its own; :meth:`combined` uses one account for all,
    :meth:`split` one for each.

    All default names denote taxes on capital income, so they are recognised even in a transaction
    without income: a Vorabpauschale, a settlement, a refund.

    Attributes:
        capital: The account for Kapitalertragsteuer (KESt), and for sums.
        solidarity: The account for Solidaritätszuschlag.
        church: The account for Kirchensteuer.
        foreign: The account for Quellensteuer.
    """

    capital: str = "Expenses:Steuern:Kapitalertragsteuer"
    solidarity: str = "Expenses:Steuern:Kapitalertragsteuer"
    church: str = "Expenses:Steuern:Kapitalertragsteuer"
    foreign: str = "Expenses:Steuern:Quellensteuer"

    @classmethod
    def combined(cls, account: str = "Expenses:Steuern:Kapitalertragsteuer") -> Self:
        """Return one account for all taxes."""
        return cls(capital=account, solidarity=account, church=account, foreign=account)

    @classmethod
    def split(
        cls,
        capital: str = "Expenses:Steuern:Kapitalertragsteuer",
        solidarity: str = "Expenses:Steuern:Soli-Kapitalertragsteuer",
        church: str = "Expenses:Steuern:Kirchensteuer-Kapitalertragsteuer",
        foreign: str = "Expenses:Steuern:Quellensteuer",
    ) -> Self:
        """Return an account for each tax."""
        return cls(capital=capital, solidarity=solidarity, church=church, foreign=foreign)

    def of(self, kind: TaxKind) -> str:
        """Return the account of a tax."""
        return {
            TaxKind.SUM: self.capital,
            TaxKind.CAPITAL: self.capital,
            TaxKind.SOLIDARITY: self.solidarity,
            TaxKind.CHURCH: self.church,
            TaxKind.FOREIGN: self.foreign,
        }[kind]


class AccountNameError(ValueError):
    """An invalid account name, commodity, tag or pattern in the configuration."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of the ledger for one account at a bank or broker.

    Attributes:
        cash: The account itself.
        depot: The account of its securities; by default the subaccount ``Depot`` of ``cash``.
        dividends: Income from shares.
        distributions: Income from funds.
        interest: Interest on cash.
        coupons: Interest on bonds.
        premiums: Option premiums.
        gains: Gains and losses on sales; Beancount computes them.
        bonus: Cashback and welcome bonuses.
        gifts: Gifts received.
        given: Gifts given.
        interest_paid: Interest paid on debt.
        fees: Fees of the bank or broker.
        taxes: The accounts of the taxes.
        transfer: The other side of transfers between own accounts. If both banks are imported,
            its balance returns to zero.
        opening: The other side of what an account held before the first booking.
        unknown_income: Incoming payments of unknown purpose.
        unknown_expense: Outgoing payments of unknown purpose. ``None`` here or in
            ``unknown_income`` omits the other side, for smart_importer to fill in.
        number: The IBAN or account number; if given, files that name another number are rejected.
            This separates two accounts at the same bank.
        files: A pattern for the file name, for banks whose files contain no number.
        commodities: The commodity in the ledger by ISIN, WKN or ticker; by default the ISIN.
    """

    cash: str
    depot: str = ""
    dividends: str = "Income:Depot:Dividenden"
    distributions: str = "Income:Depot:Ausschüttungen"
    interest: str = "Income:Bank:Zinsen"
    coupons: str = "Income:Depot:Zinsen"
    premiums: str = "Income:Depot:Optionsprämien"
    gains: str = "Income:Depot:Kursgewinne"
    bonus: str = "Income:Cashback"
    gifts: str = "Income:Geschenke"
    given: str = "Expenses:Geschenke"
    interest_paid: str = "Expenses:Bank:Sollzinsen"
    fees: str = "Expenses:Depot:Gebühren"
    taxes: Taxes = field(default_factory=Taxes)
    transfer: str = "Assets:Umbuchung"
    opening: str = "Equity:Anfangsbestand"
    unknown_income: str | None = "Income:Ungeklärt"
    unknown_expense: str | None = "Expenses:Ungeklärt"
    number: str = ""
    files: str = ""
    commodities: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if not self.depot:
            object.__setattr__(self, "depot", f"{self.cash}:Depot")
        for name, account in self._names():
            try:
                example = account.format(commodity="X", currency="EUR")
            except (KeyError, IndexError, ValueError):
                allowed = " and ".join(f"{{{each}}}" for each in _FIELDS_IN_NAMES)
                message = f'{name}: "{account}" may have only {allowed} to be filled in'
                raise AccountNameError(message) from None
            if not account_names.is_valid(example):
                message = f'{name}: "{account}" is no account name; write it as Assets:Bank:Giro'
                raise AccountNameError(message)
        for key, commodity in self.commodities.items():
            if not _COMMODITY.fullmatch(commodity) or commodity in _RESERVED:
                message = f'commodities: "{commodity}" for {key} is no commodity; write it as AAPL'
                raise AccountNameError(message)
        try:
            re.compile(self.files)
        except re.error as error:
            raise AccountNameError(f'files: "{self.files}" is no pattern ({error})') from None

    def _names(self) -> Iterator[tuple[str, str]]:
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, str) and each.name not in {"number", "files"}:
                yield each.name, value
        for each in fields(self.taxes):
            yield f"taxes.{each.name}", getattr(self.taxes, each.name)

    def own(self) -> tuple[str, str]:
        """Return the accounts of cash and depot, or the parents of names with placeholders."""
        return self.cash.partition(":{")[0], self.depot.partition(":{")[0]

    def of(self, kind: Kind) -> str:
        """Return the account on the other side of a booking other than a trade."""
        return {
            Kind.DIVIDEND: self.dividends,
            Kind.DISTRIBUTION: self.distributions,
            Kind.INTEREST: self.interest,
            Kind.COUPON: self.coupons,
            Kind.PREMIUM: self.premiums,
            Kind.BONUS: self.bonus,
            Kind.GIFT: self.gifts,
            Kind.GIVEN: self.given,
            Kind.INTEREST_PAID: self.interest_paid,
            Kind.FEE: self.fees,
            Kind.CURRENCY_GAIN: self.gains,
        }.get(kind, self.transfer)

    def commodity(self, security: Security) -> str:
        """Return the commodity of a security: configured, or its ISIN, ticker, WKN or name.

        A ticker, WKN or name that is not valid in Beancount is converted: ``WKN-716460``.
        """
        for key in (security.isin, security.wkn, security.symbol):
            if key and key in self.commodities:
                return self.commodities[key]
        if _COMMODITY.fullmatch(security.isin) and security.isin not in _RESERVED:
            return security.isin
        for prefix, text in (("X", security.symbol), ("WKN", security.wkn), ("X", security.name)):
            if text:
                return _as_commodity(prefix, text)
        return "UNKNOWN"


def _as_commodity(prefix: str, text: str) -> str:
    upper = text.upper().replace("Ä", "AE").replace("Ö", "OE").replace("Ü", "UE")
    cleaned = _NOT_IN_COMMODITY.sub("-", upper).strip("-._")
    if not cleaned[:1].isalpha() or cleaned in _RESERVED:
        cleaned = f"{prefix}-{cleaned}".rstrip("-")
    return cleaned[:_LONGEST_COMMODITY].rstrip("-._")


def digits_and_letters(text: str) -> str:
    """Return an account number in upper case, without spaces and punctuation."""
    return re.sub(r"[^0-9A-Za-z]", "", text).upper()
