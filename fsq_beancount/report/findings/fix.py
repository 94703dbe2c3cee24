"""Fixes: ledger lines that make a figure more certain, with blanks for unknown values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Blank(Enum):
    """A value that the user has to fill in."""

    RATE = "rate"
    PRICE = "price"
    AMOUNT = "amount"
    INTEREST_RATE = "interest rate"
    DATE = "date"


Line = tuple[str | Blank, ...]
"""A line of a ledger: pieces of text and blanks."""


@dataclass(frozen=True, slots=True)
class Fix:
    """Lines to add to a ledger, all of which are needed.

    Attributes:
        lines: The lines, in order.
    """

    lines: tuple[Line, ...]

    @property
    def is_template(self) -> bool:
        """Whether there is a blank in it that only a person can fill in."""
        return any(isinstance(part, Blank) for line in self.lines for part in line)

    @property
    def text(self) -> tuple[str, ...]:
        """The lines as text; of a fix that is no template."""
        return tuple("".join(map(str, line)) for line in self.lines)

    def written(self, name: Callable[[Blank], str]) -> str:
        """Return the lines as text.

        Args:
            name: Returns the text of a blank in the reader's language.
        """
        return "\n".join(
            "".join(name(part) if isinstance(part, Blank) else part for part in line)
            for line in self.lines
        )


def directive(*parts: str | Blank) -> Fix:
    """Return a fix that adds a directive of one line."""
    return Fix((parts,))
