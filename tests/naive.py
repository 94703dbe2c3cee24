"""The figures of a ledger once more, as slowly as the definitions read.

Nothing here comes from the package: whatever the tests compare, two people have read the
definitions and written them down in different ways. Each period looks at every posting again,
a price is looked for among all price directives, and numbers are fractions.
"""

from __future__ import annotations

import calendar
import datetime
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from beancount.core import data
from beancount.core.inventory import Inventory, MatchResult
from beancount.parser import options as beancount_options

CLASSES = ("passive", "near-passive", "active", "neutral", "unclassified")
CHARGES = ("tax", "fee", "cost")
MONEY = ("EUR", "USD", "GBP", "CHF", "ISK")

Day = datetime.date
Month = tuple[int, int]


class Named(NamedTuple):
    """What the name of an account says."""

    income_class: str | None = None
    gain: bool = False
    cost: str | None = None
    loss: bool = False
    loan: bool = False


class Part(NamedTuple):
    """A posting to an income or expense account, or a part of it; income is positive."""

    date: Day
    year: int
    account: str
    role: str
    income_class: str | None
    amount: Fraction | None
    weight: Fraction
    currency: str
    entry: data.Transaction
    posting: Any


class _Kind(NamedTuple):
    income_class: str | None
    stream: str | None
    gain: bool


class _Item:
    """A posting to an income or expense account that is being judged."""

    def __init__(self, posting: Any, named: Named, *, is_income: bool) -> None:
        self.posting = posting
        self.named = named
        self.is_income = is_income
        self.role: str | None = None
        self.said_class: str | None = None
        self.income_class: str | None = None
        self.stream: str | None = None
        self.gain = False


class Book:
    """A ledger and the currency to report it in.

    Args:
        entries: All its directives.
        options: Its options.
        names: What an account's name says.
        currency: The report currency.
    """

    def __init__(
        self,
        entries: Iterable[data.Directive],
        options: Mapping[str, Any],
        names: Callable[[str], Named],
        currency: str,
    ) -> None:
        self.entries = sorted(entries, key=data.entry_sortkey)
        self.names = names
        self.currency = currency
        roots = beancount_options.get_account_types(dict(options))  # type: ignore[no-untyped-call]
        self.income, self.expenses = roots.income, roots.expenses
        self._quotes: dict[tuple[str, str], list[Any]] = {}
        for entry in self.entries:
            if isinstance(entry, data.Price):
                pair = (entry.currency, entry.amount.currency)
                self._quotes.setdefault(pair, []).append(entry)
        self._currencies = sorted({name for pair in self._quotes for name in pair})
        self._worth: dict[tuple[str, Day], Fraction | None] = {}
        self._named: dict[str, Named] = {}
        self._customs = [entry for entry in self.entries if isinstance(entry, data.Custom)]
        self._opens = {e.account: e.meta for e in self.entries if isinstance(e, data.Open)}
        self._excluded = {
            entry.currency
            for entry in self.entries
            if isinstance(entry, data.Commodity) and entry.meta.get("fsq-role") == "excluded"
        }
        self._depots: dict[str, Inventory] = {}
        self.parts = [
            part
            for entry in self.entries
            if isinstance(entry, data.Transaction)
            for part in self._judge(entry)
        ]

    # Prices

    def _latest(self, base: str, quote: str, day: Day) -> Any:
        quotes = [price for price in self._quotes.get((base, quote), []) if price.date <= day]
        return quotes[-1] if quotes else None

    def quote(self, base: str, quote: str, day: Day) -> Fraction | None:
        """What two currencies are worth in each other, the newer of direct and inverse."""
        direct = self._latest(base, quote, day)
        inverse = self._latest(quote, base, day)
        if inverse is not None and not inverse.amount.number:
            inverse = None
        if direct is not None and (inverse is None or direct.date >= inverse.date):
            return Fraction(direct.amount.number)
        return None if inverse is None else 1 / Fraction(inverse.amount.number)

    def rate(self, base: str, day: Day) -> Fraction | None:
        """What one unit is worth in the report currency: by one, two or three quotes."""
        others = [name for name in self._currencies if name not in (base, self.currency)]
        for stops in range(3):
            for middle in itertools.permutations(others, stops):
                rate = self._chain(base, *middle, self.currency, day=day)
                if rate is not None:
                    return rate
        return None

    def _chain(self, *currencies: str, day: Day) -> Fraction | None:
        product = Fraction(1)
        for base, quote in itertools.pairwise(currencies):
            rate = self.quote(base, quote, day)
            if rate is None:
                return None
            product *= rate
        return product

    def worth(self, number: Fraction, currency: str, day: Day) -> Fraction | None:
        """An amount in the report currency, rounded once to twelve places."""
        if currency == self.currency:
            return number
        if (currency, day) not in self._worth:
            self._worth[currency, day] = self.rate(currency, day)
        rate = self._worth[currency, day]
        return None if rate is None else round(number * rate, 12)

    # Classes and roles

    def _judge(self, entry: data.Transaction) -> list[Part]:
        """Section 2 of the definitions, for one transaction."""
        buys, sells = self._trade(entry)
        items: list[_Item] = []
        on_loan = False
        for posting in entry.postings:
            root = posting.account.partition(":")[0]
            named = self._named.setdefault(posting.account, self.names(posting.account))
            on_loan = on_loan or named.loan
            if entry.flag != "U" and root in (self.income, self.expenses):
                items.append(_Item(posting, named, is_income=root == self.income))
        for item in items:
            self._hear(item, entry)
        incomes = [item for item in items if item.role == "income"]
        for item in incomes:
            item.gain = item.named.gain or (
                sells and item.named.income_class not in ("passive", "active")
            )
            item.income_class = item.said_class or item.named.income_class
            if item.income_class is None and sells:
                item.income_class = "near-passive"
        beside_active = any(item.income_class == "active" for item in incomes)
        for item in incomes:
            item.income_class = item.income_class or ("active" if beside_active else "unclassified")
        for item in items:
            if item.role is None:
                item.role = self._expense(
                    item, entry, buys=buys, sells=sells, earned=bool(incomes), on_loan=on_loan
                )
        earned = [item for item in items if item.role == "income"]
        parts: list[Part] = []
        for item in items:
            if item.role in CHARGES:
                split = self._charge(item, entry, earned, traded=buys or sells)
            else:
                split = [(item.income_class, None)]
            parts.extend(self._part(item, entry, *piece) for piece in split)
        return parts

    def _trade(self, entry: data.Transaction) -> tuple[bool, bool]:
        """Whether it adds to lots at cost, and whether it reduces some."""
        held: list[Any] = [posting for posting in entry.postings if posting.cost is not None]
        moved: dict[Any, Any] = {}
        for posting in held:
            lot = (posting.units.currency, posting.cost)
            moved[lot] = moved.get(lot, 0) + posting.units.number
        buys = sells = False
        for posting in held:
            depot = self._depots.setdefault(posting.account, Inventory())
            _, match = depot.add_amount(posting.units, posting.cost)
            if moved[posting.units.currency, posting.cost]:
                sells = sells or match is MatchResult.REDUCED
                buys = buys or match is not MatchResult.REDUCED
        return buys, sells

    def _hear(self, item: _Item, entry: data.Transaction) -> None:
        """Steps 1 to 5: what somebody has said."""
        account, posting = item.posting.account, item.posting.meta or {}
        item.said_class = (
            posting.get("fsq-class")
            or entry.meta.get("fsq-class")
            or self._by_tag(entry)
            or self._opened(account, "fsq-class")
            or self._by_rule(account, entry.date, CLASSES)
        )
        item.stream = (
            posting.get("fsq-stream")
            or entry.meta.get("fsq-stream")
            or self._opened(account, "fsq-stream")
        )
        item.role = (
            posting.get("fsq-role")
            or (None if item.is_income else entry.meta.get("fsq-role"))
            or ("excluded" if item.posting.units.currency in self._excluded else None)
            or self._opened(account, "fsq-role")
            or self._by_rule(account, entry.date, (*CHARGES, "living", "virtual", "excluded"))
        )
        if item.role is None and item.is_income:
            item.role = "excluded" if entry.flag == "P" else "income"

    def _by_tag(self, entry: data.Transaction) -> str | None:
        said = None
        for custom in self._customs:
            if custom.type == "fsq-tag" and custom.date <= entry.date:
                tag, income_class = (value.value for value in custom.values)
                said = income_class if tag in entry.tags else said
        return said

    def _by_rule(self, account: str, day: Day, words: Sequence[str]) -> str | None:
        said = None
        for custom in self._customs:
            if custom.type == "fsq-rule" and custom.date <= day:
                pattern, *given = (value.value for value in custom.values)
                if any(re.fullmatch(pattern, name, re.IGNORECASE) for name in _up(account)):
                    said = next((word for word in given if word in words), said)
        return said

    def _opened(self, account: str, key: str) -> str | None:
        found = (self._opens.get(name, {}).get(key) for name in _up(account))
        return next((value for value in found if value is not None), None)

    def _expense(
        self,
        item: _Item,
        entry: data.Transaction,
        *,
        buys: bool,
        sells: bool,
        earned: bool,
        on_loan: bool,
    ) -> str:
        """The role of an expense posting of which nobody has said it."""
        cost = item.named.cost if entry.flag != "P" else None
        if cost == "capital-tax":
            return "tax"
        if cost == "fee" and not on_loan and (earned or sells or buys):
            return "fee"
        if cost in ("tax", "social") and not on_loan:
            if earned or sells:
                return "tax"
            if cost == "tax" and not buys and item.posting.units.number < 0:
                return "tax"
        if item.said_class is not None:
            return "cost"
        if item.named.loss and sells:
            item.income_class, item.gain = "near-passive", True
            return "income"
        return "living"

    def _charge(
        self,
        item: _Item,
        entry: data.Transaction,
        earned: Iterable[_Item],
        *,
        traded: bool,
    ) -> list[tuple[str | None, Fraction | None]]:
        """The classes a cost of earning is charged to, with their parts of its weight."""
        if item.said_class is not None:
            return [(item.said_class, None)]
        gross: dict[_Kind, list[Fraction]] = {}
        for income in earned:
            amount = self.worth(*_weight(income.posting), entry.date)
            if amount is not None:
                kind = _Kind(income.income_class, item.stream or income.stream, income.gain)
                gross.setdefault(kind, []).append(-amount)
        beside = {kind: sums for kind, sums in gross.items() if kind.income_class != "neutral"}
        gross = beside or gross
        positive = {
            kind: total
            for kind, amounts in gross.items()
            if (total := sum((a for a in amounts if a > 0), Fraction())) > 0
        }
        cost = self.worth(*_weight(item.posting), entry.date)
        if positive and cost is not None:
            whole = sum(positive.values())
            parts = {kind: round(cost * part / whole, 12) for kind, part in positive.items()}
            if len(parts) == 1:
                return [(next(iter(parts)).income_class, None)]
            parts[max(positive, key=positive.__getitem__)] += cost - sum(parts.values())
            return [(kind.income_class, part) for kind, part in parts.items()]
        if gross:
            return [(max(gross, key=lambda kind: max(gross[kind])).income_class, None)]
        if item.role == "tax" and item.named.cost == "capital-tax":
            return [("passive", None)]
        if item.role == "tax" and item.posting.units.number < 0:
            return [("active", None)]
        if item.role == "fee" and traded:
            return [("near-passive", None)]
        return [("unclassified", None)]

    def _part(
        self,
        item: _Item,
        entry: data.Transaction,
        income_class: str | None,
        part: Fraction | None,
    ) -> Part:
        number, currency = _weight(item.posting)
        worth = self.worth(number, currency, entry.date) if part is None else part
        said = ((meta or {}).get("fsq-year") for meta in (item.posting.meta, entry.meta))
        year = next((int(year) for year in said if year is not None), entry.date.year)
        assert item.role is not None
        return Part(
            entry.date,
            year,
            item.posting.account,
            item.role,
            income_class,
            None if worth is None else -worth,
            -number,
            currency,
            entry,
            item.posting,
        )

    # Periods

    def as_of(self, today: Day) -> Day:
        """The latest transaction or balance directive on or before today."""
        days = [
            entry.date
            for entry in self.entries
            if isinstance(entry, data.Transaction | data.Balance) and entry.date <= today
        ]
        return max(days, default=today)

    def first_month(self, as_of: Day) -> Month | None:
        """The month of the first income or expense posting."""
        days = [p.date for p in self.parts if p.role != "excluded" and p.date <= as_of]
        return (min(days).year, min(days).month) if days else None

    def months(self, first: Day, last: Day, as_of: Day) -> list[Month]:
        """The calendar months of some days from the first flow to the as-of date."""
        begin = self.first_month(as_of)
        return [
            month
            for month in months_between(first, min(last, as_of))
            if begin is not None and begin <= month
        ]

    def within(self, first: Day, last: Day, as_of: Day) -> list[Part]:
        """The flows of some days, both included."""
        return [part for part in self.parts if first <= part.date <= min(last, as_of)]

    def unpriced(self, month: Month, as_of: Day) -> bool:
        """Whether more than half of the postings of money of a month have no price."""
        postings: dict[int, bool] = {}
        for part in self.within(datetime.date(*month, 1), last_day(month), as_of):
            number, currency = part.posting.units
            if part.role != "excluded" and currency in (*MONEY, self.currency):
                postings[id(part.posting)] = part.amount is None and number != 0
        return sum(postings.values()) * 2 > len(postings)

    def of_window(self, first: Day, last: Day, as_of: Day) -> tuple[int, list[Part]]:
        """How many of twelve months count, and their flows; of the others what has no price."""
        months = self.months(first, last, as_of)
        gone = {month for month in months if self.unpriced(month, as_of)}
        parts = [
            part
            for part in self.within(first, last, as_of)
            if part.amount is None or (part.date.year, part.date.month) not in gone
        ]
        return len(months) - len(gone), parts

    def complete(self, as_of: Day) -> Month:
        """The last complete month: that of the last living cost of who pays most of them."""
        year, month = as_of.year, as_of.month
        if last_day((year, month)) > as_of:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        begin = datetime.date(year - 1 + month // 12, month % 12 + 1, 1)
        end = last_day((year, month))
        paid: dict[str, Fraction] = {}
        months: dict[str, set[Month]] = {}
        for part in self.within(begin, as_of, as_of):
            if part.role != "living" or (part.amount is not None and part.amount >= 0):
                continue
            postings: list[Any] = list(part.entry.postings)
            moved = [
                (posting.account, posting.units.number)
                for posting in postings
                if posting.account.startswith(("Assets:", "Liabilities:")) and posting.units.number
            ]
            payers = [(name, -number) for name, number in moved if number < 0] or moved
            total = sum(Fraction(number) for _, number in payers)
            for name, number in payers:
                months.setdefault(name, set()).add((part.date.year, part.date.month))
                if part.date <= end:
                    share = Fraction(number) / total * -(part.amount or 0)
                    paid[name] = paid.get(name, Fraction()) + share
            months.setdefault("", set()).add((part.date.year, part.date.month))
        if len([each for each in months.get("", ()) if each <= (year, month)]) < 9:
            return year, month
        most: list[str] = []
        for name in sorted(paid, key=lambda name: (-paid[name], name)):
            if not most or sum(paid[each] for each in most) < sum(paid.values()) * Fraction(9, 10):
                most.append(name)
        return min((year, month), max((max(months[name]) for name in most), default=(year, month)))


def _up(account: str) -> Iterator[str]:
    while account:
        yield account
        account = account.rpartition(":")[0]


def _weight(posting: Any) -> tuple[Fraction, str]:
    """What a posting weighs when Beancount balances it, in its 28 digits."""
    number, currency = posting.units
    # An amount of zero is false, but a price of zero is one.
    at = posting.cost if posting.cost is not None else posting.price
    if at is None:
        return Fraction(number), currency
    return Fraction(number * at.number), at.currency


def months_between(first: Day, last: Day) -> list[Month]:
    """The calendar months from one day's to another's."""
    return [
        (year, month)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if (first.year, first.month) <= (year, month) <= (last.year, last.month)
    ]


def last_day(month: Month) -> Day:
    """The last day of a month."""
    return datetime.date(*month, calendar.monthrange(*month)[1])


def windows(book: Book, as_of: Day) -> list[tuple[Day, Day]]:
    """The first and the last day of every rolling twelve months, oldest first."""
    begin = book.first_month(as_of)
    if begin is None:
        return []
    complete = book.complete(as_of)
    ends = [month for month in months_between(datetime.date(*begin, 1), as_of) if month <= complete]
    # Twelve months that end with one begin with the month after it, a year before.
    return [
        (datetime.date(year - 1 + month // 12, month % 12 + 1, 1), last_day((year, month)))
        for year, month in ends
    ]


def figures(parts: Sequence[Part]) -> dict[str, Any]:
    """Section 3 of the definitions."""

    def total(roles: Sequence[str], *classes: str | None) -> Fraction:
        return sum(
            (
                part.amount
                for part in parts
                if part.role in roles
                and part.income_class in (classes or (None,))
                and part.amount is not None
            ),
            Fraction(),
        )

    gross = {name: total(["income"], name) for name in CLASSES}
    net = {name: gross[name] + total(CHARGES, name) for name in CLASSES}
    living = -total(["living"], None, *CLASSES)
    budget = living - total(["virtual"], None, *CLASSES)
    earned = sum(net.values(), Fraction())
    wide = net["passive"] + net["near-passive"]
    unconverted: dict[str, Fraction] = {}
    for part in parts:
        if part.amount is None and part.role != "excluded":
            unconverted.setdefault(part.currency, Fraction())
            unconverted[part.currency] += abs(part.weight)
    return {
        "gross_income": gross,
        "net_income": net,
        "living_costs": living,
        "living_costs_budget": budget,
        "fsq_narrow": _ratio(net["passive"], living),
        "fsq_wide": _ratio(wide, living),
        "fsq_narrow_budget": _ratio(net["passive"], budget),
        "fsq_wide_budget": _ratio(wide, budget),
        "savings": earned - budget,
        "savings_regular": earned - budget - net["neutral"],
        "savings_rate": _ratio(earned - budget, earned),
        "unconverted": {name: number for name, number in unconverted.items() if number},
    }


def _ratio(numerator: Fraction, denominator: Fraction) -> Fraction | None:
    return numerator / denominator if denominator > 0 else None


RATIOS = (
    "fsq_narrow",
    "fsq_wide",
    "fsq_narrow_budget",
    "fsq_wide_budget",
    "savings_rate",
)


def assert_figures(shown: Any, parts: Sequence[Part]) -> None:
    """Check the figures of a period: money to the last digit, ratios to fifty digits."""
    for name, expected in figures(parts).items():
        actual = getattr(shown, name)
        if name in RATIOS:
            assert (actual is None) == (expected is None), name
            if expected is not None:
                assert abs(Fraction(actual) - expected) <= abs(expected) / 10**50, name
        elif isinstance(expected, dict):
            assert {key: Fraction(value) for key, value in actual.items()} == expected, name
        else:
            assert Fraction(actual) == expected, name
