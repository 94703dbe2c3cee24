"""Beancount's load cache: the file beside the ledger, and whether what it answers is outdated.

Beancount renews its cache when a file of the ledger changes. It does not notice a plugin that has
been installed since, nor a file that was missing and is there now; and it keeps the load of a
program that was interrupted. Their load errors would stay.
"""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from glob import glob
from pathlib import Path
from typing import Any, Final

_PLUGIN: Final = re.compile(r'Error importing "([^"]+)"')
_MISSING_MODULE: Final = re.compile(r"No module named '([^']+)'")
_MISSING_FILES: Final = re.compile(r'File(?: glob)? "(.+)" does not (?:match any files|exist)')
_INTERRUPTED: Final = "KeyboardInterrupt"

Mark = tuple[int, int, int] | None
"""What tells one content of a file from another; ``None`` without a file."""


def path_of(ledger: str) -> Path:
    """Return the path of the cache of a ledger, which need not exist."""
    from beancount import loader

    pattern = os.environ.get("BEANCOUNT_LOAD_CACHE_FILENAME") or loader.PICKLE_CACHE_FILENAME
    return Path(loader.get_cache_filename(pattern, os.path.abspath(ledger)))


def mark(cache: Path) -> Mark:
    """Return what tells the present content of a cache from any other."""
    try:
        status = cache.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def remove(cache: Path, unless: Mark = None) -> None:
    """Remove a cache, unless its content is still that of a mark; without success it stays."""
    if mark(cache) not in (None, unless):
        with suppress(OSError):
            cache.unlink()


def is_outdated(errors: Iterable[Any], files: Iterable[str]) -> bool:
    """Return whether a load error from a cache would not occur in a load of today.

    Args:
        errors: The load errors.
        files: The files of the ledger: a path in an error is relative to one of their folders.
    """
    folders = {os.path.dirname(os.path.abspath(file)) for file in files}
    return any(_is_mended(str(getattr(error, "message", "")), folders) for error in errors)


def _is_mended(message: str, folders: Iterable[str]) -> bool:
    if message.startswith(_INTERRUPTED):
        # Another program was interrupted while it loaded, and took that for an error.
        return True
    if plugin := _PLUGIN.match(message):
        if missing := _MISSING_MODULE.search(message):
            return _is_installed(missing[1])
        return plugin[1].partition(".")[0] == __package__.partition(".")[0]
    if files := _MISSING_FILES.match(message):
        return any(glob(os.path.join(folder, files[1]), recursive=True) for folder in folders)
    return False


def _is_installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False
