"""The tax profiles there are: the law on gains from capital, as data by year with its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fsq_beancount.tax.flat import FLAT
from fsq_beancount.tax.germany import GERMANY
from fsq_beancount.tax.profile import Profile

PROFILES: Final[Mapping[str, Profile]] = {profile.id: profile for profile in (GERMANY, FLAT)}
"""Every profile by what ``tax-profile`` names it; a new one is a module and a line here."""
