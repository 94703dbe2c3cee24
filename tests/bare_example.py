"""The example ledger of ten years without a line of ours: as its owner had it before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_OURS: Final = re.compile(
    r'\s+fsq-[a-z-]+:|plugin "fsq|[0-9]{4}-[0-9]{2}-[0-9]{2} custom "(fsq-|fava-extension|budget)'
)


def bare_example(folder: Path) -> Path:
    """Write it to a folder, and return its main file."""
    for path in (ROOT / "example-ledger").glob("*.beancount"):
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not _OURS.match(line)]
        (folder / path.name).write_text("\n".join((*kept, "")), encoding="utf-8")
    return folder / "main.beancount"
