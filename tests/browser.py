"""Finds a Chromium for the browser tests and starts it; run as a program, it says which one.

Playwright's own download suits one version of Playwright only and is not to be had on every
machine, so a Chromium or Chrome that is there already comes first. One that does not start, for
want of a library, is as good as none: the next is tried.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Error, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

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

CHOICE = "FSQ_CHROMIUM"
"""The variable that names the program to use, and no other."""

MILLISECONDS_TO_START = 60_000


class NoChromiumError(Exception):
    """No browser to test with: a failure, since a skipped test would look like a passed one."""


def programs(downloaded: str) -> Iterator[str]:
    """Yields the programs that there are, the one to try first before the others.

    Args:
        downloaded: Where Playwright's own download is, if it was made.

    Raises:
        NoChromiumError: The one that was chosen is not there.
    """
    if chosen := os.environ.get(CHOICE):
        path = shutil.which(chosen)
        if not path:
            raise NoChromiumError(f"{CHOICE} names no program: {chosen}")
        yield path
        return
    for program in PROGRAMS:
        path = shutil.which(program)
        if path and not _is_snap(Path(path)):
            yield path
    if Path(downloaded).exists():
        yield downloaded


def launch(playwright: Playwright) -> Browser:
    """Starts the first Chromium that will start.

    Raises:
        NoChromiumError: None does.
    """
    flags = list(QUIET_FLAGS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium's sandbox refuses to work for root
    failures = []
    for program in programs(playwright.chromium.executable_path):
        try:
            return playwright.chromium.launch(
                executable_path=program, args=flags, timeout=MILLISECONDS_TO_START
            )
        except Error as error:
            failures.append(f"{program} does not start: {error.message}")
    raise NoChromiumError("\n".join(failures) or "There is no Chromium.")


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
