"""The example's configuration, from the shell and on Fava's import page in a real browser."""

from __future__ import annotations

import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from beancount import loader
from beancount.core import data
from imported import amounts, extract, opened
from importer_samples import EXPORTS, IMPORTERS
from places import EXAMPLE

if TYPE_CHECKING:
    from conftest import StartFava
    from playwright.sync_api import Browser, Page

D = Decimal

# The dividend is joined with what Portfolio Performance knows of it: 24.30 are left of 33.00.
GIRO = [
    {
        "Income:Vermietung:Mieteinnahmen": D("-710.00"),
        "Income:Vermietung:Umlagen": D("-175.00"),
        "Assets:Bank:Girokonto": D("885.00"),
    },
    {"Expenses:Ungeklärt": D("240.00"), "Assets:Bank:Girokonto": D("-240.00")},
    {"Income:Bücher:VG-Wort": D("-57.20"), "Assets:Bank:Girokonto": D("57.20")},
    {"Expenses:Lebensmittel": D("62.35"), "Assets:Bank:Girokonto": D("-62.35")},
    {
        "Income:Depot:Dividenden": D("-33.00"),
        "Expenses:Steuern:Kapitalertragsteuer": D("8.70"),
        "Assets:Bank:Girokonto": D("24.30"),
    },
    {"Expenses:Lebensmittel": D("38.40"), "Assets:Bank:Girokonto": D("-38.40")},
]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example, which imports write to."""
    # Beancount's load cache names the files that it was made of, not their copies.
    no_cache = shutil.ignore_patterns("*.picklecache")
    return Path(shutil.copytree(EXAMPLE, tmp_path / "example-ledger", ignore=no_cache))


def run(example: Path, *arguments: str) -> str:
    """Runs the example's configuration as a program, and returns what it prints."""
    result = subprocess.run(
        [sys.executable, "-W", "error", "import.py", *arguments],
        cwd=example / "import",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def imported(ledger: Path, source: str) -> list[data.Transaction]:
    """Returns what stands in a ledger from a source; it loads without an error."""
    entries, errors, _ = loader.load_file(str(ledger))
    assert errors == []
    return [
        entry
        for entry in entries
        if isinstance(entry, data.Transaction)
        and str(entry.meta.get("source_id", "")).startswith(f"{source}:")
    ]


def test_each_file_has_an_importer(example: Path) -> None:
    lines = run(example, "identify", "downloads").split()
    assert [line for line in lines if line.startswith("fsq.")] == [
        "fsq.dkb:Assets:Bank:Girokonto",
        "fsq.trade-republic:Assets:Bank:Tagesgeld",
    ]


def test_what_the_shell_extracts_can_be_added_once(example: Path) -> None:
    main = example / "main.beancount"
    first = run(example, "extract", "--existing", str(main), "downloads")
    with main.open("a", encoding="utf-8") as ledger:
        ledger.write(first)
    assert [amounts(entry) for entry in imported(main, "dkb")] == GIRO
    assert len(imported(main, "trade-republic")) == 4
    again = run(example, "extract", "--existing", str(main), "downloads")
    assert [line for line in again.splitlines() if line[:4].isdigit()] == []
    # Ten bookings, and the balance that the bank states.
    assert again.count("duplicate of") == 11


def test_a_file_is_archived_below_its_account(example: Path) -> None:
    (example / "documents").mkdir()
    run(example, "archive", "--destination", str(example / "documents"), "downloads")
    found = {str(path.relative_to(example / "documents")) for path in example.rglob("*.*.csv")}
    assert found == {
        "Assets/Bank/Girokonto/2026-01-30.dkb.girokonto.csv",
        "Assets/Bank/Tagesgeld/2026-01-28.trade-republic.transaktionsexport.csv",
    }


def open_page(browser: Browser, url: str, errors: list[str]) -> Page:
    page = browser.new_context(locale="en").new_page()
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(url)
    page.wait_for_selector("aside")
    return page


def extract_on_page(page: Page, importer: str) -> int:
    """Clicks "Extract" and returns how many entries there are to import."""
    page.get_by_title(f"Extract with importer {importer}").click()
    title = page.get_by_role("heading", name="to import")
    title.wait_for()
    return int(title.inner_text().split("(")[1].split()[0])


def save_all(page: Page) -> None:
    """Goes through the entries and saves them."""
    while page.get_by_role("button", name="Next").count():
        page.get_by_role("button", name="Next").click()
    with page.expect_response("**/api/add_entries") as response:
        page.get_by_role("button", name="Save").click()
    assert response.value.ok, response.value.text()


@pytest.mark.fava
def test_the_import_page_of_a_real_fava(
    browser: Browser, fava_server: StartFava, example: Path
) -> None:
    errors: list[str] = []
    main = example / "main.beancount"
    server = fava_server(main)
    page = open_page(browser, server.url("import/"), errors)
    # Six bookings, and the balance that the bank states.
    assert extract_on_page(page, "fsq.dkb:Assets:Bank:Girokonto") == 7
    # The row of the file stands beside the entry.
    assert "Miete Januar" in page.locator("pre").inner_text()
    save_all(page)
    saved = imported(main, "dkb")
    assert [amounts(entry) for entry in saved] == GIRO
    assert saved[4].meta["enriched"] == "girokonto.csv:2"
    # Once more: all of it is there already.
    page = open_page(browser, server.url("import/"), errors)
    assert extract_on_page(page, "fsq.dkb:Assets:Bank:Girokonto") == 0
    page.context.close()
    assert errors == []


CONFIG = """
from fsq_importers import Accounts, TradeRepublic
CONFIG = [TradeRepublic(Accounts("Assets:TR", depot="Assets:Depot:TR"))]
"""


@pytest.mark.fava
def test_lots_and_foreign_amounts_survive_favas_import_page(
    browser: Browser, fava_server: StartFava, tmp_path: Path
) -> None:
    sample = EXPORTS / "trade_republic" / "alt.csv"
    expected = extract(IMPORTERS["trade_republic"], sample)
    (tmp_path / "downloads").mkdir()
    shutil.copy(sample, tmp_path / "downloads")
    (tmp_path / "import.py").write_text(CONFIG, encoding="utf-8")
    server = fava_server(
        'option "title" "Import"\n'
        '1960-01-01 custom "fava-option" "import-config" "import.py"\n'
        '1960-01-01 custom "fava-option" "import-dirs" "downloads"\n' + opened(expected)
    )
    errors: list[str] = []
    page = open_page(browser, server.url("import/"), errors)
    assert extract_on_page(page, "fsq.trade-republic:Assets:TR") == len(expected)
    save_all(page)
    saved = imported(server.ledger, "trade-republic")
    assert len(saved) == len(expected)
    by_id = {entry.meta["source_id"]: entry for entry in expected}
    for entry in saved:
        before = by_id[entry.meta["source_id"]]
        written = {key: value for key, value in before.meta.items() if not key.startswith("__")}
        kept = {key: entry.meta[key] for key in written if key not in {"filename", "lineno"}}
        assert kept == {key: written[key] for key in kept}
    # 20 at 100.00 and 0.497512 for 50.00 were bought, 5 sold: 110.00 less 100.00 each.
    (sale,) = [entry for entry in saved if entry.meta["record"] == "sell"]
    assert amounts(sale)["Income:Depot:Kursgewinne"] == -50
    page.context.close()
    assert errors == []
