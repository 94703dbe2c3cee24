"""The latent tax of lots once more, as slowly as the definitions and the laws read.

Nothing here comes from the package. Each lot is looked at by itself on each day, and numbers are
fractions; what the laws say is written down again in this module.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

Day = datetime.date

EXEMPT = {
    "equity-fund": Fraction(30, 100),
    "mixed-fund": Fraction(15, 100),
    "real-estate-fund": Fraction(60, 100),
    "foreign-real-estate-fund": Fraction(80, 100),
}
"""§ 20 InvStG, since 2018."""

BASE_RATES = {
    2018: "0.0087", 2019: "0.0052", 2020: "0.0007", 2021: "-0.0045", 2022: "-0.0005",
    2023: "0.0255", 2024: "0.0229", 2025: "0.0253", 2026: "0.0320",
}  # fmt: skip
"""§ 18 Abs. 4 InvStG, as published each January."""


class Lot(NamedTuple):
    """Units of a commodity that an account holds at one cost, bought on one day.

    Attributes:
        account: The account.
        commodity: The commodity.
        via: The currency of the cost; ``None`` where it is held without a cost.
        bought: The day of purchase.
        units: The units.
        cost: What they cost in the report currency; ``None`` where unknown.
        average: Their share of the moving average cost, where there is one.
    """

    account: str
    commodity: str
    via: str | None
    bought: Day
    units: Fraction
    cost: Fraction | None
    average: Fraction | None


@dataclass(frozen=True)
class Said:
    """What the owner says of the taxes.

    Attributes:
        profile: The law: ``de``, ``at``, ``ch`` or ``flat``.
        rate: The own rate, if any.
        private: The rate on private sales, if any.
        deferred: The rate on what is taxed as a whole, if any.
        allowance: The saver's allowance that is left.
        church: The rate of church tax.
    """

    profile: str
    rate: Fraction | None = None
    private: Fraction | None = None
    deferred: Fraction | None = None
    allowance: Fraction = Fraction()
    church: Fraction = Fraction()

    def rate_on(self, day: Day) -> Fraction:
        """The rate on gains."""
        if self.rate is not None:
            return self.rate
        if self.profile == "de":
            return (1 + Fraction("0.055") + self.church) / (4 + self.church)
        return Fraction("0.275") if day.year >= 2016 else Fraction("0.25")


@dataclass
class Market:
    """What the lots are worth, and what happened to the commodities.

    Attributes:
        worth: The market value of units of a commodity on a day, in the report currency.
        quotes: The days with a price of a commodity.
        splits: The days on which a unit became several, oldest first, and how many.
        paid: What a fund paid out per unit in a year.
    """

    worth: Callable[[Fraction, str, str | None, Day], Fraction | None]
    quotes: Callable[[str], Sequence[Day]]
    splits: Mapping[str, Sequence[tuple[Day, Fraction]]]
    paid: dict[tuple[str, int], Fraction]

    def grown(self, commodity: str, after: Day, until: Day) -> Fraction:
        """How many units a unit of a former day is on a later one."""
        grown = Fraction(1)
        for day, times in self.splits.get(commodity, ()):
            if after < day <= until:
                grown *= times
        return grown


@dataclass
class Tax:
    """The tax of a day: what is known, and the commodities of which it is not."""

    total: Fraction
    pots: dict[str, Fraction]
    unknown: dict[str, Fraction] = field(default_factory=dict)


def first_workday(year: int) -> Day:
    """The first day after New Year that is no weekend (§ 18 Abs. 3 InvStG)."""
    day = Day(year, 1, 2)
    while day.weekday() > 4:
        day += datetime.timedelta(days=1)
    return day


def lump_sum(market: Market, commodity: str, via: str | None, year: int) -> Fraction:
    """The advance lump sum of a unit held from January on, in units of the year's end."""
    rate = Fraction(BASE_RATES[year])
    begin, end = Day(year, 1, 1), Day(year, 12, 31)
    quotes = sorted(market.quotes(commodity))
    of_year = [day for day in quotes if day.year == year]
    before = [day for day in quotes if day < begin]
    if rate <= 0 or not of_year:
        return Fraction()
    early = [day for day in of_year if day < Day(year, 1, 11)]
    opened = early[0] if early else begin if before else of_year[0]
    opening = market.worth(Fraction(1), commodity, via, opened)
    closing = market.worth(Fraction(1), commodity, via, end)
    if opening is None or closing is None:
        return Fraction()
    opening = round(opening / market.grown(commodity, opened, end), 12)
    paid = market.paid.get((commodity, year), Fraction())
    base = min(opening * rate * Fraction(7, 10), closing - opening + paid)
    return round(max(base - paid, Fraction()), 12)


def lump_sums(market: Market, lot: Lot, day: Day) -> Fraction:
    """All lump sums of a lot that have been taxed by a day (§ 18 Abs. 2 and 3 InvStG)."""
    total = Fraction()
    for year in range(max(lot.bought.year, 2018), day.year):
        if first_workday(year + 1) > day:
            continue
        of_unit = lump_sum(market, lot.commodity, lot.via, year)
        if lot.bought.year == year:
            of_unit = round(of_unit * (13 - lot.bought.month) / 12, 12)
        # Units of that year's end: a split since then has made more of them.
        grown = market.grown(lot.commodity, Day(year, 12, 31), day)
        total += lot.units * (of_unit if grown == 1 else round(of_unit / grown, 12))
    return total


def over_a_year(bought: Day, day: Day) -> bool:
    """Whether something has been held for more than a year."""
    try:
        ends = bought.replace(year=bought.year + 1)
    except ValueError:
        ends = Day(bought.year + 1, 2, 28)
    return day > ends


def _german_fund(
    market: Market, lot: Lot, word: str, now: Fraction, day: Day
) -> list[tuple[str, Fraction]]:
    """§§ 19, 20 and 56 Abs. 2, 3 and 6 InvStG."""
    assert lot.cost is not None
    taxed = 1 - EXEMPT[word] if day.year >= 2018 else Fraction(1)
    change = Day(2017, 12, 31)
    if lot.bought.year >= 2018:
        return [("other", (now - lot.cost - lump_sums(market, lot, day)) * taxed)]
    if day <= change:
        return [("other", now - lot.cost)] if lot.bought.year >= 2009 else []
    then = market.worth(lot.units, lot.commodity, lot.via, change)
    if then is not None:
        then = round(then / market.grown(lot.commodity, change, day), 12)
    later = now - lump_sums(market, lot, day)
    if lot.bought.year >= 2009:
        # Nobody knows which part the exemption belongs to: none of it.
        base = now if then is None else then
        return [("other", base - lot.cost + (later - base) * taxed)]
    return [("old funds", (later - (lot.cost if then is None else then)) * taxed)]


def _gains(
    said: Said, market: Market, lot: Lot, word: str | None, now: Fraction, day: Day
) -> list[tuple[str, Fraction]]:
    """The parts of the gain of a lot that are taxed, each with its pot."""
    assert lot.cost is not None
    gain = now - lot.cost
    if said.profile == "flat":
        return [("all", gain)]
    if word == "private-sale":
        return [] if over_a_year(lot.bought, day) else [("private", gain)]
    if said.profile == "at":
        # § 124b Z 185 EStG 1988.
        free = Day(2012, 4, 1) if word == "bond" else Day(2011, 1, 1)
        if word is not None and lot.bought < free:
            return []
        assert lot.average is not None
        return [("capital", now - lot.average)]
    if word in EXEMPT:
        return _german_fund(market, lot, word, now, day)
    if word is not None and lot.bought.year < 2009:
        return []
    return [("shares" if word == "share" else "other", gain)]


def latent_tax(
    said: Said,
    lots: Sequence[Lot],
    words: Callable[[str, str], str | None],
    market: Market,
    day: Day,
) -> Tax | None:
    """The tax that selling every lot on a day would trigger.

    Args:
        said: What the owner says.
        lots: What is held; receivables and money are left out.
        words: The treatment of a commodity in an account, ``None`` where nobody says it.
        market: The prices.
        day: The day.

    Returns:
        The tax; ``None`` where a rate is missing without which nothing can be said.
    """
    pots: dict[str, Fraction] = {}
    whole = Fraction()
    unknown: dict[str, Fraction] = {}
    private: dict[str, Fraction] = {}
    for lot in lots:
        word = words(lot.account, lot.commodity)
        now = market.worth(lot.units, lot.commodity, lot.via, day)
        if word == "none" or (said.profile == "ch" and word != "deferred"):
            continue
        if word == "deferred":
            # It is worth its cost where nobody knows a price.
            whole += (lot.cost or Fraction()) if now is None else now
        elif now is not None and lot.cost is None:
            unknown[lot.commodity] = unknown.get(lot.commodity, Fraction()) + now
        elif now is not None:
            for pot, gain in _gains(said, market, lot, word, now, day):
                pots[pot] = pots.get(pot, Fraction()) + gain
                if pot == "private":
                    private[lot.commodity] = private.get(lot.commodity, Fraction()) + now
    if whole and said.profile in ("at", "ch") and said.deferred is None:
        return None
    old_funds = pots.pop("old funds", Fraction())
    rest = old_funds - min(max(old_funds, Fraction()), Fraction(100_000))
    pots["other"] = pots.get("other", Fraction()) + rest
    base = sum(
        max(gain, Fraction()) if pot == "shares" else gain
        for pot, gain in pots.items()
        if pot != "private"
    )
    rate = Fraction() if said.profile == "ch" else said.rate_on(day)
    total = _cut(max(base - said.allowance, Fraction()) * rate)
    total += _cut(whole * (rate if said.deferred is None else said.deferred))
    of_private = max(pots.get("private", Fraction()), Fraction())
    if said.private is not None:
        total += _cut(of_private * said.private)
    elif of_private:
        unknown |= private
    return Tax(total, pots, unknown)


def _cut(amount: Fraction) -> Fraction:
    return round(max(amount, Fraction()), 12)
