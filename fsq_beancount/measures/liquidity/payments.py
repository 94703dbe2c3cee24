"""Planned payments: what is booked after the as-of date, recurs by a rule, or is unlocked."""

from __future__ import annotations

import bisect
import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from beancount.core import data

from fsq_beancount.core.periods import Period, month_index
from fsq_beancount.core.terms import CASH, FLAG_UNREALIZED
from fsq_beancount.core.weights import Weight, weigh
from fsq_beancount.measures.liquidity.cash import CashAccounts, is_asset
from fsq_beancount.measures.liquidity.months import Basis, Item
from fsq_beancount.settings.directives.recurring import Recurring

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books

ZERO: Final = Decimal()

_LOOKS_BACK: Final = 1500
"""Days before the plan in which the distance between two payments is looked for."""


class Payments:
    """What is planned, by month of its running number.

    Attributes:
        items: What moves cash in each month.
        accounts: The accounts that something is planned on in each month, though it may move no
            cash: an expense that a credit card pays is planned, and the cash goes when the card is
            paid.
        paid_for: The months, first and last, for which recurring payments say what an account
            costs.
        unconverted: What is planned without a price path, by currency.
    """

    def __init__(self, scope: Books, spans: Sequence[Period]) -> None:
        """Look for what is planned.

        Args:
            scope: What the report is about.
            spans: The days of each month of the plan.
        """
        self.items: dict[int, list[Item]] = {}
        self.accounts: dict[int, set[str]] = {}
        self.paid_for: dict[str, list[tuple[int, int]]] = {}
        self.unconverted: dict[str, Decimal] = {}
        self._scope = scope
        self._spans = spans
        self._cash = CashAccounts(scope)
        if spans:
            booked = self._plan_transactions()
            self._plan_recurring(booked)
            self._plan_unlocking()

    def _plan_transactions(self) -> Counter[tuple[str, int, Weight]]:
        """Plan what is booked after the as-of date; return which amounts its months have."""
        booked: Counter[tuple[str, int, Weight]] = Counter()
        entries, first, last = self._scope.entries, self._spans[0].first, self._spans[-1].last
        excluded = self._scope.facts.config.excluded
        # What came in the days of a month that are over is booked, too, but it is no plan.
        begin = bisect.bisect_left(entries, first.replace(day=1), key=attrgetter("date"))
        for entry in entries[begin:]:
            if entry.date > last:
                break
            if not isinstance(entry, data.Transaction) or entry.flag == FLAG_UNREALIZED:
                continue
            month = month_index(entry.date)
            moves_cash = any(self._cash.moves(posting, entry.date) for posting in entry.postings)
            for posting in entry.postings:
                if posting.units is None or posting.units.number is None:
                    continue
                if posting.units.currency in excluded:
                    continue
                units = Weight(posting.units.number, posting.units.currency)
                booked[posting.account, month, units] += 1
                if entry.date < first or self._cash.moves(posting, entry.date):
                    continue
                self.accounts.setdefault(month, set()).add(posting.account)
                if moves_cash:
                    self._add(posting.account, Basis.PLANNED, weigh(posting), entry.date, -1)
        return booked

    def _plan_recurring(self, booked: Counter[tuple[str, int, Weight]]) -> None:
        scope = self._scope
        first, last = self._spans[0].first, self._spans[-1].last
        chosen: set[int] | None = None
        if scope.entries is not scope.facts.entries:
            chosen = {id(entry) for entry in scope.entries}
        for each in scope.facts.config.statements(Recurring):
            if chosen is not None and id(each.entry) not in chosen:
                continue
            number, currency = each.amount.number, each.amount.currency
            if number is None or currency in scope.facts.config.excluded:
                continue
            units = Weight(number, currency)
            before = datetime.timedelta(min(_LOOKS_BACK, (first - datetime.date.min).days))
            days = each.days(first - before, last)
            self._note_months_paid_for(each, days)
            # From the beginning of a month that has begun: what was due in it is not due again.
            begin = first.replace(day=1)
            for day in (day for day in days if day >= begin):
                month = month_index(day)
                self.accounts.setdefault(month, set()).add(each.account)
                if booked[each.account, month, units] > 0:
                    # Somebody has booked this payment already, as a plan or a few days early.
                    booked[each.account, month, units] -= 1
                elif day >= first:
                    sign = 1 if self._cash.pays_from(each.account, currency, day) else -1
                    self._add(each.account, Basis.RECURRING, units, day, sign)

    def _note_months_paid_for(self, each: Recurring, days: Iterable[datetime.date]) -> None:
        """Note for which months a recurring payment says what its account costs.

        That is from the directive on until the payment after the last one would be due.
        """
        months = sorted({month_index(day) for day in days})
        if months:
            distance = months[-1] - months[-2] if len(months) > 1 else 1
            span = month_index(each.date), months[-1] + distance - 1
            self.paid_for.setdefault(each.account, []).append(span)

    def _plan_unlocking(self) -> None:
        """Plan what is locked today and will be cash on a day to come."""
        last = self._spans[-1].last
        for holding in self._scope.holdings.every:
            until = holding.locked_until
            if until is None or not self._scope.as_of < until <= last or not is_asset(holding):
                continue
            amount = self._scope.positions.value(holding.line, until).amount
            if amount and holding.horizon(until, priced=True) == CASH:
                item = Item(holding.account, Basis.UNLOCKED, amount)
                self.items.setdefault(month_index(until), []).append(item)

    def _add(
        self, account: str, basis: Basis, weight: Weight, date: datetime.date, sign: int
    ) -> None:
        facts = self._scope.facts
        amount = facts.prices.convert(weight, facts.currency, date)
        if amount is None:
            unit = weight.currency
            self.unconverted[unit] = self.unconverted.get(unit, ZERO) + abs(weight.number)
        elif amount:
            item = Item(account, basis, sign * amount)
            self.items.setdefault(month_index(date), []).append(item)
