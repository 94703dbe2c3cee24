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
from typing import Any, NamedTuple, TypeVar

from beancount.core import data
from beancount.core.inventory import Inventory, MatchResult
from beancount.parser import options as beancount_options

CLASSES = ("passive", "near-passive", "active", "neutral", "unclassified")
CHARGES = ("tax", "fee", "cost")
TAXES = ("tax", "wage-tax", "social", "vat", "trade-tax")
MONEY = ("EUR", "USD", "GBP", "CHF", "ISK")

Day = datetime.date
Month = tuple[int, int]


class Named(NamedTuple):
    """What the name of an account says.

    Attributes:
        income_class: The class of income.
        otherwise: The class unless active income stood beside it, where the name is an employer's.
        gain: Whether it says gain or loss.
        pension: Whether it is passive by pension, annuity or social security.
        no_goods: Whether it is the income of capital, or neutral: goods do not earn it.
        vat: Whether it is that of work, of things or of services, on which VAT is collected.
        sales: Whether it is that of sales.
        cost: The kind of tax or fee; of income, the capital tax whose refunds it names.
        loss: Whether an expense is named for losses.
        interest: Whether it is named for interest.
        depreciation: Whether it is named for depreciation.
        loan: Whether a liability is a loan.
        home: Whether an asset is a house, land or a car.
    """

    income_class: str | None = None
    otherwise: str | None = None
    gain: bool = False
    pension: bool = False
    no_goods: bool = False
    vat: bool = True
    sales: bool = False
    cost: str | None = None
    loss: bool = False
    interest: bool = False
    depreciation: bool = False
    loan: bool = False
    home: bool = False


class Part(NamedTuple):
    """A posting to an income or expense account, or a part of it; income is positive."""

    date: Day
    year: int
    account: str
    role: str
    income_class: str | None
    gain: bool
    amount: Fraction | None
    weight: Fraction
    currency: str
    entry: data.Transaction
    posting: Any


class _Kind(NamedTuple):
    income_class: str | None
    stream: str | None
    gain: bool


class _Went(NamedTuple):
    """Where a cost, or a part of it, went; the part is of its weight, ``None`` for all of it."""

    role: str
    kind: _Kind
    part: Fraction | None


class _Tax:
    """A capital tax that was paid, and what is left of it."""

    def __init__(self, year: int, day: Day, currency: str, left: dict[_Kind, Fraction]) -> None:
        self.year, self.day, self.currency, self.left = year, day, currency, left


class _Deal(NamedTuple):
    """A transaction: what it does beside its income and expenses."""

    entry: data.Transaction
    others: list[Any]
    bought: list[Any]
    sold: list[Any]
    on_loan: bool
    buys_home: bool


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
        self.accrued = False
        self.takes_goods = False

    @property
    def kind(self) -> _Kind:
        return _Kind(self.income_class, self.stream, self.gain)


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
        self.assets, self.liabilities = roots.assets, roots.liabilities
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
        self._priced = {
            currency
            for entry in self.entries
            if isinstance(entry, data.Price)
            for currency in (entry.currency, entry.amount.currency)
        }
        # Whether an account pays living costs and takes income is seen where nothing asks for it.
        self._uses: _Uses | None = None
        self._uses = self._find_uses(self._judge_all())
        self.parts = self._judge_all()

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

    def _judge_all(self) -> list[Part]:
        self._depots: dict[str, Inventory] = {}
        self._employed: dict[str, Day] = {}
        self._taxes: list[_Tax] = []
        self._paid: list[tuple[str, Day, Fraction, str, list[_Went]]] = []
        return [
            part
            for entry in self.entries
            if isinstance(entry, data.Transaction)
            for part in self._judge(entry)
        ]

    def _find_uses(self, parts: Iterable[Part]) -> _Uses:
        pay: set[str] = set()
        take: set[str] = set()
        earn: set[str] = set()
        words: set[str] = set()
        for part in parts:
            named = self._named[part.account]
            held = [
                (posting.account, _weight(posting)[0] > 0)
                for posting in part.entry.postings
                if _weight(posting)[0]
                and posting.account.partition(":")[0] in (self.assets, self.liabilities)
            ]
            is_expense = self._is_expense(part.account)
            spent = part.role == "living" and part.weight < 0
            if spent and not (named.loss or named.depreciation):
                pay |= {account for account, positive in held if not positive}
            if part.role == "income" and part.weight > 0 and not is_expense:
                takes = {account for account, positive in held if positive}
                take |= takes
                if part.income_class == "passive":
                    earn |= takes
                    words |= set(part.account.lower().split(":")[1:])
        return _Uses(pay, take, earn, words)

    def _is_expense(self, account: str) -> bool:
        return account.startswith(f"{self.expenses}:")

    def _judge(self, entry: data.Transaction) -> list[Part]:
        """Section 2 of the definitions, for one transaction."""
        bought, sold = self._trade(entry)
        items: list[_Item] = []
        others: list[Any] = []
        on_loan = buys_home = False
        for posting in entry.postings:
            root = posting.account.partition(":")[0]
            named = self._named.setdefault(posting.account, self.names(posting.account))
            on_loan = on_loan or named.loan
            number = posting.units.number if posting.units else None
            buys_home = buys_home or (named.home and number is not None and number > 0)
            if root not in (self.income, self.expenses):
                others.append(posting)
            elif entry.flag != "U":
                items.append(_Item(posting, named, is_income=root == self.income))
        buys_home = on_loan and (buys_home or any(self._is_unpriced(lot) for lot in bought))
        deal = _Deal(entry, others, bought, sold, on_loan, buys_home)
        for item in items:
            self._hear(item, entry)
        goods = self._goods(items, deal)
        incomes = [item for item in items if item.role == "income"]
        self._earn(incomes, deal, goods=goods)
        for item in items:
            if item.role is None:
                item.role = self._expense(item, incomes, deal)
        earned = [item for item in items if item.role == "income"]
        parts: dict[int, list[Part]] = {}
        later: list[tuple[int, _Item]] = []
        for place, item in enumerate(items):
            if self._is_lone_refund(item, earned):
                later.append((place, item))
                continue
            charged = item.role in CHARGES
            went = self._charge(item, earned, deal) if charged else [self._stays(item)]
            self._remember(item, entry, went)
            parts[place] = [self._part(item, entry, each) for each in went]
        for place, item in later:
            went = self._refund(item, entry)
            parts[place] = [self._part(item, entry, each) for each in went]
        return [part for place in sorted(parts) for part in parts[place]]

    @staticmethod
    def _stays(item: _Item) -> _Went:
        assert item.role is not None
        return _Went(item.role, item.kind, None)

    def _is_unpriced(self, posting: Any) -> bool:
        return posting.units.currency not in self._priced

    def _trade(self, entry: data.Transaction) -> tuple[list[Any], list[Any]]:
        """The postings that add to lots at cost, and those that reduce some."""
        held: list[Any] = [posting for posting in entry.postings if posting.cost is not None]
        moved: dict[Any, Any] = {}
        for posting in held:
            lot = (posting.units.currency, posting.cost)
            moved[lot] = moved.get(lot, 0) + posting.units.number
        bought: list[Any] = []
        sold: list[Any] = []
        for posting in held:
            depot = self._depots.setdefault(posting.account, Inventory())
            _, match = depot.add_amount(posting.units, posting.cost)
            if moved[posting.units.currency, posting.cost]:
                (sold if match is MatchResult.REDUCED else bought).append(posting)
        return bought, sold

    @staticmethod
    def _sells(item: _Item) -> bool:
        """Whether an income may be that of goods."""
        return (
            item.role == "income"
            and item.is_income
            and not item.named.no_goods
            and item.said_class != "neutral"
        )

    def _bearing(self, item: _Item, earned: Sequence[_Item]) -> Sequence[_Item]:
        """The incomes that bear a cost: the sale that of goods, and VAT what it is collected on."""
        bearing: list[_Item] = []
        if item.said_class is None and item.takes_goods:
            bearing = [income for income in earned if self._sells(income)]
        elif item.said_class is None and item.named.cost == "vat":
            bearing = [
                income
                for income in earned
                if income.is_income
                and income.named.vat
                and not income.gain
                and income.income_class != "neutral"
            ]
        return bearing or earned

    def _goods(self, items: Iterable[_Item], deal: _Deal) -> bool:
        """Whether expenses take the cost of lots that are sold: they become costs."""
        incomes = [item for item in items if self._sells(item)]
        expenses = [
            item
            for item in items
            if not (item.is_income or item.named.loss or item.named.cost is not None)
        ]
        lots = deal.sold or deal.bought
        if (deal.sold and deal.bought) or not lots:
            return False
        earned = sum((_weight(item.posting)[0] for item in incomes), Fraction())
        if earned * sum((_weight(lot)[0] for lot in lots), Fraction()) <= 0:
            return False
        takers: list[_Item] = []
        for currency in {_weight(lot)[1] for lot in lots}:
            costs: dict[str, Fraction] = {}
            for lot in lots:
                if _weight(lot)[1] == currency:
                    costs.setdefault(lot.units.currency, Fraction())
                    costs[lot.units.currency] -= _weight(lot)[0]
            there = [item for item in expenses if _weight(item.posting)[1] == currency]
            found = _taking(there, costs)
            if not found:
                return False
            takers += found
        for item in takers:
            item.takes_goods = True
            item.role = item.role or "cost"
        return True

    def _earn(self, incomes: list[_Item], deal: _Deal, *, goods: bool) -> None:
        """Steps 6 to 8, and what is a gain."""
        day = deal.entry.date
        for item in incomes:
            item.income_class = item.said_class
            if item.said_class is None and item.named.otherwise is None:
                item.income_class = item.named.income_class
        beside = any(item.income_class == "active" for item in incomes)
        for item in incomes:
            if item.income_class is None and item.named.otherwise is not None:
                account = item.posting.account
                if beside:
                    self._employed[account] = day
                last = self._employed.get(account)
                recent = last is not None and (day.year - 1, day.month, day.day) <= (
                    last.year,
                    last.month,
                    last.day,
                )
                item.income_class = "active" if recent else item.named.otherwise
        active = [item for item in incomes if item.income_class == "active"]
        pensions = [
            item
            for item in incomes
            if item.named.pension and not item.said_class and item.income_class == "passive"
        ]
        sums = self._sums(pensions, active, deal.entry.date)
        if pensions and active and sums is not None and abs(sums[1]) > abs(sums[0]):
            for item in pensions:
                item.income_class = "active"
        for item in incomes:
            named = item.named
            goods_sold = goods or (
                named.sales and all(self._is_unpriced(posting) for posting in deal.sold)
            )
            sold = bool(deal.sold) and not goods_sold
            by_name = (named.otherwise or named.income_class) in ("passive", "active")
            item.gain = named.gain or (sold and not by_name)
            if item.income_class is None and sold:
                item.income_class = "near-passive"
        beside = any(item.income_class == "active" for item in incomes)
        for item in incomes:
            item.income_class = item.income_class or ("active" if beside else "unclassified")

    def _sums(
        self, one: Iterable[_Item], other: Iterable[_Item], day: Day
    ) -> tuple[Fraction, Fraction] | None:
        """Two sums in one currency, if there is a price."""
        weights = [[_weight(item.posting) for item in group] for group in (one, other)]
        if len({currency for group in weights for _, currency in group}) > 1:
            worth = [[self.worth(*weight, day) for weight in group] for group in weights]
            if any(number is None for group in worth for number in group):
                return None
            first, second = (sum((n or Fraction() for n in group), Fraction()) for group in worth)
        else:
            first, second = (sum((n for n, _ in group), Fraction()) for group in weights)
        return first, second

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
            item.role = "tax" if item.named.cost is not None else "income"
            if entry.flag == "P":
                item.role = "excluded"

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

    def _expense(self, item: _Item, incomes: Sequence[_Item], deal: _Deal) -> str:
        """The role of an expense posting of which nobody has said it."""
        padded = deal.entry.flag == "P"
        role = None if padded else self._by_name(item, incomes, deal)
        if role is not None:
            return role
        if item.said_class is not None:
            return "cost"
        if padded:
            return "living"
        named = item.named
        invests = any(lot.account.startswith(f"{self.assets}:") for lot in deal.bought)
        if named.interest and invests and not deal.on_loan:
            item.income_class, item.accrued = "passive", True
            return "income"
        if named.loss and (deal.sold or self._bears(item, deal)):
            item.income_class, item.gain = "near-passive", True
            return "income"
        if named.depreciation and self._uses is not None and not deal.on_loan:
            others = {posting.account for posting in deal.others}
            if not others & (self._uses.pay | self._uses.take):
                return "virtual"
        return "living"

    def _bears(self, item: _Item, deal: _Deal) -> bool:
        """Whether what is on the other side of a loss is an asset that earns."""
        if self._uses is None:
            return False
        lost = item.posting.units.number > 0
        sides = [
            posting.account
            for posting in deal.others
            if posting.units.number and (posting.units.number > 0) != lost
        ]
        return bool(sides) and all(
            side not in self._uses.pay
            and (
                side in self._uses.earn
                or bool(set(side.lower().split(":")[1:][-2:]) & self._uses.words)
            )
            for side in sides
        )

    def _by_name(self, item: _Item, incomes: Sequence[_Item], deal: _Deal) -> str | None:
        cost = item.named.cost
        if cost in ("capital-tax", "lump-sum-tax"):
            return "tax"
        if cost is None or cost == "household-fee" or deal.buys_home:
            return None
        traded = bool(deal.sold or deal.bought)
        if cost in ("fee", "bare-fee"):
            on_payslip = any(i.income_class == "active" for i in incomes) and not traded
            if cost == "bare-fee" and on_payslip and item.said_class is None:
                return None
            return "fee" if incomes or traded else None
        if incomes or deal.sold:
            return "tax"
        if deal.bought:
            return "fee" if cost in ("vat", "trade-tax") else None
        if item.posting.units.number >= 0:
            return None
        if cost == "social" and not self._payments(item, deal.entry.date):
            return None
        return "tax"

    @staticmethod
    def _is_lone_refund(item: _Item, earned: Sequence[_Item]) -> bool:
        return (
            item.role == "tax"
            and item.said_class is None
            and not earned
            and _weight(item.posting)[0] < 0
        )

    def _charge(self, item: _Item, earned: Sequence[_Item], deal: _Deal) -> list[_Went]:
        """Where a cost of earning is charged to, with the parts of its weight."""
        assert item.role is not None
        role, day = item.role, deal.entry.date
        cost = item.named.cost if role == "tax" else None
        traded = bool(deal.sold or deal.bought)
        wanted = item.said_class
        of_work = deal.sold or any(income.income_class == "active" for income in earned)
        vested = deal.bought and any(income.income_class != "passive" for income in earned)
        if wanted is None and cost == "lump-sum-tax":
            wanted = "passive"
        elif wanted is None and cost in ("wage-tax", "social") and (of_work or vested):
            wanted = "active"
        gross: dict[_Kind, list[Fraction]] = {}
        bearing = self._bearing(item, earned)
        for income in [i for i in bearing if not i.accrued] + [i for i in bearing if i.accrued]:
            amount = self.worth(*_weight(income.posting), day)
            if amount is None or (income.accrued and role == "fee"):
                continue
            kind = income.kind._replace(stream=item.stream or income.stream)
            if wanted in (None, kind.income_class):
                gross.setdefault(kind, []).append(-amount)
        if wanted is None:
            beside = {kind: sums for kind, sums in gross.items() if kind.income_class != "neutral"}
            gross = beside or gross
        weight = self.worth(*_weight(item.posting), day)
        if len(gross) > 1:
            positive = {
                kind: total
                for kind, amounts in gross.items()
                if (total := sum((a for a in amounts if a > 0), Fraction())) > 0
            }
            if positive and weight is not None:
                parts = _split(weight, positive)
                if len(parts) == 1:
                    return [_Went(role, next(iter(parts)), None)]
                return [_Went(role, kind, part) for kind, part in parts.items()]
        if gross:
            largest = max(gross, key=lambda kind: max(gross[kind]))
            return [_Went(role, largest, None)]
        gain = wanted is None or item.said_class is not None
        gain = gain and bool(deal.sold or (deal.bought and role == "fee"))
        if wanted is None:
            wanted = "unclassified"
            if cost == "capital-tax":
                wanted = "passive"
            elif (role == "fee" or cost == "trade-tax") and traded:
                wanted = "near-passive"
        return [_Went(role, _Kind(wanted, item.stream, gain), None)]

    # Taxes that come back

    def _remember(self, item: _Item, entry: data.Transaction, went: list[_Went]) -> None:
        number, currency = _weight(item.posting)
        if item.named.cost not in ("capital-tax", "lump-sum-tax"):
            is_tax = item.role == "tax" or item.named.cost in TAXES
            if is_tax and item.role != "excluded" and number > 0:
                record = (item.posting.account, entry.date, number, currency, went)
                self._paid.append(record)
        elif item.role == "tax":
            if number > 0:
                year = _said_year(item.posting, entry) or entry.date.year
                left = _shares(number, went)
                self._taxes.append(
                    _Tax(year, entry.date, currency, {k.kind: part for k, part in left.items()})
                )
            elif len(went) == 1:
                self._take(item, entry, went[0].kind.income_class)

    def _take(
        self, item: _Item, entry: data.Transaction, income_class: str | None
    ) -> dict[_Kind, Fraction]:
        """Take a refund off the taxes of its year, else of this or the last, latest first."""
        number, currency = _weight(item.posting)
        left = -number
        said = _said_year(item.posting, entry)
        found: dict[_Kind, Fraction] = {}
        for year in (entry.date.year, entry.date.year - 1) if said is None else (said,):
            for tax in [tax for tax in self._taxes[::-1] if tax.year == year]:
                of_class = {
                    kind: part
                    for kind, part in tax.left.items()
                    if part > 0 and income_class in (None, kind.income_class)
                }
                there = sum(of_class.values(), Fraction())
                taken, given = self._back(tax, there, left, currency, entry.date)
                if left <= 0 or not taken:
                    continue
                parts = _split(taken, of_class)
                for kind, part in parts.items():
                    tax.left[kind] -= part
                for kind, part in _split(given, parts).items():
                    found[kind] = found.get(kind, Fraction()) + part
                left -= given
        return found

    def _back(
        self, tax: _Tax, there: Fraction, left: Fraction, currency: str, day: Day
    ) -> tuple[Fraction, Fraction]:
        """How much of a tax comes back, in its currency and in that of the refund."""
        if tax.currency == currency:
            return min(there, left), min(there, left)
        paid = self.worth(there, tax.currency, tax.day)
        back = self.worth(left, currency, day)
        if not paid or not back:
            return Fraction(), Fraction()
        if paid <= back:
            return there, round(left * paid / back, 12)
        return round(there * back / paid, 12), left

    def _payments(self, item: _Item, day: Day) -> dict[_Went, Fraction]:
        """Where the payments of an account went in this year and the last."""
        account = item.posting.account
        paid = [
            each for each in self._paid if each[0] == account and 0 <= day.year - each[1].year < 2
        ]
        one = len({currency for _, _, _, currency, _ in paid}) == 1
        sums: dict[_Went, Fraction] = {}
        for _, paid_on, number, currency, went in paid:
            amount = number if one else self.worth(number, currency, paid_on)
            if amount is not None:
                for where, part in _shares(amount, went).items():
                    sums[where] = sums.get(where, Fraction()) + part
        return sums

    def _refund(self, item: _Item, entry: data.Transaction) -> list[_Went]:
        """Where the refund of a tax goes that stands alone."""
        number, currency = _weight(item.posting)
        if item.named.cost in ("capital-tax", "lump-sum-tax"):
            found = self._take(item, entry, None)
            sums = {_Went("tax", kind, None): part for kind, part in found.items()}
            rest = -number - sum(found.values(), Fraction())
            if rest:
                near = _Went("tax", _Kind("near-passive", None, gain=False), None)
                sums[near] = sums.get(near, Fraction()) + rest
        else:
            sums = self._payments(item, entry.date)
            sums = sums or {_Went("tax", _Kind("active", None, gain=False), None): Fraction(1)}
        if item.stream is not None:
            of_stream: dict[_Went, Fraction] = {}
            for went, part in sums.items():
                where = went._replace(kind=went.kind._replace(stream=item.stream))
                of_stream[where] = of_stream.get(where, Fraction()) + part
            sums = of_stream
        weight = self.worth(number, currency, entry.date)
        if len(sums) == 1 or weight is None:
            return [max(sums, key=sums.__getitem__)]
        return [went._replace(part=part) for went, part in _split(weight, sums).items()]

    def _part(self, item: _Item, entry: data.Transaction, went: _Went) -> Part:
        number, currency = _weight(item.posting)
        part = went.part
        worth = self.worth(number, currency, entry.date) if part is None else part
        return Part(
            entry.date,
            _said_year(item.posting, entry) or entry.date.year,
            item.posting.account,
            went.role,
            went.kind.income_class,
            went.kind.gain,
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

    def silent(self, as_of: Day) -> set[Month]:
        """The months of gaps of more than 24 without any posting of money.

        The last twelve months up to the as-of date, and the running one, are in none.
        """
        booked = {
            (entry.date.year, entry.date.month)
            for entry in self.entries
            if isinstance(entry, data.Transaction) and entry.date <= as_of
            for posting in entry.postings
            if posting.units is not None and posting.units.currency in (*MONEY, self.currency)
        }
        booked.update((part.date.year, part.date.month) for part in self.parts)
        if not booked:
            return set()
        recent = datetime.date(max(1, as_of.year - 1), as_of.month, 1)
        silent: set[Month] = set()
        gap: list[Month] = []
        for month in months_between(datetime.date(*min(booked), 1), recent):
            if month in booked or month == (recent.year, recent.month):
                silent.update(gap if len(gap) > 24 else ())
                gap = []
            else:
                gap.append(month)
        return silent

    def of_window(self, first: Day, last: Day, as_of: Day) -> tuple[int, list[Part]]:
        """How many of twelve months count, and their flows; of the others what has no price."""
        silent = self.silent(as_of)
        months = [month for month in self.months(first, last, as_of) if month not in silent]
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


class _Uses(NamedTuple):
    """Which accounts pay living costs, take income, take passive income; its names."""

    pay: set[str]
    take: set[str]
    earn: set[str]
    words: set[str]


def _taking(expenses: list[_Item], costs: Mapping[str, Fraction]) -> list[_Item]:
    """The expenses that take costs to the cent: one, those of an account, all, or one for each."""

    def takes(group: Iterable[_Item], cost: Fraction) -> bool:
        taken = sum((_weight(item.posting)[0] for item in group), Fraction())
        return abs(taken - cost) <= Fraction(1, 200)

    total = sum(costs.values(), Fraction())
    accounts = dict.fromkeys(item.posting.account for item in expenses)
    groups = [[item] for item in expenses]
    groups += [[i for i in expenses if i.posting.account == account] for account in accounts]
    for group in [*groups, expenses]:
        if group and takes(group, total):
            return group
    left, found = list(expenses), []
    for cost in costs.values():
        taker = next((item for item in left if takes([item], cost)), None)
        if taker is None:
            return []
        left.remove(taker)
        found.append(taker)
    return found


_Key = TypeVar("_Key")


def _split(number: Fraction, among: Mapping[_Key, Fraction]) -> dict[_Key, Fraction]:
    """A number split in proportion, each part rounded, the rest in the largest."""
    whole = sum(among.values(), Fraction())
    if not whole:
        return {max(among, key=among.__getitem__): number}
    parts = {key: round(number * part / whole, 12) for key, part in among.items() if part > 0}
    parts[max(among, key=among.__getitem__)] += number - sum(parts.values())
    return parts


def _shares(number: Fraction, went: Sequence[_Went]) -> dict[_Went, Fraction]:
    """The parts of a number that went each way, as the whole did."""
    if len(went) == 1:
        return {went[0]._replace(part=None): number}
    among: dict[_Went, Fraction] = {}
    for each in went:
        where = each._replace(part=None)
        among[where] = among.get(where, Fraction()) + abs(each.part or Fraction())
    return _split(number, among)


def _said_year(posting: Any, entry: data.Transaction) -> int | None:
    said = ((meta or {}).get("fsq-year") for meta in (posting.meta, entry.meta))
    return next((int(year) for year in said if year is not None), None)


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
    complete, silent = book.complete(as_of), book.silent(as_of)
    ends = [
        month
        for month in months_between(datetime.date(*begin, 1), as_of)
        if month <= complete and month not in silent
    ]
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
