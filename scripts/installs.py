"""Installs the package in each way that its pages name, beside Fava, and tries what comes of it.

Each way starts from nothing, in folders of its own, and ends with the report of somebody's books
and, where there is a Fava, with the page. `make installs` runs all of them and says how long each
took; names of ways after `--` run a choice. It needs the network.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Final, NamedTuple

import uv
from built import CONSTRAINTS, InstallError, build, environ, install, with_uv
from serve import FavaDidNotStartError, FavaServer

MONTHS: Final = (*(f"2024-{month:02}" for month in range(1, 13)), "2025-01")

MONTH: Final = """
{month}-28 * "Monat"
  Income:Gehalt             -2500.00 EUR
  Income:Depot:Dividenden    -150.00 EUR
  Expenses:Miete              900.00 EUR
  Expenses:Essen              300.00 EUR
  Assets:Bank                1450.00 EUR
"""

BOOKS: Final = """
option "operating_currency" "EUR"
2024-01-01 open Assets:Bank EUR
2024-01-01 open Income:Gehalt EUR
2024-01-01 open Income:Depot:Dividenden EUR
2024-01-01 open Expenses:Miete EUR
2024-01-01 open Expenses:Essen EUR
""" + "".join(MONTH.format(month=month) for month in MONTHS)
"""Somebody's books, in which nothing is ours."""

QUOTA: Final = "0.125"
"""Of their year 2024: dividends bring 150 EUR of the 1200 EUR that each month costs."""

LINES: Final = """
plugin "fsq_beancount"
2024-01-01 custom "fava-extension" "fsq_beancount.progress"
"""
PAGE: Final = "extension/FsqProgress/"


class Programs(NamedTuple):
    """What a way of installing leaves to be run.

    Attributes:
        fsq: The words that run our command.
        fava: The words that run Fava; none where this way has none.
    """

    fsq: tuple[str, ...]
    fava: tuple[str, ...] = ()


class Package(NamedTuple):
    """The built package."""

    wheel: Path
    sdist: Path


# The versions that the tests know, however a way chooses them, and the Python of this program.
PINNED: Final[Mapping[str, str | Path]] = {
    "PIP_CONSTRAINT": CONSTRAINTS,
    "UV_CONSTRAINT": CONSTRAINTS,
    "UV_PYTHON": sys.executable,
    "PIPX_DEFAULT_PYTHON": sys.executable,
}


def _both(folder: Path) -> Programs:
    return Programs((str(folder / "fsq"),), (str(folder / "fava"),))


def _pip(folder: Path, *steps: str) -> Programs:
    """Make an environment and install one requirement after the other into it."""
    install(sys.executable, "-m", "venv", folder / "venv")
    programs = folder / "venv" / "bin"
    for requirement in steps:
        install(programs / "python", "-m", "pip", "install", "--quiet", requirement, **PINNED)
    return _both(programs)


def _pipx(folder: Path, *steps: tuple[str, ...]) -> Programs:
    where = {"PIPX_HOME": folder / "pipx", "PIPX_BIN_DIR": folder / "bin"}
    for step in steps:
        with_uv("tool", "run", "pipx", *step, **where, **PINNED)
    return _both(folder / "bin")


def _uv_tool(folder: Path, *arguments: str) -> Programs:
    where = {"UV_TOOL_DIR": folder / "tools", "UV_TOOL_BIN_DIR": folder / "bin"}
    with_uv("tool", "install", *arguments, **where, **PINNED)
    return _both(folder / "bin")


def _uvx(requirement: str, *command: str) -> Programs:
    # What `uvx` is short for.
    return Programs((uv.find_uv_bin(), "--quiet", "tool", "run", "--from", requirement, *command))


WAYS: Final[Mapping[str, Callable[[Package, Path], Programs]]] = {
    "uvx": lambda package, _: _uvx(f"{package.wheel}[all]", "fsq"),
    # `uvx fsq-beancount` is short for `uvx --from fsq-beancount fsq-beancount`.
    "uvx-name": lambda package, _: _uvx(str(package.wheel), "fsq-beancount"),
    "uv-tool": lambda package, folder: _uv_tool(
        folder,
        *("fava", "--with", str(package.wheel), "--with-executables-from", "fsq-beancount"),
    ),
    "pip": lambda package, folder: _pip(folder, "fava", str(package.wheel)),
    "pip-all": lambda package, folder: _pip(folder, f"{package.wheel}[all]"),
    "pip-sdist": lambda package, folder: _pip(folder, f"{package.sdist}[fava]"),
    "pipx": lambda package, folder: _pipx(
        folder, ("install", "fava"), ("inject", "fava", str(package.wheel), "--include-apps")
    ),
}
"""Each way of installing, by the name of its tool: it gets the package and an empty folder."""


def mistakes(programs: Programs, folder: Path) -> list[str]:
    """Run what is installed on somebody's books and return what is wrong with its answers.

    Args:
        programs: What is installed.
        folder: Where the books may be written.
    """
    books = folder / "my.beancount"
    books.write_text(BOOKS, encoding="utf-8")
    run = subprocess.run(
        [*programs.fsq, "report", str(books), "--format", "json"],
        env=environ(**PINNED),
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    if run.returncode != 0:
        return [f"the report ended with {run.returncode}: {run.stderr}"]
    rolling = json.loads(run.stdout)["rolling"]
    quotas = [row["fsq_narrow"] for row in rolling if row["month"] == "2024-12"]
    found = [] if quotas == [QUOTA] else [f"the quota is {quotas} instead of {QUOTA}"]
    if programs.fava:
        books.write_text(LINES + BOOKS, encoding="utf-8")
        try:
            with FavaServer(books, command=programs.fava) as fava:
                page = fava.get(PAGE)
                if page.status != HTTPStatus.OK or "12.5%" not in page.body:
                    found.append(f"the page answered {page.status}: {fava.output()}")
        except FavaDidNotStartError as error:
            found.append(str(error))
    return found


def attempt(way: str, package: Package, folder: Path) -> list[str]:
    """Install the package in one of :data:`WAYS`, try it, and return what is wrong."""
    try:
        return mistakes(WAYS[way](package, folder), folder)
    except InstallError as error:
        return [str(error)]


def main() -> int:
    """Try the ways, print the outcome of each, and return the exit status."""
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = Package(build("wheel", folder), build("sdist", folder, folder / "source"))
        for way in sys.argv[1:] or WAYS:
            started = time.monotonic()
            (folder / way).mkdir()
            wrong = attempt(way, package, folder / way)
            seconds = time.monotonic() - started
            print(f"{way:10} {seconds:5.1f} s  {'; '.join(wrong) or 'right'}", flush=True)
            failed = failed or bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
