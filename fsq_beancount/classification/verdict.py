"""What the classifier says of a posting, and why."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

RULE_SALE: Final = "sells what is held at cost, and nothing else says what it is"
RULE_LOSS: Final = "named for losses, in a sale of what is held at cost"
RULE_BESIDE: Final = "beside active income in the same transaction"
RULE_NOTHING: Final = "nothing says what it is"
RULE_LIVING: Final = "an expense that is no cost of earning"
RULE_PADDING: Final = "padding from an income account"
RULE_CAPITAL_TAX: Final = "a tax on capital income, no income beside it"
RULE_TRADE: Final = "the fee of a trade, no income beside it"
RULE_REFUND: Final = "a tax refund, no income beside it"
RULE_CHARGED: Final = "charged to the income of its transaction"
RULE_SPLIT: Final = "split over the income of its transaction"
RULE_UNCHARGED: Final = "no income beside it to charge it to"


class Verdict(NamedTuple):
    """What a posting to an income or expense account is.

    Attributes:
        income_class: The class of income, or the class a cost of earning is charged to; ``None``
            for living and virtual costs.
        role: One of the roles; it decides what the amount means, whatever the account's root.
        stream: The name of the stream, if it has one.
        rule: What decided, in words a person can act on.
        gain: Whether it is a realised gain or loss, or a cost charged to one.
    """

    income_class: str | None
    role: str
    stream: str | None
    rule: str
    gain: bool


class Part(NamedTuple):
    """A part of a cost that is split over several kinds of income.

    Attributes:
        verdict: What the part is.
        weight: The part of the posting's weight in the report currency, signed as it is.
    """

    verdict: Verdict
    weight: Decimal


Decision = Verdict | tuple[Part, ...] | None
"""A posting's verdict, its parts, or ``None`` for an account that is no income or expense."""


_BY_CIRCUMSTANCE: Final = (
    RULE_CHARGED,
    RULE_SPLIT,
    RULE_UNCHARGED,
    RULE_CAPITAL_TAX,
    RULE_TRADE,
    RULE_REFUND,
)

# The rule is what stays of a verdict when the plugin writes it to a ledger, so what a rule means
# is asked of its text.


def by_circumstance(rule: str) -> bool:
    """Return whether a cost was charged by what stood beside it, not by what somebody said.

    It is charged anew wherever figures are computed: another currency, or a price that was not
    known to the plugin, may charge it elsewhere.
    """
    return any(text in rule for text in _BY_CIRCUMSTANCE)


def by_sale_only(verdict: Verdict) -> bool:
    """Return whether nothing but a sale made the posting near-passive."""
    return verdict.rule.startswith(RULE_SALE)


def is_plain_living(verdict: Verdict) -> bool:
    """Return whether an expense is a living cost because nothing says that it is another."""
    return verdict.rule.startswith(RULE_LIVING)


def is_uncharged(verdict: Verdict) -> bool:
    """Return whether a cost of earning found no income to be charged to."""
    return RULE_UNCHARGED in verdict.rule


def is_padding(verdict: Verdict) -> bool:
    """Return whether the posting is excluded because Beancount padded it from income."""
    return verdict.rule.startswith(RULE_PADDING)
