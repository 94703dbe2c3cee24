"""The band of a quotient: its least and greatest value over the choices of fixes.

The quotient is ``(P + ΣΔP) / (L + ΣΔL)``: net income over living costs, or cash over the living
costs of a month. Of each question at most one answer is chosen. Since the best answer to one
question depends on those to the others, the choice is found by iteration (Dinkelbach, On Nonlinear
Fractional Programming, 1967): for a trial value λ, each question's best answer is the one with the
least (greatest) ``ΔP − λ·ΔL``; the quotient of that choice is the next λ, until it stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from fsq_beancount.core.precision import exact

ZERO: Final = Decimal()
_MOST_ROUNDS: Final = 50
"""A bound for the iteration, which takes three rounds or so."""


class Change(NamedTuple):
    """The change that an answer makes to a quotient.

    Attributes:
        numerator: What is added to the numerator, currency.
        denominator: What is added to the denominator, currency.
    """

    numerator: Decimal
    denominator: Decimal


Question = Sequence[Change]
"""The changes that the answers to a question make; to leave it open changes nothing."""

Choice = tuple[int | None, ...]
"""The number of the answer chosen for each question; ``None`` leaves a question open."""


@exact
def extreme(whole: Change, questions: Sequence[Question], *, greatest: bool) -> Choice | None:
    """Return the choice of answers with the least or the greatest quotient.

    Args:
        whole: The numerator and the denominator as they are.
        questions: The answers to each question.
        greatest: Whether the greatest quotient is wanted, else the least.

    Returns:
        The choice; ``None`` where some choice makes the denominator zero or negative, since the
        quotient has no bound then.
    """
    if lowest_denominator(whole, questions) <= 0:
        return None
    sign = -1 if greatest else 1
    choice: Choice = (None,) * len(questions)
    for _ in range(_MOST_ROUNDS):
        sums = added(whole, questions, choice)
        quotient = sums.numerator / sums.denominator
        better = tuple(_best(answers, quotient, sign) for answers in questions)
        if better == choice:
            return choice
        choice = better
    return choice


@exact
def lowest_denominator(whole: Change, questions: Sequence[Question]) -> Decimal:
    """Return the least denominator that a choice of answers leads to, currency."""
    return whole.denominator + sum(
        (
            min((answer.denominator for answer in answers), default=ZERO)
            for answers in questions
            if any(answer.denominator < 0 for answer in answers)
        ),
        ZERO,
    )


@exact
def added(whole: Change, questions: Sequence[Question], choice: Choice) -> Change:
    """Return the numerator and the denominator with the changes of a choice."""
    chosen = [
        answers[number]
        for answers, number in zip(questions, choice, strict=True)
        if number is not None
    ]
    return Change(
        whole.numerator + sum((change.numerator for change in chosen), ZERO),
        whole.denominator + sum((change.denominator for change in chosen), ZERO),
    )


def _best(answers: Question, quotient: Decimal, sign: int) -> int | None:
    """Return the answer that moves the quotient furthest, ``None`` where none moves it there."""
    best, least = None, ZERO
    for number, change in enumerate(answers):
        gain = sign * (change.numerator - quotient * change.denominator)
        if gain < least:
            best, least = number, gain
    return best
