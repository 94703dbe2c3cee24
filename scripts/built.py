"""The package as users get it: built, and installed into environments of its own.

Installing needs the network, as it does for users; uv keeps what it has downloaded.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uv

ROOT: Final = Path(__file__).resolve().parent.parent
CONSTRAINTS: Final = ROOT / "constraints.txt"

_LEFT_OUT: Final = (".git", ".venv*", ".*_cache", "__pycache__", "*.mo", "build", "dist")


def build(target: str, folder: Path, source: Path | None = None) -> Path:
    """Build the wheel or the sdist into a folder and return its path.

    Args:
        target: ``wheel`` or ``sdist``.
        folder: Where it is put.
        source: What it is built from; by default a copy of the checkout, so that nothing that
            lies about compiled gets into it.
    """
    if source is None:
        source = folder / "source"
        shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    made = folder / target
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", made],
        cwd=source,
        check=True,
        capture_output=True,
    )
    (built,) = (path for path in made.iterdir() if path.suffix in {".whl", ".gz"})
    return built


class InstallError(Exception):
    """Something could not be installed; there may be no network, which that needs."""


def environ(**more: str | Path) -> dict[str, str]:
    """Return the environment of a user: without the choices of the developer's, with some more."""
    left_out = ("VIRTUAL_ENV", "PYTHONPATH", "BEANCOUNT_FILE")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, **{name: str(value) for name, value in more.items()}}


def install(*command: str | Path, **more: str | Path) -> str:
    """Run a command that installs something and return its output.

    Args:
        command: The program and its arguments.
        more: Variables of its environment.

    Raises:
        InstallError: It did not end well.
    """
    run = subprocess.run(
        command, env=environ(**more), check=False, capture_output=True, encoding="utf-8"
    )
    if run.returncode != 0:
        raise InstallError(
            f"{' '.join(map(str, command))} ended with {run.returncode}. It installs from the "
            f"package index, so it needs the network:\n{run.stderr}{run.stdout}"
        )
    return run.stdout


def with_uv(*arguments: str | Path, **more: str | Path) -> str:
    """Run uv like :func:`install`."""
    return install(uv.find_uv_bin(), "--quiet", *arguments, **more)


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it.

    Attributes:
        folder: Where it is.
    """

    folder: Path

    @classmethod
    def make(cls, folder: Path, *requirements: str) -> Installed:
        """Make one with the versions that the developers' has."""
        with_uv("venv", "--python", sys.executable, folder)
        made = cls(folder)
        into = ("--python", made.program("python"), "--constraints", CONSTRAINTS)
        with_uv("pip", "install", *into, *requirements)
        return made

    def program(self, name: str) -> Path:
        """Return where a program of it is."""
        return self.folder / "bin" / name

    def run(self, name: str, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        """Run a program of it, whatever its exit status."""
        return subprocess.run(
            [self.program(name), *arguments], env=environ(), check=False, capture_output=True
        )

    def packages(self) -> set[str]:
        """The names of the packages in it."""
        listed = with_uv("pip", "list", "--python", self.program("python"), "--format", "freeze")
        # One from a file has its address behind an at sign.
        return {line.replace(" @ ", "==").partition("==")[0] for line in listed.splitlines()}
