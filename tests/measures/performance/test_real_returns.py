"""The change of wealth and leverage on ledgers that other people have published."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from beancount.core import data
from real_ledgers import each_ledger, load

from fsq_beancount import analyse
from fsq_beancount.core.terms import FLAG_UNREALIZED
from fsq_beancount.core.weights import weigh
from fsq_beancount.measures.performance.change import Cause
from fsq_beancount.report.report import Report

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
