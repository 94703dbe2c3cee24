"""The facts of a ledger: a single pass over its entries that turns postings into dated flows.

The classifier classifies postings, and prices convert them. Quotas and other figures are computed
elsewhere, by the measures.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from beancount.core import data

from fsq_beancount.books import mistakes, one_pass
from fsq_beancount.books.authorship import Authorship
from fsq_beancount.books.flow_making import FlowMaker, PlainDecisions
from fsq_beancount.books.flows import Flow
from fsq_beancount.books.month_sums import MonthSums
from fsq_beancount.books.one_pass import OutOfOrderError
from fsq_beancount.books.positions import Positions
from fsq_beancount.classification.classifier import Classifier
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Prices
from fsq_beancount.core.terms import DEPRECIATION_MARK
from fsq_beancount.core.weights import Weight
from fsq_beancount.settings import reading
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.currency import with_operating_currency


@dataclass(frozen=True, slots=True)
class Facts:
    """The content of a ledger, in one report currency.

    Attributes:
        currency: The report currency.
        asked: Whether the user requested that currency.
        config: The settings of the ledger.
        errors: The mistakes in the suite's directives and metadata.
        prices: The prices.
        entries: The directives, in order of date.
        flows: All flows, including those planned after the as-of date, oldest first.
        flow_accounts: Their accounts, known without making the flows.
        sums: Their sums by month.
        positions: The positions of asset and liability accounts, including plans.
        annotated: The transactions with the suite's metadata, on themselves or on a posting, in
            order of date: a search for its keys need not read all transactions.
        trades: The transactions that buy, sell or move lots at cost, in order of date.
        authorship: Distinguishes the entries made by plugins from those written by a person.
        options: The options of the ledger, as Beancount loads them.
        local: Whether each transaction is decided by itself, without regard to earlier ones and
            to the rest of the ledger, apart from lots.
        last_paid: A cache by as-of date: the last month in which the accounts that pay most living
            costs paid any, and these accounts.
    """

    currency: str
    asked: bool
    config: Config
    errors: Sequence[FsqError]
    prices: Prices
    entries: Sequence[data.Directive]
    flows: Sequence[Flow]
    flow_accounts: frozenset[str]
    sums: MonthSums
    positions: Positions
    annotated: Sequence[data.Transaction]
    trades: Sequence[data.Transaction]
    authorship: Authorship
    options: Mapping[str, Any]
    local: bool
    last_paid: dict[datetime.date, tuple[int, tuple[str, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def as_of_date(self, today: datetime.date | None = None) -> datetime.date:
        """Return the last day that counts, from the ledger alone; see :func:`as_of_date`."""
        return as_of_date(self.entries, self.authorship, today)

    def convert(self, amount: Weight, date: datetime.date) -> Decimal | None:
        """Return an amount in the report currency at a day's price, ``None`` without a path."""
        return self.prices.convert(amount, self.currency, date)


@exact
def collect(
    entries: Iterable[data.Directive],
    options_map: Mapping[str, Any],
    *,
    currency: str | None = None,
) -> Facts:
    """Collect the facts of a ledger.

    Args:
        entries: All directives of a ledger, in any order.
        options_map: Its options.
        currency: The report currency. Defaults to the first operating currency, or else to the
            currency of most income and expense postings.

    Returns:
        Its facts. Mistakes in the suite's directives and metadata do not raise but are listed.
    """
    # In the loader's order, so that the figures do not depend on the given order.
    ordered = list(entries)
    try:
        return _collect(ordered, options_map, currency)
    except OutOfOrderError:
        ordered.sort(key=data.entry_sortkey)
        return _collect(ordered, options_map, currency)


def _collect(
    ordered: Sequence[data.Directive], options_map: Mapping[str, Any], currency: str | None
) -> Facts:
    """Collect the facts of a ledger.

    Raises:
        OutOfOrderError: The directives are not in the loader's order.
    """
    # Few directives are not transactions.
    others = [entry for entry in ordered if not isinstance(entry, data.Transaction)]
    config, errors = reading.read(ordered, options_map, others)
    config = with_operating_currency(config, ordered)
    report_currency = currency or config.operating[0]
    prices = Prices(others)

    def converted(amount: Weight, date: datetime.date) -> Decimal | None:
        return prices.convert(amount, report_currency, date)

    classifier = Classifier(config, report_currency, converted, ordered)
    booked = one_pass.read(
        ordered, classifier, config=config, prices=prices, currency=report_currency
    )
    errors.extend(mistakes.find(config, classifier.annotated))
    errors.extend(mistakes.without_price(config, prices))
    return Facts(
        currency=report_currency,
        asked=currency is not None,
        config=config,
        errors=tuple(errors),
        prices=prices,
        entries=ordered,
        flows=booked.flows,
        flow_accounts=booked.accounts,
        sums=booked.sums,
        positions=booked.positions,
        annotated=classifier.annotated,
        trades=classifier.trades,
        authorship=Authorship(ordered, options_map.get("filename") or "", booked.lines),
        options=options_map,
        local=classifier.is_local,
    )


def classify_flows(
    entries: Iterable[data.Transaction], classifier: Classifier, prices: Prices, currency: str
) -> list[Flow]:
    """Return the flows of some transactions, in their order.

    Args:
        entries: The transactions, in order of date.
        classifier: Decides their postings.
        prices: The prices.
        currency: The report currency.
    """
    flows: list[Flow] = []
    maker = FlowMaker(PlainDecisions(classifier), prices, currency)
    for entry in entries:
        seen = classifier.look(entry)
        outcomes = None if seen is None else classifier.decide(entry, seen)
        maker.add(entry, outcomes, flows.append)
    return flows


def as_of_date(
    entries: Sequence[data.Directive],
    authorship: Authorship,
    today: datetime.date | None = None,
) -> datetime.date:
    """Return the last day that counts.

    Args:
        entries: The directives of the ledger, in order of date.
        authorship: Distinguishes the entries made by plugins from those written by a person.
        today: Entries after it are plans; the computer's date unless given.

    Returns:
        The date of the latest transaction or balance directive on or before today, without those
        that a plugin made. If plugins made all of them, the date of the latest that is not the
        suite's depreciation; today if there is none.
    """
    limit = today or datetime.date.today()
    made: datetime.date | None = None
    for entry in reversed(entries):
        if entry.date <= limit and isinstance(entry, data.Transaction | data.Balance):
            if not authorship.is_made(entry):
                return entry.date
            if made is None and DEPRECIATION_MARK not in entry.meta:
                made = entry.date
    return made or limit
