"""The generator of each part of the documentation, and the update of the pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from make_docs import address, answers, figures, messages, settings
from make_docs.example import ROOT
from make_docs.way import way_of_a_posting

_PART: Final = re.compile(r"(<!-- made: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

MADE: Final[Mapping[str, Callable[[], str]]] = {
    "way-of-a-posting": way_of_a_posting,
    "figures": figures.figures,
    "parts": answers.parts,
    "tables": answers.tables,
    "directives": settings.directives,
    "options": settings.options,
    "metadata": settings.metadata,
    "findings": messages.findings,
    "mistakes": messages.mistakes,
    "badges": address.badges,
    "clone": address.clone,
    "pre-commit": address.pre_commit,
}
"""The generator of each part."""


def written(text: str) -> str:
    """Return a page with its parts regenerated."""
    return _PART.sub(_regenerated, text)


def pages() -> list[Path]:
    """Return the pages that have generated parts, or may have."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def _regenerated(part: re.Match[str]) -> str:
    made = MADE[part["name"]]()
    # The parts that wait for the address of the repository are empty until it is set.
    return f"{part[1]}\n{made}\n\n{part[3]}" if made else f"{part[1]}{part[3]}"


def main() -> None:
    """Update all pages."""
    for page in pages():
        page.write_text(written(page.read_text(encoding="utf-8")), encoding="utf-8")
