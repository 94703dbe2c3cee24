"""The tax rules in force on a day: the law of a profile, and what the options say of the user."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount import tax
from fsq_beancount.core.prices import Converter
from fsq_beancount.core.weights import Weight
from fsq_beancount.settings.config import Config
from fsq_beancount.tax.profile import Profile, Rules

ZERO: Final = Decimal()


class Law(NamedTuple):
    """The tax rules in force on a day.

    Attributes:
        profile: The profile.
        rules: Its rules of the year.
        rate: The total rate on a gain, fraction.
        allowance: What is left of the saver's allowance, in the report currency.
        old_fund_allowance: What is left of the allowance for funds that were free once, likewise.
        private_rate: The rate on private sales, fraction; ``None`` if it is unknown.
        deferred_rate: The rate on what is taxed as a whole, fraction; ``None`` if it is unknown.
    """

    profile: Profile
    rules: Rules
    rate: Decimal
    allowance: Decimal
    old_fund_allowance: Decimal
    private_rate: Decimal | None
    deferred_rate: Decimal | None


def law_on(date: datetime.date, config: Config, convert: Converter) -> Law | str:
    """Return the tax rules in force on a day, or the name of the option that they lack.

    Args:
        date: The day.
        config: The settings, with the tax options.
        convert: Converts an allowance to the report currency at the price of a day.
    """
    option = config.option
    profile = tax.PROFILES.get(option("tax-profile", date) or "")
    if profile is None:
        return "tax-profile"
    rules = profile.of_year(date.year)
    rate = rules.rate(option("church-tax", date) or ZERO, option("tax-rate", date))
    if rate is None:
        return "tax-rate"

    def allowance(name: str, otherwise: Decimal) -> Decimal:
        said = option(name, date)
        amount = (otherwise, profile.currency) if said is None else (said.number, said.currency)
        known = convert(Weight(*amount), date) if amount[0] else ZERO
        return max(known or ZERO, ZERO)

    own_rate = option("tax-rate-deferred", date)
    return Law(
        profile=profile,
        rules=rules,
        rate=rate,
        allowance=allowance("saver-allowance", ZERO),
        old_fund_allowance=allowance("old-fund-allowance", profile.old_fund_allowance),
        private_rate=option("tax-rate-private", date),
        deferred_rate=rate if own_rate is None and profile.taxes_deferred else own_rate,
    )
