"""Modules that have moved, as Beancount's load caches of earlier versions still name them.

Such a cache is not damaged, and nobody is to be frightened by a module that is missing: asked for
anything, the old name says that the code has changed, and Beancount loads the ledger anew.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Final, NoReturn

from fsq_beancount._version import __version__
from fsq_beancount.tables.load_mark import OutdatedCacheError

RETIRED: Final = ("fsq_beancount.errors", "fsq_beancount.loadmark")
"""What a cache of version 0.1 names: the class of our errors, and the load mark."""


class _Retired(ModuleType):
    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):  # Python itself asks every module for some
            raise AttributeError(name)
        raise OutdatedCacheError(__version__)


def keep_names() -> None:
    """Make the old names known, so that unpickling finds them."""
    for name in RETIRED:
        sys.modules.setdefault(name, _Retired(name))
