"""The own prices of transactions, for days without a quote of what they buy or sell.

At a large flow the household is valued on that day. Where the last quote of a commodity is older, a
purchase of the day says what it was worth, and the old quote would make a gain or loss of it.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple, cast

from beancount.core import data
from beancount.core.position import Cost

from fsq_beancount.books.positions import Positions
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Prices
from fsq_beancount.core.terms import FLAG_UNREALIZED
from fsq_beancount.core.weights import Weight

ZERO: Final = Decimal()


class OwnPrice(NamedTuple):
    """The price of a unit of a commodity that a transaction of a day was made at.

    Attributes:
        price: The price, in the currency of the transaction.
        worth: The same in the report currency.
        last_quote: The day of the last quote of the commodity.
    """

    price: Weight
    worth: Decimal
    last_quote: datetime.date


OwnPrices = Mapping[tuple[str, datetime.date], OwnPrice]
"""Own prices by commodity and day."""


@exact
def own_prices(
    trades: Iterable[data.Transaction],
    *,
    positions: Positions,
    prices: Prices,
    until: datetime.date,
) -> OwnPrices:
    """Return the own prices of commodities on days on which their last quote is older.

    It is the price of a posting (``@``), else the cost per unit of a lot that is bought with money:
    what comes as a gift or from outside keeps a cost of its own. Of several on a day the last
    counts. A commodity without any quote before is valued at its cost, and has none.

    Args:
        trades: The transactions with commodities, oldest first.
        positions: The positions, in the report currency.
        prices: The quotes.
        until: The last day that counts.
    """
    held = {(line.account, line.currency) for line in positions.lines if not line.is_money}
    money = {(line.account, line.currency) for line in positions.lines if line.is_money}
    quoted: dict[str, Sequence[datetime.date]] = {}
    found: dict[tuple[str, datetime.date], OwnPrice] = {}
    for entry in trades:
        if entry.date > until or entry.flag == FLAG_UNREALIZED:
            continue
        is_paid = any(
            posting.cost is None
            and posting.units is not None
            and (posting.account, posting.units.currency) in money
            and cast("Weight", posting.units).number < 0
            for posting in entry.postings
        )
        for posting in entry.postings:
            if posting.units is None or (posting.account, posting.units.currency) not in held:
                continue
            price = _price_of(posting, entry.date, is_paid=is_paid)
            if price is None:
                continue
            commodity = posting.units.currency
            if commodity not in quoted:
                quoted[commodity] = prices.days_of(commodity)
            days = quoted[commodity]
            place = bisect.bisect_right(days, entry.date)
            if not place or days[place - 1] == entry.date:
                continue
            worth = prices.convert(price, positions.currency, entry.date)
            if worth is not None:
                found[commodity, entry.date] = OwnPrice(price, worth, days[place - 1])
    return found


def _price_of(posting: data.Posting, date: datetime.date, *, is_paid: bool) -> Weight | None:
    """Return the price per unit that a posting says, if any."""
    said = cast("Weight | None", posting.price)
    if said is not None:
        return Weight(said.number, said.currency) if said.number else None
    cost = cast("Cost | None", posting.cost)
    if cost is None or not is_paid or cast("Weight", posting.units).number < 0:
        return None
    return Weight(cost.number, cost.currency) if cost.number and cost.date == date else None
