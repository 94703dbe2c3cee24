"""What the classifier says of a posting, and why."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from fsq_beancount.classification.reason import Reasons


class Decision(NamedTuple):
    """What a posting to an income or expense account is.

    Attributes:
        income_class: The class of income, or the class a cost of earning is charged to; ``None``
            for living and virtual costs.
        role: One of the roles; it decides what the amount means, whatever the account's root.
        stream: The name of the stream, if it has one.
        reasons: What decided.
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
        decision: What the part is.
        weight: The part of the posting's weight in the report currency, signed as it is.
    """

    decision: Decision
    weight: Decimal


Outcome = Decision | tuple[Part, ...] | None
"""The decision on a posting, its parts, or ``None`` for an account that is no income or expense."""
