"""The change of wealth, split into what made it: saved, earned, revalued, or neither.

Every part comes from the weights of postings in the report currency of their day, or from what a
holding is worth at both ends of a period beyond what was booked on it. So the parts add up to the
change exactly, and what is left over is nothing but what transactions are off by: within the
tolerance that Beancount lets them, or as a mistake that it reports.
"""

from __future__ import annotations

import bisect
import datetime
import operator
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final, cast

from beancount.core import data, flags

from fsq_beancount.core.prices import PRECISION
from fsq_beancount.core.terms import (
    COSTS_OF_EARNING,
    EXCLUDED,
    FLAG_UNREALIZED,
    INCOME,
    LIVING,
    NEAR_PASSIVE,
    NEUTRAL,
    PASSIVE,
    VIRTUAL,
)
from fsq_beancount.core.weights import Weight, weigh
from fsq_beancount.measures.returns import Dietz, day_before

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books
    from fsq_beancount.books.flows import Flow
    from fsq_beancount.books.positions import Line
    from fsq_beancount.measures.wealth.balance_sheets import Sheets

ZERO: Final = Decimal()
HALF_A_CENT: Final = Decimal("0.005")


class Booked(StrEnum):
    """What a posting contributes to the change of wealth."""

    SAVING = "saving"
    CAPITAL_INCOME = "capital_income"
    GAINS_REALISED = "gains_realised"
    DEPRECIATION = "depreciation"
    COST_OF_DEBT = "cost_of_debt"
    EQUITY = "equity"
    PADDING = "padding"
    EXCLUDED = "excluded"


class Cause(StrEnum):
    """Why wealth changed by what is neither saved nor earned."""

    EQUITY = "equity"
    PADDING = "padding"
    EXCLUDED = "excluded"
    FIRST_PRICE = "first-price"
    UNBALANCED = "unbalanced"
    ROUNDING = "rounding"


_OTHER: Final = {
    Booked.EQUITY: Cause.EQUITY,
    Booked.PADDING: Cause.PADDING,
    Booked.EXCLUDED: Cause.EXCLUDED,
}

EXTERNAL: Final = (Booked.SAVING, *_OTHER)
"""What comes from outside, so that it is no return: saving, and the postings in ``other``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The change of wealth over some days, by part: each is its signed contribution, currency.

    Attributes:
        first: The first day.
        last: The last day.
        opening: The wealth at the end of the day before.
        closing: The wealth at the end of the last day.
        saving: Net income from work and gifts and what nobody has classified, less living costs.
        capital_income: Dividends, interest, rent and the like, net of their costs.
        gains_realised: Realised gains and losses, net of their costs.
        gains_unrealised: By how much lots became worth more.
        currency_effect: By how much what is held without a cost became worth more.
        latent_tax_change: By how much the latent tax fell; ``None`` without a tax profile.
        claims_change: By how much claims to pensions rose; ``None`` where they are undefined.
        human_capital_change: By how much human capital rose; ``None`` in the change of net wealth.
        depreciation: What durable things lost in value, negative.
        cost_of_debt: Loan interest, negative.
        other: The rest.
        other_by_cause: The rest by cause, those that are not zero.
    """

    first: datetime.date
    last: datetime.date
    opening: Decimal
    closing: Decimal
    saving: Decimal
    capital_income: Decimal
    gains_realised: Decimal
    gains_unrealised: Decimal
    currency_effect: Decimal
    latent_tax_change: Decimal | None
    claims_change: Decimal | None
    human_capital_change: Decimal | None
    depreciation: Decimal
    cost_of_debt: Decimal
    other: Decimal
    other_by_cause: Mapping[Cause, Decimal] = field(default_factory=dict)

    @property
    def cost_of_debt_change(self) -> Decimal:
        """The cost of debt under the name of its definition: the rate has the other one."""
        return self.cost_of_debt

    @property
    def without_human_capital(self) -> Decimal:
        """The change of what one has already: that of human capital left out."""
        return self.closing - self.opening - (self.human_capital_change or ZERO)

    @property
    def parts(self) -> dict[str, Decimal]:
        """The parts by their names; they add up to ``closing - opening``."""
        return {name: getattr(self, name) or ZERO for name in PARTS}


PARTS: Final = (
    "saving",
    "capital_income",
    "gains_realised",
    "gains_unrealised",
    "currency_effect",
    "latent_tax_change",
    "claims_change",
    "human_capital_change",
    "depreciation",
    "cost_of_debt",
    "other",
)
"""The parts of a change, in the order in which they are shown."""


class Ledger:
    """Amounts by day, to be added up over any days."""

    def __init__(self, by_day: Mapping[datetime.date, Decimal]) -> None:
        """Take the amount of each day."""
        self._dates = sorted([date for date, amount in by_day.items() if amount])
        self._amounts = [by_day[date] for date in self._dates]

    @cached_property
    def _sums(self) -> list[Decimal]:
        """The sum of all amounts before each of the days, and of all."""
        with localcontext(prec=PRECISION):
            return [ZERO, *accumulate(self._amounts)]

    @cached_property
    def _weighted(self) -> list[Decimal]:
        """The same sum of each amount times the number of its day."""
        days = map(datetime.date.toordinal, self._dates)
        with localcontext(prec=PRECISION):
            return [ZERO, *accumulate(map(operator.mul, self._amounts, days))]

    def total(self, first: datetime.date, last: datetime.date) -> Decimal:
        """Return what some days add up to."""
        begin, end = self._range(first, last)
        return self._sums[end] - self._sums[begin]

    def dated(
        self, first: datetime.date, last: datetime.date
    ) -> Sequence[tuple[datetime.date, Decimal]]:
        """Return the day and the amount of each day that has one, oldest first."""
        begin, end = self._range(first, last)
        return list(zip(self._dates[begin:end], self._amounts[begin:end], strict=True))

    def dietz(
        self, opening: Decimal, closing: Decimal, first: datetime.date, last: datetime.date
    ) -> Dietz:
        """Return what a modified Dietz return is the quotient of, the amounts being the flows.

        It is what :func:`.returns.dietz` makes of :meth:`dated`, but from sums: an amount has as
        many days to earn something as the number of its day is below that of the last.
        """
        days = (last - first).days + 1
        begin, end = self._range(first, last)
        with localcontext(prec=PRECISION):
            total = self._sums[end] - self._sums[begin]
            after = total * last.toordinal() - (self._weighted[end] - self._weighted[begin])
            return Dietz(closing - opening - total, opening * days + after, days)

    def _range(self, first: datetime.date, last: datetime.date) -> tuple[int, int]:
        return bisect.bisect_left(self._dates, first), bisect.bisect_right(self._dates, last)


_ByDay = dict[datetime.date, Decimal]


def _add(sums: _ByDay, date: datetime.date, amount: Decimal) -> None:
    sums[date] = sums.get(date, ZERO) + amount


class Changes:
    """What changed the wealth of a scope, over any days up to its as-of date.

    Attributes:
        booked: What the postings contribute, by day.
        external: The external flows of net wealth: saving and the postings in ``other``.
        external_to_all: The external flows of total wealth: neutral income, living costs and the
            postings in ``other``; work turns human capital into money.
        drawings: What was drawn on loans less what was repaid, from their postings alone.
        borrowed: The same and the external flows of net wealth: those of gross wealth.
        interest: Loan interest, negative.
        fees: Loan fees, negative.
    """

    def __init__(self, scope: Books, sheets: Sheets) -> None:
        """Add up all postings once."""
        self._scope = scope
        self._sheets = sheets
        self._first_days: dict[int, datetime.date | None] = {}
        self._off: Ledger | None = None
        interest: _ByDay = {}
        fees: _ByDay = {}
        for cost in scope.loan_costs:
            if cost.flow.amount is not None:
                _add(fees if cost.fee else interest, cost.flow.date, cost.flow.amount)
        booked: dict[Booked, _ByDay] = {kind: {} for kind in Booked}
        work = self._add_flows(booked)
        outside = booked[Booked.SAVING]
        booked[Booked.SAVING] = _together([outside, work])
        for kind, date, amount in self._others():
            _add(booked[kind], date, amount)
        drawings: _ByDay = {}
        for _, holding in scope.holdings.loans:
            for date, weight in weights_of(holding.line, scope.as_of):
                _add(drawings, date, -weight)
        self.booked = {kind: Ledger(by_day) for kind, by_day in booked.items()}
        self.external = Ledger(_together([booked[kind] for kind in EXTERNAL]))
        self.external_to_all = Ledger(_together([outside, *(booked[kind] for kind in _OTHER)]))
        self.drawings = Ledger(drawings)
        self.borrowed = self.external
        if drawings:
            self.borrowed = Ledger(_together([*(booked[kind] for kind in EXTERNAL), drawings]))
        self.interest = Ledger(interest)
        self.fees = Ledger(fees)

    def _add_flows(self, booked: Mapping[Booked, _ByDay]) -> _ByDay:
        """Add up the flows by kind and day, and return that saving which comes from work.

        It is not among the saving in ``booked``, which is external to total wealth, too.
        """
        work: _ByDay = {}
        of_loan = (cost.flow for cost in self._scope.loan_costs if not cost.fee)
        next_of_loan = next(of_loan, None)
        # Nearly all flows share a few verdicts. No calls: this runs for each flow there is.
        known: dict[int, _ByDay] = {}
        for flow in self._scope.flows:
            if flow is next_of_loan:
                sums = booked[Booked.COST_OF_DEBT]
                next_of_loan = next(of_loan, None)
            else:
                verdict = flow.verdict
                found = known.get(id(verdict))
                if found is None:
                    kind = kind_of(flow)
                    is_outside = verdict.role == LIVING or verdict.income_class == NEUTRAL
                    found = booked[kind] if kind is not Booked.SAVING or is_outside else work
                    if verdict.role != EXCLUDED:
                        # What is excluded depends on the transaction, too.
                        known[id(verdict)] = found
                sums = found
            date, amount = flow.date, flow.amount
            if amount is not None:
                sums[date] = sums.get(date, ZERO) + amount
        return work

    def _others(self) -> Iterator[tuple[Booked, datetime.date, Decimal]]:
        """Yield the postings that are neither income or expense nor on the balance sheet.

        Those are postings to equity, and what is held in currencies that the ledger excludes.
        """
        facts = self._scope.facts
        for entry, posting in self._scope.positions.others:
            if entry.date > self._scope.as_of:
                break
            weight = facts.prices.convert(weigh(posting), facts.currency, entry.date)
            if weight is None:
                continue
            kind = Booked.PADDING if entry.flag == flags.FLAG_PADDING else Booked.EQUITY
            if cast("Weight", posting.units).currency in facts.config.excluded:
                kind = Booked.EXCLUDED
            yield kind, entry.date, -weight

    def of(self, first: datetime.date, last: datetime.date, *, total: bool = False) -> Change:
        """Return the change of net wealth over some days, split into its parts.

        Args:
            first: The first day.
            last: The last day, at most the as-of date.
            total: Whether to split the change of total wealth, which must be defined at both ends.
        """
        sheets = self._sheets
        before, after = sheets.on(day_before(first)), sheets.on(last)
        booked = {kind: sums.total(first, last) for kind, sums in self.booked.items()}
        effects = self._effects(day_before(first), last)
        opening, closing = before.net_wealth, after.net_wealth
        human_capital = None
        if total:
            human_capital = _difference(before.human_capital, after.human_capital)
            opening += before.human_capital or ZERO
            closing += after.human_capital or ZERO
        latent_tax = _difference(after.latent_tax, before.latent_tax)
        claims = _difference(before.claims, after.claims)
        known = (
            sum((booked[kind] for kind in Booked if kind not in _OTHER), ZERO)
            + effects.lots
            + effects.money
            + sum((part or ZERO for part in (latent_tax, claims, human_capital)), ZERO)
        )
        other = closing - opening - known
        causes = {cause: booked[kind] for kind, cause in _OTHER.items()}
        causes[Cause.FIRST_PRICE] = effects.first_price
        off = other - sum(causes.values(), ZERO)
        # Nobody looks at all transactions once more for less than a cent.
        if abs(off) >= HALF_A_CENT:
            causes[Cause.UNBALANCED] = self._unbalanced().total(first, last)
            off -= causes[Cause.UNBALANCED]
        causes[Cause.ROUNDING] = off
        return Change(
            first=first,
            last=last,
            opening=opening,
            closing=closing,
            saving=booked[Booked.SAVING],
            capital_income=booked[Booked.CAPITAL_INCOME],
            gains_realised=booked[Booked.GAINS_REALISED],
            gains_unrealised=effects.lots,
            currency_effect=effects.money,
            latent_tax_change=latent_tax,
            claims_change=claims,
            human_capital_change=human_capital,
            depreciation=booked[Booked.DEPRECIATION],
            cost_of_debt=booked[Booked.COST_OF_DEBT],
            other=other,
            other_by_cause={cause: amount for cause, amount in causes.items() if amount},
        )

    def _unbalanced(self) -> Ledger:
        """Return what the transactions that do not balance are off by, by day."""
        if self._off is None:
            self._off = Ledger(self._search_unbalanced())
        return self._off

    def _search_unbalanced(self) -> _ByDay:
        facts = self._scope.facts
        by_day: _ByDay = {}
        for entry in self._scope.entries:
            if entry.date > self._scope.as_of:
                break
            if not isinstance(entry, data.Transaction) or entry.flag == FLAG_UNREALIZED:
                continue
            for weight in beyond_tolerance(entry):
                amount = facts.prices.convert(weight, facts.currency, entry.date)
                if weight.currency not in facts.config.excluded and amount is not None:
                    _add(by_day, entry.date, amount)
        return by_day

    def _effects(self, before: datetime.date, last: datetime.date) -> _Effects:
        effects = _Effects()
        positions = self._scope.positions
        opening, closing = positions.on(before), positions.on(last)
        for place, line in self._revalued:
            booked = line.weight(last) - line.weight(before)
            worth = closing[place].amount or ZERO
            # What changed beyond what was booked on it.
            beyond = worth - (opening[place].amount or ZERO) - booked
            if not beyond:
                continue
            gain = self._gain(line, before, last, worth, beyond)
            effects.first_price += beyond - gain
            if line.cost_currency is None:
                effects.money += gain
            else:
                effects.lots += gain
        return effects

    @cached_property
    def _revalued(self) -> Sequence[tuple[int, Line]]:
        """The lines that may be worth something else than what was booked on them, by place."""
        currency = self._scope.facts.currency
        return [
            (place, line)
            for place, line in enumerate(self._scope.positions.lines)
            if line.currency != currency or not line.weighs_itself
        ]

    def _gain(
        self,
        line: Line,
        before: datetime.date,
        last: datetime.date,
        worth: Decimal,
        beyond: Decimal,
    ) -> Decimal:
        """Return what of a change is a gain; the rest is of a holding that had no value before.

        A holding counts from the first day on which it has a price path. What was booked on it
        before, and what it is worth on that day, nobody earned.
        """
        begin = self._first_day(line)
        if begin is None or begin > last:
            return ZERO
        if begin <= before:
            return beyond
        booked = line.weight(last) - line.weight(begin)
        first_worth = self._scope.positions.value(line, begin).amount or ZERO
        return worth - first_worth - booked

    def _first_day(self, line: Line) -> datetime.date | None:
        """Return the first day on which a line has a value, if there is one up to the as-of."""
        if id(line) not in self._first_days:
            self._first_days[id(line)] = self._search_first_day(line)
        return self._first_days[id(line)]

    def _search_first_day(self, line: Line) -> datetime.date | None:
        scope = self._scope
        begin, end = line.days[0], scope.as_of
        if scope.positions.value(line, begin).amount is not None:
            return datetime.date.min
        prices, currency = scope.facts.prices, scope.facts.currency

        def is_priced(date: datetime.date) -> bool:
            return prices.rate(line.currency, currency, date, line.cost_currency) is not None

        if not is_priced(end):
            return None
        # A path that is there once stays there, so its first day is found by halving.
        low, high = begin.toordinal(), end.toordinal()
        while high - low > 1:
            middle = (low + high) // 2
            if is_priced(datetime.date.fromordinal(middle)):
                high = middle
            else:
                low = middle
        return datetime.date.fromordinal(high)


@dataclass(slots=True)
class _Effects:
    """By how much holdings changed in value, lots apart from money."""

    lots: Decimal = ZERO
    money: Decimal = ZERO
    first_price: Decimal = ZERO


def beyond_tolerance(entry: data.Transaction) -> Iterator[Weight]:
    """Yield by how much a transaction does not balance in each currency, where it does not."""
    sums: dict[str, Decimal] = {}
    for posting in entry.postings:
        if posting.units is not None and posting.units.number is not None:
            number, currency = weigh(posting)
            sums[currency] = sums.get(currency, ZERO) + number
    if not any(sums.values()):
        return
    # Beancount leaves there what it inferred; what a plugin has added has nothing of the kind.
    tolerances = entry.meta.get("__tolerances__")
    if tolerances is None:
        tolerances = dict.fromkeys(sums, HALF_A_CENT)
    for currency, number in sums.items():
        if abs(number) > tolerances.get(currency, ZERO):
            yield Weight(number, currency)


def kind_of(flow: Flow) -> Booked:
    """Return what a flow that is no loan interest contributes to the change of wealth."""
    verdict = flow.verdict
    role = verdict.role
    if role == EXCLUDED:
        return Booked.PADDING if flow.entry.flag == flags.FLAG_PADDING else Booked.EXCLUDED
    if role == VIRTUAL:
        return Booked.DEPRECIATION
    if (role == INCOME or role in COSTS_OF_EARNING) and verdict.income_class in (
        PASSIVE,
        NEAR_PASSIVE,
    ):
        return Booked.GAINS_REALISED if verdict.gain else Booked.CAPITAL_INCOME
    return Booked.SAVING


FLOW_PARTS: Final = (
    Booked.SAVING,
    Booked.CAPITAL_INCOME,
    Booked.GAINS_REALISED,
    Booked.DEPRECIATION,
    Booked.COST_OF_DEBT,
)
"""The parts that are sums of flows."""


def part_of(flow: Flow, scope: Books) -> str:
    """Return the part of the change of wealth that a flow is in, ``other`` included."""
    kind = Booked.COST_OF_DEBT if scope.loans.is_interest(flow) else kind_of(flow)
    return kind.value if kind in FLOW_PARTS else "other"


def weights_of(line: Line, last: datetime.date) -> Iterator[tuple[datetime.date, Decimal]]:
    """Yield each day on which something was booked on a line, and its weight, up to a day."""
    before = ZERO
    for date in line.dates:
        if date > last:
            return
        weight = line.weight(date)
        yield date, weight - before
        before = weight


def _together(several: Sequence[_ByDay]) -> _ByDay:
    """Return the sums of several; of the first, which is the longest by far, as they are."""
    sums = several[0].copy()
    for by_day in several[1:]:
        for date, amount in by_day.items():
            _add(sums, date, amount)
    return sums


def _difference(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """Return a rise; what is undefined at one end only is left out of wealth there."""
    if before is None and after is None:
        return None
    return (after or ZERO) - (before or ZERO)
