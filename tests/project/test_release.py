"""The address of the repository is said once; what a release lacks is said before it is made."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import make_docs.address
import make_docs.pages
import pytest
from address import repository
from pages import README, text_of
from places import ROOT
from release_check import NOT_YET, lacking

from fsq_beancount._version import __version__

ADDRESS = "https://forge.example/somebody/fsq-beancount"
URLS = f'[project.urls]\nRepository = "{ADDRESS}/"\n'


def with_address(text: str) -> str:
    """A `pyproject.toml` in which the address is set."""
    before, after = text.split("[project.scripts]")
    return f"{before}{URLS}\n[project.scripts]{after}"


def checkout(folder: Path) -> Path:
    """A copy of what the build and the check of a release read, with the address set."""
    for name in ("README.md", "CHANGELOG.md", "LICENSE", "hatch_build.py"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("*.png"))
    (folder / "fsq_beancount").mkdir()
    shutil.copy(ROOT / "fsq_beancount" / "_version.py", folder / "fsq_beancount")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = project if repository() else with_address(project)
    (folder / "pyproject.toml").write_text(project, encoding="utf-8")
    return folder


def long_description(folder: Path) -> str:
    """What the built package says of itself."""
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "metadata"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    said: dict[str, str] = json.loads(built.stdout)["readme"]
    assert said["content-type"] == "text/markdown"
    return said["text"]


def test_the_address_is_read_without_its_slash() -> None:
    assert repository('[project]\nname = "x"\n') is None
    assert repository(f'[project]\nname = "x"\n{URLS}') == ADDRESS


@pytest.mark.skipif(repository() is not None, reason="the address is set")
def test_without_an_address_what_leads_to_it_is_left_out() -> None:
    text = long_description(ROOT)
    assert "<picture>" not in text
    assert all("://" in target for target in re.findall(r"\]\(([^)]+)\)", text))
    # The words of a link into docs/ stay.
    assert "Installation has the ways with pipx and uv" in " ".join(text.split())
    assert make_docs.address.badges() == ""
    assert make_docs.address.clone() == ""
    assert "<address of this repository>" in make_docs.address.pre_commit()


def test_with_an_address_the_long_description_leads_to_the_files_of_its_version(
    tmp_path: Path,
) -> None:
    text = long_description(checkout(tmp_path))
    where = repository() or ADDRESS
    assert f'src="{where}/raw/v{__version__}/docs/progress-light.png"' in text
    assert f'srcset="{where}/raw/v{__version__}/docs/progress-dark.png"' in text
    assert f"[Installation]({where}/blob/v{__version__}/docs/install.md)" in text
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert len(links) == len(re.findall(r"\]\(([^)]+)\)", text_of(README)))
    assert all("://" in link for link in links)


def test_with_an_address_pages_have_a_badge_a_clone_line_and_a_hook() -> None:
    badge = make_docs.address.badges(ADDRESS)
    workflow = "actions/workflows/tests.yml"
    assert badge == f"[![Tests]({ADDRESS}/{workflow}/badge.svg)]({ADDRESS}/{workflow})"
    assert (ROOT / ".github" / workflow.removeprefix("actions/")).exists()
    clone = make_docs.address.clone(f"{ADDRESS}.git")
    assert clone == f"    git clone {ADDRESS}.git\n    cd fsq-beancount"
    assert f"- repo: {ADDRESS}\n  rev: v{__version__}\n" in make_docs.address.pre_commit(ADDRESS)


def test_the_readme_has_a_place_for_each() -> None:
    text = text_of(README)
    for name in ("badges", "clone"):
        assert f"<!-- made: {name} -->\n" in text
    assert make_docs.pages.written(text) == text, "run: python scripts/make_docs.py"


def release(
    folder: Path, *, changelog: str, readme: str = "# fsq-beancount\n", address: bool
) -> Path:
    """A checkout of version 1.2.3, as small as the check allows."""
    (folder / "fsq_beancount").mkdir()
    (folder / "fsq_beancount" / "_version.py").write_text('__version__ = "1.2.3"\n')
    (folder / "docs").mkdir()
    (folder / "pyproject.toml").write_text("[project]\n" + (URLS if address else ""))
    (folder / "CHANGELOG.md").write_text(changelog)
    (folder / "README.md").write_text(readme)
    return folder


def test_a_release_that_lacks_nothing(tmp_path: Path) -> None:
    changelog = "# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-12-01\n\n- News.\n"
    assert lacking(release(tmp_path, changelog=changelog, address=True), "v1.2.3") == []


def test_all_that_a_release_may_lack(tmp_path: Path) -> None:
    changelog = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- News.\n"
    readme = "# fsq-beancount\n\nIt is not on\nPyPI yet.\n"
    folder = release(tmp_path, changelog=changelog, readme=readme, address=False)
    found = lacking(folder, "v1.2.4")
    assert [sentence.split(":")[0] for sentence in found] == [
        "pyproject.toml",
        "fsq_beancount/_version.py",
        "CHANGELOG.md",
        "CHANGELOG.md",
        "README.md",
    ]


def test_while_no_address_is_set_the_check_of_this_checkout_says_so() -> None:
    found = lacking(ROOT)
    assert any("names no Repository" in sentence for sentence in found) == (repository() is None)
    # What the pages say of the index goes with the release.
    assert any(NOT_YET in sentence for sentence in found) == (NOT_YET in text_of(README))
