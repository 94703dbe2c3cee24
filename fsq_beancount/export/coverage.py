"""Which months the books cover, for programs."""

from __future__ import annotations

from typing import Any

from fsq_beancount.books.coverage import Coverage
from fsq_beancount.core.periods import month_label
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages.coverage import sentences


def coverage(found: Coverage, currency: str, reader: Reader) -> dict[str, Any]:
    """Return which months are in no figure over twelve months, and why."""
    return {
        "last_complete_month": month_label(found.last_month),
        "left_out": [month_label(month) for month in found.left_out],
        "booked_by": list(found.payers),
        "without_price": [month_label(month) for month in sorted(found.without_price)],
        "reasons": list(sentences(found, currency, reader)),
    }
