"""A narrow band is earned: a fault in a clean ledger widens it to hold the right quota."""

from __future__ import annotations

import os
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from beancount import loader
from seeded import FAULTS, Faulty, Household, household, put_in

from fsq_beancount import analyse
from fsq_beancount.report.certainty import NARROW

if TYPE_CHECKING:
    import datetime

    from fsq_beancount.report.report import Report

CLOSE = Decimal("0.0005")
"""A twentieth of a percentage point: taxes are rounded to cents, estimates to the year."""

HOUSEHOLDS = range(int(os.environ.get("FSQ_HOUSEHOLDS", "26")))
"""Each with each fault, if it can have it: more than a hundred ledgers."""


@cache
def report(ledger: str, until: datetime.date | None = None) -> Report:
    entries, errors, options = loader.load_string(ledger)
    assert errors == []
    return analyse(entries, options, as_of=until)


def right(case: Faulty) -> Decimal:
    year = report(case.right.text(), case.until).last_year
    assert year is not None
    assert year.fsq_narrow is not None
    return year.fsq_narrow


def holds(ledger: Household, quota: Decimal) -> bool:
    """Return whether the band of a ledger holds a quota."""
    band = report(ledger.text()).certainty.bands[NARROW]
    if band.low is None or band.high is None:
        return False
    return band.low - CLOSE <= quota <= band.high + CLOSE


def share_held(fault: str) -> tuple[int, int]:
    """Return how many bands hold the right quota, of how many."""
    cases = [case for number in HOUSEHOLDS if (case := put_in(fault, number)) is not None]
    return sum(holds(case.ledger, right(case)) for case in cases), len(cases)


@pytest.mark.no_cover
@pytest.mark.parametrize("fault", FAULTS)
def test_the_band_holds_the_right_quota(fault: str) -> None:
    held, cases = share_held(fault)
    assert cases >= 15
    assert held >= cases * 95 / 100


@pytest.mark.no_cover
def test_clean_ledgers_are_sure() -> None:
    sure = sum(report(household(number).text()).certainty.sure for number in HOUSEHOLDS)
    assert sure >= len(HOUSEHOLDS) * 80 / 100
