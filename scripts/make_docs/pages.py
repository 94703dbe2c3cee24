"""The generator of each part of the documentation, and the update of the pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from make_docs import answers, figures, settings
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
}
"""The generator of each part."""


def written(text: str) -> str:
    """Return a page with its parts regenerated."""
    return _PART.sub(lambda part: f"{part[1]}\n{MADE[part['name']]()}\n\n{part[3]}", text)


def main() -> None:
    """Update all pages."""
    for page in sorted((ROOT / "docs").rglob("*.md")):
        page.write_text(written(page.read_text(encoding="utf-8")), encoding="utf-8")
