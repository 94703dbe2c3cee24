"""Liquidity (*Liquiditätsplanung*): how long the cash lasts, and what comes in and goes out.

Cash is what assets of the horizon ``cash`` are worth. The runway divides it by what a month of life
costs. The plan goes on month by month from the as-of date with what is known of the time after it.
For each account and month it takes the first of these that there is:

1. planned transactions dated after the as-of date, and ``custom "fsq-recurring"``; one that is
   booked as well, on the same account in the same month with the same amount, counts once, and
   in a month that has begun, what it has brought already takes the place of the rest, too;
2. the account's budget, less what is planned on accounts below it that have none of their own;
3. for living costs, the average of the last twelve complete months, unless a budget of an account
   above it speaks for it, too, or a recurring payment does: what is paid once a year is not spread
   over the other months as well.

Income has no average: nobody pays it because he did so last year. What is paid on a loan goes out
like any cost. An instalment that ``fsq-recurring`` plans on a loan is the whole one, so the
interest of that loan is taken neither from a budget nor from the average once more. A lock that
ends brings money in.
"""

from __future__ import annotations

import bisect
import datetime
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from beancount.core import account as account_module
from beancount.core import data
from beancount.core.amount import Amount

from fsq_beancount.books.holdings import Holding, Kind
from fsq_beancount.classification.account import Account
from fsq_beancount.core.periods import (
    ROLLING_MONTHS,
    Period,
    month_first,
    month_index,
    month_label,
    month_last,
)
from fsq_beancount.core.prices import round_places
from fsq_beancount.core.terms import CASH, FLAG_UNREALIZED, VIRTUAL
from fsq_beancount.core.weights import Weight, weigh
from fsq_beancount.measures.definition import Example, Family, Measure, Unit, ratio
from fsq_beancount.measures.liquidity.instalments import Instalments
from fsq_beancount.measures.quota import narrow_income, total
from fsq_beancount.settings.directives.recurring import Recurring

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books

ZERO: Final = Decimal()
HORIZON: Final = 120
"""Months that the plan goes on for where no option says otherwise."""

_LOOKS_BACK: Final = 1500
"""Days before the plan in which the distance between two payments is looked for."""


class Basis(StrEnum):
    """What an amount of the plan rests on."""

    PLANNED = "planned"
    RECURRING = "recurring"
    BUDGET = "budget"
    AVERAGE = "average"
    UNLOCKED = "unlocked"


class Item(NamedTuple):
    """What one account adds to the cash of one month.

    Attributes:
        account: The account.
        basis: What it rests on.
        amount: Currency; what goes out is negative.
    """

    account: str
    basis: Basis
    amount: Decimal


_PLACE: Final = attrgetter("account", "basis")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMonth:
    """One month of the plan.

    Attributes:
        month: ``2025-01``.
        first: Its first day; that after the as-of date in a month that has begun.
        last: Its last day.
        opening: Cash before it, currency.
        inflow: What comes in.
        outflow: What goes out; a cost is positive.
        closing: Opening and inflow less outflow.
        items: What it consists of, in order of account.
    """

    month: str
    first: datetime.date
    last: datetime.date
    opening: Decimal
    inflow: Decimal
    outflow: Decimal
    closing: Decimal
    items: tuple[Item, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole month, not the rest of one that has begun."""
        return self.first.day == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplannedLoan:
    """A loan that was paid off in the last twelve months and that the plan does not know of.

    Attributes:
        account: The account of the loan.
        monthly: What was paid on it and for its interest a month, currency.
    """

    account: str
    monthly: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Liquidity:
    """How long the cash lasts.

    Attributes:
        date: The as-of date.
        cash: What can be spent at once, currency.
        by_horizon: Assets by how soon they can be money, currency.
        living_costs: Average living costs a month of the last twelve, currency; ``None`` where no
            month has ended.
        passive_income: Average net passive income a month, currency.
        runway: Months that the cash pays for.
        runway_passive: Months that it pays for while the passive income goes on; ``None`` where
            that pays for all of it.
        reserve: What the cash is not to fall below, currency; ``None`` where it has no price.
        horizon: Months of the plan.
        months_secured: Whole months before the first that ends below the reserve; ``None`` where
            none does.
        secured_beyond_horizon: Whether none does.
        short_on: The first month that ends below it; ``None`` where none does.
        plan: The months of the plan; none where there is neither cash nor anything planned.
        unplanned_loans: Loans without an instalment in it.
        unconverted: What is planned without a price path, by currency.
    """

    date: datetime.date
    cash: Decimal
    by_horizon: Mapping[str, Decimal]
    living_costs: Decimal | None
    passive_income: Decimal | None
    runway: Decimal | None
    runway_passive: Decimal | None
    reserve: Decimal | None
    horizon: int
    months_secured: int | None
    secured_beyond_horizon: bool
    short_on: PlanMonth | None
    plan: tuple[PlanMonth, ...]
    unplanned_loans: tuple[UnplannedLoan, ...]
    unconverted: Mapping[str, Decimal]


class Year(Protocol):
    """What the runway needs to know of twelve months in a row."""

    @property
    def last(self) -> datetime.date:
        """The last day."""

    @property
    def months(self) -> int:
        """How many of the months the books cover."""

    @property
    def living_costs(self) -> Decimal:
        """What they cost together, currency."""


def runway(cash: Decimal, costs: Decimal | None, income: Decimal = ZERO) -> Decimal | None:
    """Return how many months cash lasts (*Reichweite*).

    Cash of 26,000 at 8,200 a month lasts 3.17 months.

    Args:
        cash: Currency.
        costs: Living costs a month, currency.
        income: What goes on coming in a month, currency.

    Returns:
        Months; ``None`` where the income pays for all or nothing is spent.
    """
    return None if costs is None else ratio(cash, costs - income)


def months_secured(closings: Iterable[Decimal], reserve: Decimal = ZERO) -> int | None:
    """Return how many months go by before the first that ends below a reserve; ``None`` if none.

    Args:
        closings: The cash at the end of each month, currency.
        reserve: What it is not to fall below, currency.
    """
    return next((count for count, cash in enumerate(closings) if cash < reserve), None)


def likely_cash(scope: Books) -> list[Holding]:
    """Return what is cash on any day, unless it is locked on that day."""
    return [each for each in scope.holdings.every if each.is_money or each.said_horizon == CASH]


def cash_on(scope: Books, date: datetime.date, likely: Iterable[Holding]) -> Decimal:
    """Return the cash at the end of a day, currency.

    Args:
        scope: What the report is about.
        date: The day.
        likely: What :func:`likely_cash` returns, for several days once.
    """
    amounts = (
        scope.positions.value(each.line, date).amount for each in likely if _is_cash(each, date)
    )
    return sum((amount for amount in amounts if amount is not None), ZERO)


def runways(scope: Books, years: Iterable[Year]) -> dict[datetime.date, Decimal | None]:
    """Return the runway at the end of each complete month, from the twelve that end with it."""
    likely = likely_cash(scope)
    return {
        year.last: runway(cash_on(scope, year.last, likely), year.living_costs / year.months)
        for year in years
    }


def of(scope: Books) -> Liquidity:
    """Return the runway, and the plan from the as-of date on."""
    by_horizon = _by_horizon(scope, scope.as_of)
    cash = by_horizon.get(CASH, ZERO)
    living, passive = _monthly(scope)
    reserve = _reserve(scope)
    horizon = _horizon(scope)
    planner = _Planner(scope, horizon)
    plan = tuple(planner.plan(cash))
    if not cash and not any(month.items for month in plan):
        plan = ()  # there is nothing to plan
    short = next((month for month in plan if reserve is not None and month.closing < reserve), None)
    secured = None
    if short is not None:
        secured = sum(month.is_whole for month in plan if month.last < short.first)
    return Liquidity(
        date=scope.as_of,
        cash=cash,
        by_horizon=by_horizon,
        living_costs=living,
        passive_income=passive,
        runway=runway(cash, living),
        runway_passive=runway(cash, living, passive or ZERO),
        reserve=reserve,
        horizon=horizon,
        months_secured=secured,
        secured_beyond_horizon=bool(plan) and reserve is not None and short is None,
        short_on=short,
        plan=plan,
        unplanned_loans=tuple(planner.unplanned_loans(plan)),
        unconverted=dict(sorted(planner.unconverted.items())),
    )


def _by_horizon(scope: Books, date: datetime.date) -> dict[str, Decimal]:
    """Return what assets are worth by how soon they can be money."""
    amounts: dict[str, Decimal] = {}
    for holding in scope.holdings.every:
        if not _is_asset(holding):
            continue
        _, amount, at_cost = scope.positions.value(holding.line, date)
        if amount:
            horizon = holding.horizon(date, priced=not at_cost)
            amounts[horizon] = amounts.get(horizon, ZERO) + amount
    return amounts


def _is_asset(holding: Holding) -> bool:
    """Return whether it is one's own; what one is owed is if somebody says how soon it comes."""
    return holding.kind is Kind.ASSET or (
        holding.kind is Kind.RECEIVABLE and holding.said_horizon is not None
    )


def _monthly(scope: Books) -> tuple[Decimal | None, Decimal | None]:
    """Return average living costs and net passive income a month of the last twelve."""
    if scope.last_year is None:
        return None, None
    months = _months_booked(scope, scope.last_year)
    living = sum(scope.living_costs.values(), ZERO)
    first, last = month_index(scope.last_year.first), month_index(scope.last_year.last)
    passive = narrow_income(total(scope.monthly.get(month, {}) for month in range(first, last + 1)))
    return living / months, passive / months


def _months_booked(scope: Books, year: Period) -> int:
    first = month_index(year.first)
    if scope.first_month is not None:
        first = max(first, scope.first_month)
    return month_index(year.last) - first + 1


def _reserve(scope: Books) -> Decimal | None:
    said = scope.facts.config.option("reserve", scope.as_of)
    if not isinstance(said, Amount) or said.number is None:
        return ZERO
    weight = Weight(said.number, said.currency)
    return scope.facts.prices.convert(weight, scope.facts.currency, scope.as_of)


def _horizon(scope: Books) -> int:
    said = scope.facts.config.option("horizon", scope.as_of)
    return HORIZON if said is None else int(said)


class _Planner:
    """Knows what is planned, and what life has cost so far."""

    def __init__(self, scope: Books, horizon: int) -> None:
        self.unconverted: dict[str, Decimal] = {}
        self._scope = scope
        self._spans = list(_spans(scope.as_of, horizon))
        self._holdings = {
            (each.line.account, each.line.currency, each.line.cost_currency): each
            for each in scope.holdings.every
        }
        self._holdings_of: dict[str, list[Holding]] = {}
        for each in scope.holdings.every:
            self._holdings_of.setdefault(each.line.account, []).append(each)
        self._accounts: dict[str, Account] = {}
        # Each account and those above it, which every month of the plan asks for.
        self._above: dict[str, tuple[str, ...]] = {}
        # What is planned in each month, and on which accounts, though it may move no cash: an
        # expense that a credit card pays is planned, and the cash goes when the card is paid.
        self._items: dict[int, list[Item]] = {}
        self._planned: dict[int, set[str]] = {}
        # The months, first and last, for which recurring payments say what an account costs.
        self._paid_for: dict[str, list[tuple[int, int]]] = {}
        if self._spans:
            booked = self._plan_transactions()
            self._plan_recurring(booked)
            self._plan_unlocking()
        year = scope.last_year
        months = 1 if year is None else _months_booked(scope, year)
        self._average = _averages(scope, months)
        self._beside: dict[tuple[str, ...], Sequence[Item]] = {}
        self._instalments = Instalments(scope, year, months)

    def plan(self, cash: Decimal) -> Iterator[PlanMonth]:
        """Yield the months of the plan."""
        for span, budgets in zip(self._spans, self._scope.plan.amounts(self._spans), strict=True):
            month = month_index(span.first)
            booked = self._items.get(month, [])
            items = [
                *booked,
                *self._from_budgets(span, booked, budgets),
                *self._from_averages(span, budgets),
            ]
            inflow = sum([item.amount for item in items if item.amount > 0], ZERO)
            outflow = inflow - sum([item.amount for item in items], ZERO)
            closing = cash + inflow - outflow
            yield PlanMonth(
                month=month_label(month),
                first=span.first,
                last=span.last,
                opening=cash,
                inflow=inflow,
                outflow=outflow,
                closing=closing,
                items=tuple(sorted(items, key=_PLACE)),
            )
            cash = closing

    def unplanned_loans(self, plan: Sequence[PlanMonth]) -> Iterator[UnplannedLoan]:
        """Yield the loans that were paid off in the last year and are not in the next."""
        scope, year = self._scope, self._scope.last_year
        if year is None:
            return
        months = _months_booked(scope, year)
        planned = {
            account
            for month in plan[: ROLLING_MONTHS + 1]
            for account in self._planned.get(month_index(month.first), ())
        }
        repaid: dict[str, Decimal] = {}
        for holding in scope.holdings.every:
            line = holding.line
            if holding.kind is not Kind.LOAN or line.account in planned:
                continue
            value = scope.positions.value(line, scope.as_of).amount
            before = year.first - datetime.timedelta(1)
            paid = line.weight(year.last) - line.weight(before)
            if value is not None and value < 0 and paid > 0:
                repaid[line.account] = repaid.get(line.account, ZERO) + paid
        for cost in scope.loan_costs:
            if cost.loan in repaid and year.first <= cost.flow.date <= year.last:
                repaid[cost.loan] -= cost.flow.amount or ZERO
        for account, amount in repaid.items():
            yield UnplannedLoan(account=account, monthly=amount / months)

    def _plan_transactions(self) -> Counter[tuple[str, int, Weight]]:
        """Plan what is booked after the as-of date; return which amounts its months have."""
        booked: Counter[tuple[str, int, Weight]] = Counter()
        entries, first, last = self._scope.entries, self._spans[0].first, self._spans[-1].last
        excluded = self._scope.facts.config.excluded
        # What came in the days of a month that are over is booked, too, but it is no plan.
        begin = bisect.bisect_left(entries, first.replace(day=1), key=attrgetter("date"))
        for entry in entries[begin:]:
            if entry.date > last:
                break
            if not isinstance(entry, data.Transaction) or entry.flag == FLAG_UNREALIZED:
                continue
            month = month_index(entry.date)
            moves_cash = any(self._is_cash(posting, entry.date) for posting in entry.postings)
            for posting in entry.postings:
                if posting.units is None or posting.units.number is None:
                    continue
                if posting.units.currency in excluded:
                    continue
                units = Weight(posting.units.number, posting.units.currency)
                booked[posting.account, month, units] += 1
                if entry.date < first or self._is_cash(posting, entry.date):
                    continue
                self._planned.setdefault(month, set()).add(posting.account)
                if moves_cash:
                    self._add(posting.account, Basis.PLANNED, weigh(posting), entry.date, -1)
        return booked

    def _plan_recurring(self, booked: Counter[tuple[str, int, Weight]]) -> None:
        scope = self._scope
        first, last = self._spans[0].first, self._spans[-1].last
        chosen: set[int] | None = None
        if scope.entries is not scope.facts.entries:
            chosen = {id(entry) for entry in scope.entries}
        for each in scope.facts.config.statements(Recurring):
            if chosen is not None and id(each.entry) not in chosen:
                continue
            number, currency = each.amount.number, each.amount.currency
            if number is None or currency in scope.facts.config.excluded:
                continue
            units = Weight(number, currency)
            before = datetime.timedelta(min(_LOOKS_BACK, (first - datetime.date.min).days))
            days = each.days(first - before, last)
            self._note_months_paid_for(each, days)
            # From the beginning of a month that has begun: what was due in it is not due again.
            begin = first.replace(day=1)
            for day in (day for day in days if day >= begin):
                month = month_index(day)
                self._planned.setdefault(month, set()).add(each.account)
                if booked[each.account, month, units] > 0:
                    # Somebody has booked this payment already, as a plan or a few days early.
                    booked[each.account, month, units] -= 1
                elif day >= first:
                    sign = 1 if self._is_cash_account(each.account, currency, day) else -1
                    self._add(each.account, Basis.RECURRING, units, day, sign)

    def _note_months_paid_for(self, each: Recurring, days: Iterable[datetime.date]) -> None:
        """Note for which months a recurring payment says what its account costs.

        That is from the directive on until the payment after the last one would be due.
        """
        months = sorted({month_index(day) for day in days})
        if months:
            distance = months[-1] - months[-2] if len(months) > 1 else 1
            span = month_index(each.date), months[-1] + distance - 1
            self._paid_for.setdefault(each.account, []).append(span)

    def _plan_unlocking(self) -> None:
        """Plan what is locked today and will be cash on a day to come."""
        last = self._spans[-1].last
        for holding in self._scope.holdings.every:
            until = holding.locked_until
            if until is None or not self._scope.as_of < until <= last or not _is_asset(holding):
                continue
            amount = self._scope.positions.value(holding.line, until).amount
            if amount and holding.horizon(until, priced=True) == CASH:
                item = Item(holding.account, Basis.UNLOCKED, amount)
                self._items.setdefault(month_index(until), []).append(item)

    def _add(
        self, account: str, basis: Basis, weight: Weight, date: datetime.date, sign: int
    ) -> None:
        facts = self._scope.facts
        amount = facts.prices.convert(weight, facts.currency, date)
        if amount is None:
            unit = weight.currency
            self.unconverted[unit] = self.unconverted.get(unit, ZERO) + abs(weight.number)
        elif amount:
            item = Item(account, basis, sign * amount)
            self._items.setdefault(month_index(date), []).append(item)

    def _is_cash(self, posting: data.Posting, date: datetime.date) -> bool:
        if posting.units is None:
            return False
        cost = None if posting.cost is None else posting.cost.currency
        holding = self._holdings.get((posting.account, posting.units.currency, cost))
        return holding is not None and _is_cash(holding, date)

    def _is_cash_account(self, account: str, currency: str, date: datetime.date) -> bool:
        """Return whether a payment on an account is one of its own cash."""
        holding = self._holdings.get((account, currency, None))
        if holding is not None:
            return _is_cash(holding, date)
        others = self._holdings_of.get(account)
        if others:
            return any(_is_cash(each, date) for each in others)
        # Nothing was ever booked to it: money in an asset account is cash.
        return account.startswith(f"{self._scope.facts.config.roots.assets}:")

    def _account(self, name: str) -> Account:
        known = self._accounts.get(name)
        if known is None:
            known = self._accounts[name] = Account(name, self._scope.facts.config)
        return known

    def _from_budgets(
        self, span: Period, planned: Sequence[Item], budgets: Mapping[str, Decimal]
    ) -> Iterator[Item]:
        named = self._planned.get(month_index(span.first), set())
        # An instalment has the interest in it.
        instalments = self._instalments if self._instalments.are_among(named) else None
        owned: dict[str, Decimal] = {}
        for item in planned:
            owner = self._owner(item.account, budgets)
            if owner is not None:
                owned[owner] = owned.get(owner, ZERO) + item.amount
        for name, budget in budgets.items():
            if not budget or name in named:
                continue
            account = self._account(name)
            said = account.policy(span.first).role
            if said is not None and said.value == VIRTUAL:
                continue
            rest = budget
            # What is planned below it beyond the budget is not given back.
            if budget > 0:
                if name in owned:
                    rest -= owned[name] if account.is_income else -owned[name]
                if instalments is not None and not account.is_income:
                    rest -= instalments.in_budget(
                        name,
                        budget,
                        named,
                        partial(self._is_of_budget, name, budgets),
                        _share(span),
                    )
                if rest <= 0:
                    continue
            yield Item(name, Basis.BUDGET, rest if account.is_income else -rest)
        for unit, number in self._scope.plan.unconverted(span.first, span.last).items():
            self.unconverted[unit] = self.unconverted.get(unit, ZERO) + number

    def _is_of_budget(self, owner: str, budgets: Container[str], account: str) -> bool:
        return self._owner(account, budgets) == owner

    def _owner(self, account: str, budgets: Container[str]) -> str | None:
        """Return the account whose budget speaks for an account: the nearest one that has any."""
        above = self._above.get(account)
        if above is None:
            above = self._above[account] = tuple(account_module.parents(account))
        return next((name for name in above if name in budgets), None)

    def _from_averages(self, span: Period, budgets: Collection[str]) -> Iterator[Item]:
        month = month_index(span.first)
        planned = self._planned.get(month, set())
        is_whole = span.first.day == 1
        for average in self._without_budget(tuple(budgets)):
            account = average.account
            if account in planned:
                continue
            paid_for = self._paid_for.get(account)
            if paid_for and any(begin <= month <= end for begin, end in paid_for):
                continue
            # An instalment has the interest in it.
            interest = self._instalments.in_average(account, planned)
            item = average
            if interest or not is_whole:
                rest = -average.amount - interest
                if not is_whole:
                    rest = round_places(rest * _share(span))
                item = Item(account, Basis.AVERAGE, -rest)
            if item.amount:
                yield item

    def _without_budget(self, budgets: tuple[str, ...]) -> Sequence[Item]:
        """Return what a whole month costs on each account that none of some budgets speaks for."""
        # Nearly every month has the budgets of the one before.
        known = self._beside.get(budgets)
        if known is None:
            known = self._beside[budgets] = [
                Item(account, Basis.AVERAGE, -amount)
                for account, amount in self._average.items()
                if self._owner(account, budgets) is None
            ]
        return known


def _is_cash(holding: Holding, date: datetime.date) -> bool:
    return _is_asset(holding) and holding.horizon(date, priced=True) == CASH


def _spans(as_of: datetime.date, horizon: int) -> Iterator[Period]:
    """Yield the rest of a month that has begun, and then the months of the horizon."""
    month = month_index(as_of)
    if as_of != month_last(month):
        yield Period(as_of + datetime.timedelta(1), month_last(month))
    final = min(month + horizon, month_index(datetime.date.max))
    for number in range(month + 1, final + 1):
        yield Period(month_first(number), month_last(number))


def _share(span: Period) -> Decimal:
    """Return the days of a month or of the rest of one as a share of all days of the month."""
    days = (span.last - span.first).days + 1
    return Decimal(days) / month_last(month_index(span.first)).day


def _averages(scope: Books, months: int) -> dict[str, Decimal]:
    """Return the living costs of each account a month."""
    costs = sorted(scope.living_costs.items())
    return {account: round_places(amount / months) for account, amount in costs}


LIQUIDITY_MEASURES: Final[tuple[Measure[Any, Any], ...]] = (
    Measure(
        "cash",
        "Cash at hand",
        "Verfügbares Geld",
        Unit.MONEY,
        "what assets of the horizon cash are worth: money that is not locked, unless fsq-liquidity"
        " says otherwise",
        "Wert des Vermögens mit der Verfügbarkeit cash: Geld, das nicht gebunden ist, sofern"
        " fsq-liquidity nichts anderes sagt",
        sum,
        example=Example(
            (Decimal(6000), Decimal(20000)),
            "6,000 in the current account and 20,000 on call: 26,000.00.",
            "6.000 auf dem Girokonto und 20.000 auf dem Tagesgeldkonto: 26.000,00.",
        ),
    ),
    Measure(
        "runway",
        "Runway",
        "Reichweite",
        Unit.MONTHS,
        "cash divided by the average monthly living costs of the last twelve months",
        "verfügbares Geld geteilt durch die durchschnittlichen monatlichen Lebenshaltungskosten"
        " der letzten zwölf Monate",
        lambda given: runway(*given),
        example=Example(
            (Decimal(26000), Decimal(8200)),
            "26,000 at 8,200 a month: 3.2 months.",
            "26.000 bei 8.200 im Monat: 3,2 Monate.",
        ),
    ),
    Measure(
        "runway_passive",
        "Runway with passive income",
        "Reichweite mit passiven Einnahmen",
        Unit.MONTHS,
        "the same while the net passive income goes on; undefined where it pays for all",
        "dasselbe bei fortlaufenden passiven Nettoeinnahmen; nicht definiert, wenn diese für alles"
        " reichen",
        lambda given: runway(*given),
        example=Example(
            (Decimal(26000), Decimal(8200), Decimal(2000)),
            "26,000 at 8,200 less 2,000 a month: 4.2 months.",
            "26.000 bei 8.200 abzüglich 2.000 im Monat: 4,2 Monate.",
        ),
    ),
    Measure(
        "months_secured",
        "Months secured",
        "Gesicherte Monate",
        Unit.MONTHS,
        "whole months of the plan before the first that ends below the reserve",
        "ganze Monate des Plans vor dem ersten, der unter der Reserve endet",
        lambda given: months_secured(*given),
        example=Example(
            ((Decimal(9000), Decimal(6000), Decimal(3000)), Decimal(5000)),
            "The months end with 9,000, 6,000 and 3,000, the reserve is 5,000: 2.0 months.",
            "Die Monate enden mit 9.000, 6.000 und 3.000, die Reserve ist 5.000: 2,0 Monate.",
        ),
    ),
)

FAMILY: Final = Family("liquidity", "Liquidity", "Liquidität", LIQUIDITY_MEASURES)
