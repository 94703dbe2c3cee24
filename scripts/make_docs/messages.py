"""What may be wrong: the smallest ledger of each finding, and what is said about each setting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from beancount import loader

import fsq_beancount
from fsq_beancount import check
from fsq_beancount.core.errors import FsqError
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages.findings import fixes, sentence
from fsq_beancount.report.findings import Finding, Kind
from fsq_beancount.settings.directives import READERS
from fsq_beancount.settings.directives.option import OPTIONS
from fsq_beancount.settings.keys import KEYS, Place
from make_docs.markdown import table

SMALLEST: Final = Path(__file__).parent / "smallest"
"""A ledger of each kind of finding, which has no more than it takes."""

_READER: Final = Reader.of("en")

# The wrong value comes after the key.
_PLACES: Final = {
    Place.OPEN: "2020-01-01 open Assets:Ort\n  {}",
    Place.COMMODITY: "2020-01-01 commodity SACHE\n  {}",
    Place.TRANSACTION: '2020-01-01 * "Zinsen"\n  {}\n  Income:Zinsen  -1 EUR\n  Assets:Bank',
    Place.POSTING: '2020-01-01 * "Zinsen"\n  Income:Zinsen  -1 EUR\n    {}\n  Assets:Bank',
}
_HEAD: Final = 'option "operating_currency" "EUR"\nplugin "beancount.plugins.auto_accounts"\n'
# No value of most keys; those that take any text refuse a number.
_WRONG: Final = ('"?"', "5")


def found_in(kind: Kind) -> Finding:
    """Return the finding of a kind in its smallest ledger.

    Raises:
        StopIteration: The ledger has none.
    """
    entries, _, options = loader.load_file(str(SMALLEST / f"{kind.value}.beancount"))
    report = fsq_beancount.analyse(entries, options)
    return next(found for found in check.find(report.scope.facts, report) if found.kind is kind)


def findings() -> str:
    """Return each kind of finding: its smallest ledger, its sentence and what mends it."""
    return "\n\n".join(part for kind in Kind for part in _finding(kind))


def _finding(kind: Kind) -> Iterator[str]:
    found = found_in(kind)
    ledger = (SMALLEST / f"{kind.value}.beancount").read_text(encoding="utf-8")
    yield f"## `{kind.value}`"
    yield _block(ledger)
    yield f"> {_in_one_line(_without_folder(sentence(found, _READER)))}"
    for way in fixes(found, _READER):
        yield way.words
        yield _block(way.lines)


def _without_folder(words: str) -> str:
    return words.replace(f"{SMALLEST}/", "")


def _block(lines: str) -> str:
    return f"```text\n{lines.rstrip()}\n```"


def mistakes() -> str:
    """Return what is said about a mistake in each directive, option and metadata key."""
    rows = [
        (f"`{ledger.splitlines()[line].strip()}`", _in_one_line(message))
        for ledger, line in wrong_settings()
        for message in said_about(ledger)
    ]
    return table(("written", "said"), rows)


def wrong_settings() -> Iterator[tuple[str, int]]:
    """Yield a ledger for each setting, and the line that has a mistake in it."""
    for name in READERS:
        yield f'2020-01-01 custom "{name}"', 0
    for name in OPTIONS:
        yield f'2020-01-01 custom "fsq-option" "{name}" TRUE FALSE', 0
    for name, key in KEYS.items():
        place = next((each for each in _PLACES if each in key.places), None)
        if place is not None:
            ledgers = [_PLACES[place].format(f"{name}: {value}") for value in _WRONG]
            ledger = next((each for each in ledgers if said_about(each)), ledgers[0])
            yield ledger, next(n for n, line in enumerate(ledger.splitlines()) if name in line)


def said_about(ledger: str) -> list[str]:
    """Return what is said about the settings of a ledger."""
    entries, errors, options = loader.load_string(_HEAD + ledger)
    report = fsq_beancount.analyse(entries, options)
    said = [*report.scope.facts.errors, *(each for each in errors if isinstance(each, FsqError))]
    return [error.message for error in said]


def _in_one_line(words: str) -> str:
    return " ".join(words.split()).replace("<", "&lt;")
