"""The mark that the plugin leaves on a loaded ledger, so that it works with the load cache.

Beancount pickles the result for a ledger that takes more than a second to load, and the next time
loads the pickle: no plugin is imported, so its query tables would be missing, and the result of an
older version would remain until the ledger is edited. Unpickling an object of ours fixes both: it
imports this package, and it rejects a result that another version of the code has written.
"""

from __future__ import annotations

import hashlib
import logging
import sys
from collections.abc import Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from fsq_beancount._version import __version__
from fsq_beancount.core.terms import MARK_OPTION

_log = logging.getLogger(__name__)


class OutdatedCacheError(ImportError):
    """Another version wrote the cache: Beancount shows the message and reloads the ledger.

    It is an ``ImportError``, since imports from modules that no longer exist raise it, too.
    """

    def __init__(self, written_by: str) -> None:
        # Beancount shows it inside its own message: "Cache file is corrupted: ...; recomputing."
        what = (
            "fsq-beancount's code has changed since it was written"
            if written_by == __version__
            else f"fsq-beancount {written_by} wrote it and this is {__version__}"
        )
        super().__init__(f"not damaged, but {what}")


class LoadMark:
    """An object whose unpickling checks whether the code is still the same.

    Attributes:
        remembered: Data that :mod:`fsq_beancount.books.cache` keeps while the ledger is loaded; it
            is not pickled.
    """

    __slots__ = ("remembered",)

    def __init__(self) -> None:
        self.remembered: object = None

    def __reduce__(self) -> tuple[Callable[[str, str], LoadMark], tuple[str, str]]:
        """Pickle as a call with the version, and a source hash, as checkouts keep their version."""
        # Hashed here, not when the plugin runs: most ledgers are never pickled.
        return _restore, (__version__, _source_hash())

    def __str__(self) -> str:
        """Return the name and version, which Fava's page of options shows."""
        return f"fsq-beancount {__version__}"


def leave(options_map: MutableMapping[str, Any], option: str = MARK_OPTION) -> bool:
    """Leave the mark on a ledger that is being loaded.

    Args:
        options_map: The options of the ledger.
        option: The key of the mark; each plugin that must know whether it has run before has
            its own.

    Returns:
        Whether the mark is new: ``False`` when the plugin has run before.
    """
    if option in options_map:
        return False
    options_map[option] = LoadMark()
    return True


def register_tables() -> None:
    """Register the tables where beanquery is loaded: in bean-query and Fava.

    An incompatible beanquery means that the tables are missing; the ledger still loads.
    """
    if "beanquery" in sys.modules:
        _import_tables()


@cache  # Once: a second try would register half of the tables twice and repeat the warning.
def _import_tables() -> None:
    try:
        import fsq_beancount.tables.every  # noqa: F401
    except Exception as error:
        _log.warning(
            "Queries have no #fsq tables: fsq-beancount %s does not understand the installed "
            "beanquery (%s: %s).",
            __version__,
            type(error).__name__,
            error,
        )


def _restore(version: str, source: str) -> LoadMark:
    if (version, source) != (__version__, _source_hash()):
        raise OutdatedCacheError(version)
    register_tables()
    return LoadMark()


@cache
def _source_hash() -> str:
    package = Path(__file__).parent.parent
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(package.rglob("*.py")):
        code = path.read_bytes()
        digest.update(f"{path.relative_to(package).as_posix()} {len(code)}\n".encode())
        digest.update(code)
    return digest.hexdigest()
