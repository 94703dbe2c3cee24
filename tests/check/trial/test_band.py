"""The band of a quotient, against the enumeration of all choices."""

from __future__ import annotations

import itertools
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fsq_beancount.check.trial.band import Change, added, extreme

D = Decimal
AMOUNTS = st.integers(-300, 300).map(Decimal)
CHANGES = st.builds(Change, AMOUNTS, AMOUNTS)
QUESTIONS = st.lists(st.lists(CHANGES, min_size=1, max_size=3), max_size=5)


def test_a_cost_that_may_be_charged_and_income_that_may_be_active() -> None:
    # 300 of 1,000. Charging 200 of living costs gives 100/800 = 12.5 %; calling 250 active gives
    # 50/1,000 = 5 %; both give -150/800 = -18.75 %.
    questions = [[Change(D(-200), D(-200))], [Change(D(-250), D(0))]]
    whole = Change(D(300), D(1000))
    low = extreme(whole, questions, greatest=False)
    assert low == (0, 0)
    assert added(whole, questions, low) == Change(D(-150), D(800))
    assert extreme(whole, questions, greatest=True) == (None, None)


def test_the_best_answer_depends_on_the_others() -> None:
    # At today's quota of 50 % the first question's second answer lowers more: -40 + 0.5 * 30 = -25
    # against -30. With the second question answered the quota is far lower, and so on: enumerated.
    whole = Change(D(500), D(1000))
    questions = [[Change(D(-30), D(0)), Change(D(-40), D(-30))], [Change(D(-450), D(0))]]
    low = extreme(whole, questions, greatest=False)
    # 50 - 40 = 10 of 970 is 1.03 %; 50 - 30 = 20 of 1,000 is 2 %.
    assert low == (1, 0)


def test_a_choice_that_leaves_no_living_costs_has_no_bound() -> None:
    whole = Change(D(500), D(1000))
    assert extreme(whole, [[Change(D(-1000), D(-1000))]], greatest=True) is None


@given(AMOUNTS, QUESTIONS, st.booleans())
def test_no_other_choice_goes_further(
    numerator: Decimal, questions: list[list[Change]], greatest: bool
) -> None:
    whole = Change(numerator, D(2000))
    found = extreme(whole, questions, greatest=greatest)
    assert found is not None  # 5 times 300 are below 2,000
    sums = [
        added(whole, questions, choice)
        for choice in itertools.product(*([None, *range(len(q))] for q in questions))
    ]
    furthest = (max if greatest else min)(each.numerator / each.denominator for each in sums)
    best = added(whole, questions, found)
    assert best.numerator / best.denominator == furthest


@given(st.lists(CHANGES, min_size=1))
def test_to_leave_a_question_open_is_an_answer(answers: list[Change]) -> None:
    whole = Change(D(100), D(10_000))
    for greatest in (False, True):
        choice = extreme(whole, [answers], greatest=greatest)
        if choice is None:
            continue
        best = added(whole, [answers], choice)
        quotient = best.numerator / best.denominator
        assert quotient >= D("0.01") if greatest else quotient <= D("0.01")
    assert added(whole, [[Change(D(0), D(0))]], (0,)) == whole
