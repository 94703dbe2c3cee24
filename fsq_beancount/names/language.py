"""The data structure for the account names of a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Vocabulary = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Language:
    """Names by category, folded (lower case, ``ae`` for ``ä``).

    Attributes:
        words: Whole words; several words make a phrase.
        endings: Ends of compound words.
        beginnings: Beginnings of compound words.
        exceptions: Words that match a category but do not belong to it.
    """

    words: Vocabulary
    endings: Vocabulary = field(default_factory=dict)
    beginnings: Vocabulary = field(default_factory=dict)
    exceptions: Vocabulary = field(default_factory=dict)
