"""The parts of the documentation that are made from the code are what the code makes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import make_docs
import pytest
from places import ROOT

PAGES = sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_what_the_code_makes(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == make_docs.written(text), "run: python scripts/make_docs.py"


def test_the_way_of_a_posting_ends_in_the_quota_of_its_year() -> None:
    command = ["report", "example-ledger/main.beancount", "--year", "2024", "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-m", "fsq_beancount", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    way = make_docs.way_of_a_posting()
    # 14,681.40 / 36,469.52 = 0.402566, which the report rounds.
    assert "14,681.40 EUR net (of 23,578.76 EUR gross) / 36,469.52 EUR of living costs" in way
    assert "= 0.402566" in way
    assert "40.3%" in done.stdout
