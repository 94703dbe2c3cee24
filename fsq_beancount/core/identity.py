"""A memo by identity: what was worked out for one object, not for its equals.

Some objects are made once and met often, and to compare or hash their contents at each meeting
would cost more than the work that is saved.
"""

from __future__ import annotations

from typing import Generic, TypeVar

Subject = TypeVar("Subject")
Result = TypeVar("Result")


class IdentityMemo(Generic[Subject, Result]):
    """Results by the object that they were worked out for.

    It keeps these objects alive, since the id of an object is its own only as long as it lives.
    """

    def __init__(self) -> None:
        """Start without results."""
        self._kept: dict[int, tuple[Subject, Result]] = {}

    def get(self, subject: Subject) -> Result | None:
        """Return the result for an object, ``None`` where there is none yet."""
        kept = self._kept.get(id(subject))
        return None if kept is None else kept[1]

    def keep(self, subject: Subject, result: Result) -> Result:
        """Keep the result for an object, and return it."""
        self._kept[id(subject)] = subject, result
        return result
