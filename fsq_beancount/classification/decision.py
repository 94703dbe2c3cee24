"""The classifier's decision on a posting, with its reasons."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from fsq_beancount.classification.reason import Reasons


class Decision(NamedTuple):
    """The classification of a posting to an income or expense account.

    Attributes:
        income_class: The class of income, or the class a cost of earning is charged to; ``None``
            for living and virtual costs.
        role: The role; it decides the meaning of the amount, regardless of the account's root.
        stream: The name of the stream, if any.
        reasons: The reasons for the decision.
        gain: Whether it is a realised gain or loss, or a cost charged to one.
    """

    income_class: str | None
    role: str
    stream: str | None
    reasons: Reasons
    gain: bool


class Part(NamedTuple):
    """A part of a cost that is split over several kinds of income.

    Attributes:
        decision: The classification of the part.
        weight: The part of the posting's weight in the report currency, with the posting's sign.
    """

    decision: Decision
    weight: Decimal


Outcome = Decision | tuple[Part, ...] | None
"""The decision on a posting, its parts, or ``None`` for an account that takes no flows."""
