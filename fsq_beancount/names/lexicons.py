"""The names of all languages, by subject."""

from __future__ import annotations

from typing import Final

from fsq_beancount.names.dutch import DUTCH
from fsq_beancount.names.english import ENGLISH
from fsq_beancount.names.french import FRENCH
from fsq_beancount.names.german import GERMAN
from fsq_beancount.names.italian import ITALIAN
from fsq_beancount.names.language import Language
from fsq_beancount.names.nordic import DANISH, NORWEGIAN, SWEDISH
from fsq_beancount.names.portuguese import PORTUGUESE
from fsq_beancount.names.reading import Lexicon
from fsq_beancount.names.spanish import SPANISH

LANGUAGES: Final[tuple[Language, ...]] = (
    ENGLISH,
    GERMAN,
    FRENCH,
    SPANISH,
    ITALIAN,
    DUTCH,
    PORTUGUESE,
    SWEDISH,
    DANISH,
    NORWEGIAN,
)

INCOME: Final = Lexicon([language.income for language in LANGUAGES])
COSTS: Final = Lexicon([language.costs for language in LANGUAGES])
HOLDINGS: Final = Lexicon([language.holdings for language in LANGUAGES])
