"""The house stands: imports lead down or stay on their floor, and nothing goes round in a circle.

Nor does a calculator take the books whole. Read from the source, so that type hints and imports
inside functions count like all others.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePath

import pytest
from places import ROOT

from fsq_beancount.measures.catalogue import FAMILIES

PACKAGE = ROOT / "fsq_beancount"
IMPORTERS = ROOT / "importers" / "fsq_importers"

FACES = frozenset({"export", "text", "tables", "progress"})

FLOORS = (
    {"_version"},
    {"core"},
    {"tax", "names"},
    {"settings"},
    {"classification"},
    {"books"},
    {"measures"},
    {"report"},
    {"i18n"},
    {"check"},
    {"propose"},
    FACES,
    {"classify", "depreciation"},
    {"__init__"},
    {"cli"},
    {"__main__"},
)
"""Rooms of the package, the lowest first."""

FLOORS_OF_IMPORTERS = (
    {"numbers", "dates", "reading", "flex_xml", "check_digits"},
    {"records"},
    {"accounts"},
    {"rules"},
    {"postings"},
    {"duplicates", "identifiers", "owners", "doubts", "balances", "lots"},
    {"importer"},
    {"tables"},
)
"""Modules of the importers below those of the banks, the lowest first."""

ABOVE_THE_BANKS = ({"__init__", "catalogue"}, {"sniffing"})

WHOLE = {"Scope", "Books"}
"""What holds everything, so that whoever takes it could need anything."""
MOST_LINES = 300
"""How long a module may be: of one idea, and read at one go."""

PURE_DATA = (
    "names/*.py",
    "measures/*/definitions.py",
    "measures/flow_definitions.py",
)
"""Modules that are looked up instead of read, as long as what they list."""


def modules_in(package: Path) -> dict[str, Path]:
    """The modules of a package by their full name; a package is the name of its folder."""
    found = {}
    for path in package.rglob("*.py"):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports_of(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    """Yield the modules of the package that a file imports, wherever in it that stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            module = node.module or ""
            for alias in node.names:
                submodule = f"{module}.{alias.name}"
                if submodule in modules:
                    yield submodule
                elif module in modules:
                    yield module


def graph_of(package: Path) -> dict[str, set[str]]:
    """What each module of a package imports of it."""
    modules = modules_in(package)
    return {name: set(imports_of(path, modules)) for name, path in modules.items()}


def room_of(module: str) -> str:
    """The room that a module is in: the first part of its name below the package."""
    _, _, below = module.partition(".")
    return below.partition(".")[0] or "__init__"


HOUSE = graph_of(PACKAGE)
BANKS = graph_of(IMPORTERS)


def test_every_room_stands_on_a_floor() -> None:
    known = set().union(*FLOORS)
    assert {room_of(module) for module in HOUSE} == known


def test_the_root_holds_the_plugins_alone() -> None:
    assert {path.name for path in PACKAGE.iterdir() if path.is_file()} == {
        "__init__.py",
        "__main__.py",
        "_version.py",
        "classify.py",
        "depreciation.py",
        "py.typed",
    }


@pytest.mark.parametrize("module", sorted(HOUSE))
def test_imports_lead_down_or_stay(module: str) -> None:
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    here = floor[room_of(module)]
    assert [other for other in HOUSE[module] if floor[room_of(other)] > here] == []


@pytest.mark.parametrize("face", sorted(FACES))
def test_faces_import_one_another_nowhere(face: str) -> None:
    for module, imported in HOUSE.items():
        if room_of(module) == face:
            assert {room_of(other) for other in imported} & FACES <= {face}, module


@pytest.mark.parametrize("package", [HOUSE, BANKS], ids=["fsq_beancount", "fsq_importers"])
def test_there_is_no_circle(package: dict[str, set[str]]) -> None:
    # A module that names itself is no circle: `from fsq_beancount.x import y` inside x.
    graph = {module: imported - {module} for module, imported in package.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"in a circle: {' -> '.join(error.args[1])}")


def test_the_importers_lead_one_way_and_know_nothing_of_the_figures() -> None:
    floors = (*FLOORS_OF_IMPORTERS, {"of a bank"}, *ABOVE_THE_BANKS)
    floor = {module: number for number, modules in enumerate(floors) for module in modules}
    banks = floor["of a bank"]
    for module, imported in BANKS.items():
        here = floor.get(room_of(module), banks)
        assert [other for other in imported if floor.get(room_of(other), banks) > here] == [], (
            module
        )
    for path in IMPORTERS.rglob("*.py"):
        assert not set(imports_of(path, modules_in(PACKAGE))), path


_WORD = re.compile(r"\w+")


def entries_of_parts() -> set[tuple[str, str]]:
    """The functions that the report makes its parts of, each with its module."""
    tree = ast.parse((PACKAGE / "report" / "report.py").read_text(encoding="utf-8"))
    modules = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return {
        (modules[compute.value.id], compute.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"part", "derived"}
        and isinstance(compute := node.args[0], ast.Attribute)
        and isinstance(compute.value, ast.Name)
    }


def entries_of_families() -> set[tuple[str, str]]:
    """The functions that compute the rows of families, each with its module."""
    computing = (family.compute for family in FAMILIES if family.compute is not None)
    return {(compute.__module__, compute.__qualname__) for compute in computing}


def is_whole(annotation: ast.expr) -> bool:
    """Whether a type hint names what holds everything, alone or in a union or a collection."""
    return not WHOLE.isdisjoint(_WORD.findall(ast.unparse(annotation)))


def takers_of_the_whole(tree: ast.AST, within: str = "") -> Iterator[tuple[str, int]]:
    """Yield the functions that take it and the classes that keep it, each with its line."""
    for node in ast.iter_child_nodes(tree):
        name = within
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            name = f"{within}.{node.name}".lstrip(".")
        if isinstance(node, ast.arguments):
            arguments = (*node.posonlyargs, *node.args, *node.kwonlyargs, node.vararg, node.kwarg)
            hints = [each.annotation for each in arguments if each is not None]
        else:
            hints = [node.annotation] if isinstance(node, ast.AnnAssign) else []
        yield from ((within, hint.lineno) for hint in hints if hint is not None and is_whole(hint))
        yield from takers_of_the_whole(node, name)


def test_only_the_entry_of_a_part_takes_the_books_whole() -> None:
    entries = entries_of_parts()
    assert ("fsq_beancount.measures.wealth.statement", "of") in entries
    entries |= entries_of_families()
    takers = [
        f"{module}:{line} {taker}"
        for module, path in modules_in(PACKAGE / "measures").items()
        for taker, line in takers_of_the_whole(ast.parse(path.read_text(encoding="utf-8")))
        if (f"fsq_beancount.{module}", taker) not in entries
    ]
    assert takers == []


def test_what_takes_the_books_whole_is_found() -> None:
    source = """
def one(scope: Scope) -> None: ...
def two(*, books: books.Books | None = None) -> None: ...
class Three:
    scope: Scope
    def __init__(self, scope: "Books") -> None:
        def inner(*scopes: Sequence[Scope]) -> None: ...
def none(scope: str, books) -> Scope: ...
"""
    assert [taker for taker, _ in takers_of_the_whole(ast.parse(source))] == [
        "one",
        "two",
        "Three",
        "Three.__init__",
        "Three.__init__.inner",
    ]


def test_no_module_is_too_long_to_read() -> None:
    too_long = {
        path.relative_to(package).as_posix()
        for package in (PACKAGE, IMPORTERS)
        for path in package.rglob("*.py")
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    }
    code = {name for name in too_long if not any(map(PurePath(name).match, PURE_DATA))}
    assert not code


def test_nothing_is_imported_behind_the_back_of_these_tests() -> None:
    for path in (*PACKAGE.rglob("*.py"), *IMPORTERS.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        assert "import_module" not in source, path
        assert "__import__" not in source, path
