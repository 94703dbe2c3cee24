"""The importers of one configuration, which know one another's accounts.

A payment to another of them, or to their owner, is a transfer (:mod:`fsq_importers.owners`)::

    CONFIG = together(
        [
            Dkb(Accounts("Assets:Bank:DKB", number="DE02 1203 0000 0000 2020 51")),
            TradeRepublic("Assets:Depot:TradeRepublic"),
        ],
        names=["Anna Muster"],
    )
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from fsq_importers.accounts import digits_and_letters
from fsq_importers.importer import FsqImporter
from fsq_importers.owners import Owners, name_of

Importers = TypeVar("Importers", bound=FsqImporter)


def together(importers: Iterable[Importers], names: Sequence[str] = ()) -> list[Importers]:
    """Return the importers of one configuration, each of which knows the accounts of the others.

    Args:
        importers: All importers of the configuration.
        names: The names of the owners of the accounts, as banks write them.
    """
    found = list(importers)
    owners = frozenset(map(name_of, names)) - {""}
    for importer in found:
        others = (a.number for each in found if each is not importer for a in each.all_accounts())
        numbers = frozenset(map(digits_and_letters, others)) - {""}
        importer.owners = Owners(numbers, owners)
    return found
