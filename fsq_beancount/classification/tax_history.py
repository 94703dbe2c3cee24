"""The taxes paid before: a refund goes to the income or living costs that bore the tax."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from beancount.core import data

from fsq_beancount.classification.allocation import Kind, split
from fsq_beancount.classification.amounts import Amounts
from fsq_beancount.classification.decision import Decision, Outcome
from fsq_beancount.core.prices import round_places
from fsq_beancount.core.terms import EXCLUDED, KEY_YEAR
from fsq_beancount.core.weights import Weight, weigh
from fsq_beancount.settings import metadata

ZERO: Final = Decimal()


class Paid(NamedTuple):
    """A tax posting that has been classified.

    Attributes:
        entry: Its transaction.
        posting: The posting.
        outcome: Its classification.
    """

    entry: data.Transaction
    posting: data.Posting
    outcome: Outcome


Taxes = Sequence[tuple[int, bool]]
"""The indices of a transaction's tax postings, each with whether it is a tax on capital income."""


class Went(NamedTuple):
    """The bearer of a tax: the kind of income it was charged to, or living costs.

    Attributes:
        role: Its role.
        kind: The kind of income; without a class for a living cost.
    """

    role: str
    kind: Kind


class _Borne:
    """A tax on capital income, less its refunds so far.

    Attributes:
        date: The day it was paid.
        currency: Its currency.
        left: The amount not yet refunded, by kind of income, positive.
    """

    __slots__ = ("currency", "date", "left")

    def __init__(self, paid: Paid) -> None:
        number, self.currency = weigh(paid.posting)
        self.date = paid.entry.date
        self.left = {went.kind: part for went, part in _parts(paid.outcome, number).items()}

    def total(self, income_class: str | None) -> Decimal:
        return sum(self._of(income_class).values(), ZERO)

    def take(self, number: Decimal, income_class: str | None) -> dict[Kind, Decimal]:
        """Deduct a part of the remaining tax; return it by kind."""
        of_class = self._of(income_class)
        taken = split(number, {kind: [part] for kind, part in of_class.items()})
        for kind, part in taken.items():
            self.left[kind] -= part
        return taken

    def _of(self, income_class: str | None) -> dict[Kind, Decimal]:
        """Return the remaining tax borne by a class, by kind; of all classes for ``None``."""
        return {
            kind: part
            for kind, part in self.left.items()
            if part > 0 and income_class in (None, kind.income_class)
        }


class _Payments:
    """The payments of a tax account in a year, by bearer.

    Attributes:
        by_currency: The sums in each currency.
        each: The payments.
    """

    __slots__ = ("by_currency", "each")

    def __init__(self) -> None:
        self.by_currency: dict[str, dict[Went, Decimal]] = {}
        self.each: list[Paid] = []


def _add(sums: dict[Went, Decimal], parts: Mapping[Went, Decimal]) -> None:
    for went, part in parts.items():
        sums[went] = sums.get(went, ZERO) + part


def _sum(each: Iterable[Mapping[Went, Decimal]]) -> dict[Went, Decimal]:
    sums: dict[Went, Decimal] = {}
    for parts in each:
        _add(sums, parts)
    return sums


class TaxHistory:
    """The taxes paid, in order of date.

    Attributes:
        asked: Whether a decision has depended on them.
    """

    def __init__(self, amounts: Amounts) -> None:
        """Start without taxes.

        Args:
            amounts: Converts amounts to the report currency.
        """
        self.asked = False
        self._amounts = amounts
        self._payments: dict[tuple[str, int], _Payments] = {}
        # Processed only when a tax is refunded: few ledgers have refunds, but all have taxes.
        self._new: list[tuple[data.Transaction, Sequence[Outcome], Taxes]] = []
        self._borne: dict[int, list[_Borne]] = {}

    def record(self, entry: data.Transaction, outcomes: Sequence[Outcome], taxes: Taxes) -> None:
        """Remember the taxes of a transaction.

        Args:
            entry: The transaction.
            outcomes: The outcome for each of its postings.
            taxes: Its tax postings, without the refunds that are passed to :meth:`give_back`.
        """
        self._new.append((entry, outcomes, taxes))

    def _settle_new(self) -> None:
        self.asked = True
        for entry, outcomes, taxes in self._new:
            for position, on_capital in taxes:
                paid = Paid(entry, entry.postings[position], outcomes[position])
                if on_capital:
                    self._settle(paid)
                else:
                    self._add_payment(paid)
        self._new.clear()

    def _add_payment(self, paid: Paid) -> None:
        number, currency = weigh(paid.posting)
        if number <= 0:
            return
        key = (paid.posting.account, paid.entry.date.year)
        payments = self._payments.get(key)
        if payments is None:
            payments = self._payments[key] = _Payments()
        payments.each.append(paid)
        _add(payments.by_currency.setdefault(currency, {}), _parts(paid.outcome, number))

    def _converted(self, payments: _Payments) -> dict[Went, Decimal]:
        """Return the sums of the payments with a price in a year, in the report currency."""
        sums: dict[Went, Decimal] = {}
        for paid in payments.each:
            worth = self._amounts.converted(paid.posting, paid.entry.date)
            if worth is not None:
                _add(sums, _parts(paid.outcome, worth))
        return sums

    def where_paid(self, posting: data.Posting, date: datetime.date) -> dict[Went, Decimal]:
        """Return the payments of a tax account in this and the last calendar year, by bearer.

        Returns:
            The sums paid, in their currency if it is the same for all, otherwise in the report
            currency.
        """
        self._settle_new()
        account = posting.account
        years = [
            paid
            for year in (date.year - 1, date.year)
            if (paid := self._payments.get((account, year))) is not None
        ]
        # Excluded payments have no bearer, and their currency does not count.
        currencies = {
            currency for paid in years for currency, sums in paid.by_currency.items() if sums
        }
        if len(currencies) != 1:
            return _sum(map(self._converted, years))
        (currency,) = currencies
        return _sum(paid.by_currency.get(currency, {}) for paid in years)

    def give_back(self, entry: data.Transaction, posting: data.Posting) -> dict[Kind, Decimal]:
        """Return the kinds of income that a refund of a tax on capital income goes to.

        These are the kinds that bore such taxes in the year declared for the refund, otherwise in
        this or the last calendar year, the latest first.

        Returns:
            The parts of the refund by kind, positive, in its currency. Any remainder goes to none
            of these kinds.
        """
        self._settle_new()
        return self._take(entry, posting, None)

    def _settle(self, paid: Paid) -> None:
        """Add a tax to the taxes borne, or deduct a refund charged to a class of income."""
        number = weigh(paid.posting).number
        if number > 0:
            year = year_of(paid.entry, paid.posting) or paid.entry.date.year
            self._borne.setdefault(year, []).append(_Borne(paid))
        elif isinstance(paid.outcome, Decision) and paid.outcome.income_class is not None:
            self._take(paid.entry, paid.posting, paid.outcome.income_class)

    def _take(
        self, entry: data.Transaction, posting: data.Posting, income_class: str | None
    ) -> dict[Kind, Decimal]:
        number, currency = weigh(posting)
        left, found = -number, dict[Kind, Decimal]()
        for borne in self._latest(entry, posting):
            if left <= 0:
                break
            taken, given = self._compare(borne, Weight(left, currency), entry.date, income_class)
            if not taken:
                continue
            parts = borne.take(taken, income_class)
            for kind, part in split(given, {kind: [part] for kind, part in parts.items()}).items():
                found[kind] = found.get(kind, ZERO) + part
            left -= given
        return found

    def _latest(self, entry: data.Transaction, posting: data.Posting) -> Iterator[_Borne]:
        """Yield the taxes that a refund may belong to, the latest first."""
        year = year_of(entry, posting)
        years = (entry.date.year, entry.date.year - 1) if year is None else (year,)
        for each in years:
            borne = self._borne.get(each, [])
            while borne and not borne[-1].total(None):
                borne.pop()
            yield from reversed(borne)

    def _compare(
        self, borne: _Borne, refund: Weight, date: datetime.date, income_class: str | None
    ) -> tuple[Decimal, Decimal]:
        """Return the refunded part of a tax, in its currency and in the currency of the refund."""
        there = borne.total(income_class)
        if borne.currency == refund.currency:
            return (min(there, refund.number),) * 2
        paid = self._amounts.convert(Weight(there, borne.currency), borne.date)
        back = self._amounts.convert(refund, date)
        if not paid or not back:
            return ZERO, ZERO
        if paid <= back:
            return there, round_places(refund.number * paid / back)
        return round_places(there * back / paid), refund.number


def _parts(outcome: Outcome, number: Decimal) -> Mapping[Went, Decimal]:
    """Return a number split over the bearers of a posting; empty if the posting is excluded."""
    if outcome is None:
        return {}
    if isinstance(outcome, Decision):
        return {} if outcome.role == EXCLUDED else {_went(outcome): number}
    weights: dict[Went, Sequence[Decimal]] = {}
    for part in outcome:
        went = _went(part.decision)
        weights[went] = [*weights.get(went, ()), abs(part.weight)]
    return split(number, weights)


@lru_cache(maxsize=1024)
def _went(decision: Decision) -> Went:
    return Went(decision.role, Kind(decision.income_class, decision.stream, decision.gain))


def year_of(entry: data.Transaction, posting: data.Posting) -> int | None:
    """Return the year declared for a posting, ``None`` if none is."""
    for meta in (posting.meta, entry.meta):
        if meta and metadata.is_year(meta.get(KEY_YEAR)):
            return int(meta[KEY_YEAR])
    return None
