"""What the projection takes from the past."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from fsq_beancount.measures.projection.past import without_gap


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([], []),
        ([2024], [2024]),
        ([2021, 2022, 2023], [2021, 2022, 2023]),
        # Nothing is known of 2014 to 2021: costs did not rise from nothing.
        ([2012, 2013, 2022, 2023, 2024], [2022, 2023, 2024]),
    ],
)
def test_no_change_reaches_over_years_without_books(
    years: Sequence[int], expected: Sequence[int]
) -> None:
    assert list(without_gap(years)) == expected
