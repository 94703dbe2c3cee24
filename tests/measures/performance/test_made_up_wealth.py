"""What holds of wealth, its taxes and returns whatever has happened."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import pytest
from beancount import loader
from random_wealth import QUIET, example

import fsq_beancount
from fsq_beancount.core.periods import Interval
from fsq_beancount.measures.performance.change import Cause

if TYPE_CHECKING:
    from fsq_beancount.books.line import Line
    from fsq_beancount.report.report import Report

ZERO = Decimal()
QUIET_DAY = datetime.date.fromisoformat(QUIET)
pytestmark = pytest.mark.no_cover
SEEDS = [*range(12), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(12, 96))]
each_ledger = pytest.mark.parametrize("seed", SEEDS)


def report(text: str, interval: Interval = Interval.YEAR) -> Report:
    entries, errors, options = loader.load_string(text)
    assert errors == [], errors[0]
    return fsq_beancount.analyse(entries, options, interval=interval)


@each_ledger
def test_a_depot_that_changes_hands_while_no_price_moves_earns_and_loses_nothing(
    seed: int,
) -> None:
    made = example(seed)
    leaves = next(iter(made.lots.values()), ["Assets:Bank  -1 EUR"])
    commodity = ("AKT", "FND", "XAU", "NIX")[seed // 6 % 4]
    comes = (
        f"Assets:Depot  10 {commodity} {{33 EUR, 2015-02-03}}",
        f"Assets:Depot  10 {commodity} {{44 USD, 2007-02-03}}",
    )
    other = "Equity:Erbe" if seed % 2 else "Income:Schenkung"
    for postings in ((*leaves, "Equity:Kind"), (*comes, other)):
        text = "\n  ".join((f'{made.text}{QUIET} * "Changes hands"', *postings))
        change = report(f"{text}\n").scope.attribution.of(QUIET_DAY, QUIET_DAY)
        # All of it is external: the factor of the day is 1. A gift is saving at its cost. Each lot
        # is valued to twelve places, and so is what the account holds of them together.
        found = {part for part, amount in change.parts.items() if abs(amount) > Decimal("1e-10")}
        assert found <= {"brought_in", "saving", "other"}, found
        assert set(change.other_by_cause) <= {Cause.EQUITY}


@each_ledger
def test_a_loss_never_raises_the_tax(seed: int) -> None:
    made = example(seed)
    words = ("share", "equity-fund", "mixed-fund", "bond", "private-sale", "none", "")
    lines = []
    for number, word in enumerate(words):
        lines += [f"2000-01-01 commodity LOSS{number}", '  fsq-asset-class: "stocks"']
        if word:
            lines.append(f'  fsq-tax-treatment: "{word}"')
        lines += [f'{QUIET} * "Loses"', f"  Assets:Depot  9 LOSS{number} {{100 EUR}}"]
        lines += ["  Assets:Bank", f"{QUIET} price LOSS{number} 40 EUR"]
    taxes = report("\n".join((made.text, *lines, ""))).scope.latent_taxes
    every = {f"LOSS{number}" for number in range(len(words))}
    before = taxes.on(QUIET_DAY, partial(_is_none_of, every))
    for number, word in enumerate(words):
        others = {f"LOSS{other}" for other in range(len(words)) if other != number}
        after = taxes.on(QUIET_DAY, partial(_is_none_of, others))
        assert (after is None) == (before is None)
        if before is None or after is None:
            continue
        assert after.total <= before.total
        if word == "share" and before.pots.get("shares", ZERO) <= 0:
            # It is offset against gains on shares only, and there are none.
            assert before.profile != "de" or after.total == before.total


def _is_none_of(names: set[str], line: Line) -> bool:
    return line.currency not in names


@each_ledger
def test_every_month_of_a_chain_leaves_something_to_the_next(seed: int) -> None:
    text = example(seed).text
    months = report(text, Interval.MONTH).returns
    for year in report(text).returns:
        of_year = [month for month in months if month.period.startswith(year.period)]
        for name in ("return_gross", "return_net"):
            chained, rates = getattr(year, name), [getattr(month, name) for month in of_year]
            if chained is None:
                # One of them is to blame, and is named.
                assert year.undefined[name].month != ""
                continue
            product = Decimal(1)
            for place, rate in enumerate(rates):
                assert rate is not None
                assert rate > -1 or place == len(rates) - 1
                product *= 1 + rate
            assert abs(product - 1 - chained) <= abs(product) * Decimal("1e-25")
