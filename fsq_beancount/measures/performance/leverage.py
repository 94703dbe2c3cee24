"""Leverage: how much is borrowed, what it costs, and whether it helps (*Hebel*, *Kreditquote*).

First the formulas as plain functions of numbers, then a household's own. Ratios are fractions,
``None`` where undefined. Debt is positive.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from fsq_beancount.core.periods import ROLLING_MONTHS, Period, last_complete_month
from fsq_beancount.core.prices import round_places
from fsq_beancount.core.terms import CASH, DAYS
from fsq_beancount.measures.definition import ratio
from fsq_beancount.measures.performance.household import NET, TOTAL
from fsq_beancount.measures.returns import day_before

if TYPE_CHECKING:
    from fsq_beancount.measures.scope import Scope
    from fsq_beancount.measures.wealth.sheet import Sheet

ZERO: Final = Decimal()


class CostOfDebt(NamedTuple):
    """The agreed cost of all debt.

    Attributes:
        rate: The rate a year, fraction; ``None`` where no loan has an agreed rate.
        covers: The share of the debt that has an agreed rate; ``None`` without debt.
    """

    rate: Decimal | None
    covers: Decimal | None


def cost_of_debt(loans: Iterable[tuple[Decimal, Decimal | None]]) -> CostOfDebt:
    """Return the agreed rates of loans, weighted by their balances (*Kreditkostensatz*).

    ``Σ balance·rate / Σ balance`` over the loans that have a rate: 5,000 at 4 % and 20,000 at 6 %
    cost 5.6 %.

    Args:
        loans: The balance of each loan, currency, debt positive, and its agreed rate a year;
            ``None`` where there is none. A loan that is overpaid or has no balance is no debt.
    """
    debt = rated = interest = ZERO
    for balance, rate in loans:
        if balance <= 0:
            continue
        debt += balance
        if rate is not None:
            rated += balance
            interest += balance * rate
    return CostOfDebt(ratio(interest, rated), ratio(rated, debt))


@dataclass(frozen=True, slots=True)
class Leverage:
    """What debt did to the return of a period: one set of averages for all rates.

    With ``gain_gross = gain_net + cost`` the rates fulfil ``r_net = r_gross + (r_gross - i)·L/E``
    exactly, whatever the numbers.

    Attributes:
        gain_net: What own capital earned, after the cost of debt, currency.
        cost: Loan interest, and by how much the loans grew in the report currency without a
            posting that explains it, currency.
        fees: Loan fees, in none of the other figures, currency.
        interest: Loan interest, currency.
        debt: The average debt ``L``, currency.
        equity: The average own capital ``E``, currency.
    """

    gain_net: Decimal
    cost: Decimal
    fees: Decimal
    interest: Decimal
    debt: Decimal
    equity: Decimal

    @property
    def gain_gross(self) -> Decimal:
        """What all capital earned, before the cost of debt, currency."""
        return self.gain_net + self.cost

    @property
    def net(self) -> Decimal | None:
        """The return on own capital; ``None`` where its average is zero or negative."""
        return ratio(self.gain_net, self.equity)

    @property
    def gross(self) -> Decimal | None:
        """The return on all capital; ``None`` where its average is zero or negative."""
        return ratio(self.gain_gross, self.equity + self.debt)

    @property
    def break_even(self) -> Decimal | None:
        """What all capital must return for the debt to help: its cost ``i``, fraction.

        ``None`` without debt.
        """
        return ratio(self.cost, self.debt)

    @property
    def effect(self) -> Decimal | None:
        """By how much the debt raised the return on own capital, fraction, negative if it fell.

        That is ``r_net - r_gross``, positive exactly when ``r_gross > i``.
        """
        if self.net is None or self.gross is None:
            return None
        return self.net - self.gross

    @property
    def cost_paid(self) -> Decimal | None:
        """What was paid for the debt, interest and fees, as a share of it; ``None`` without."""
        return ratio(self.interest + self.fees, self.debt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """A loan on a day.

    Attributes:
        account: Its account.
        balance: What is owed, report currency; ``None`` without a price path.
        rate: The agreed rate a year; ``None`` where there is none.
    """

    account: str
    balance: Decimal | None
    rate: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidOff:
    """What would be if the loans were paid off with assets of one's own.

    Net wealth stays the same; what is left of it works without a lever.

    Attributes:
        amount: What it takes, currency.
        left: What would be left of what is money within days, currency; negative where that is
            not enough.
        interest_saved: The interest of a year at the agreed rates, currency.
        return_foregone: What the assets that paid would have returned in a year, at the gross
            return of the last twelve months, currency; ``None`` where that is undefined.
        net_return: The return on own capital without debt: the gross return, fraction.
    """

    amount: Decimal
    left: Decimal
    interest_saved: Decimal
    return_foregone: Decimal | None
    net_return: Decimal | None

    @property
    def gain(self) -> Decimal | None:
        """By how much a year would be better, currency; negative where the debt is worth it."""
        if self.return_foregone is None:
            return None
        return self.interest_saved - self.return_foregone


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverageFigures:
    """A household's leverage on the as-of date, and in the last twelve complete months.

    Attributes:
        date: The as-of date.
        loan_ratio: Loans over total wealth (*Kreditquote*); over net wealth where human capital
            is undefined.
        loan_ratio_of: Which of the two: ``total_wealth`` or ``net_wealth``.
        debt_to_gross: Loans over gross wealth (*Beleihung*).
        debt_to_equity: Loans over net wealth (*Hebel*).
        cost_of_debt: The agreed rates, weighted by balance (*Kreditkostensatz*).
        cost_of_debt_covers: The share of the debt that has one; ``None`` without debt.
        first: The first day of the twelve months.
        last: Their last day.
        year: What debt did to the return in them.
        loans: The loans that something is owed on, by account.
        paid_off: What would be if they were paid off; ``None`` without debt.
    """

    date: datetime.date
    loan_ratio: Decimal | None
    loan_ratio_of: str
    debt_to_gross: Decimal | None
    debt_to_equity: Decimal | None
    cost_of_debt: Decimal | None
    cost_of_debt_covers: Decimal | None
    first: datetime.date
    last: datetime.date
    year: Leverage
    loans: tuple[Loan, ...]
    paid_off: PaidOff | None

    @property
    def cost_of_debt_paid(self) -> Decimal | None:
        """What was paid for the debt in the twelve months, as a share of it (*effektiv*)."""
        return self.year.cost_paid

    @property
    def leverage_effect(self) -> Decimal | None:
        """By how much debt raised the return on own capital (*Hebeleffekt*)."""
        return self.year.effect

    @property
    def break_even(self) -> Decimal | None:
        """What all capital must return for debt to help."""
        return self.year.break_even


def loan_ratio(sheet: Sheet) -> tuple[Decimal | None, str]:
    """Return loans over total wealth, and over which wealth: net where total is undefined."""
    total = sheet.total_wealth
    if total is None:
        return ratio(sheet.loans, sheet.net_wealth), NET
    return ratio(sheet.loans, total), TOTAL


def loans_on(scope: Scope, date: datetime.date) -> tuple[Loan, ...]:
    """Return the loans that something is owed on at the end of a day, by account.

    A loan in several currencies is one loan; an overpaid one has a negative balance.
    """
    balances: dict[str, Decimal | None] = {}
    for place, holding in scope.holdings.loans:
        units, amount, _ = scope.positions.on(date)[place]
        if not units:
            continue
        before = balances.get(holding.account, ZERO)
        balances[holding.account] = None if amount is None or before is None else before - amount
    return tuple(
        Loan(account=account, balance=balance, rate=scope.loans.rate(account, date))
        for account, balance in sorted(balances.items())
    )


def cost_on(scope: Scope, date: datetime.date) -> CostOfDebt:
    """Return the agreed cost of all debt on a day."""
    return _cost_of(loans_on(scope, date))


def _cost_of(loans: Iterable[Loan]) -> CostOfDebt:
    return cost_of_debt((loan.balance, loan.rate) for loan in loans if loan.balance is not None)


def over(scope: Scope, first: datetime.date, last: datetime.date) -> Leverage:
    """Return what debt did to the return of some days, from one set of averages."""
    before, after = scope.sheets.on(day_before(first)), scope.sheets.on(last)
    changes = scope.changes
    equity = changes.external.dietz(before.net_wealth, after.net_wealth, first, last)
    debt = changes.drawings.dietz(before.loans, after.loans, first, last)
    interest = -changes.interest.total(first, last)
    return Leverage(
        gain_net=equity.gain,
        # What the loans grew by beyond drawings and repayments, nobody booked.
        cost=interest + debt.gain,
        fees=-changes.fees.total(first, last),
        interest=interest,
        debt=debt.average,
        equity=equity.average,
    )


def of(scope: Scope) -> LeverageFigures:
    """Return the leverage of a scope."""
    sheet = scope.sheets.on(scope.as_of)
    month = last_complete_month(scope.as_of)
    year = Period.of_months(month - ROLLING_MONTHS + 1, month)
    lever = over(scope, year.first, year.last)
    loans = loans_on(scope, scope.as_of)
    cost = _cost_of(loans)
    share, of_what = loan_ratio(sheet)
    return LeverageFigures(
        date=scope.as_of,
        loan_ratio=share,
        loan_ratio_of=of_what,
        debt_to_gross=ratio(sheet.loans, sheet.gross_wealth),
        debt_to_equity=ratio(sheet.loans, sheet.net_wealth),
        cost_of_debt=cost.rate,
        cost_of_debt_covers=cost.covers,
        first=year.first,
        last=year.last,
        year=lever,
        loans=loans,
        paid_off=_paid_off(sheet, loans, lever) if sheet.loans > 0 else None,
    )


def _paid_off(sheet: Sheet, loans: Iterable[Loan], year: Leverage) -> PaidOff:
    gross = year.gross
    liquid = sum((sheet.by_horizon.get(name, ZERO) for name in (CASH, DAYS)), ZERO)
    return PaidOff(
        amount=sheet.loans,
        left=liquid - sheet.loans,
        interest_saved=sum(
            (
                round_places(loan.balance * loan.rate)
                for loan in loans
                if loan.rate is not None and loan.balance is not None and loan.balance > 0
            ),
            ZERO,
        ),
        return_foregone=None if gross is None else round_places(gross * sheet.loans),
        net_return=gross,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverageOver:
    """What debt did to the return of a period.

    Attributes:
        period: Its name, as in the returns.
        lever: The figures.
    """

    period: str
    lever: Leverage


def periods(scope: Scope) -> tuple[LeverageOver, ...]:
    """Return what debt did in each period of a scope, cut at the as-of date, oldest first."""
    return tuple(
        LeverageOver(
            period=period.label,
            lever=over(scope, period.first, min(period.last, scope.as_of)),
        )
        for period in scope.periods
        if period.first <= scope.as_of
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LoansOn:
    """All loans at a month-end.

    Attributes:
        date: The last day of the month.
        loans: The loans that something is owed on, by account.
        cost: The agreed cost of all of them.
    """

    date: datetime.date
    loans: tuple[Loan, ...]
    cost: CostOfDebt


def series(scope: Scope) -> tuple[LoansOn, ...]:
    """Return the loans at all complete month-ends of the period asked for, oldest first."""
    return tuple(_series(scope))


def _series(scope: Scope) -> Iterator[LoansOn]:
    if not scope.holdings.loans:
        return
    period = scope.period
    for sheet in scope.sheets.month_ends():
        if period is None or period.first <= sheet.date <= period.last:
            loans = loans_on(scope, sheet.date)
            yield LoansOn(date=sheet.date, loans=loans, cost=_cost_of(loans))
