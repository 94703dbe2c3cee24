"""Measure what the project promises about speed and memory.

    python bench/run.py [--quick] [--runs 3]

Prints figures beside the promises and judges nothing: a machine that is busy is no bug. Each
measurement is a process of its own, so that no run profits from or pays for another, and each
figure is the median of several. Our own functions are timed inside one load: two loads of a large
ledger differ by more than the plugin costs. Times inside a process are processor time, which other
programs on the machine disturb less; that of the whole ``fsq report`` is what a user waits.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from ledgers import write_ledger

Figures = dict[str, float]
"""What one process measured: seconds or megabytes by name."""

ROOT = Path(__file__).resolve().parent.parent

FULL, QUICK = 200_000, 20_000
REPORTED = 50_000
"""Transactions of the ledger that ``fsq report`` is timed with."""

PROMISES = {
    "plugin": "at most 3 %",
    "analyse": "at most 5 %",
    "wealth": "at most 5 %",
    "memory": "at most 10 %",
    "months": "no more",
    "report": "within 0.8 s",
    "import": "under 20 ms",
}
"""What stands beside a figure; empty where nothing is promised."""

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

FSQ = "import sys; from fsq_beancount.cli.main import main; sys.exit(main())"
"""What the ``fsq`` script does, also where the project is not installed."""


class Row(NamedTuple):
    """A line of the table."""

    what: str
    figure: str
    promise: str = ""


# --- In the measuring process -----------------------------------------------------------------


def peak_megabytes() -> float:
    """The most memory that this process has held."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def measure_load(ledger: str) -> Figures:
    """Beancount's own load."""
    from beancount import loader

    start = time.process_time()
    _, errors, _ = loader.load_file(ledger)
    figures = {"load": time.process_time() - start, "memory": peak_megabytes()}
    return figures | {"errors": float(len(errors))}


def measure_suite(ledger: str) -> Figures:
    """A load with the plugin, the time spent in its functions, and the analysis after it."""
    from beancount import loader

    import fsq_beancount

    spent = collecting = collector_started = 0.0
    inside = False

    def watch(phase: str, _info: object) -> None:
        nonlocal collecting, collector_started
        if phase == "start":
            collector_started = time.process_time()
        elif inside:
            collecting += time.process_time() - collector_started

    # Python's garbage collector visits the whole ledger when a certain number of objects are new,
    # whoever made them; when that moment falls into our function is chance.
    gc.callbacks.append(watch)

    def timed(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def run(*args: Any) -> Any:
            nonlocal inside, spent
            inside = True
            start = time.process_time()
            try:
                return function(*args)
            finally:
                spent += time.process_time() - start
                inside = False

        return run

    # The loader takes names from the module and callables as they are.
    plugins: tuple[str | Callable[..., Any], ...] = fsq_beancount.__plugins__
    for plugin in plugins:
        if isinstance(plugin, str):
            setattr(fsq_beancount, plugin, timed(getattr(fsq_beancount, plugin)))
    replaced = tuple(plugin if isinstance(plugin, str) else timed(plugin) for plugin in plugins)
    setattr(fsq_beancount, "__plugins__", replaced)  # noqa: B010 - a tuple of other callables

    start = time.process_time()
    entries, errors, options = loader.load_file(ledger)
    loaded = time.process_time() - start
    gc.collect()  # what the load has left to collect is not the analysis' work
    start = time.process_time()
    report = fsq_beancount.analyse(entries, options)
    analysed = time.process_time() - start
    memory = peak_megabytes()
    start = time.process_time()
    sheets = report.wealth_series
    wealth = time.process_time() - start
    if not sheets:
        raise SystemExit("the ledger has no month-ends to draw up a balance sheet of")
    return {
        "analyse": analysed,
        "wealth": wealth,
        "plugin": spent,
        "collecting": collecting,
        "load": loaded,
        "memory": memory,
        "memory with sheets": peak_megabytes(),
        "errors": float(len(errors)),
    }


def measure_import(_ledger: str) -> Figures:
    """What our package adds to a program that has Beancount already."""
    from beancount import loader  # noqa: F401 - imported for what it imports

    start = time.process_time()
    import fsq_beancount  # noqa: F401 - measured

    return {"import": time.process_time() - start, "errors": 0.0}


MEASUREMENTS: dict[str, Callable[[str], Figures]] = {
    "load": measure_load,
    "suite": measure_suite,
    "import": measure_import,
}


# --- In the process that asks -----------------------------------------------------------------


def environment(*, cache: bool) -> dict[str, str]:
    """The environment of a measured process; this checkout comes before any installed one."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    result = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    # Python keeps bytecode for its users, so it is not to compile our modules anew here.
    for name in (
        "BEANCOUNT_DISABLE_LOAD_CACHE",
        "BEANCOUNT_LOAD_CACHE_FILENAME",
        "PYTHONDONTWRITEBYTECODE",
    ):
        result.pop(name, None)
    return result if cache else result | {"BEANCOUNT_DISABLE_LOAD_CACHE": "1"}


def measure(measurement: str, ledger: Path) -> Figures:
    """Measure once, in a fresh process."""
    command = [sys.executable, str(Path(__file__).resolve()), "--measure", measurement, str(ledger)]
    done = subprocess.run(
        command, env=environment(cache=False), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"{measurement} of {ledger.name} failed:\n{done.stderr}")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    if figures["errors"]:
        raise SystemExit(f"{ledger.name} loads with {figures['errors']:.0f} errors")
    return figures


def medians(runs: int, *asked: tuple[str, Path]) -> list[Figures]:
    """Medians of several runs; what is compared takes turns, so a slow minute hits all alike."""
    rounds = [[measure(*one) for one in asked] for _ in range(runs)]
    return [
        {name: median(figures[name] for figures in results) for name in results[0]}
        for results in zip(*rounds, strict=True)
    ]


def report_seconds(ledger: Path, runs: int) -> tuple[float, float]:
    """Seconds of the whole ``fsq report``: the first, which fills the load cache, and later."""
    command = [sys.executable, "-c", FSQ, "report", str(ledger)]
    taken = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        done = subprocess.run(
            command, env=environment(cache=True), capture_output=True, text=True, check=False
        )
        taken.append(time.perf_counter() - start)
        if done.returncode != 0 or not done.stdout:
            raise SystemExit(f"fsq report failed ({done.returncode}):\n{done.stderr}")
    return taken[0], median(taken[1:])


def percent(part: float, whole: float) -> str:
    """A share as it is shown."""
    return f"{part / whole * 100:.1f} %"


def load_rows(folder: Path, transactions: int, runs: int) -> list[Row]:
    """What the plugin and the analysis add to a load, in time and memory."""
    own, ours = folder / "own.beancount", folder / "suite.beancount"
    write_ledger(own, transactions, years=20, plugin=False)
    write_ledger(ours, transactions, years=20, plugin=True)
    load, suite = medians(runs, ("load", own), ("suite", ours))
    more = suite["memory"] - load["memory"]
    return [
        Row(f"{transactions:,} transactions, 20 years", ""),
        Row("  Beancount's own load", f"{load['load']:.2f} s"),
        Row("  the same with the plugin", f"{suite['load']:.2f} s"),
        Row(
            "  inside the plugin's functions",
            f"{suite['plugin'] * 1000:.0f} ms = {percent(suite['plugin'], load['load'])}",
            PROMISES["plugin"],
        ),
        Row(
            "    of that Python's garbage collector",
            f"{suite['collecting'] * 1000:.0f} ms = {percent(suite['collecting'], load['load'])}",
        ),
        Row(
            "  analyse after the load",
            f"{suite['analyse'] * 1000:.0f} ms = {percent(suite['analyse'], load['load'])}",
            PROMISES["analyse"],
        ),
        Row("  peak memory without us", f"{load['memory']:.0f} MB"),
        Row(
            "  peak memory with plugin and analysis",
            f"{suite['memory']:.0f} MB = +{percent(more, load['memory'])}",
            PROMISES["memory"],
        ),
        Row("    and with balance sheets", f"{suite['memory with sheets']:.0f} MB"),
    ]


def history_rows(folder: Path, transactions: int, runs: int) -> list[Row]:
    """What the length of the history costs: as many postings over twice as many months."""
    ledgers = {years: folder / f"{years}-years.beancount" for years in (20, 40)}
    for years, ledger in ledgers.items():
        write_ledger(ledger, transactions, years, plugin=True)
    own = folder / "40-years-own.beancount"
    write_ledger(own, transactions, 40, plugin=False)
    # With all that a balance sheet can have: latent tax, and what is to come.
    with ledgers[40].open("a", encoding="utf-8") as ledger_of_all:
        ledger_of_all.write(OPTIONS)
    *figures, load = medians(
        runs, *(("suite", ledger) for ledger in ledgers.values()), ("load", own)
    )
    short, long = (each["analyse"] for each in figures)
    wealth = figures[-1]["wealth"]
    return [
        Row(f"{transactions:,} transactions over a longer time", ""),
        Row("  analyse 240 months", f"{short * 1000:.0f} ms"),
        Row(
            "  analyse 480 months",
            f"{long * 1000:.0f} ms = {long / short:.2f} times",
            PROMISES["months"],
        ),
        Row("  Beancount's own load, 480 months", f"{load['load']:.2f} s"),
        Row(
            "  balance sheets of 480 month-ends",
            f"{wealth * 1000:.0f} ms = {percent(wealth, load['load'])}",
            PROMISES["wealth"],
        ),
    ]


def report_rows(folder: Path, transactions: int, runs: int) -> list[Row]:
    """What a user waits for at the shell."""
    ledger = folder / "report.beancount"
    write_ledger(ledger, transactions, years=20, plugin=True)
    first, later = report_seconds(ledger, runs)
    imported = medians(runs, ("import", ledger))[0]["import"]
    return [
        Row(f"fsq report, {transactions:,} transactions", ""),
        Row("  first run, Beancount parses", f"{first:.2f} s"),
        Row("  from Beancount's load cache", f"{later:.2f} s", PROMISES["report"]),
        Row(
            "  import fsq_beancount, after Beancount",
            f"{imported * 1000:.1f} ms",
            PROMISES["import"],
        ),
    ]


def show(rows: list[Row]) -> None:
    """Print rows in columns, at once: the next ones may take minutes."""
    for row in rows:
        print(f"{row.what:<40}{row.figure:>24}   {row.promise}".rstrip(), flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure speed and memory.")
    parser.add_argument("--quick", action="store_true", help="small ledgers, for a trial")
    parser.add_argument("--runs", type=int, default=3, help="processes per figure (default: 3)")
    parser.add_argument("--measure", nargs=2, metavar=("WHAT", "LEDGER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        what, ledger = asked.measure
        print(json.dumps(MEASUREMENTS[what](ledger)))
        return
    size = QUICK if asked.quick else FULL
    show([Row("", "measured", "promised")])
    with tempfile.TemporaryDirectory(prefix="fsq-bench-") as name:
        folder = Path(name)
        show(load_rows(folder, size, asked.runs))
        show(history_rows(folder, size, asked.runs))
        show(report_rows(folder, min(size, REPORTED), max(asked.runs, 5)))


if __name__ == "__main__":
    main()
