"""Future income, living costs and pensions: human capital, consumption and claims.

Each is a present value (*Barwert*) on a day, from the last twelve complete months and from options
for the duration and the rates. A figure that lacks an option is undefined, and
:attr:`LifetimeValue.missing` names the option.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from fsq_beancount.books.coverage import Coverage
from fsq_beancount.books.loans import LoanFlow
from fsq_beancount.core.periods import ROLLING_MONTHS, month_index, month_last
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Converter, round_places
from fsq_beancount.core.terms import (
    ACTIVE,
    COSTS_OF_EARNING,
    INCOME,
    LIVING,
    UNCLASSIFIED,
)
from fsq_beancount.measures.present_value import monthly, present_value
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.directives.pension import Pension

ZERO: Final = Decimal()
MONTHS_A_YEAR: Final = 12

BIRTH_DATE: Final = "birth-date"
RETIREMENT_AGE: Final = "retirement-age"
LIFE_EXPECTANCY: Final = "life-expectancy"
DISCOUNT_RATE: Final = "discount-rate"
INCOME_GROWTH: Final = "income-growth"
INFLATION: Final = "inflation"

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "human_capital": (BIRTH_DATE, RETIREMENT_AGE, DISCOUNT_RATE, INCOME_GROWTH),
    "consumption": (BIRTH_DATE, LIFE_EXPECTANCY, DISCOUNT_RATE, INFLATION),
    "claims": (BIRTH_DATE, LIFE_EXPECTANCY, DISCOUNT_RATE, INFLATION),
}
"""The options that each figure needs."""

_FROM_WORK: Final = frozenset(
    (role, income_class)
    for role in (INCOME, *COSTS_OF_EARNING)
    # Unclassified income counts like active income.
    for income_class in (ACTIVE, UNCLASSIFIED)
)
"""Role and class of income from work and of the costs of earning it."""


@dataclass(frozen=True, slots=True)
class LifetimeValue:
    """A present value, or the reason why it is undefined.

    Attributes:
        value: The value, currency; ``None`` where it is undefined.
        missing: The missing options.
        months: The number of the last twelve months that the books cover, where it is too low;
            ``None`` where it is sufficient or irrelevant.
        unconverted: The currencies without a price.
    """

    value: Decimal | None
    missing: tuple[str, ...] = ()
    months: int | None = None
    unconverted: tuple[str, ...] = ()


NOTHING: Final = LifetimeValue(ZERO)
OF_THE_WHOLE: Final = LifetimeValue(None)
"""What a part of a ledger does not have, only the whole."""


class LifetimeValues:
    """The present values of future income, costs and pensions, up to the as-of date."""

    def __init__(
        self,
        *,
        config: Config,
        convert: Converter,
        coverage: Coverage,
        monthly: Mapping[int, Mapping[tuple[str, str | None], Decimal]],
        loan_costs: Callable[[], Iterable[LoanFlow]],
        of_whole: bool = True,
    ) -> None:
        """Store the inputs; nothing is computed yet.

        Args:
            config: The options and the pensions.
            convert: Converts a pension to the report currency at the price of a day.
            coverage: Which months the books cover.
            monthly: What the flows add up to in each month of sums over twelve months, by role
                and class.
            loan_costs: Gives the interest and fees of all loans; asked for where a figure needs
                them.
            of_whole: Whether the whole ledger counts: some of its accounts do not work, eat or
                retire, so theirs are :data:`OF_THE_WHOLE`, and pensions are nothing of theirs.
        """
        self._config = config
        self._convert = convert
        self._coverage = coverage
        self._monthly = monthly
        self._loan_costs = loan_costs
        self._of_whole = of_whole
        self._rates: dict[Decimal, Decimal] = {}

    @exact
    def human_capital(self, date: datetime.date) -> LifetimeValue:
        """Return the present value of income from work until retirement (*Arbeitskraft*).

        The net active income of the last twelve complete months, divided by twelve and growing by
        ``income-growth``, is paid each month until the birth date plus ``retirement-age``.
        Unclassified income counts like active income.
        """
        return self._ongoing("human_capital", date, self.work, RETIREMENT_AGE, INCOME_GROWTH)

    @exact
    def consumption(self, date: datetime.date) -> LifetimeValue:
        """Return the present value of future living costs (*Konsum*), without loan interest.

        The living costs of the last twelve complete months, divided by twelve and growing by
        ``inflation``, are paid each month until the birth date plus ``life-expectancy``. Loans are
        on the balance sheet already, so their interest is left out of future costs.
        """
        return self._ongoing("consumption", date, self.living, LIFE_EXPECTANCY, INFLATION)

    @exact
    def claims(self, date: datetime.date) -> LifetimeValue:
        """Return the present value of pensions (*Ansprüche*); zero where none is declared.

        Each pension grows by ``inflation`` from the day on, and is paid from its age until the
        birth date plus ``life-expectancy``. Of several with the same name, the one in force counts.
        """
        pensions = self.pensions(date) if self._of_whole else ()
        if not pensions:
            return NOTHING
        options, missing = self._said("claims", date)
        if missing:
            return LifetimeValue(None, missing)
        growth, discount = self._rate(options[INFLATION]), self._rate(options[DISCOUNT_RATE])
        until = months_until(date, options[BIRTH_DATE], options[LIFE_EXPECTANCY])
        value, unconverted = ZERO, set()
        for pension in pensions:
            amount = self._convert(pension.amount, date)
            if amount is None:
                unconverted.add(pension.amount.currency)
                continue
            deferred = max(0, months_until(date, options[BIRTH_DATE], pension.age))
            value += round_places(
                present_value(amount, growth, discount, until - deferred, deferred)
            )
        if unconverted:
            return LifetimeValue(None, unconverted=tuple(sorted(unconverted)))
        return LifetimeValue(value)

    def _ongoing(
        self,
        figure: str,
        date: datetime.date,
        paid: Callable[[int], Decimal],
        until: str,
        growth: str,
    ) -> LifetimeValue:
        if not self._of_whole:
            return OF_THE_WHOLE
        options, missing = self._said(figure, date)
        if missing:
            return LifetimeValue(None, missing)
        last = self._coverage.complete_by(date)
        months = self._coverage.months(last)
        if months < ROLLING_MONTHS:
            return LifetimeValue(None, months=months)
        value = present_value(
            paid(last) / MONTHS_A_YEAR,
            self._rate(options[growth]),
            self._rate(options[DISCOUNT_RATE]),
            months_until(date, options[BIRTH_DATE], options[until]),
        )
        return LifetimeValue(round_places(value))

    def _said(self, figure: str, date: datetime.date) -> tuple[dict[str, Any], tuple[str, ...]]:
        options = {name: self._config.option(name, date) for name in NEEDED[figure]}
        return options, tuple(name for name, value in options.items() if value is None)

    def _rate(self, annual: Decimal) -> Decimal:
        """Return the monthly rate of an annual one, cached, as a root of sixty digits is slow."""
        if annual not in self._rates:
            self._rates[annual] = monthly(annual)
        return self._rates[annual]

    def pensions(self, date: datetime.date) -> Iterable[Pension]:
        """Return the pensions in force on a day; the first of a name applies before its date."""
        in_force: dict[str, Pension] = {}
        for pension in self._config.statements(Pension):
            if pension.date <= date or pension.name not in in_force:
                in_force[pension.name] = pension
        return in_force.values()

    @exact
    def work(self, last: int) -> Decimal:
        """Return net income from work of the twelve months that end with a month, currency."""
        return _of_a_year(self._sums[0], last)

    @exact
    def living(self, last: int) -> Decimal:
        """Return living costs of twelve months without loan interest, a cost is positive."""
        return -_of_a_year(self._sums[1], last)

    @cached_property
    def _sums(self) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
        """Net active income and living costs by month; a cost is negative."""
        earned: dict[int, Decimal] = {}
        spent: dict[int, Decimal] = {}
        for month, amounts in self._monthly.items():
            # A living cost may have a class, which has no meaning.
            spent[month] = sum(
                (amount for (role, _), amount in amounts.items() if role == LIVING), ZERO
            )
            earned[month] = sum(
                (amount for key, amount in amounts.items() if key in _FROM_WORK), ZERO
            )
        for flow in (cost.flow for cost in self._loan_costs() if not cost.fee):
            if flow.role == LIVING and flow.amount is not None:
                spent[month_index(flow.date)] -= flow.amount
        return earned, spent


def _of_a_year(sums: Mapping[int, Decimal], last: int) -> Decimal:
    months = range(last - ROLLING_MONTHS + 1, last + 1)
    return sum((sums.get(month, ZERO) for month in months), ZERO)


def months_until(date: datetime.date, birth: datetime.date, age: Decimal) -> int:
    """Return the number of whole months from a day to the birthday of an age.

    Args:
        date: The day; the months begin at its end.
        birth: The date of birth.
        age: The age in years; a fraction is rounded to whole months, 66.5 is 66 years and 6.

    Returns:
        The months, negative after that birthday. Last days of months match regardless of their
        number: from 31 January to 28 February is a month.
    """
    # Computed without dates: after a very late birth, the birthday is beyond Python's calendar.
    target = month_index(birth) + int((age * MONTHS_A_YEAR).to_integral_value())
    months = target - month_index(date)
    length = month_last(_same_month_in_a_known_year(target)).day
    birthday = min(birth.day, length)
    return months if birthday >= date.day or birthday == length else months - 1


def _same_month_in_a_known_year(month: int) -> int:
    """Return a month of the same length in a year that is within the range of dates."""
    return month % (400 * MONTHS_A_YEAR) + 400 * MONTHS_A_YEAR
