"""Recurring products: the customers of subscriptions, monthly revenue, and churn.

A stream has a product when an income account in it is named for a subscription, a membership, a
course or software as a service, or when a payment to that account has ``fsq-covers``. Other income
of the stream, such as the sale of a book, is no recurring revenue.

The customer is the metadata ``customer`` of the posting or of its transaction, else the payee, else
the account. :mod:`.rhythm` determines the months that payments are for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, NamedTuple

from beancount.core import data

from fsq_beancount import names
from fsq_beancount.books.earnings import Earned, Earnings
from fsq_beancount.books.flows import Flow
from fsq_beancount.books.silence import LONG
from fsq_beancount.core.periods import ROLLING_MONTHS, month_label
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import INCOME, KEY_COVERS
from fsq_beancount.measures.definition import ratio
from fsq_beancount.measures.streams.rhythm import Payment, paid_by_month
from fsq_beancount.settings.metadata import is_months, text_in

ZERO: Final = Decimal()
KEY_CUSTOMER: Final = "customer"
"""Metadata that names the customer where the payee does not, such as with a payment service."""


class RevenueChurn(NamedTuple):
    """The part of a month's revenue that is gone in the next month.

    Attributes:
        gross: Lost and contracted revenue as a fraction of revenue at the start; ``None`` without
            any.
        net: The same, less additional revenue from customers who pay more, or again.
    """

    gross: Decimal | None
    net: Decimal | None


@exact
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
        lost: The part of it from customers who no longer pay.
        contracted: The decrease in payments of continuing customers.
        expanded: The increase in payments of continuing customers.
        returned: Payments of customers who did not pay the month before, but did earlier.
    """
    return RevenueChurn(
        ratio(lost + contracted, start), ratio(lost + contracted - expanded - returned, start)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductMonth:
    """A product in a month.

    Attributes:
        month: ``2024-12``.
        customers: The number of paying customers.
        mrr: Monthly recurring revenue: each customer's payment divided by the months it covers,
            currency, before taxes, fees and costs.
        customers_before: The number of paying customers of the month before.
        customers_lost: The number of these who no longer pay.
        mrr_before: The revenue of the month before.
        lost: Revenue of customers who no longer pay.
        contracted: The decrease in payments of continuing customers.
        expanded: The increase in payments of continuing customers.
        returned: Revenue of customers who pay again after a pause.
        new: Revenue of customers who pay for the first time.
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
    @exact
    def churn(self) -> Decimal | None:
        """Customers of the month before who no longer pay, as a fraction of them."""
        return ratio(Decimal(self.customers_lost), Decimal(self.customers_before))

    @property
    def revenue_churn(self) -> RevenueChurn:
        """The part of the revenue of the month before that is gone."""
        return revenue_churn(
            self.mrr_before, self.lost, self.contracted, self.expanded, self.returned
        )

    @property
    @exact
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


@exact
def of(
    *,
    flows: Sequence[Flow],
    annotated: Sequence[data.Transaction],
    earnings: Earnings,
    last_month: int,
) -> tuple[Product, ...]:
    """Return the recurring products with a payment up to the last month, in order of names.

    Args:
        flows: The flows that count, oldest first; plain living costs may be left out.
        annotated: The transactions that count and have the suite's metadata.
        earnings: Puts flows into streams.
        last_month: The last month to show, by its running number.
    """
    covering = {id(entry) for entry in annotated if is_months(entry.meta.get(KEY_COVERS))}
    accounts = set(filter(names.is_recurring, {flow.account for flow in flows}))
    if not accounts and not covering:
        return ()
    incomes = [flow for flow in flows if flow.role == INCOME and flow.amount is not None]
    accounts.update(flow.account for flow in incomes if id(flow.entry) in covering)
    by_stream: dict[str | None, list[Earned]] = {}
    # The income of a transaction is enough here, since its costs are not needed.
    for item in earnings.of(flow for flow in incomes if flow.account in accounts):
        by_stream.setdefault(item.key.stream, []).append(item)
    products = (
        Product(stream=stream, months=tuple(months(_customers(items), last_month)))
        for stream, items in sorted(by_stream.items(), key=lambda each: each[0] or "")
    )
    return tuple(product for product in products if product.months)


def _customers(items: Iterable[Earned]) -> dict[str, list[Payment]]:
    # The postings of a transaction for one customer are one payment.
    paid: dict[tuple[str, int], Payment] = {}
    for item in items:
        key = customer(item.flow), id(item.flow.entry)
        before = paid[key].amount if key in paid else ZERO
        paid[key] = Payment(item.date, before + item.amount, _covered(item.flow))
    customers: dict[str, list[Payment]] = {}
    for (name, _), payment in paid.items():
        customers.setdefault(name, []).append(payment)
    return customers


def _covered(flow: Flow) -> int | None:
    """Return the declared number of months that a payment covers; errors are reported elsewhere."""
    said: Any = flow.entry.meta.get(KEY_COVERS)
    return int(said) if is_months(said) else None


def customer(flow: Flow) -> str:
    """Return the customer of a payment; spellings that differ in case or spaces are the same."""
    name = (
        text_in(flow.posting.meta, KEY_CUSTOMER)
        or text_in(flow.entry.meta, KEY_CUSTOMER)
        or flow.payee.strip()
    )
    return _plain(name) if name else flow.account


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return " ".join(names.fold(name).split())


def _shown(paid: Collection[int], last_month: int) -> Iterator[int]:
    """Yield the months to show, given those with payments."""
    known = sorted(month for month in paid if month <= last_month)
    ends = [*known[1:], max(last_month - ROLLING_MONTHS, known[-1])] if known else []
    for month, following in zip(known, ends, strict=True):
        is_long = following - month - 1 > LONG
        yield from (month, month + 1) if is_long else range(month, following)
    if known:
        yield from range(ends[-1], last_month + 1)


def months(customers: Mapping[str, Sequence[Payment]], last_month: int) -> Iterator[ProductMonth]:
    """Yield the product in each month, from the first payment to the last month.

    A long stretch without payments is left out but for the first month, in which customers are
    lost, and for the last twelve up to the last month.

    Args:
        customers: The payments of each customer, oldest first.
        last_month: The last month, by its running number.
    """
    paid: dict[int, dict[str, Decimal]] = {}
    for name, payments in customers.items():
        for month, amount in paid_by_month(payments).items():
            paid.setdefault(month, {})[name] = amount
    known: set[str] = set()
    before: dict[str, Decimal] = {}
    for month in _shown(paid, last_month):
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
