"""Measure the speed of the page in Fava, against an earlier commit, Fava's and other pages.

    python bench/page.py [--quick] [--visits 5] [--no-others] [--against COMMIT | --alone]
                         [--json FILE]

The other extensions, fava-portfolio-returns and fava-dashboards, are installed into a temporary
environment; without a network the benchmark reports that and continues without them. Like
``bench/run.py`` it prints figures next to the promises and does not pass or fail.

* An endpoint is timed in a fresh process that has loaded the ledger and served the same request for
  another ledger, so that only our response is measured, not the startup of Beancount or Python.
  Processor time is measured, which is less affected by other programs on the machine.
* A page is timed in a browser without a cache: from the navigation to the first paint, and to the
  moment when Fava's own charts on it are drawn.
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

# A bar chart of income and expenses by month: a minimal dashboard.
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
    """A page, and the selector of an element that exists once it is drawn."""

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
    """Measure the report and the page of a ledger inside Fava."""
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
    """Measure the response times of the page once Fava has loaded a large ledger."""
    ledger = write_generated(folder / "large.beancount", transactions, 20)

    def answers(side: Checkout) -> Figures:
        with serve(ledger, side) as fava:
            return {"first": answer_seconds(fava), "again": answer_seconds(fava)}

    figures = compare(*take_turns(runs, *(partial(answers, side) for side in sides)))
    table.section(f"{transactions:,} transactions, once Fava has loaded")
    table.row("page, first answer", figures["first"], milliseconds, "within 1 s")
    table.row("page, once more", figures["again"], milliseconds, "within 1 s")


def serve(ledger: Path, side: Checkout, python: str = sys.executable) -> FavaServer:
    """Return a Fava server with the package of a checkout."""
    command = as_module("fava.cli", python)
    return FavaServer(ledger, command=command, environ=side.environment())


def answer_seconds(fava: FavaServer) -> float:
    """Return the response time of our page."""
    start = time.perf_counter()
    answer = fava.get(PAGE)
    taken = time.perf_counter() - start
    if answer.status != 200:
        raise SystemExit(f"{PAGE}: {answer.status}\n{fava.output()}")
    return taken


# --- Ledgers ----------------------------------------------------------------------------------


def copy_example(folder: Path, extensions: Sequence[str], last_year: int = 2025) -> Path:
    """Copy the example ledger up to a year, with the given extensions."""
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
    """Write a ledger of ``ledgers.py`` with our extension."""
    write_ledger(path, transactions, years, plugin=True)
    with path.open("a", encoding="utf-8") as out:
        out.write(f"2016-01-01 {EXTENSIONS['ours']}\n")
    return path


# --- The browser ------------------------------------------------------------------------------


def draw(browser: Browser, address: str, drawn: str) -> Figures:
    """Return the seconds to the first paint and to the complete page, without a cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(drawn, state="attached")
    # An attached element is painted with the next frame.
    frame = "new Promise((done) => requestAnimationFrame(() => done(performance.now())))"
    whole = float(page.evaluate(frame))
    first = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    painted = float(page.evaluate(first))
    context.close()
    return {"painted": painted / 1000, "whole": whole / 1000}


def others_python(folder: Path) -> str | None:
    """Create an environment with the other extensions and ours; return its Python, if possible."""
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
    """Measure pages in a browser without a cache: ours, those of others, and Fava's own."""
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
    """Measure and print the figures."""
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
