"""Where things of the project are."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
EXAMPLE: Final = ROOT / "example-ledger"
EXAMPLE_LEDGER: Final = EXAMPLE / "main.beancount"
