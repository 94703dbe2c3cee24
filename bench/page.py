"""Measure how fast the page in Fava is, beside Fava's own pages and two other extensions.

    python bench/page.py [--quick] [--visits 5] [--no-others]

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
import json
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

from ledgers import write_ledger
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "example-ledger"

sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

PAGE = "extension/FsqProgress/"
OTHERS = ("fava-portfolio-returns==2.7.0", "fava-dashboards==2.0.2")
LARGE, LARGE_QUICK = 200_000, 20_000

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


# --- The endpoint, in a process of its own ------------------------------------------------------


def measure_endpoint(ledger: Path) -> dict[str, float]:
    """Seconds of the report as JSON and of the page: the first answer, and one that is cached."""
    from fava.application import create_app

    # The example answers first, so that Python, Flask and Babel have woken up.
    warm = EXAMPLE / "main.beancount"
    client = create_app([warm, ledger], load=True, poll_watcher=True).test_client()
    slugs = list(client.application.config["LEDGERS"].ledgers_by_slug.items())
    for path in (f"{PAGE}report", PAGE):
        client.get(f"/{slugs[0][0]}/{path}")
    slug, entries = slugs[1][0], len(slugs[1][1].all_entries)
    client.get(f"/{slug}/api/changed")
    figures = {"entries": float(entries)}
    for name, path in (("report", f"{PAGE}report"), ("page", PAGE)):
        for kind in ("first", "cached"):
            start = time.process_time()
            answer = client.get(f"/{slug}/{path}")
            figures[f"{name} {kind}"] = time.process_time() - start
            if answer.status_code != 200:
                raise SystemExit(f"{path}: {answer.status_code}")
            figures[f"{name} bytes"] = float(len(answer.data))
    return figures


def endpoint_figures(ledger: Path, runs: int) -> dict[str, float]:
    """Medians of several processes."""
    command = [sys.executable, str(Path(__file__).resolve()), "--endpoint", str(ledger)]
    results = []
    for _ in range(runs):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"the endpoint on {ledger.name} failed:\n{done.stderr}")
        results.append(json.loads(done.stdout.splitlines()[-1]))
    return {name: median(one[name] for one in results) for name in results[0]}


def show(what: str, figure: str, promise: str = "") -> None:
    """Print a line of the table, at once: the next one may take a minute."""
    print(f"{what:<84}{figure:>12}   {promise}".rstrip(), flush=True)


def milliseconds(seconds: float) -> str:
    """A time as it is shown."""
    return f"{seconds * 1000:.1f} ms"


def show_drawn(what: str, drawn: Drawn, promise: str = "") -> None:
    """Print when a page was first painted, and when all of it was there."""
    painted, whole = milliseconds(drawn.painted), milliseconds(drawn.whole)
    show(f"{what}, painted from {painted} on, all there after", whole, promise)


def show_endpoint(name: str, ledger: Path, runs: int, promise: str) -> None:
    """Measure and print one ledger."""
    figures = endpoint_figures(ledger, runs)
    show(f"{name}, {figures['entries']:,.0f} entries", "")
    show("  report as JSON, first answer", milliseconds(figures["report first"]), promise)
    show("  report as JSON, cached", milliseconds(figures["report cached"]), "within 3 ms")
    show("  page, first answer after the report's", milliseconds(figures["page first"]))
    show("  page, once more", milliseconds(figures["page cached"]))
    show("  weight of the page", f"{figures['page bytes'] / 1000:.0f} kB")


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


class Drawn(NamedTuple):
    """Seconds from the navigation until a page has come.

    Attributes:
        painted: Until the browser first paints its contents.
        whole: Until all that it draws is there.
    """

    painted: float
    whole: float


def time_to_draw(browser: Browser, address: str, drawn: str, visits: int) -> Drawn:
    """The median times until a page is drawn, each time in a browser without a cache."""
    painted, whole = [], []
    for _ in range(visits):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(address, wait_until="commit")
        page.wait_for_selector(drawn, state="attached")
        # What is there is painted with the next frame.
        frame = "new Promise((done) => requestAnimationFrame(() => done(performance.now())))"
        whole.append(float(page.evaluate(frame)) / 1000)
        first = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        painted.append(float(page.evaluate(first)) / 1000)
        context.close()
    return Drawn(median(painted), median(whole))


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


def show_pages(folder: Path, visits: int, *, others: bool) -> None:
    """Draw pages in a cold browser: ours, those of others, and Fava's own."""
    from browser import launch
    from serve import FavaServer

    python = others_python(folder / "environment") if others else None
    names = list(PAGES) if python else ["ours"]
    with sync_playwright() as playwright:
        browser = launch(playwright)
        times: dict[tuple[str, str], Drawn] = {}
        for name in ("none", *names):
            ledger = copy_example(folder / name, [] if name == "none" else [name])
            with FavaServer(ledger, python=python or sys.executable) as fava:
                for kind, visit in FAVAS.items():
                    times[name, kind] = time_to_draw(
                        browser, fava.url(visit.path), visit.drawn, visits
                    )
                if name != "none":
                    page = PAGES[name]
                    times[name, "page"] = time_to_draw(
                        browser, fava.url(page.path), page.drawn, visits
                    )
        browser.close()
    show("The example ledger in a browser without a cache", "")
    for name in names:
        promise = "within 400 ms" if name == "ours" else ""
        show_drawn(f"  page of {name}", times[name, "page"], promise)
    for kind in FAVAS:
        show_drawn(f"  Fava's {kind} without extensions", times["none", kind])
        for name in names:
            show_drawn(f"    with {name}", times[name, kind], "no more" if name == "ours" else "")


def show_large(folder: Path, transactions: int) -> None:
    """Ask a Fava that has loaded a large ledger."""
    from serve import FavaServer

    ledger = write_generated(folder / "large.beancount", transactions, 20)
    with FavaServer(ledger) as fava:
        show(f"{transactions:,} transactions, once Fava has loaded", "")
        for what, promise in (("first answer", "within 1 s"), ("once more", "within 1 s")):
            start = time.perf_counter()
            answer = fava.get(PAGE)
            show(f"  page, {what}", milliseconds(time.perf_counter() - start), promise)
            if answer.status != 200:
                raise SystemExit(f"the page on {transactions:,} transactions: {answer.status}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the page in Fava.")
    parser.add_argument("--quick", action="store_true", help="a smaller large ledger, for a trial")
    parser.add_argument("--visits", type=int, default=5, help="how often each (default: 5)")
    parser.add_argument("--no-others", action="store_true", help="without other extensions")
    parser.add_argument("--endpoint", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.endpoint:
        print(json.dumps(measure_endpoint(asked.endpoint)))
        return
    with tempfile.TemporaryDirectory(prefix="fsq-bench-") as name:
        folder = Path(name)
        small = copy_example(folder / "small", ["ours"], last_year=2021)
        show_endpoint("Example, to 2021", small, asked.visits, "within 10 ms for 1,700")
        whole = copy_example(folder / "whole", ["ours"])
        show_endpoint("Example", whole, asked.visits, "")
        middle = write_generated(folder / "middle.beancount", 4500, 2)
        show_endpoint("Generated", middle, asked.visits, "within 40 ms for 5,800")
        show_pages(folder, asked.visits, others=not asked.no_others)
        show_large(folder, LARGE_QUICK if asked.quick else LARGE)


if __name__ == "__main__":
    main()
