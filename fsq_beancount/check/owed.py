"""The tax owed on capital income that bore none: an estimate by the tax profile."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from fsq_beancount import tax
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow
from fsq_beancount.check.taxed import Source, bears_tax
from fsq_beancount.core.terms import KEY_TAX_TREATMENT, UNTAXED
from fsq_beancount.core.weights import Weight
from fsq_beancount.settings.config import Config
from fsq_beancount.tax.profile import Rules

ZERO: Final = Decimal()
ONE: Final = Decimal(1)


class Law:
    """The rate and the allowance of the tax profile that a ledger names, by calendar year."""

    def __init__(self, facts: Facts, date: datetime.date) -> None:
        """Read the options in force on a day.

        Args:
            facts: The facts of the ledger.
            date: The day.
        """
        option = facts.config.option
        self._facts = facts
        profile = tax.PROFILES.get(option("tax-profile", date) or "")
        self._profile = profile if profile is not None and profile.taxes_income else None
        self._church_tax = option("church-tax", date) or ZERO
        self._tax_rate = option("tax-rate", date)

    @property
    def is_named(self) -> bool:
        """Whether the ledger names a profile that has a rate of capital income."""
        return self._profile is not None

    def rules(self, year: int) -> Rules | None:
        """Return the rules of a year; ``None`` without a profile."""
        return None if self._profile is None else self._profile.of_year(year)

    def rate(self, year: int) -> Decimal | None:
        """Return the rate of a year, fraction; ``None`` where it is unknown."""
        rules = self.rules(year)
        return None if rules is None else rules.rate(self._church_tax, self._tax_rate)

    def left(self, year: int, flows: Iterable[Flow]) -> Decimal:
        """Return what capital income has left of the allowance of one person in a year, currency.

        Args:
            year: The year.
            flows: The capital income, of any years.
        """
        income = _by_year(flows, self, self._facts.config).get(year, ZERO)
        return max(self.allowance(year) - max(income, ZERO), ZERO)

    def said_allowance(self, year: int, flows: Iterable[Flow] = ()) -> Decimal | None:
        """Return what the ledger says is left of the allowance, currency; ``None`` if nothing.

        What it says on a day of the year is what the income up to that day has left, so the
        allowance that was used by then is there for this income. Nothing is said of years before.

        Args:
            year: The year.
            flows: The income that it is for, of any years.
        """
        last = datetime.date(year, 12, 31)
        setting = self._facts.config.setting("saver-allowance", last)
        if setting is None or setting.date > last:
            return None
        left = self._convert(setting.value.number, setting.value.currency, last)
        earlier = [flow for flow in flows if flow.date <= setting.date]
        if setting.date.year != year or not earlier:
            return left
        used = max(_by_year(earlier, self, self._facts.config).get(year, ZERO), ZERO)
        return left + min(used, max(self.allowance(year) - left, ZERO))

    def allowance(self, year: int) -> Decimal:
        """Return the allowance of one person in a year, currency."""
        if self._profile is None:
            return ZERO
        amount = self._profile.of_year(year).allowance
        return self._convert(amount, self._profile.currency, datetime.date(year, 12, 31))

    def _convert(self, number: Decimal, currency: str, date: datetime.date) -> Decimal:
        if not number:
            return ZERO
        return max(self._facts.convert(Weight(number, currency), date) or ZERO, ZERO)


def owed(
    source: Source, others: Iterable[Source], flows: Sequence[Flow], law: Law, config: Config
) -> Decimal | None:
    """Return the tax owed on the capital income of a source, currency.

    The allowance is what the other sources leave of it, by calendar year: tax-free was their
    income less what their tax was charged on. Income of the year before the window goes first.

    Args:
        source: The source, of the window.
        others: The sources that come before it, of the calendar years of the window.
        flows: All its income of the calendar years of the window, before the window too.
        law: The rates and allowances.
        config: The settings, with the treatments of commodities.

    Returns:
        The tax; ``None`` where a rate is unknown.
    """
    base = _by_year(source.income, law, config)
    before = _by_year(flows, law, config)
    total = ZERO
    taken = list(others)
    for year, income in base.items():
        rate = law.rate(year)
        if rate is None:
            return None
        left = law.said_allowance(year, flows)
        if left is None:
            left = law.allowance(year)
            left -= sum((_free(other, year, rate, law, config) for other in taken), ZERO)
        # What came before the window has used the allowance first.
        left = max(max(left, ZERO) - max(before.get(year, ZERO) - income, ZERO), ZERO)
        total += max(income - left, ZERO) * rate
    return total


def _free(source: Source, year: int, rate: Decimal, law: Law, config: Config) -> Decimal:
    """Return the income of a source that no tax was charged on in a year, currency."""
    if not source.is_capital or not rate:
        return ZERO
    income = _by_year(source.income, law, config).get(year, ZERO)
    if not bears_tax(source):
        return max(income, ZERO)
    paid = -sum((flow.amount or ZERO for flow in source.taxes if flow.date.year == year), ZERO)
    return max(income - paid / rate, ZERO)


def _by_year(flows: Iterable[Flow], law: Law, config: Config) -> Mapping[int, Decimal]:
    """Return the taxed income by calendar year, currency; a loss is negative."""
    sums: dict[int, Decimal] = {}
    for flow in flows:
        year = flow.date.year
        rules = law.rules(year)
        treatment = _treatment(flow, config)
        share = ONE
        if treatment == UNTAXED:
            share = ZERO
        elif rules is not None and treatment is not None:
            share = ONE - rules.exemptions.get(treatment, ZERO)
        sums[year] = sums.get(year, ZERO) + (flow.amount or ZERO) * share
    return sums


def _treatment(flow: Flow, config: Config) -> str | None:
    """Return the tax treatment of the commodity that income comes from, if it is known."""
    commodities = [
        posting.units.currency
        for posting in flow.entry.postings
        if flow.gain and posting.cost is not None and posting.units
    ]
    for name in (*commodities, *flow.account.split(":")[1:]):
        declared = config.commodities.get(name)
        said = None if declared is None else declared.meta.get(KEY_TAX_TREATMENT)
        if isinstance(said, str):
            return said
    return None
