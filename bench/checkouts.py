"""The two checkouts to compare: this one and an earlier commit.

The earlier commit is checked out in a temporary worktree. Measuring processes run in an environment
in which Python imports the package from one checkout only.
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
"""The default commit to compare this checkout with."""

UNWANTED = (
    "BEANCOUNT_DISABLE_LOAD_CACHE",
    "BEANCOUNT_LOAD_CACHE_FILENAME",
    "PYTHONDONTWRITEBYTECODE",
)
"""Environment variables that would change the measurements."""


class Checkout(NamedTuple):
    """A checkout of the project.

    Attributes:
        name: The heading of the column with its figures.
        folder: The folder of the checkout.
    """

    name: str
    folder: Path

    def environment(self, *, cache: bool = True) -> dict[str, str]:
        """Return the environment of a process that measures this checkout.

        Args:
            cache: Whether Beancount uses its load cache.
        """
        paths = [self.folder, self.folder / "importers", BENCH]
        more = os.environ.get("PYTHONPATH")
        result = {name: value for name, value in os.environ.items() if name not in UNWANTED} | {
            "PYTHONPATH": os.pathsep.join([*map(str, paths), *([more] if more else [])]),
            # Otherwise the current directory would come first.
            "PYTHONSAFEPATH": "1",
            # An earlier commit has no compiled translations: English is measured.
            "LC_ALL": "C.UTF-8",
        }
        return result if cache else result | {"BEANCOUNT_DISABLE_LOAD_CACHE": "1"}

    def run(self, module: str, *arguments: str, cache: bool, status: int = 0) -> str:
        """Run a module in a fresh process and return its output.

        Raises:
            SystemExit: The module did not end with the exit status that is expected.
        """
        done = subprocess.run(
            [*as_module(module), *arguments],
            env=self.environment(cache=cache),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != status or not done.stdout:
            command = " ".join((module, *arguments))
            raise SystemExit(f"{self.name}: {command} failed ({done.returncode}):\n{done.stderr}")
        return done.stdout

    def measure(self, measurement: str, ledger: Path) -> dict[str, float]:
        """Run a measurement of ``inside.py`` and return its figures."""
        printed = self.run("inside", measurement, str(ledger), cache=False)
        figures: dict[str, float] = json.loads(printed.splitlines()[-1])
        if errors := figures.pop("errors", 0):
            raise SystemExit(f"{self.name}: {ledger.name} loads with {errors:.0f} errors")
        return figures

    def compile(self) -> None:
        """Compile the bytecode, so that the first measured process does not have to."""
        folders = (self.folder / "fsq_beancount", self.folder / "importers")
        subprocess.run(
            [sys.executable, "-m", "compileall", "-q", *map(str, folders)],
            env=self.environment(),
            check=True,
        )


def as_module(module: str, python: str = sys.executable) -> list[str]:
    """Return the command for ``python -m MODULE`` that fails with the package of another checkout.

    Args:
        module: The module to run.
        python: The Python interpreter.
    """
    return [python, str(BENCH / "as_module.py"), module]


# --- The earlier commit -----------------------------------------------------------------------


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options for the commit to compare with, and for a file of the figures."""
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
    """Yield this checkout and, if there is one to compare with, the earlier commit."""
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
    """Check out a commit into a temporary folder for the duration of a ``with`` block."""
    with tempfile.TemporaryDirectory(prefix="fsq-bench-") as name:
        folder = Path(name).resolve() / "earlier"
        try:
            git(repository, "worktree", "add", "--quiet", "--detach", str(folder), commit)
            yield folder
        finally:
            if folder.exists():
                # Twice: a worktree is locked while it is created, and Ctrl-C may interrupt that.
                git(repository, "worktree", "remove", "--force", "--force", str(folder))


def commit_name(repository: Path, commit: str) -> str | None:
    """Return the short name of a commit; ``None`` if it does not exist."""
    try:
        return git(repository, "rev-parse", "--short", "--verify", f"{commit}^{{commit}}")
    except GitError:
        return None


def state(repository: Path) -> str | None:
    """Return the short name of the checked-out commit, with a mark if files have changed."""
    try:
        return git(repository, "describe", "--always", "--dirty", "--exclude=*")
    except GitError:
        return None


class GitError(Exception):
    """Git is missing or failed."""


def git(repository: Path, *arguments: str) -> str:
    """Run git and return its output.

    Raises:
        GitError: Git is missing or failed; with git's error message.
    """
    # In a hook, git passes the hook's repository to all child processes.
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
