"""The base of all importers: beangulp's interface over a stream of records.

An importer of a table names its layouts and converts a row to records. Everything else is here:
finding the table, ids, rules, postings, duplicates, and the handling of unreadable rows.
"""

from __future__ import annotations

import abc
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, ClassVar, Final

import beangulp

from fsq_importers import balances, dates, doubts, duplicates, lots, numbers, reading, rules
from fsq_importers.accounts import Accounts, digits_and_letters
from fsq_importers.balances import Stated
from fsq_importers.identifiers import Identifier
from fsq_importers.numbers import ZERO
from fsq_importers.owners import Owners
from fsq_importers.postings import post
from fsq_importers.records import Record, Skipped, TaxKind
from fsq_importers.rules import Rule

_CURRENCY: Final = re.compile(r"[A-Z][A-Z0-9]{1,9}")
LONG_AGO: Final = datetime.date(1970, 1, 1)
"""The date of a row that has none and precedes all dated rows."""


class FsqImporter(beangulp.Importer):  # type: ignore[misc]
    """An importer for the files of one account.

    Attributes:
        source: The bank or broker, as used in names and ids.
        title: Its display name.
        exact: Whether amounts keep more digits than their currency has.
        accounts: The accounts to book to.
        rules: The rules for payments.
        owners: Who its payments are transfers with; see :mod:`fsq_importers.configuration`.
    """

    source: ClassVar[str]
    title: ClassVar[str]
    exact: ClassVar[bool] = False

    def __init__(self, accounts: Accounts | str, rules: Sequence[Rule] = ()) -> None:
        self.accounts = Accounts(accounts) if isinstance(accounts, str) else accounts
        self.rules = tuple(rules)
        self.owners = Owners()

    @property
    def name(self) -> str:
        """The importer's name: unique within a configuration."""
        return f"fsq.{self.source}:{self.accounts.cash}"

    @abc.abstractmethod
    def recognises(self, filepath: str) -> bool:
        """Return whether a file is from this source, regardless of its account."""

    @abc.abstractmethod
    def read(self, filepath: str) -> Iterator[Record | Skipped]:
        """Yield the records of a file's rows; their ids may still be missing."""

    def preamble(self, filepath: str) -> str:
        """Return the text of a file that names its account; empty if there is none."""
        return ""

    def identify(self, filepath: str) -> bool:
        """Return whether a file is from this source and names this account, if it names any."""
        files = self.accounts.files
        if files and re.search(files, reading.stem(filepath)) is None:
            return False
        if not self.recognises(filepath):
            return False
        number = digits_and_letters(self.accounts.number)
        if not number:
            return True
        named = digits_and_letters(self.preamble(filepath))
        return not named or number in named

    def account(self, filepath: str) -> str:
        """Return the account that a file belongs to."""
        return self.accounts.cash.partition(":{")[0]

    def date(self, filepath: str) -> datetime.date | None:
        """Return the day of the last booking of a file."""
        days = (item.date for item in self.read(filepath) if isinstance(item, Record))
        return max((day for day in days if day > LONG_AGO), default=None)

    def filename(self, filepath: str) -> str:
        """Return the name under which a file is archived, without the date prefix."""
        name = reading.stem(filepath)
        bare = re.sub(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[.]?", "", name)
        return f"{self.source}.{bare or name.rpartition('.')[2]}"

    def accounts_of(self, record: Record) -> Accounts:
        """Return the accounts that a record is booked to."""
        return self.accounts_of_section(record.account)

    def accounts_of_section(self, name: str) -> Accounts:
        """Return the accounts for what the file calls an account by a name."""
        return self.accounts

    def stated(self, filepath: str) -> Iterable[Stated]:
        """Return the balances that a file states; none if it states none.

        Raises:
            NumberError: A balance is no number.
            DateError: Its day is none.
        """
        return ()

    def compared(self, filepath: str, sums: balances.Sums) -> list[balances.Compared]:
        """Return the balances that a file states, beside the sums of its bookings."""
        try:
            return [*balances.compare(self.stated(filepath), sums)]
        except (numbers.NumberError, dates.DateError):
            return []  # it states none that can be read

    def records(self, filepath: str) -> Iterator[Record | Skipped]:
        """Yield the records of a file's rows, each with its ids and with what is doubtful in it."""
        identifier = Identifier(self.source)
        identified = (
            identifier.identify(item) if isinstance(item, Record) else item
            for item in self.read(filepath)
        )
        for item in self.joined(identified):
            yield doubts.said(self.owners.seen(item)) if isinstance(item, Record) else item

    def joined(self, items: Iterable[Record | Skipped]) -> Iterable[Record | Skipped]:
        """Return the records of a file with those joined that are one booking."""
        return items

    def entry(self, record: Record, filepath: str) -> Any:
        """Return the transaction of a record."""
        rule = rules.first_match(self.rules, record)
        return post(record, self.accounts_of(record), filepath, rule)

    def extract(self, filepath: str, existing: Sequence[Any]) -> list[Any]:
        """Return the transactions of a file, and the assertions of its balances."""
        records = [item for item in self.records(filepath) if isinstance(item, Record)]
        sums = balances.Sums()
        for record in records:
            sums.add(record)
        depots = [accounts.own()[1] for accounts in self.all_accounts()]
        held = lots.found(records, existing, self.accounts_of, depots)
        entries = [self.entry(record, filepath) for record in held]
        entries += balances.directives(
            self.compared(filepath, sums),
            sums.first,
            existing,
            self.accounts_of_section,
            (filepath, self.source),
        )
        return entries

    def all_accounts(self) -> Iterable[Accounts]:
        """Return every set of accounts that this importer books to."""
        return (self.accounts,)

    def deduplicate(self, entries: list[Any], existing: Iterable[Any]) -> None:
        """Mark the entries that are in the ledger already, by ids."""
        own = [name for accounts in self.all_accounts() for name in accounts.own()]
        ledger = list(existing)
        duplicates.mark(entries, ledger, own)
        balances.mark_known(entries, ledger, duplicates.DUPLICATE)

    def rounded(self, number: Decimal, currency: str) -> Decimal:
        """Return an amount in whole smallest units, or with up to six places if ``exact`` is set.

        Raises:
            NumberError: The currency is invalid.
        """
        if not _CURRENCY.fullmatch(currency):
            raise numbers.NumberError(f'"{currency}" is no currency')
        return (numbers.exactly if self.exact else numbers.quantise)(number, currency)

    def from_gross(
        self,
        gross: Decimal,
        *,
        currency: str,
        taxes: Sequence[tuple[TaxKind, Decimal | None]] = (),
        fee: Decimal | None = None,
        **more: Any,
    ) -> Record:
        """Return a record of a source that gives the gross amount: the net is computed."""
        whole = self.rounded(gross, currency)
        withheld = self._taxes(taxes, currency)
        charged = self.rounded(fee or ZERO, currency)
        net = whole - sum((number for _, number in withheld), ZERO) - charged
        return Record(net=net, gross=whole, currency=currency, taxes=withheld, fee=charged, **more)

    def from_net(
        self,
        net: Decimal,
        *,
        currency: str,
        taxes: Sequence[tuple[TaxKind, Decimal | None]] = (),
        fee: Decimal | None = None,
        **more: Any,
    ) -> Record:
        """Return a record of a source that gives net, taxes and fees: the gross is computed."""
        credited = self.rounded(net, currency)
        withheld = self._taxes(taxes, currency)
        charged = self.rounded(fee or ZERO, currency)
        gross = credited + sum((number for _, number in withheld), ZERO) + charged
        return Record(
            net=credited, gross=gross, currency=currency, taxes=withheld, fee=charged, **more
        )

    def _taxes(
        self, taxes: Sequence[tuple[TaxKind, Decimal | None]], currency: str
    ) -> tuple[tuple[TaxKind, Decimal], ...]:
        return tuple((kind, self.rounded(number, currency)) for kind, number in taxes if number)
