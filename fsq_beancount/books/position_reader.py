"""The positions of a ledger, taken down while its entries are read."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple, cast

from beancount.core import data
from beancount.core.position import Cost

from fsq_beancount.books.line import Line
from fsq_beancount.books.part import Part
from fsq_beancount.books.positions import Other, Positions
from fsq_beancount.core.prices import Prices
from fsq_beancount.core.terms import FLAG_UNREALIZED
from fsq_beancount.core.weights import Weight
from fsq_beancount.settings.config import Config


class Usual(NamedTuple):
    """Where postings of money in the report currency without cost or price are taken down.

    Attributes:
        add_day: Takes the day of a posting.
        add_number: Takes its units.
    """

    add_day: Callable[[datetime.date], None]
    add_number: Callable[[Decimal], None]


class Reader:
    """Takes down the positions of a ledger while it is read.

    Transactions of unrealised gains are left out, since market values already include these gains.
    So are currencies that the ledger excludes.
    """

    def __init__(
        self, config: Config, prices: Prices, currency: str, part: Part | None = None
    ) -> None:
        """Prepare for a ledger.

        Args:
            config: Its settings.
            prices: Its prices.
            currency: The report currency.
            part: The part of it whose positions are wanted; unless given, the whole.
        """
        self._tables = _Tables(config, part)
        self._lines: list[Line] = []
        self._others: list[Other] = []
        self._config = config
        self._prices = prices
        self._currency = currency

    def read(self, entry: data.Transaction) -> None:
        """Take down the postings of a transaction, not older than the one before."""
        if entry.flag != FLAG_UNREALIZED:
            for posting in entry.postings:
                self.read_posting(entry, posting)

    def read_posting(self, entry: data.Transaction, posting: data.Posting) -> None:
        """Take down a posting of a transaction that is not one of unrealised gains."""
        account, units, lot, price, _, _ = posting
        table = self._tables[account]
        if table is None or units is None:
            return
        number, unit = cast("Weight", units)
        line = table.get(unit if lot is None else (unit, cast("Cost", lot).currency))
        if line is None:
            line = self._new_line(entry, posting, table)
            if line is None:
                return
        if lot is None and price is None and unit == self._currency:
            line.days.append(entry.date)
            line.numbers.append(number)
        else:
            line.add(entry.date, posting, self._prices, self._currency)

    def usual(self, account: str) -> Usual | None:
        """Return where money in the report currency without cost or price is taken down.

        Who appends the day and the number of such a posting there need not have it read.

        Returns:
            ``None`` if the account has no such line yet, or never will.
        """
        line = (self._tables[account] or {}).get(self._currency)
        return None if line is None else Usual(line.days.append, line.numbers.append)

    def _new_line(
        self, entry: data.Transaction, posting: data.Posting, table: _Table
    ) -> Line | None:
        """Return a new line for a posting; ``None`` if it belongs in no line."""
        unit = cast("Weight", posting.units).currency
        if table is self._tables.without_lines or unit in self._config.excluded:
            self._others.append(Other(entry, posting))
            return None
        lot = cast("Cost | None", posting.cost)
        cost_in = None if lot is None else lot.currency
        line = Line(posting.account, unit, cost_in, money=self._config.is_money(unit))
        table[unit if cost_in is None else (unit, cost_in)] = line
        self._lines.append(line)
        return line

    def positions(self) -> Positions:
        """Return the positions."""
        lines = sorted(self._lines, key=_order)
        return Positions(lines, self._others, self._prices, self._currency)


def collect(
    entries: Iterable[data.Directive],
    config: Config,
    prices: Prices,
    currency: str,
    part: Part | None = None,
) -> Positions:
    """Collect the positions of asset and liability accounts, and the postings to equity.

    Args:
        entries: The directives that count, in order of date.
        config: The settings of the ledger.
        prices: Its prices.
        currency: The report currency.
        part: The part of the ledger whose positions are wanted; unless given, the whole.
    """
    reader = Reader(config, prices, currency, part)
    for entry in entries:
        if isinstance(entry, data.Transaction):
            reader.read(entry)
    return reader.positions()


_Table = dict[str | tuple[str, str], Line]
"""The lines of an account by currency, or by currency and cost currency."""


class _Tables(dict[str, _Table | None]):
    """The table of each account; ``None`` for income and expenses.

    Attributes:
        without_lines: The table of all accounts that have no lines: equity, and what is held
            outside the part of the ledger that counts.
    """

    def __init__(self, config: Config, part: Part | None) -> None:
        super().__init__()
        roots = config.roots
        self._held = (f"{roots.assets}:", f"{roots.liabilities}:")
        self._equity = f"{roots.equity}:"
        self._part = part
        self.without_lines: _Table = {}

    def __missing__(self, account: str) -> _Table | None:
        table: _Table | None = None
        if account.startswith(self._held):
            is_inside = self._part is None or self._part.holds(account)
            table = {} if is_inside else self.without_lines
        elif account.startswith(self._equity):
            table = self.without_lines
        self[account] = table
        return table


def _order(line: Line) -> tuple[str, str, str]:
    return line.account, line.currency, line.cost_currency or ""
