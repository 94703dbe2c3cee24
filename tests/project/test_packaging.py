"""What is built and installed."""

from __future__ import annotations

import gettext
import io
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from zipfile import ZipFile

import pytest
from places import ROOT

from fsq_beancount._version import __version__

TRANSLATION = "fsq_beancount/i18n/translations/de/LC_MESSAGES/fsq.mo"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """The wheel, built from a copy: nothing that lies about compiled gets into it."""
    folder = tmp_path_factory.mktemp("build")
    source = folder / "source"
    shutil.copytree(
        ROOT,
        source,
        ignore=shutil.ignore_patterns(".git", ".venv*", ".*_cache", "__pycache__", "*.mo"),
    )
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=source,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    # In memory, so that no file is left open.
    return ZipFile(io.BytesIO(built.read_bytes()))


def test_wheel_holds_the_two_packages_and_nothing_else_at_its_top(wheel: ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {
        "fsq_beancount",
        "fsq_importers",
        f"fsq_beancount-{__version__}.dist-info",
    }


def test_wheel_is_typed_and_licensed(wheel: ZipFile) -> None:
    names = wheel.namelist()
    assert "fsq_beancount/py.typed" in names
    assert "fsq_importers/py.typed" in names
    assert f"fsq_beancount-{__version__}.dist-info/licenses/LICENSE" in names


def test_wheel_holds_the_compiled_german_translation(wheel: ZipFile) -> None:
    catalogue = gettext.GNUTranslations(io.BytesIO(wheel.read(TRANSLATION)))
    assert catalogue.info()["language"] == "de"


def test_installed_version_is_the_one_in_the_source() -> None:
    assert version("fsq-beancount") == __version__


def test_oldest_fava_tested_is_the_oldest_allowed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (allowed,) = (name for name in project["dependencies"] if name.startswith("fava"))
    pins = (ROOT / "constraints-oldest-fava.txt").read_text(encoding="utf-8").splitlines()
    assert allowed.replace(">=", "==") in pins
