"""Milestones (*Etappenziele*): the living costs that passive income pays one after the other.

The targets are what ``custom "fsq-milestone"`` names, in file order, and at the end always the rest
of the living costs. Income is poured into them in that order, like water into a stair of basins: a
target is reached when what the ones before it leave over pays it. An account counts in the first
target that names it; a fixed amount is cut out of what no target names. So all costs add up to the
living costs, and the last target is reached exactly when the quota is at least 1.

All figures are over rolling twelve months. A target that was reached may be lost again; when it was
first reached and when it was last lost are looked for in the whole history of month-ends.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from beancount.core import account as account_module

from fsq_beancount.books import flows as spans
from fsq_beancount.core.periods import ROLLING_MONTHS, last_complete_month, month_first, month_last
from fsq_beancount.core.terms import LIVING
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.definition import Example, Family, Measure, Unit, ratio
from fsq_beancount.measures.quota import living_costs, narrow_income, total, wide_income
from fsq_beancount.settings.directives.milestone import TYPE

if TYPE_CHECKING:
    from beancount.core.amount import Amount

    from fsq_beancount.books.books import Books
    from fsq_beancount.books.flows import Flow

ZERO: Final = Decimal()
ONE: Final = Decimal(1)

ALL_LIVING_COSTS: Final = "All living costs"
"""The name of the last target; what people read is translated."""

MOST_SUGGESTED: Final = 5


class Target(NamedTuple):
    """What one milestone is to pay.

    Attributes:
        name: What the person calls it.
        accounts: The accounts whose living costs it is, subaccounts included; none for a fixed
            amount and for the last target.
        amount: The fixed amount a month, if it is one.
    """

    name: str
    accounts: tuple[str, ...]
    amount: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A target and how far income has come with it, in the report currency.

    Attributes:
        position: Its place in the order, from 1.
        target: What it is to pay.
        is_last: Whether it is the rest of the living costs.
        without: Accounts below its own, or all that are named where it is the last, that count in
            another target.
        cost: What it costs in the window; ``None`` for a fixed amount without a price path.
        left: The income that the targets before it leave over.
        alone: What share of it the whole income would pay, fraction; for the last the quota.
        covered: What share of it is paid, fraction cut to 0…1 for the picture.
        reached: Whether it is paid; ``None`` where that cannot be said: no or negative cost, or
            books of less than twelve months.
        reached_on: The month-end on which it was first reached; ``None`` if it never was.
        lost_on: The month-end on which it was last lost again; ``None`` if it never was.
        missing_per_month: What income lacks each month to pay it.
    """

    position: int
    target: Target
    is_last: bool
    without: tuple[str, ...]
    cost: Decimal | None
    left: Decimal
    alone: Decimal | None
    covered: Decimal | None
    reached: bool | None
    reached_on: datetime.date | None
    lost_on: datetime.date | None
    missing_per_month: Decimal

    @property
    def name(self) -> str:
        """Its name, English for the last one."""
        return self.target.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones:
    """The milestones over the last complete twelve months.

    Attributes:
        first: The first day of the window; ``None`` where no month is complete.
        last: Its last day.
        months: How many of its months the books cover; below twelve nothing is reached.
        narrow: With passive income, in order.
        wide: With near-passive income, too.
        suggested: Whether no directive names them, so that they are our suggestion.
        directives: The suggestion as lines for the ledger.
        unconverted: Fixed amounts a month without a price path, by currency.
    """

    first: datetime.date | None = None
    last: datetime.date | None = None
    months: int = 0
    narrow: tuple[Milestone, ...] = ()
    wide: tuple[Milestone, ...] = ()
    suggested: bool = False
    directives: tuple[str, ...] = ()
    unconverted: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def next(self) -> Milestone | None:
        """The first one that narrow income does not pay; ``None`` where it pays all of them."""
        return next((each for each in self.narrow if each.reached is False), None)


def costs_of_targets(
    named: Sequence[Decimal | None], fixed: Sequence[Decimal | None], living_costs: Decimal
) -> list[Decimal]:
    """Return what each target costs, the rest of the living costs last; they add up to these.

    Args:
        named: The living costs of each target's accounts; ``None`` where it is a fixed amount.
        fixed: The fixed amount of each target; ``None`` where it has accounts, or no price path.
        living_costs: All living costs.
    """
    rest = living_costs - sum((cost for cost in named if cost is not None), ZERO)
    costs = []
    for cost, amount in zip(named, fixed, strict=True):
        if cost is not None:
            costs.append(cost)
            continue
        # Cut to what is left of the rest, which a refund may have made negative.
        taken = min(amount or ZERO, max(ZERO, rest))
        rest -= taken
        costs.append(taken)
    return [*costs, rest]


@dataclass(frozen=True, slots=True)
class Poured:
    """Income poured into one target.

    Attributes:
        income: All of it, in the twelve months.
        before: What the targets before this one cost.
        cost: What this one costs.
        months: How many of the twelve months the books cover.
    """

    income: Decimal
    before: Decimal
    cost: Decimal
    months: int = ROLLING_MONTHS


def cost(poured: Poured) -> Decimal:
    """Return the living costs that the target is to pay."""
    return poured.cost


def left(poured: Poured) -> Decimal:
    """Return the income that the targets before this one leave over."""
    return poured.income - poured.before


def covered(poured: Poured) -> Decimal | None:
    """Return what share of a target is paid, cut to 0…1; ``None`` without a positive cost."""
    share = ratio(left(poured), poured.cost)
    return None if share is None else min(ONE, max(ZERO, share))


def alone(poured: Poured) -> Decimal | None:
    """Return what share of a target the whole income pays; ``None`` without a positive cost."""
    return ratio(poured.income, poured.cost)


def missing_per_month(poured: Poured) -> Decimal:
    """Return what income lacks each month to pay a target: ``max(0, cost − left) / months``."""
    return max(ZERO, poured.cost - left(poured)) / poured.months


def is_reached(poured: Poured) -> bool | None:
    """Return whether a target is paid; ``None`` without a positive cost or with fewer months."""
    if poured.months < ROLLING_MONTHS:
        return None
    return _pays(left(poured), poured.cost)


def _pays(income: Decimal, target: Decimal) -> bool | None:
    """Return whether income pays a cost; ``None`` without a positive one."""
    return income >= target if target > 0 else None


def first_and_last(
    reached: Iterable[tuple[datetime.date, bool | None]],
) -> tuple[datetime.date | None, datetime.date | None]:
    """Return when a target was first reached, and when it was last lost again.

    Args:
        reached: Month-ends, oldest first, and whether it was reached; an undefined one is neither
            reached nor lost, the target stays what it was.
    """
    first = lost = None
    before = False
    for date, now in reached:
        if now is None:
            continue
        if now and first is None:
            first = date
        if before and not now:
            lost = date
        before = now
    return first, lost


class _Window:
    """What the months of a window add up to.

    Attributes:
        narrow: Net passive income.
        wide: Net passive and near-passive income.
        living: Living costs.
        named: Living costs of each target's accounts.
    """

    __slots__ = ("living", "named", "narrow", "wide")

    def __init__(self, targets: int) -> None:
        self.narrow = self.wide = self.living = ZERO
        self.named = [ZERO] * targets

    def include(self, other: _Window) -> None:
        self.narrow += other.narrow
        self.wide += other.wide
        self.living += other.living
        self.named = [mine + its for mine, its in zip(self.named, other.named, strict=True)]

    def withdraw(self, other: _Window) -> None:
        self.narrow -= other.narrow
        self.wide -= other.wide
        self.living -= other.living
        self.named = [mine - its for mine, its in zip(self.named, other.named, strict=True)]


class _Owners(dict[str, "dict[int, Decimal] | None"]):
    """The sums by month of the target that each account counts in, the first that names it."""

    def __init__(self, targets: Sequence[Target]) -> None:
        super().__init__()
        self.sums: list[dict[int, Decimal]] = [{} for _ in targets]
        self._named: dict[str, int] = {}
        for number, target in enumerate(targets):
            for account in target.accounts:
                self._named.setdefault(account, number)

    def __missing__(self, account: str) -> dict[int, Decimal] | None:
        parents = account_module.parents(account)
        number = min((self._named[name] for name in parents if name in self._named), default=None)
        self[account] = None if number is None else self.sums[number]
        return self[account]


def _named_by_month(flows: Sequence[Flow], targets: Sequence[Target]) -> list[dict[int, Decimal]]:
    """Return the living costs of each target's accounts by month."""
    owners = _Owners(targets)
    for month, several in spans.by_month(flows):
        for flow in several:
            sums = owners[flow.account]
            amount = flow.amount
            if sums is not None and amount is not None and flow.verdict.role == LIVING:
                sums[month] = sums.get(month, ZERO) - amount
    return owners.sums


def _by_month(scope: Books, targets: Sequence[Target]) -> dict[int, _Window]:
    """Return what each month adds up to, so that a window costs two additions."""
    named = _named_by_month(scope.flows, targets)
    months: dict[int, _Window] = {}
    for month, amounts in scope.monthly.items():
        sums = months[month] = _Window(len(targets))
        totals = total([amounts])
        sums.narrow, sums.wide = narrow_income(totals), wide_income(totals)
        sums.living = living_costs(totals)
        sums.named = [each.get(month, ZERO) for each in named]
    return months


class _MonthEnd(NamedTuple):
    """The targets at one month-end.

    Attributes:
        date: The month-end.
        months: How many months of the window the books cover.
        narrow: The narrow income.
        wide: The wide income.
        living: The living costs.
        costs: What each target costs.
    """

    date: datetime.date
    months: int
    narrow: Decimal
    wide: Decimal
    living: Decimal
    costs: list[Decimal]


def _month_ends(scope: Books, targets: Sequence[Target], first_month: int) -> Iterator[_MonthEnd]:
    by_month = _by_month(scope, targets)
    window = _Window(len(targets))
    for month in range(first_month, last_complete_month(scope.as_of) + 1):
        if month in by_month:
            window.include(by_month[month])
        gone = month - ROLLING_MONTHS
        if gone in by_month:
            window.withdraw(by_month[gone])
        months = min(ROLLING_MONTHS, month - first_month + 1)
        date = month_last(month)
        named = [
            None if target.amount is not None else cost
            for target, cost in zip(targets, window.named, strict=True)
        ]
        fixed = [_fixed(scope, target, months, date) for target in targets]
        costs = costs_of_targets(named, fixed, window.living)
        yield _MonthEnd(date, months, window.narrow, window.wide, window.living, costs)


def _fixed(scope: Books, target: Target, months: int, date: datetime.date) -> Decimal | None:
    """Return the fixed amount of a target for some months at the price of a day."""
    if target.amount is None or target.amount.number is None:
        return None
    weight = Weight(target.amount.number * months, target.amount.currency)
    return scope.facts.prices.convert(weight, scope.facts.currency, date)


def of(scope: Books) -> Milestones:
    """Return the milestones at the last complete month of a report."""
    first_month, year = scope.first_month, scope.last_year
    if first_month is None or year is None:
        return Milestones()
    targets = [
        Target(said.name, said.accounts, said.amount)
        for said in scope.facts.config.milestones
        if said.date <= scope.as_of
    ]
    suggested = not targets
    if suggested:
        targets = suggest(scope)
    history = list(_month_ends(scope, targets, first_month))
    now = history[-1]
    return Milestones(
        first=year.first,
        last=now.date,
        months=now.months,
        narrow=tuple(_milestones(scope, targets, history, [each.narrow for each in history])),
        wide=tuple(_milestones(scope, targets, history, [each.wide for each in history])),
        suggested=suggested,
        directives=tuple(_directives(targets, first_month)) if suggested else (),
        unconverted=_unconverted(scope, targets, now.date),
    )


def _milestones(
    scope: Books,
    targets: Sequence[Target],
    history: Sequence[_MonthEnd],
    incomes: Sequence[Decimal],
) -> Iterator[Milestone]:
    """Pour income into the targets at each month-end and yield how they stand at the last."""
    named = [account for target in targets for account in target.accounts]
    now, income, taken = history[-1], incomes[-1], ZERO
    # Of fewer than twelve months it cannot be said what is reached.
    whole = history[ROLLING_MONTHS - 1 :]
    earned = incomes[ROLLING_MONTHS - 1 :]
    rests = earned
    for number, target in enumerate((*targets, Target(ALL_LIVING_COSTS, ()))):
        is_last = number == len(targets)
        costs = [each.costs[number] for each in whole]
        poured = judged = Poured(income, taken, now.costs[number], now.months)
        paid = map(_pays, rests, costs)
        if is_last:
            # It is reached when all living costs are paid, however small the rest.
            judged = Poured(income, ZERO, now.living, now.months)
            paid = map(_pays, earned, [each.living for each in whole])
        reached_on, lost_on = first_and_last(zip((each.date for each in whole), paid, strict=True))
        without_price = target.amount is not None and _fixed(scope, target, 1, now.date) is None
        yield Milestone(
            position=number + 1,
            target=target,
            is_last=is_last,
            without=tuple(
                account
                for account in named
                if is_last or any(account.startswith(f"{mine}:") for mine in target.accounts)
            ),
            cost=None if without_price else cost(poured),
            left=left(poured),
            alone=alone(judged),
            covered=covered(poured),
            reached=is_reached(judged),
            reached_on=reached_on,
            lost_on=lost_on,
            missing_per_month=missing_per_month(poured),
        )
        taken += poured.cost
        rests = [rest - cost for rest, cost in zip(rests, costs, strict=True)]


def _unconverted(
    scope: Books, targets: Sequence[Target], date: datetime.date
) -> dict[str, Decimal]:
    amounts: dict[str, Decimal] = {}
    for target in targets:
        amount = target.amount
        if (
            amount is not None
            and amount.number is not None
            and _fixed(scope, target, 1, date) is None
        ):
            amounts[amount.currency] = amounts.get(amount.currency, ZERO) + amount.number
    return dict(sorted(amounts.items()))


def suggest(scope: Books) -> list[Target]:
    """Return the largest groups of living costs of the last twelve complete months, small first.

    A group is an account right below the root of expenses with all its subaccounts; where there is
    but one, the accounts below it. The rest, or the largest group where there is no rest, is left
    to the last target.
    """
    root = scope.facts.config.roots.expenses
    by_account = {
        account: cost
        for account, cost in scope.living_costs.items()
        if account_module.root(1, account) == root
    }
    groups = _groups(by_account)
    largest = sorted(
        ((cost, account) for account, cost in groups.items() if cost > 0),
        key=lambda item: (-item[0], item[1]),
    )
    chosen = largest[:MOST_SUGGESTED]
    if len(chosen) == len(largest):
        chosen = chosen[1:]
    return [Target(account.split(":")[-1], (account,)) for _, account in reversed(chosen)]


def _groups(by_account: Mapping[str, Decimal]) -> dict[str, Decimal]:
    depth = 2
    while True:
        groups: dict[str, Decimal] = {}
        for account, cost in by_account.items():
            group = account_module.root(depth, account)
            groups[group] = groups.get(group, ZERO) + cost
        if len(groups) != 1 or all(account in groups for account in by_account):
            # What is posted to an account above the groups is part of the rest.
            return {
                group: cost
                for group, cost in groups.items()
                if not any(other.startswith(f"{group}:") for other in groups)
            }
        depth += 1


def _directives(targets: Sequence[Target], first_month: int) -> Iterator[str]:
    for target in targets:
        accounts = " ".join(target.accounts)
        yield f'{month_first(first_month)} custom "{TYPE}" "{target.name}" {accounts}'


# The definitions' own household with 600 of power, 2,400 of rent and 17,000 of the rest.
_POWER = Poured(Decimal(2000), ZERO, Decimal(600))
_RENT = Poured(Decimal(2000), Decimal(600), Decimal(2400))

MILESTONE_MEASURES: Final[tuple[Measure[Poured, Decimal | None], ...]] = (
    Measure(
        cost.__name__,
        "Cost of a milestone",
        "Kosten eines Etappenziels",
        Unit.MONEY,
        "living costs of its accounts over twelve months, without those that count in an earlier"
        " one; the last one is what is left of the living costs",
        "Lebenshaltungskosten seiner Konten über zwölf Monate, ohne jene, die in einem früheren"
        " zählen; das letzte ist, was von den Lebenshaltungskosten übrig bleibt",
        cost,
        cost=True,
        example=Example(
            _POWER,
            "Twelve electricity bills of 50: 600.00.",
            "Zwölf Stromrechnungen von 50: 600,00.",
        ),
    ),
    Measure(
        left.__name__,
        "Income left for a milestone",
        "Einnahmen, die für ein Etappenziel bleiben",
        Unit.MONEY,
        "net income of twelve months less the cost of all earlier milestones",
        "Nettoeinnahmen von zwölf Monaten abzüglich der Kosten aller früheren Etappenziele",
        left,
        example=Example(
            _RENT,
            "Of 2,000 of passive income, 600 pay the electricity: 1,400.00 are left for the rent.",
            "Von 2.000 passiven Einnahmen tragen 600 den Strom: Für die Miete bleiben 1.400,00.",
        ),
    ),
    Measure(
        covered.__name__,
        "Covered share of a milestone",
        "Gedeckter Anteil eines Etappenziels",
        Unit.RATIO,
        "the income left for it divided by its cost, at least nothing and at most all of it",
        "die Einnahmen, die dafür bleiben, geteilt durch seine Kosten, mindestens nichts und"
        " höchstens alles",
        covered,
        example=Example(
            _RENT,
            "1,400 are left for a rent of 2,400: 58.3%.",
            "Für eine Miete von 2.400 bleiben 1.400: 58,3 %.",
        ),
    ),
    Measure(
        alone.__name__,
        "Milestone alone",
        "Etappenziel für sich allein",
        Unit.RATIO,
        "net income divided by the cost of one milestone, as if there were no other; for the last"
        " one the quota",
        "Nettoeinnahmen geteilt durch die Kosten eines Etappenziels, als gäbe es kein anderes; für"
        " das letzte die Quote",
        alone,
        example=Example(
            _RENT,
            "2,000 of passive income would pay 83.3% of a rent of 2,400.",
            "2.000 passive Einnahmen trügen 83,3 % einer Miete von 2.400.",
        ),
    ),
    Measure(
        missing_per_month.__name__,
        "Missing a month for a milestone",
        "Fehlt im Monat für ein Etappenziel",
        Unit.MONEY,
        "the cost of a milestone less the income left for it, divided by twelve months; never less"
        " than nothing",
        "Kosten eines Etappenziels abzüglich der Einnahmen, die dafür bleiben, geteilt durch zwölf"
        " Monate; nie weniger als nichts",
        missing_per_month,
        example=Example(
            _RENT,
            "1,400 are left for a rent of 2,400: 1,000 are missing, 83.33 a month.",
            "Für eine Miete von 2.400 bleiben 1.400: Es fehlen 1.000, im Monat 83,33.",
        ),
    ),
)

FAMILY: Final = Family("milestones", "Milestones", "Etappenziele", MILESTONE_MEASURES)
