"""``custom "fsq-accept" "ID" [AMOUNT]``: a finding of ``fsq check`` is right as it is.

The ID is ``kind:subject``. It holds for findings of the kind about that subject; where that is an
account, about accounts above and below it, too: of two, the nearest holds. One below the account of
a finding holds for its part alone. With an AMOUNT the question is open again once more than twice
as much is at stake in the last twelve months. The latest in force holds, the first before its date,
too. ``fsq check`` writes the line.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from beancount.core import account as account_module
from beancount.core import data

from fsq_beancount.core.kinds import ACCEPTABLE, MISTAKES
from fsq_beancount.core.weights import Weight
from fsq_beancount.settings.directives.values import did_you_mean, is_amount, is_text, listed

TYPE: Final = "fsq-accept"

USAGE: Final = (
    'write: custom "fsq-accept" "KIND:SUBJECT" AMOUNT, for example '
    'custom "fsq-accept" "refund:Income:Erstattung" 350 EUR, or without an amount: '
    'custom "fsq-accept" "stale-price:VWCE"'
)


class Accept(NamedTuple):
    """A ``custom "fsq-accept"``: a finding that somebody declares right.

    Attributes:
        date: The first day it is in force.
        kind: The kind of the finding.
        subject: Its subject: an account, a commodity or another name.
        amount: The amount at stake that was accepted, in its currency; ``None`` for any.
        entry: The directive.
    """

    date: datetime.date
    kind: str
    subject: str
    amount: Weight | None
    entry: data.Custom

    @property
    def id(self) -> str:
        """The id of the finding."""
        return f"{self.kind}:{self.subject}"


def read(entry: data.Custom, values: Sequence[Any]) -> Accept | str:
    """Return the finding that a directive accepts, or an error message.

    Whether the ledger has such an account is not known here.
    """
    if len(values) not in (1, 2):
        count = f"{len(values)} values" if values else "no value"
        return f"{TYPE} has {count}; it needs the id of a finding and at most an amount: {USAGE}"
    text = values[0].value
    if not is_text(text) or values[0].dtype == account_module.TYPE:
        return f"{TYPE} has the id {text}, which is no string in quotes: {USAGE}"
    kind, colon, subject = (piece.strip() for piece in text.strip().partition(":"))
    if not (kind and colon and subject):
        return f'{TYPE} has the id "{text}", which is no kind and subject with a colon: {USAGE}'
    if kind in MISTAKES:
        return (
            f'{TYPE} has the id "{text}"; a {kind} is a mistake, which cannot be accepted: '
            "mend it, and leave the line out"
        )
    if kind not in ACCEPTABLE:
        return (
            f'{TYPE} has the id "{text}" of the unknown kind "{kind}". Allowed are '
            f"{listed(sorted(ACCEPTABLE))}{did_you_mean(kind, ACCEPTABLE)}; fsq check shows "
            "the line"
        )
    if len(values) == 1:
        return Accept(entry.date, kind, subject, None, entry)
    amount = values[1].value
    if not is_amount(amount) or amount.number < 0:
        return f'{TYPE} of "{text}" has the amount {amount}; it takes money, at least 0: {USAGE}'
    return Accept(entry.date, kind, subject, Weight(amount.number, amount.currency), entry)
