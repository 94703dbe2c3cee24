"""Measure how fast the page in Fava is, beside an earlier commit, Fava's own pages and two others.

    python bench/page.py [--quick] [--visits 5] [--no-others] [--against COMMIT | --alone]
                         [--json FILE]

The other extensions, fava-portfolio-returns and fava-dashboards, are installed into a throw-away
environment for the time of the benchmark; without a network it says so and goes on without them.
Like ``bench/run.py`` it prints figures beside the promises and judges nothing.

* An endpoint is timed inside a fresh process that has loaded the ledger and answered the same about
  another one, so that what is measured is our answer and neither Beancount nor Python waking up. It
  is processor time, which other programs on the machine disturb less.
* A page is timed in a browser that has never seen it: from the navigation to the moment when it is
  first painted, and to that when what Fava's own charts draw on it is there, too.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from checkouts import ROOT, Checkout, add_arguments, as_module, checkouts, state
from comparison import Figure, Figures, Table, compare, kilobytes, milliseconds, take_turns
from inside import EXAMPLE, PAGE
from ledgers import write_ledger
from playwright.sync_api import Browser, sync_playwright

sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

from browser import launch  # noqa: E402
from serve import FavaServer  # noqa: E402

OTHERS = ("fava-portfolio-returns==2.7.0", "fava-dashboards==2.0.2")
LARGE, LARGE_QUICK = 200_000, 20_000
LARGE_RUNS = 3

EXTENSIONS = {
    "ours": 'custom "fava-extension" "fsq_beancount.progress"',
    "fava-portfolio-returns": 'custom "fava-extension" "fava_portfolio_returns" '
    "\"{'beangrow_config': 'beangrow.pbtxt'}\"",
    "fava-dashboards": 'custom "fava-extension" "fava_dashboards" '
    "\"{'config': 'dashboards.yaml'}\"",
}

BEANGROW = """
investments {
  investment {
    currency: "DIVE"
    asset_account: "Assets:Depot:ETF"
    dividend_accounts: "Income:Depot:Ausschüttungen"
    cash_accounts: "Assets:Bank:Girokonto"
  }
  investment {
    currency: "WELT"
    asset_account: "Assets:Sparplan:ETF"
    cash_accounts: "Assets:Bank:Girokonto"
  }
}
groups {
  group {
    name: "ETF"
    investment: "Assets:Depot:ETF"
    investment: "Assets:Sparplan:ETF"
    currency: "EUR"
  }
}
"""

# One bar chart of income and expenses by month: as little as a dashboard can show.
DASHBOARDS = """
dashboards:
- name: Overview
  panels:
  - title: Income and expenses
    width: 100%
    height: 400px
    queries:
    - bql: SELECT year, month, sum(number(convert(position, 'EUR'))) AS n
           WHERE account ~ '^Income' GROUP BY year, month ORDER BY year, month
    - bql: SELECT year, month, sum(number(convert(position, 'EUR'))) AS n
           WHERE account ~ '^Expenses' GROUP BY year, month ORDER BY year, month
    type: echarts
    script: |
      const bars = (one) => ({type: 'bar', data: one.result.map((row) => Number(row.n))});
      return {xAxis: {type: 'category'}, yAxis: {}, series: panel.queries.map(bars)};
"""


@dataclass(frozen=True)
class Visit:
    """A page and what tells that it is drawn."""

    path: str
    drawn: str


OURS = Visit(PAGE, ".fsq-native svg")
PAGES = {
    "ours": OURS,
    "fava-portfolio-returns": Visit("extension/FavaPortfolioReturns/", "article canvas"),
    "fava-dashboards": Visit("extension/FavaDashboards/", "article :is(canvas, .dashboards svg)"),
}
FAVAS = {
    "income statement": Visit("income_statement/", "article svg path, article svg rect"),
    "journal": Visit("journal/", "article .journal li"),
}


# --- Without a browser ------------------------------------------------------------------------


def measure_endpoint(
    table: Table, sides: list[Checkout], name: str, ledger: Path, runs: int, promise: str
) -> None:
    """What one ledger's report and page take inside Fava."""
    results = take_turns(runs, *(partial(side.measure, "endpoint", ledger) for side in sides))
    figures = compare(*results)
    table.section(f"{name}, {figures['entries'].here:,.0f} entries")
    table.row("report as JSON, first answer", figures["report first"], milliseconds, promise)
    table.row("report as JSON, cached", figures["report cached"], milliseconds, "within 3 ms")
    table.row("page, first answer after the report's", figures["page first"], milliseconds)
    table.row("page, once more", figures["page cached"], milliseconds)
    table.row("weight of the page", figures["page bytes"], kilobytes)


def measure_large(
    table: Table, sides: list[Checkout], folder: Path, transactions: int, runs: int
) -> None:
    """What a user waits for once Fava has loaded a large ledger."""
    ledger = write_generated(folder / "large.beancount", transactions, 20)

    def answers(side: Checkout) -> Figures:
        with serve(ledger, side) as fava:
            return {"first": answer_seconds(fava), "again": answer_seconds(fava)}

    figures = compare(*take_turns(runs, *(partial(answers, side) for side in sides)))
    table.section(f"{transactions:,} transactions, once Fava has loaded")
    table.row("page, first answer", figures["first"], milliseconds, "within 1 s")
    table.row("page, once more", figures["again"], milliseconds, "within 1 s")


def serve(ledger: Path, side: Checkout, python: str = sys.executable) -> FavaServer:
    """A Fava with the package of a checkout."""
    command = as_module("fava.cli", python)
    return FavaServer(ledger, command=command, environ=side.environment())


def answer_seconds(fava: FavaServer) -> float:
    """The time until our page has been sent."""
    start = time.perf_counter()
    answer = fava.get(PAGE)
    taken = time.perf_counter() - start
    if answer.status != 200:
        raise SystemExit(f"{PAGE}: {answer.status}\n{fava.output()}")
    return taken


# --- Ledgers ----------------------------------------------------------------------------------


def copy_example(folder: Path, extensions: Sequence[str], last_year: int = 2025) -> Path:
    """Copy the example ledger with the extensions that it is to name, up to a year."""
    shutil.copytree(EXAMPLE, folder)
    main = folder / "main.beancount"
    lines = [
        line
        for line in main.read_text(encoding="utf-8").splitlines()
        if "fava-extension" not in line
        and not any(f'"{year}.beancount"' in line for year in range(last_year + 1, 2100))
    ]
    lines += [f"2016-01-01 {EXTENSIONS[name]}" for name in extensions]
    main.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "beangrow.pbtxt").write_text(BEANGROW, encoding="utf-8")
    (folder / "dashboards.yaml").write_text(DASHBOARDS, encoding="utf-8")
    return main


def write_generated(path: Path, transactions: int, years: int) -> Path:
    """Write a ledger of ``ledgers.py`` that names our page."""
    write_ledger(path, transactions, years, plugin=True)
    with path.open("a", encoding="utf-8") as out:
        out.write(f"2016-01-01 {EXTENSIONS['ours']}\n")
    return path


# --- The browser ------------------------------------------------------------------------------


def draw(browser: Browser, address: str, drawn: str) -> Figures:
    """Seconds until a page is first painted, and all there, in a browser without a cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(drawn, state="attached")
    # What is there is painted with the next frame.
    frame = "new Promise((done) => requestAnimationFrame(() => done(performance.now())))"
    whole = float(page.evaluate(frame))
    first = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    painted = float(page.evaluate(first))
    context.close()
    return {"painted": painted / 1000, "whole": whole / 1000}


def others_python(folder: Path) -> str | None:
    """Make an environment with the other extensions, and ours from this checkout."""
    print("Installing", " and ".join(OTHERS), flush=True)
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    done = subprocess.run(
        [
            *(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--constraint", str(ROOT / "constraints.txt"), *OTHERS, str(ROOT)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()
        print("They cannot be installed:", reason[-1] if reason else "no reason given")
        return None
    return python


def measure_pages(
    table: Table, sides: list[Checkout], folder: Path, visits: int, *, others: bool
) -> None:
    """Draw pages in a cold browser: ours, those of others, and Fava's own."""
    python = others_python(folder / "environment") if others else None
    names = list(PAGES) if python else ["ours"]
    times: dict[tuple[str, str], dict[str, Figure]] = {}
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name in ("none", *names):
            ledger = copy_example(folder / name, [] if name == "none" else [name])
            pages = FAVAS if name == "none" else FAVAS | {"page": PAGES[name]}
            with ExitStack() as running:
                favas = [
                    running.enter_context(serve(ledger, side, python or sys.executable))
                    for side in (sides if name == "ours" else sides[:1])
                ]
                for kind, visit in pages.items():
                    drawings = [
                        partial(draw, browser, fava.url(visit.path), visit.drawn) for fava in favas
                    ]
                    times[name, kind] = compare(*take_turns(visits, *drawings))
        browser.close()

    def show(what: str, drawn: dict[str, Figure], promise: str) -> None:
        table.row(f"{what}, first painted", drawn["painted"], milliseconds)
        table.row(f"{what}, all there", drawn["whole"], milliseconds, promise)

    table.section("The example ledger in a browser without a cache")
    for name in names:
        show(f"page of {name}", times[name, "page"], "within 400 ms" if name == "ours" else "")
    for kind in FAVAS:
        table.section(f"Fava's {kind}, the same")
        show("without extensions", times["none", kind], "")
        for name in names:
            show(f"with {name}", times[name, kind], "no more" if name == "ours" else "")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the page in Fava.")
    parser.add_argument("--quick", action="store_true", help="a smaller large ledger, for a trial")
    parser.add_argument("--visits", type=int, default=5, help="how often each (default: 5)")
    parser.add_argument("--no-others", action="store_true", help="without other extensions")
    add_arguments(parser)
    asked = parser.parse_args()
    visits, large = asked.visits, LARGE_QUICK if asked.quick else LARGE
    with checkouts(asked) as sides, tempfile.TemporaryDirectory(prefix="fsq-bench-") as name:
        folder = Path(name)
        table = Table(sides[1].name if sides[1:] else None)
        small = copy_example(folder / "small", ["ours"], last_year=2021)
        measure_endpoint(table, sides, "Example, to 2021", small, visits, "within 10 ms for 1,700")
        whole = copy_example(folder / "whole", ["ours"])
        measure_endpoint(table, sides, "Example", whole, visits, "")
        middle = write_generated(folder / "middle.beancount", 4500, 2)
        measure_endpoint(table, sides, "Generated", middle, visits, "within 40 ms for 5,800")
        measure_pages(table, sides, folder, visits, others=not asked.no_others)
        measure_large(table, sides, folder, large, min(visits, LARGE_RUNS))
    if asked.json:
        about = {"commit": state(ROOT), "runs": visits, "quick": asked.quick}
        table.write(asked.json, about)


if __name__ == "__main__":
    main()
