"""Income streams: what each earns, how regular it is, and how much work and money is behind it.

A row is a stream and a class: a stream whose class changes in mid-year has two rows in that year.
What has no stream is a row without a name for each class, so that the rows of a period add up to
the net income of each class exactly.

Hours of work (``fsq-hours`` on a transaction) are shared over the income of the transaction like a
cost of earning. A transaction without income is work without pay: its hours go to the stream of its
costs, else to the one that it names.

Money put into a stream (``fsq-investment``) is what its marked postings weigh, from the beginning
of the books to the end of the period: what is taken out again counts less. It belongs to the
stream, so each of its rows shows the same; the rows' returns on it add up to that of the stream.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import Any, Final, NamedTuple

from beancount.core import account as account_module
from beancount.core import data
from dateutil.relativedelta import relativedelta

from fsq_beancount.books.books import Books
from fsq_beancount.books.earnings import Earned, Key
from fsq_beancount.classification.account import class_in, stream_in
from fsq_beancount.classification.allocation import split
from fsq_beancount.core.periods import (
    ROLLING_MONTHS,
    Period,
    last_complete_month,
    month_index,
    month_last,
)
from fsq_beancount.core.prices import PRECISION, Prices
from fsq_beancount.core.terms import (
    CLASSES,
    COST,
    FEE,
    FLAG_UNREALIZED,
    INCOME,
    KEY_HOURS,
    KEY_INVESTMENT,
    TAX,
    UNCLASSIFIED,
)
from fsq_beancount.core.weights import weigh
from fsq_beancount.measures.definition import Example, Family, Measure, Unit, ratio
from fsq_beancount.measures.streams import recurring
from fsq_beancount.measures.streams.recurring import Product
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.metadata import is_hours, text_in

ZERO: Final = Decimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamFigures:
    """One stream and class in one period.

    Attributes:
        stream: Its name; ``None`` for what has no stream.
        income_class: The class of what it earns.
        gross: Income, negative for a loss, currency.
        tax: Taxes charged to it; a cost is positive.
        fee: Fees charged to it.
        cost: Other costs of earning charged to it.
        net: Gross less tax, fee and cost.
        share: Of the net income of all classes, fraction.
        growth: Net income against the period before, fraction (0.1 is 10 % more); ``None`` where
            that was not positive. A period that the books have not reached the end of is
            compared with the same days of the one before.
        months_paid: Of the last twelve complete months up to the end of the period, those with a
            positive gross income; a month that goes on may still be paid.
        longest_gap: The most months from one of these payments to the next, 1 for who pays every
            month; also from the last payment before them, and from the last one to the end.
            ``None`` where nothing was ever paid.
        variation: Standard deviation of the monthly gross income over these months divided by
            its mean, 0 for who pays the same every month; ``None`` where the mean is not positive.
        hours: Hours of work; ``None`` where nobody has written any for the stream.
        net_per_hour: Net income per hour of work, currency.
        invested: Money put into the stream up to the end of the period, currency; ``None`` where
            nothing is marked as such.
        roi: Net income of the period as a fraction of it.
        payback_on: The last day of the complete month from which on the net income of the stream,
            all classes since the beginning, has covered what was put into it; ``None`` until then.
        mrr: Monthly recurring revenue in the period's last complete month, currency; ``None`` for
            what is no recurring product.
        churn: Part of the customers of the month before who do not pay in it, fraction.
    """

    stream: str | None
    income_class: str
    gross: Decimal
    tax: Decimal
    fee: Decimal
    cost: Decimal
    net: Decimal
    share: Decimal | None
    growth: Decimal | None
    months_paid: int
    longest_gap: int | None
    variation: Decimal | None
    hours: Decimal | None
    net_per_hour: Decimal | None
    invested: Decimal | None
    roi: Decimal | None
    payback_on: datetime.date | None
    mrr: Decimal | None
    churn: Decimal | None

    @property
    def costs(self) -> Decimal:
        """All costs of earning it: taxes, fees and others, currency."""
        return self.tax + self.fee + self.cost


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamPeriod:
    """All streams in one period.

    Attributes:
        period: Its name, ``2024``.
        first: The first day.
        last: The last day.
        rows: Named streams first, the one with the highest net income first.
    """

    period: str
    first: datetime.date
    last: datetime.date
    rows: tuple[StreamFigures, ...]

    def net(self, *classes: str) -> dict[str, Decimal]:
        """Return the net income of each named stream from some classes."""
        by_stream = self.net_by_stream(*classes)
        return {name: amount for name, amount in by_stream.items() if name is not None}

    def net_by_stream(self, *classes: str) -> dict[str | None, Decimal]:
        """Return the same, and under ``None`` what has no stream."""
        sums: dict[str | None, Decimal] = {}
        for row in self.rows:
            if row.income_class in classes:
                sums[row.stream] = sums.get(row.stream, ZERO) + row.net
        return sums


class Origin(NamedTuple):
    """What one account brought in.

    Attributes:
        income_class: The class of the income.
        stream: Its stream; ``None`` for none.
        account: The account.
        gross: Gross income, currency.
    """

    income_class: str
    stream: str | None
    account: str
    gross: Decimal


class StreamSource(NamedTuple):
    """What a stream brought in of one class, without accounts that made a loss.

    Attributes:
        stream: The stream; ``None`` for what has none.
        gross: Gross income, currency.
        accounts: The accounts that brought it in.
    """

    stream: str | None
    gross: Decimal
    accounts: tuple[Origin, ...]


class ClassSource(NamedTuple):
    """The same of a class.

    Attributes:
        income_class: The class.
        gross: Gross income, currency.
        streams: Its streams.
    """

    income_class: str
    gross: Decimal
    streams: tuple[StreamSource, ...]


class Sources(NamedTuple):
    """The same of all income.

    Attributes:
        gross: Gross income, currency; that of the classes.
        classes: The classes that brought in anything.
    """

    gross: Decimal
    classes: tuple[ClassSource, ...]


class Largest(NamedTuple):
    """What the largest streams earned in some periods, and all others together.

    Attributes:
        streams: The largest ones, the largest first; ``None`` for what has no stream.
        amounts: For each period what each of them earned, and last the others, currency.
        has_others: Whether there is any other.
    """

    streams: tuple[str | None, ...]
    amounts: tuple[tuple[Decimal, ...], ...]
    has_others: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Streams:
    """The streams of a report.

    Attributes:
        suggested: Whether the ledger names no stream, so that the built-in names group its income.
        last_year: The last twelve complete months; ``None`` where no month has ended.
        periods: The periods of the report, oldest first.
        products: The recurring products.
        origins: The gross income of the last twelve months by class, stream and account, in this
            order; the largest account first.
        sources: What of it is no loss, added up by class and by stream.
        unconverted: What was put into streams and has no price, by currency.
    """

    suggested: bool
    last_year: StreamPeriod | None
    periods: tuple[StreamPeriod, ...]
    products: tuple[Product, ...]
    origins: tuple[Origin, ...]
    sources: Sources
    unconverted: Mapping[str, Decimal]


def of(scope: Books) -> Streams:
    """Return the streams of the last twelve months and of the periods of a report."""
    books = _Books(scope)
    year = scope.last_year
    origins = _origins(scope.earned)
    return Streams(
        suggested=scope.earnings.suggested,
        last_year=None if year is None else books.period(year),
        periods=tuple(books.period(period) for period in scope.periods),
        products=books.products,
        origins=origins,
        sources=sources(origins),
        unconverted=dict(sorted(books.investments.unconverted.items())),
    )


def _origins(items: Iterable[Earned]) -> tuple[Origin, ...]:
    gross: dict[tuple[str, str | None, str], Decimal] = {}
    for item in items:
        if item.role == INCOME:
            place = (item.key.income_class, item.key.stream, item.flow.account)
            gross[place] = gross.get(place, ZERO) + item.amount
    found = (Origin(*place, amount) for place, amount in gross.items())
    return tuple(
        sorted(
            found,
            key=lambda each: (
                CLASSES.index(each.income_class),
                each.stream is None,
                each.stream or "",
                -each.gross,
                each.account,
            ),
        )
    )


def sources(origins: Iterable[Origin]) -> Sources:
    """Add up by class and stream what brought in anything: a loss has no share of income.

    Args:
        origins: What each account brought in, in order of class and stream.
    """
    earned = (each for each in origins if each.gross > 0)
    classes = []
    for income_class, of_class in groupby(earned, key=attrgetter("income_class")):
        streams = []
        for name, of_stream in groupby(of_class, key=attrgetter("stream")):
            accounts = tuple(of_stream)
            streams.append(StreamSource(name, _gross(accounts), accounts))
        classes.append(ClassSource(income_class, _gross(streams), tuple(streams)))
    return Sources(_gross(classes), tuple(classes))


def _gross(several: Iterable[Origin | StreamSource | ClassSource]) -> Decimal:
    return sum((each.gross for each in several), ZERO)


def largest(periods: Sequence[StreamPeriod], classes: Iterable[str], count: int) -> Largest:
    """Return what the largest streams earned, net, in each of some periods.

    Streams are ranked by what they earned and lost in all periods: one that loses much is no
    small one. What has no stream comes last, whatever its size.

    Args:
        periods: The periods.
        classes: The classes of income that count.
        count: How many streams to name.
    """
    classes = tuple(classes)
    with localcontext(prec=PRECISION):
        sums = [period.net_by_stream(*classes) for period in periods]
        sizes: dict[str | None, Decimal] = {}
        for each in sums:
            for name, amount in each.items():
                sizes[name] = sizes.get(name, ZERO) + abs(amount)
        ranked = sorted(
            (name for name, size in sizes.items() if size),
            key=lambda name: (name is None, -sizes[name], name or ""),
        )
        named, others = ranked[:count], ranked[count:]
        amounts = (
            (
                *(each.get(name, ZERO) for name in named),
                sum((each.get(name, ZERO) for name in others), ZERO),
            )
            for each in sums
        )
        return Largest(tuple(named), tuple(amounts), bool(others))


def variation(amounts: Sequence[Decimal]) -> Decimal | None:
    """Return the standard deviation of amounts divided by their mean.

    Monthly amounts of 0, 0, 30: the mean is 10, the deviation √200 = 14.14, the variation 1.414.

    Returns:
        A fraction; ``None`` where the mean is zero or negative, or there is no amount.
    """
    total = sum(amounts, ZERO)
    if total <= 0:
        return None
    # √(Σ(x − mean)² / n) / mean with all but the root and the last division exact.
    squares = sum([amount * amount for amount in amounts], ZERO)
    deviation = max(ZERO, len(amounts) * squares - total * total).sqrt()
    return deviation / total


def longest_gap(months: Sequence[int], end: int) -> int | None:
    """Return the most months from one payment to the next, and from the last one to the end.

    Args:
        months: The months with a payment by their running numbers, oldest first.
        end: The last month to look at.

    Returns:
        Months, 1 for who pays every month; ``None`` without a payment.
    """
    if not months:
        return None
    gaps = [later - earlier for earlier, later in pairwise(months)]
    return max(*gaps, end - months[-1], 1)


def growth(now: Decimal, before: Decimal) -> Decimal | None:
    """Return by which fraction an amount is above an earlier one; ``None`` if that is ≤ 0."""
    return ratio(now - before, before)


class Sums:
    """What a stream and class add up to; costs are positive.

    Attributes:
        net: Income less all costs of earning it.
    """

    __slots__ = ("_roles", "net")

    def __init__(self) -> None:
        """Begin with nothing."""
        self._roles: dict[str, Decimal] = {}
        self.net = ZERO

    def add(self, role: str, amount: Decimal) -> None:
        """Add an amount as it is in a flow: income positive, costs negative."""
        self.net += amount
        self._roles[role] = self._roles.get(role, ZERO) + (amount if role == INCOME else -amount)

    def of(self, role: str) -> Decimal:
        """Return the sum of a role."""
        return self._roles.get(role, ZERO)


class _Course:
    """What a stream and class earned in one role, from its first month on.

    Any months in a row are the difference of two sums, however many they are.
    """

    __slots__ = ("_months", "_sums")

    def __init__(self, by_month: Mapping[int, Decimal]) -> None:
        """Take the amount of each month with any, oldest first."""
        self._months = list(by_month)
        self._sums = [ZERO, *accumulate(by_month.values())]

    def between(self, first: int, last: int) -> Decimal | None:
        """Return the sum of some months, both included; ``None`` where nothing is in them."""
        begin = bisect.bisect_left(self._months, first)
        end = bisect.bisect_right(self._months, last, begin)
        return self._sums[end] - self._sums[begin] if end > begin else None


class Worked(NamedTuple):
    """Hours of work on a day for a stream and class."""

    date: datetime.date
    key: Key
    hours: Decimal


class _Span(NamedTuple):
    """What the rows of one period are read from; the last complete month is its running number."""

    sums: Mapping[Key, Sums]
    before: Mapping[Key, Sums]
    total: Decimal
    hours: Mapping[Key, Decimal]
    invested: Mapping[str, Decimal]
    products: Mapping[Key, recurring.ProductMonth]
    complete: int


_NOTHING: Final = Sums()


class _Books:
    """What all periods are read from."""

    def __init__(self, scope: Books) -> None:
        self.as_of = scope.as_of
        self.first_month = scope.first_month
        self.earnings = scope.earnings
        monthly = self.earnings.monthly
        self.courses = [
            (key, role, _Course(by_month))
            for key, roles in monthly.items()
            for role, by_month in roles.items()
        ]
        self.usual_class = _usual_classes(monthly)
        self.gross = {key: roles.get(INCOME, {}) for key, roles in monthly.items()}
        self.paid_months = {
            key: [month for month, amount in months.items() if amount > 0]
            for key, months in self.gross.items()
        }
        self.work = list(_work(scope, self.usual_class))
        self.investments = _Investments(scope)
        self.payback = {name: self._payback(name) for name in self.investments.streams}
        self.products = recurring.of(scope, last_complete_month(scope.as_of))
        self.known: dict[tuple[datetime.date, datetime.date], Mapping[Key, Sums]] = {}

    def between(self, first: datetime.date, last: datetime.date) -> Mapping[Key, Sums]:
        """Return the sums of some days, both included."""
        days = first, min(last, self.as_of)
        # A period is asked for once more by the next one, which compares with it.
        known = self.known.get(days)
        if known is None:
            known = self.known[days] = self._between(*days)
        return known

    def _between(self, first: datetime.date, last: datetime.date) -> dict[Key, Sums]:
        sums: dict[Key, Sums] = {}
        if first > last:
            return sums
        if first.day == 1 and (last == month_last(month_index(last)) or last == self.as_of):
            begin, end = month_index(first), month_index(last)
            for key, role, course in self.courses:
                amount = course.between(begin, end)
                if amount is not None:
                    sums.setdefault(key, Sums()).add(role, amount)
            return sums
        for item in self.earnings.within(first, last):
            sums.setdefault(item.key, Sums()).add(item.role, item.amount)
        return sums

    def period(self, period: Period) -> StreamPeriod:
        """Return all streams in a period."""
        span = self._span(period)
        earning = {key.stream for key in (*span.sums, *span.hours)}
        idle = {
            Key(name, self.usual_class.get(name, UNCLASSIFIED))
            for name in span.invested
            if name not in earning
        }
        rows = [self._row(key, span) for key in {*span.sums, *span.hours, *idle}]
        return StreamPeriod(
            period=period.label,
            first=period.first,
            last=period.last,
            rows=tuple(sorted(rows, key=_order)),
        )

    def _span(self, period: Period) -> _Span:
        sums = self.between(period.first, period.last)
        last = min(period.last, self.as_of)
        complete = last_complete_month(last)
        before = self._days_before(period)
        hours: dict[Key, Decimal] = {}
        for date, key, number in self.work:
            if period.first <= date <= period.last:
                hours[key] = hours.get(key, ZERO) + number
        return _Span(
            sums=sums,
            before={} if before is None else self.between(*before),
            total=sum((each.net for each in sums.values()), ZERO),
            hours=hours,
            invested=self.investments.up_to(last) if period.first <= last else {},
            products=self._products(sums, complete),
            complete=complete,
        )

    def _row(self, key: Key, span: _Span) -> StreamFigures:
        sums = span.sums.get(key, _NOTHING)
        net = sums.net
        paid = self._paid(key, span.complete)
        hours = span.hours.get(key)
        invested = span.invested.get(key.stream or "")
        product = span.products.get(key)
        return StreamFigures(
            stream=key.stream,
            income_class=key.income_class,
            gross=sums.of(INCOME),
            tax=sums.of(TAX),
            fee=sums.of(FEE),
            cost=sums.of(COST),
            net=net,
            share=ratio(net, span.total),
            growth=growth(net, span.before.get(key, _NOTHING).net),
            months_paid=len([amount for amount in paid if amount > 0]),
            longest_gap=self._longest_gap(key, span.complete),
            variation=variation(paid),
            hours=hours,
            net_per_hour=ratio(net, hours),
            invested=invested,
            roi=ratio(net, invested),
            payback_on=self.payback.get(key.stream or "", {}).get(span.complete),
            mrr=None if product is None else product.mrr,
            churn=None if product is None else product.churn,
        )

    def _days_before(self, period: Period) -> tuple[datetime.date, datetime.date] | None:
        """Return the days to compare a period with."""
        last = min(period.last, self.as_of)
        if last < period.first:
            return None
        try:
            if not period.whole_months:
                days = last - period.first + datetime.timedelta(1)
                return period.first - days, last - days
            months = month_index(period.last) - month_index(period.first) + 1
            back = relativedelta(months=months)
            if last == period.last:
                return period.first - back, month_last(month_index(last) - months)
            return period.first - back, last - back
        except (ValueError, OverflowError):
            return None  # before the first day of the calendar

    def _paid(self, key: Key, end: int) -> list[Decimal]:
        """Return the gross income of each of the twelve months up to one, as far as booked."""
        first = end - ROLLING_MONTHS + 1
        if self.first_month is not None:
            first = max(first, self.first_month)
        gross = self.gross.get(key, {})
        return [gross.get(month, ZERO) for month in range(first, end + 1)]

    def _longest_gap(self, key: Key, end: int) -> int | None:
        """Return the most months between payments in the twelve months up to one."""
        paid = self.paid_months.get(key, [])
        first = bisect.bisect_left(paid, end - ROLLING_MONTHS + 1)
        last = bisect.bisect_right(paid, end, first)
        # The last payment before the twelve months begins the first gap in them.
        return longest_gap(paid[max(0, first - 1) : last], end)

    def _payback(self, stream: str) -> dict[int, datetime.date]:
        """Return, for each complete month in which an investment is covered, since when it is."""
        net: dict[int, Decimal] = {}
        for key, roles in self.earnings.monthly.items():
            if key.stream == stream:
                for by_month in roles.values():
                    for month, amount in by_month.items():
                        net[month] = net.get(month, ZERO) + amount
        first = self.investments.first_month(stream)
        earned = sum((amount for month, amount in net.items() if month < first), ZERO)
        since: datetime.date | None = None
        payback: dict[int, datetime.date] = {}
        for month in range(first, last_complete_month(self.as_of) + 1):
            earned += net.get(month, ZERO)
            end = month_last(month)
            invested = self.investments.until(stream, end)
            if not (invested > 0 and earned >= invested):
                since = None
                continue
            since = since or end
            payback[month] = since
        return payback

    def _products(self, sums: Mapping[Key, Sums], end: int) -> dict[Key, recurring.ProductMonth]:
        """Return the products in a month, each for the row that earns the most of its stream."""
        shown = {}
        for product in self.products:
            month = product.month(end)
            rows = [key for key in sums if key.stream == product.stream]
            if month is not None and rows:
                shown[max(rows, key=lambda key: (sums[key].of(INCOME), key.income_class))] = month
        return shown


def _order(row: StreamFigures) -> tuple[bool, Decimal, str, int]:
    nameless = row.stream is None
    place = CLASSES.index(row.income_class)
    return nameless, ZERO if nameless else -row.net, row.stream or "", place


def _usual_classes(
    monthly: Mapping[Key, Mapping[str, Mapping[int, Decimal]]],
) -> dict[str, str]:
    """Return the class that each stream has earned the most from."""
    gross = {
        key: sum(roles.get(INCOME, {}).values(), ZERO)
        for key, roles in monthly.items()
        if key.stream is not None
    }
    usual: dict[str, str] = {}
    for key in sorted(gross, key=lambda key: (gross[key], -CLASSES.index(key.income_class))):
        usual[key.stream or ""] = key.income_class
    return usual


def _work(scope: Books, usual_class: Mapping[str, str]) -> Iterator[Worked]:
    """Yield the hours of work up to the as-of date, shared over what they earned."""
    entries = [
        entry
        for entry in scope.spoken
        if entry.flag != FLAG_UNREALIZED and is_hours(entry.meta.get(KEY_HOURS))
    ]
    if not entries:
        return
    wanted = {id(entry) for entry in entries}
    flows = [flow for flow in scope.notable if id(flow.entry) in wanted]
    earned: dict[int, list[Earned]] = {}
    for item in scope.earnings.of(flows):
        earned.setdefault(id(item.flow.entry), []).append(item)
    named: dict[int, str] = {}
    for flow in flows:
        if flow.verdict.stream is not None:
            named.setdefault(id(flow.entry), flow.verdict.stream)
    for entry in entries:
        items = earned.get(id(entry), [])
        stream = stream_in(entry.meta) or named.get(id(entry))
        income_class = class_in(entry.meta) or usual_class.get(stream or "", UNCLASSIFIED)
        # Without any amount to go by, all hours are of what the transaction names.
        shares = _amounts(items) or {Key(stream, income_class): [ZERO]}
        for key, hours in split(entry.meta[KEY_HOURS], shares).items():
            yield Worked(entry.date, key, hours)


def _amounts(items: Iterable[Earned]) -> dict[Key, list[Decimal]]:
    """Return the income of a transaction by stream and class, else what it cost to earn some."""
    incomes: dict[Key, list[Decimal]] = {}
    costs: dict[Key, list[Decimal]] = {}
    for item in items:
        if item.role == INCOME:
            incomes.setdefault(item.key, []).append(item.amount)
        else:
            costs.setdefault(item.key, []).append(-item.amount)
    return incomes or costs


class _Investments:
    """The money put into each stream, by day."""

    def __init__(self, scope: Books) -> None:
        self.unconverted: dict[str, Decimal] = {}
        self._dates: dict[str, list[datetime.date]] = {}
        self._sums: dict[str, list[Decimal]] = {}
        facts = scope.facts
        for entry, posting, stream in _marked(scope):
            self._put(stream, entry.date, posting, facts.prices, facts.currency)

    def _put(
        self,
        stream: str,
        date: datetime.date,
        posting: data.Posting,
        prices: Prices,
        currency: str,
    ) -> None:
        weight = weigh(posting)
        amount = prices.convert(weight, currency, date)
        if amount is None:
            unit = weight.currency
            self.unconverted[unit] = self.unconverted.get(unit, ZERO) + abs(weight.number)
            return
        dates = self._dates.setdefault(stream, [])
        sums = self._sums.setdefault(stream, [])
        dates.append(date)
        sums.append((sums[-1] if sums else ZERO) + amount)

    @property
    def streams(self) -> Sequence[str]:
        """The streams that money was put into."""
        return list(self._dates)

    def until(self, stream: str, date: datetime.date) -> Decimal:
        """Return what was put into a stream up to a day."""
        position = bisect.bisect_right(self._dates[stream], date)
        return self._sums[stream][position - 1] if position else ZERO

    def up_to(self, date: datetime.date) -> dict[str, Decimal]:
        """Return what was put into each stream up to a day."""
        return {
            stream: self.until(stream, date)
            for stream, dates in self._dates.items()
            if dates[0] <= date
        }

    def first_month(self, stream: str) -> int:
        """Return the month in which money was put into a stream for the first time."""
        return month_index(self._dates[stream][0])


class _Said(dict[str, "str | None"]):
    """The stream that money on each account is put into, by what its ``open`` says."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self._opened = {
            account: stream
            for account, opened in config.opens.items()
            if (stream := text_in(opened.meta, KEY_INVESTMENT)) is not None
        }

    @property
    def anything(self) -> bool:
        """Whether any ``open`` says so."""
        return bool(self._opened)

    def __missing__(self, account: str) -> str | None:
        parents = account_module.parents(account)
        opened = self._opened
        self[account] = next((opened[name] for name in parents if name in opened), None)
        return self[account]


def _marked(scope: Books) -> Iterator[tuple[data.Transaction, data.Posting, str]]:
    """Yield the postings that put money into a stream, each with the stream."""
    said = _Said(scope.facts.config)
    spoken = {id(entry) for entry in scope.spoken}
    # Where no account is marked, only those transactions matter that say something themselves.
    for entry in scope.entries if said.anything else scope.spoken:
        if entry.date > scope.as_of:
            return
        if not isinstance(entry, data.Transaction) or entry.flag == FLAG_UNREALIZED:
            continue
        speaks = id(entry) in spoken
        for posting in entry.postings:
            stream = said[posting.account]
            if speaks and posting.meta and KEY_INVESTMENT in posting.meta:
                stream = text_in(posting.meta, KEY_INVESTMENT)
            if stream is not None and posting.units is not None:
                yield entry, posting, stream


def _measure(  # noqa: PLR0917 - a row of a table
    id_: str,
    names: tuple[str, str],
    words: tuple[str, str],
    unit: Unit,
    compute: Callable[..., Any],
    given: tuple[Any, ...],
    examples: tuple[str, str],
) -> Measure[tuple[Any, ...], Any]:
    return Measure(
        id_,
        *names,
        unit,
        *words,
        lambda values: compute(*values),
        example=Example(given, *examples),
    )


STREAM_MEASURES: Final[tuple[Measure[tuple[Any, ...], Any], ...]] = (
    _measure(
        "stream_net",
        ("Net income of a stream", "Nettoeinnahmen eines Stroms"),
        (
            "income of a stream less the taxes, fees and costs charged to it",
            "Einnahmen eines Stroms abzüglich der ihm zugerechneten Steuern, Gebühren und Kosten",
        ),
        Unit.MONEY,
        lambda gross, *costs: gross - sum(costs),
        (Decimal(1200), Decimal(100), Decimal(20), Decimal(280)),
        (
            "1,200 of rent less 100 of tax, 20 of fees and 280 of upkeep: 800.00.",
            "1.200 Miete abzüglich 100 Steuer, 20 Gebühren und 280 Instandhaltung: 800,00.",
        ),
    ),
    _measure(
        "stream_share",
        ("Share of a stream", "Anteil eines Stroms"),
        (
            "net income of a stream divided by the net income of all classes",
            "Nettoeinnahmen eines Stroms geteilt durch die Nettoeinnahmen aller Klassen",
        ),
        Unit.RATIO,
        ratio,
        (Decimal(800), Decimal(40000)),
        ("800 of 40,000 in all: 2.0%.", "800 von insgesamt 40.000: 2,0 %."),
    ),
    _measure(
        "stream_growth",
        ("Growth of a stream", "Wachstum eines Stroms"),
        (
            "net income of a stream against that of the period before; undefined where that was"
            " not positive",
            "Nettoeinnahmen eines Stroms gegenüber denen des Zeitraums davor; nicht definiert,"
            " wenn diese nicht positiv waren",
        ),
        Unit.RATIO,
        growth,
        (Decimal(880), Decimal(800)),
        ("880 after 800 in the year before: 10.0%.", "880 nach 800 im Jahr davor: 10,0 %."),
    ),
    _measure(
        "longest_gap",
        ("Longest gap", "Längste Lücke"),
        (
            "the most months from one payment of a stream to the next, in twelve months; 1 for"
            " who pays every month",
            "die meisten Monate von einer Zahlung eines Stroms zur nächsten, in zwölf Monaten; 1"
            " bei monatlicher Zahlung",
        ),
        Unit.MONTHS,
        longest_gap,
        ((2, 5, 8, 11), 11),
        (
            "Dividends in March, June, September and December: 3.0 months.",
            "Dividenden im März, Juni, September und Dezember: 3,0 Monate.",
        ),
    ),
    _measure(
        "variation",
        ("Variation", "Schwankung"),
        (
            "standard deviation of the gross income of twelve months divided by its mean; 0 for"
            " the same every month",
            "Standardabweichung der Bruttoeinnahmen von zwölf Monaten geteilt durch ihren"
            " Mittelwert; 0 bei gleichem Betrag jeden Monat",
        ),
        Unit.NUMBER,
        variation,
        ([Decimal(30), Decimal(10)] * 6,),
        (
            "30 and 10 in turn: the mean is 20, the deviation 10, so the variation is 0.5.",
            "Im Wechsel 30 und 10: Der Mittelwert ist 20, die Abweichung 10, die Schwankung also"
            " 0,5.",
        ),
    ),
    _measure(
        "net_per_hour",
        ("Net income per hour of work", "Nettoeinnahmen je Arbeitsstunde"),
        (
            "net income of a stream divided by the hours of work (fsq-hours) behind it",
            "Nettoeinnahmen eines Stroms geteilt durch die Arbeitsstunden (fsq-hours) dahinter",
        ),
        Unit.MONEY,
        ratio,
        (Decimal(800), Decimal(16)),
        (
            "800 from a flat with 16 hours of work: 50.00 an hour.",
            "800 aus einer Wohnung mit 16 Stunden Arbeit: 50,00 je Stunde.",
        ),
    ),
    _measure(
        "roi",
        ("Return on the money put in", "Rendite des Einsatzes"),
        (
            "net income of a stream in the period divided by the money put into it"
            " (fsq-investment) up to its end",
            "Nettoeinnahmen eines Stroms im Zeitraum geteilt durch das bis zu dessen Ende in ihn"
            " gesteckte Geld (fsq-investment)",
        ),
        Unit.RATIO,
        ratio,
        (Decimal(800), Decimal(20000)),
        (
            "800 in a year from 20,000 put in: 4.0%.",
            "800 in einem Jahr aus 20.000 Einsatz: 4,0 %.",
        ),
    ),
)

FAMILY: Final = Family("streams", "Income streams", "Einkommensströme", STREAM_MEASURES)
