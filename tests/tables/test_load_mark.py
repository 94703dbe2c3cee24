"""Beancount's load cache and the query tables, in real `bean-query` processes."""

from __future__ import annotations

import compileall
import os
import pickle
import py_compile
import shutil
import subprocess
import sys
import types
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import fsq_beancount
from fsq_beancount.core.terms import MARK_OPTION
from fsq_beancount.tables import load_mark

pytestmark = pytest.mark.fava

PACKAGE = Path(fsq_beancount.__file__).parent
QUERY = "SELECT narrow, wide FROM #fsq_years"
ANSWER = ["narrow,wide", "0.100000,0.150000"]  # 2,000 and 3,000 of 20,000

# Beancount caches what took a second to load: a plugin beside the ledger takes it, and notes that
# the ledger was really loaded.
SLOW_PLUGIN = """
import pathlib, time

__plugins__ = ["slow"]

def slow(entries, options):
    with pathlib.Path(__file__).with_name("loads").open("a") as loads:
        loads.write("x")
    time.sleep(1)
    return entries, []
"""

LEDGER = """
option "operating_currency" "EUR"
option "insert_pythonpath" "TRUE"
plugin "slow_plugin"
plugin "fsq_beancount"
2024-01-01 open Assets:Bank
2024-01-01 open Income:Dividenden
2024-01-01 open Income:Kursgewinne
2024-01-01 open Expenses:Leben
2024-12-31 * "Das ganze Jahr"
  Income:Dividenden      -2000.00 EUR
  Income:Kursgewinne     -1000.00 EUR
  Expenses:Leben         20000.00 EUR
  Assets:Bank
"""


@dataclass(frozen=True)
class SlowLedger:
    """A ledger that Beancount caches, beside a copy of our package that a test may change."""

    path: Path

    @property
    def package(self) -> Path:
        return self.path.parent / "installed" / "fsq_beancount"

    @property
    def loads(self) -> int:
        return len((self.path.parent / "loads").read_text())

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **{name: text for name, text in os.environ.items() if "LOAD_CACHE" not in name},
            "PYTHONPATH": str(self.package.parent),
            # What is compiled already is held to its source; what a process would compile is held
            # to a time, and a file edited twice in a second would be taken from that.
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        return subprocess.run(
            [Path(sys.executable).with_name(program), *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            env=environment,
        )

    def query(self) -> tuple[list[str], str]:
        """Returns the lines that `bean-query` prints, and what it logs."""
        done = self.run("bean-query", "-f", "csv", str(self.path), QUERY)
        return done.stdout.splitlines(), done.stderr


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of our package, compiled once for all processes of these tests."""
    copy = tmp_path_factory.mktemp("compiled") / "fsq_beancount"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    mode = py_compile.PycInvalidationMode.CHECKED_HASH
    assert compileall.compile_dir(copy, quiet=1, invalidation_mode=mode)
    return copy


@pytest.fixture
def ledger(tmp_path: Path, compiled: Path) -> SlowLedger:
    (tmp_path / "slow_plugin.py").write_text(SLOW_PLUGIN)
    path = tmp_path / "main.beancount"
    path.write_text(LEDGER)
    slow = SlowLedger(path)
    shutil.copytree(compiled, slow.package)
    return slow


def test_tables_are_there_when_beancount_answers_from_its_cache(ledger: SlowLedger) -> None:
    assert ledger.query() == (ANSWER, "")
    assert ledger.loads == 1
    assert ledger.query() == (ANSWER, "")
    assert ledger.loads == 1


def test_tables_are_there_when_another_program_filled_the_cache(ledger: SlowLedger) -> None:
    assert ledger.run("bean-check", str(ledger.path)).stderr == ""
    assert ledger.query() == (ANSWER, "")
    assert ledger.loads == 1


def test_another_version_loads_the_ledger_anew_and_says_why(ledger: SlowLedger) -> None:
    ledger.query()
    (ledger.package / "_version.py").write_text('__version__ = "999.0"\n')
    answer, log = ledger.query()
    assert answer == ANSWER
    assert (
        f"not damaged, but fsq-beancount {fsq_beancount.__version__} wrote it and this is 999.0"
        in log
    )
    assert ledger.loads == 2
    # Once is enough.
    assert ledger.query() == (ANSWER, "")
    assert ledger.loads == 2


def test_edited_source_loads_the_ledger_anew_and_says_why(ledger: SlowLedger) -> None:
    ledger.query()
    vocabulary = ledger.package / "core" / "terms.py"
    vocabulary.write_text(vocabulary.read_text() + "# edited\n")
    answer, log = ledger.query()
    assert answer == ANSWER
    assert "not damaged, but fsq-beancount's code has changed since it was written" in log
    assert ledger.loads == 2


@pytest.mark.parametrize(
    "name", ["fsq_beancount.errors.FsqError", "fsq_beancount.loadmark._restore"]
)
def test_a_cache_of_the_modules_of_version_0_1_is_not_called_damaged(
    ledger: SlowLedger, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    module, _, attribute = name.rpartition(".")
    # What the cache names is only to have that name: a class will do for the function, too.
    moved = type(attribute, (), {"__module__": module})
    with monkeypatch.context() as then:
        then.setitem(sys.modules, module, types.SimpleNamespace(**{attribute: moved}))
        cache = ledger.path.with_name(".main.beancount.picklecache")
        cache.write_bytes(pickle.dumps(([], [moved], {"fsq_beancount": moved})))
    answer, log = ledger.query()
    assert answer == ANSWER
    assert log.splitlines() == [
        "ERROR:root:Cache file is corrupted: not damaged, but fsq-beancount's code has changed "
        "since it was written; recomputing."
    ]
    assert ledger.query() == (ANSWER, "")


def test_a_package_that_is_gone_costs_one_line(ledger: SlowLedger) -> None:
    ledger.query()
    # As after `pip uninstall`; an empty package also hides one that is installed elsewhere.
    shutil.rmtree(ledger.package)
    ledger.package.mkdir()
    (ledger.package / "__init__.py").write_text("__plugins__ = ()\n")
    done = ledger.run("bean-query", "-f", "csv", str(ledger.path), "SELECT count(*)")
    assert done.stdout.split() == ["count(*)", "4"]
    assert len(done.stderr.splitlines()) == 1
    assert ledger.loads == 2


def test_programs_that_ask_no_queries_do_not_import_beanquery() -> None:
    code = (
        "import sys; from beancount import loader; _, errors, options = "
        "loader.load_string('plugin \"fsq_beancount\"'); "
        "print(errors, options['fsq_beancount'], 'beanquery' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == f"[] fsq-beancount {fsq_beancount.__version__} False\n"


def test_the_mark_is_left_once() -> None:
    options: dict[str, Any] = {}
    assert load_mark.leave(options)
    mark = options[MARK_OPTION]
    assert not load_mark.leave(options)
    assert options == {MARK_OPTION: mark}


def test_what_is_remembered_is_not_pickled() -> None:
    mark = load_mark.LoadMark()
    mark.remembered = object()
    restored = pickle.loads(pickle.dumps(mark))  # noqa: S301  # our own bytes
    assert isinstance(restored, load_mark.LoadMark)
    assert restored.remembered is None


def test_a_beanquery_that_has_changed_too_much_costs_only_the_tables(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "beanquery", object())
    for name in [name for name in sys.modules if name.startswith("fsq_beancount.tables")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(fsq_beancount, "tables", raising=False)
    load_mark._import_tables.cache_clear()
    try:
        load_mark.register_tables()
        load_mark.register_tables()
    finally:
        load_mark._import_tables.cache_clear()
    [record] = caplog.records
    assert record.levelname == "WARNING"
    # Which of the two kinds of ImportError it is depends on what was imported before.
    message = record.getMessage()
    assert "does not understand the installed beanquery (" in message
    assert "Error: " in message
