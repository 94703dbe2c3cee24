"""Take the README's screenshots of the example ledger's page, in light and dark mode.

    python scripts/make_pictures.py [--output docs]

It needs Chromium, like the browser tests. The screenshots have few colours and no metadata, so
Chromium's PNG files are small without further compression.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright
from serve import FavaServer

ROOT = Path(__file__).resolve().parent.parent
LEDGER = ROOT / "example-ledger" / "main.beancount"

sys.path.append(str(ROOT / "tests"))  # the tests can locate Chromium

WIDTH, HEIGHT = 1240, 880
"""The part of a common screen to show: quota, next step and the quota over time."""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def take(browser: Browser, address: str, scheme: Literal["light", "dark"], path: Path) -> None:
    """Take a screenshot."""
    context = browser.new_context(
        locale="en", color_scheme=scheme, viewport={"width": WIDTH, "height": HEIGHT}
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("aside")
    page.evaluate("document.fonts.ready")
    # Fava's chart is below the screenshot, but rendering it shifts the content above.
    page.wait_for_selector(".fsq-native svg")
    page.screenshot(path=path, animations="disabled", caret="hide")
    context.close()


def main() -> None:
    """Take all screenshots."""
    from browser import launch

    parser = argparse.ArgumentParser(description="Take the README's pictures.")
    parser.add_argument("--output", type=Path, default=ROOT / "docs", help="default: docs")
    folder: Path = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    with FavaServer(LEDGER) as fava, sync_playwright() as playwright:
        browser = launch(playwright)
        for scheme in SCHEMES:
            path = folder / f"progress-{scheme}.png"
            take(browser, fava.url("extension/FsqProgress/"), scheme, path)
            print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main()
