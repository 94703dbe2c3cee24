"""Every importer on its samples: what it makes of them, and that no other one takes them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from beancount.core import data
from beangulp import testing
from imported import extract, load
from importer_samples import BROKEN, IMPORTERS, expected_of, importer_of, samples

from fsq_importers import Accounts, Dkb, Ing
from fsq_importers.records import Kind, Record, Skipped

if TYPE_CHECKING:
    from pathlib import Path

    from fsq_importers.importer import FsqImporter

each_sample = pytest.mark.parametrize(
    "sample", samples(), ids=lambda path: f"{path.parent.name}/{path.name}"
)
each_importer = pytest.mark.parametrize("importer", IMPORTERS.values(), ids=IMPORTERS)


@each_sample
def test_a_sample_becomes_what_is_expected(sample: Path) -> None:
    result = testing.run_importer(importer_of(sample), str(sample))
    difference = testing.compare_expected(str(expected_of(sample)), *result)
    assert not difference, "".join(difference)


@each_sample
def test_one_importer_alone_takes_a_sample(sample: Path) -> None:
    taking = [name for name, each in IMPORTERS.items() if each.identify(str(sample))]
    assert taking == [sample.parent.name]


@pytest.mark.parametrize("broken", sorted(BROKEN.iterdir()), ids=lambda path: path.name)
def test_no_importer_takes_a_file_that_is_not_its_own(broken: Path) -> None:
    for importer in IMPORTERS.values():
        assert importer.identify(str(broken)) is False
        # Asked all the same, it says nothing and does not fail.
        assert [e for e in importer.extract(str(broken), existing=[]) if e.postings] == []


@each_importer
def test_the_expected_files_are_no_exports(importer: FsqImporter) -> None:
    for sample in samples():
        assert importer.identify(str(expected_of(sample))) is False


@each_sample
def test_what_fava_asks_of_an_importer(sample: Path) -> None:
    importer, path = importer_of(sample), str(sample)
    assert importer.identify(path) is True
    assert isinstance(importer.account(path), str)
    assert type(importer.date(path)) is datetime.date
    assert "/" not in importer.filename(path)
    assert not importer.filename(path)[0].isdigit()
    for entry in importer.extract(path, existing=[]):
        data.sanity_check_types(entry)


def test_the_names_of_importers_are_unique() -> None:
    two = [Dkb("Assets:DKB:Giro"), Dkb("Assets:DKB:Tagesgeld"), *IMPORTERS.values()]
    names = [importer.name for importer in two]
    assert len(set(names)) == len(names)
    assert names[0] == "fsq.dkb:Assets:DKB:Giro"


@each_sample
def test_the_ledger_of_a_sample_loads_without_an_error(sample: Path) -> None:
    entries = extract(importer_of(sample), sample)
    loaded, errors, _ = load(entries)
    assert errors == []
    # Nothing that was printed got lost on the way.
    ids = {entry.meta["source_id"] for entry in entries}
    assert {entry.meta.get("source_id") for entry in loaded if entry.meta} >= ids


@each_sample
def test_every_row_is_a_booking_or_listed_as_none(sample: Path) -> None:
    items = list(importer_of(sample).records(str(sample)))
    records = [item for item in items if isinstance(item, Record)]
    assert len(records) == len(extract(importer_of(sample), sample))
    assert all(item.reason and item.raw for item in items if isinstance(item, Skipped))


@each_sample
def test_gross_less_taxes_less_fees_is_net(sample: Path) -> None:
    for item in importer_of(sample).records(str(sample)):
        if not isinstance(item, Record) or item.gross is None:
            continue
        fee = 0 if item.fee_currency else item.fee
        assert item.gross - item.tax - fee == item.net, item


@each_sample
def test_an_unknown_word_is_flagged_and_named(sample: Path) -> None:
    entries = extract(importer_of(sample), sample)
    unknown = [entry for entry in entries if "unknown" in entry.meta]
    assert all(entry.flag == "!" for entry in unknown)
    assert all(entry.meta["unknown"] for entry in unknown)


@each_sample
def test_a_tax_in_advance_or_settled_touches_no_income(sample: Path) -> None:
    for entry in extract(importer_of(sample), sample):
        if entry.meta["record"] in {Kind.TAX, Kind.VORABPAUSCHALE, Kind.FEE, Kind.TRANSFER}:
            assert not [p for p in entry.postings if p.account.startswith("Income:")], entry


@pytest.mark.parametrize(
    ("number", "taken"),
    [("DE02 1203 0000 0000 2020 51", True), ("DE75512108001245126199", False), ("", True)],
)
def test_a_file_of_another_account_is_not_taken(number: str, taken: bool) -> None:
    sample = next(path for path in samples() if path.parent.name == "dkb")
    importer = Dkb(Accounts("Assets:DKB", number=number))
    assert importer.identify(str(sample)) is taken


@pytest.mark.parametrize(("pattern", "taken"), [("^extra", True), ("giro", False)])
def test_a_file_of_another_name_is_not_taken(pattern: str, taken: bool) -> None:
    sample = next(path for path in samples() if path.parent.name == "ing")
    importer = Ing(Accounts("Assets:ING", files=pattern))
    assert importer.identify(str(sample)) is taken


def test_an_archived_file_has_the_name_of_its_source_once_only(tmp_path: Path) -> None:
    assert Dkb("Assets:DKB").filename("/x/2026-01-31.umsätze.csv") == "dkb.umsätze.csv"
