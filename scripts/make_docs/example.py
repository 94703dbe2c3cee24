"""The example ledger, as input of the generated parts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from beancount import loader
from beancount.core import data

ROOT: Final = Path(__file__).resolve().parent.parent.parent
_LEDGER: Final = ROOT / "example-ledger" / "main.beancount"


@cache
def example() -> tuple[list[data.Directive], dict[str, Any]]:
    """Return the example ledger as loaded by Beancount."""
    entries, _, options = loader.load_file(str(_LEDGER))
    return entries, options
