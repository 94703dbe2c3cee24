"""A household's debts: the loan ratio (*Kreditquote*) and leverage (*Hebel*)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import Period
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.core.terms import CASH, DAYS
from fsq_beancount.measures.definition import ratio
from fsq_beancount.measures.performance.growth import NET, TOTAL
from fsq_beancount.measures.performance.history import History
from fsq_beancount.measures.performance.leverage import Leverage, over
from fsq_beancount.measures.performance.loans import Loan, LoansOn

if TYPE_CHECKING:
    from fsq_beancount.measures.scope import Scope
    from fsq_beancount.measures.wealth.sheet import Sheet

ZERO: Final = Decimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidOff:
    """The effect of paying off the loans with the household's own assets.

    Net wealth stays the same, but is no longer leveraged.

    Attributes:
        amount: The amount required, currency.
        left: The remainder of the assets that can be money within days, currency; negative where
            these are not enough.
        interest_saved: The interest of a year at the agreed rates, or else at those paid in the
            last twelve months, currency; ``None`` where neither is known of some loan.
        without_agreed_rate: Whether the rate of some loan is the one that was paid.
        without_rate: The loans of which neither rate is known.
        return_foregone: The annual return on the assets used, at the gross return of the last
            twelve months, currency; ``None`` where that is undefined.
        net_return: The return on equity without debt: the gross return, fraction.
    """

    amount: Decimal
    left: Decimal
    interest_saved: Decimal | None
    without_agreed_rate: bool
    without_rate: tuple[str, ...]
    return_foregone: Decimal | None
    net_return: Decimal | None

    @property
    @exact
    def gain(self) -> Decimal | None:
        """The advantage over a year, currency; negative where the debt is worth its cost.

        ``None`` where the return or the interest is unknown.
        """
        if self.return_foregone is None or self.interest_saved is None:
            return None
        return self.interest_saved - self.return_foregone


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverageFigures:
    """The leverage of a household on the as-of date, and in the last twelve complete months.

    Attributes:
        date: The as-of date.
        loan_ratio: Loans over total wealth (*Kreditquote*); over net wealth where human capital
            is undefined.
        loan_ratio_of: The denominator: ``total_wealth`` or ``net_wealth``.
        debt_to_gross: Loans over gross wealth (*Beleihung*).
        debt_to_equity: Loans over net wealth (*Hebel*).
        cost_of_debt: The agreed rates, weighted by balance (*Kreditkostensatz*).
        cost_of_debt_covers: The share of the debt with an agreed rate; ``None`` without debt.
        first: The first day of the twelve months.
        last: Their last day.
        year: The effect of debt on the return in these months.
        loans: The loans with a balance, by account.
        paid_off: The effect of paying off the loans; ``None`` without debt.
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
        """Interest and fees paid in the twelve months, as a share of the debt (*effektiv*)."""
        return self.year.cost_paid

    @property
    def leverage_effect(self) -> Decimal | None:
        """The increase of the return on equity due to debt (*Hebeleffekt*)."""
        return self.year.effect

    @property
    def break_even(self) -> Decimal | None:
        """The return on all capital above which debt helps."""
        return self.year.break_even


@exact
def loan_ratio(sheet: Sheet) -> tuple[Decimal | None, str]:
    """Return loans over total wealth, or net where total is undefined, and the denominator."""
    total = sheet.total_wealth
    if total is None:
        return ratio(sheet.loans, sheet.net_wealth), NET
    return ratio(sheet.loans, total), TOTAL


@exact
def debt_to_gross(sheet: Sheet) -> Decimal | None:
    """Return loans over gross wealth (*Beleihung*), fraction."""
    return ratio(sheet.loans, sheet.gross_wealth)


@exact
def debt_to_equity(sheet: Sheet) -> Decimal | None:
    """Return loans over net wealth (*Hebel*), fraction."""
    return ratio(sheet.loans, sheet.net_wealth)


def of(scope: Scope) -> LeverageFigures:
    """Return the leverage of a scope."""
    year = scope.coverage.twelve_months
    return figures(scope.debts.on(scope.as_of), scope.history, year, scope.loan_rates_paid)


@exact
def figures(
    owed: LoansOn,
    history: History,
    year: Period,
    rates_paid: Mapping[str, Decimal] = MappingProxyType({}),
) -> LeverageFigures:
    """Return the leverage on a day, and in the last twelve months that are complete by then.

    Args:
        owed: The loans on the day.
        history: The balance sheets, and what was booked between them.
        year: The twelve months.
        rates_paid: The rates paid in them, fractions by loan.
    """
    sheet = history.sheet_on(owed.date)
    lever = over(history, year.first, year.last)
    share, of_what = loan_ratio(sheet)
    return LeverageFigures(
        date=owed.date,
        loan_ratio=share,
        loan_ratio_of=of_what,
        debt_to_gross=debt_to_gross(sheet),
        debt_to_equity=debt_to_equity(sheet),
        cost_of_debt=owed.cost.rate,
        cost_of_debt_covers=owed.cost.covers,
        first=year.first,
        last=year.last,
        year=lever,
        loans=owed.loans,
        paid_off=_paid_off(sheet, owed.loans, lever, rates_paid) if sheet.loans > 0 else None,
    )


def _paid_off(
    sheet: Sheet, loans: Iterable[Loan], year: Leverage, rates_paid: Mapping[str, Decimal]
) -> PaidOff:
    gross = year.gross
    liquid = sum((sheet.by_horizon.get(name, ZERO) for name in (CASH, DAYS)), ZERO)
    saved, estimated, unknown = ZERO, False, list[str]()
    for loan in loans:
        if loan.balance is None or loan.balance <= 0:
            continue
        rate = loan.rate if loan.rate is not None else rates_paid.get(loan.account)
        if rate is None:
            unknown.append(loan.account)
        else:
            saved += round_places(loan.balance * rate)
            estimated |= loan.rate is None
    return PaidOff(
        amount=sheet.loans,
        left=liquid - sheet.loans,
        interest_saved=None if unknown else saved,
        without_agreed_rate=estimated,
        without_rate=tuple(unknown),
        return_foregone=None if gross is None else round_places(gross * sheet.loans),
        net_return=gross,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverageOver:
    """The effect of debt on the return of a period.

    Attributes:
        period: Its name, as in the returns.
        lever: The figures.
    """

    period: str
    lever: Leverage


def periods(scope: Scope) -> tuple[LeverageOver, ...]:
    """Return the effect of debt in each period of a scope, oldest first."""
    return of_periods(scope.periods, history=scope.history, as_of=scope.as_of)


def of_periods(
    periods: Iterable[Period], *, history: History, as_of: datetime.date
) -> tuple[LeverageOver, ...]:
    """Return the effect of debt in each of several periods.

    Args:
        periods: The periods; they are cut at the as-of date, and those after it are left out.
        history: The balance sheets, and the bookings between them.
        as_of: The last day that counts.
    """
    return tuple(
        LeverageOver(
            period=period.label, lever=over(history, period.first, min(period.last, as_of))
        )
        for period in periods
        if period.first <= as_of
    )


def series(scope: Scope) -> tuple[LoansOn, ...]:
    """Return the loans at all complete month-ends of the requested period, oldest first."""
    return scope.debts.series(sheet.date for sheet in scope.balance_sheets.month_ends(scope.period))
