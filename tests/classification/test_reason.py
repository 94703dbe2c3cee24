"""Reasons: one object for the same ones, so that sums by decision find them again."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor

from fsq_beancount.classification.reason import Circumstance, Reason, Source, reasons


def of_rule(pattern: str) -> Reason:
    return Reason(Source(Circumstance.RULE, pattern, place="main.beancount:1"))


def test_the_same_reasons_are_one_object() -> None:
    first = reasons(of_rule("A"), Reason(Source(Circumstance.CHARGED)))
    assert reasons(of_rule("A"), Reason(Source(Circumstance.CHARGED))) is first
    assert reasons(of_rule("B"), Reason(Source(Circumstance.CHARGED))) is not first
    assert reasons(of_rule("A")) is not first
    assert {first: 1}[reasons(of_rule("A"), Reason(Source(Circumstance.CHARGED)))] == 1


def test_reasons_that_nobody_holds_are_forgotten() -> None:
    held = weakref.ref(reasons(of_rule("gone")))
    gc.collect()
    assert held() is None


def test_in_many_threads_they_are_one_object_all_the_same() -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda number: reasons(of_rule(str(number % 5))), range(2000)))
    assert len(set(map(id, made))) == 5


def test_what_decided_is_asked_of_the_data() -> None:
    charged = reasons(of_rule("charged to the income of its transaction"))
    assert not charged.are_of_circumstances
    assert charged.first is Circumstance.RULE
    split = reasons(of_rule("A"), Reason(Source(Circumstance.SPLIT)))
    assert split.are_of_circumstances
    assert split.has(Circumstance.SPLIT)
    assert not split.has(Circumstance.LIVING)
