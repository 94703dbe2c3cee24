"""The README is short, and says how to begin; what it shows is tested like every other page."""

from __future__ import annotations

import re

from pages import DOCS, README, blocks, text_of
from places import ROOT

from fsq_beancount.settings.directives import READERS

MOST_WORDS = 900


def test_it_is_short() -> None:
    assert len(text_of(README).split()) <= MOST_WORDS


def test_the_commands_of_the_set_up_exist() -> None:
    # The line to clone is not there until the address of the repository is set.
    text = re.sub(r"<!-- made: clone -->.*?<!-- end -->", "", text_of(README), flags=re.DOTALL)
    shown = re.findall(r"^    (.+)$", text, re.MULTILINE)
    assert shown == ["sudo apt-get install python3-venv make", "make demo", "make test"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in shown[1:]:
        assert re.search(rf"^{command.removeprefix('make ')}:", makefile, re.MULTILINE)
    # Who lacks a Python is told the same line.
    assert shown[0] in (ROOT / "scripts" / "setup").read_text(encoding="utf-8")


def test_it_begins_with_the_quota_of_ones_own_books() -> None:
    before, *_ = re.split(r"^## Two lines$", text_of(README), flags=re.MULTILINE)
    shown = re.findall(r"^```sh\n(.*?)^```", before, re.MULTILINE | re.DOTALL)
    assert "".join(shown).splitlines() == [
        'uvx --from "fsq-beancount[all]" fsq report my.beancount',
        'pip install "fsq-beancount[all]"',
        "fsq init my.beancount",
    ]


def test_it_explains_each_directive_that_it_shows() -> None:
    _, shown = blocks(README, "beancount")
    names = re.findall(r'^\S+ custom "([^"]+)"', shown, re.MULTILINE)
    assert len(names) == 6
    assert set(names) <= set(READERS)
    assert re.findall(r"^\| `(fsq-[a-z-]+)` \| .+ \|$", text_of(README), re.MULTILINE) == names


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
