"""The example ledger: made anew byte by byte, without a finding, and telling its story."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from beancount import loader
from beancount.core import data
from beancount.core.data import Custom, Directive, Open, Transaction

import fsq_beancount
from fsq_beancount import check
from fsq_beancount.books import facts
from fsq_beancount.report.report import Report

ROOT = Path(__file__).parent.parent
LEDGER = ROOT / "example-ledger" / "main.beancount"


@pytest.fixture(scope="module")
def loaded() -> tuple[Sequence[Directive], Mapping[str, Any]]:
    entries, errors, options = loader.load_file(str(LEDGER))
    assert errors == []
    return entries, options


@pytest.fixture(scope="module")
def report(loaded: tuple[Sequence[Directive], dict[str, Any]]) -> Report:
    return fsq_beancount.analyse(*loaded)


def test_the_script_writes_the_same_bytes(tmp_path: Path) -> None:
    script = ROOT / "scripts" / "make_example.py"
    subprocess.run([sys.executable, script, "--output", tmp_path], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in LEDGER.parent.glob("*.beancount")}
    assert made == kept


def test_nothing_makes_its_figures_uncertain(
    loaded: tuple[Sequence[Directive], dict[str, Any]], report: Report
) -> None:
    assert check.find(facts.collect(*loaded), report) == ()


def test_what_is_planned_moves_no_figure(report: Report) -> None:
    assert report.as_of == datetime.date(2025, 12, 31)
    assert len(report.periods) == 10


def test_the_quota_grows_falls_back_and_grows_again(report: Report) -> None:
    by_year = {one.period: one.fsq_narrow for one in report.periods}
    quotas = [by_year[str(year)] or Decimal() for year in range(2016, 2026)]
    assert quotas[:6] == sorted(quotas[:6])
    # The flat stood empty in 2022 and got a new bathroom.
    assert quotas[6] < quotas[2]
    assert quotas[7:] == sorted(quotas[7:])
    assert quotas[5] < quotas[7]
    assert Decimal("0.4") < quotas[-1] < Decimal("0.5")


def test_a_goal_is_reached_lost_and_reached_again(report: Report) -> None:
    # What the smallest goals cost a year: electricity, telephone and internet, 100 a month.
    goals = 12 * (100 + 85 + 100)
    reached = [
        window.complete and window.net_income["passive"] >= goals for window in report.rolling
    ]
    changes = [after for before, after in pairwise(reached) if after != before]
    assert changes[:3] == [True, False, True]
    assert reached[-1]


def test_it_shows_everything_that_can_be_written(
    loaded: tuple[Sequence[Directive], dict[str, Any]],
) -> None:
    entries, _ = loaded
    keys = {
        key
        for entry in entries
        for meta in [entry.meta, *(one.meta for one in getattr(entry, "postings", ()))]
        for key in meta or ()
    }
    assert {
        "fsq-class",
        "fsq-role",
        "fsq-stream",
        "fsq-year",
        "fsq-hours",
        "fsq-interest-rate",
        "fsq-loan",
        "fsq-interest-on",
        "fsq-receivable",
        "fsq-asset-class",
        "fsq-liquidity",
        "fsq-useful-life",
        "fsq-residual",
        "fsq-tax-treatment",
        "fsq-investment",
        "fsq-covers",
    } <= keys
    directives = {entry.type for entry in entries if isinstance(entry, Custom)}
    assert {
        "budget",
        "fsq-interest-rate",
        "fsq-milestone",
        "fsq-option",
        "fsq-pension",
        "fsq-recurring",
        "fsq-rule",
        "fsq-tag",
    } <= directives


def test_metadata_that_names_an_account_names_one_that_is_open(
    loaded: tuple[Sequence[Directive], dict[str, Any]],
) -> None:
    entries, _ = loaded
    opened = {entry.account for entry in entries if isinstance(entry, Open)}
    named = {
        posting.meta["fsq-interest-on"]
        for entry in data.filter_txns(list(entries))
        for posting in entry.postings
        if posting.meta and "fsq-interest-on" in posting.meta
    }
    assert len(named) == 2
    assert named <= opened


def test_customers_come_and_go_and_lots_are_sold_at_a_loss(
    loaded: tuple[Sequence[Directive], dict[str, Any]],
) -> None:
    entries, _ = loaded
    transactions = [entry for entry in entries if isinstance(entry, Transaction)]
    paying: dict[int, set[str]] = {}
    losses = 0
    for entry in transactions:
        for posting in entry.postings:
            if posting.account == "Income:Onlinekurs:Abonnements" and entry.payee:
                paying.setdefault(entry.date.year, set()).add(entry.payee)
            if posting.account == "Income:Depot:Kursgewinne" and posting.units:
                losses += (posting.units.number or 0) > 0
    assert paying[2022] - paying[2025]
    assert paying[2025] - paying[2022]
    assert losses >= 2
