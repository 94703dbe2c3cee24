"""The pages of the documentation, and what they show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from places import ROOT

README: Final = ROOT / "README.md"
CONTRIBUTING: Final = ROOT / "CONTRIBUTING.md"
DOCS: Final = tuple(sorted((ROOT / "docs").rglob("*.md")))

GUIDES: Final = (README, *(page for page in DOCS if page.parent.name != "reference"))
"""What users read; the reference says the same in full."""

PAGES: Final = (README, CONTRIBUTING, *DOCS)

OWN_LEDGER: Final = "my.beancount"
"""What pages call the reader's ledger. The example stands for it where a command is run."""

_WITH_THE_WHEEL: Final = "tests/project/test_installed.py"
_ALL_WAYS: Final = "scripts/installs.py"

FROM_AN_INDEX: Final[Mapping[str, str | None]] = {
    'uvx --from "fsq-beancount[all]" fsq report my.beancount': _ALL_WAYS,
    "uvx fsq-beancount report my.beancount": _ALL_WAYS,
    'pip install "fsq-beancount[all]"': _WITH_THE_WHEEL,
    'pip install "./fsq-beancount[all]"': _WITH_THE_WHEEL,
    'pip install "fsq-beancount[import,smart]"': _WITH_THE_WHEEL,
    'pipx inject fava "fsq-beancount[all]" --include-apps': _ALL_WAYS,
    'uv tool install fava --with "fsq-beancount[all]" --with-executables-from fsq-beancount': (
        _ALL_WAYS
    ),
    # The page warns of these: they make an environment apart from Fava's.
    "uv tool install fsq-beancount": None,
    "pipx install fsq-beancount": None,
}
"""Commands that need the package in an index, and what runs them with the built one in its place.

The second is `make installs`, and tests run some of it: all of it takes minutes.
"""


def name_of(page: Path) -> str:
    """Return how a page is called in the name of a test."""
    return page.relative_to(ROOT).as_posix()


def text_of(*pages: Path) -> str:
    """Return what pages say, one after the other."""
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def blocks(page: Path, language: str) -> list[str]:
    """Return the blocks of code of a language that a page shows."""
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(page), re.MULTILINE | re.DOTALL)


def installing(*pages: Path) -> list[str]:
    """Return the commands on pages that need the package in an index, in words and in blocks."""
    found = re.findall(r"`((?:pip|pipx|uv|uvx) [^`]+)`", text_of(*pages))
    lines = (line for page in pages for block in blocks(page, "sh") for line in block.splitlines())
    found.extend(line for line in lines if re.match(r"(?:pip|pipx|uv|uvx) ", line))
    return list(dict.fromkeys(found))


def with_blocks(language: str) -> list[Path]:
    """Return the pages that show code of a language."""
    return [page for page in PAGES if blocks(page, language)]
