"""Loads a ledger for a shell command: cached, with a progress line and without tracebacks."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fsq_beancount.cli import interrupts, load_cache

if TYPE_CHECKING:
    from beancount.core import data

PATIENCE: Final = 1.0
"""Seconds of loading before the progress line appears, and between its updates."""


class UnreadableError(Exception):
    """The ledger does not exist or is not readable as a ledger."""


class Loaded(NamedTuple):
    """A ledger as Beancount loads it."""

    entries: Sequence[data.Directive]
    errors: Sequence[Any]
    options: Mapping[str, Any]


def load(ledger: str) -> Loaded:
    """Load a ledger, sharing Beancount's cache with its own commands.

    Raises:
        UnreadableError: When the file does not exist or is not text, or when a plugin of the
            ledger breaks the loader.
    """
    from beancount.utils.encryption import is_encrypted_file

    if not ledger:
        raise UnreadableError("no ledger is named: its name is empty")
    path = Path(ledger)
    _refuse_what_cannot_be_opened(path)
    if not is_encrypted_file(ledger):
        _refuse_what_is_no_text(path)
    try:
        # Output of a plugin must not end up in the JSON.
        with waiting(f"Loading {path.name}"), redirect_stdout(sys.stderr):
            return _load(ledger)
    except Exception as error:
        message = f"{ledger}: Beancount cannot load it ({type(error).__name__}: {error})"
        raise UnreadableError(message) from error


def _load(ledger: str) -> Loaded:
    """Load a ledger; once more, past the cache, where an error from the cache is outdated."""
    from beancount import loader

    cache = load_cache.path_of(ledger)
    before = load_cache.mark(cache)
    with interrupts.tidied_by(partial(load_cache.remove, cache, unless=before)):
        loaded = Loaded(*loader.load_file(ledger))
        was_cached = before is not None and load_cache.mark(cache) == before
        if was_cached and load_cache.is_outdated(loaded.errors, loaded.options["include"]):
            load_cache.remove(cache)
            loaded = Loaded(*loader.load_file(ledger))
    return loaded


def _refuse_what_cannot_be_opened(path: Path) -> None:
    try:
        if path.is_dir():
            raise UnreadableError(f"{path}: this is a directory; name the ledger's main file")
        if path.exists() and not path.is_file():
            raise UnreadableError(f"{path}: this is no file")
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise UnreadableError(f"{path}: there is no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError(f"{path}: it cannot be read ({reason})") from None


def _refuse_what_is_no_text(path: Path) -> None:
    """Refuse files for which Beancount's parser gives a cryptic error message or none."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path}: it cannot be read ({error.strerror})") from None
    if b"\0" in content:
        raise UnreadableError(f"{path}: this is a binary file, no ledger")
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"{path}:{line}: this is no UTF-8 text") from None


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show a progress line once a task takes long, and clear it when the task is done.

    It is shown on a terminal only, so that it does not end up in a file with standard error.
    """
    stream = sys.stderr
    if stream is None or not stream.isatty():
        yield
        return
    done = threading.Event()

    line = ""

    def tell() -> None:
        nonlocal line
        seconds = 0
        while not done.wait(PATIENCE):
            seconds += 1
            line = f"{what} ... {seconds} s"
            stream.write(f"\r{line}")
            stream.flush()
        erase()

    def erase() -> None:
        # Overwritten with spaces, since not every terminal can erase a line.
        stream.write(f"\r{' ' * len(line)}\r" if line else "")
        stream.flush()

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        with interrupts.tidied_by(erase):
            yield
    finally:
        done.set()
        teller.join()
