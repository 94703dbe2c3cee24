"""Measurements in a separate process, with functions that both commits have.

    python bench/as_module.py inside MEASUREMENT LEDGER

Prints seconds and bytes by name, as JSON. Times are processor time, which is less affected by other
programs on the machine.
"""

from __future__ import annotations

import gc
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).resolve().parent.parent / "example-ledger"
PAGE = "extension/FsqProgress/"
"""The address of our page, relative to that of a ledger."""


def peak_bytes() -> float:
    """Return the peak memory of this process."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def measure_load(ledger: Path) -> dict[str, float]:
    """Measure Beancount's own load."""
    from beancount import loader

    start = time.process_time()
    _, errors, _ = loader.load_file(str(ledger))
    loaded = time.process_time() - start
    return {"load": loaded, "memory": peak_bytes(), "errors": float(len(errors))}


def measure_suite(ledger: Path) -> dict[str, float]:
    """Measure a load with the plugin, the time in the plugin's functions, and the analysis."""
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

    # Python's garbage collector visits the whole ledger after a certain number of new objects,
    # regardless of their origin; whether that happens in our function is random.
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

    # The loader looks up names in the module and uses callables directly.
    plugins: tuple[str | Callable[..., Any], ...] = fsq_beancount.__plugins__
    for plugin in plugins:
        if isinstance(plugin, str):
            setattr(fsq_beancount, plugin, timed(getattr(fsq_beancount, plugin)))
    replaced = tuple(plugin if isinstance(plugin, str) else timed(plugin) for plugin in plugins)
    setattr(fsq_beancount, "__plugins__", replaced)  # noqa: B010 - a tuple of other callables

    start = time.process_time()
    entries, errors, options = loader.load_file(str(ledger))
    loaded = time.process_time() - start
    gc.collect()  # the garbage of the load must not count for the analysis
    start = time.process_time()
    report = fsq_beancount.analyse(entries, options)
    analysed = time.process_time() - start
    memory = peak_bytes()
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
        "memory with sheets": peak_bytes(),
        "errors": float(len(errors)),
    }


def measure_import(_ledger: Path) -> dict[str, float]:
    """Measure the import of our package in a process that has imported Beancount."""
    from beancount import loader  # noqa: F401 - imported for its own imports

    start = time.process_time()
    import fsq_beancount  # noqa: F401 - measured

    return {"import": time.process_time() - start, "errors": 0.0}


def measure_endpoint(ledger: Path) -> dict[str, float]:
    """Measure the report as JSON and the page: the first response, and a cached response."""
    from fava.application import create_app

    # Requests for the example come first, to warm up Python, Flask and Babel.
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


def measure_positions(ledger: Path) -> dict[str, float]:
    """Measure the analysis with the positions of all accounts."""
    from beancount import loader

    import fsq_beancount

    entries, errors, options = loader.load_file(str(ledger))
    gc.collect()
    start = time.process_time()
    positions = fsq_beancount.analyse(entries, options).scope.positions
    spent = time.process_time() - start
    if not positions.lines:
        raise SystemExit("the ledger has no positions")
    return {"with positions": spent, "errors": float(len(errors))}


def measure_certainty(ledger: Path) -> dict[str, float]:
    """Measure the search for findings, the trial of their fixes, and the band."""
    from beancount import loader

    import fsq_beancount
    from fsq_beancount.check import certainty as certainties
    from fsq_beancount.check import find
    from fsq_beancount.check.trial.rerun import Trials

    entries, errors, options = loader.load_file(str(ledger))
    # Less affected by the garbage of the load: the parts are short.
    gc.collect()
    gc.freeze()
    start = time.process_time()
    report = fsq_beancount.analyse(entries, options)
    analysed = time.process_time() - start
    facts = report.scope.facts
    start = time.process_time()
    findings = find(facts, report)
    searched = time.process_time() - start
    start = time.process_time()
    certainty = certainties.assess(facts, report, findings)
    assessed = time.process_time() - start
    fixes = [effect.fix.text for each in certainty.questions for effect in each.effects]
    trials = Trials(facts, report)
    trials.run(fixes[0])
    runs = []
    for lines in fixes[1:]:
        start = time.process_time()
        trials.run(lines)
        runs.append(time.process_time() - start)
    return {
        "analysed": analysed,
        "searched": searched,
        "assessed": assessed,
        "share": assessed / analysed,
        "run": statistics.median(runs),
        "runs": analysed / statistics.median(runs),
        "questions": float(len(certainty.questions)),
        "errors": float(len(errors)),
    }


MEASUREMENTS: dict[str, Callable[[Path], dict[str, float]]] = {
    "load": measure_load,
    "suite": measure_suite,
    "import": measure_import,
    "endpoint": measure_endpoint,
    "positions": measure_positions,
    "certainty": measure_certainty,
}


if __name__ == "__main__":
    print(json.dumps(MEASUREMENTS[sys.argv[1]](Path(sys.argv[2]))))
