"""Planned payments: bookings after the as-of date, recurring payments and unlocked assets."""

from __future__ import annotations

import bisect
import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from beancount.core import data

from fsq_beancount.core.periods import Period, day_before, month_index
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import FLAG_UNREALIZED
from fsq_beancount.core.weights import Weight, weigh
from fsq_beancount.measures.liquidity.months import Basis, Item, ToCome
from fsq_beancount.measures.liquidity.plan_years import year_of

if TYPE_CHECKING:
    from fsq_beancount.core.prices import Converter
    from fsq_beancount.measures.liquidity.cash import CashAccounts
    from fsq_beancount.measures.liquidity.repayments import Repayments
    from fsq_beancount.settings.directives.recurring import Recurring

ZERO: Final = Decimal()

_LOOKS_BACK: Final = 1500
"""Days before the plan in which to search for the interval between two payments."""


class _Booked(NamedTuple):
    """The bookings in the months of the plan, by account, month and amount.

    Attributes:
        amounts: How many there are of each; less by those that replace a recurring payment.
        early: Those up to the as-of date.
    """

    amounts: Counter[tuple[str, int, Weight]]
    early: Counter[tuple[str, int, Weight]]


class Payments:
    """The planned payments, by the running number of the month.

    Attributes:
        items: The items that move cash in each month.
        accounts: The accounts with a planned payment in each month, even if it moves no cash: an
            expense paid by credit card is planned, but cash moves when the card is paid.
        held: The planned amounts, with the sign of postings, by year of the plan and account; also
            those that move no cash, and those of recurring payments that were booked early.
        unconverted: Planned amounts without a price path, by currency.
    """

    @exact
    def __init__(
        self,
        spans: Sequence[Period],
        *,
        entries: Sequence[data.Directive],
        recurring: Iterable[Recurring],
        others: Iterable[ToCome],
        cash: CashAccounts,
        repayments: Repayments,
        excluded: Collection[str],
        convert: Converter,
    ) -> None:
        """Collect the planned payments.

        Args:
            spans: The days of each month of the plan, from the day after the as-of date on.
            entries: The directives that count, in order of date.
            recurring: The recurring payments.
            others: What the ledger does not plan, but is to come: assets that become cash when
                their lock ends, and taxes that fall due.
            cash: Determines which payments move cash.
            repayments: Ends the instalments of a loan with its debt.
            excluded: The currencies that are in no figure.
            convert: Converts an amount to the report currency.
        """
        self.items: dict[int, list[Item]] = {}
        self.accounts: dict[int, set[str]] = {}
        self.held: dict[int, dict[str, Decimal]] = {}
        self.unconverted: dict[str, Decimal] = {}
        self._paid_for: dict[str, list[tuple[int, int]]] = {}
        self._spans = spans
        self._cash = cash
        self._repayments = repayments
        self._excluded = excluded
        self._convert = convert
        if spans:
            booked = self._plan_transactions(entries)
            self._plan_recurring(recurring, booked)
            for each in others:
                self._plan_other(each)

    def instalments_in(self, month: int) -> Iterator[str]:
        """Yield the accounts whose recurring payments cover a month, the interest of loans as well.

        A quarterly payment covers three months; the first months are those since its directive.
        """
        for account, spans in self._paid_for.items():
            if any(begin <= month <= end for begin, end in spans):
                yield account

    def _plan_transactions(self, entries: Sequence[data.Directive]) -> _Booked:
        """Plan bookings after the as-of date; return the amounts booked in the plan's months."""
        booked = _Booked(Counter(), Counter())
        first, last = self._spans[0].first, self._spans[-1].last
        # Bookings on past days of the first month are returned, too, but not planned.
        begin = bisect.bisect_left(entries, first.replace(day=1), key=attrgetter("date"))
        for entry in entries[begin:]:
            if entry.date > last:
                break
            if not isinstance(entry, data.Transaction) or entry.flag == FLAG_UNREALIZED:
                continue
            month = month_index(entry.date)
            moves_cash = any(self._cash.moves(posting, entry.date) for posting in entry.postings)
            if entry.date >= first:
                self._repayments.book(entry)
            for posting in entry.postings:
                if posting.units is None or posting.units.number is None:
                    continue
                if posting.units.currency in self._excluded:
                    continue
                units = Weight(posting.units.number, posting.units.currency)
                booked.amounts[posting.account, month, units] += 1
                if entry.date < first:
                    booked.early[posting.account, month, units] += 1
                    continue
                if self._cash.moves(posting, entry.date):
                    continue
                self.accounts.setdefault(month, set()).add(posting.account)
                amount = self._convert(weigh(posting), entry.date)
                self._hold(posting.account, amount, entry.date)
                if moves_cash:
                    self._add(
                        posting.account, Basis.PLANNED, weigh(posting), entry.date, amount, -1
                    )
        return booked

    def _plan_recurring(self, recurring: Iterable[Recurring], booked: _Booked) -> None:
        first, last = self._spans[0].first, self._spans[-1].last
        due: list[tuple[datetime.date, Recurring, Weight]] = []
        for each in recurring:
            number, currency = each.amount.number, each.amount.currency
            if number is None or currency in self._excluded:
                continue
            units = Weight(number, currency)
            before = datetime.timedelta(min(_LOOKS_BACK, (first - datetime.date.min).days))
            days = each.days(first - before, last)
            self._note_months_paid_for(each, days)
            # From the start of a month that has begun: a payment due in it is not due again.
            due += [(day, each, units) for day in days if day >= first.replace(day=1)]
        for day, each, units in sorted(due, key=itemgetter(0)):
            month = month_index(day)
            self.accounts.setdefault(month, set()).add(each.account)
            key = each.account, month, units
            if booked.amounts[key] > 0:
                # This payment is booked already, as a plan or a few days early.
                booked.amounts[key] -= 1
                if day >= first and booked.early[key] > 0:
                    booked.early[key] -= 1
                    self._hold(each.account, self._convert(units, day), day)
            elif day >= first:
                sign = 1 if self._cash.pays_from(each.account, units.currency, day) else -1
                paid = self._repayments.due(each.account, units, day)
                amount = self._convert(paid, day)
                self._hold(each.account, amount, day)
                self._add(each.account, Basis.RECURRING, paid, day, amount, sign)

    def _plan_other(self, other: ToCome) -> None:
        """Plan what the ledger does not, unless an entry of the ledger stands for it.

        It counts towards a budget, but no entry of the ledger says what the month holds.
        """
        day, item, is_replaced = other
        month = month_index(day)
        is_said = is_replaced and item.account in self.accounts.get(month, ())
        if day <= self._spans[-1].last and not is_said:
            self._hold(item.account, -item.amount, day)
            self.items.setdefault(month, []).append(item)

    def _note_months_paid_for(self, each: Recurring, days: Iterable[datetime.date]) -> None:
        """Note the months for which a recurring payment covers the costs of its account.

        They last from the directive until the payment after the last one would be due.
        """
        months = sorted({month_index(day) for day in days})
        if months:
            distance = months[-1] - months[-2] if len(months) > 1 else 1
            span = month_index(each.date), months[-1] + distance - 1
            self._paid_for.setdefault(each.account, []).append(span)

    def _hold(self, account: str, amount: Decimal | None, date: datetime.date) -> None:
        if amount is not None:
            held = self.held.setdefault(year_of(date, day_before(self._spans[0].first)), {})
            held[account] = held.get(account, ZERO) + amount

    def _add(
        self,
        account: str,
        basis: Basis,
        weight: Weight,
        date: datetime.date,
        amount: Decimal | None,
        sign: int,
    ) -> None:
        if amount is None:
            unit = weight.currency
            self.unconverted[unit] = self.unconverted.get(unit, ZERO) + abs(weight.number)
        elif amount:
            item = Item(account, basis, sign * amount)
            self.items.setdefault(month_index(date), []).append(item)
