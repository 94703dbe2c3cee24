"""What the README shows works as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig

import pytest
from beancount import loader
from beancount.core import data
from places import ROOT

from fsq_beancount import export
from fsq_beancount.cli import main as cli
from fsq_beancount.core.terms import CLASSES, DEPRECIATION_MARK, KEY_YEAR, ROLES
from fsq_beancount.settings.directives.option import OPTIONS
from fsq_beancount.settings.keys import KEYS

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    return [line for block in blocks("sh") for line in block.splitlines() if line.strip()]


@pytest.mark.fava
@pytest.mark.parametrize("command", commands())
def test_each_command_runs(command: str) -> None:
    scripts = sysconfig.get_path("scripts")
    result = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip()
    assert "Traceback" not in result.stderr


def test_the_commands_of_the_set_up_exist() -> None:
    shown = re.findall(r"^    (.+)$", README.split("```")[0], re.MULTILINE)
    assert shown == [
        "sudo apt-get install python3-venv make",
        "make setup",
        "make demo",
        "make test",
    ]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in shown[1:]:
        assert re.search(rf"^{command.removeprefix('make ')}:", makefile, re.MULTILINE)


def test_each_ledger_snippet_loads() -> None:
    # The snippets on top of the accounts they use, as they would stand in one ledger.
    opened = "\n".join(
        f"2020-01-01 open {account}"
        for account in ("Assets:Auto", "Assets:Bank", "Expenses:Steuern:Einkommensteuer")
    )
    ledger = "\n".join([opened, *blocks("beancount")])
    entries, errors, _ = loader.load_string(ledger)
    assert errors == []
    # The assessment of 2023 is a cost of active work, not a living cost.
    transactions = [entry for entry in entries if isinstance(entry, data.Transaction)]
    (paid,) = (entry for entry in transactions if entry.payee == "Finanzamt")
    tax = paid.postings[0].meta
    assert tax is not None
    assert (tax["fsq-class"], tax["fsq-role"]) == ("active", "tax")
    # The car: 187.50 from March 2020 to April 2024, the last whole month of the snippets.
    lost = [entry for entry in transactions if DEPRECIATION_MARK in entry.meta]
    assert len(lost) == 50
    assert {str(entry.postings[0].units) for entry in lost} == {"187.50 EUR"}


def test_the_python_snippet_runs() -> None:
    (snippet,) = blocks("python")
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", snippet],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    month, narrow, wide, missing = result.stdout.split()
    assert re.fullmatch(r"\d{4}-\d\d", month)
    # The example's quota is on its way: between 0 and 1, the wide one with something more.
    assert 0 < float(narrow) < float(wide) < 1
    assert float(missing) > 0


def test_every_command_is_documented() -> None:
    for name in cli.cli.commands:
        assert re.search(rf"\bfsq {name}\b", README), name


def test_every_word_of_the_ledger_is_documented() -> None:
    for word in (*CLASSES, *ROLES, "fsq-class", "fsq-role", "fsq-stream", KEY_YEAR):
        assert f"`{word}`" in README, word
    for key in KEYS:
        assert key in README, key
    # What this version does not evaluate is not advertised.
    for option in OPTIONS:
        assert (f"`{option}`" in README or f'"{option}"' in README) == (
            bool(OPTIONS[option].meaning)
        ), option


def test_every_part_that_csv_can_be_had_of_is_documented() -> None:
    for part in export.parts():
        assert f"`{part}`" in README, part


def test_the_pictures_are_there_and_small() -> None:
    shown = re.findall(r'(?:srcset|src)="([^"]+)"', README)
    assert shown == ["docs/progress-dark.png", "docs/progress-light.png"]
    for name in shown:
        picture = (ROOT / name).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) < 200_000
