"""The open questions on the first screen, in a real Fava and a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from serve import FavaServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.fava

PAGE = "extension/FsqProgress/"

# A year: 12,000 of rent, 4,800 of upkeep left living, 12,000 of food: 71.4 %; with the upkeep
# charged 60 %. Besides, ten accounts that nobody has named.
LEDGER = """
option "title" "Main"
option "operating_currency" "EUR"
plugin "fsq_beancount"
plugin "beancount.plugins.auto_accounts"
2023-01-01 custom "fava-extension" "fsq_beancount.progress"
""" + "".join(
    f'2024-{month:02}-28 * "Monat"\n  {line} EUR\n  Assets:Bank\n'
    for line in (
        *("Income:Wohnung:Miete -1000", "Expenses:Wohnung:Hausgeld 400", "Expenses:Essen 1000"),
        *(f"Income:Kram{number} -{number}" for number in range(10)),
    )
    for month in range(1, 13)
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FavaServer]:
    """One Fava for all tests, which only read."""
    ledger = tmp_path_factory.mktemp("ledger") / "main.beancount"
    ledger.write_text(LEDGER, encoding="utf-8")
    with FavaServer(ledger) as server:
        yield server


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complains about."""
    return []


def opened(context: BrowserContext, server: FavaServer, complaints: list[str]) -> Page:
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(server.url(PAGE))
    page.wait_for_selector(".fsq-questions")
    return page


FIRST = ".fsq-questions > li >> nth=0"


@pytest.mark.parametrize("secure", [True, False])
def test_a_button_copies_the_lines_of_a_question(
    browser: Browser, server: FavaServer, complaints: list[str], secure: bool
) -> None:
    context = browser.new_context(locale="en")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(context, server, complaints)
    before = server.ledger.read_bytes()
    button = page.locator(f"{FIRST} >> .fsq-effect >> .fsq-copy")
    button.wait_for()
    page.evaluate("navigator.clipboard.writeText('')")
    if not secure:
        # A page from another machine without https has no clipboard to write to.
        page.evaluate("navigator.clipboard.writeText = undefined")
    button.click()
    page.wait_for_function("document.querySelector('.fsq-copy').textContent === 'Copied'")
    line, *_ = page.locator(f"{FIRST} >> pre").all_text_contents()
    assert 'custom "fsq-rule" "Expenses:Wohnung' in line
    # A line of its own, whatever the file ends with.
    assert page.evaluate("navigator.clipboard.readText()") == f"\n{line}\n"
    page.wait_for_function("document.querySelector('.fsq-copy').textContent === 'Copy lines'")
    assert server.ledger.read_bytes() == before
    # Fava puts a new page in place of the old one when a filter changes.
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Years", exact=True).click()
    page.wait_for_url("**interval=year**")
    button.wait_for()
    assert page.evaluate("window.same") is True
    context.close()
    assert complaints == []


def test_without_javascript_the_lines_are_there_and_no_button(
    browser: Browser, server: FavaServer
) -> None:
    context = browser.new_context(locale="de", java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url(PAGE))
    assert page.locator(".fsq-copy").count() > 0
    assert [each for each in page.locator(".fsq-copy").all() if each.is_visible()] == []
    lines = page.locator(f"{FIRST} >> details >> pre >> nth=0")
    assert not lines.is_visible()
    page.locator(f"{FIRST} >> summary").click()
    assert lines.is_visible()
    context.close()


@pytest.mark.parametrize(
    ("locale", "scheme", "width"),
    [("en", "light", 1280), ("de", "dark", 1280), ("de", "light", 390)],
)
def test_the_first_screen_of_many_questions(
    browser: Browser,
    server: FavaServer,
    complaints: list[str],
    locale: str,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    context = browser.new_context(
        locale=locale, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page = opened(context, server, complaints)
    # On a wide screen the questions are seen without scrolling.
    bottom = page.locator(".fsq-questions").evaluate(
        "(list) => list.getBoundingClientRect().bottom"
    )
    assert bottom < 900 or width < 600
    # The bracket is under the gauge, from 60 to 71 % of it, where "done" ends.
    gauge, bracket = (
        page.locator(f".fsq-fsq_narrow {part}").first.bounding_box()
        for part in ("rect.fsq-done", ".fsq-span path")
    )
    assert gauge is not None
    assert bracket is not None
    ends = gauge["x"] + gauge["width"]
    assert bracket["x"] < ends - 1
    assert gauge["y"] < bracket["y"] < gauge["y"] + 20
    page.locator(".fsq details").evaluate_all("(all) => all.forEach((one) => (one.open = true))")
    for wide in ("document.documentElement", "document.querySelector('article')"):
        assert page.evaluate(f"{wide}.scrollWidth - {wide}.clientWidth") == 0, wide
    found = Axe().run(page, context={"include": [[".fsq-questions"], [".fsq-cards"]]})
    serious = [one for one in found.response["violations"] if one["impact"] != "minor"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in serious] == []
    context.close()
    assert complaints == []
