"""Lots that come into the household or leave it without a sale, at market value.

A gift, vested shares or an old deposit that comes into the books usually keep their old cost. What
they gained before is no return, so at market value they are an external flow. A commodity held
without cost is a lot here, too.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from beancount.core import data
from beancount.core.account_types import AccountTypes

from fsq_beancount.books.flows import Flow, within
from fsq_beancount.books.line import Line
from fsq_beancount.books.positions import Positions
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Prices
from fsq_beancount.core.terms import FLAG_UNREALIZED, INCOME
from fsq_beancount.core.weights import weigh
from fsq_beancount.measures.performance.booked import Booked, kind_of
from fsq_beancount.measures.performance.by_day import ByDay, Ledger, add
from fsq_beancount.measures.wealth.latent_tax import LatentTax

if TYPE_CHECKING:
    from beancount.core.position import Cost

    from fsq_beancount.core.weights import Weight

ZERO: Final = Decimal()

_Taxed = Callable[[datetime.date], LatentTax | None]
_TaxedWithout = Callable[[datetime.date, Mapping[Line, Collection[data.Posting]]], LatentTax | None]


class _Lot(NamedTuple):
    """A change of a lot that comes or leaves without a sale.

    Attributes:
        line: Its line.
        posting: Its posting.
        beyond: Its value on the day less its weight, in the report currency.
    """

    line: Line
    posting: data.Posting
    beyond: Decimal


@dataclass(frozen=True, kw_only=True)
class BroughtIn:
    """What is brought in, by day.

    Attributes:
        entries: The ids of the transactions, whose postings to equity are brought in, too.
        beyond: The market value of the lots less their weight, currency.
        beyond_by_line: The same by line.
        latent_tax: The latent tax that the lots bring along, currency.
    """

    entries: frozenset[int] = frozenset()
    beyond: ByDay = field(default_factory=dict)
    beyond_by_line: Mapping[Line, Ledger] = field(default_factory=dict)
    latent_tax: Ledger = field(default_factory=lambda: Ledger({}))

    @property
    def amounts(self) -> Iterator[tuple[datetime.date, Decimal]]:
        """The amounts beyond the weights of postings: at market value, less the latent tax."""
        yield from self.beyond.items()
        for date, amount in self.latent_tax.dated(datetime.date.min, datetime.date.max):
            yield date, -amount


@exact
def brought_in(
    trades: Iterable[data.Transaction],
    flows: Sequence[Flow],
    *,
    positions: Positions,
    prices: Prices,
    roots: AccountTypes,
    until: datetime.date,
    tax_on: _Taxed,
    tax_without: _TaxedWithout,
) -> BroughtIn:
    """Return the lots that come or leave without a sale, by day.

    They are in a transaction with a posting to equity or with saving that pays for them. A
    transaction in which lots leave and lots come (a split, a merger, a move), and one with a
    realised gain or loss, brings nothing in. Where only a part of the ledger counts, a move from or
    to an account outside it brings in or takes out what it moves.

    Args:
        trades: The transactions with lots that count; one that is among them twice counts once.
        flows: The flows that count, oldest first.
        positions: The positions, in the report currency.
        prices: The prices of the positions.
        roots: The names of the root accounts.
        until: The last day that counts.
        tax_on: Gives the latent tax of a day.
        tax_without: Gives the latent tax of a day without some postings of lines.
    """
    lines = {(each.account, each.currency, each.cost_currency): each for each in positions.lines}
    may_bring: dict[int, tuple[data.Transaction, _Postings]] = {}
    for entry in trades:
        if (
            entry.date <= until
            and entry.flag != FLAG_UNREALIZED
            # What is against money or a loan only brings nothing in.
            and any(_line(posting, lines) is None for posting in entry.postings)
        ):
            postings = _postings_of(entry, lines)
            if _is_one_way(postings):
                may_bring[id(entry)] = entry, postings
    if not may_bring:
        return BroughtIn()
    booked: dict[int, list[Flow]] = {}
    for day in dict.fromkeys(entry.date for entry, _ in may_bring.values()):
        for flow in within(flows, day, day):
            if id(flow.entry) in may_bring:
                booked.setdefault(id(flow.entry), []).append(flow)
    entries: set[int] = set()
    lots: dict[datetime.date, list[_Lot]] = {}
    for key, (entry, postings) in may_bring.items():
        of_entry = booked.get(key, ())
        if _crosses(entry, postings, of_entry, lines) or _brings(
            entry, postings, of_entry, roots.equity
        ):
            entries.add(key)
            found = _lots_of(postings, entry.date, positions, prices)
            lots.setdefault(entry.date, []).extend(found)
    beyond: ByDay = {}
    by_line: dict[Line, ByDay] = {}
    taxes: ByDay = {}
    for date, of_day in lots.items():
        for lot in of_day:
            add(beyond, date, lot.beyond)
            add(by_line.setdefault(lot.line, {}), date, lot.beyond)
        taxes[date] = _tax_brought(date, of_day, tax_on, tax_without)
    return BroughtIn(
        entries=frozenset(entries),
        beyond=beyond,
        beyond_by_line={line: Ledger(by_day) for line, by_day in by_line.items()},
        latent_tax=Ledger(taxes),
    )


def bare_trades(
    entries: Iterable[data.Directive], positions: Positions
) -> Iterator[data.Transaction]:
    """Yield the transactions with commodities that are held without cost.

    Args:
        entries: The directives of a ledger.
        positions: Its positions.
    """
    bare = [line for line in positions.lines if line.cost_currency is None and not line.is_money]
    if not bare:
        return
    days = {day for line in bare for day in line.days}
    kinds = {(line.account, line.currency) for line in bare}
    for entry in entries:
        if (
            isinstance(entry, data.Transaction)
            and entry.date in days
            and any(
                posting.units is not None and (posting.account, posting.units.currency) in kinds
                for posting in entry.postings
            )
        ):
            yield entry


_Lines = Mapping[tuple[str, str, str | None], Line]
_Postings = Sequence[tuple[Line, data.Posting]]
"""The postings of a transaction to lots that are held, each with its line."""


def _postings_of(entry: data.Transaction, lines: _Lines) -> _Postings:
    found = []
    for posting in entry.postings:
        line = _line(posting, lines)
        if line is not None and not line.is_money and _number(posting):
            found.append((line, posting))
    return found


def _line(posting: data.Posting, lines: _Lines) -> Line | None:
    if posting.units is None:
        return None
    in_currency = None if posting.cost is None else cast("Cost", posting.cost).currency
    return lines.get((posting.account, posting.units.currency, in_currency))


def _number(posting: data.Posting) -> Decimal:
    return cast("Weight", posting.units).number


def _is_one_way(postings: _Postings) -> bool:
    """Return whether lots only come, or only leave."""
    return len({_number(posting) > 0 for _, posting in postings}) == 1


def _brings(
    entry: data.Transaction, postings: _Postings, flows: Sequence[Flow], equity: str
) -> bool:
    """Return whether the lots of a transaction come from outside, or leave for it."""
    if any(flow.gain for flow in flows):
        return False
    if any(posting.account.startswith(f"{equity}:") for posting in entry.postings):
        return True
    comes = _number(postings[0][1]) > 0
    is_free = not any(weigh(posting).number for _, posting in postings)
    # A fee beside a purchase does not pay for what is bought; lots without any cost take nothing.
    return any(
        kind_of(flow) is Booked.SAVING
        and flow.amount is not None
        and ((flow.amount > 0) is comes if flow.amount else is_free)
        for flow in flows
    )


def _crosses(
    entry: data.Transaction,
    postings: _Postings,
    flows: Sequence[Flow],
    lines: _Lines,
) -> bool:
    """Return whether lots of a transaction move between the part that counts and elsewhere.

    What is sold on the way is not moved; a fee of the move is no sale.
    """
    if any(flow.gain and flow.role == INCOME for flow in flows):
        return False
    kind = {cast("Weight", posting.units).currency for _, posting in postings}
    comes = _number(postings[0][1]) > 0
    return any(
        posting.units is not None
        and posting.units.currency in kind
        # Lots are held; what has no line here is held outside the part that counts.
        and _line(posting, lines) is None
        and (_number(posting) < 0) is comes
        for posting in entry.postings
    )


def _lots_of(
    postings: _Postings, date: datetime.date, positions: Positions, prices: Prices
) -> Iterator[_Lot]:
    for line, posting in postings:
        weight = prices.convert(weigh(posting), positions.currency, date) or ZERO
        worth = positions.worth(line, _number(posting), date)
        if worth is None and posting.cost is not None:
            # The balance sheet has it at its cost, at the price of the day of its purchase.
            lot = cast("Cost", posting.cost)
            worth = prices.convert(weigh(posting), positions.currency, lot.date)
        yield _Lot(line, posting, ZERO if worth is None else worth - weight)


def _tax_brought(
    date: datetime.date, lots: Iterable[_Lot], tax_on: _Taxed, tax_without: _TaxedWithout
) -> Decimal:
    """Return the latent tax of a day less what it would be without the lots of the day."""
    moved: dict[Line, list[data.Posting]] = {}
    for line, posting, _ in lots:
        moved.setdefault(line, []).append(posting)
    return _deducted(tax_on(date)) - _deducted(tax_without(date, moved))


def _deducted(tax: LatentTax | None) -> Decimal:
    """Return the tax that a balance sheet deducts: none where it is unknown."""
    return (None if tax is None else tax.known) or ZERO
