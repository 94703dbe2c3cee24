"""What one will earn, will need and is owed later: human capital, consumption and claims.

Each is a present value (*Barwert*) on a day, from what the last twelve complete months were like
and from options that say how long and at which rates. What an option is missing for is undefined,
and :attr:`LifetimeValue.missing` says which.
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
    # What nobody has classified counts like active income.
    for income_class in (ACTIVE, UNCLASSIFIED)
)
"""Role and class of what work earns and of what it costs to earn it."""


@dataclass(frozen=True, slots=True)
class LifetimeValue:
    """A present value, or why there is none.

    Attributes:
        value: The value, currency; ``None`` where it is undefined.
        missing: The options that it lacks.
        months: How many of the last twelve months the books cover, where that is too few;
            ``None`` where they are enough or do not matter.
        unconverted: The currencies that it lacks a price of.
    """

    value: Decimal | None
    missing: tuple[str, ...] = ()
    months: int | None = None
    unconverted: tuple[str, ...] = ()


NOTHING: Final = LifetimeValue(ZERO)


class LifetimeValues:
    """The present values of what is to come, on any day up to the as-of date."""

    def __init__(
        self,
        *,
        config: Config,
        convert: Converter,
        coverage: Coverage,
        monthly: Mapping[int, Mapping[tuple[str, str | None], Decimal]],
        loan_costs: Callable[[], Iterable[LoanFlow]],
    ) -> None:
        """Compute nothing yet.

        Args:
            config: The options and the pensions.
            convert: Converts a pension to the report currency at the price of a day.
            coverage: Which months the books cover.
            monthly: What the flows add up to in each month of sums over twelve months, by role
                and class.
            loan_costs: Gives the interest and fees of all loans; asked for where a figure needs
                them.
        """
        self._config = config
        self._convert = convert
        self._coverage = coverage
        self._monthly = monthly
        self._loan_costs = loan_costs
        self._rates: dict[Decimal, Decimal] = {}

    @exact
    def human_capital(self, date: datetime.date) -> LifetimeValue:
        """Return what one will earn until retirement (*Arbeitskraft*).

        The net active income of the last twelve complete months, a month of it growing by
        ``income-growth``, paid each month until the birth date plus ``retirement-age``. Nobody
        has to classify all of it: what is unclassified counts like active income.
        """
        return self._ongoing("human_capital", date, self._work, RETIREMENT_AGE, INCOME_GROWTH)

    @exact
    def consumption(self, date: datetime.date) -> LifetimeValue:
        """Return what life will cost (*Konsum*), without the interest of loans.

        The living costs of the last twelve complete months, a month of them growing by
        ``inflation``, paid each month until the birth date plus ``life-expectancy``. Loans stand
        on the balance sheet already, so that their interest is in no cost to come.
        """
        return self._ongoing("consumption", date, self._living, LIFE_EXPECTANCY, INFLATION)

    @exact
    def claims(self, date: datetime.date) -> LifetimeValue:
        """Return what pensions will pay (*Ansprüche*); nothing where none is declared.

        Each pension grows by ``inflation`` from the day on, is paid from its age until the birth
        date plus ``life-expectancy``, and the one of a name that is in force holds.
        """
        pensions = self._pensions(date)
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
        """Return a rate a month; a root of sixty digits is worth remembering."""
        if annual not in self._rates:
            self._rates[annual] = monthly(annual)
        return self._rates[annual]

    def _pensions(self, date: datetime.date) -> Iterable[Pension]:
        """Return the pensions that hold on a day; the first of a name holds before its date."""
        in_force: dict[str, Pension] = {}
        for pension in self._config.statements(Pension):
            if pension.date <= date or pension.name not in in_force:
                in_force[pension.name] = pension
        return in_force.values()

    def _work(self, last: int) -> Decimal:
        return _of_a_year(self._sums[0], last)

    def _living(self, last: int) -> Decimal:
        return -_of_a_year(self._sums[1], last)

    @cached_property
    def _sums(self) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
        """Net active income and living costs by month; a cost is negative."""
        earned: dict[int, Decimal] = {}
        spent: dict[int, Decimal] = {}
        for month, amounts in self._monthly.items():
            # A living cost may have a class, which then means nothing.
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
    """Return how many whole months there are from a day to one's birthday of an age.

    Args:
        date: The day, at whose end the months begin.
        birth: The date of birth.
        age: The age in years; a fraction is rounded to whole months, 66.5 is 66 years and 6.

    Returns:
        The months, negative after that birthday. The last day of a month counts as one whatever
        its number: from 31 January to 28 February is a month.
    """
    # Counted without dates: a very late birth has no birthday in any calendar of Python's.
    target = month_index(birth) + int((age * MONTHS_A_YEAR).to_integral_value())
    months = target - month_index(date)
    length = month_last(_same_month_in_a_known_year(target)).day
    birthday = min(birth.day, length)
    return months if birthday >= date.day or birthday == length else months - 1


def _same_month_in_a_known_year(month: int) -> int:
    """Return a month as long as one whose year may be beyond what dates can say."""
    return month % (400 * MONTHS_A_YEAR) + 400 * MONTHS_A_YEAR
