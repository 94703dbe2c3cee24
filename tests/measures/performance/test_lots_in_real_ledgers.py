"""Lots that are inherited, split, moved, given, merged and closed in ledgers of other people."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from real_ledgers import LEDGERS, Ledger, load

from fsq_beancount import analyse
from fsq_beancount.core.periods import Interval
from fsq_beancount.measures.performance.change import PARTS, Cause

_SPAN = 200
"""All of it happens within so many days before the last day of a ledger."""


def _what_happens(ledger: Ledger, last: datetime.date) -> str:
    """Directives on accounts and commodities of their own, in the currency and roots of a ledger.

    Args:
        ledger: The ledger.
        last: Its last day.
    """

    def on(day: int) -> datetime.date:
        return last - datetime.timedelta(days=_SPAN - day)

    options = ledger.options
    currency = analyse(ledger.entries, options).currency
    depot = f"{options['name_assets']}:Proof:Depot"
    other, bank = f"{options['name_assets']}:Proof:Other", f"{options['name_assets']}:Proof:Bank"
    heirs = f"{options['name_equity']}:Proof"
    gains = f"{options['name_income']}:Proof:Capital-Gains"
    lines = [f"{on(1)} open {account}" for account in (depot, other, bank, heirs, gains)]
    old, bought = f"{currency}, 2010-05-05", f"{currency}, {on(20)}"
    for day, price, *postings in (
        # Worth 1,000.
        (10, 100, f"{depot}  10 PROOFX {{40 {old}}}", f"{heirs}  -400 {currency}"),
        (20, 110, f"{depot}  4 PROOFX {{110 {bought}}}", f"{bank}  -440 {currency}"),
        (
            30, 55,
            f"{depot}  -10 PROOFX {{40 {old}}}", f"{depot}  20 PROOFX {{20 {old}}}",
            f"{depot}  -4 PROOFX {{110 {bought}}}", f"{depot}  8 PROOFX {{55 {bought}}}",
        ),
        (40, 55, f"{depot}  -8 PROOFX {{20 {old}}}", f"{other}  8 PROOFX {{20 {old}}}"),
        # Worth 300.
        (50, 60, f"{depot}  -5 PROOFX {{20 {old}}}", f"{heirs}  100 {currency}"),
        (60, 60, f"{depot}  -7 PROOFX {{20 {old}}}", f"{depot}  7 PROOFY {{20 {old}}}"),
        (
            70, 60,
            f"{other}  -8 PROOFX {{20 {old}}} @ 60 {currency}",
            f"{bank}  480 {currency}", f"{gains}  -320 {currency}",
        ),
    ):  # fmt: skip
        lines += [f'{on(day)} * "Proof"', *(f"  {each}" for each in postings)]
        # After the transaction: a plugin may make a price of its cost.
        lines.append(f"{on(day)} price PROOFX {price} {currency}")
    lines.append(f"{on(60)} price PROOFY 60 {currency}")
    lines.append(f"{on(80)} close {other}")
    lines.append(f"{on(90)} price PROOFY 66 {currency}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.long if "huge" in name else ()) for name in LEDGERS],
)
def test_what_happens_to_lots_changes_its_parts_and_nothing_else(
    real_ledgers: Path, name: str
) -> None:
    ledger = load(real_ledgers, name)
    before = analyse(ledger.entries, ledger.options)
    last = before.as_of
    longer = load(real_ledgers, name, _what_happens(ledger, last))
    assert len(longer.errors) == len(ledger.errors)
    after = analyse(longer.entries, longer.options, as_of=last, interval=Interval.MONTH)
    days = last - datetime.timedelta(days=_SPAN), last
    parts = [report.scope.attribution.of(*days).parts for report in (before, after)]
    more = {part: parts[1][part] - parts[0][part] for part in PARTS}
    # Ten units gain 10 each, 28 halves 5 each, seven merged ones 6 each: 282, of which 320 less
    # what was paid for them is booked with the sale.
    assert {part: amount for part, amount in more.items() if amount} == {
        "brought_in": 1000 - 300,
        "gains_realised": 320,
        "gains_unrealised": 282 - 320,
    }
    # Month by month the parts are the whole, and nothing is left that no booking explains.
    off = [_off(report.scope.attribution.of(*days).other_by_cause) for report in (before, after)]
    assert off[0] == off[1]
    for month in after.returns:
        change = month.change
        assert sum(change.parts.values()) == change.closing - change.opening


def _off(causes: object) -> Decimal:
    assert isinstance(causes, dict)
    return sum(
        (causes.get(cause, Decimal()) for cause in (Cause.UNBALANCED, Cause.ROUNDING)), Decimal()
    )
