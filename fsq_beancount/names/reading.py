"""Reading of account names: the words that a lexicon finds in them.

A component is folded and split at ``-``, ``_``, digits, from lower to upper case and after an
acronym; the whole component and runs of its parts are tried too, the longest first. A part in a
longer match is not read again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from fsq_beancount.names.language import Vocabulary, Words

_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LETTERS: Final = str.maketrans({"ø": "oe", "æ": "ae", "œ": "oe", "ł": "l"})
_BORDER: Final = re.compile(r"[-_\s]+")
_DIGITS: Final = re.compile(r"([0-9]+)")
_SHORTEST_AFFIX: Final = 3


class Match(NamedTuple):
    """A match in an account name.

    Attributes:
        category: The category: ``dividend``, ``rent``, ``tax`` …
        word: The built-in word that matched.
        component: The component of the account that it matched in.
        unqualified: The match that the name would have without the qualifier that decided, if any.
    """

    category: str
    word: str
    component: str
    unqualified: Match | None = None


class Reading(NamedTuple):
    """The matches in a single component of an account.

    Attributes:
        words: The matching word of each category that the component matches.
        exceptions: The categories that the component is an exception to.
        whole: The word that is the whole component, if any.
    """

    words: dict[str, str]
    exceptions: frozenset[str]
    whole: str | None


def fold(text: str) -> str:
    """Return text in lower case with ä = ae, ö = oe, ü = ue, ß = ss."""
    return unicodedata.normalize("NFC", text).lower().translate(_UMLAUTS)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Return folded text without accents: names are written with or without them."""
    folded = fold(text).translate(_LETTERS)
    if folded.isascii():
        return folded
    letters = unicodedata.normalize("NFD", folded)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _split_humps(text: str) -> str:
    """Insert a hyphen between a small letter and a capital, and after an acronym."""
    return "".join(
        f"-{letter}"
        if letter.isupper() and (before.islower() or (before.isupper() and after.islower()))
        else letter
        for before, letter, after in zip(f" {text}", text, f"{text[1:]} ", strict=False)
    )


def pieces(text: str) -> list[str]:
    """Return the folded parts of a component between hyphens, underscores and humps."""
    return [
        _plain(piece)
        for piece in _BORDER.split(_split_humps(unicodedata.normalize("NFC", text)))
        if piece
    ]


def _parts(text: str) -> tuple[list[str], list[str]]:
    """Return the parts of a component without digits, and with digits (empty if it has none)."""
    with_digits = [part for piece in pieces(text) for part in _DIGITS.split(piece) if part]
    words = [part for part in with_digits if not part[0].isdigit()]
    return words, with_digits if len(with_digits) > len(words) else []


def listed(text: str) -> list[str]:
    """Return the words of a comma-separated list."""
    return [word for word in (" ".join(part.split()) for part in text.split(",")) if word]


_Index = dict[str, list[tuple[str, str]]]


def _index(vocabulary: Iterable[Words]) -> _Index:
    """Return the category and the spelling by word, written together."""
    index: _Index = {}
    for words in vocabulary:
        for category, text in words.items():
            for word in listed(text):
                index.setdefault(word.replace(" ", ""), []).append((category, word))
    return index


class Lexicon:
    """The names of all languages about one subject."""

    def __init__(self, vocabularies: Sequence[Vocabulary]) -> None:
        """Index the names."""
        self._words = _index(language.words for language in vocabularies)
        self._exceptions = _index(language.exceptions for language in vocabularies)
        self._endings = _index(language.endings for language in vocabularies)
        self._beginnings = _index(language.beginnings for language in vocabularies)
        whole = (self._words, self._exceptions)
        self._longest = max(
            (
                word.count(" ") + 1
                for index in whole
                for found in index.values()
                for _, word in found
            ),
            default=1,
        )
        affixes = (self._endings, self._beginnings)
        self._longest_affix = max((len(affix) for index in affixes for affix in index), default=0)
        self.read = lru_cache(maxsize=4096)(self._read)
        self.find = lru_cache(maxsize=4096)(self._find)
        self.all = lru_cache(maxsize=4096)(self._all)

    def _find(self, account: str, categories: tuple[str, ...]) -> Match | None:
        """Return the match of an account's name among categories in order of precedence, if any.

        The root is ignored. The matching component nearest the leaf decides. A component that is
        an exception to a category ends the search for it: no ancestor of ``Steuerberater`` can
        make it a tax.
        """
        left = list(categories)
        for text in reversed(account.split(":")[1:]):
            reading = self.read(text)
            if reading.exceptions:
                left = [category for category in left if category not in reading.exceptions]
            for category in left:
                if category in reading.words:
                    return Match(category, reading.words[category], text)
        return None

    def _all(self, account: str) -> dict[str, Match]:
        """Return the match nearest the leaf for each category that occurs in a name."""
        found: dict[str, Match] = {}
        for text in reversed(account.split(":")[1:]):
            for category, word in self.read(text).words.items():
                found.setdefault(category, Match(category, word, text))
        return found

    def _read(self, text: str) -> Reading:
        found: dict[str, str] = {}
        exceptions: set[str] = set()
        words, with_digits = _parts(text)
        whole = _BORDER.sub("", _plain(text))
        if self._take(whole, found, exceptions):
            return Reading(found, frozenset(exceptions), whole)
        taken = self._take_runs(words, found, exceptions)
        self._take_runs(with_digits, found, exceptions)
        for word, is_taken in zip(words, taken, strict=True):
            if not is_taken:
                self._take_affixes(word, found)
        if with_digits and not any(taken):
            self._take_affixes(whole, found)
        return Reading(found, frozenset(exceptions), None)

    def _take(self, word: str, found: dict[str, str], exceptions: set[str]) -> bool:
        """Add the categories and exceptions of a listed word; return whether it is listed."""
        is_listed = False
        for category, spelling in self._words.get(word, ()):
            found.setdefault(category, spelling)
            is_listed = True
        for category, _ in self._exceptions.get(word, ()):
            exceptions.add(category)
            is_listed = True
        return is_listed

    def _take_runs(
        self, parts: Sequence[str], found: dict[str, str], exceptions: set[str]
    ) -> list[bool]:
        """Add the longest listed runs of parts; return for each part whether a run covers it."""
        taken = [False] * len(parts)
        for length in range(min(len(parts), self._longest), 0, -1):
            for start in range(len(parts) - length + 1):
                end = start + length
                if all(taken[start:end]):
                    continue
                if self._take("".join(parts[start:end]), found, exceptions):
                    taken[start:end] = [True] * length
        return taken

    def _take_affixes(self, word: str, found: dict[str, str]) -> None:
        """Add the longest listed ending and beginning, the longer first."""
        lengths = range(min(len(word), self._longest_affix), _SHORTEST_AFFIX - 1, -1)
        ending = next((word[-n:] for n in lengths if word[-n:] in self._endings), "")
        beginning = next((word[:n] for n in lengths if word[:n] in self._beginnings), "")
        listed_as = [
            (ending, self._endings.get(ending, ())),
            (beginning, self._beginnings.get(beginning, ())),
        ]
        for affix, categories in sorted(listed_as, key=lambda found: -len(found[0])):
            for category, _ in categories:
                found.setdefault(category, affix)
