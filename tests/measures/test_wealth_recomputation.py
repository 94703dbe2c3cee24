"""Wealth of made-up ledgers, computed twice: by the package, and naively from the definitions."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from beancount import loader
from naive import Book, Named
from naive_wealth import PARTS, Wealth
from random_wealth import NAMES, Example, example

import fsq_beancount

if TYPE_CHECKING:
    from beancount.core import data

    from fsq_beancount.measures.wealth.sheet import Sheet

ZERO = Decimal()


def _is_made(entry: data.Directive) -> bool:
    return "<" in str(entry.meta.get("filename")) and "depreciation" in str(entry.meta)


def loaded(made: Example) -> tuple[Any, Wealth]:
    """Return the package's scope of a ledger, and the naive wealth of it without plugins."""
    entries, errors, options = loader.load_string(made.text)
    assert errors == [], errors[0]
    scope = fsq_beancount.analyse(entries, options).scope
    booked = [entry for entry in entries if not _is_made(entry)]
    book = Book(booked, options, lambda name: NAMES.get(name, Named()), "EUR")
    return scope, Wealth(book, made.said, made.things)


DAYS = tuple(
    map(
        datetime.date.fromisoformat,
        ("2008-12-31", "2012-06-15", "2017-12-31", "2018-06-30", "2023-12-31", "2024-12-31"),
    )
)
SPANS = (
    (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)),
    (datetime.date(2012, 4, 17), datetime.date(2023, 8, 9)),
)
pytestmark = pytest.mark.no_cover
SEEDS = [*range(48), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(48, 400))]


def _same(shown: Decimal | None, expected: Fraction | None, exact: bool, what: object) -> None:
    assert (shown is None) == (expected is None), what
    if shown is not None and expected is not None:
        off = abs(Fraction(shown) - expected)
        assert off == 0 if exact else off < Fraction(1, 10**8), (what, shown, float(expected))


@pytest.mark.parametrize("seed", SEEDS)
def test_wealth_and_its_change_are_those_of_a_naive_recount(seed: int) -> None:
    made = example(seed)
    scope, naive = loaded(made)
    # Averages are rounded with every sale, and inverse prices with every amount.
    exact = made.exact and not (made.said and made.said.profile == "at")
    for day in DAYS:
        _sheets(scope.balance_sheets.on(day), naive.sheet(day), exact, (seed, day))
    for first, last in SPANS:
        change = scope.attribution.of(first, last)
        expected = naive.change(first, last)
        for part in PARTS:
            shown = getattr(change, part) or ZERO
            _same(shown, expected[part], exact, (seed, first, part))
        assert sum(change.parts.values()) == change.closing - change.opening
        causes = {
            cause.value: amount
            for cause, amount in change.other_by_cause.items()
            if cause.value in ("equity", "padding", "excluded")
        }
        of_naive = naive.causes(first, last)
        assert sorted(causes) == sorted(of_naive)
        for cause, amount in causes.items():
            _same(amount, of_naive[cause], exact, (seed, first, cause))


def _sheets(shown: Sheet, expected: dict[str, Any], exact: bool, what: object) -> None:
    lines = ("assets", "receivables", "other_debts", "loans")
    for line in (*lines, "latent_tax", "gross_wealth", "net_wealth"):
        value = getattr(shown, line)
        if line == "latent_tax" and value is None and expected["latent_tax_unknown"]:
            # It is known of nothing that is held.
            assert not expected[line], (what, line)
            continue
        _same(value, expected[line], exact, (what, line))
    for name in ("by_asset_class", "unconverted", "latent_tax_unknown"):
        found = {key: value for key, value in getattr(shown, name).items() if value}
        wanted = {key: value for key, value in expected[name].items() if value}
        assert sorted(found) == sorted(wanted), (what, name)
        for key, value in found.items():
            _same(value, wanted[key], exact, (what, name, key))
