"""One pass over a ledger: it decides each transaction and takes down all that figures need of it.

A pass over a large ledger costs more than what is done with a transaction, since its entries are
spread over the memory. So each transaction is screened, decided, added up and taken into the
positions at once. Only what has particulars is looked at again, by those who know about these: the
screen, the maker of flows, the reader of positions.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Final, NamedTuple

from beancount.core import data
from beancount.core.interpolate import AUTOMATIC_TOLERANCES as TOLERANCES

from fsq_beancount.books.flow_making import DecidedMonth, FlowMaker, Outcomes, PlainDecisions
from fsq_beancount.books.flows import Flows
from fsq_beancount.books.month_adding import LIVING, MonthAdder
from fsq_beancount.books.month_sums import MonthSums
from fsq_beancount.books.position_reader import Reader, Usual
from fsq_beancount.books.positions import Positions
from fsq_beancount.classification.classifier import Classifier
from fsq_beancount.classification.plain import (
    DECLARED,
    FLOWS,
    NO_FLOW,
    PLAIN_FLOW,
    REMARKABLE_FLOW,
    TAGGED,
    said_in,
)
from fsq_beancount.core.periods import month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Prices
from fsq_beancount.core.terms import FLAG_UNREALIZED
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.metadata import USUAL_KEYS

ZERO: Final = Decimal()

# More flags of a transaction, beside those of its screening, all of them particulars.
_AT_COST: Final = 16
_OTHER: Final = 32
"""A posting to an account without flows is not simply money in the report currency."""

_OTHER_FLOW: Final = 64
"""A flow is not simply money in the report currency."""

_SCREENED: Final = REMARKABLE_FLOW | TAGGED | DECLARED | _AT_COST
"""What makes a look at the whole transaction necessary, where it has particulars."""


class OutOfOrderError(Exception):
    """The directives are not in the loader's order."""


class Booked(NamedTuple):
    """What a pass takes down of a ledger.

    Attributes:
        flows: All flows, oldest first.
        accounts: The accounts of flows.
        sums: Their sums by month.
        positions: The positions of asset and liability accounts.
        lines: The line of each directive in its file.
    """

    flows: Flows
    accounts: frozenset[str]
    sums: MonthSums
    positions: Positions
    lines: Sequence[int]


@exact
def read(
    entries: Sequence[data.Directive],
    classifier: Classifier,
    *,
    config: Config,
    prices: Prices,
    currency: str,
) -> Booked:
    """Read a ledger.

    The outcome is that of deciding each transaction with the classifier, making all flows and
    adding them up, and of :func:`position_reader.collect`.

    Args:
        entries: Its directives, in the loader's order.
        classifier: Decides its transactions; it has decided none before.
        config: Its settings.
        prices: Its prices.
        currency: The report currency.

    Raises:
        OutOfOrderError: The directives are not in that order. The classifier is of no use then.
    """
    reader = _Pass(classifier, config, prices, currency)
    for month, several in _by_month(entries):
        reader.read_month(month, several)
    return Booked(
        flows=Flows(reader.months),
        accounts=classifier.screen.kinds.with_flows,
        sums=reader.sums,
        positions=reader.positions.positions(),
        lines=reader.lines,
    )


def _by_month(
    entries: Sequence[data.Directive],
) -> Iterator[tuple[int, Sequence[data.Directive]]]:
    """Yield the directives of each month, if they are in order of date, and otherwise anyhow."""
    begin = 0
    while begin < len(entries):
        month = month_index(entries[begin].date)
        end = bisect.bisect_right(entries, month_last(month), begin + 1, key=_DATE)
        yield month, entries[begin:end]
        begin = end


_DATE: Final = attrgetter("date")


class _Pass:
    """A pass over a ledger, with what it has taken down so far."""

    def __init__(
        self, classifier: Classifier, config: Config, prices: Prices, currency: str
    ) -> None:
        self.months: list[DecidedMonth] = []
        self.sums = MonthSums()
        self.positions = Reader(config, prices, currency)
        self.lines: list[int] = []
        self._money = _Money(self.positions)
        self._maker = FlowMaker(PlainDecisions(classifier), prices, currency)
        self._classifier = classifier
        self._currency = currency
        self._before: data.Directive | None = None

    def read_month(  # noqa: PLR0912 - a call for each posting would cost more than all else
        self, month: int, entries: Iterable[data.Directive]
    ) -> None:
        """Read the directives of a month.

        This runs for every posting of the ledger, so there is no call for what nearly all are:
        living costs, and money of the household in the report currency.
        """
        adder = MonthAdder(self._maker, self.sums)
        amounts = adder.amounts
        currency, money, screen = self._currency, self._money, self._classifier.screen
        kinds, singled_out = screen.kinds, screen.singled_out
        keep_line = self.lines.append
        before, today, line_before = self._before, None, 0
        for entry in entries:
            meta = entry.meta
            line = meta["lineno"]
            keep_line(line)
            if not isinstance(entry, data.Transaction):
                _check_order(before, entry)
                before, today = entry, None
                continue
            # Most follow another transaction of the day that stands above them in the file.
            if entry.date != today or line < line_before:
                _check_order(before, entry)
                today = entry.date
            before, line_before = entry, line
            if entry.flag == FLAG_UNREALIZED:
                self._decide(entry)
                continue
            # Booking leaves its tolerances on nearly every transaction.
            found = DECLARED if len(meta) > USUAL_KEYS + (TOLERANCES in meta) else 0
            paid = ZERO
            for posting in entry.postings:
                account, units, cost, price, _, tags = posting
                kind = kinds[account]
                found |= kind
                if tags and len(tags) > USUAL_KEYS:
                    found |= said_in(tags)
                if (
                    cost is not None
                    or price is not None
                    or units is None
                    or units.currency != currency
                ):
                    found |= self._read_particulars(kind, entry, posting)
                elif kind == PLAIN_FLOW:
                    paid += units.number  # type: ignore[operator]
                elif kind == NO_FLOW:
                    if usual := money[account]:
                        usual.add_day(entry.date)
                        usual.add_number(units.number)  # type: ignore[arg-type]
                    else:
                        self.positions.read_posting(entry, posting)
            if singled_out is not None and singled_out(entry):
                found |= DECLARED
            if found == PLAIN_FLOW:
                amounts[LIVING] = amounts.get(LIVING, ZERO) - paid
                adder.transactions.append(entry)
                adder.outcomes.append(None)
            elif found >= DECLARED:
                self._add(adder, entry, found, paid)
            elif found & FLOWS:
                adder.add_usual(entry, self._classifier.decide_usual(entry))
        self._before = before
        self.months.extend(adder.end(month))

    def _read_particulars(self, kind: int, entry: data.Transaction, posting: data.Posting) -> int:
        """Read a posting that is not simply money in the report currency; return its flags."""
        found = _OTHER_FLOW
        if kind == NO_FLOW:
            self.positions.read_posting(entry, posting)
            found = _OTHER
        return found if posting.cost is None else found | _AT_COST

    def _decide(self, entry: data.Transaction) -> Outcomes:
        seen = self._classifier.look(entry)
        return None if seen is None else self._classifier.decide(entry, seen)

    def _add(self, adder: MonthAdder, entry: data.Transaction, found: int, paid: Decimal) -> None:
        """Decide and add a transaction with particulars.

        Args:
            adder: Adds up its month.
            entry: The transaction.
            found: The flags of what has been found in it.
            paid: Its living costs, if it is plain and all its flows are in the report currency.
        """
        outcomes = self._decide(entry) if found & _SCREENED else None
        if found & (DECLARED | _OTHER_FLOW):
            adder.add_flows(entry, outcomes)
        elif outcomes is not None:
            adder.add_decided(entry, outcomes)
        elif found & PLAIN_FLOW:
            adder.add_living(entry, paid)


def _check_order(before: data.Directive | None, entry: data.Directive) -> None:
    """Check that a directive may follow another one.

    Raises:
        OutOfOrderError: It stands before that one in the loader's order.
    """
    if before is None or entry.date > before.date:
        return
    if data.entry_sortkey(entry) < data.entry_sortkey(before):
        raise OutOfOrderError


class _Money(dict[str, Usual | None]):
    """Where the money of each account is taken down, as soon as there is any."""

    def __init__(self, positions: Reader) -> None:
        super().__init__()
        self._positions = positions

    def __missing__(self, account: str) -> Usual | None:
        usual = self._positions.usual(account)
        if usual is not None:
            self[account] = usual
        return usual
