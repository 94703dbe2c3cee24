"""Finds a Chromium for the browser tests and starts it; run as a program, it says which one.

Playwright's own download suits one version of Playwright only and is not to be had on every
machine, so a Chromium or Chrome that is there already comes first.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)

QUIET_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

MISSING = """\
The browser tests need a Chromium, and none was found. One of these installs it:
    sudo apt-get install chromium libatomic1
    .venv/bin/playwright install chromium
Or set FSQ_CHROMIUM to the path of a Chromium or Chrome."""


class NoChromiumError(Exception):
    """No browser to test with: a failure, since a skipped test would look like a passed one."""


def find_chromium(downloaded: str) -> str:
    """Finds the program to start.

    Args:
        downloaded: Where Playwright's own download is, if it was made.

    Raises:
        NoChromiumError: There is none.
    """
    if chosen := os.environ.get("FSQ_CHROMIUM"):
        path = shutil.which(chosen)
        if not path:
            raise NoChromiumError(f"FSQ_CHROMIUM names no program: {chosen}")
        return path
    for program in PROGRAMS:
        path = shutil.which(program)
        if path and not _is_snap(Path(path)):
            return path
    if Path(downloaded).exists():
        return downloaded
    raise NoChromiumError(MISSING)


def launch(playwright: Playwright) -> Browser:
    """Starts the Chromium that was found."""
    flags = list(QUIET_FLAGS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium's sandbox refuses to work for root
    return playwright.chromium.launch(
        executable_path=find_chromium(playwright.chromium.executable_path), args=flags
    )


def _is_snap(program: Path) -> bool:
    """Whether the program is a snap, or Ubuntu's script for it: snaps see no temporary folders."""
    if "snap" in program.resolve().parts:
        return True
    with program.open("rb") as file:
        start = file.read(4096)
    return start.startswith(b"#!") and b"/snap/bin/" in start


def main() -> int:
    """Says which Chromium the tests will use, once it has shown that it starts."""
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            print(f"Chromium {browser.version}")
            browser.close()
    except NoChromiumError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
