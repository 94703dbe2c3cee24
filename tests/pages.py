"""The pages of the documentation, and what they show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from places import ROOT

README: Final = ROOT / "README.md"
CONTRIBUTING: Final = ROOT / "CONTRIBUTING.md"
DOCS: Final = tuple(sorted((ROOT / "docs").rglob("*.md")))

GUIDES: Final = (README, *(page for page in DOCS if page.parent.name != "reference"))
"""What users read; the reference says the same in full."""

PAGES: Final = (README, CONTRIBUTING, *DOCS)


def name_of(page: Path) -> str:
    """Return how a page is called in the name of a test."""
    return page.relative_to(ROOT).as_posix()


def text_of(*pages: Path) -> str:
    """Return what pages say, one after the other."""
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def blocks(page: Path, language: str) -> list[str]:
    """Return the blocks of code of a language that a page shows."""
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(page), re.MULTILINE | re.DOTALL)


def with_blocks(language: str) -> list[Path]:
    """Return the pages that show code of a language."""
    return [page for page in PAGES if blocks(page, language)]
