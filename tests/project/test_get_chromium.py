"""`make test` gets a Chromium: what is tried, in which order, and what decides."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import browser
import pytest
from get_chromium import CHOICE, MISSING, get, ways
from places import ROOT
from playwright.sync_api import Error

PLAYWRIGHT = (sys.executable, "-m", "playwright")
DEBIAN = frozenset(["debian"])
UBUNTU = frozenset(["ubuntu", "debian"])


class Machine:
    """A machine on which a Chromium starts after one of the commands, if ever."""

    def __init__(self, *, enough: str | None = None, refused: str | None = None) -> None:
        self.enough, self.refused = enough, refused
        self.ran: list[str] = []

    def starts(self) -> bool:
        return any(self.enough in command for command in self.ran) if self.enough else False

    def run(self, command: Sequence[str]) -> bool:
        words = " ".join(command)
        self.ran.append(words)
        return not (self.refused and self.refused in words)


def test_where_one_starts_nothing_is_installed() -> None:
    machine = Machine()
    assert get(lambda: True, machine.run, ways(root=True, system=DEBIAN))
    assert machine.ran == []


def test_a_user_gets_the_download_of_playwright_and_no_package() -> None:
    machine = Machine()
    assert not get(machine.starts, machine.run, ways(root=False, system=DEBIAN))
    assert machine.ran == [" ".join([*PLAYWRIGHT, "install", "chromium"])]


def test_a_download_that_starts_is_enough() -> None:
    machine = Machine(enough="playwright install")
    assert get(machine.starts, machine.run, ways(root=True, system=DEBIAN))
    assert len(machine.ran) == 1


@pytest.mark.parametrize("refused", [None, "playwright install chromium"])
def test_root_on_debian_gets_its_package_if_the_download_does_not_start(
    refused: str | None,
) -> None:
    # None: it was downloaded, and lacks libraries. Launching decides, not existence.
    machine = Machine(enough="apt-get install", refused=refused)
    assert get(machine.starts, machine.run, ways(root=True, system=DEBIAN))
    assert machine.ran[1] == "apt-get update -qq"
    assert machine.ran[2].startswith("apt-get install ")
    assert machine.ran[2].endswith(" chromium libatomic1")


def test_root_on_ubuntu_gets_the_libraries_of_the_download() -> None:
    # Ubuntu's package chromium is a snap, and of no use.
    machine = Machine(enough="--with-deps")
    assert get(machine.starts, machine.run, ways(root=True, system=UBUNTU))
    assert not any("apt-get" in command and " chromium" in command for command in machine.ran)


def test_elsewhere_root_has_the_download_alone() -> None:
    assert ways(root=True, system=frozenset()) == ways(root=False, system=frozenset())


def test_a_command_that_fails_ends_its_way() -> None:
    machine = Machine(refused="update")
    assert not get(machine.starts, machine.run, ways(root=True, system=DEBIAN))
    assert not any("apt-get install" in command for command in machine.ran)


def test_the_program_that_is_named_is_not_replaced() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "scripts" / "get_chromium.py"],
        env=os.environ | {CHOICE: "no-such-program"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.strip() == f"{CHOICE} names no program: no-such-program"
    assert "Installing" not in run.stdout


def test_what_it_says_is_one_line_to_copy() -> None:
    assert "\n    sudo apt-get install chromium libatomic1\n" in MISSING
    assert CHOICE == browser.CHOICE


class Launcher:
    """Stands for Playwright: only one program starts."""

    def __init__(self, downloaded: Path, starting: str) -> None:
        self.executable_path, self.starting = str(downloaded), starting
        self.chromium = self
        self.tried: list[str] = []

    def launch(self, *, executable_path: str, args: list[str], timeout: float) -> str:
        del args, timeout
        self.tried.append(Path(executable_path).name)
        if Path(executable_path).name != self.starting:
            raise Error("libatk-1.0.so.0: cannot open shared object file")
        return executable_path


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a `chromium`, alone on the path, and Playwright's own `chrome`."""
    for name in ("chromium", "chrome"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "PROGRAMS", ("chromium",))
    monkeypatch.delenv(CHOICE, raising=False)
    return tmp_path


def test_one_that_does_not_start_is_passed_over(installed: Path) -> None:
    launcher = Launcher(installed / "chrome", starting="chrome")
    assert str(browser.launch(launcher)) == str(installed / "chrome")  # type: ignore[arg-type]
    assert launcher.tried == ["chromium", "chrome"]


def test_where_none_starts_each_is_named(installed: Path) -> None:
    launcher = Launcher(installed / "chrome", starting="")
    with pytest.raises(browser.NoChromiumError) as refused:
        browser.launch(launcher)  # type: ignore[arg-type]
    assert str(refused.value).count("does not start: libatk") == 2


def test_where_there_is_none_it_says_so(installed: Path) -> None:
    (installed / "chromium").unlink()
    launcher = Launcher(installed / "elsewhere", starting="")
    with pytest.raises(browser.NoChromiumError, match="There is no Chromium"):
        browser.launch(launcher)  # type: ignore[arg-type]
