"""An interruption ends the command at once: no report of a part, no cache of a part."""

from __future__ import annotations

import importlib
import json
import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from beancount import loader
from beancount.parser import grammar

from fsq_beancount.cli import interrupts, load_cache, loading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# The pause is for an interruption that comes late; it is longer than any test may take.
PAUSE = """\
import pathlib, time
__plugins__ = ["pause"]
def pause(entries, options):
    pathlib.Path(__file__).with_name("loaded").touch()
    time.sleep(60)
    return entries, []
"""

LEDGER = """\
option "operating_currency" "EUR"
plugin "beancount.plugins.auto_accounts"
2024-01-01 * "Zinsen"
  Income:Zinsen  -1.00 EUR
  Assets:Bank
"""


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small ledger whose every load is cached."""
    monkeypatch.setattr(loader, "PICKLE_CACHE_THRESHOLD", -1)
    loader.initialize(use_cache=True)
    path = tmp_path / "main.beancount"
    path.write_text(LEDGER, encoding="utf-8")
    return path


def test_none_of_a_hundred_interruptions_is_swallowed(tmp_path: Path) -> None:
    (tmp_path / "pausing.py").write_text(PAUSE, encoding="utf-8")
    ledger = tmp_path / "main.beancount"
    ledger.write_text(
        LEDGER
        + "".join(
            f'2024-01-02 * "{number}"\n  Expenses:Leben  1.00 EUR\n  Assets:Bank\n'
            for number in range(600)
        )
        + 'option "insert_pythonpath" "TRUE"\nplugin "pausing"\n',
        encoding="utf-8",
    )
    script = Path(__file__).with_name("interrupted_loads.py")
    result = subprocess.run(
        [sys.executable, str(script), str(ledger)], capture_output=True, text=True, check=True
    )
    assert json.loads(result.stdout) == {}


def child_that(interrupted: Callable[[], object]) -> int:
    """Return the exit status of a child process that does something."""
    child = os.fork()
    if not child:
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            interrupts.end_at_once()
            interrupted()
        finally:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_cache_that_is_half_written_is_removed(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(result: object, file: Any) -> None:
        file.write(pickle.dumps(result)[:100])
        file.flush()
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(pickle, "dump", half)
    assert child_that(lambda: loading.load(str(ledger))) == 130
    assert not load_cache.path_of(str(ledger)).exists()


def test_a_cache_of_before_outlives_an_interruption(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loading.load(str(ledger))

    def interrupt(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(loader, "needs_refresh", interrupt)
    assert child_that(lambda: loading.load(str(ledger))) == 130
    assert load_cache.path_of(str(ledger)).exists()


def test_what_the_shell_wants_ignored_stays_ignored() -> None:
    def ignored() -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        interrupts.end_at_once()
        os.kill(os.getpid(), signal.SIGINT)
        os._exit(0)

    assert child_that(ignored) == 0


# Load errors that are about the cache.


def messages_of(errors: Iterable[Any]) -> list[str]:
    return [error.message for error in errors]


def messages(ledger: Path) -> list[str]:
    return messages_of(loading.load(str(ledger)).errors)


def counting(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that grows with each load that the cache does not answer."""
    loads: list[object] = []
    uncached: Any = loader._uncached_load_file

    def load(*arguments: Any) -> Any:
        loads.append(arguments)
        return uncached(*arguments)

    monkeypatch.setattr(loader, "_uncached_load_file", load)
    loader.initialize(use_cache=True)
    return loads


@pytest.mark.parametrize("plugin", ["fsq_beancount.classify", "fsq_beancount.depreciation"])
def test_an_environment_without_the_package_leaves_no_error(
    ledger: Path, plugin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ledger.open("a", encoding="utf-8") as file:
        file.write(f'plugin "{plugin}"\n')

    def not_installed(name: str) -> None:
        raise ModuleNotFoundError("No module named 'fsq_beancount'")

    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(importlib, "import_module", not_installed)
        cached = messages_of(loader.load_file(str(ledger))[1])
    assert any(f'Error importing "{plugin}"' in message for message in cached)
    assert messages(ledger) == []
    # The cache is renewed: Beancount's own commands are mended by this, too.
    assert loader.load_file(str(ledger))[1] == []


def test_a_file_that_is_there_again_leaves_no_error(ledger: Path) -> None:
    below = ledger.parent / "below"
    below.mkdir()
    (below / "year.beancount").write_text('include "part.beancount"\n', encoding="utf-8")
    with ledger.open("a", encoding="utf-8") as file:
        file.write('include "below/year.beancount"\n')
    assert messages(ledger) == ['File glob "part.beancount" does not match any files']
    (below / "part.beancount").write_text("2024-01-01 open Assets:Teil\n", encoding="utf-8")
    assert messages(ledger) == []


def test_an_interruption_of_another_program_leaves_no_error(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as while_it_loads:
        while_it_loads.setattr(grammar.Builder, "transaction", interrupted)
        loader.load_file(str(ledger))
    assert messages(ledger) == []


@pytest.mark.parametrize(
    "line",
    ['plugin "fsq_beancount.clasify"', 'plugin "no_such_package"', 'include "no.beancount"'],
)
def test_an_error_of_the_ledger_stays_and_its_cache_is_believed(
    ledger: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ledger.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    loads = counting(monkeypatch)
    assert len(messages(ledger)) == len(messages(ledger)) == 1
    assert len(loads) == 1
