"""The README is short, and says how to begin; what it shows is tested like every other page."""

from __future__ import annotations

import re

from pages import DOCS, README, text_of
from places import ROOT

MOST_WORDS = 1500


def test_it_is_short() -> None:
    assert len(text_of(README).split()) <= MOST_WORDS


def test_the_commands_of_the_set_up_exist() -> None:
    shown = re.findall(r"^    (.+)$", text_of(README).split("```")[0], re.MULTILINE)
    assert shown == [
        "sudo apt-get install python3-venv make",
        "make setup",
        "make demo",
        "make test",
    ]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in shown[1:]:
        assert re.search(rf"^{command.removeprefix('make ')}:", makefile, re.MULTILINE)


def test_it_leads_to_every_page() -> None:
    led_to = set(re.findall(r"\]\(([^)#]+)", text_of(README)))
    assert {page.relative_to(ROOT).as_posix() for page in DOCS} <= led_to


def test_the_pictures_are_there_and_small() -> None:
    shown = re.findall(r'(?:srcset|src)="([^"]+)"', text_of(README))
    assert shown == ["docs/progress-dark.png", "docs/progress-light.png"]
    for name in shown:
        picture = (ROOT / name).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) < 200_000
