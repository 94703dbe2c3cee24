"""The entries and accounts that the plugin :mod:`fsq_beancount.depreciation` books."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, cast

from beancount.core import account as account_module
from beancount.core import data, flags
from beancount.core.amount import Amount

from fsq_beancount import names
from fsq_beancount.books import depreciable
from fsq_beancount.books.depreciable import DepreciableAsset
from fsq_beancount.core import errors
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.periods import month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import (
    DEPRECIATION_MARK,
    EXCLUDED,
    KEY_ROLE,
    KEY_SOLD,
    KEY_USEFUL_LIFE,
    VIRTUAL,
)
from fsq_beancount.settings.config import Config

ZERO: Final = Decimal()
CENT: Final = Decimal("0.01")

OPTION_EXPENSES: Final = "depreciation-account"
OPTION_CONTRA: Final = "contra-account"
ENGLISH: Final = "Depreciation"
GERMAN: Final = "Abschreibungen"

_GERMAN_ROOTS: Final = frozenset({"ausgaben", "aufwand", "aufwendungen", "kosten"})

_TEXTS: Final = {
    ENGLISH: (
        "Depreciation of {what}, month {month} of {months}",
        "Depreciation of {what}, booked back at its sale",
    ),
    GERMAN: (
        "Abschreibung {what}, Monat {month} von {months}",
        "Abschreibung {what}, beim Verkauf zurückgebucht",
    ),
}
"""The narrations for a month and for a sale, in the ledger's language, not the reader's."""

_LINK: Final = "depreciation-"


@exact
def straight_line(price: Decimal, residual: Decimal, months: int) -> list[Decimal]:
    """Return the straight-line depreciation of each month (*lineare Abschreibung*).

    After ``k`` months the total is ``(price - residual) · k / months``, rounded to cents; the last
    month takes the remainder, so that exactly the residual value is left.

    Args:
        price: The purchase price, currency.
        residual: The residual value, currency.
        months: The useful life in months, at least 1.
    """
    total = price - residual
    sums = [(total * month / months).quantize(CENT, ROUND_HALF_UP) for month in range(1, months)]
    sums.append(total)
    return [after - before for before, after in zip([ZERO, *sums], sums, strict=False)]


def book(
    entries: Sequence[data.Directive], config: Config, as_of: datetime.date
) -> tuple[list[data.Directive], list[FsqError]]:
    """Return a ledger with its depreciation, and the mistakes that prevent booking it.

    Args:
        entries: The directives, in order of date.
        config: What the ledger says.
        as_of: The last day that counts.
    """
    books = _Books(entries, config, as_of)
    booked = books.book(depreciable.find(entries, config))
    return booked, books.mistakes


class _Books:
    """Books depreciation into a ledger."""

    def __init__(
        self, entries: Sequence[data.Directive], config: Config, as_of: datetime.date
    ) -> None:
        self.mistakes: list[FsqError] = []
        self._entries = entries
        self._config = config
        self._as_of = as_of
        self._closed = {entry.account: entry for entry in entries if isinstance(entry, data.Close)}
        self._asserted = {
            (entry.account, entry.amount.currency): entry
            for entry in entries
            if isinstance(entry, data.Balance)
        }
        roots = config.roots
        word = self._word()
        self._text, self._text_of_sale = _TEXTS[word]
        self._expenses = self._named(OPTION_EXPENSES, roots.expenses, word)
        self._contra_parent = self._named(OPTION_CONTRA, roots.assets, word)

    def _word(self) -> str:
        """Return the ledger's word for depreciation."""
        expenses = self._config.roots.expenses
        for word in (GERMAN, ENGLISH):
            if f"{expenses}:{word}" in self._config.opened:
                return word
        return GERMAN if names.fold(expenses) in _GERMAN_ROOTS else ENGLISH

    def _named(self, option: str, root: str, word: str) -> str:
        """Return the account set by an option, if it is below ``root``, else the default."""
        otherwise = account_module.join(root, word)
        setting = self._config.setting(option, self._as_of)
        if setting is None or setting.value.startswith(f"{root}:"):
            return otherwise if setting is None else cast("str", setting.value)
        message = (
            f'fsq-option "{option}" names {setting.value}; it takes an account below {root}, '
            f"for example {otherwise}"
        )
        self.mistakes.append(errors.at(setting.entry.meta, setting.entry, message))
        return otherwise

    def book(self, found: Sequence[DepreciableAsset]) -> list[data.Directive]:
        """Return the ledger with the depreciation of the given assets."""
        made: list[data.Transaction] = []
        opens: dict[str, data.Open] = {}
        linked: dict[int, data.Transaction] = {}
        names_of_links = _links(found)
        for asset in found:
            contra = self._contra(asset.account)
            link = names_of_links[id(asset.entry)]
            booked = list(self._entries_of(asset, contra, link))
            if not booked or not self._can_book(asset, contra, booked):
                continue
            self._check_sale(asset)
            made += booked
            self._open(opens, self._expenses, asset, {})
            self._open(opens, contra, asset, {DEPRECIATION_MARK: asset.account})
            purchase = asset.entry
            links = (purchase.links or frozenset()) | {link}
            linked[id(purchase)] = purchase._replace(links=links)
        if not made:
            return list(self._entries)
        kept = (
            linked.get(id(entry), entry)
            for entry in self._entries
            if not (isinstance(entry, data.Open) and entry.account in opens)
        )
        return sorted((*kept, *opens.values(), *made), key=data.entry_sortkey)

    def _contra(self, account: str) -> str:
        """Return the contra account of an asset's account, which has the same name."""
        below_root = account_module.split(account)[1:]
        return account_module.join(self._contra_parent, *below_root)

    def _entries_of(
        self, asset: DepreciableAsset, contra: str, link: str
    ) -> Iterator[data.Transaction]:
        """Yield what is booked for one thing up to the as-of date."""
        place = depreciable.place_of(asset)
        what = asset.entry.narration or asset.entry.payee or asset.account
        for day, text, amount, role in self._losses(asset, what):
            units = Amount(amount, asset.price.currency)
            yield data.Transaction(
                {**place, DEPRECIATION_MARK: asset.account},
                day,
                flags.FLAG_OKAY,
                None,
                text,
                frozenset(),
                frozenset({link}),
                [
                    data.Posting(
                        self._expenses, units, None, None, None, {**place, KEY_ROLE: role}
                    ),
                    # Its own dictionary: another plugin may write to it in place.
                    data.Posting(contra, -units, None, None, None, {**place}),
                ],
            )

    def _losses(
        self, asset: DepreciableAsset, what: str
    ) -> Iterator[tuple[datetime.date, str, Decimal, str]]:
        """Yield each loss in value: its day, narration, amount and role."""
        last = self._as_of if asset.sold is None else min(self._as_of, asset.sold)
        bought = month_index(asset.date)
        lost = ZERO
        monthly = straight_line(asset.price.number, asset.residual, asset.months)
        for number, amount in enumerate(monthly):
            day = month_last(bought + number)
            if day > last:
                break
            if amount:
                lost += amount
                text = self._text.format(what=what, month=number + 1, months=asset.months)
                yield day, text, amount, VIRTUAL
        if asset.sold is not None and asset.sold <= self._as_of and lost:
            yield asset.sold, self._text_of_sale.format(what=what), -lost, EXCLUDED

    def _can_book(
        self, asset: DepreciableAsset, contra: str, booked: Sequence[data.Transaction]
    ) -> bool:
        """Return whether the ledger permits booking; if not, record the mistakes."""
        first, last = booked[0].date, booked[-1].date
        problems = [
            problem
            for account, option in ((self._expenses, OPTION_EXPENSES), (contra, OPTION_CONTRA))
            for problem in self._problems(account, option, first, last, asset.price.currency)
        ]
        for problem in problems:
            if problem not in self.mistakes:
                self.mistakes.append(problem)
        return not problems

    def _check_sale(self, asset: DepreciableAsset) -> None:
        """Record a mistake if an asset whose account is closed is still depreciated."""
        closed = self._closed.get(asset.account)
        if closed is not None and closed.date <= self._as_of and asset.sold is None:
            message = (
                f"{asset.account} is closed on {closed.date}, but nothing says that this is "
                f"sold, so it is still depreciated; write beside {KEY_USEFUL_LIFE}: {KEY_SOLD}: "
                f"{closed.date}"
            )
            self.mistakes.append(errors.at(asset.posting.meta, asset.entry, message))

    def _problems(
        self, account: str, option: str, first: datetime.date, last: datetime.date, currency: str
    ) -> Iterator[FsqError]:
        other = f'or name another account: custom "fsq-option" "{option}" ACCOUNT'
        opened = self._config.opened.get(account)
        if opened is not None and opened.date > first:
            message = (
                f"{account} is opened on {opened.date}, but depreciation begins on {first}; open "
                f"it by then, {other}"
            )
            yield errors.at(opened.meta, opened, message)
        if opened is not None and opened.currencies and currency not in opened.currencies:
            message = (
                f"{account} takes {', '.join(opened.currencies)} only, but depreciation is in "
                f"{currency}; add it there, {other}"
            )
            yield errors.at(opened.meta, opened, message)
        closed = self._closed.get(account)
        if closed is not None and closed.date <= last:
            message = (
                f"{account} is closed on {closed.date}, but depreciation goes on to {last}; close "
                f"it later, {other}"
            )
            yield errors.at(closed.meta, closed, message)
        for name in account_module.parents(account):
            asserted = self._asserted.get((name, currency))
            if asserted is not None and asserted.date > first:
                message = (
                    f"the balance of {name} is asserted here, and depreciation would be booked to "
                    f"{account} and change it; leave the assertion out, {other}"
                )
                yield errors.at(asserted.meta, asserted, message)

    def _open(
        self,
        opens: dict[str, data.Open],
        account: str,
        asset: DepreciableAsset,
        mark: Mapping[str, str],
    ) -> None:
        """Open an account, or add the mark to its ``open`` directive in the ledger."""
        if account in opens:
            return
        opened = self._config.opened.get(account)
        if opened is None:
            opens[account] = data.Open(
                {**depreciable.place_of(asset), **mark}, asset.date, account, [], None
            )
        elif mark:
            opens[account] = opened._replace(meta={**opened.meta, **mark})


def _links(found: Iterable[DepreciableAsset]) -> dict[int, str]:
    """Return a link for each purchase, by its id: the day, numbered where a day has several."""
    links: dict[int, str] = {}
    of_day: dict[datetime.date, int] = {}
    for asset in found:
        if id(asset.entry) not in links:
            number = of_day[asset.date] = of_day.get(asset.date, 0) + 1
            again = "" if number == 1 else f"-{number}"
            links[id(asset.entry)] = f"{_LINK}{asset.date}{again}"
    return links
