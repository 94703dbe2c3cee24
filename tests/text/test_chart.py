"""The column chart of plain text."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from fsq_beancount.text import chart


def columns(values: Sequence[str | None], first: int = 1, complete: int = 0) -> list[chart.Bar]:
    """Return columns from a month of 2024 on, complete from the given one on."""
    return [
        chart.Bar(
            datetime.date(2024 + (first - 1 + at) // 12, (first - 1 + at) % 12 + 1, 1),
            None if value is None else Decimal(value),
            at >= complete,
        )
        for at, value in enumerate(values)
    ]


def drawn(shown: list[chart.Bar], width: int = 30) -> list[str]:
    (lines,) = chart.draw([shown], width, lambda value: f"{value * 100:.0f}%")
    return lines


def test_columns_grow_by_eighths() -> None:
    # The scale ends at 10 %, five lines of 2 % each: 1 % is half a line, 10 % all five.
    assert drawn(columns(["0.01", "0.02", "0.05", "0.10"])) == [
        "10% ┤         ██ ",
        "    │         ██ ",
        "    │      ▄▄ ██ ",
        "    │      ██ ██ ",
        "    │▄▄ ██ ██ ██ ",
        " 0% └┴───────────",
        "     2024",
    ]


def test_what_is_something_is_not_drawn_as_nothing() -> None:
    assert drawn(columns(["0.0001", "0.10"]))[4] == "    │▁▁ ██ "


def test_the_line_of_a_hundred_percent() -> None:
    # 150 % in six lines: a hundred is the upper end of the fourth from below.
    lines = drawn(columns(["0.5", "1.5"]))
    assert lines[2] == "100% ┤▔▔▔██▔"
    assert [line.partition("│")[2] for line in (lines[0], lines[1])] == ["", "   ██ "]


def test_incomplete_undefined_negative_and_cut_columns_are_told_apart() -> None:
    lines = drawn(columns(["9", "0.05", None, "-1", "0.10"], complete=2))
    assert lines[0] == "10% ┤▲▲          ██ "
    assert lines[4] == "    │░░ ░░ –– ▼▼ ██ "


def test_where_nothing_is_complete_all_columns_count() -> None:
    assert drawn(columns(["0.10", "0.20"], complete=2))[0] == "20% ┤   ░░ "


def test_nothing_defined_still_has_a_scale() -> None:
    assert drawn(columns([None, None]))[0] == "100% ┤▔▔▔▔▔▔"


def test_series_have_one_scale_and_the_same_months() -> None:
    narrow, wide = chart.draw(
        [columns(["0.01", "0.02"]), columns(["0.02", "0.08"])], 30, lambda value: f"{value:.2f}"
    )
    assert (narrow[0][:4], wide[0][:4]) == ("0.08", "0.08")
    assert narrow[-1] == wide[-1]


def test_the_oldest_months_give_way_to_the_width() -> None:
    values = ["5", *["0.1"] * 99]
    for width in (20, 40, 80):
        lines = drawn(columns(values), width)
        assert max(map(len, lines)) <= width
        # The one of 500 % is out of sight, so it does not flatten the rest.
        assert lines[0].startswith("10%")


def test_a_wider_terminal_shows_them_all() -> None:
    assert drawn(columns(["5", *["0.1"] * 99]), 120)[0].startswith("500%")


def test_years_stand_below_their_january() -> None:
    lines = drawn(columns(["0.1"] * 14, first=11), width=60)
    assert lines[-2] == " 0% └──────┴───────────────────────────────────"
    assert lines[-1] == "           2025"


def test_a_year_without_january_stands_below_its_first_month() -> None:
    assert drawn(columns(["0.1"] * 3, first=4))[-1] == "     2024"
