"""``fsq check``: its list, its options and its exit status."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from places import EXAMPLE_LEDGER, ROOT

from fsq_beancount.cli import main as shell

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """
option "operating_currency" "EUR"
plugin "fsq_beancount"
plugin "beancount.plugins.auto_accounts"
2024-12-31 balance Assets:Leer  0 EUR
"""
# A year: 12,000 of rent, 4,800 of the flat's costs, 12,000 of food, 60 that nobody has named.
BOOKS = HEAD + "".join(
    textwrap.dedent(f"""
        2024-{month:02}-28 * "Mieter"
          Income:Wohnung:Miete      -1000 EUR
          Assets:Bank
        2024-{month:02}-28 * "Verwaltung"
          Expenses:Wohnung:Hausgeld   400 EUR
          Assets:Bank
        2024-{month:02}-28 * "Monat"
          Expenses:Essen             1000 EUR
          Income:Kram                  -5 EUR
          Assets:Bank
        """)
    for month in range(1, 13)
)
RENT = "cost-left-living:Income:Wohnung:Miete"
KRAM = "unclassified-income:Income:Kram"
BOTH = (
    f'2024-12-31 custom "fsq-accept" "{RENT}" 4800 EUR\n'
    f'2024-12-31 custom "fsq-accept" "{KRAM}" 60 EUR\n'
)
GONE = '2024-12-31 custom "fsq-accept" "refund:Income:Kram" 60 EUR\n'
MISTAKE = '2024-01-01 custom "fsq-tag" "job" "aktive"\n'


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "main.beancount"


def run(path: Path, more: str, *args: str, status: int) -> str:
    path.write_text(BOOKS + more, encoding="utf-8")
    result: Result = CliRunner().invoke(shell.cli, ["check", "main.beancount", *args])
    assert result.exit_code == status, result.output
    return result.output


def ids(path: Path, more: str, *args: str, status: int) -> list[tuple[str, bool]]:
    found: dict[str, Any] = json.loads(run(path, more, "--format", "json", *args, status=status))
    return [(each["id"] or each["kind"], each["accepted"]) for each in found["findings"]]


def test_a_line_each_comes_first_and_the_details_have_its_number(path: Path) -> None:
    # 12,000 / 16,800 = 71.4 %, or 7,200 / 12,000 = 60 %; with the 60 as passive 12,060 / 16,800 =
    # 71.8 %: the one that moves it further is the first.
    summary, listed, first, second = run(path, "", "--lang", "en", status=1).split("\n\n")
    assert summary == "FSQ narrow 71.4%, between 60.0% and 71.8%: 2 questions."
    [one, two] = listed.splitlines()
    assert one.startswith("1. Income:Wohnung:Miete: 12,000.00 EUR in 12 postings")
    assert one.endswith(" 71.4% → 60.0%")
    assert two.startswith("2. Income:Kram: 60.00 EUR in 12 postings")
    assert two.endswith(" 71.4% → 71.8%")
    assert {len(line) for line in (one, two)} == {80}
    assert first.startswith("1. Income:Wohnung:Miete: 12,000.00 EUR in 12 postings")
    assert first.endswith(
        f'  If it is right as it is, write:\n2024-12-31 custom "fsq-accept" "{RENT}" 4800 EUR'
    )
    assert second.startswith("2. Income:Kram: ")


def test_the_list_keeps_its_width_in_ascii(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    books = BOOKS.replace("Wohnung:Miete", "Wohnung:Überlassung:Miete")
    path.write_text(books, encoding="utf-8")
    command = [sys.executable, "-m", "fsq_beancount", "check", str(path), "--lang", "de"]
    text = subprocess.run(command, capture_output=True, check=False, text=True).stdout
    assert "71,4 % -> 60,0 %" in text
    listed = text.split("\n\n")[1].splitlines()
    assert "Wohnung:Ueberlass" in listed[0]
    assert all(len(line) <= 80 for line in listed)


def test_accepted_ones_are_shown_with_all_alone(path: Path) -> None:
    text = run(path, BOTH + GONE, "--lang", "en", status=0)
    assert text == (
        "Nothing found that makes the figures less than certain.\n\n"
        "2 accepted findings are not shown; to see them, add --all.\n"
    )
    text = run(path, BOTH + GONE, "--all", "--lang", "en", status=0)
    assert "1. Income:Wohnung:Miete: " in text
    assert text.count("(accepted)") == 2
    assert "fsq-accept" not in text.split("no longer found")[0]
    assert "Accepted and no longer found; these lines can go:\n  main.beancount:" in text
    assert text.endswith(": refund:Income:Kram\n")


def test_the_same_in_german(path: Path) -> None:
    text = run(path, BOTH + GONE, "--all", "--lang", "de", status=0)
    assert text.count("(angenommen)") == 2
    assert "Angenommen und nicht mehr gefunden; diese Zeilen können weg:" in text
    text = run(path, "", "--quiet-below", "5", "--lang", "de", status=1)
    assert "Wenn es so richtig ist, schreiben Sie:" in text
    assert (
        "1 Befund ist nicht gezeigt: keine seiner Zeilen, die berechnet ist, ändert eine Zahl um"
        in text
    )


def test_what_came_back_larger_says_so_with_file_line_and_the_new_line(path: Path) -> None:
    more = f'2024-12-31 custom "fsq-accept" "{KRAM}" 29 EUR\n'
    text = run(path, more, "--lang", "en", status=1)
    line = (BOOKS + more).count("\n")
    # 60 is more than twice 29.
    words = " ".join(text.split())
    assert f"main.beancount:{line}: 29.00 EUR were accepted here, and more than twice" in words
    assert f'2024-12-31 custom "fsq-accept" "{KRAM}" 60 EUR\n' in text
    found = json.loads(run(path, more, "--format", "json", status=1))
    assert "29.00 EUR were accepted here" in found["findings"][1]["evidence"]


@pytest.mark.parametrize(
    ("points", "expected", "status"),
    [
        # The rent moves the quota by 11.4 points, and the runway; the other one by 0.36 points.
        ("0", [RENT, KRAM], 1),
        ("0.3", [RENT, KRAM], 1),
        ("0.4", [RENT], 1),
        ("50", [], 0),
    ],
)
def test_quiet_below(path: Path, points: str, expected: list[str], status: int) -> None:
    found = ids(path, "", "--quiet-below", points, status=status)
    assert [id_ for id_, _ in found] == expected
    text = run(path, "", "--quiet-below", points, "--lang", "en", status=status)
    assert ("Income:Kram: 60.00" in text) is (KRAM in expected)
    assert "Nothing found" not in text


def test_mistakes_and_load_errors_are_never_too_small(path: Path) -> None:
    quiet = ("--quiet-below", "50")
    assert ids(path, BOTH + MISTAKE, *quiet, status=1) == [("setting", False)]
    broken = BOTH + "2024-02-28 nonsense\n"
    assert ids(path, broken, *quiet, status=1) == [("load-error", False)]
    assert run(path, broken, *quiet, "--lang", "en", status=1).startswith("1 load error")


@pytest.mark.parametrize("points", ["-1", "viel", "NaN", "Infinity", "0,5", ""])
def test_what_is_no_number_of_points_is_refused(path: Path, points: str) -> None:
    text = run(path, "", "--quiet-below", points, status=2)
    assert "write it as 0.5" in text


def test_json_has_the_accepted_ones_without_all_and_ends_with_the_status_of_the_open(
    path: Path,
) -> None:
    assert ids(path, "", status=1) == [(RENT, False), (KRAM, False)]
    assert ids(path, BOTH, status=0) == [(RENT, True), (KRAM, True)]
    assert ids(path, BOTH, "--all", status=0) == [(RENT, True), (KRAM, True)]
    found = json.loads(run(path, GONE, "--format", "json", status=1))
    assert found["settled"] == ["refund:Income:Kram"]
    assert set(found) == {
        *("fsq_narrow", "fsq_wide", "runway", "sure", "complete_until", "findings", "settled"),
    }
    assert set(found["findings"][0]) == {"id", "kind", "measure", "accepted", "evidence", "fixes"}


def test_json_of_the_check_is_that_of_the_report(path: Path) -> None:
    mine = json.loads(run(path, GONE, "--format", "json", status=1))
    report = CliRunner().invoke(shell.cli, ["report", "main.beancount", "--format", "json"])
    assert json.loads(report.output)["certainty"] == mine


def test_an_id_with_control_characters_is_neither_printed_nor_offered(path: Path) -> None:
    more = '2024-01-01 custom "fsq-rule" "Income:\x1bNix" "passive"\n'
    text = run(path, BOTH + more, "--lang", "en", status=1)
    assert 'The rule "Income:\ufffdNix" matches no posting' in text
    assert "\x1b" not in text
    assert '"fsq-accept" "rule-without-effect' not in text


def test_an_id_with_quotes_is_written_as_beancount_reads_it(path: Path) -> None:
    more = '2024-01-01 custom "fsq-rule" " Income:\\"Nix\\"\\\\d " "passive"\n'
    text = run(path, BOTH + more, "--lang", "en", status=1)
    [line] = [each for each in text.splitlines() if '"rule-without-effect' in each]
    assert run(path, BOTH + more + f"{line.strip()}\n", "--lang", "en", status=0)


HOOKS = ROOT / ".pre-commit-hooks.yaml"


def hook() -> dict[str, str]:
    """Return the only hook: a list of one mapping of plain values is all of YAML that it needs."""
    lines = HOOKS.read_text(encoding="utf-8").splitlines()
    written = [line for line in lines if line and not line.startswith("#")]
    assert [line[:2] for line in written] == ["- ", *("  ",) * (len(written) - 1)]
    return dict(line[2:].split(": ", 1) for line in written)


def test_the_hook_of_pre_commit_has_what_it_needs() -> None:
    found = hook()
    assert found["id"] == "fsq-check"
    assert found["language"] == "python"
    assert found["files"] == r"\.(beancount|bean)$"
    # A ledger is checked by its main file, whichever of its files has changed.
    assert [found["pass_filenames"], found["args"]] == ["false", "[main.beancount]"]


@pytest.mark.parametrize(("more", "status"), [("", 1), (BOTH, 0)])
def test_the_hook_runs(path: Path, more: str, status: int) -> None:
    path.write_text(BOOKS + more, encoding="utf-8")
    program, *arguments = hook()["entry"].split()
    assert program == "fsq"
    command = [sys.executable, "-m", "fsq_beancount", *arguments]
    command += hook()["args"].strip("[]").split(", ")
    result = subprocess.run(command, capture_output=True, check=False, cwd=path.parent)
    assert result.returncode == status
    assert result.stderr == b""


def test_the_example_ledger_has_no_open_question() -> None:
    result = CliRunner().invoke(shell.cli, ["check", str(EXAMPLE_LEDGER)])
    assert (result.exit_code, result.output.count("\n")) == (0, 1)
