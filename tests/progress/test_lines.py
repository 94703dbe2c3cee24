"""The lines to add on the page: the text of `fsq init`, and a button that copies all of it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from serve import FavaServer
from served_page import page, section, text

from fsq_beancount import propose
from fsq_beancount.cli import main as shell

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from served_page import Serve

pytestmark = pytest.mark.fava

PAGE = "extension/FsqProgress/?tab=lines"

# A year: 12,000 of rent, 4,800 of upkeep left living, 12,000 of food.
LEDGER = """
option "title" "Main"
option "operating_currency" "EUR"
plugin "beancount.plugins.auto_accounts"
2023-01-01 custom "fava-extension" "fsq_beancount.progress"
""" + "".join(
    f'2024-{month:02}-28 * "Monat"\n  {line} EUR\n  Assets:Bank\n'
    for line in ("Income:Elm:Rent -1000", "Expenses:Elm:Upkeep 400", "Expenses:Food 1000")
    for month in range(1, 13)
)
RULE = '2024-01-28 custom "fsq-rule" "Expenses:Elm:Upkeep" "cost" "passive"'


def lines_of(html: str) -> str:
    """Returns the text of the lines on a page."""
    found = re.search(r"<pre[^>]*>(.*?)</pre>", html, re.DOTALL)
    assert found is not None
    assert "<" not in found[1]
    return unescape(found[1])


def test_the_page_has_what_the_shell_prints(serve: Serve, tmp_path: Path) -> None:
    shown = lines_of(page(serve(LEDGER), tab="lines"))
    path = tmp_path / "0.beancount"  # where it is served from, so that its name is the same
    printed = CliRunner().invoke(shell.cli, ["init", str(path), "--lang", "en"])
    assert shown == printed.output.strip("\n")
    assert RULE in shown.splitlines()
    assert "<date>" in shown


def test_the_page_of_figures_links_there_and_runs_nothing(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(propose, "find", None)
    client = serve(LEDGER)
    html = page(client)
    for anchor in ("quota", "certainty"):
        assert "tab=lines" in section(html, anchor)
    # A failure takes nothing else away.
    assert "TypeError" in text(page(client, tab="lines"))


def test_they_are_found_once(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve(LEDGER)
    first = page(client, tab="lines")
    monkeypatch.setattr(propose, "find", None)
    assert page(client, tab="lines") == first


def test_a_part_of_the_ledger_has_none(serve: Serve) -> None:
    client = serve(LEDGER)
    html = page(client, tab="lines", account="Expenses:Elm")
    assert "Lines are tried for the whole ledger only." in text(html)
    assert "fsq-copy" not in html
    assert "tab=lines" not in page(client, account="Expenses:Elm")


def test_incognito_hides_amounts_and_has_nothing_to_copy(serve: Serve) -> None:
    html = page(serve(LEDGER, incognito=True), tab="lines")
    assert "fsq-copy" not in html
    shown = lines_of(html)
    # 11,000 of rent and 4,400 of upkeep in eleven complete months.
    assert "XX,XXX.XX EUR" in shown
    assert not re.search(r"11,000|4,400|1000\.00|400\.00", shown)
    assert RULE in shown
    assert re.search(r"Living costs: XX,XXX.XX → XX,XXX.XX", shown)


def test_a_button_copies_all(browser: Browser, tmp_path: Path) -> None:
    ledger = tmp_path / "main.beancount"
    ledger.write_text(LEDGER, encoding="utf-8")
    with FavaServer(ledger) as server:
        context = browser.new_context(locale="de", viewport={"width": 390, "height": 800})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        shown = context.new_page()
        shown.goto(server.url(PAGE))
        button = shown.locator(".fsq-copy")
        button.wait_for()
        assert button.text_content() == "Alles kopieren"
        button.click()
        shown.wait_for_function("document.querySelector('.fsq-copy').textContent === 'Kopiert'")
        copied = shown.evaluate("navigator.clipboard.readText()")
        assert copied == f"\n{shown.locator('pre').text_content()}\n"
        assert RULE in copied.splitlines()
        assert ledger.read_text(encoding="utf-8") == LEDGER
        # Long lines scroll, the page does not.
        assert shown.evaluate("document.documentElement.scrollWidth") <= 390
        found = Axe().run(shown, {"include": [[".fsq"]]})
        assert found.violations_count == 0, found.generate_report()
        context.close()
        bare = browser.new_context(java_script_enabled=False)
        without = bare.new_page()
        without.goto(server.url(PAGE))
        assert without.locator("pre").is_visible()
        assert not without.locator(".fsq-copy").is_visible()
        bare.close()
