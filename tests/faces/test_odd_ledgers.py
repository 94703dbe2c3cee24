"""Odd ledgers through every face: none fails, none is longer than its ledger allows.

`make fuzz` tries more of them: FSQ_FUZZ says how many.
"""

from __future__ import annotations

import json
import os
import re
from decimal import InvalidOperation
from itertools import count, islice
from typing import TYPE_CHECKING

import beanquery
import pytest
from beancount import loader
from click.testing import CliRunner
from odd_ledgers import odd_ledger
from served_page import PAGE

from fsq_beancount.cli.main import cli
from fsq_beancount.tables import every

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from served_page import Serve

pytestmark = pytest.mark.no_cover

MANY = int(os.environ.get("FSQ_FUZZ", "0"))
FIXED = 48
PAGES = 6

EXTENSION = '2020-01-01 custom "fava-extension" "fsq_beancount.progress"\n'


def loadable(first: int, number: int) -> Iterator[int]:
    """Yield seeds of ledgers; Beancount itself fails on the amounts of some."""
    return islice(filter(is_loadable, count(first)), number)


def is_loadable(seed: int) -> bool:
    try:
        loader.load_string(odd_ledger(seed))
    except InvalidOperation:
        return False
    return True


def test_odd_ledgers_have_a_report_in_each_form(tmp_path: Path) -> None:
    ledger = tmp_path / "main.beancount"
    for seed in loadable(1000, MANY or FIXED):
        text = odd_ledger(seed)
        ledger.write_text(text, encoding="utf-8")
        allowed = 150_000 + 60_000 * text.count("\n")
        for arguments in (
            ["report"],
            ["report", "--format", "json"],
            ["report", "--format", "csv"],
            ["check"],
            ["explain"],
        ):
            run = CliRunner().invoke(cli, [*arguments, str(ledger)], env={"LC_ALL": "C"})
            # A ledger whose settings cannot be read is refused in a sentence, not in a traceback.
            assert run.exit_code in (0, 1), (seed, arguments, run.output, run.exception)
            assert run.exception is None or isinstance(run.exception, SystemExit), seed
            assert len(run.output) <= allowed, (seed, arguments)
            if "json" in arguments:
                json.loads(run.stdout)


def test_odd_ledgers_have_rows_in_each_table() -> None:
    for seed in loadable(2000, MANY or PAGES):
        entries, errors, options = loader.load_string(odd_ledger(seed))
        assert every.RICHER
        connection = beanquery.Connection()
        connection.attach("beancount:", entries=entries, errors=errors, options=options)
        for name in connection.tables:
            if name and name.startswith("fsq_"):
                rows = connection.execute(f"SELECT * FROM #{name}").fetchall()  # noqa: S608
                # A row of each of 24 months, and of quarters and years, beside each entry.
                assert len(rows) <= 60 * (len(entries) + 2), (seed, name)


@pytest.mark.fava
def test_odd_ledgers_have_a_page(serve: Serve) -> None:
    for seed in loadable(3000, MANY or PAGES):
        client = serve(odd_ledger(seed) + EXTENSION + 'option "title" "Main"\n')
        for address in (PAGE, f"{PAGE}?tab=help", f"{PAGE}?tab=lines", f"{PAGE}report"):
            answer = client.get(f"/main/{address}")
            assert answer.status_code == 200, (seed, address, answer.text[-2000:])
            failed = re.search("This section failed[^<]*", answer.text)
            assert failed is None, (seed, failed)
            assert "Error:" not in answer.text[:3000], (seed, address)
