"""`make demo` and the fixtures that start Fava and a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from places import ROOT

if TYPE_CHECKING:
    from conftest import StartFava
    from playwright.sync_api import Browser

DEMO = ROOT / "scripts" / "demo.py"


def test_a_browser_sees_the_ledger_that_fava_serves(
    fava_server: StartFava, browser: Browser
) -> None:
    fava = fava_server('option "title" "Mein Haushalt & Co."\n')
    page = browser.new_page()
    page.goto(fava.url("income_statement/"))
    assert "Mein Haushalt & Co." in page.title()
    page.close()


def test_demo_prints_the_report_and_serves_the_page() -> None:
    run = subprocess.run(
        [sys.executable, DEMO],
        env=os.environ | {"FSQ_DEMO_ONCE": "1"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "/extension/FsqProgress/" in run.stdout
