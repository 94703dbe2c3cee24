"""The data structure for the account names of a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Words = Mapping[str, str]
"""Words by category, separated by commas. Folded: lower case, ``ae`` for ``ä``, without accents."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names of a language about one subject, by category.

    Inside a component a longer name hides the shorter names in it: ``pension alimentaire`` is no
    pension, and ``corrente`` no compound of ``rente``. The category ``nothing`` exists only for
    that.

    Attributes:
        words: Whole words; several words make a phrase, written apart, together or with hyphens.
        endings: Ends of compound words.
        beginnings: Beginnings of compound words.
        exceptions: Words that look like a category but do not belong to it; the ancestors of the
            component cannot give it that category either.
    """

    words: Words = field(default_factory=dict)
    endings: Words = field(default_factory=dict)
    beginnings: Words = field(default_factory=dict)
    exceptions: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Language:
    """Names of a language, by subject.

    Attributes:
        income: Names of income, and the words that qualify them.
        costs: Names of expenses.
        holdings: Names of assets and of liabilities.
    """

    income: Vocabulary = field(default_factory=Vocabulary)
    costs: Vocabulary = field(default_factory=Vocabulary)
    holdings: Vocabulary = field(default_factory=Vocabulary)
