"""The change of wealth and leverage on ledgers that other people have published."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from beancount.core import data
from beancount.core.amount import Amount
from beancount.core.position import Cost
from beancount.parser import parser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from real_ledgers import LEDGERS, each_ledger, load

from fsq_beancount import analyse
from fsq_beancount.core.periods import Period
from fsq_beancount.core.terms import FLAG_UNREALIZED
from fsq_beancount.core.weights import weigh
from fsq_beancount.measures.performance.change import Cause
from fsq_beancount.report.report import Report

if TYPE_CHECKING:
    from collections.abc import Sequence

_OFF = (Cause.UNBALANCED, Cause.ROUNDING)


@each_ledger
def test_parts_add_up_and_what_is_left_over_is_what_transactions_are_off_by(
    real_ledgers: Path, name: str
) -> None:
    ledger = load(real_ledgers, name)
    report = analyse(ledger.entries, ledger.options)
    assert report.returns
    assert_that_parts_add_up(report)


@each_ledger
def test_they_add_up_in_each_part_of_the_ledger_too(real_ledgers: Path, name: str) -> None:
    ledger = load(real_ledgers, name)
    whole = analyse(ledger.entries, ledger.options)
    held = {":".join(line.account.split(":")[:3]) for line in whole.scope.positions.lines}
    for pattern in ("^Assets:", "^Liabilities:", *(f"^{account}(:|$)" for account in held)):
        assert_that_parts_add_up(
            analyse(ledger.entries, ledger.options, account=pattern, as_of=whole.as_of)
        )


def assert_that_parts_add_up(report: Report) -> None:
    """Assert that each change of wealth is the sum of its parts, but for what does not balance."""
    convert = report.scope.facts.prices.convert
    off: dict[int, Decimal] = {}
    for entry in report.scope.entries:
        if isinstance(entry, data.Transaction) and entry.flag != FLAG_UNREALIZED:
            for posting in entry.postings:
                weight = convert(weigh(posting), report.currency, entry.date)
                if entry.date <= report.as_of and weight is not None:
                    off[entry.date.year] = off.get(entry.date.year, Decimal()) + weight
    for one in report.returns:
        change = one.change
        assert sum(change.parts.values()) == change.closing - change.opening
        causes = change.other_by_cause
        left = sum((causes.get(each, Decimal()) for each in _OFF), Decimal())
        assert left == off.get(change.first.year, Decimal())


@each_ledger
def test_the_identity_of_leverage_holds(real_ledgers: Path, name: str) -> None:
    ledger = load(real_ledgers, name)
    for one in analyse(ledger.entries, ledger.options).leverage_series:
        lever = one.lever
        if lever.net is None or lever.gross is None or lever.break_even is None:
            continue
        net, gross, i = map(Fraction, (lever.net, lever.gross, lever.break_even))
        by_identity = gross + (gross - i) * Fraction(lever.debt) / Fraction(lever.equity)
        # Quotients of decimals are cut at sixty digits.
        assert abs(net - by_identity) < Fraction(1, 10**30)


def _moved(
    kind: str, lot: tuple[str, str, Cost], units: Decimal, options: dict[str, Any]
) -> list[tuple[str, Decimal, str, Cost | None]]:
    """Postings that move units of a lot, or of its commodity: account, units, currency and cost."""
    account, commodity, cost = lot
    elsewhere, equity = f"{options['name_assets']}:Elsewhere", f"{options['name_equity']}:Family"
    leaves = (account, -units, commodity, cost)
    match kind:
        case "moved":
            return [leaves, (elsewhere, units, commodity, cost)]
        case "given":
            return [leaves, (equity, units * cost.number, cost.currency, None)]
        case "inherited":
            old = Cost(Decimal(1), cost.currency, datetime.date(2000, 1, 1), None)
            return [(elsewhere, units, commodity, old), (equity, -units, cost.currency, None)]
        case "split":
            after = cost._replace(number=cost.number / 2)
            return [leaves, (account, 2 * units, commodity, after)]
        case "merged":
            after = cost._replace(number=cost.number * 2)
            return [leaves, (account, units / 2, "MERGED", after)]
        case _:
            return [leaves, (elsewhere, units * cost.number, cost.currency, None)]


KINDS = ("moved", "given", "inherited", "split", "merged", "closed")


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.long if "huge" in name else ()) for name in LEDGERS],
)
@given(chosen=st.permutations(KINDS), profile=st.sampled_from(["", "de", "flat"]))
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_they_add_up_whatever_is_done_with_the_lots(
    real_ledgers: Path, name: str, chosen: Sequence[str], profile: str
) -> None:
    entries, _, options = load(real_ledgers, name)
    said, _, _ = parser.parse_string(
        f'1990-01-01 custom "fsq-option" "tax-profile" "{profile}"\n'
        '1990-01-01 custom "fsq-option" "tax-rate" 0.25\n'
    )
    before = analyse(entries, options)
    left = {
        (line.account, line.currency, cost): units
        for line in before.scope.positions.lines
        for cost, units in line.lots(before.as_of).items()
        if units > 0
    }
    booked = []
    for after, (kind, lot) in enumerate(zip(chosen, cycle(left)), start=1):
        # Half of a lot, of what is left of it; all that is left where it is closed.
        units = left[lot] if kind == "closed" else left[lot] / 2
        if kind != "inherited":
            left[lot] -= units
        date = before.as_of + datetime.timedelta(days=10 * after)
        postings = [
            data.Posting(account, Amount(number, currency), cost, None, None, {})
            for account, number, currency, cost in _moved(kind, lot, units, options)
            if number
        ]
        meta = data.new_metadata(entries[-1].meta["filename"], 10**6 + after)
        booked.append(
            data.Transaction(meta, date, "*", None, kind, frozenset(), frozenset(), postings)
        )
    last = before.as_of + datetime.timedelta(days=80)
    report = analyse(
        data.sorted([*(said if profile else ()), *entries, *booked]), options, as_of=last
    )
    assert_that_parts_add_up(report)
    attribution, growth = report.scope.attribution, report.scope.household_returns
    for entry in booked:
        change = attribution.of(entry.date, entry.date)
        assert sum(change.parts.values()) == change.closing - change.opening
        # No price moved, so what changes hands is neither earned nor lost.
        if entry.narration in ("moved", "given", "inherited"):
            found = growth.of(Period(entry.date, entry.date))
            assert found is not None
            assert found.return_net in (0, None)
