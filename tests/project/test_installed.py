"""The wheel in environments of its own: without Fava, with everything, and by ``uvx``."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import installs
import pytest
from built import Installed, InstallError
from importer_samples import EXPORTS
from places import EXAMPLE, EXAMPLE_LEDGER
from serve import FavaServer

pytestmark = pytest.mark.slow

# Beancount and what it reads with, bean-query and its parser, and nothing for the web.
NINE = {
    "babel",
    "beancount",
    "beanquery",
    "click",
    "fsq-beancount",
    "python-dateutil",
    "regex",
    "tatsu-lts",
    "tzdata",
}

LACKS_BEANGULP = (
    "the importers need beangulp, which is not installed; "
    'this installs it: pip install "fsq-beancount[import]"'
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example in a folder of its own, for the load cache that is written beside it."""
    folder = shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("example") / "ledger")
    return folder / EXAMPLE_LEDGER.name


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The package alone, without an extra."""
    return Installed.make(tmp_path_factory.mktemp("bare") / "venv", str(wheel))


@pytest.fixture(scope="module")
def whole(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The package with all extras."""
    return Installed.make(tmp_path_factory.mktemp("whole") / "venv", f"{wheel}[all]")


def test_without_an_extra_nine_packages_are_enough(bare: Installed) -> None:
    assert bare.packages() == NINE


def test_without_fava_a_ledger_loads_with_all_plugins(bare: Installed, ledger: Path) -> None:
    checked = bare.run("bean-check", ledger)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, b"", b"")


@pytest.mark.parametrize(
    "arguments",
    [
        ["report"],
        ["report", "--format", "json"],
        ["report", "--format", "csv"],
        ["check"],
        ["explain"],
    ],
    ids=" ".join,
)
def test_without_fava_the_commands_say_the_same(
    bare: Installed, ledger: Path, arguments: list[str]
) -> None:
    command, *options = arguments
    said = bare.run("fsq", command, ledger, *options)
    expected = subprocess.run(
        [sys.executable, "-m", "fsq_beancount", command, ledger, *options],
        check=False,
        capture_output=True,
    )
    assert said.stdout
    assert (said.stdout, said.stderr) == (expected.stdout, expected.stderr)
    assert said.returncode == expected.returncode


def test_without_fava_the_glossary_is_there(bare: Installed) -> None:
    said = bare.run("fsq", "glossary")
    assert (said.returncode, said.stderr) == (0, b"")
    assert b"FSQ" in said.stdout


def test_without_fava_bean_query_has_the_tables(bare: Installed, ledger: Path) -> None:
    query = "SELECT class, count(1) FROM #fsq_flows GROUP BY class ORDER BY class"
    said = bare.run("bean-query", "--format", "csv", ledger, query)
    assert (said.returncode, said.stderr) == (0, b"")
    classes = {line.partition(",")[0] for line in said.stdout.decode().splitlines()[1:]}
    assert {"passive", "near-passive", "active"} <= classes


def test_sniffing_without_beangulp_is_one_line(bare: Installed) -> None:
    said = bare.run("fsq", "sniff", EXPORTS / "ing" / "extrakonto.csv")
    assert said.stderr.decode() == f"fsq: {LACKS_BEANGULP}\n"
    assert (said.returncode, said.stdout) == (2, b"")


@pytest.mark.parametrize(
    "statement", ["import fsq_importers", "from fsq_importers.dkb import Dkb"], ids=str.split
)
def test_importers_without_beangulp_say_what_to_install(bare: Installed, statement: str) -> None:
    said = bare.run("python", "-c", statement).stderr.decode()
    assert said.splitlines()[-1] == f"ImportError: {LACKS_BEANGULP}"
    assert said.count("Traceback") == 1


@pytest.mark.parametrize("name", ["fsq", "fsq-beancount"])
def test_the_command_speaks_under_the_name_it_is_called_by(bare: Installed, name: str) -> None:
    assert bare.run(name, "report", "--help").stdout.startswith(f"Usage: {name} report ".encode())
    wrong = bare.run(name, "report", "nowhere.beancount")
    assert wrong.returncode == 2
    assert wrong.stderr.startswith(f"{name}: ".encode())


def test_fava_has_the_page_where_all_is_installed(whole: Installed, ledger: Path) -> None:
    with FavaServer(ledger, command=(str(whole.program("fava")),)) as fava:
        page = fava.get("extension/FsqProgress/")
        assert page.status == 200, fava.output()
        assert "FSQ" in page.body
    assert {"beangulp", "numpy", "smart-importer", "xlsxwriter"} <= whole.packages()


@pytest.mark.parametrize("way", ["uvx", "uvx-name", "uv-tool"])
def test_somebody_s_books_as_soon_as_it_is_installed(wheel: Path, tmp_path: Path, way: str) -> None:
    package = installs.Package(wheel, sdist=tmp_path / "not needed")
    assert installs.attempt(way, package, tmp_path) == []


def test_what_is_installed_wrong_is_found(tmp_path: Path) -> None:
    no_report = installs.Programs((sys.executable, "-c", "raise SystemExit('nothing')"))
    assert installs.mistakes(no_report, tmp_path) == ["the report ended with 1: nothing\n"]
    row = {"rolling": [{"month": "2024-12", "fsq_narrow": "0.5"}]}
    other = installs.Programs((sys.executable, "-c", f"print({json.dumps(json.dumps(row))})"))
    assert installs.mistakes(other, tmp_path) == ["the quota is ['0.5'] instead of 0.125"]


def test_what_cannot_be_installed_is_said_to_need_the_network(tmp_path: Path) -> None:
    missing = tmp_path / "none-1-py3-none-any.whl"
    with pytest.raises(InstallError, match="so it needs the network:\nerror: ") as raised:
        Installed.make(tmp_path / "venv", str(missing))
    assert str(missing) in str(raised.value)
