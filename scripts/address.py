"""Where the repository is, as the one setting says it: `Repository` in `[project.urls]`."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def repository(pyproject: str | None = None) -> str | None:
    """Return the address of the repository, without a slash at its end; `None` while it is not set.

    Args:
        pyproject: The text of a `pyproject.toml`; by default that of this repository.
    """
    if pyproject is None:
        pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    address: str | None = tomllib.loads(pyproject)["project"].get("urls", {}).get("Repository")
    return address.rstrip("/") if address else None
