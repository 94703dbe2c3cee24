"""What is built and installed."""

from __future__ import annotations

import gettext
import io
import tarfile
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pytest
from built import build

from fsq_beancount._version import __version__

TRANSLATION = "fsq_beancount/i18n/translations/de/LC_MESSAGES/fsq.mo"


def contents(wheel: Path) -> ZipFile:
    # In memory, so that no file is left open.
    return ZipFile(io.BytesIO(wheel.read_bytes()))


@pytest.fixture(scope="module")
def opened(wheel: Path) -> ZipFile:
    """What is in the wheel."""
    return contents(wheel)


def test_wheel_holds_the_two_packages_and_nothing_else_at_its_top(opened: ZipFile) -> None:
    tops = {name.split("/")[0] for name in opened.namelist()}
    assert tops == {
        "fsq_beancount",
        "fsq_importers",
        f"fsq_beancount-{__version__}.dist-info",
    }


def test_wheel_is_typed_and_licensed(opened: ZipFile) -> None:
    names = opened.namelist()
    assert "fsq_beancount/py.typed" in names
    assert "fsq_importers/py.typed" in names
    assert f"fsq_beancount-{__version__}.dist-info/licenses/LICENSE" in names


def test_wheel_holds_the_compiled_german_translation(opened: ZipFile) -> None:
    catalogue = gettext.GNUTranslations(io.BytesIO(opened.read(TRANSLATION)))
    assert catalogue.info()["language"] == "de"
    # The same source gives the same wheel at any time.
    assert catalogue.info()["pot-creation-date"] == "1970-01-01 00:00+0000"


def test_installed_version_is_the_one_in_the_source() -> None:
    assert version("fsq-beancount") == __version__


def test_the_sdist_gives_the_same_wheel(opened: ZipFile, tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path)) as sdist:
        sdist.extractall(tmp_path / "unpacked", filter="data")
    (source,) = (tmp_path / "unpacked").iterdir()
    again = contents(build("wheel", tmp_path, source))
    assert {name: again.read(name) for name in again.namelist()} == {
        name: opened.read(name) for name in opened.namelist()
    }
