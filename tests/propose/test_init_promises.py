"""What `fsq init` prints may be appended as it is, and does what it says, by a fresh load."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from bare_example import bare_example
from beancount import loader
from foreign_ledgers import FOREIGN
from places import ROOT
from real_ledgers import LEDGERS

from fsq_beancount.books import facts
from fsq_beancount.core import errors
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import changes as messages
from fsq_beancount.propose import find, written
from fsq_beancount.report.build import build
from fsq_beancount.report.certainty import FIGURES
from fsq_beancount.report.proposals import Figure, Proposals

RELOAD = Path(__file__).with_name("reload_whole.py")
ENGLISH = Reader.of("en")

UNANSWERABLE = {
    "beancount-basic/basic",  # a missing price
    "coinbean-crypto/with_examples",  # old prices, and lots sold before they were bought
    "germany-allowance/main",  # income that only its owner knows
}
"""The published ledgers whose questions only their owner can answer."""


def proposed(path: Path) -> tuple[Proposals, str]:
    """Return the proposals for a ledger, and the text of them."""
    entries, found, options = loader.load_file(str(path))
    collected = facts.collect(entries, options)
    report = build(collected, load_errors=errors.count_others(found))
    proposals = find(collected, report, ENGLISH)
    return proposals, written.text(proposals, ENGLISH)


def reload(*paths: Path) -> list[dict[str, Any]]:
    """Load ledgers in new processes."""
    done = subprocess.run(
        [sys.executable, str(RELOAD), *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "BEANCOUNT_DISABLE_LOAD_CACHE": "1"},
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def name_of(figure: Figure) -> str:
    return json.dumps([figure.family, list(map(str, figure.keys)), *figure[2:]])


def differ(one: str | None, other: str | None) -> bool:
    """Whether two figures differ; equal quotients may differ in the last of 60 digits."""
    try:
        return abs(Decimal(str(one)) - Decimal(str(other))) > Decimal("1e-20")
    except ArithmeticError:
        return one != other


def width(band: list[str | None]) -> Decimal:
    low, high = band
    return Decimal("Infinity") if low is None or high is None else Decimal(high) - Decimal(low)


def keeps_its_promises(path: Path) -> tuple[Proposals, dict[str, Any], dict[str, Any]]:
    """Append what is printed to a copy, and compare a fresh load of it with what was said."""
    found, text = proposed(path)
    longer = path.with_stem(f"{path.stem}-with-lines")
    longer.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    before, after = reload(path, longer)
    # Nothing but lines to add and comments; only a name may be longer than a line.
    lines = [line for line in text.splitlines() if line]
    assert tuple(line for line in lines if not line.startswith(";")) == found.lines
    assert all(len(line) <= 80 for line in lines if line.startswith("; ") and " " in line[40:])
    # It loads, and asks nothing new.
    assert set(after["errors"]) <= set(before["errors"])
    for each in after["open"]:
        assert after["open"].count(each) <= before["open"].count(each), each
    for each in found.sure:
        assert not each.id or each.id not in after["open"], each.id
    assert (found.before.questions, found.after.questions) == (
        len(before["open"]),
        len(after["open"]),
    )
    # Every figure that changes was said to, with the value it has, and no other changes.
    was, now = dict(before["figures"]), dict(after["figures"])
    said = {name_of(each.figure): (each.before, each.after) for each in found.changes}
    changed = {
        name
        for name in {**was, **now}
        # A row that is not there has no figure.
        if differ(was.get(name, "None"), now.get(name, "None"))
    }
    assert changed == set(said)
    for name, (old, new) in said.items():
        assert not differ(was.get(name, "None"), str(old)), name
        assert not differ(now.get(name, "None"), str(new)), name
    measures = {each.figure.measure for each in found.changes}
    for part in ("rolling", "wealth"):
        of_part = {key for key in before[part] if before[part][key] != after[part][key]}
        assert of_part - {"trued_up"} <= measures, part
    printed = " ".join(text.replace("\n;", " ").split())
    for each in found.changes:
        words = messages.change(each, ENGLISH, suggested=found.has_suggested_streams)
        assert " ".join(words.split()) in printed
    # The bands are those that were said, and none grows.
    said_bands = {
        name: [None if end is None else str(end) for end in (band.low, band.high)]
        for name, band in found.after.bands.items()
    }
    assert said_bands == after["bands"]
    for name in FIGURES:
        assert width(after["bands"][name]) <= width(before["bands"][name]), name
    # Nothing sure is left.
    again, once_more = proposed(longer)
    assert again.sure == ()
    assert all(line.startswith(";") for line in once_more.splitlines() if line)
    return found, before, after


def copied(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns(".*"))
    return to


# Each is loaded in several processes.
LONG = {name: [pytest.mark.long] if "huge" in name else [] for name in LEDGERS}


@pytest.mark.parametrize("name", [pytest.param(name, marks=LONG[name]) for name in LEDGERS])
def test_published_ledgers(name: str, real_ledgers: Path, tmp_path: Path) -> None:
    folder = copied(real_ledgers / Path(name).parent, tmp_path / "ledger")
    _, before, after = keeps_its_promises(folder / f"{Path(name).name}.beancount")
    if name not in UNANSWERABLE:
        assert len(after["open"]) < len(before["open"])
    for each in FIGURES:
        if before["bands"][each][0] != before["bands"][each][1]:
            assert width(after["bands"][each]) < width(before["bands"][each])


def test_the_example_lacks_nothing(tmp_path: Path) -> None:
    found, text = proposed(copied(ROOT / "example-ledger", tmp_path / "ledger") / "main.beancount")
    assert found.sure == ()
    assert found.changes == ()
    assert "Nothing is missing" in text


@pytest.mark.long
def test_ten_years_without_a_line_of_ours(tmp_path: Path) -> None:
    found, before, after = keeps_its_promises(bare_example(tmp_path))
    assert len(after["open"]) < len(before["open"])
    for name in FIGURES:
        assert width(after["bands"][name]) < width(before["bands"][name])
    assert '2018-07-02 custom "fsq-rule" "Expenses:Vermietung" "cost" "passive"' in found.lines
    # Taxes on this account stand beside dividends, too: a rule for all of it would be wrong.
    assert not any("Solidarit" in line for line in found.lines)


@pytest.mark.parametrize("name", FOREIGN)
def test_small_ledgers_of_others(name: str, tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(FOREIGN[name].rstrip("\n"), encoding="utf-8")  # the last line has no end
    keeps_its_promises(path)
