"""The page in a real browser and a real Fava: read, followed, typed at, in light and dark."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from serve import FavaServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import StartFava
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.fava

NASTY = "<img src=x onerror=document.title='hacked'></script>"

# The oracle: living costs 20,000, dividends and interest 2,000, gains 1,000: 10 % and 15 %. Its
# payees, narrations, streams and rules try to break out of the page.
LEDGER = f"""
option "title" "Main"
option "operating_currency" "EUR"
plugin "fsq_beancount"
2020-01-01 custom "fava-extension" "fsq_beancount.progress"
2020-01-01 custom "fava-option" "auto-reload" "true"
2020-01-01 custom "fsq-rule" "Income:Dividenden" "passive" "{NASTY}"
2020-01-01 custom "fsq-rule" "{NASTY}" "passive"
2020-01-01 open Assets:Bank
2020-01-01 open Income:Dividenden
2020-01-01 open Income:Kursgewinne
2020-01-01 open Income:Sonstiges
2020-01-01 open Expenses:Leben
2020-01-01 price EUR 1.25 USD
2022-06-30 * "Leben"
  Expenses:Leben      10000.00 EUR
  Assets:Bank
2024-03-31 * "{NASTY}" "{NASTY}"
  Assets:Bank          2000.00 EUR
  Income:Dividenden
2024-06-30 * "?"
  Assets:Bank             1.00 EUR
  Income:Sonstiges
2024-09-30 * "Verkauf"
  Assets:Bank          1000.00 EUR
  Income:Kursgewinne
2024-12-31 * "Leben"
  Expenses:Leben      20000.00 EUR
  Assets:Bank
"""

PAGE = "extension/FsqProgress/"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FavaServer]:
    """One Fava for all tests that only read."""
    ledger = tmp_path_factory.mktemp("ledger") / "main.beancount"
    ledger.write_text(LEDGER, encoding="utf-8")
    with FavaServer(ledger) as server:
        yield server


@pytest.fixture
def errors() -> list[str]:
    """What the browser complained about; a test that uses a page fails if there is any."""
    return []


@pytest.fixture
def page(browser: Browser, server: FavaServer, errors: list[str]) -> Iterator[Page]:
    """The page as an English reader of a wide, light screen sees it."""
    context = browser.new_context(locale="en", viewport={"width": 1280, "height": 900})
    yield watched(context.new_page(), errors, server)
    context.close()
    assert errors == []


def watched(page: Page, errors: list[str], server: FavaServer, path: str = PAGE) -> Page:
    """Opens the page and notes what the browser complains about."""
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(server.url(path))
    # Fava's own script has run when its sidebar is there.
    page.wait_for_selector("aside")
    return page


def amounts(page: Page) -> Decimal:
    """Adds up the amounts that the Query page shows; its first line must say the same."""
    cells = page.locator("article table td.num")
    cells.first.wait_for()
    shown = [
        Decimal(text.rpartition(" ")[0].replace("\N{MINUS SIGN}", "-"))
        for text in cells.all_inner_texts()
    ]
    # Each line has an amount and the balance up to it; the newest line is the first.
    added, balances = sum(shown[::2], Decimal()), shown[1::2]
    assert balances[0] == added
    return added


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("locale", "narrow", "wide"), [("en", "10.0%", "15.0%"), ("de", "10,0\xa0%", "15,0\xa0%")]
)
def test_the_oracle(
    browser: Browser, server: FavaServer, scheme: str, locale: str, narrow: str, wide: str
) -> None:
    errors: list[str] = []
    context = browser.new_context(locale=locale, color_scheme=scheme)  # type: ignore[arg-type]
    page = watched(context.new_page(), errors, server)
    assert page.locator(".fsq-figure").all_inner_texts() == [narrow, wide]
    for part in (".fsq-card h3", ".fsq-figure a", ".fsq-legend span", ".fsq-chart text"):
        assert contrast(page, part) >= 4.5, part
    for part in ("rect.fsq-narrow", "line.fsq-zero"):
        assert contrast(page, f".fsq-scroll {part}:not(.fsq-incomplete)") >= 3, part
    context.close()
    assert errors == []


def contrast(page: Page, selector: str) -> float:
    """Returns the contrast of a thing's colour with the page's background, as WCAG counts it."""
    colours = page.locator(selector).first.evaluate(
        """(element) => {
          const style = getComputedStyle(element);
          const drawn = {rect: style.fill, text: style.fill, line: style.stroke};
          const behind = getComputedStyle(document.body).backgroundColor;
          return [drawn[element.tagName] ?? style.color, behind];
        }"""
    )
    lighter, darker = sorted((luminance(colour) for colour in colours), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(part) / 255 for part in re.findall(r"\d+", colour)[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (".fsq-fsq_narrow .fsq-figure a", 2000),
        (".fsq-fsq_wide .fsq-figure a", 3000),
        (".fsq-parts dd a >> nth=0", 2000),
        (".fsq-parts dd a >> nth=2", -20000),
        ("section[aria-labelledby=rolling] .fsq-scroll a >> nth=-1", 3000),
        ("#periods ~ .fsq-wide-table tbody a >> nth=2", -20000),
    ],
)
def test_from_a_figure_to_its_postings_and_back(page: Page, figure: str, expected: int) -> None:
    page.locator(figure).click()
    page.wait_for_url("**/query/**")
    assert amounts(page) == expected
    page.go_back()
    page.wait_for_selector(".fsq-figure")
    assert page.evaluate("location.pathname").endswith(PAGE)


def test_a_conversion_holds_for_the_postings_too(page: Page, server: FavaServer) -> None:
    page.goto(server.url(f"{PAGE}?conversion=USD"))
    page.locator(".fsq-fsq_narrow .fsq-figure a").click()
    page.wait_for_url("**/query/**")
    # 2,000 EUR of dividends at 1.25 USD.
    assert amounts(page) == 2500


def test_a_column_by_keyboard(page: Page) -> None:
    page.locator("section[aria-labelledby=rolling] .fsq-scroll a").last.focus()
    focused = page.evaluate("document.activeElement.querySelector('title').textContent")
    assert focused.startswith("Jan 2024 – Dec 2024 · FSQ narrow 10.0%")
    page.keyboard.press("Enter")
    page.wait_for_url("**/query/**")
    assert amounts(page) == 3000


def test_text_of_the_ledger_does_nothing(page: Page) -> None:
    assert page.locator("img").count() == 0
    page.locator("#certainty ~ details > summary").click()
    assert NASTY in page.locator(".fsq-hints").last.inner_text()
    page.goto(page.url.split("?")[0] + "?filter=" + "%22%3Cimg%20src%3Dx%20onerror%3Dx%3E%22")
    page.wait_for_selector(".fsq-notice")
    assert "<img src=x onerror=x>" in page.locator(".fsq-notice").inner_text()
    assert page.locator("img").count() == 0
    assert "hacked" not in page.title()


def test_filters_change_the_page_without_loading_it_anew(page: Page) -> None:
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Years", exact=True).click()
    page.wait_for_function(
        "document.querySelectorAll('section[aria-labelledby=rolling] .fsq-scroll a').length === 3"
    )
    assert page.evaluate("location.hash") == "#rolling"
    page.get_by_role("link", name="Quarters", exact=True).click()
    page.wait_for_function(
        "document.querySelectorAll('section[aria-labelledby=rolling] .fsq-scroll a').length === 11"
    )
    assert page.evaluate("window.same") is True
    assert page.locator(".fsq-scroll rect.fsq-wide").count() > 0


def test_a_deep_link_shows_its_section(
    browser: Browser, server: FavaServer, errors: list[str]
) -> None:
    context = browser.new_context(locale="en", viewport={"width": 1280, "height": 500})
    page = watched(context.new_page(), errors, server, f"{PAGE}#certainty")
    page.wait_for_function(
        "document.getElementById('certainty').getBoundingClientRect().top < innerHeight"
    )
    context.close()
    assert errors == []


def test_a_narrow_screen_scrolls_the_pictures_and_not_the_page(
    browser: Browser, server: FavaServer, errors: list[str]
) -> None:
    context = browser.new_context(locale="de", viewport={"width": 400, "height": 800})
    page = watched(context.new_page(), errors, server)
    for wide in ("document.documentElement", "document.querySelector('article')"):
        assert page.evaluate(f"{wide}.scrollWidth - {wide}.clientWidth") == 0, wide
    # The newest column is to be seen at once.
    last = page.locator("section[aria-labelledby=rolling] .fsq-scroll a").last.bounding_box()
    assert last is not None
    assert last["x"] + last["width"] <= 400
    context.close()
    assert errors == []


def test_it_prints(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator(".fsq nav").first.is_hidden()
    assert page.locator(".fsq-figure").first.is_visible()
    # A folded table goes, the closed lines of the balance sheet stay: without them it adds up
    # to nothing.
    assert page.locator("#rolling ~ details").is_hidden()
    lines = page.locator(".fsq-sheet > *")
    assert lines.count() == 12
    assert all(line.is_visible() for line in lines.all())


def test_a_dark_screen_prints_dark_on_white_and_cuts_nothing_off(
    browser: Browser, server: FavaServer, errors: list[str]
) -> None:
    # A4 landscape between usual margins.
    context = browser.new_context(color_scheme="dark", viewport={"width": 1047, "height": 800})
    page = watched(context.new_page(), errors, server)
    page.emulate_media(media="print")
    for part in (".fsq-figure a", ".fsq-card dt", ".fsq-chart text", ".fsq td a", ".fsq h2"):
        assert contrast(page, part) >= 4.5, part
    for wide in (".fsq-scroll", ".fsq-wide-table"):
        cut = "(all) => all.map((one) => one.scrollWidth - one.clientWidth)"
        assert max(page.locator(wide).evaluate_all(cut)) == 0, wide
    scale, picture = (
        page.locator(part).bounding_box()
        for part in (
            "section[aria-labelledby=rolling] .fsq-scale",
            "section[aria-labelledby=rolling] .fsq-scroll > svg",
        )
    )
    assert scale is not None
    assert picture is not None
    assert abs(scale["height"] - picture["height"]) < 1
    context.close()
    assert errors == []


def test_an_edit_is_shown_while_fava_runs(
    browser: Browser, fava_server: StartFava, errors: list[str]
) -> None:
    server = fava_server(LEDGER)
    context = browser.new_context(locale="en")
    page = watched(context.new_page(), errors, server)
    server.ledger.write_text(LEDGER.replace("2000.00", "4000.00"), encoding="utf-8")
    # 4,000 of 20,000; Fava looks for changes every few seconds.
    page.wait_for_function(
        "document.querySelector('.fsq-figure')?.innerText === '20.0%'", timeout=20_000
    )
    context.close()
    assert errors == []
