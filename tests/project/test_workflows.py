"""The files of `.github`: what they run exists, is pinned, and may do no more than it has to.

There is no YAML parser among the pinned packages; the files are read by their lines, and a line
that could not be read so is a failure.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from places import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FILES = sorted(GITHUB.rglob("*.yml"))

_LINE = re.compile(r'^(?:- )*(?:[\w-]+:(?: .+)?|"[^"]*"|\*\*.*|[\w*".].*)$')


def lines(path: Path) -> list[str]:
    """The lines of a file without comments and empty ones, indented as they are."""
    text = path.read_text(encoding="utf-8")
    return [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]


def values(path: Path, key: str) -> list[str]:
    """What stands behind a key, wherever it is."""
    found = (re.match(rf"^[ -]*{key}: *(.+?)(?: #.*)?$", line) for line in lines(path))
    return [match[1] for match in found if match]


def commands() -> list[tuple[str, str]]:
    """The workflow and each command that it runs."""
    return [(path.name, command) for path in WORKFLOWS for command in values(path, "run")]


def test_there_is_a_workflow_for_tests_documentation_and_releases() -> None:
    assert [path.stem for path in WORKFLOWS] == ["docs", "release", "tests"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_is_indented_by_twos(path: Path) -> None:
    depth = 0
    for line in lines(path):
        indent = len(line) - len(line.lstrip(" "))
        assert "\t" not in line
        assert indent % 2 == 0, line
        assert indent <= depth + 4, line
        assert _LINE.match(line.lstrip()), line
        depth = indent


@pytest.mark.parametrize(("workflow", "command"), commands())
def test_what_it_runs_is_there(workflow: str, command: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    words = command.split()
    if words[0] == "make":
        assert re.search(rf"^{words[1]}:", makefile, re.MULTILINE), (workflow, command)
        for variable in re.findall(r"\b([A-Z_]+)=", command):
            assert f"$({variable})" in makefile
    elif words[0].startswith(".venv/bin/"):
        assert words[0] == ".venv/bin/python"
        files = [word for word in words if word.startswith("tests/")]
        assert files
        assert [name for name in files if not (ROOT / name).exists()] == []
    else:
        assert words[:2] == ["git", "diff"]


def test_the_versions_tested_are_those_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    (matrix,) = (
        value
        for value in values(GITHUB / "workflows" / "tests.yml", "python-version")
        if value.startswith("[")
    )
    assert re.findall(r"3\.\d+", matrix) == named
    assert project["requires-python"] == f">={named[0]}"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_to_a_version(path: Path) -> None:
    used = values(path, "uses")
    assert used
    assert [use for use in used if not re.fullmatch(r"[\w-]+/[\w-]+@v\d+\.\d+\.\d+", use)] == []


def test_one_action_has_one_version() -> None:
    used = {use for path in WORKFLOWS for use in values(path, "uses")}
    assert len(used) == len({use.split("@")[0] for use in used})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_read_and_no_more(path: Path) -> None:
    assert lines(path).count("permissions:") == 1
    assert lines(path)[lines(path).index("permissions:") + 1] == "  contents: read"
    granted = [line.strip() for line in lines(path) if re.search(r": (?:write|write-all)\b", line)]
    # Trusted publishing needs a token of identity, and that is all.
    assert [line.split(" #")[0] for line in granted] == (
        ["id-token: write"] if path.stem == "release" else []
    )
    assert "secrets." not in path.read_text(encoding="utf-8")


def test_a_release_asks_first_what_it_lacks() -> None:
    ran = values(GITHUB / "workflows" / "release.yml", "run")
    assert [command.split()[1] for command in ran] == ["release-check", "dist"]


@pytest.mark.parametrize(
    "path",
    [*FILES, GITHUB / "pull_request_template.md", ROOT / "SECURITY.md", ROOT / "pyproject.toml"],
    ids=lambda path: path.name,
)
def test_nobody_is_invented(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"[\w.]+@[\w-]+\.[a-z]", text), "a mail address"
    assert "github.com/" not in text, "an owner"
