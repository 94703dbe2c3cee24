"""The published cases of the projection, read from the file that the environment names."""

from __future__ import annotations

import functools
import json
import os
from pathlib import Path
from typing import Any

import pytest


@functools.cache
def _cases() -> dict[str, Any] | None:
    folder = os.environ.get("FSQ_SHARED_CASES")
    path = Path(folder, "projection.json") if folder else None
    if path is None or not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def case(name: str) -> Any:
    """The expected result of a case; skips the test where the cases are not at hand."""
    cases = _cases()
    if cases is None:
        pytest.skip("FSQ_SHARED_CASES names no folder with projection.json")
    return cases[name]
