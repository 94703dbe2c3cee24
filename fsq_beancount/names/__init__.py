"""Classification of account names, in English and German.

The built-in names are defaults for ledgers without declarations; any directive or metadata of the
user takes precedence. To support another language, add its data (``names/english.py`` is the
model) to :data:`LANGUAGES`.

A name is read from the leaf to the root; the matching component nearest the leaf decides. A
component is folded and split at ``-``, ``_``, digits and from lower to upper case; the whole
component is tried too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from fsq_beancount.core.terms import ACTIVE, NEAR_PASSIVE, NEUTRAL, PASSIVE
from fsq_beancount.names.english import ENGLISH
from fsq_beancount.names.german import GERMAN
from fsq_beancount.names.language import Language, Vocabulary

LANGUAGES: Final[tuple[Language, ...]] = (ENGLISH, GERMAN)

CLASS_OF: Final = {
    # In order of precedence within a component.
    "work": ACTIVE,
    "gift": NEUTRAL,
    "gain": NEAR_PASSIVE,
    "premium": NEAR_PASSIVE,
    "reward": NEAR_PASSIVE,
    "dividend": PASSIVE,
    "interest": PASSIVE,
    "rent": PASSIVE,
    "royalty": PASSIVE,
    "product": PASSIVE,
    "annuity": PASSIVE,
}
"""The class of each category of income names."""

COSTS: Final = ("capital-tax", "tax", "social", "fee")
"""The categories of names for costs of earning."""

_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_BORDER: Final = re.compile(r"[-_0-9\s]+")


class Match(NamedTuple):
    """A match in an account name.

    Attributes:
        category: The category: ``dividend``, ``rent``, ``tax`` …
        word: The built-in word that matched.
        component: The component of the account that it matched in.
    """

    category: str
    word: str
    component: str


class _Reading(NamedTuple):
    """The matches in a single component of an account.

    Attributes:
        words: The matching word of each category that the component matches.
        exceptions: The categories that the component is an exception to.
    """

    words: dict[str, str]
    exceptions: frozenset[str]


def fold(text: str) -> str:
    """Return text in lower case with ä = ae, ö = oe, ü = ue, ß = ss."""
    return unicodedata.normalize("NFC", text).lower().translate(_UMLAUTS)


def _index(vocabularies: Iterable[Vocabulary]) -> dict[str, list[str]]:
    """Turn words by category into categories by word; phrases are indexed spaced and joined."""
    index: dict[str, list[str]] = {}
    for vocabulary in vocabularies:
        for category, words in vocabulary.items():
            for word in words:
                for spelling in {word, word.replace(" ", "")}:
                    index.setdefault(spelling, []).append(category)
    return index


_WORDS: Final = _index(language.words for language in LANGUAGES)
_ENDINGS: Final = _index(language.endings for language in LANGUAGES)
_BEGINNINGS: Final = _index(language.beginnings for language in LANGUAGES)
_EXCEPTIONS: Final = _index(language.exceptions for language in LANGUAGES)
_LONGEST_PHRASE: Final = max(
    word.count(" ") + 1 for index in (_WORDS, _EXCEPTIONS) for word in index
)


def _split_humps(text: str) -> str:
    """Insert a hyphen between a lower and an upper case letter of any script."""
    return "".join(
        f"-{letter}" if letter.isupper() and before.islower() else letter
        for before, letter in zip(f" {text}", text, strict=False)
    )


def _phrases(text: str) -> Iterator[str]:
    """Yield the whole component, then all runs of its words, longest first."""
    whole = fold(text)
    yield whole
    yield whole.replace("-", "").replace("_", "")
    pieces = _split_humps(unicodedata.normalize("NFC", text))
    words = [fold(piece) for piece in _BORDER.split(pieces) if piece]
    for length in range(min(len(words), _LONGEST_PHRASE), 0, -1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


@lru_cache(maxsize=4096)
def _read(text: str) -> _Reading:
    found: dict[str, str] = {}
    exceptions: set[str] = set()
    for phrase in _phrases(text):
        for category in _WORDS.get(phrase, ()):
            found.setdefault(category, phrase)
        exceptions.update(_EXCEPTIONS.get(phrase, ()))
        if " " in phrase:
            continue
        for length in range(len(phrase), 2, -1):
            for category in _ENDINGS.get(phrase[-length:], ()):
                found.setdefault(category, phrase[-length:])
            for category in _BEGINNINGS.get(phrase[:length], ()):
                found.setdefault(category, phrase[:length])
    return _Reading(found, frozenset(exceptions))


@lru_cache(maxsize=4096)
def find(account: str, categories: tuple[str, ...]) -> Match | None:
    """Return the match of an account's name among categories in order of precedence, if any.

    The root component is ignored. A component that is an exception to a category ends the search
    for it: no ancestor of ``Steuerberater`` can make it a tax.
    """
    left = list(categories)
    for text in reversed(account.split(":")[1:]):
        reading = _read(text)
        left = [category for category in left if category not in reading.exceptions]
        for category in left:
            if category in reading.words:
                return Match(category, reading.words[category], text)
    return None


def income(account: str) -> Match | None:
    """Return the match that gives an income account its class, if any."""
    return find(account, tuple(CLASS_OF))


def cost(account: str) -> Match | None:
    """Return the match of an account's name as a tax, a social insurance or a fee, if any."""
    return find(account, COSTS)


def is_loss(account: str) -> bool:
    """Return whether an account is named for losses."""
    return find(account, ("loss",)) is not None


def is_loan(account: str) -> bool:
    """Return whether a liability is named like a loan."""
    return find(account, ("loan",)) is not None


def is_interest(account: str) -> bool:
    """Return whether an expense account is named for interest, not for a tax or a fee on it."""
    match = find(account, (*COSTS, "interest"))
    return match is not None and match.category == "interest"


def is_upkeep(account: str) -> bool:
    """Return whether an expense account is named for the upkeep of a property."""
    return find(account, ("upkeep",)) is not None


def is_property(account: str) -> bool:
    """Return whether an income account is named for rent or for a property."""
    return find(account, ("rent", "property")) is not None


def is_recurring(account: str) -> bool:
    """Return whether an income account is named for recurring payments of customers."""
    return find(account, ("recurring",)) is not None
