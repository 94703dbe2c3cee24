"""The part of an analysis that a rule concerns says what the whole analysis says."""

from __future__ import annotations

import pytest
from every_finding import FLOWS, NAMES, PLANS, WEALTH
from hypothesis import given
from random_ledgers import FIFO, ledgers, patiently
from small_ledger import load

from fsq_beancount.books.facts import Facts, collect
from fsq_beancount.check.trial import figures
from fsq_beancount.check.trial.parsing import parse
from fsq_beancount.check.trial.partial import PartialRun
from fsq_beancount.report.build import build

WORDS = ('"cost" "passive"', '"living"', '"active"', '"passive"', '"tax" "active"', '"excluded"')


def assert_both_agree(facts: Facts, *, at_least: int = 0) -> None:
    """Run a rule on every account both ways, whole and in part."""
    report = build(facts)
    before = figures.of(report)
    if before is None:
        return
    partial = PartialRun(facts, report, before)
    run = 0
    for account in sorted({flow.account for flow in report.flows}):
        for words in WORDS:
            line = f'2000-01-01 custom "fsq-rule" "{account}" {words}'
            added = parse([line], facts.options).entries
            found = partial.run(added).figures
            if found is None:
                continue  # left to the whole analysis
            run += 1
            whole = collect([*facts.entries, *added], facts.options)
            assert found == figures.of(build(whole, as_of=report.as_of)), line
    assert run >= at_least


@pytest.mark.parametrize(("text", "at_least"), [(FLOWS, 10), (NAMES, 10), (PLANS, 3), (WEALTH, 0)])
def test_rules_on_every_account(text: str, at_least: int) -> None:
    ledger = load(text)
    assert_both_agree(collect(ledger.entries, ledger.options), at_least=at_least)


@patiently
@given(ledgers())
def test_rules_on_random_ledgers(text: str) -> None:
    ledger = load(text, FIFO)
    assert_both_agree(collect(ledger.entries, ledger.options))
