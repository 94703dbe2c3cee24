"""Ledgers that other people have published, copied to where Beancount may leave its cache.

They are not in the repository; the environment variable FSQ_SHARED_LEDGERS names their folder. The
fixture `real_ledgers` copies it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from beancount import loader

if TYPE_CHECKING:
    from pathlib import Path

    from beancount.core import data

LEDGERS = (
    "beancount-basic/basic",
    "beancount-example/example",
    "beancount-stockoptions/options",
    "beancount-vesting/vesting",
    "coinbean-crypto/with_examples",
    "fava-huge/huge-example",
    "fpr-example/example",
    "germany-allowance/main",
    "lima-trading/trading",
)
each_ledger = pytest.mark.parametrize("name", LEDGERS)


class Ledger(NamedTuple):
    """A loaded ledger."""

    entries: list[data.Directive]
    errors: list[Any]
    options: dict[str, Any]


@cache
def load(folder: Path, name: str, line: str = "") -> Ledger:
    """Load a ledger once for all tests, with a line more at its end."""
    path = folder / f"{name}.beancount"
    if line:
        longer = path.with_stem(f"{path.stem}-with-plugin")
        longer.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
        path = longer
    return Ledger(*loader.load_file(str(path)))
