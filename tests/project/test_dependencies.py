"""What the package asks for: all that it imports, with bounds that are tried."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from places import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = ("fsq_beancount", "fsq_importers")

# Which parts of the package an extra is for; the rest has to do without it.
PLACES = {
    "fava": (
        "fsq_beancount/progress/",
        "fsq_beancount/report/fava_controls.py",
        "fsq_beancount/report/fava_downloads.py",
    ),
    "import": ("fsq_importers/",),
}

# Their insides are subclassed, which a later release may rename.
SUBCLASSED = {"beancount", "beangulp", "beanquery"}

# What users meet; the tools of developers need no lowest version.
EXTRAS = ("fava", "import", "simulation", "smart", "xlsx")


def requirements(extra: str | None = None) -> dict[str, Requirement]:
    """What an extra asks for, or the package without one, by the name of the distribution."""
    lines = PROJECT["optional-dependencies"][extra] if extra else PROJECT["dependencies"]
    return {canonicalize_name(each.name): each for each in map(Requirement, lines)}


def of_users() -> dict[str, Requirement]:
    """All that users are asked for, with every extra."""
    found = requirements()
    for extra in EXTRAS:
        found |= requirements(extra)
    return found


@cache
def distributions() -> dict[str, set[str]]:
    """The distributions that bring a module, by its first name."""
    return {
        module: {canonicalize_name(name) for name in names}
        for module, names in packages_distributions().items()
    }


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the first names of all modules that a source imports, wherever in it that stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def modules() -> Iterator[tuple[str, Path]]:
    """Yield the modules of the wheel: their path in it, and where they are."""
    for folder in (ROOT, ROOT / "importers"):
        for package in OURS:
            for path in (folder / package).rglob("*.py"):
                yield path.relative_to(folder).as_posix(), path


@cache
def imports_of_others() -> dict[str, set[str]]:
    """The modules of the package by the distribution that each imports something of."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, path in modules():
        for module in imported(ast.parse(path.read_text(encoding="utf-8"))):
            if module in sys.stdlib_module_names or module in OURS:
                continue
            # One name may be brought by several: each of them must be asked for, or none is right.
            for distribution in distributions().get(module, {f"of nobody: {module}"}):
                found[distribution].add(name)
    return found


def pins(file: str) -> dict[str, list[tuple[Version, str]]]:
    """The versions in a file of constraints by distribution, each with its marker."""
    found: dict[str, list[tuple[Version, str]]] = defaultdict(list)
    for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
        pin = Requirement(line)
        (only,) = pin.specifier
        assert only.operator == "==", line
        found[canonicalize_name(pin.name)].append((Version(only.version), str(pin.marker or "")))
    return found


def lowest(requirement: Requirement) -> Version | None:
    bounds = [Version(each.version) for each in requirement.specifier if each.operator == ">="]
    return bounds[0] if len(bounds) == 1 else None


def test_all_that_is_imported_is_asked_for_where_it_is_imported() -> None:
    found = imports_of_others()
    always = requirements()
    missing = {
        name: places
        for name, places in found.items()
        if name not in always
        and not any(
            name in requirements(extra) and all(place.startswith(parts) for place in places)
            for extra, parts in PLACES.items()
        )
    }
    assert missing == {}


def test_nothing_is_asked_for_that_is_not_imported() -> None:
    found = imports_of_others()
    asked = {*requirements(), *requirements("fava"), *requirements("import")}
    assert asked <= set(found)


def test_imports_are_found_wherever_they_stand() -> None:
    source = """
import one.two
from three.four import five
if TYPE_CHECKING:
    import six as seven
def function():
    try:
        from eight import nine
    except ImportError:
        pass
"""
    assert list(imported(ast.parse(source))) == ["one", "three", "six", "eight"]
    assert distributions()["dateutil"] == {"python-dateutil"}
    assert "fsq_beancount/progress/__init__.py" in imports_of_others()["fava"]
    assert "fsq_importers/importer.py" in imports_of_others()["beangulp"]


@pytest.mark.parametrize("name", sorted(of_users()))
def test_each_dependency_has_bounds(name: str) -> None:
    requirement = of_users()[name]
    assert lowest(requirement) is not None
    ends = any(each.operator == "<" for each in requirement.specifier)
    assert ends == (name in SUBCLASSED)


def test_all_is_all_that_users_may_choose() -> None:
    (everything,) = requirements("all").values()
    assert everything.name == PROJECT["name"]
    assert everything.extras == set(EXTRAS)
    assert set(PROJECT["optional-dependencies"]) == {*EXTRAS, "all", "dev"}


def test_the_oldest_tested_are_the_oldest_allowed() -> None:
    oldest = pins("constraints-oldest.txt")
    assert {name: oldest[name] for name in of_users()} == {
        name: [(lowest(requirement), "")] for name, requirement in of_users().items()
    }


@pytest.mark.parametrize("extra", ["dev", *EXTRAS])
def test_the_newest_tested_are_allowed(extra: str) -> None:
    newest = pins("constraints.txt")
    for name, requirement in (requirements() | requirements(extra)).items():
        if name != PROJECT["name"]:
            assert newest[name], f"{name} has no version in constraints.txt: make constraints"
            assert all(version in requirement.specifier for version, _ in newest[name])


@pytest.mark.parametrize("file", ["constraints.txt", "constraints-oldest.txt"])
def test_constraints_are_names_and_versions_alone(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not re.search(r"://|@|--|/", text)
