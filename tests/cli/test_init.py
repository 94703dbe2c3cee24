"""``fsq init``: what it prints, in which language, and that it changes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from bare_example import bare_example
from beancount import loader
from click.testing import CliRunner
from places import EXAMPLE_LEDGER

from fsq_beancount.cli import main as shell

if TYPE_CHECKING:
    from pathlib import Path

YEAR = 'option "operating_currency" "EUR"\nplugin "beancount.plugins.auto_accounts"\n' + "".join(
    f'2024-{month:02}-28 * "Month"\n  Income:Elm:Rent  -500 EUR\n  Assets:Bank\n'
    f'2024-{month:02}-28 * "Month"\n  Expenses:Elm:Upkeep  100 EUR\n  Assets:Bank\n'
    f'2024-{month:02}-28 * "Month"\n  Expenses:Food  800 EUR\n  Assets:Bank\n'
    for month in range(1, 13)
)


def run(*args: str, status: int = 0) -> str:
    result = CliRunner().invoke(shell.cli, ["init", *args])
    assert result.exit_code == status, result.output
    return result.output


def sure(output: str) -> list[str]:
    return [line for line in output.splitlines() if line and not line.startswith(";")]


def test_it_is_in_the_language_of_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    path = tmp_path / "main.beancount"
    path.write_text(YEAR, encoding="utf-8")
    assert "Lines to add at the end of main.beancount" in run(str(path))
    assert "Zeilen für das Ende von main.beancount" in run(str(path), "--lang", "de")
    monkeypatch.setenv("LC_ALL", "C")
    assert "Nichts fehlt: fsq init hat keine Zeile" in run(str(EXAMPLE_LEDGER))


def test_load_errors_stand_beside_the_figures(tmp_path: Path) -> None:
    path = tmp_path / "our books.beancount"
    path.write_text(YEAR + '2024-05-01 * "No sum"\n  Assets:Bank  1 EUR\n', encoding="utf-8")
    said = " ".join(run(str(path)).replace("; ", "").split())
    assert "1 load error: what Beancount dropped is in no figure." in said
    assert "To see it: bean-check 'our books.beancount' As it is:" in said


def test_it_may_be_appended_by_the_shell_and_is_utf_8(tmp_path: Path) -> None:
    path = bare_example(tmp_path)
    before = {each: each.read_bytes() for each in tmp_path.iterdir()}
    with path.open("ab") as end:
        done = subprocess.run(
            [sys.executable, "-m", "fsq_beancount", "init", "main.beancount"],
            cwd=tmp_path,
            stdout=end,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "LC_ALL": "C", "BEANCOUNT_DISABLE_LOAD_CACHE": "1"},
        )
    assert (done.returncode, done.stderr) == (0, b"")
    added = path.read_bytes().removeprefix(before[path]).decode()
    assert "Künstlersozialkasse" in added
    assert len(sure(added)) == 11
    # No other file is touched.
    assert all(each.read_bytes() == was for each, was in before.items() if each != path)
    _, errors, _ = loader.load_file(str(path))
    assert errors == []
    assert sure(run(str(path))) == []


def test_another_day_has_other_figures(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(YEAR, encoding="utf-8")
    # Eleven months of 500 over 900, and with the upkeep charged of 400 over 800.
    assert "; → FSQ narrow: 55.6% → 50.0%" in run(str(path))
    # Until the end of June there is no upkeep if it begins in July.
    late = YEAR.replace("Expenses:Elm:Upkeep", "Expenses:Food:Elm", 6)
    path.write_text(late, encoding="utf-8")
    assert "Expenses:Elm" not in " ".join(sure(run(str(path), "--as-of", "2024-06-30")))


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    output = run(str(tmp_path / "none.beancount"), status=2)
    assert "there is no such file" in output
    assert "Traceback" not in output
