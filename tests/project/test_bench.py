"""The benchmarks: what they compare, and what they leave behind."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
from functools import partial
from pathlib import Path

import checkouts as benchmarked
import pytest
from checkouts import ROOT, Checkout, as_module, commit_name, git, state, worktree
from comparison import Figure, Table, compare, compare_values, milliseconds, take_turns

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="worktrees are git's")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / "file").write_text("text")
    git(folder, "config", "user.name", "Someone")
    git(folder, "config", "user.email", "someone@example.org")
    git(folder, "config", "commit.gpgsign", "false")
    git(folder, "add", "file")
    git(folder, "commit", "--quiet", "--message", "One")
    return folder


def test_the_ratio_is_the_median_of_the_pairs() -> None:
    # Something disturbed one run here; the medians alone would say 4.
    figure = compare_values([2.0, 8.0, 40.0], [2.0, 2.0, 40.0])
    assert figure == Figure(here=8.0, there=2.0, ratio=1.0)


def test_a_figure_alone_has_no_ratio() -> None:
    assert compare([{"load": 1.0}, {"load": 3.0}]) == {"load": Figure(2.0)}


def test_nothing_measured_there_makes_no_ratio() -> None:
    assert compare_values([1.0], [0.0]) == Figure(1.0, 0.0, None)


def test_what_is_compared_takes_turns() -> None:
    asked: list[str] = []

    def measure(side: str) -> dict[str, float]:
        asked.append(side)
        return {"place": float(len(asked))}

    here, there = take_turns(2, partial(measure, "here"), partial(measure, "there"))
    assert asked == ["here", "there", "here", "there"]
    assert [one["place"] for one in here] == [1, 3]
    assert [one["place"] for one in there] == [2, 4]


def test_a_row_shows_both_and_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = Table("abc1234")
    table.section("Ledger")
    table.row("load", Figure(0.5, 0.25, 2.0), milliseconds, "at most 1 s")
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].split() == ["here", "abc1234", "ratio", "promised"]
    assert printed[2].split("  ")[1] == "load"
    assert printed[2].endswith("500.0 ms            250.0 ms    2.00   at most 1 s")
    table.write(tmp_path / "figures.json", {"runs": 3})
    assert json.loads((tmp_path / "figures.json").read_text()) == {
        "runs": 3,
        "against": "abc1234",
        "figures": [
            {
                "section": "Ledger",
                "what": "load",
                "here": 0.5,
                "there": 0.25,
                "ratio": 2.0,
                "promise": "at most 1 s",
            }
        ],
    }


@needs_git
@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_the_worktree_goes_whatever_happens(repository: Path, error: type[BaseException]) -> None:
    folders: list[Path] = []

    def measure() -> None:
        with worktree(repository, "HEAD") as folder:
            folders.append(folder)
            assert (folder / "file").read_text() == "text"
            (folder / "bytecode").write_text("left behind")
            raise error

    with pytest.raises(error):
        measure()
    assert not folders[0].parent.exists()
    assert len(git(repository, "worktree", "list").splitlines()) == 1


@needs_git
def test_a_commit_that_is_not_there_has_no_name(repository: Path, tmp_path: Path) -> None:
    assert commit_name(repository, "HEAD") == state(repository)
    assert commit_name(repository, "0123abc") is None
    assert commit_name(tmp_path, "HEAD") is None


def test_without_the_earlier_commit_this_checkout_is_measured_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(benchmarked, "EARLIER", "0123abc")
    parser = argparse.ArgumentParser()
    benchmarked.add_arguments(parser)
    with benchmarked.checkouts(parser.parse_args([])) as sides:
        assert [side.folder for side in sides] == [ROOT]
    assert capsys.readouterr().out == "No commit 0123abc in this checkout: measuring it alone.\n"
    with benchmarked.checkouts(parser.parse_args(["--alone"])) as sides:
        assert [side.folder for side in sides] == [ROOT]
    assert not capsys.readouterr().out
    asked = parser.parse_args(["--against", "0123abc"])
    with pytest.raises(SystemExit), benchmarked.checkouts(asked):
        pass


def ask_for_the_help(side: Checkout) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*as_module("fsq_beancount"), "--help"],
        cwd=ROOT.parent,
        env=side.environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_process_measures_the_package_of_its_checkout() -> None:
    run = ask_for_the_help(Checkout("here", ROOT))
    assert run.returncode == 0, run.stderr
    assert "report" in run.stdout


def test_a_process_that_would_measure_another_package_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT), prepend=os.pathsep)
    run = ask_for_the_help(Checkout("there", tmp_path))
    assert run.returncode != 0
    assert f"not from {tmp_path}" in run.stderr
