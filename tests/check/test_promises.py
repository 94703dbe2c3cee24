"""What a fix is said to do, it does: each is appended to a copy and loaded in a new process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from beancount import loader
from foreign_ledgers import FOREIGN, RIGHT
from real_ledgers import LEDGERS

from fsq_beancount import analyse
from fsq_beancount.core.terms import COSTS_OF_EARNING
from fsq_beancount.report.certainty import NARROW, RUNWAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fsq_beancount.report.certainty import Certainty, Effect, Question

RELOAD = Path(__file__).with_name("reload.py")
EXAMPLE = Path(__file__).parents[2] / "example-ledger"

CLOSE = Decimal("0.000001")

MOST = 0 if os.environ.get("FSQ_LONG") else 2
"""How many findings of a kind are tried per ledger; 0 for all. They take a new process each."""


@cache
def assess(path: Path) -> tuple[Certainty, Sequence[str]]:
    entries, errors, options = loader.load_file(str(path))
    return analyse(entries, options).certainty, [str(error.message) for error in errors]


def chosen(questions: Sequence[Question]) -> list[Question]:
    """Return the findings with fixes that were run, a few of each kind."""
    kept: list[Question] = []
    for question in questions:
        like = [each for each in kept if each.finding.kind is question.finding.kind]
        if question.effects and (not MOST or len(like) < MOST):
            kept.append(question)
    return kept


def reload(paths: Sequence[Path]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, str(RELOAD), *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "BEANCOUNT_DISABLE_LOAD_CACHE": "1"},
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def keeps_its_promises(path: Path) -> int:
    """Check every fix of a ledger, and return their number."""
    found, errors = assess(path)
    ids = {question.id for question in found.questions}
    tried = [
        (question, effect) for question in chosen(found.questions) for effect in question.effects
    ]
    text = path.read_text(encoding="utf-8")
    copies = []
    for number, (_, effect) in enumerate(tried):
        copies.append(path.with_name(f"{path.stem}-fix-{number}.beancount"))
        copies[-1].write_text("\n".join((text, *effect.fix.text, "")), encoding="utf-8")
    for (question, effect), after in zip(tried, reload(copies) if copies else (), strict=True):
        told = f"{question.id}: {effect.fix.text}"
        kept = {
            name: None if value is None else Decimal(value)
            for name, value in after["figures"].items()
        }
        assert kept == effect.after, told
        # A fix of unused accounts may end a warning of another plugin, but starts none.
        assert set(after["errors"]) <= set(errors), told
        assert question.id not in after["ids"], told
        assert ids - {question.id} <= set(after["ids"]), told
        charges_no_more(effect, told)
    return len(tried)


def charges_no_more(effect: Effect, told: str) -> None:
    """Check that charging a living cost to passive income never raises a quota below 100 %."""
    charges = any(
        f'"{role}" "passive"' in line for line in effect.fix.text for role in COSTS_OF_EARNING
    )
    before, after = effect.before[NARROW], effect.after[NARROW]
    if charges and before is not None and after is not None and before <= 1:
        assert after <= before, told


def copied(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns(".*"))
    return to


@pytest.mark.parametrize("name", LEDGERS)
def test_published_ledgers(name: str, real_ledgers: Path, tmp_path: Path) -> None:
    folder = copied(real_ledgers / Path(name).parent, tmp_path / "ledger")
    keeps_its_promises(folder / f"{Path(name).name}.beancount")


def test_the_example(tmp_path: Path) -> None:
    keeps_its_promises(copied(EXAMPLE, tmp_path / "ledger") / "main.beancount")


@pytest.mark.parametrize("name", FOREIGN)
def test_small_ledgers_of_others(name: str, tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(FOREIGN[name], encoding="utf-8")
    assert keeps_its_promises(path) > 0


@pytest.mark.parametrize("name", FOREIGN)
def test_the_band_holds_the_right_quota_and_the_first_fixes_lead_to_it(name: str) -> None:
    entries, _, options = loader.load_string(FOREIGN[name])
    found = analyse(entries, options).certainty
    right = Decimal(RIGHT[name])
    band = found.bands[NARROW]
    assert band.low is not None
    assert band.high is not None
    assert band.low <= right + CLOSE
    assert right - CLOSE <= band.high
    first = [line for each in found.questions for line in each.effects[0].fix.text]
    entries, _, options = loader.load_string("\n".join((FOREIGN[name], *first, "")))
    year = analyse(entries, options).last_year
    assert year is not None
    assert year.fsq_narrow is not None
    assert abs(year.fsq_narrow - right) < CLOSE


def test_a_house_is_no_cash_once_it_is_answered() -> None:
    # House and car, 320,000, are cash by their booking in money; the bank has
    # 5,000 + 12 * (3,000 + 250 - 2,500) = 14,000, which is 5.6 months of 2,500.
    entries, _, options = loader.load_string(FOREIGN["a house in plain money"])
    band = analyse(entries, options).certainty.bands[RUNWAY]
    assert band.low == Decimal("5.6")
    assert band.high == Decimal("133.6")
