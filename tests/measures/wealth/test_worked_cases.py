"""Worked cases of others about wealth, whose results are known."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from fsq_beancount.cli.main import cli

if TYPE_CHECKING:
    from pathlib import Path

CASES = (
    "a loss on a bond is offset against a gain on a share",
    "a fund of 2016",
    "an old depot comes into the books",
    "a month below -100 %",
    "a dividend reinvested is a return",
)


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case(name: str, shared_cases: Path, tmp_path: Path) -> None:
    cases = json.loads((shared_cases / "bookings.json").read_text(encoding="utf-8"))
    (case,) = (each for each in cases if each["name"] == name)
    path = tmp_path / "main.beancount"
    path.write_text(case["ledger"], encoding="utf-8")
    result = CliRunner().invoke(cli, ["report", str(path), "--format", "json", *case["arguments"]])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert [(place, _at(found, place)) for place, _ in case["expected"]] == [
        (place, None if value is None else Decimal(value)) for place, value in case["expected"]
    ]


def _at(report: Any, place: str) -> Decimal | None:
    """Return the figure at a place such as ``returns.0.return_net``."""
    for step in place.split("."):
        report = report[int(step)] if step.isdigit() else report[step]
    return None if report is None else Decimal(report)
