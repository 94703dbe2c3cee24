"""The language of a ledger, by the names of its accounts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fsq_beancount import names
from fsq_beancount.books.facts import Facts
from fsq_beancount.names.english import ENGLISH
from fsq_beancount.names.german import GERMAN
from fsq_beancount.names.language import Language, Vocabulary

_ROOTS: Final = frozenset({"assets", "liabilities", "equity", "income", "expenses"})
_UMLAUTS: Final = frozenset("äöüÄÖÜß")


def language_of(facts: Facts) -> str | None:
    """Return ``de`` or ``en`` where most words of its accounts are of that language, else ``None``.

    Root accounts with English names are Beancount's default, and say nothing.
    """
    accounts = {*facts.config.opened, *(flow.account for flow in facts.flows)}
    components = {part for account in accounts for part in account.split(":")}
    components = {part for part in components if part.lower() not in _ROOTS}
    german, english = _words(GERMAN), _words(ENGLISH)
    of_german = _count(components, german - english) + _umlauts(components)
    of_english = _count(components, english - german)
    if of_german == of_english:
        return None
    return "de" if of_german > of_english else "en"


def _count(components: Iterable[str], known: frozenset[str]) -> int:
    return sum(
        not known.isdisjoint({names.fold(part), *names.words_of(part)}) for part in components
    )


def _umlauts(components: Iterable[str]) -> int:
    return sum(not _UMLAUTS.isdisjoint(part) for part in components)


def _words(language: Language) -> frozenset[str]:
    several: tuple[Vocabulary, ...] = (language.income, language.costs, language.holdings)
    return frozenset(
        word.strip()
        for vocabulary in several
        for words in vocabulary.words.values()
        for word in words.split(",")
        if word.strip()
    )
