"""Measure the speed and memory that the project promises, against an earlier commit.

    python bench/run.py [--quick] [--runs 3] [--against COMMIT | --alone] [--json FILE]

Prints figures next to the promises and does not pass or fail: a busy machine is not a bug. Each
measurement is a separate process, so that runs do not affect each other, and each figure is the
median of several. Our own functions are timed within a single load: two loads of a large ledger
differ by more than the cost of the plugin. Times inside a process are processor time, which is
less affected by other programs on the machine; that of the whole ``fsq report`` is elapsed time.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path

from checkouts import ROOT, Checkout, add_arguments, checkouts, state
from comparison import (
    Figures,
    Table,
    compare,
    megabytes,
    milliseconds,
    percent,
    seconds,
    take_turns,
)
from ledgers import TICKERS, write_ledger

FULL, QUICK = 200_000, 20_000
REPORTED = 50_000
"""The number of transactions in the ledger for the timing of ``fsq report``."""

OPTIONS = """
1985-01-01 custom "fsq-option" "birth-date" 1970-04-01
1985-01-01 custom "fsq-option" "retirement-age" 67
1985-01-01 custom "fsq-option" "life-expectancy" 90
1985-01-01 custom "fsq-option" "discount-rate" 0.03
1985-01-01 custom "fsq-option" "income-growth" 0.01
1985-01-01 custom "fsq-option" "inflation" 0.02
1985-01-01 custom "fsq-option" "tax-profile" "de"
1985-01-01 custom "fsq-pension" "Rente" 1200.00 EUR 67
"""

TREATMENTS = "".join(
    f'1985-01-01 commodity {ticker}\n  fsq-tax-treatment: "{word}"\n'
    for ticker, word in zip(TICKERS, cycle(["equity-fund", "share", "mixed-fund", "bond"]))
)
"""How each ticker is taxed: with lump sums and exemptions, and by the day of its purchase."""


def share_of(load: float) -> Callable[[float], str]:
    """Return the format of a time that is compared with Beancount's own load."""
    return lambda value: f"{milliseconds(value)} = {percent(value, load)}"


def measure_load(
    table: Table, sides: list[Checkout], folder: Path, transactions: int, runs: int
) -> None:
    """Measure the time and memory that the plugin and the analysis add to a load."""
    own, ours = folder / "own.beancount", folder / "suite.beancount"
    write_ledger(own, transactions, years=20, plugin=False)
    write_ledger(ours, transactions, years=20, plugin=True)
    loads, *suites = take_turns(
        runs,
        partial(sides[0].measure, "load", own),
        *(partial(side.measure, "suite", ours) for side in sides),
    )
    load, suite = compare(loads), compare(*suites)
    of_load = share_of(load["load"].here)

    def more(size: float) -> str:
        without = load["memory"].here
        return f"{megabytes(size)} = +{percent(size - without, without)}"

    table.section(f"{transactions:,} transactions, 20 years")
    table.row("Beancount's own load", load["load"], seconds)
    table.row("the same with the plugin", suite["load"], seconds)
    table.row("inside the plugin's functions", suite["plugin"], of_load, "at most 3 %")
    table.row("  of that Python's garbage collector", suite["collecting"], of_load)
    table.row("analyse after the load", suite["analyse"], of_load, "at most 5 %")
    table.row("peak memory without us", load["memory"], megabytes)
    table.row("peak memory, plugin and analysis", suite["memory"], more, "at most 10 %")
    table.row("  and with balance sheets", suite["memory with sheets"], megabytes)


def measure_history(
    table: Table, sides: list[Checkout], folder: Path, transactions: int, runs: int
) -> None:
    """Measure the cost of a longer history: the same postings over twice as many months."""
    short, long = folder / "20-years.beancount", folder / "40-years.beancount"
    own, treated = folder / "40-years-own.beancount", folder / "40-years-treated.beancount"
    write_ledger(short, transactions, 20, plugin=True)
    write_ledger(long, transactions, 40, plugin=True)
    write_ledger(own, transactions, 40, plugin=False)
    # With all parts of a balance sheet: latent tax and present values.
    with long.open("a", encoding="utf-8") as ledger_of_all:
        ledger_of_all.write(OPTIONS)
    shutil.copyfile(long, treated)
    with treated.open("a", encoding="utf-8") as ledger_with_treatments:
        ledger_with_treatments.write(TREATMENTS)

    def all_of(side: Checkout) -> Figures:
        of_long = side.measure("suite", long)
        analyse = side.measure("suite", short)["analyse"]
        by_vintage = side.measure("suite", treated)["wealth"]
        return of_long | {
            "short": analyse,
            "times": of_long["analyse"] / analyse,
            "by vintage": by_vintage,
        }

    loads, *suites = take_turns(
        runs,
        partial(sides[0].measure, "load", own),
        *(partial(all_of, side) for side in sides),
    )
    load, suite = compare(loads)["load"], compare(*suites)
    table.section(f"{transactions:,} transactions over a longer time")
    table.row("analyse 240 months", suite["short"], milliseconds)
    table.row("analyse 480 months", suite["analyse"], milliseconds)
    table.row("  times that of 240", suite["times"], "{:.2f}".format, "no more")
    table.row("Beancount's own load, 480 months", load, seconds)
    sheets = share_of(load.here)
    table.row("balance sheets of 480 month-ends", suite["wealth"], sheets, "at most 5 %")
    table.row("  with latent tax by vintage", suite["by vintage"], sheets, "no more than there")


def measure_report(
    table: Table, sides: list[Checkout], folder: Path, transactions: int, runs: int
) -> None:
    """Measure the time that the user waits for a command in the shell."""

    def ledger_of(side: Checkout) -> Path:
        # Each checkout has its own load cache, next to its ledger.
        return folder / side.name / "report.beancount"

    def report(side: Checkout, *, parse: bool) -> Figures:
        if parse:
            for cache in ledger_of(side).parent.glob(".*.picklecache"):
                cache.unlink()
        start = time.perf_counter()
        side.run("fsq_beancount", "report", str(ledger_of(side)), cache=True)
        return {"report": time.perf_counter() - start}

    for side in sides:
        ledger_of(side).parent.mkdir()
        write_ledger(ledger_of(side), transactions, years=20, plugin=True)
    first = take_turns(runs, *(partial(report, side, parse=True) for side in sides))
    # Shorter times need more runs to detect a change.
    more = max(runs, 5)
    later = take_turns(more, *(partial(report, side, parse=False) for side in sides))
    imports = take_turns(
        more, *(partial(side.measure, "import", ledger_of(side)) for side in sides)
    )
    table.section(f"fsq report, {transactions:,} transactions")
    table.row("first run, Beancount parses", compare(*first)["report"], seconds)
    table.row("from Beancount's load cache", compare(*later)["report"], seconds, "within 0.8 s")
    imported = compare(*imports)["import"]
    table.row("import fsq_beancount, after Beancount", imported, milliseconds, "under 20 ms")


def measure_certainty(
    table: Table, sides: list[Checkout], folder: Path, transactions: int, runs: int
) -> None:
    """Measure what it costs to say how sure the figures are, with fifteen questions."""

    def ledger_of(side: Checkout) -> Path:
        return folder / f"{side.name}-asked" / "questions.beancount"

    def command(side: Checkout, name: str, status: int) -> Figures:
        start = time.perf_counter()
        side.run("fsq_beancount", name, str(ledger_of(side)), cache=True, status=status)
        return {"command": time.perf_counter() - start}

    for side in sides:
        ledger_of(side).parent.mkdir()
        write_ledger(ledger_of(side), transactions, 20, plugin=True, classified=False)
    here = sides[0]
    [inside] = take_turns(runs, partial(here.measure, "certainty", ledger_of(here)))
    found = compare(inside)
    table.section(
        f"How sure, {transactions:,} transactions with {found['questions'].here:.0f} questions"
    )
    table.row("analyse", found["analysed"], milliseconds)
    table.row("a run after a fix of an account", found["run"], milliseconds)
    table.row("  analyse takes as long as", found["runs"], "{:.0f} runs".format, "at least 50")
    table.row("the search, with the parts of a report", found["searched"], milliseconds)
    table.row("all fixes and the bands", found["assessed"], milliseconds)
    table.row("  times analyse", found["share"], "{:.2f}".format, "at most 0.3")
    # The first of each fills the load cache of its checkout.
    for side in sides:
        command(side, "report", 0)
    checks, *reports = take_turns(
        max(runs, 5),
        partial(command, here, "check", 1),
        *(partial(command, side, "report", 0) for side in sides[1:]),
    )
    table.row(
        "fsq check, beside fsq report there", compare(checks, *reports)["command"], seconds, "1.5"
    )


def measure_positions(
    table: Table, sides: list[Checkout], folder: Path, transactions: int, runs: int
) -> None:
    """Measure the analysis with the positions of all accounts."""
    ledger = folder / "positions.beancount"
    write_ledger(ledger, transactions, 20, plugin=False)
    figures = take_turns(runs, *(partial(side.measure, "positions", ledger) for side in sides))
    table.section(f"{transactions:,} transactions without the plugin")
    table.row("analyse with positions", compare(*figures)["with positions"], seconds, "0.75")


def main() -> None:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description="Measure speed and memory.")
    parser.add_argument("--quick", action="store_true", help="small ledgers, for a trial")
    parser.add_argument("--runs", type=int, default=3, help="processes per figure (default: 3)")
    add_arguments(parser)
    asked = parser.parse_args()
    size = QUICK if asked.quick else FULL
    with checkouts(asked) as sides, tempfile.TemporaryDirectory(prefix="fsq-bench-") as name:
        folder = Path(name)
        table = Table(sides[1].name if sides[1:] else None)
        measure_load(table, sides, folder, size, asked.runs)
        measure_history(table, sides, folder, size, asked.runs)
        measure_report(table, sides, folder, min(size, REPORTED), asked.runs)
        measure_certainty(table, sides, folder, min(size, REPORTED), asked.runs)
        measure_positions(table, sides, folder, size, asked.runs)
    if asked.json:
        about = {"commit": state(ROOT), "runs": asked.runs, "quick": asked.quick}
        table.write(asked.json, about)


if __name__ == "__main__":
    main()
