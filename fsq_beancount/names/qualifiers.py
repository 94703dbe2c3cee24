"""Conditions on names: words that count only together with others, and words that qualify income.

This module is data only. The categories of the word lists are finer than the categories of a
match; ``PUBLIC`` maps those that differ.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from fsq_beancount.core.terms import ACTIVE, NEAR_PASSIVE, NEUTRAL, PASSIVE

CLASS_OF: Final = {
    # In order of precedence within a component.
    "work": ACTIVE,
    "gift": NEUTRAL,
    "transfer": NEUTRAL,
    "gain": NEAR_PASSIVE,
    "premium": NEAR_PASSIVE,
    "reward": NEAR_PASSIVE,
    "feed-in": NEAR_PASSIVE,
    "dividend": PASSIVE,
    "interest": PASSIVE,
    "rent": PASSIVE,
    "royalty": PASSIVE,
    "product": PASSIVE,
    "annuity": PASSIVE,
    # The qualifiers, in their order.
    "refund": NEUTRAL,
    "deposit": NEUTRAL,
    "own-money": NEUTRAL,
    "employer": ACTIVE,
    "subject": ACTIVE,
    "help": NEUTRAL,
}
"""The class of each category of income names."""

QUALIFIERS: Final = frozenset({"refund", "deposit", "own-money", "employer", "subject", "help"})
"""The categories of qualifiers: words that end the search for passive or near-passive income."""

PUBLIC: Final = {
    "occupation": "work",
    "housing-benefit": "transfer",
    "points": "transfer",
    "options": "premium",
    "distribution": "dividend",
    "coupon": "interest",
    "advertising": "royalty",
    "course": "product",
}
"""The category of a match by the finer category of the lists of words, where it differs."""

SEARCHED: Final = (
    "work",
    "occupation",
    "gift",
    "transfer",
    "housing-benefit",
    "points",
    "gain",
    "premium",
    "options",
    "reward",
    "feed-in",
    "dividend",
    "distribution",
    "interest",
    "coupon",
    "rent",
    "royalty",
    "advertising",
    "product",
    "course",
    "annuity",
)
"""The finer categories in which income is searched, in order of precedence within a component."""


class Beside(NamedTuple):
    """The condition on the rest of an account's name for a word to count.

    Attributes:
        any_of: Categories of which the name must contain at least one; empty if none is needed.
        none_of: Categories of which the name must contain none.
        or_alone: Whether the word counts without ``any_of`` if it is the account itself.
        or_isin: Whether a security number (ISIN) in the name suffices instead of ``any_of``.
    """

    any_of: AbstractSet[str] = frozenset()
    none_of: AbstractSet[str] = frozenset()
    or_alone: bool = False
    or_isin: bool = False


CONDITIONS: Final = {
    # "Employer" does not mean a wage if the pension, a dividend or a refund is the employer's.
    "occupation": Beside(
        none_of={"annuity", "dividend", "distribution", "interest", "coupon", "refund"}
    ),
    # Points of cards and shops, but not rewards of a validator.
    "points": Beside(none_of={"reward", "crypto"}),
    # A lottery prize is not a gain: nothing was sold.
    "gain": Beside(none_of={"lottery"}),
    # Options of an employer are no premiums, and "Acme:Options" does not say whose they are.
    "options": Beside(any_of={"trading"}, or_alone=True),
    # Coupons are discounts, unless the name is about a security.
    "coupon": Beside(any_of={"security"}, or_isin=True),
    # A golf course is a place.
    "course": Beside(none_of={"golf"}),
}
"""The conditions under which a category is searched at all."""


class Qualifier(NamedTuple):
    """Words that qualify income.

    Attributes:
        words: The category of the words.
        category: The category of the match.
        only: The finer categories that they qualify; empty for any, and for names without one.
        never: The finer categories that they do not qualify.
        beside: Categories of which the name must contain one; empty if none is needed.
    """

    words: str
    category: str
    only: AbstractSet[str] = frozenset()
    never: AbstractSet[str] = frozenset()
    beside: AbstractSet[str] = frozenset()


_LET: Final = frozenset({"rent"})
_PAID_AHEAD: Final = _LET | {"product", "course"}
_CAPITAL: Final = frozenset({"rent", "interest", "coupon", "dividend", "distribution", "royalty"})

QUALIFYING: Final = (
    Qualifier("refund", "refund"),
    # A return of an investment or a credit of interest is income; a return of rent or a fee is not.
    Qualifier("returned", "refund", only=_PAID_AHEAD),
    Qualifier("returned", "refund", never=_CAPITAL | {"advertising"}, beside={"charge"}),
    Qualifier("deposit", "deposit", only=_PAID_AHEAD),
    Qualifier("let-bond", "deposit", only=_LET),
    Qualifier("distribution", "own-money", only={"distribution"}, beside={"own-plan"}),
    Qualifier("employer", "employer"),
    # Rewards for staff, also for recommending others, are from an employer.
    Qualifier("staff", "employer", beside={"staff-reward"}),
    Qualifier("work", "employer", only={"advertising"}, beside={"recommended"}),
    Qualifier("occupation", "employer", only={"advertising"}, beside={"recommended"}),
    # A manager's bonus has the same name as royalties in German.
    Qualifier("work", "employer", only={"royalty"}, beside={"bonus-or-royalty"}),
    Qualifier("occupation", "employer", only={"royalty"}, beside={"bonus-or-royalty"}),
    Qualifier("subject", "subject"),
    Qualifier("trade", "subject", never=_CAPITAL),
    # Gains of a business are earned; its rent, interest or subscriptions may be passive.
    Qualifier("business", "subject", only={"gain"}),
    Qualifier("help", "help"),
    Qualifier("housing-benefit", "help"),
    Qualifier("share", "help", only=_LET),
    # Child support and alimony are called a pension, too.
    Qualifier("children", "help", only={"annuity"}),
    Qualifier("alimony", "help", only={"annuity"}),
)
"""The qualifiers in their order: the first that applies decides."""
