"""The balance sheet and the change of wealth once more, as slowly as the definitions read.

Nothing here comes from the package. Every day looks at every posting again, and numbers are
fractions. What a posting to income or expenses is, says the naive reading of flows.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple, cast

from beancount.core import data
from naive import CHARGES, MONEY, Book, Part
from naive_tax import Lot, Market, Said, Tax, latent_tax

Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)

PARTS = (
    "saving",
    "brought_in",
    "capital_income",
    "gains_realised",
    "gains_unrealised",
    "currency_effect",
    "latent_tax_change",
    "depreciation",
    "cost_of_debt",
    "other",
)


class _Place(NamedTuple):
    """Where something is held: account, commodity and, of lots, the currency of their cost."""

    account: str
    commodity: str
    via: str | None


class Thing(NamedTuple):
    """Something that is used up in equal months.

    Attributes:
        account: Its account.
        bought: The day of purchase.
        price: What it cost.
        residual: What is left in the end.
        months: How long it lasts.
    """

    account: str
    bought: Day
    price: Decimal
    residual: Decimal
    months: int

    def used(self, day: Day) -> Fraction:
        """What has been used up by the end of a day, in cents."""
        ends = (day + ONE_DAY).replace(day=1) - ONE_DAY
        months = (ends.year - self.bought.year) * 12 + ends.month - self.bought.month + 1
        months = min(max(months, 0), self.months)
        used = (self.price - self.residual) * months / self.months
        return Fraction(used.quantize(Decimal("0.01"), ROUND_HALF_UP))


class Wealth:
    """The wealth of a ledger.

    Args:
        book: The naive reading of the ledger, without entries that plugins made.
        said: What the owner says of taxes, if anything.
        things: What is used up.
    """

    def __init__(
        self, book: Book, said: Said | None = None, things: tuple[Thing, ...] = ()
    ) -> None:
        self.book = book
        self.said = said
        self.things = things
        self.entries: list[data.Transaction] = [
            entry
            for entry in book.entries
            if isinstance(entry, data.Transaction) and entry.flag != "U"
        ]
        self._opens = {e.account: e.meta for e in book.entries if isinstance(e, data.Open)}
        self._commodities = {
            entry.currency: entry.meta
            for entry in book.entries
            if isinstance(entry, data.Commodity)
        }
        self._market = Market(self._worth, self._quotes, self._find_splits(), {})
        self._find_paid()
        self._own = self._find_own_prices()
        self._at_flow = replace(self._market, worth=self._worth_at_flow)
        # The same day is asked for again and again.
        self.tax = cache(self._tax)
        self._change_of_tax = cache(self._tax_brought)

    # What is held

    def _is_held(self, account: str) -> bool:
        return account.startswith((f"{self.book.assets}:", f"{self.book.liabilities}:"))

    def _is_flow(self, account: str) -> bool:
        return account.startswith((f"{self.book.income}:", f"{self.book.expenses}:"))

    def _said(self, account: str, key: str) -> Any:
        while account:
            if key in self._opens.get(account, {}):
                return self._opens[account][key]
            account = account.rpartition(":")[0]
        return None

    def _is_money(self, place: _Place) -> bool:
        return place.via is None and place.commodity in (*MONEY, self.book.currency)

    def asset_class(self, place: _Place) -> str:
        """The asset class that is said, or cash."""
        said = self._said(place.account, "fsq-asset-class")
        if said is None and place.commodity != self.book.currency:
            said = self._commodities.get(place.commodity, {}).get("fsq-asset-class")
        return said or ("cash" if self._is_money(place) else "other")

    def _treatment(self, account: str, commodity: str) -> str | None:
        said = self._said(account, "fsq-tax-treatment")
        said = said or self._commodities.get(commodity, {}).get("fsq-tax-treatment")
        if said is None and self.asset_class(_Place(account, commodity, "-")) in (
            "real-estate",
            "cash",
        ):
            return "none"
        return cast("str | None", said)

    def _postings(self, first: Day, last: Day) -> Iterator[tuple[data.Transaction, Any]]:
        for entry in self.entries:
            if first <= entry.date <= last:
                for posting in entry.postings:
                    if self._is_held(posting.account):
                        yield entry, posting

    @staticmethod
    def _place(posting: Any) -> _Place:
        cost = posting.cost
        return _Place(posting.account, posting.units.currency, cost.currency if cost else None)

    def held(
        self, day: Day, without: frozenset[int] = frozenset()
    ) -> dict[_Place, dict[Any, Fraction]]:
        """The units of each lot at the end of a day, by place.

        Args:
            day: The day.
            without: Postings that are left out; what they brought and left again is not owed.
        """
        all_units: dict[_Place, dict[Any, Fraction]] = {}
        units: dict[_Place, dict[Any, Fraction]] = {}
        for _, posting in self._postings(Day.min, day):
            place, number = self._place(posting), Fraction(posting.units.number)
            for held in (all_units, *(() if id(posting) in without else (units,))):
                lots = held.setdefault(place, {})
                lots[posting.cost] = lots.get(posting.cost, Fraction()) + number
        return {
            place: {
                lot: number
                for lot, number in lots.items()
                if number and not (without and number < 0 <= all_units[place][lot])
            }
            for place, lots in units.items()
        }

    # What it is worth

    def _rate(self, base: str, via: str | None, day: Day) -> Fraction | None:
        book = self.book
        if base == book.currency:
            return Fraction(1)
        direct = book.quote(base, book.currency, day)
        if direct is not None or via in (None, base, book.currency):
            return book.rate(base, day) if direct is None else direct
        first = book.quote(base, via, day)
        if first is not None:
            names = sorted({e.currency for e in book.entries if isinstance(e, data.Price)})
            for stops in (0, 1):
                for middle in itertools.permutations(names, stops):
                    chain = (via, *middle, book.currency)
                    rates = [book.quote(*pair, day) for pair in itertools.pairwise(chain)]
                    if len({base, *chain}) == len(chain) + 1 and None not in rates:
                        for rate in rates:
                            first *= cast("Fraction", rate)
                        return first
        return book.rate(base, day)

    def _worth(self, units: Fraction, commodity: str, via: str | None, day: Day) -> Fraction | None:
        """The market value of units, rounded once to twelve places."""
        if commodity == self.book.currency:
            return units
        rate = self._rate(commodity, via, day)
        return None if rate is None else round(units * rate, 12)

    def _worth_at_flow(
        self, units: Fraction, commodity: str, via: str | None, day: Day
    ) -> Fraction | None:
        """The same, by the price of a transaction of the day where the last quote is older."""
        own = self._own.get((commodity, day))
        if own is None:
            return self._worth(units, commodity, via, day)
        return round(units * own, 12)

    def _find_own_prices(self) -> dict[tuple[str, Day], Fraction]:
        """The last price of each day that commodities were bought or sold at."""
        found: dict[tuple[str, Day], Fraction] = {}
        for entry in self.entries:
            held: list[Any] = [each for each in entry.postings if self._is_held(each.account)]
            is_paid = any(p.units.number < 0 and self._is_money(self._place(p)) for p in held)
            for posting in held:
                commodity, cost = posting.units.currency, posting.cost
                at = posting.price
                if at is None and cost is not None and cost.date == entry.date and is_paid:
                    at = cost if posting.units.number > 0 else None
                days = [day for day in self._quotes(commodity) if day <= entry.date]
                is_lot = not self._is_money(self._place(posting))
                if at is not None and at.number and is_lot and days and max(days) < entry.date:
                    worth = self.book.worth(Fraction(at.number), at.currency, entry.date)
                    if worth is not None:
                        found[commodity, entry.date] = worth
        return found

    def _cost(self, lot: Any, units: Fraction) -> Fraction | None:
        return self.book.worth(units * Fraction(lot.number), lot.currency, lot.date)

    def value(self, place: _Place, lots: dict[Any, Fraction], day: Day) -> Fraction | None:
        """What is held in a place is worth: its price, else the cost of its lots."""
        units = sum(lots.values(), Fraction())
        if not units:
            return Fraction()
        worth = self._worth(units, place.commodity, place.via, day)
        if worth is not None or place.via is None:
            return worth
        costs = [self._cost(lot, number) for lot, number in lots.items()]
        return None if None in costs else sum(cast("list[Fraction]", costs), Fraction())

    def _quotes(self, commodity: str) -> list[Day]:
        return [
            entry.date
            for entry in self.book.entries
            if isinstance(entry, data.Price) and entry.currency == commodity
        ]

    def _find_splits(self) -> dict[str, list[tuple[Day, Fraction]]]:
        """Transactions that exchange lots for more or fewer of the same at the same total cost."""
        found: dict[str, list[tuple[Day, Fraction]]] = {}
        for entry in self.entries:
            postings: list[Any] = entry.postings
            if len({(p.units.currency, p.cost is None) for p in postings}) != 1:
                continue
            came = sum(Fraction(p.units.number) for p in postings if p.units.number > 0)
            left = -sum(Fraction(p.units.number) for p in postings if p.units.number < 0)
            if postings[0].cost is not None and left and came not in (0, left):
                commodity = postings[0].units.currency
                found.setdefault(commodity, []).append((entry.date, came / left))
        return found

    def _find_paid(self) -> None:
        """Distributions per unit: passive income whose account or lots name the commodity."""
        for part in self.book.parts:
            lots: list[Any] = [each for each in part.entry.postings if each.cost is not None]
            commodity = part.account.rpartition(":")[2]
            if lots and commodity not in self._commodities:
                commodity = lots[0].units.currency
            if (
                part.gain
                or part.role != "income"
                or part.income_class != "passive"
                or part.amount is None
            ):
                continue
            units = Fraction()
            for place, held in self.held(part.date).items():
                if place.commodity == commodity:
                    units += sum(held.values(), Fraction())
            if units > 0:
                key = commodity, part.date.year
                end = Day(part.date.year, 12, 31)
                of_unit = round(part.amount / units, 12)
                grown = self._market.grown(commodity, part.date, end)
                paid = of_unit if grown == 1 else round(of_unit / grown, 12)
                self._market.paid[key] = self._market.paid.get(key, Fraction()) + paid

    # Taxes

    def _averages(self, day: Day, without: frozenset[int]) -> dict[_Place, Fraction]:
        """The moving average cost of a unit in each place, of lots that are not free.

        What leaves takes its share along; a split changes the units alone.
        """
        units: dict[_Place, Fraction] = {}
        costs: dict[_Place, Fraction] = {}

        def is_free(posting: Any) -> bool:
            word = self._treatment(posting.account, posting.units.currency)
            first = Day(2012, 4, 1) if word == "bond" else Day(2011, 1, 1)
            return word not in (None, "private-sale") and posting.cost.date < first

        for entry in self.entries:
            if entry.date > day:
                break
            lots: list[Any] = [
                posting
                for posting in entry.postings
                if posting.cost is not None
                and self._is_held(posting.account)
                and id(posting) not in without
                and not is_free(posting)
            ]
            # An exchange of lots of one purchase in one account is a split: nothing is taken.
            moved: dict[tuple[_Place, Day], list[Fraction]] = {}
            for posting in lots:
                if posting.cost.date < entry.date:
                    number = Fraction(posting.units.number)
                    purchase = self._place(posting), posting.cost.date
                    moved.setdefault(purchase, []).append(number * Fraction(posting.cost.number))
            for posting in lots:
                key = self._place(posting)
                number = Fraction(posting.units.number)
                held, cost = units.get(key, Fraction()), costs.get(key, Fraction())
                units[key] = held + number
                exchanged = moved.get((key, posting.cost.date), [])
                if len(exchanged) > 1 and abs(sum(exchanged, Fraction())) < Fraction(1, 100):
                    continue
                if number < 0 < held:
                    costs[key] = cost - cost * -number / held
                else:
                    costs[key] = cost + (self._cost(posting.cost, number) or Fraction())
        return {key: costs.get(key, Fraction()) / number for key, number in units.items() if number}

    def _tax(
        self, day: Day, without: frozenset[int] = frozenset(), *, at_flow: bool = False
    ) -> Tax | None:
        if self.said is None:
            return None
        averages = self._averages(day, without) if self.said.profile == "at" else {}
        found: list[Lot] = []
        for place, lots in self.held(day, without).items():
            receivable = self._said(place.account, "fsq-receivable")
            if not place.account.startswith(f"{self.book.assets}:") or receivable:
                continue
            if self._is_money(place):
                continue
            for cost, units in lots.items():
                average = averages.get(place)
                found.append(
                    Lot(
                        *place,
                        bought=cost.date if cost else day,
                        units=units,
                        cost=self._cost(cost, units) if cost else None,
                        average=None if average is None else average * units,
                    )
                )
        market = self._at_flow if at_flow else self._market
        return latent_tax(self.said, found, self._treatment, market, day)

    # The balance sheet

    def sheet(self, day: Day) -> dict[str, Any]:
        """Section 4: the lines of the balance sheet at the end of a day, debts positive."""
        found: dict[str, Any] = dict.fromkeys(
            ("assets", "receivables", "other_debts", "loans"), Fraction()
        )
        classes: dict[str, Fraction] = {}
        unconverted: dict[str, Fraction] = {}

        def own(name: str, amount: Fraction) -> None:
            found["assets"] += amount
            classes[name] = classes.get(name, Fraction()) + amount

        for place, lots in self.held(day).items():
            amount = self.value(place, lots, day)
            if amount is None:
                units = abs(sum(lots.values(), Fraction()))
                unconverted[place.commodity] = unconverted.get(place.commodity, Fraction()) + units
            elif place.account.startswith(f"{self.book.liabilities}:"):
                said = self._said(place.account, "fsq-loan")
                is_loan = self.book.names(place.account).loan if said is None else said
                found["loans" if is_loan else "other_debts"] -= amount
            elif self._said(place.account, "fsq-receivable"):
                found["receivables"] += amount
            elif lots:
                own(self.asset_class(place), amount)
        for thing in self.things:
            own(self.asset_class(_Place(thing.account, "EUR", None)), -thing.used(day))
        tax = self.tax(day)
        found["latent_tax"] = None if tax is None else tax.total
        found["latent_tax_unknown"] = {} if tax is None else tax.unknown
        found["gross_wealth"] = (
            found["assets"]
            - (Fraction() if tax is None else tax.total)
            + found["receivables"]
            - found["other_debts"]
        )
        found["net_wealth"] = found["gross_wealth"] - found["loans"]
        found["by_asset_class"] = classes
        found["unconverted"] = unconverted
        return found

    # The change of wealth

    def change(self, first: Day, last: Day) -> dict[str, Fraction]:
        """Section 5: the parts of the change of net wealth, and the causes of the rest."""
        found = dict.fromkeys(PARTS, Fraction())
        before = first - ONE_DAY
        opening, closing = self.sheet(before), self.sheet(last)
        for part in self.book.parts:
            if first <= part.date <= last and part.amount is not None:
                kind = self._kind(part)
                if kind is not None:
                    found[kind] += part.amount
        brought = self._brought(first, last)
        for place in {self._place(posting) for _, posting in self._postings(Day.min, last)}:
            kind = "currency_effect" if self._is_money(place) else "gains_unrealised"
            if place.commodity != self.book.currency or place.via is not None:
                found[kind] += self._revalued(place, before, last)
        found["brought_in"] = sum(brought.values(), Fraction())
        found["latent_tax_change"] = Fraction(opening["latent_tax"] or 0)
        found["latent_tax_change"] -= Fraction(closing["latent_tax"] or 0)
        for day in {entry.date for entry in self.entries if first <= entry.date <= last}:
            found["latent_tax_change"] += self._change_of_tax(day)
            found["brought_in"] -= self._change_of_tax(day)
        for thing in self.things:
            found["depreciation"] -= thing.used(last) - thing.used(before)
        whole = closing["net_wealth"] - opening["net_wealth"]
        found["other"] = whole - sum(found.values(), Fraction())
        return found

    def causes(self, first: Day, last: Day) -> dict[str, Fraction]:
        """The dated postings of the rest, by cause."""
        found = {"equity": Fraction(), "padding": Fraction(), "excluded": Fraction()}
        for entry in self.entries:
            if first <= entry.date <= last and not self._brings(entry):
                for posting in entry.postings:
                    if not self._is_held(posting.account) and not self._is_flow(posting.account):
                        weight = self._weight(entry, posting)
                        found["padding" if entry.flag == "P" else "equity"] -= weight
        for part in self.book.parts:
            if first <= part.date <= last and part.role == "excluded" and part.amount is not None:
                found["padding" if part.entry.flag == "P" else "excluded"] += part.amount
        return {cause: amount for cause, amount in found.items() if amount}

    def _kind(self, part: Part) -> str | None:
        """The part of the change that a flow belongs to."""
        on_loan = any(self.book.names(each.account).loan for each in part.entry.postings)
        is_expense = part.account.startswith(f"{self.book.expenses}:")
        if is_expense and self.book.names(part.account).interest and on_loan:
            return "cost_of_debt"
        if part.role == "excluded":
            return None
        if part.role == "virtual":
            return "depreciation"
        if part.role in ("income", *CHARGES) and part.income_class in ("passive", "near-passive"):
            return "gains_realised" if part.gain else "capital_income"
        return "saving"

    def _weight(self, entry: data.Transaction, posting: Any) -> Fraction:
        at = posting.cost if posting.cost is not None else posting.price
        number, currency = posting.units
        if at is not None:
            number, currency = number * at.number, at.currency
        return self.book.worth(Fraction(number), currency, entry.date) or Fraction()

    def _lots(self, entry: data.Transaction) -> list[Any]:
        return [
            posting
            for posting in entry.postings
            if self._is_held(posting.account) and not self._is_money(self._place(posting))
        ]

    def _brings(self, entry: data.Transaction) -> bool:
        """Whether lots come in, or leave, without a sale."""
        lots = self._lots(entry)
        parts = [part for part in self.book.parts if part.entry is entry]
        if len({posting.units.number > 0 for posting in lots}) != 1:
            return False
        if any(part.gain for part in parts):
            return False
        if any(
            not self._is_held(each.account) and not self._is_flow(each.account)
            for each in entry.postings
        ):
            return True
        comes = lots[0].units.number > 0
        return any(
            self._kind(part) == "saving" and part.amount and (part.amount > 0) == comes
            for part in parts
        )

    def _beyond(self, entry: data.Transaction, posting: Any) -> Fraction:
        """What a lot is worth on the day less its weight; its cost where there is no price."""
        place = self._place(posting)
        units = Fraction(posting.units.number)
        worth = self._worth_at_flow(units, place.commodity, place.via, entry.date)
        if worth is None and posting.cost is not None:
            worth = self._cost(posting.cost, units)
        return Fraction() if worth is None else worth - self._weight(entry, posting)

    def _brought(self, first: Day, last: Day) -> dict[Day, Fraction]:
        """What is brought in at market value, by day, before its tax."""
        found: dict[Day, Fraction] = {}
        for entry in self.entries:
            if not first <= entry.date <= last or not self._brings(entry):
                continue
            amount = sum((self._beyond(entry, lot) for lot in self._lots(entry)), Fraction())
            for posting in entry.postings:
                if not self._is_held(posting.account) and not self._is_flow(posting.account):
                    amount -= self._weight(entry, posting)
            found[entry.date] = found.get(entry.date, Fraction()) + amount
        return found

    def _tax_brought(self, day: Day) -> Fraction:
        """The sheet's tax of a day less what it is without the lots brought in that day."""
        brought = [e for e in self.entries if e.date == day and self._brings(e)]
        if not brought:
            return Fraction()
        lots = frozenset(id(posting) for entry in brought for posting in self._lots(entry))
        tax, without = self.tax(day, at_flow=True), self.tax(day, lots, at_flow=True)
        if tax is None:
            return Fraction()
        return tax.total - (Fraction() if without is None else without.total)

    def _revalued(self, place: _Place, before: Day, last: Day) -> Fraction:
        """What a place became worth beyond its bookings, from its first value on."""
        booked = [(e, p) for e, p in self._postings(Day.min, last) if self._place(p) == place]
        begin = max(before, self._first_valued(place, booked[0][0].date, last))
        if begin > last:
            return Fraction()
        opening, closing = (
            self.value(place, self.held(day).get(place, {}), day) for day in (begin, last)
        )
        gain = (closing or Fraction()) - (opening or Fraction())
        for entry, posting in booked:
            if begin < entry.date:
                gain -= self._weight(entry, posting)
                if self._brings(entry):
                    gain -= self._beyond(entry, posting)
        return gain

    def _first_valued(self, place: _Place, booked: Day, last: Day) -> Day:
        """The first day with a value; the beginning of time where it had one when it came."""
        lots = self.held(booked).get(place, {})
        if self.value(place, lots, booked) is not None:
            return Day.min
        days = sorted({e.date for e in self.book.entries if isinstance(e, data.Price)})
        for day in days:
            if booked < day <= last and self._rate(place.commodity, place.via, day) is not None:
                return day
        return Day.max
