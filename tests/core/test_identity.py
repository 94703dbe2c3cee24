"""A memo by identity."""

from __future__ import annotations

from fsq_beancount.core.identity import IdentityMemo


def test_an_equal_object_is_another_one() -> None:
    memo: IdentityMemo[list[int], str] = IdentityMemo()
    first, second = [1], [1]
    assert memo.keep(first, "first") == "first"
    assert memo.get(first) == "first"
    assert memo.get(second) is None


def test_what_is_remembered_lives_as_long_as_the_memo() -> None:
    memo: IdentityMemo[list[int], int] = IdentityMemo()
    for number in range(1000):
        # Nobody else holds the list: without the memo its id would soon be another list's.
        memo.keep([number], number)
    assert all(memo.get([number]) is None for number in range(1000))
