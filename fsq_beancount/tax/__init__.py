"""The available tax profiles: the law on capital gains, as data by year with its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fsq_beancount.tax.austria import AUSTRIA
from fsq_beancount.tax.flat import FLAT
from fsq_beancount.tax.germany import GERMANY
from fsq_beancount.tax.profile import Profile
from fsq_beancount.tax.switzerland import SWITZERLAND

PROFILES: Final[Mapping[str, Profile]] = {
    profile.id: profile for profile in (GERMANY, AUSTRIA, SWITZERLAND, FLAT)
}
"""The profiles by their name in ``tax-profile``; a new profile is a module and an entry here."""
