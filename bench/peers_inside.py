"""The figures of other programs, computed inside an environment that has them: JSON in, JSON out.

``bench/peers.py`` runs it with the Python of that environment. Nothing of ours is imported.
"""

from __future__ import annotations

import datetime
import json
import sys
import tempfile
from importlib import import_module
from typing import Any


def day(text: str) -> datetime.date:
    """Return a day as JSON has it."""
    return datetime.date.fromisoformat(text)


def of_fava_portfolio_returns(case: dict[str, Any]) -> dict[str, Any]:
    """Return the figures of fava-portfolio-returns, and the days on which it values."""
    from beancount import loader

    core = import_module("fava_portfolio_returns.core.portfolio")
    metrics = {
        name: getattr(import_module(f"fava_portfolio_returns.metrics.{module}"), kind)()
        for name, module, kind in (
            ("irr", "irr", "IRR"),
            ("dietz", "mdm", "ModifiedDietzMethod"),
            ("twr", "twr", "TWR"),
        )
    }
    values = import_module("fava_portfolio_returns.api.portfolio").portfolio_values
    entries, _, options = loader.load_file(case["ledger"])
    portfolio = core.Portfolio(entries, options, case["beangrow"]).filter([], case["currency"])
    days = day(case["first"]), day(case["last"])
    found = {name: metric.single(portfolio, *days) for name, metric in metrics.items()}
    return {**found, "valued": [each.date.isoformat() for each in values(portfolio, *days)]}


def of_beangrow(case: dict[str, Any]) -> dict[str, Any]:
    """Return the figures of beangrow itself."""
    from beancount import loader
    from beancount.core import getters

    config = import_module("beangrow.config")
    returns = import_module("beangrow.returns")
    entries, _, options = loader.load_file(case["ledger"])
    with tempfile.NamedTemporaryFile("w", suffix=".pbtxt", encoding="utf-8") as file:
        file.write(case["beangrow"])
        file.flush()
        read = config.read_config(file.name, [], list(getters.get_accounts(entries)))
    accounts = import_module("beangrow.investments").extract(
        entries, options["dcontext"], read, entries[-1].date, False, ""
    )
    build_price_map = import_module("beancount.core.prices").build_price_map
    pricer = returns.Pricer(build_price_map(entries))
    # Its last day is excluded.
    end = day(case["last"]) + datetime.timedelta(days=1)
    flows = returns.truncate_and_merge_cash_flows(
        pricer, list(accounts.values()), day(case["first"]), end
    )
    return {
        "irr": returns.compute_irr(flows, pricer, case["currency"], end),
        "dietz": returns.compute_dietz(flows, pricer, case["currency"], end),
    }


def of_pyxirr(case: dict[str, Any]) -> dict[str, Any]:
    """Return the internal rate of return that pyxirr finds for dated payments."""
    pyxirr = import_module("pyxirr")
    try:
        return {"irr": pyxirr.xirr([(day(date), float(amount)) for date, amount in case["flows"]])}
    except Exception as error:
        return {"irr": None, "error": f"{type(error).__name__}: {error}"}


PROGRAMS = {
    "fava-portfolio-returns": of_fava_portfolio_returns,
    "beangrow": of_beangrow,
    "pyxirr": of_pyxirr,
}


def main() -> None:
    """Answer each question of standard input with the program that it names."""
    answers = []
    for case in json.load(sys.stdin):
        try:
            answers.append(PROGRAMS[case["program"]](case))
        except Exception as error:
            answers.append({"error": f"{type(error).__name__}: {error}"})
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
