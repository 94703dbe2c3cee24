"""Text for a terminal."""

from __future__ import annotations

import pytest

from fsq_beancount.core import plain
from fsq_beancount.text import terminal


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("\x1b[2J\x07boom", "\ufffd[2J\ufffdboom"),
        ("a\nb\tc\r\nd", "a b c d"),
        # The one-byte form of ESC [, which terminals obey too.
        ("\x9b31m", "\ufffd31m"),
        # A right-to-left override would turn the amount around.
        ("\u202e100", "\ufffd100"),
        ("Café – 日本", "Café – 日本"),
    ],
)
def test_nothing_of_the_ledger_commands_the_terminal(text: str, clean: str) -> None:
    assert plain.clean(text) == clean
    assert terminal.page([text]) == f"{clean}\n"


def test_columns_align_whatever_the_script() -> None:
    # The two signs are as wide as four letters; the accent of its own takes no room.
    assert terminal.table([["日本", "1"], ["Ausland", "20"], ["Cafe\u0301", "3"]], right={1}) == [
        "日本      1",
        "Ausland  20",
        "Cafe\u0301      3",
    ]


def test_spaces_are_those_that_people_type() -> None:
    assert terminal.page(["12,3\u00a0%", "1\u202f000"]) == "12,3 %\n1 000\n"


def test_everything_that_is_drawn_has_an_ascii_form() -> None:
    assert terminal.page([terminal.DRAWING], ascii_only=True).isascii()


def test_ascii_leaves_the_ledgers_letters() -> None:
    assert terminal.page(["Bücher – ▇"], ascii_only=True) == "Bücher - #\n"


def test_umlauts_are_spelled_out_where_the_output_cannot_take_them() -> None:
    assert terminal.spelled("Übermäßig 日", "ascii") == "Uebermaessig ?"
    assert terminal.spelled("Übermäßig", "latin-1") == "Übermäßig"
    assert terminal.spelled("Übermäßig 日", "utf-8") == "Übermäßig 日"
