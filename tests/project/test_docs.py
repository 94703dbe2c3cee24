"""The parts of the documentation that are made from the code are what the code makes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import make_docs.answers
import make_docs.pages
import make_docs.way
import pytest
from places import ROOT

from fsq_beancount import export
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.settings.directives import READERS
from fsq_beancount.settings.directives.option import OPTIONS
from fsq_beancount.settings.keys import KEYS

PAGES = sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_what_the_code_makes(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == make_docs.pages.written(text), "run: python scripts/make_docs.py"


def test_the_way_of_a_posting_ends_in_the_quota_of_its_year() -> None:
    command = ["report", "example-ledger/main.beancount", "--year", "2024", "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-m", "fsq_beancount", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    way = make_docs.way.way_of_a_posting()
    # 14,210.85 / 36,469.52 = 0.389664, which the report rounds.
    assert "14,210.85 EUR net (of 23,510.11 EUR gross) / 36,469.52 EUR of living costs" in way
    assert "= 0.389664" in way
    assert "39.0%" in done.stdout


@pytest.mark.fava
@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("directives", [f"## `{name}`" for name in READERS]),
        ("figures", [f"* id: `{name}`" for name in MEASURES]),
        ("metadata", [f"| `{name}` |" for name in KEYS]),
        ("options", [f"| `{name}` |" for name in OPTIONS]),
        ("parts", [f"| `{name}` |" for name in export.parts()]),
        ("tables", [f"| `#{name}` |" for name in make_docs.answers.query_tables()]),
    ],
)
def test_everything_is_in_the_reference(page: str, names: list[str]) -> None:
    text = (ROOT / "docs" / "reference" / f"{page}.md").read_text(encoding="utf-8")
    assert names
    assert [name for name in names if text.count(name) != 1] == []


def test_a_directive_is_shown_as_it_is_written() -> None:
    assert make_docs.pages.MADE["directives"]().startswith(
        "## `fsq-rule`\n\n"
        "What the accounts of a name are.\n\n"
        'Write `custom "fsq-rule" "PATTERN" ["CLASS"] ["ROLE"] ["STREAM"]`, for example '
        '`custom "fsq-rule" "Income:(.*:)?Airbnb" "near-passive" "Immobilien"`.\n'
    )
