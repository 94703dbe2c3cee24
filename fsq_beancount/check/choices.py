"""The answers that questions leave to choose from, together where they concern the same postings.

The changes of two fixes add up only if no transaction is decided by both. Questions whose fixes
touch a common transaction are one question here, whose answers are all their combinations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import Final, NamedTuple

from fsq_beancount.check.trial.figures import Figures
from fsq_beancount.check.trial.rerun import Trials
from fsq_beancount.report.certainty import Question

MOST: Final = 64
"""The most combinations of a group that are run; larger groups are left apart."""


class Answer(NamedTuple):
    """An answer to a question or to several.

    Attributes:
        lines: Its lines.
        figures: The figures with them; ``None`` without a complete month.
    """

    lines: tuple[str, ...]
    figures: Figures | None


def choices(questions: Sequence[Question], trials: Trials) -> list[list[Answer]]:
    """Return the answers to choose from, at most one of each list.

    Args:
        questions: The open questions whose fixes were run, in the order of joint runs.
        trials: Runs the lines.
    """
    return [list(_answers(group, trials)) for group in _groups(questions, trials)]


def _answers(group: Sequence[Question], trials: Trials) -> Iterator[Answer]:
    fixes = [[(), *(effect.fix.text for effect in question.effects)] for question in group]
    for chosen in product(*fixes):
        lines = tuple(line for each in chosen for line in each)
        if lines:
            yield Answer(lines, trials.run(lines).figures)


def _groups(questions: Sequence[Question], trials: Trials) -> list[list[Question]]:
    """Put questions together whose fixes touch a common transaction."""
    groups: list[tuple[list[Question], set[int]]] = []
    for question in questions:
        touched = {
            each for effect in question.effects for each in trials.run(effect.fix.text).touched
        }
        group = [question]
        for other in [each for each in groups if not touched.isdisjoint(each[1])]:
            if _combinations([*other[0], *group]) <= MOST:
                groups.remove(other)
                group, touched = [*other[0], *group], touched | other[1]
        groups.append((group, touched))
    return [group for group, _ in groups]


def _combinations(group: Sequence[Question]) -> int:
    return prod(len(question.effects) + 1 for question in group)
