"""A memo by identity: results for a particular object, not for objects equal to it.

Some objects are created once and looked up often, and comparing or hashing their contents on each
lookup would cost more than the memo saves.
"""

from __future__ import annotations

from typing import Generic, TypeVar

Subject = TypeVar("Subject")
Result = TypeVar("Result")


class IdentityMemo(Generic[Subject, Result]):
    """Results by the object that they were computed for.

    The memo keeps these objects alive, since the id of an object is unique only during its
    lifetime.
    """

    def __init__(self) -> None:
        """Start without results."""
        self._kept: dict[int, tuple[Subject, Result]] = {}

    def get(self, subject: Subject) -> Result | None:
        """Return the result for an object, ``None`` if there is none yet."""
        kept = self._kept.get(id(subject))
        return None if kept is None else kept[1]

    def keep(self, subject: Subject, result: Result) -> Result:
        """Keep the result for an object, and return it."""
        self._kept[id(subject)] = subject, result
        return result
