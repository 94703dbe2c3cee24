"""The geometry of the columns: scale, zero line, what is cut off and what has a label."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fsq_beancount.progress import columns
from fsq_beancount.progress.columns import Picture, Quotas, draw


def one(
    narrow: str | None, wide: str | None = None, *, complete: bool = True, month: int = 0
) -> Quotas:
    """Returns a month; the wide quota is the narrow one unless given."""
    return Quotas(
        None if narrow is None else Decimal(narrow),
        None if narrow is None else Decimal(wide or narrow),
        complete,
        f"M{month % 12 + 1}",
        str(2000 + month // 12),
    )


def series(*narrow: str) -> Picture:
    return draw([one(value, month=month) for month, value in enumerate(narrow)])


def values(picture: Picture) -> list[float]:
    return [round(value, 6) for _, value in picture.ticks]


def test_columns_stand_on_the_zero_line_and_are_as_high_as_their_quota() -> None:
    picture = draw([one("0.10", "0.15"), one("0.05")])
    first, second = picture.columns
    assert first.narrow
    assert first.wide
    assert second.narrow
    # The scale ends with 15 %, so the wide column is as high as the picture.
    assert first.wide.y == columns.TOP
    assert first.narrow.height == pytest.approx(first.wide.height * 2 / 3, abs=0.2)
    assert second.narrow.height == pytest.approx(first.wide.height / 3, abs=0.2)
    for bar in (first.narrow, first.wide, second.narrow):
        assert bar.y + bar.height == pytest.approx(picture.zero, abs=0.1)
    assert first.narrow.width < first.wide.width < picture.pitch


def test_negative_quotas_hang_from_the_zero_line() -> None:
    picture = series("-0.10", "0.20")
    negative, positive = (column.narrow for column in picture.columns)
    assert negative
    assert positive
    assert negative.y == picture.zero
    assert negative.height == pytest.approx(positive.height / 2, abs=0.2)
    assert negative.y + negative.height <= picture.bottom
    assert values(picture) == [-0.1, -0.05, 0, 0.05, 0.1, 0.15, 0.2]


def test_undefined_has_no_column_and_zero_has_a_thin_one() -> None:
    undefined, zero = draw([one(None), one("0")]).columns
    assert undefined.narrow is None
    assert undefined.wide is None
    assert zero.narrow
    assert zero.narrow.height == 1


@pytest.mark.parametrize(
    ("highest", "lines"),
    [
        ("0", [0, 0.002, 0.004, 0.006, 0.008, 0.01]),
        ("0.04", [0, 0.01, 0.02, 0.03, 0.04]),
        ("0.15", [0, 0.05, 0.10, 0.15]),
        ("0.60", [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]),
        ("0.80", [0, 0.2, 0.4, 0.6, 0.8, 1]),
        ("1.10", [0, 0.2, 0.4, 0.6, 0.8, 1, 1.2]),
    ],
)
def test_lines_are_at_round_values(highest: str, lines: list[float]) -> None:
    assert values(series("0", highest)) == lines


def test_the_line_at_100_percent_is_there_when_near() -> None:
    assert series("0.74").full is None
    near = series("0.76")
    assert near.full == columns.TOP
    reached = series("1.5")
    assert reached.full is not None
    assert reached.full > columns.TOP


def test_an_incomplete_window_does_not_set_the_scale() -> None:
    # The first month: a dividend and hardly any costs.
    picture = draw([one("30", complete=False), *[one("0.10", month=month) for month in range(12)]])
    assert values(picture)[-1] == pytest.approx(0.1)
    first, second = picture.columns[:2]
    assert first.above
    assert not second.above
    assert first.narrow
    assert first.narrow.y == columns.TOP


def test_without_complete_windows_the_incomplete_ones_set_it() -> None:
    assert values(draw([one("0.5", complete=False)]))[-1] == 0.5


def test_columns_far_above_100_percent_are_cut_off() -> None:
    # Three quarters of them are at most 10 %: shown is up to 125 %.
    picture = series(*["0.10"] * 20, "40", "-40")
    assert [column.above for column in picture.columns[-3:]] == [False, True, False]
    assert [column.below for column in picture.columns[-3:]] == [False, False, True]
    assert values(picture)[-1] == pytest.approx(1.5)
    # Growth to 90 % is no outlier, however low it began.
    assert not any(column.above for column in series(*["0.01"] * 50, "0.5", "0.9").columns)


def test_a_long_series_stays_legible_and_labels_years() -> None:
    picture = series(*["0.1"] * 480)
    assert picture.pitch == columns.NARROWEST
    assert picture.width == 480 * columns.NARROWEST
    assert [column.label for column in picture.columns if column.label] == []
    assert [column.group for column in picture.columns if column.group] == [
        str(year) for year in range(2000, 2040)
    ]


def test_a_short_series_labels_every_column() -> None:
    picture = series("0.1", "0.2", "0.3")
    assert picture.pitch == columns.BROADEST
    assert [column.label for column in picture.columns] == ["M1", "M2", "M3"]
    assert [column.group for column in picture.columns] == ["2000", "", ""]
    assert picture.bottom < picture.labels < picture.groups < picture.height


def test_a_year_of_which_only_its_end_is_there_does_not_write_over_the_next() -> None:
    months = [one("0.1", month=11 + month) for month in range(120)]
    groups = [column.group for column in draw(months).columns]
    assert groups[:3] == ["2000", "", ""]
    assert [group for group in groups if group][:2] == ["2000", "2002"]


def test_nothing_to_draw() -> None:
    assert draw([]).columns == ()
