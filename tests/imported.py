"""What the tests of the importers share: entries as a ledger that opens all it uses."""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from beancount import loader
from beancount.core import data
from beancount.parser import printer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from fsq_importers.importer import FsqImporter

LONG_BEFORE = datetime.date(1960, 1, 1)


def extract(importer: FsqImporter, path: Path, existing: Iterable[Any] = ()) -> list[Any]:
    """Return the bookings of a file, as beangulp and Fava ask for them."""
    return [entry for entry in extract_all(importer, path, existing) if not is_check(entry)]


def is_check(entry: Any) -> bool:
    """Return whether an entry is of the balances that a file states, and no booking of its own."""
    return isinstance(entry, data.Balance) or entry.narration in {"Anfangsbestand", "Kontostand"}


def extract_all(importer: FsqImporter, path: Path, existing: Iterable[Any] = ()) -> list[Any]:
    """Return the bookings of a file, and what it states of its balances."""
    known = list(existing)
    entries = importer.extract(str(path), existing=known)
    importer.sort(entries)
    importer.deduplicate(entries, existing=known)
    return entries


def new(entries: Iterable[Any]) -> list[Any]:
    """Return the entries that the ledger does not hold yet."""
    return [entry for entry in entries if "__duplicate__" not in entry.meta]


def opened(entries: Iterable[Any]) -> str:
    """Return what opens all accounts that entries use, depots as German tax law has it."""
    accounts = {
        posting.account
        for entry in entries
        if isinstance(entry, data.Transaction)
        for posting in entry.postings
    }
    return "".join(f'{LONG_BEFORE} open {account} "FIFO"\n' for account in sorted(accounts))


def holdings(entries: Iterable[Any]) -> str:
    """Return a purchase of all that is sold: exports begin when something is held already."""
    sold: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for entry in entries:
        for posting in getattr(entry, "postings", ()):
            if posting.cost is not None and posting.price is not None:
                units = posting.units
                sold[posting.account, units.currency, posting.price.currency] -= units.number
    return "".join(
        f'{LONG_BEFORE} * "Held before"\n'
        f"  {account}  {number} {commodity} {{1.00 {currency}}}\n"
        f"  Equity:Before  {-number} {currency}\n"
        for (account, commodity, currency), number in sold.items()
    )


def ledger(entries: Sequence[Any], before: str = "", *, held: bool = True) -> str:
    """Return entries as text that Beancount loads, printed as beangulp prints them."""
    return "\n".join(
        [
            before,
            f"{LONG_BEFORE} open Equity:Before",
            opened(entries),
            holdings(entries) if held else "",
            *map(printer.format_entry, entries),
        ]
    )


def load(
    entries: Sequence[Any], before: str = "", *, held: bool = True
) -> tuple[list[Any], list[Any], dict[str, Any]]:
    """Return what Beancount makes of entries once they are printed.

    Args:
        entries: Extracted entries.
        before: What stands at the beginning of the ledger.
        held: Whether what they sell was bought before.
    """
    text = ledger(entries, before, held=held)
    loaded: tuple[list[Any], list[Any], dict[str, Any]] = loader.load_string(text, dedent=False)
    return loaded


def amounts(entry: Any) -> dict[str, Decimal]:
    """Return what a transaction adds to each account."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for posting in entry.postings:
        if posting.units is not None:
            found[posting.account] += posting.units.number
    return dict(found)
