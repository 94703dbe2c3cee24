"""The page in a real Fava as people start it, seen by a real browser: controls, prefix, modes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from serve import FavaServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import StartFava
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.fava

PAGE = "extension/FsqProgress/"

# The oracle: living costs 20,000, dividends and interest 2,000, gains 1,000: 10 % and 15 %. The
# year before: 1,000 of dividends and 20,000 of costs.
LEDGER = """
option "title" "Main"
option "operating_currency" "EUR"
plugin "fsq_beancount"
2020-01-01 custom "fava-extension" "fsq_beancount.progress"
2020-01-01 custom "fava-option" "conversion-currencies" "USD"
2020-01-01 open Assets:Bank
2020-01-01 open Income:Dividenden
2020-01-01 open Income:Kursgewinne
2020-01-01 open Expenses:Leben
2020-01-01 price EUR 1.25 USD
2023-01-31 * "Miete"
  Expenses:Leben      20000.00 EUR
  Assets:Bank
2023-12-31 * "Dividende"
  Assets:Bank          1000.00 EUR
  Income:Dividenden
2024-03-31 * "Dividende"
  Assets:Bank          2000.00 EUR
  Income:Dividenden
2024-09-30 * "Verkauf"
  Assets:Bank          1000.00 EUR
  Income:Kursgewinne
2024-12-31 * "Leben"
  Expenses:Leben      20000.00 EUR
  Assets:Bank
"""

Scheme = Literal["light", "dark"]
READERS: tuple[tuple[str, Scheme], ...] = (
    ("en", "light"),
    ("en", "dark"),
    ("de", "light"),
    ("de", "dark"),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FavaServer]:
    """One Fava for all tests that start it in the usual way."""
    ledger = tmp_path_factory.mktemp("ledger") / "main.beancount"
    ledger.write_text(LEDGER, encoding="utf-8")
    with FavaServer(ledger) as server:
        yield server


class Reader:
    """Opens pages as one reader; the browser must not complain about any of them."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.complaints: list[str] = []

    def open(
        self, address: str, locale: str = "en", scheme: Scheme = "light", width: int = 1280
    ) -> Page:
        context = self.browser.new_context(
            locale=locale, color_scheme=scheme, viewport={"width": width, "height": 900}
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: self.note(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.note(str(error)))
        page.goto(address)
        page.wait_for_selector("aside")
        return page

    def note(self, complaint: str) -> None:
        self.complaints.append(complaint)


@pytest.fixture
def reader(browser: Browser, fava_server: StartFava) -> Iterator[Reader]:
    # Its pages are closed before the servers that it may have asked, which the argument ensures.
    reader = Reader(browser)
    yield reader
    for context in list(browser.contexts):
        context.close()
    assert reader.complaints == []


def shown(page: Page, selector: str = ".fsq") -> str:
    """What a reader sees, with usual spaces."""
    return " ".join(page.locator(selector).first.inner_text().replace("\xa0", " ").split())


# --- Fava's five controls ---


@pytest.mark.parametrize(("locale", "scheme"), READERS)
def test_time_account_and_filter_are_typed_into_fava(
    reader: Reader, server: FavaServer, locale: str, scheme: Scheme
) -> None:
    page = reader.open(server.url(PAGE), locale, scheme)
    percent = {"en": "{}.0%", "de": "{},0 %"}[locale]
    assert page.locator("section[aria-labelledby=rolling] .fsq-scroll a").count() == 24
    fields = page.locator("header input")
    fields.nth(0).fill("2024")
    fields.nth(0).press("Enter")
    page.wait_for_function(
        "document.querySelectorAll('section[aria-labelledby=rolling] .fsq-scroll a').length === 12"
    )
    assert percent.format(10) in shown(page, ".fsq-fsq_narrow")
    fields.nth(1).fill("Kursgewinne")
    fields.nth(1).press("Enter")
    # The gain alone: no living costs pass, so there is no quota.
    page.wait_for_function("document.querySelector('.fsq-figure').innerText === '–'")
    fields.nth(1).fill("")
    fields.nth(1).press("Enter")
    page.wait_for_function("document.querySelector('.fsq-figure').innerText !== '–'")
    fields.nth(2).fill('-narration:"Verkauf"')
    fields.nth(2).press("Enter")
    # Without the sale the wide quota is the narrow one.
    narrow, wide = page.locator(".fsq-figure").all()
    page.wait_for_function(
        "new Set([...document.querySelectorAll('.fsq-figure')].map((one) => one.innerText)).size"
        " === 1"
    )
    assert narrow.inner_text() == wide.inner_text()
    notice = shown(page, ".fsq-notice")
    assert '-narration:"Verkauf"' in notice
    assert "2024" in notice


@pytest.mark.parametrize(("locale", "scheme"), READERS)
def test_conversion_and_interval_are_chosen_at_fava_s_chart(
    reader: Reader, server: FavaServer, locale: str, scheme: Scheme
) -> None:
    page = reader.open(server.url(PAGE), locale, scheme)
    buttons = page.locator("section[aria-labelledby=money] .fsq-native button")
    labels = {"en": ("At Cost", "Monthly"), "de": ("Einkaufspreis", "Monatlich")}[locale]
    buttons.filter(has_text=labels[1]).click()
    page.locator(
        "section[aria-labelledby=money] .fsq-native li",
        has_text={"en": "Yearly", "de": "Jährlich"}[locale],
    ).click()
    page.wait_for_function(
        "document.querySelectorAll('section[aria-labelledby=rolling] .fsq-scroll a').length === 2"
    )
    buttons.filter(has_text=labels[0]).click()
    page.locator("section[aria-labelledby=money] .fsq-native li", has_text="USD").click()
    # 1,500 EUR a month at 1.25.
    expected = {"en": "1,875.00 USD", "de": "1.875,00 USD"}[locale]
    page.wait_for_function(
        f"document.querySelector('.fsq-fsq_narrow').innerText.includes('{expected.split()[0]}')"
    )
    assert expected in shown(page, ".fsq-fsq_narrow")
    # Both charts are there, each with its points.
    assert page.locator("section[aria-labelledby=money] .fsq-native svg").count() == 1
    assert page.locator("svelte-component .error").count() == 0


def test_fava_s_locale_writes_the_numbers(reader: Reader, fava_server: StartFava) -> None:
    swiss = '2020-01-01 custom "fava-option" "locale" "de_CH"\n'
    page = reader.open(fava_server(LEDGER + swiss).url(PAGE))
    # The apostrophe is straight since Babel 2.19.
    assert "Missing a month 1’500.00 EUR" in shown(page, ".fsq-fsq_narrow").replace("'", "’")
    assert "+5.0 percentage points" in shown(page, ".fsq-fsq_narrow")


def test_the_language_that_fava_is_told_to_speak(reader: Reader, fava_server: StartFava) -> None:
    german = '2020-01-01 custom "fava-option" "language" "de"\n'
    page = reader.open(fava_server(LEDGER + german).url(PAGE), locale="en")
    assert "Fehlt im Monat 1.500,00 EUR" in shown(page, ".fsq-fsq_narrow")


# --- From a figure to what it means and what is behind it ---


def test_from_a_figure_to_its_definition_and_back(reader: Reader, server: FavaServer) -> None:
    page = reader.open(server.url(PAGE + "?time=2024"))
    page.locator(".fsq-fsq_wide h3 a").click()
    page.wait_for_selector("#fsq_wide")
    assert page.evaluate("location.search.includes('tab=help')")
    assert page.evaluate("location.hash") == "#fsq_wide"
    explained = shown(page, "#fsq_wide")
    assert "divided by 20,000 of living costs: 15.0%." in explained
    assert "Here: 15.0% (Jan 2024 – Dec 2024)" in explained
    top = page.locator("#fsq_wide").bounding_box()
    assert top
    assert 0 <= top["y"] < 900
    # What it is here leads to the postings, too.
    page.locator("#fsq_wide p a").click()
    page.wait_for_url("**/query/**")
    page.locator("article table td").first.wait_for()
    page.go_back()
    page.wait_for_selector("#fsq_wide")
    page.locator(".fsq > p:not(.fsq-notice) a").click()
    page.wait_for_selector(".fsq-figure")
    assert page.evaluate("location.search") == "?time=2024"


@pytest.mark.parametrize("locale", ["en", "de"])
def test_a_deep_link_into_the_help(reader: Reader, server: FavaServer, locale: str) -> None:
    page = reader.open(server.url(PAGE + "?tab=help#change_wide"), locale, width=360)
    page.wait_for_function(
        "document.getElementById('change_wide').getBoundingClientRect().top < innerHeight"
    )
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0


def test_every_name_of_a_figure_leads_to_its_definition(reader: Reader, server: FavaServer) -> None:
    page = reader.open(server.url(PAGE))
    anchors = set(
        page.locator("a.fsq-term").evaluate_all("(all) => all.map((one) => one.hash.slice(1))")
    )
    assert {"fsq_narrow", "missing_wide", "change_narrow", "net_income", "savings"} <= anchors
    page.goto(server.url(PAGE + "?tab=help"))
    assert [one for one in anchors if not page.locator(f"[id='{one}']").count()] == []


# --- Ways to start Fava ---


def test_under_a_prefix_every_link_works(reader: Reader, fava_server: StartFava) -> None:
    server = fava_server(LEDGER, prefix="/money")
    page = reader.open(server.url(PAGE))
    addresses = page.locator(".fsq a").evaluate_all(
        "(all) => all.map((one) => new URL(one.getAttribute('href'), location).pathname)"
    )
    assert len(addresses) > 50
    assert [one for one in addresses if not one.startswith("/money/main/")] == []
    page.locator(".fsq-fsq_narrow h3 a").click()
    page.wait_for_selector("#fsq_narrow")
    page.go_back()
    page.locator(".fsq-figure a").first.click()
    page.wait_for_url("**/money/main/query/**")
    page.locator("article table td").first.wait_for()


def test_several_ledgers_in_one_fava(reader: Reader, fava_server: StartFava) -> None:
    other = LEDGER.replace("Main", "Other").replace("2000.00", "4000.00")
    server = fava_server(LEDGER, other)
    # 2,000 and 4,000 of 20,000.
    for slug, quota in (("main", "10.0%"), ("other", "20.0%"), ("main", "10.0%")):
        page = reader.open(server.url(PAGE, slug))
        assert shown(page, ".fsq-figure") == quota
        page.locator(".fsq-figure a").first.click()
        page.wait_for_url(f"**/{slug}/query/**")


def test_read_only(reader: Reader, fava_server: StartFava) -> None:
    server = fava_server(LEDGER, options=["--read-only"])
    before = server.ledger.read_bytes()
    page = reader.open(server.url(PAGE))
    assert shown(page, ".fsq-figure") == "10.0%"
    page.locator(".fsq-figure a").first.click()
    page.wait_for_url("**/query/**")
    page.locator("article table td").first.wait_for()
    assert server.ledger.read_bytes() == before


def test_incognito_hides_every_amount(reader: Reader, fava_server: StartFava) -> None:
    server = fava_server(LEDGER, options=["--incognito"])
    for path in (PAGE, PAGE + "?tab=help"):
        page = reader.open(server.url(path))
        read = shown(page)
        # The worked examples are nobody's money; the axis of Fava's chart says XX itself.
        own = re.sub(r"For example: .*?(?=Here:|$)", "", read)
        for example in page.locator(".fsq pre").all_inner_texts():
            own = own.replace(" ".join(example.split()), "")
        assert "10.0%" in own
        assert re.findall(r"\d[\d,]*\.\d\d\b", own) == []
        assert "XXX" in own


@pytest.mark.parametrize("plugin", [True, False])
def test_a_mistake_is_on_fava_s_error_page_once(
    reader: Reader, fava_server: StartFava, plugin: bool
) -> None:
    ledger = LEDGER if plugin else LEDGER.replace('plugin "fsq_beancount"\n', "\n")
    mistaken = ledger + '2020-01-01 custom "fsq-option" "withdrawel-rate" 0.04\n'
    server = fava_server(mistaken)
    page = reader.open(server.url("errors/"))
    rows = page.locator("article table tbody tr", has_text="withdrawel-rate")
    rows.first.wait_for()
    assert rows.count() == 1
    line = mistaken.count("\n")
    assert f"{line}" in rows.first.inner_text()
    assert "main.beancount" in rows.first.inner_text()
    # It leads to the line in Fava's editor.
    rows.first.locator("a").first.click()
    page.wait_for_url("**/editor/**")
    assert page.evaluate("new URL(location).searchParams.get('line')") == str(line)


# --- Everyone can use it ---

# What Fava draws has findings of its own; so has its frame.
OURS = {"include": [[".fsq"]], "exclude": [["svelte-component"]]}


@pytest.mark.parametrize("path", [PAGE, PAGE + "?interval=year&time=2024", PAGE + "?tab=help"])
@pytest.mark.parametrize(("locale", "scheme"), [("en", "light"), ("de", "dark")])
def test_the_accessibility_check_finds_nothing(
    reader: Reader, server: FavaServer, path: str, locale: str, scheme: Scheme
) -> None:
    page = reader.open(server.url(path), locale, scheme)
    # Those in others cannot be seen, let alone clicked, before these are open.
    page.locator(".fsq details").evaluate_all("(all) => all.forEach((one) => (one.open = true))")
    found = Axe().run(page, context=OURS).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical", "moderate")]
    named = [(one["id"], one["nodes"][0]["html"][:200]) for one in serious]
    assert named == []


def test_the_chart_is_one_stop_of_the_keyboard(reader: Reader, server: FavaServer) -> None:
    page = reader.open(server.url(PAGE))
    page.locator("section[aria-labelledby=rolling] .fsq-legend a").last.focus()
    page.keyboard.press("Tab")
    # The legend's second name was the last stop before the picture; its newest column is next.
    name = "document.activeElement.querySelector('title')?.textContent"
    assert page.evaluate(name).startswith("Jan 2024 – Dec 2024 · FSQ narrow 10.0%")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    # All other windows are links of the table, by keyboard too.
    rolling = page.locator("section[aria-labelledby=rolling]")
    assert rolling.locator("details[open] td a").count() == 24 * 3
    column = page.get_by_role("link", name=re.compile("^Dec 2023 – Nov 2024 · FSQ narrow"))
    assert column.count() == 1


def test_headings_are_in_order(reader: Reader, server: FavaServer) -> None:
    page = reader.open(server.url(PAGE))
    levels = page.locator(".fsq :is(h1, h2, h3, h4)").evaluate_all(
        "(all) => all.map((one) => Number(one.tagName[1]))"
    )
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("width", [360, 768])
@pytest.mark.parametrize("locale", ["en", "de"])
def test_a_narrow_screen_scrolls_pictures_and_tables_only(
    reader: Reader, server: FavaServer, width: int, locale: str
) -> None:
    page = reader.open(server.url(PAGE), locale, width=width)
    for wide in ("document.documentElement", "document.querySelector('article')"):
        assert page.evaluate(f"{wide}.scrollWidth - {wide}.clientWidth") == 0, wide


def test_narrow_and_wide_differ_in_lightness_too(reader: Reader, server: FavaServer) -> None:
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        page = reader.open(server.url(PAGE), scheme=scheme)
        narrow, wide = (
            page.locator(
                f"section[aria-labelledby=rolling] .fsq-scroll rect.{kind}:not(.fsq-incomplete)"
            ).last.evaluate("(one) => getComputedStyle(one).fill")
            for kind in ("fsq-narrow", "fsq-wide")
        )
        assert contrast(narrow, wide) >= 3, (scheme, narrow, wide)


def contrast(*colours: str) -> float:
    """The contrast of two colours, as WCAG counts it."""
    darker, lighter = sorted(map(luminance, colours))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(part) / 255 for part in re.findall(r"\d+", colour)[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
