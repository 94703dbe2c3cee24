"""What importing the package brings along."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Each costs a shell command or a plugin time that it has no use for.
HEAVY = ("fava", "flask", "beanquery", "beangulp", "babel", "importlib.metadata")


def modules_after(statement: str) -> set[str]:
    """The modules that a fresh interpreter holds after the statement."""
    program = f"import sys; {statement}; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    return set(run.stdout.split())


@pytest.mark.parametrize("module", HEAVY)
def test_importing_the_package_is_light(module: str) -> None:
    with_beancount_alone = modules_after("import beancount.core.data, beancount.loader")
    assert module not in modules_after("import fsq_beancount") - with_beancount_alone


def test_the_importers_know_nothing_of_the_figures() -> None:
    assert not [name for name in modules_after("import fsq_importers") if "fsq_beancount" in name]
