"""Importing overlapping files: nothing twice, and nothing taken for another."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from imported import extract, load, new
from importer_samples import EXPORTS, importer_of, samples

from fsq_importers import Accounts, Dkb, Ing, InteractiveBrokers, Pytr, TradeRepublic

if TYPE_CHECKING:
    from pathlib import Path

DKB = EXPORTS / "dkb" / "girokonto.csv"
FLEX = EXPORTS / "interactive_brokers" / "flex.xml"
TRADE_REPUBLIC = EXPORTS / "trade_republic"


@pytest.mark.parametrize("sample", samples(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_same_file_twice_adds_nothing(sample: Path) -> None:
    importer = importer_of(sample)
    first = extract(importer, sample)
    assert new(first) == first
    # What stands in the ledger has been printed and read again.
    in_ledger, errors, _ = load(first)
    assert errors == []
    again = extract(importer, sample, in_ledger)
    assert len(again) == len(first)
    assert new(again) == []
    assert {id(entry.meta["__duplicate__"]) for entry in again} <= set(map(id, in_ledger))


def test_two_equal_payments_on_a_day_both_survive() -> None:
    alike = [e for e in extract(Dkb("Assets:DKB"), DKB) if "SUPERMARKT" in (e.payee or "")]
    assert len(alike) == 2
    assert len({entry.meta["source_id"] for entry in alike}) == 2


def test_of_two_overlapping_files_each_booking_is_new_once() -> None:
    # The newer file begins with the eleventh of the older one's rows.
    importer = TradeRepublic("Assets:TR")
    old = extract(importer, TRADE_REPUBLIC / "alt.csv")
    assert new(extract(importer, TRADE_REPUBLIC / "neu.csv", old)) == []
    newer = extract(importer, TRADE_REPUBLIC / "neu.csv")
    added = new(extract(importer, TRADE_REPUBLIC / "alt.csv", newer))
    assert len(added) == len(old) - len(newer)


def test_an_export_made_at_noon_and_one_made_in_the_evening(tmp_path: Path) -> None:
    # The bank lists the newest row first; the second of two equal payments came after noon.
    text = DKB.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    (first, _) = [number for number, line in enumerate(lines) if "SUPERMARKT" in line]
    noon = tmp_path / "noon.csv"
    noon.write_text("".join(lines[:first] + lines[first + 1 :]), encoding="utf-8")
    importer = Dkb("Assets:DKB")
    at_noon = extract(importer, noon)
    (late,) = new(extract(importer, DKB, at_noon))
    assert "SUPERMARKT" in late.payee


def test_daily_interest_of_the_same_amount_survives(tmp_path: Path) -> None:
    # Beangulp's own comparison takes each for a duplicate of the day before.
    header = (EXPORTS / "pytr" / "account_transactions.csv").read_text(encoding="utf-8")
    rows = [f"2026-01-{day:02}T08:00:00;Zinsen;0,07;;;;;;;" for day in range(2, 30)]
    january = tmp_path / "january.csv"
    january.write_text("\n".join([header.splitlines()[0], *rows]), encoding="utf-8")
    first_days = tmp_path / "first.csv"
    first_days.write_text("\n".join([header.splitlines()[0], *rows[:5]]), encoding="utf-8")
    importer = Pytr("Assets:TR")
    known = extract(importer, first_days)
    assert len(known) == 5
    assert len(new(extract(importer, january, known))) == 23


def test_ids_hold_within_an_account() -> None:
    # The same row at two banks, or in two accounts at one bank, is two bookings.
    giro = extract(Dkb("Assets:DKB:Giro"), DKB)
    assert len(new(extract(Dkb("Assets:DKB:Tagesgeld"), DKB, giro))) == len(giro)
    # An account that is renamed in ledger and configuration knows its bookings still.
    renamed, errors, _ = load(extract(Dkb("Assets:Neu"), DKB))
    assert errors == []
    assert new(extract(Dkb("Assets:Neu"), DKB, renamed)) == []


def test_a_dividend_whose_tax_comes_in_a_later_file_is_flagged(tmp_path: Path) -> None:
    lines = FLEX.read_text(encoding="utf-8").splitlines(keepends=True)
    earlier = tmp_path / "flex.xml"
    earlier.write_text("".join(line for line in lines if '"9102"' not in line), encoding="utf-8")
    importer = InteractiveBrokers("Assets:IB")
    known = extract(importer, earlier)
    (entry,) = new(extract(importer, FLEX, known))
    assert entry.flag == "!"
    assert entry.meta["partly_in_ledger"] == "interactive-brokers:9103"


def test_interest_knows_its_taxes_by_their_own_ids() -> None:
    sample = EXPORTS / "ing" / "extrakonto.csv"
    (interest,) = [e for e in extract(Ing("Assets:ING"), sample) if e.meta["record"] == "interest"]
    assert len(interest.meta["source_id"].split()) == 3


def test_the_ids_of_a_ledger_never_change() -> None:
    # People's ledgers hold them: if this test fails, every overlapping import books twice.
    (bakery,) = [e for e in extract(Dkb("Assets:DKB"), DKB) if e.narration == "MIETE JUNI"]
    assert bakery.meta["source_id"] == "dkb:800c9b310f38b78f729e"


MEASURE = """
import pathlib, re, resource, sys, time
from fsq_importers import TradeRepublic

def peak():
    # The peak that resource knows may be that of the process we were started from.
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

importer = TradeRepublic("Assets:Bank")
assert importer.identify(sys.argv[2])
before = peak()
count = sum(1 for item in importer.records(sys.argv[2]))
print(count, peak() - before)
for path in sys.argv[1:]:
    start = time.process_time()
    entries = importer.extract(path, existing=[])
    importer.deduplicate(entries, existing=entries)
    print(len(entries), time.process_time() - start)
"""


@pytest.mark.slow
def test_a_large_file_takes_time_by_its_rows_and_hardly_any_memory(tmp_path: Path) -> None:
    lines = (TRADE_REPUBLIC / "alt.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    row = next(line for line in lines if "DIVIDEND;" in line)
    files = {rows: tmp_path / f"{rows}.csv" for rows in (5_000, 50_000)}
    for rows, path in files.items():
        with path.open("w", encoding="utf-8") as file:
            file.write(lines[0])
            file.writelines(row.replace("00000000-", f"{number:08}-") for number in range(rows))
    result = subprocess.run(
        [sys.executable, "-c", MEASURE, *files.values()], capture_output=True, text=True, check=True
    )
    read, small, large = (line.split() for line in result.stdout.splitlines())
    assert [int(count) for count, _ in (read, small, large)] == [50_000, *files]
    # 200,000 rows take less than a minute: a quarter of that, and ten times the rows take about
    # ten times as long. If the time grew with their square, it would be a hundred times.
    seconds = [float(taken) for _, taken in (small, large)]
    assert seconds[1] < 15
    assert seconds[1] < 30 * seconds[0]
    # Rows are a stream: of the 11 MB of the file only what tells ids apart is kept, 10 MB; all
    # records would be 100 MB.
    assert int(read[1]) < 30_000
    print(f"{seconds[1]:.1f} s, {int(read[1]) // 1000} MB")


def test_the_accounts_of_two_depots_at_one_broker_keep_apart() -> None:
    two = [
        TradeRepublic(Accounts("Assets:TR:Maren", files="maren")),
        TradeRepublic(Accounts("Assets:TR:Jan", files="alt")),
    ]
    path = str(TRADE_REPUBLIC / "alt.csv")
    assert [importer.identify(path) for importer in two] == [False, True]
