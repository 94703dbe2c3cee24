"""What is measured side by side: this checkout and an earlier commit.

The earlier commit lies in a worktree that is made for the time of the benchmark. Processes that
measure get an environment in which Python finds the package of one checkout and no other.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent

EARLIER = "2b3f772"
"""The commit that is measured beside this checkout unless another is asked for."""

UNWANTED = (
    "BEANCOUNT_DISABLE_LOAD_CACHE",
    "BEANCOUNT_LOAD_CACHE_FILENAME",
    "PYTHONDONTWRITEBYTECODE",
)
"""Variables that would change what is measured."""


class Checkout(NamedTuple):
    """Files of the project.

    Attributes:
        name: What the column of its figures is called.
        folder: Where they are.
    """

    name: str
    folder: Path

    def environment(self, *, cache: bool = True) -> dict[str, str]:
        """Return the environment of a process that is to measure this checkout.

        Args:
            cache: Whether Beancount loads from its cache and fills it.
        """
        paths = [self.folder, self.folder / "importers", BENCH]
        more = os.environ.get("PYTHONPATH")
        result = {name: value for name, value in os.environ.items() if name not in UNWANTED} | {
            "PYTHONPATH": os.pathsep.join([*map(str, paths), *([more] if more else [])]),
            # Else the folder where the benchmark was started would come first.
            "PYTHONSAFEPATH": "1",
            # An earlier commit has no compiled translations: what is timed is English.
            "LC_ALL": "C.UTF-8",
        }
        return result if cache else result | {"BEANCOUNT_DISABLE_LOAD_CACHE": "1"}

    def run(self, module: str, *arguments: str, cache: bool) -> str:
        """Run a module in a fresh process and return what it printed.

        Raises:
            SystemExit: It failed.
        """
        done = subprocess.run(
            [*as_module(module), *arguments],
            env=self.environment(cache=cache),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0 or not done.stdout:
            command = " ".join((module, *arguments))
            raise SystemExit(f"{self.name}: {command} failed ({done.returncode}):\n{done.stderr}")
        return done.stdout

    def measure(self, measurement: str, ledger: Path) -> dict[str, float]:
        """Take one of the measurements of ``inside.py``."""
        printed = self.run("inside", measurement, str(ledger), cache=False)
        figures: dict[str, float] = json.loads(printed.splitlines()[-1])
        if errors := figures.pop("errors", 0):
            raise SystemExit(f"{self.name}: {ledger.name} loads with {errors:.0f} errors")
        return figures

    def compile(self) -> None:
        """Write the bytecode, which the first measured process would have to do otherwise."""
        folders = (self.folder / "fsq_beancount", self.folder / "importers")
        subprocess.run(
            [sys.executable, "-m", "compileall", "-q", *map(str, folders)],
            env=self.environment(),
            check=True,
        )


def as_module(module: str, python: str = sys.executable) -> list[str]:
    """Return the command for ``python -m MODULE``, that stops at the package of another checkout.

    Args:
        module: The module to run.
        python: The Python that is to run it.
    """
    return [python, str(BENCH / "as_module.py"), module]


# --- The earlier commit -----------------------------------------------------------------------


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Let a benchmark take the commit to compare with, and a file for its figures."""
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--against",
        metavar="COMMIT",
        help=f"measure beside this commit (default: {EARLIER})",
    )
    choice.add_argument("--alone", action="store_true", help="measure this checkout alone")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")


@contextmanager
def checkouts(asked: argparse.Namespace) -> Iterator[list[Checkout]]:
    """Yield this checkout and, where there is one to compare with, the earlier commit."""
    here = Checkout("here", ROOT)
    here.compile()
    commit = None if asked.alone else commit_name(ROOT, asked.against or EARLIER)
    if asked.against and not commit:
        raise SystemExit(f"No commit {asked.against} in this checkout.")
    if not commit:
        if not asked.alone:
            print(f"No commit {EARLIER} in this checkout: measuring it alone.", flush=True)
        yield [here]
        return
    with worktree(ROOT, commit) as folder:
        there = Checkout(commit, folder)
        there.compile()
        yield [here, there]


@contextmanager
def worktree(repository: Path, commit: str) -> Iterator[Path]:
    """Check a commit out into a folder of its own, for the time of a ``with`` block."""
    with tempfile.TemporaryDirectory(prefix="fsq-bench-") as name:
        folder = Path(name).resolve() / "earlier"
        try:
            git(repository, "worktree", "add", "--quiet", "--detach", str(folder), commit)
            yield folder
        finally:
            if folder.exists():
                # Twice: while git makes one, it is locked, and Ctrl-C may come then.
                git(repository, "worktree", "remove", "--force", "--force", str(folder))


def commit_name(repository: Path, commit: str) -> str | None:
    """Return the short name of a commit, if it is there."""
    try:
        return git(repository, "rev-parse", "--short", "--verify", f"{commit}^{{commit}}")
    except GitError:
        return None


def state(repository: Path) -> str | None:
    """Return the short name of the commit that is checked out, with a mark if files differ."""
    try:
        return git(repository, "describe", "--always", "--dirty", "--exclude=*")
    except GitError:
        return None


class GitError(Exception):
    """There is no git, or it failed."""


def git(repository: Path, *arguments: str) -> str:
    """Run git and return what it printed.

    Raises:
        GitError: With what git says.
    """
    # In a hook, git names the repository of the hook to all that it starts.
    of_hook = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")
    environment = {name: value for name, value in os.environ.items() if name not in of_hook}
    try:
        done = subprocess.run(
            ["git", "-C", str(repository), *arguments],  # noqa: S607 - the git of the user
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise GitError(error.stderr) from error
    except OSError as error:
        raise GitError(str(error)) from error
    return done.stdout.strip()
