"""Recurring products: who pays for a subscription, how much a month, and who has stopped.

A stream has a product when an income account in it is named for a subscription, a membership, a
course or software as a service, or when ``fsq-covers`` stands on a payment to that account. What
else is in the stream, such as the sale of a book, is no recurring revenue.

A customer is who the metadata ``customer`` of the posting or of its transaction names, else the
payee, else the account. A payment is spread over the months that it covers: those that
``fsq-covers`` says, else those of the customer's rhythm, the most frequent distance between two of
his payments. A rhythm is 1, 2, 3, 4, 6 or 12 months; who has paid but once, or at any other
distance, has paid for one month each time. A payment that comes a little late or early is one of
the month it was due in, so that a month-end on a Sunday is no loss of a customer.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fsq_beancount import names
from fsq_beancount.books.earnings import Earned
from fsq_beancount.books.flows import Flow
from fsq_beancount.core.periods import month_index, month_label
from fsq_beancount.core.terms import INCOME, KEY_COVERS
from fsq_beancount.measures.definition import Example, Family, Measure, Unit, ratio
from fsq_beancount.settings.metadata import is_months, text_in

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books

ZERO: Final = Decimal()
KEY_CUSTOMER: Final = "customer"
"""Metadata that names a customer where the payee does not, such as behind a payment service."""

RHYTHMS: Final = (1, 2, 3, 4, 6, 12)
_NEARLY_A_YEAR: Final = (11, 13)
_DAYS_OF_A_CYCLE: Final = 146097
_MONTHS_OF_A_CYCLE: Final = 4800
"""A mean month: a Gregorian cycle of 400 years has 146,097 days."""


class RevenueChurn(NamedTuple):
    """Which part of the revenue of a month is gone in the next.

    Attributes:
        gross: Lost and contracted revenue as a fraction of that at the start; ``None`` without any.
        net: The same less what came from customers who pay more, or again.
    """

    gross: Decimal | None
    net: Decimal | None


def revenue_churn(
    start: Decimal,
    lost: Decimal,
    contracted: Decimal,
    expanded: Decimal = ZERO,
    returned: Decimal = ZERO,
) -> RevenueChurn:
    """Return the gross and net revenue churn of a month.

    Of 100 at the start 10 is lost, 10 contracted and 10 expanded: 20 % gross, 10 % net.

    Args:
        start: Monthly recurring revenue of the month before, currency.
        lost: Of it, that of customers who no longer pay.
        contracted: What customers who go on pay less.
        expanded: What customers who go on pay more.
        returned: What customers pay who did not pay the month before, but once did.
    """
    return RevenueChurn(
        ratio(lost + contracted, start), ratio(lost + contracted - expanded - returned, start)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductMonth:
    """A product in one month.

    Attributes:
        month: ``2024-12``.
        customers: How many paid for it.
        mrr: Monthly recurring revenue: each customer's payment divided by the months it covers,
            currency, before taxes, fees and costs.
        customers_before: How many paid for the month before.
        customers_lost: How many of these no longer pay.
        mrr_before: The revenue of the month before.
        lost: Revenue of those who no longer pay.
        contracted: What those who go on pay less.
        expanded: What those who go on pay more.
        returned: Revenue of those who pay again after a pause.
        new: Revenue of those who pay for the first time.
    """

    month: str
    customers: int
    mrr: Decimal
    customers_before: int
    customers_lost: int
    mrr_before: Decimal
    lost: Decimal
    contracted: Decimal
    expanded: Decimal
    returned: Decimal
    new: Decimal

    @property
    def churn(self) -> Decimal | None:
        """Customers of the month before who no longer pay, as a fraction of them."""
        return ratio(Decimal(self.customers_lost), Decimal(self.customers_before))

    @property
    def revenue_churn(self) -> RevenueChurn:
        """The same in revenue."""
        return revenue_churn(
            self.mrr_before, self.lost, self.contracted, self.expanded, self.returned
        )

    @property
    def revenue_per_customer(self) -> Decimal | None:
        """Revenue divided by customers, currency a month."""
        return ratio(self.mrr, Decimal(self.customers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A recurring product: a stream that customers pay for again and again.

    Attributes:
        stream: The stream.
        months: Every month from the first payment on, oldest first.
    """

    stream: str | None
    months: tuple[ProductMonth, ...]

    def month(self, index: int) -> ProductMonth | None:
        """Return a month by its running number; ``None`` before the first and after the last."""
        label = month_label(index)
        return next((month for month in reversed(self.months) if month.month == label), None)


class Payment(NamedTuple):
    """A payment of a customer.

    Attributes:
        date: The day.
        amount: Currency; negative for a refund.
        covers: The months paid for, as somebody said; ``None`` where nobody did.
    """

    date: datetime.date
    amount: Decimal
    covers: int | None = None


def of(scope: Books, last_month: int) -> tuple[Product, ...]:
    """Return the recurring products that anybody has paid for by then, in order of their names.

    Args:
        scope: What the report is about; a payment after the last month may be a late one of it.
        last_month: The last month to show, by its running number.
    """
    covering = {id(entry) for entry in scope.spoken if is_months(entry.meta.get(KEY_COVERS))}
    accounts = set(filter(names.is_recurring, {flow.account for flow in scope.notable}))
    if not accounts and not covering:
        return ()
    incomes = [flow for flow in scope.notable if flow.role == INCOME and flow.amount is not None]
    accounts.update(flow.account for flow in incomes if id(flow.entry) in covering)
    by_stream: dict[str | None, list[Earned]] = {}
    # Of a transaction its income will do, since no cost of it is asked for.
    for item in scope.earnings.of(flow for flow in incomes if flow.account in accounts):
        by_stream.setdefault(item.key.stream, []).append(item)
    products = (
        Product(stream=stream, months=tuple(months(_customers(items), last_month)))
        for stream, items in sorted(by_stream.items(), key=lambda each: each[0] or "")
    )
    return tuple(product for product in products if product.months)


def _customers(items: Iterable[Earned]) -> dict[str, list[Payment]]:
    customers: dict[str, list[Payment]] = {}
    for item in items:
        payment = Payment(item.date, item.amount, _covered(item.flow))
        customers.setdefault(customer(item.flow), []).append(payment)
    return customers


def _covered(flow: Flow) -> int | None:
    """Return the months that somebody said a payment covers; a mistake is an error elsewhere."""
    said: Any = flow.entry.meta.get(KEY_COVERS)
    return int(said) if is_months(said) else None


def customer(flow: Flow) -> str:
    """Return who pays; spelling differs in case and spaces, the customer does not."""
    name = (
        text_in(flow.posting.meta, KEY_CUSTOMER)
        or text_in(flow.entry.meta, KEY_CUSTOMER)
        or flow.payee.strip()
    )
    return _plain(name) if name else flow.account


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return " ".join(names.fold(name).split())


def months(customers: Mapping[str, Sequence[Payment]], last_month: int) -> Iterator[ProductMonth]:
    """Yield what customers pay in each month, from the first payment to the last month.

    Args:
        customers: The payments of each, oldest first.
        last_month: The last month, by its running number.
    """
    paid: dict[int, dict[str, Decimal]] = {}
    for name, payments in customers.items():
        for month, amount in paid_by_month(payments).items():
            paid.setdefault(month, {})[name] = amount
    first = min(paid, default=last_month + 1)
    known: set[str] = set()
    before: dict[str, Decimal] = {}
    for month in range(first, last_month + 1):
        now = {name: amount for name, amount in paid.get(month, {}).items() if amount > 0}
        changes = [now[name] - before[name] for name in now if name in before]
        gone = [name for name in before if name not in now]
        came = [name for name in now if name not in before]
        yield ProductMonth(
            month=month_label(month),
            customers=len(now),
            mrr=sum(now.values(), ZERO),
            customers_before=len(before),
            customers_lost=len(gone),
            mrr_before=sum(before.values(), ZERO),
            lost=sum([before[name] for name in gone], ZERO),
            contracted=-sum([change for change in changes if change < 0], ZERO),
            expanded=sum([change for change in changes if change > 0], ZERO),
            returned=sum([now[name] for name in came if name in known], ZERO),
            new=sum([now[name] for name in came if name not in known], ZERO),
        )
        known.update(now)
        before = now


def paid_by_month(payments: Sequence[Payment]) -> dict[int, Decimal]:
    """Return what one customer pays for each month, by its running number.

    Args:
        payments: His payments, oldest first.
    """
    rhythm = rhythm_of([payment.date for payment in payments if payment.amount > 0])
    months: dict[int, Decimal] = {}
    due, covered = 0, rhythm
    last: datetime.date | None = None
    for payment in payments:
        month = month_index(payment.date)
        if last is None:
            due, covered = month, payment.covers or rhythm
        elif payment.amount > 0:
            # The month after the one paid last, if that is where it may belong: one that is paid
            # on 2 February and on 28 February is for January and for February, or for
            # February and for March.
            due = min(max(due + distance(last, payment.date), month - 1), month + 1)
            covered = payment.covers or rhythm
        # A refund gives back what was paid last, so it is of the same months.
        if payment.amount > 0 or last is None:
            last = payment.date
        share = payment.amount / covered
        for paid in range(due, due + covered):
            months[paid] = months.get(paid, ZERO) + share
    return months


def rhythm_of(dates: Sequence[datetime.date]) -> int:
    """Return how many months a payment usually covers, from the days of payment."""
    distances = [distance(one, other) for one, other in pairwise(dates)]
    counted = Counter(months for months in distances if months > 0)
    if not counted:
        return 1
    usual = min(counted, key=lambda months: (-counted[months], months))
    if usual in _NEARLY_A_YEAR:
        return 12
    return usual if usual in RHYTHMS else 1


def distance(one: datetime.date, other: datetime.date) -> int:
    """Return the months between two days, rounded: 27 days are a month, and so are 35."""
    # Rounded is what is half a month on, cut down; there is no tie, the days of a cycle are odd.
    halves = 2 * _MONTHS_OF_A_CYCLE * (other - one).days + _DAYS_OF_A_CYCLE
    return halves // (2 * _DAYS_OF_A_CYCLE)


_LOSES_ONE: Final = ProductMonth(
    month="2024-12",
    customers=10,
    mrr=Decimal(90),
    customers_before=10,
    customers_lost=1,
    mrr_before=Decimal(100),
    lost=Decimal(10),
    contracted=Decimal(10),
    expanded=Decimal(10),
    returned=ZERO,
    new=ZERO,
)

RECURRING_MEASURES: Final[tuple[Measure[ProductMonth, Decimal | None], ...]] = (
    Measure(
        "mrr",
        "Monthly recurring revenue",
        "Monatlich wiederkehrender Umsatz",
        Unit.MONEY,
        "sum of each paying customer's payment divided by the months that it covers",
        "Summe der Zahlungen aller zahlenden Kunden, geteilt durch die Monate, für die sie gelten",
        lambda month: month.mrr,
        example=Example(
            _LOSES_ONE,
            "Five customers pay 10 a month and five 96 a year: 90.00.",
            "Fünf Kunden zahlen 10 im Monat und fünf 96 im Jahr: 90,00.",
        ),
    ),
    Measure(
        "churn",
        "Customer churn",
        "Kundenabwanderung",
        Unit.RATIO,
        "customers of the month before who no longer pay, divided by all customers of that month",
        "Kunden des Vormonats, die nicht mehr zahlen, geteilt durch alle Kunden des Vormonats",
        lambda month: month.churn,
        example=Example(
            _LOSES_ONE,
            "One of ten customers is gone: 10.0%.",
            "Einer von zehn Kunden ist weg: 10,0 %.",
        ),
    ),
    Measure(
        "revenue_churn_gross",
        "Revenue churn, gross",
        "Umsatzabwanderung, brutto",
        Unit.RATIO,
        "revenue lost with customers who are gone or pay less, divided by that of the month before",
        "Umsatz, der mit gegangenen oder weniger zahlenden Kunden entfällt, geteilt durch den des"
        " Vormonats",
        lambda month: month.revenue_churn.gross,
        example=Example(
            _LOSES_ONE,
            "Of 100, 10 are lost and 10 contracted: 20.0%.",
            "Von 100 entfallen 10 ganz und 10 durch kleinere Verträge: 20,0 %.",
        ),
    ),
    Measure(
        "revenue_churn_net",
        "Revenue churn, net",
        "Umsatzabwanderung, netto",
        Unit.RATIO,
        "the same less what customers pay more, or again after a pause",
        "dasselbe abzüglich dessen, was Kunden mehr oder nach einer Pause wieder zahlen",
        lambda month: month.revenue_churn.net,
        example=Example(
            _LOSES_ONE,
            "Of 100, 20 are gone and 10 come from customers who pay more: 10.0%.",
            "Von 100 entfallen 20, und 10 kommen von Kunden, die mehr zahlen: 10,0 %.",
        ),
    ),
    Measure(
        "revenue_per_customer",
        "Revenue per customer",
        "Umsatz je Kunde",
        Unit.MONEY,
        "monthly recurring revenue divided by the number of paying customers",
        "monatlich wiederkehrender Umsatz geteilt durch die Zahl der zahlenden Kunden",
        lambda month: month.revenue_per_customer,
        example=Example(
            _LOSES_ONE,
            "90 a month from ten customers: 9.00.",
            "90 im Monat von zehn Kunden: 9,00.",
        ),
    ),
)

FAMILY: Final = Family(
    "recurring", "Recurring products", "Wiederkehrende Produkte", RECURRING_MEASURES
)
