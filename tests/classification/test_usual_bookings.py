"""The worked cases of bookings: what usual bookings add up to.

The cases are not in the repository; the environment variable FSQ_SHARED_CASES names their folder.
Each is a ledger, the arguments of a report, and figures of that report.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from fsq_beancount.cli.main import cli

FLOWS = (
    "accrued interest on an expense account",
    "a loan between persons defaults",
    "wage tax where shares are sold to pay it",
    "value added tax beside the income",
    "an employer's pension part on a payslip",
    "a flatmate's share of the rent",
    "goods from stock",
    "household fees on a payslip",
    "depreciation booked by hand",
    "a withholding tax comes back as income",
    "tax comes back because of a loss",
    "the house is sold and the loan paid off",
    "a pension's own deductions follow it",
    "social insurance paid alone is a living cost",
    "passive names that hold a qualifying word",
    "food paid with a coin is food",
)


@pytest.fixture(scope="module")
def cases(shared_cases: Path) -> dict[str, Any]:
    """The cases by name."""
    every = json.loads((shared_cases / "bookings.json").read_text(encoding="utf-8"))
    return {case["name"]: case for case in every}


@pytest.mark.parametrize("name", FLOWS)
def test_a_usual_booking(name: str, cases: dict[str, Any], tmp_path: Path) -> None:
    case = cases[name]
    path = tmp_path / "main.beancount"
    path.write_text(case["ledger"], encoding="utf-8")
    arguments = ["report", str(path), "--format", "json", *case["arguments"]]
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    report = json.loads(result.output)
    assert [(place, _at(report, place)) for place, _ in case["expected"]] == [
        (place, expected) for place, expected in case["expected"]
    ]


def _at(report: Any, place: str) -> Any:
    """Return the figure at a place such as ``periods.0.fsq_narrow``."""
    for step in place.split("."):
        report = report[int(step)] if isinstance(report, list) else report[step]
    if isinstance(report, str) and "." in report:
        # Money has two places at least.
        return report.rstrip("0").rstrip(".")
    return report
