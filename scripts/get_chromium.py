"""See to a Chromium for the browser tests: one that is there, else one that is installed here.

    python scripts/get_chromium.py

What starts is used (`tests/browser.py`). Where nothing does, Playwright's own download is tried,
then, as root on Debian or Ubuntu, their packages. Where that is not possible it says what to do.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent

CHOICE = "FSQ_CHROMIUM"
"""The variable that names the program to use, and no other (see `tests/browser.py`)."""

PACKAGES = ("chromium", "libatomic1")
"""Of Debian; the node that Playwright brings needs the second."""

_PLAYWRIGHT = (sys.executable, "-m", "playwright")
_APT_GET = ("apt-get", "install", "-qq", "--no-install-recommends")

MISSING = f"""\
The browser tests need a Chromium, and none starts. One of these installs it:
    sudo apt-get install {" ".join(PACKAGES)}
    sudo .venv/bin/playwright install-deps chromium && .venv/bin/playwright install chromium
Or set {CHOICE} to the path of a Chromium or Chrome."""


@dataclass(frozen=True)
class Way:
    """A way to get a Chromium.

    Attributes:
        name: What is installed, as the message says it.
        commands: What to run, one after the other.
    """

    name: str
    commands: tuple[tuple[str, ...], ...]


def ways(*, root: bool, system: frozenset[str]) -> list[Way]:
    """Return the ways that are open here, the first to try first.

    Args:
        root: Whether packages of the system can be installed.
        system: What the system is and is like, as in os-release: `debian`, `ubuntu`.
    """
    found = [Way("Playwright's Chromium", ((*_PLAYWRIGHT, "install", "chromium"),))]
    if not root:
        return found
    update = ("apt-get", "update", "-qq")
    if "ubuntu" in system:
        # Ubuntu's package is a snap, which sees no temporary folders.
        libraries = (*_PLAYWRIGHT, "install", "--with-deps", "chromium")
        found.append(
            Way(
                "Playwright's Chromium and its libraries",
                (update, (*_APT_GET, PACKAGES[1]), libraries),
            )
        )
    elif "debian" in system:
        found.append(Way("Debian's Chromium", (update, (*_APT_GET, *PACKAGES))))
    return found


def get(
    starts: Callable[[], bool], run: Callable[[Sequence[str]], bool], open_ways: Sequence[Way]
) -> bool:
    """Try one way after the other, and return whether a Chromium starts.

    Args:
        starts: Tells whether a Chromium starts; it is asked before anything is installed.
        run: Runs a command and tells whether it did its work.
        open_ways: What to try.
    """
    if starts():
        return True
    for way in open_ways:
        print(f"No Chromium starts. Installing {way.name} ...", flush=True)
        if all(run(command) for command in way.commands) and starts():
            return True
    return False


def _starts() -> bool:
    """Start a Chromium in a process of its own: what was installed since is found there."""
    tried = subprocess.run(
        [sys.executable, ROOT / "tests" / "browser.py"], capture_output=True, text=True, check=False
    )
    print(tried.stdout, end="", flush=True)
    if tried.returncode and os.environ.get(CHOICE):
        print(tried.stderr, end="", file=sys.stderr)
    return tried.returncode == 0


def _run(command: Sequence[str]) -> bool:
    """Run a command that installs something; why it could not, its last line says."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()
        print(f"    {' '.join(command[:4])}: {words[-1] if words else done.returncode}", flush=True)
    return done.returncode == 0


def _system() -> frozenset[str]:
    """Return what the system is and is like; nothing where it does not say, as on macOS."""
    if not shutil.which("apt-get"):
        return frozenset()
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return frozenset()
    return frozenset([release.get("ID", ""), *release.get("ID_LIKE", "").split()])


def main() -> int:
    """Get a Chromium; the exit status tells whether there is one."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    # Who names a program wants that one: nothing is installed in its stead.
    chosen = os.environ.get(CHOICE)
    if get(_starts, _run, [] if chosen else ways(root=root, system=_system())):
        return 0
    if not chosen:
        print(MISSING, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
