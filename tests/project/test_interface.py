"""The names that programs rely on: keys of the JSON and columns of the tables."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from typing import Any

import beanquery
import pytest
from places import EXAMPLE_LEDGER

CLASSES = {"passive", "near-passive", "active", "neutral", "unclassified"}
FLOWS = {
    *("first", "last", "months", "gross_income", "net_income", "living_costs"),
    *("living_costs_budget", "fsq_narrow", "fsq_wide", "fsq_narrow_budget", "fsq_wide_budget"),
    *("savings", "savings_regular", "savings_rate", "savings_planned", "savings_indirect"),
    "trued_up",
}
KEYS: dict[str, set[str]] = {
    "periods": {"period", *FLOWS},
    "rolling": {"month", *FLOWS},
    "wealth": {
        *("date", "assets", "by_asset_class", "latent_tax", "receivables", "other_debts"),
        *("claims", "loans", "gross_wealth", "net_wealth", "human_capital", "total_wealth"),
        *("consumption", "balance", "financially_free", "freedom_margin", "freedom_ratio"),
        "valued_at_cost",
    },
    "wealth_series": {"date", "gross_wealth", "net_wealth", "loans"},
    "returns": {
        *("period", "measure", "opening", "closing", "saving", "capital_income"),
        *("gains_realised", "gains_unrealised", "latent_tax_change", "claims_change"),
        *("human_capital_change", "depreciation", "cost_of_debt", "currency_effect", "other"),
        *("growth", "return_on_saving", "growth_from_assets", "return_on_assets", "return_real"),
        *("brought_in", "growth_from_other", "growth_total", "approximate"),
        *("return_gross", "return_net", "return_total", "irr"),
    },
    "leverage": {
        *("loan_ratio", "debt_to_gross", "debt_to_equity", "cost_of_debt", "cost_of_debt_covers"),
        *("cost_of_debt_paid", "leverage_effect", "loans"),
    },
    "liquidity": {
        *("cash", "runway", "runway_passive", "months_secured", "secured_beyond_horizon", "plan"),
    },
    "streams": {
        *("stream", "income_class", "gross", "tax", "fee", "cost", "net", "share", "growth"),
        *("months_paid", "longest_gap", "hours", "net_per_hour", "invested", "roi", "payback_on"),
        *("mrr", "churn"),
    },
    "concentration": {"hhi", "effective_streams", "largest_share", "largest"},
    "concentration_with_work": {"hhi", "effective_streams", "largest_share", "largest"},
    "concentration_of_assets": {"hhi", "effective_streams", "largest_share", "largest"},
    "stress": {"scenario", "fsq_narrow", "fsq_wide"},
    "budget": {"account", "planned", "actual"},
}
NESTED: dict[tuple[str, str], set[str]] = {
    ("leverage", "loans"): {"account", "balance", "rate"},
    ("liquidity", "plan"): {"month", "opening", "inflow", "outflow", "closing"},
    ("milestones", "narrow"): {
        *("position", "name", "cost", "left", "alone", "covered", "reached", "reached_on"),
        *("lost_on", "missing_per_month"),
    },
}
OF_A_LEDGER = {
    "currency",
    "as_of",
    "load_errors",
    "periods",
    "rolling",
    "milestones",
    "unconverted",
    "warnings",
    *KEYS,
}
COLUMNS = {
    "fsq_flows": "date account class role stream rule amount payee narration",
    "fsq_months": "month passive near_passive active neutral unclassified living savings months "
    "r_passive r_near_passive r_living narrow wide savings_rate",
    "fsq_years": "year passive near_passive active neutral unclassified living savings narrow "
    "wide savings_rate narrow_trued_up wide_trued_up",
    "fsq_budget": "month account planned actual",
    "fsq_lots": "account commodity date units cost value gain rule tax",
    "fsq_milestones": "position name cost covered reached_on",
    "fsq_streams": "gross tax fee cost net share",
    "fsq_wealth": "gross_wealth net_wealth total_wealth loans loan_ratio cost_of_debt runway",
}


@cache
def report() -> dict[str, Any]:
    command = [sys.executable, "-m", "fsq_beancount", "report", str(EXAMPLE_LEDGER)]
    output = subprocess.run(
        [*command, "--format", "json"], capture_output=True, check=True, text=True
    ).stdout
    result: dict[str, Any] = json.loads(output)
    return result


def rows(value: Any) -> list[dict[str, Any]]:
    assert value, "the example ledger has something of everything"
    return value if isinstance(value, list) else [value]


def test_the_report_has_every_part() -> None:
    assert set(report()) >= OF_A_LEDGER


@pytest.mark.parametrize("part", KEYS)
def test_every_row_of_a_part_has_every_key(part: str) -> None:
    for row in rows(report()[part]):
        assert set(row) >= KEYS[part]


@pytest.mark.parametrize("part", NESTED)
def test_every_row_inside_a_part_has_every_key(part: tuple[str, str]) -> None:
    outer, inner = part
    for row in rows(report()[outer][inner]):
        assert set(row) >= NESTED[part]


def test_all_five_classes_are_always_there() -> None:
    for figures in (*report()["periods"], *report()["rolling"]):
        assert set(figures["gross_income"]) == set(figures["net_income"]) == CLASSES


def test_no_number_of_a_figure_is_a_float() -> None:
    def floats(value: Any) -> list[float]:
        if isinstance(value, dict):
            return [found for each in value.values() for found in floats(each)]
        if isinstance(value, list):
            return [found for each in value for found in floats(each)]
        return [value] if isinstance(value, float) else []

    assert floats(report()) == []


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_has_every_column(table: str) -> None:
    connection = beanquery.connect(f"beancount:{EXAMPLE_LEDGER}")
    query = f"SELECT {', '.join(COLUMNS[table].split())} FROM #{table}"  # noqa: S608 - own names
    assert connection.execute(query).fetchall()
