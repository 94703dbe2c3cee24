"""The facts of a ledger: a single pass over its entries that turns postings into dated flows.

The classifier classifies postings, and prices convert them. Quotas and other figures are computed
elsewhere, by the measures.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from beancount.core import data

from fsq_beancount.books import mistakes
from fsq_beancount.books.authorship import Authorship
from fsq_beancount.books.flows import Flow
from fsq_beancount.classification.classifier import PLAIN_LIVING, Classifier
from fsq_beancount.classification.decision import Decision, Outcome
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Prices
from fsq_beancount.core.terms import DEPRECIATION_MARK, KEY_YEAR
from fsq_beancount.core.weights import Weight, weigh
from fsq_beancount.settings import metadata, reading
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
    lines = _lines_in_order(ordered)
    if lines is None:
        ordered.sort(key=data.entry_sortkey)
    config, errors = reading.read(ordered, options_map)
    config = with_operating_currency(config, ordered)
    report_currency = currency or config.operating[0]
    prices = Prices(ordered)

    def converted(amount: Weight, date: datetime.date) -> Decimal | None:
        return prices.convert(amount, report_currency, date)

    classifier = Classifier(config, report_currency, converted, ordered)
    flows = classify_flows(ordered, classifier, prices, report_currency)
    errors.extend(mistakes.find(config, classifier.annotated))
    return Facts(
        currency=report_currency,
        asked=currency is not None,
        config=config,
        errors=tuple(errors),
        prices=prices,
        entries=ordered,
        flows=flows,
        annotated=classifier.annotated,
        trades=classifier.trades,
        authorship=Authorship(ordered, options_map.get("filename") or "", lines),
        options=options_map,
        local=classifier.is_local,
    )


def _lines_in_order(entries: Iterable[data.Directive]) -> list[int] | None:
    """Return the lines of entries, ``None`` unless they are in the loader's order.

    The check takes half as long as a sort. The lines are kept, since a second pass over the entries
    would take as long again.
    """
    rank_of = data.SORT_ORDER.get
    date, rank, line = datetime.date.min, 0, 0
    lines: list[int] = []
    keep = lines.append
    for entry in entries:
        date_before, rank_before, line_before = date, rank, line
        date, rank, line = entry.date, rank_of(type(entry), 0), entry.meta["lineno"]
        keep(line)
        if date == date_before:
            if rank < rank_before or (rank == rank_before and line < line_before):
                return None
        elif date < date_before:
            return None
    return lines


class _Plain(dict[str, Decision | None]):
    """The decision on a posting to each account where nothing is declared."""

    def __init__(self, classifier: Classifier) -> None:
        super().__init__()
        self._classifier = classifier

    def __missing__(self, name: str) -> Decision | None:
        known = self[name] = PLAIN_LIVING if self._classifier.is_flow(name) else None
        return known


def classify_flows(
    entries: Iterable[data.Directive], classifier: Classifier, prices: Prices, currency: str
) -> list[Flow]:
    """Return the flows of directives, in their order.

    This runs for every posting, so it is written for speed: nearly every flow is a plain living
    cost in the report currency, and is created with few calls.

    Args:
        entries: The directives, in order of date.
        classifier: Decides their postings.
        prices: The prices.
        currency: The report currency.
    """
    flows: list[Flow] = []
    add, look = flows.append, classifier.look
    # The constructor of a named tuple takes twice as long. Takes all fields, in order.
    new: Callable[..., Flow] = tuple.__new__
    known = _Plain(classifier)
    for entry in entries:
        if not isinstance(entry, data.Transaction):
            continue
        date = entry.date
        year = date.year if KEY_YEAR not in entry.meta else _year(entry.meta, date.year)
        seen = look(entry)
        outcomes = None if seen is None else classifier.decide(entry, seen)
        for position, posting in enumerate(entry.postings):
            account, units, cost, price, _, meta = posting
            if outcomes is None:
                outcome: Outcome = known[account]
                moved = year  # a plain posting has none of the suite's metadata
            else:
                outcome = outcomes[position]
                moved = _year(meta, year) if meta and KEY_YEAR in meta else year
            if outcome is None:
                continue
            if not isinstance(outcome, Decision):
                for decision, part in outcome:
                    add(Flow(date, account, decision, -part, moved, entry, posting))
                continue
            if (
                cost is None
                and price is None
                and units is not None
                and units.number is not None
                and units.currency == currency
            ):
                add(new(Flow, (date, account, outcome, -units.number, moved, entry, posting)))
            else:
                number = prices.convert(weigh(posting), currency, date)
                amount = None if number is None else -number
                add(Flow(date, account, outcome, amount, moved, entry, posting))
    return flows


def _year(meta: Mapping[str, Any], otherwise: int) -> int:
    """Return the year that metadata moves a flow to; invalid values are reported elsewhere."""
    said = meta[KEY_YEAR]
    return int(said) if metadata.is_year(said) else otherwise


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
