"""Nothing is there for its tests alone: what the product does not use is gone."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from places import ROOT

PRODUCT = (ROOT / "fsq_beancount", ROOT / "importers")
USERS = (
    *PRODUCT,
    ROOT / "example-ledger",
    ROOT / "hatch_build.py",
    ROOT / "README.md",
    *(ROOT / "docs").glob("*.md"),
)
"""What may use a name of the product. Scripts and benchmarks are no product, and no tests are."""

CALLED_FROM_OUTSIDE = {
    # Beancount, Fava, beanquery, beangulp and Jinja call these by name.
    "after_load_file",
    "report_title",
    "deduplicate",
    "filter_stream",
    "wildcard_columns",
    # beanquery knows each subclass of its table.
    "BudgetTable",
    "FindingsTable",
    "FlowsTable",
    "LotsTable",
    "MilestonesTable",
    "MonthsTable",
    "ProjectionTable",
    "ReturnsTable",
    "StreamsTable",
    "WealthTable",
    "YearsTable",
    # Users write these: in the configuration of an importer, and with numbers of their own.
    "combined",
    "levered",
    "time_weighted",
}

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TEXTS = ("*.html", "*.md")


def definitions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the functions, classes, methods and constants that a module defines, with the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node.lineno


def names_used(path: Path) -> Iterator[str]:
    """Yield the names that a module uses: each time it reads, imports or calls it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            # By getattr, or in __slots__ and in what templates are given.
            yield from _WORD.findall(node.value) if " " not in node.value else ()


def names_defined() -> dict[str, str]:
    """The names that the product defines, with the place of one of them."""
    return {
        name: f"{path.relative_to(ROOT)}:{line} {name}"
        for package in PRODUCT
        for path in sorted(package.rglob("*.py"))
        for name, line in definitions(path)
        if not (name.startswith("__") and name.endswith("__"))
    }


def test_what_only_tests_use_is_gone() -> None:
    used: Counter[str] = Counter()
    for user in USERS:
        modules = [user] if user.suffix == ".py" else user.rglob("*.py") if user.is_dir() else []
        for path in modules:
            used.update(names_used(path))
        for pattern in _TEXTS:
            for path in [user] if user.match(pattern) else user.rglob(pattern):
                used.update(_WORD.findall(path.read_text(encoding="utf-8")))
    defined = names_defined()
    assert [
        place
        for name, place in defined.items()
        if name not in used and name not in CALLED_FROM_OUTSIDE
    ] == []
    # Nor is a name excused that is gone, or that needs no excuse.
    assert {name for name in CALLED_FROM_OUTSIDE if name in used or name not in defined} == set()
