"""Compare returns with those of other programs, on the same ledgers, and say why they differ.

    python bench/peers.py

It installs fava-portfolio-returns, beangrow and pyxirr into a temporary environment, so it needs
the network; a program that cannot be installed is named and left out. Each figure stands thrice: as
we define it, as we compute it by the other program's conventions from our own values and flows, and
as the other program has it; beside it what is left between the last two. Where that is more than a
millionth, the exit status is 1.

The conventions that differ:

* **a day's flows**: ours come at the end of their day, so that they earn from the next day on. In
  beangrow the opening value is of the first day's beginning and the closing value of the day after
  the last, so a flow earns on its own day.
* **the last price**: beangrow itself takes the prices of the day after the last; ours and those of
  fava-portfolio-returns are of the last day.
* **modified Dietz of beangrow**: the days begin with the first flow of the period and not with the
  period, and that flow has a weight above 1.
* **time-weighted**: fava-portfolio-returns values on each day with a price or a transaction; ours
  is a modified Dietz return of each month, cut at large flows, and chained.
* **several rates**: pyxirr and beangrow return one root, the one that their search meets first.
"""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from beancount import loader

from fsq_beancount import analyse
from fsq_beancount.core.periods import Period
from fsq_beancount.measures.internal_rates import internal_rates
from fsq_beancount.measures.returns import time_weighted

PROGRAMS: Final = {
    "fava-portfolio-returns": "fava-portfolio-returns==2.7.0",
    "beangrow": "beangrow==1.0.1",
    "pyxirr": "pyxirr==0.10.8",
}
INSIDE: Final = Path(__file__).with_name("peers_inside.py")
ONE_DAY: Final = datetime.timedelta(days=1)
CLOSE: Final = 1e-6

HEAD: Final = """
option "operating_currency" "USD"
2019-01-01 commodity CORP
2019-01-01 open Assets:CORP CORP
2019-01-01 open Assets:Cash USD
2019-01-01 open Income:CORP:Dividend USD
2019-01-01 open Income:Gains USD
2019-01-01 open Expenses:Fees USD
2019-01-01 open Equity:Opening
"""

CORP: Final = """
investments {
  investment {
    currency: "CORP"
    asset_account: "Assets:CORP"
    dividend_accounts: "Income:CORP:Dividend"
    cash_accounts: "Assets:Cash"
  }
}
groups { group { name: "CORP" investment: "Assets:CORP" } }
"""

HELD: Final = """
2019-06-01 * "Buy before the period"
  Assets:CORP    100 CORP {10 USD}
  Assets:Cash  -1000 USD
2019-06-01 price CORP 10 USD
2019-12-15 price CORP 12 USD
"""
SMALL: Final = {
    "held": HELD + "2020-12-31 price CORP 15 USD\n",
    "bought at once": """
2020-03-02 * "Buy"
  Assets:CORP    100 CORP {10 USD}
  Assets:Cash  -1000 USD
2020-03-02 price CORP 10 USD
2020-12-31 price CORP 11 USD
""",
    "a plan, a dividend, a fee and a sale": HELD
    + """
2020-02-03 * "Buy with a fee"
  Assets:CORP     50 CORP {13 USD}
  Expenses:Fees    5 USD
  Assets:Cash   -655 USD
2020-02-03 price CORP 13 USD
2020-06-15 * "Dividend"
  Income:CORP:Dividend  -90 USD
  Assets:Cash            90 USD
2020-06-15 price CORP 11 USD
2020-09-10 * "Sale"
  Assets:CORP    -50 CORP {13 USD} @ 14 USD
  Assets:Cash    700 USD
  Income:Gains   -50 USD
2020-09-10 price CORP 14 USD
2020-12-31 price CORP 15 USD
""",
    "a large purchase before a fall": HELD
    + """
2020-05-20 * "Buy much"
  Assets:CORP    900 CORP {20 USD}
  Assets:Cash -18000 USD
2020-05-20 price CORP 20 USD
2020-12-31 price CORP 15 USD
""",
}

PAYMENTS: Final = {
    "a spreadsheet's": "2008-01-01 -10000 2008-03-01 2750 2008-10-30 4250 2009-02-15 3250 "
    "2009-04-01 2750",
    "two rates, 10 % and 20 %": "2021-01-01 100 2022-01-01 -230 2023-01-01 132",
    "two rates, -20 % and 10 %": "2021-01-01 100 2022-01-01 -190 2023-01-01 88",
    "three rates, 0, 100 and 200 %": "2021-01-01 -1000 2022-01-01 6000 2023-01-01 -11000 "
    "2024-01-01 6000",
    "no rate": "2021-01-01 1 2022-01-01 -3 2023-01-01 3",
    "one sign": "2021-01-01 -1 2022-01-01 -1",
    "nearly all lost": "2024-01-01 -100 2064-01-01 0.000001",
    "half as much again in a day": "2024-01-01 -100 2024-01-02 150",
}


@dataclass(frozen=True)
class Case:
    """A ledger, and which of its accounts both programs look at."""

    name: str
    ledger: Path
    account: str
    beangrow: str
    first: datetime.date
    last: datetime.date
    currency: str = "USD"


def cases(folder: Path) -> Iterator[Case]:
    """Write the small ledgers, and yield them and those that are published."""
    year = datetime.date(2020, 1, 1), datetime.date(2020, 12, 31)
    for number, (name, text) in enumerate(SMALL.items()):
        path = folder / f"{number}.beancount"
        path.write_text(HEAD + text, encoding="utf-8")
        yield Case(name, path, "CORP", CORP, *year)
    shared = os.environ.get("FSQ_SHARED_LEDGERS")
    published = Path(shared or ".") / "fpr-example"
    if not (published / "example.beancount").is_file():
        print("FSQ_SHARED_LEDGERS names no folder with fpr-example: that ledger is left out")
        return
    beangrow = (published / "beangrow.pbtxt").read_text(encoding="utf-8")
    of_all = "ETrade:(GLD|ITOT|VEA|VHT)|Vanguard:(RGAGX|VBMPX)"
    for first, last in (("2020-01-03", "2022-02-24"), ("2021-01-03", "2021-12-30")):
        days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
        ledger = published / "example.beancount"
        yield Case(f"fpr-example {first} to {last}", ledger, of_all, beangrow, *days)


Ours = dict[str, tuple[Decimal | None, Decimal | None]]
"""A figure as we define it, and by the other program's conventions, from our values and flows."""


def ours(case: Case, program: str, valued: Sequence[str]) -> Ours:
    """Return our figures of the same accounts.

    Args:
        case: The case.
        program: The other program.
        valued: The days on which it values, where it returns a time-weighted return.
    """
    entries, _, options = loader.load_file(str(case.ledger))
    report = analyse(
        entries,
        options,
        account=case.account,
        currency=case.currency,
        period=Period(case.first, case.last),
        as_of=case.last,
    )
    [growth] = report.returns
    change = growth.change
    scope = report.scope
    flows = scope.bookings.external.dated(case.first, case.last)
    opening, closing = change.opening, change.closing
    if program == "beangrow":
        closing = sum(
            (
                scope.positions.worth(line, line.units(case.last), case.last + ONE_DAY) or Decimal()
                for line in scope.positions.lines
            ),
            Decimal(),
        )
    payments = [(case.first, -opening), *((date, -amount) for date, amount in flows)]
    rates = internal_rates([*payments, (case.last + ONE_DAY, closing)])
    days = [datetime.date.fromisoformat(date) for date in valued]
    worth = [(date, scope.balance_sheets.on(date).net_wealth) for date in days]
    between = [flow for flow in flows if days and days[0] < flow[0] <= days[-1]]
    return {
        "irr": (growth.irr, next(iter(rates), None)),
        "dietz": (growth.return_on_assets, _dietz(opening, closing, flows, case.last + ONE_DAY)),
        "twr": (growth.return_net, time_weighted(worth, between)),
    }


def _dietz(
    opening: Decimal,
    closing: Decimal,
    flows: Sequence[tuple[datetime.date, Decimal]],
    end: datetime.date,
) -> Decimal | None:
    """Return the modified Dietz return as beangrow weighs the flows."""
    start = flows[0][0] if flows else end
    days = max((end - start).days, 1)
    capital = opening
    for date, amount in flows:
        capital += amount * ((end - date).days + 1) / days
    gain = closing - opening - sum((amount for _, amount in flows), Decimal())
    return gain / capital if capital else None


def install(folder: Path) -> tuple[Path, set[str]]:
    """Make an environment with the programs, and return its Python and those that it has."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    had = set()
    for name, wanted in PROGRAMS.items():
        command = [str(python), "-m", "pip", "install", "--quiet", wanted]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            lines = done.stderr.strip().splitlines()
            print(f"{wanted} cannot be installed: {lines[-1] if lines else ''}")
        else:
            had.add(name)
    return python, had


def ask(python: Path, questions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the answers of the other programs."""
    done = subprocess.run(
        [str(python), str(INSIDE)],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def shown(rate: float | Decimal | None) -> str:
    """Return a rate in percent."""
    if rate is None:
        return "none"
    percent = float(rate) * 100
    return f"{percent:.6f}" if abs(percent) < 1e6 else f"{percent:.3e}"


def row(*cells: str) -> None:
    """Print a row of the table."""
    name, figure, *numbers = cells
    print(f"{name:<44} {figure:<28}" + "".join(f"{each:>16}" for each in numbers))


def compare_ledgers(python: Path, programs: set[str], folder: Path) -> bool:
    """Print the figures of each ledger; return whether every difference is explained."""
    row("returns in %", "", "ours", "ours, their way", "theirs", "left")
    fine = True
    for case in cases(folder):
        question = {
            "ledger": str(case.ledger),
            "beangrow": case.beangrow,
            "first": case.first.isoformat(),
            "last": case.last.isoformat(),
            "currency": case.currency,
        }
        names = sorted(programs - {"pyxirr"}, reverse=True)
        answers = ask(python, [{**question, "program": name} for name in names])
        for name, answer in zip(names, answers, strict=True):
            if "error" in answer:
                row(case.name, name, answer["error"])
                fine = False
                continue
            found = ours(case, name, answer.get("valued", ()))
            for figure, (own, same) in found.items():
                if figure in answer:
                    fine &= _told(case.name, f"{figure}, {name}", own, same, answer[figure])
    return fine


def _told(
    case: str, figure: str, own: Decimal | None, same: Decimal | None, theirs: float | None
) -> bool:
    left = None if same is None or theirs is None else float(same) - theirs
    row(case, figure, shown(own), shown(same), shown(theirs), shown(left))
    if left is None:
        return same is None and theirs is None
    return abs(left) < CLOSE


def compare_payments(python: Path) -> bool:
    """Print the internal rates of payments; return whether pyxirr's are among ours."""
    print()
    row("internal rates of payments in %", "", "all of ours", "pyxirr")
    fine = True
    for name, text in PAYMENTS.items():
        words = text.split()
        flows = list(zip(words[::2], words[1::2], strict=True))
        [answer] = ask(python, [{"program": "pyxirr", "flows": flows}])
        rates = internal_rates(
            ((datetime.date.fromisoformat(date), Decimal(amount)) for date, amount in flows), most=9
        )
        theirs = answer["irr"]
        told = ", ".join(shown(rate) for rate in rates) or "none"
        print(f"{name:<44} {told:<44} {shown(theirs):>16}  {answer.get('error', '')}")
        fine &= theirs is None or any(
            abs(float(rate) - theirs) <= CLOSE * max(1, abs(theirs)) for rate in rates
        )
    return fine


def main() -> None:
    """Install the programs and print what they say beside what we say."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python, programs = install(folder / "venv")
        fine = compare_ledgers(python, programs, folder)
        if "pyxirr" in programs:
            fine &= compare_payments(python)
    print("\nEvery difference is explained." if fine else "\nA difference is not explained.")
    sys.exit(not fine)


if __name__ == "__main__":
    main()
