"""Loads the ledger of a command and collects its facts in the report currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fsq_beancount.cli.status import UnusableError

if TYPE_CHECKING:
    from fsq_beancount.books.facts import Facts
    from fsq_beancount.cli.loading import Loaded


def collect(ledger: str, currency: str | None) -> tuple[Loaded, Facts]:
    """Load a ledger and collect its facts.

    Args:
        ledger: The path of the ledger.
        currency: The report currency, in upper or lower case; the ledger's default unless given.

    Raises:
        UnusableError: When the ledger cannot be read or does not mention the currency.
    """
    from dataclasses import replace

    from fsq_beancount.books import facts
    from fsq_beancount.cli import loading
    from fsq_beancount.core import errors

    try:
        loaded = loading.load(ledger)
    except loading.UnreadableError as error:
        raise UnusableError(str(error)) from None
    if currency is not None:
        known = _currencies(loaded)
        if currency.upper() not in known:
            names = ", ".join(sorted(known)) or "none"
            what = f"knows no {currency}, only" if currency.strip() else "knows these:"
            raise UnusableError(f"--currency: the ledger {what} {names}")
    collected = facts.collect(
        loaded.entries, loaded.options, currency=currency and currency.upper()
    )
    found = errors.with_plugins(collected.errors, loaded.errors)
    return loaded, replace(collected, errors=found)


def _currencies(loaded: Loaded) -> set[str]:
    """Return every currency that a ledger mentions."""
    from beancount.core import data

    declared = {entry.currency for entry in loaded.entries if isinstance(entry, data.Commodity)}
    # Beancount records the digits of every currency that it has parsed.
    seen = {name for name in loaded.options["dcontext"].ccontexts if name != "__default__"}
    return declared | seen | set(loaded.options["operating_currency"])
