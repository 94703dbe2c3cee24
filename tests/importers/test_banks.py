"""Every importer on its samples: what it makes of them, and that no other one takes them."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest
from beancount.core import data
from beangulp import testing
from imported import extract, load
from importer_samples import BROKEN, IMPORTERS, expected_of, importer_of, samples

from fsq_importers import (
    Accounts,
    Comdirect,
    Dkb,
    Ing,
    InteractiveBrokers,
    PortfolioPerformance,
)
from fsq_importers.numbers import Convention
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


def test_each_section_of_a_file_belongs_to_its_own_account(tmp_path: Path) -> None:
    sample = next(path for path in samples() if path.parent.name == "comdirect")
    header = '"Buchungstag";"Wertstellung (Valuta)";"Vorgang";"Buchungstext";"Umsatz in EUR";'
    row = '"30.04.2026";"30.04.2026";"Übertrag";"Auftraggeber: Ich";"50,00";'
    text = sample.read_bytes().decode("cp1252")
    copy = tmp_path / "konten.csv"
    copy.write_text(text.replace('"Keine Umsätze vorhanden."', f"\n{header}\n{row}"), "cp1252")
    (flagged,) = [e for e in extract(Comdirect("Assets:Giro"), copy) if "unknown" in e.meta]
    assert flagged.meta["unknown"] == 'section "Tagesgeld PLUS-Konto" is not among konten'
    importer = Comdirect("Assets:Giro", konten={"Tagesgeld": Accounts("Assets:Tagesgeld")})
    entries = extract(importer, copy)
    assert not [e for e in entries if "unknown" in e.meta]
    assert len([e for e in entries if e.postings[-1].account == "Assets:Tagesgeld"]) == 1
    assert len([e for e in entries if e.postings[-1].account == "Assets:Giro"]) == 6
    in_ledger, errors, _ = load(entries)
    assert errors == []
    assert all("__duplicate__" in e.meta for e in extract(importer, copy, in_ledger))


@pytest.mark.parametrize(
    "sample", [path for path in samples() if path.suffix == ".csv"], ids=lambda path: path.name
)
def test_a_field_that_no_csv_has_is_a_note(sample: Path, tmp_path: Path) -> None:
    # Python's reader gives up on a field of more than 131,072 characters: the row has no cells.
    copy = tmp_path / sample.name
    copy.write_bytes(sample.read_bytes() + b'\n"' + b"x" * 140_000 + b'"\n')
    importer = importer_of(sample)
    found = [e for e in importer.extract(str(copy), existing=[]) if "field limit" in str(e.meta)]
    assert len(found) == 1


def test_a_flex_query_of_several_accounts(tmp_path: Path) -> None:
    sample = next(path for path in samples() if path.parent.name == "interactive_brokers")
    copy = tmp_path / "flex.xml"
    text = sample.read_text(encoding="utf-8")
    statement = text[text.index("<FlexStatement ") : text.index("</FlexStatements>")]
    other = statement.replace("U1234567", "U7654321").replace(
        'transactionID="9', 'transactionID="8'
    )
    copy.write_text(text.replace(statement, statement + other), encoding="utf-8")
    both = extract(InteractiveBrokers("Assets:IB"), copy)
    assert [e for e in both if "accounts U1234567, U7654321" in e.meta.get("unknown", "")]
    one = InteractiveBrokers(Accounts("Assets:IB", number="U7654321"))
    assert one.identify(str(copy))
    entries = extract(one, copy)
    assert len(entries) == len(extract(InteractiveBrokers("Assets:IB"), sample))
    assert all(":8" in entry.meta["source_id"] for entry in entries if entry.meta["source_id"])
    other_account = InteractiveBrokers(Accounts("Assets:IB", number="U0000000"))
    assert not other_account.identify(str(copy))


def test_a_second_account_of_a_table_is_flagged_where_none_is_named() -> None:
    sample = next(path for path in samples() if path.name == "alle_buchungen.csv")
    entries = extract(PortfolioPerformance("Assets:PP"), sample)
    flagged = [e.meta["unknown"] for e in entries if "konten" in e.meta.get("unknown", "")]
    assert flagged == [
        'account "Dollarkonto" is not "Verrechnungskonto": name both in konten',
        'account "Tagesgeld" is not "Verrechnungskonto": name both in konten',
    ]


def test_a_swiss_portfolio_performance(tmp_path: Path) -> None:
    sample = next(path for path in samples() if path.name == "konto_15.csv")
    copy = tmp_path / "konto.csv"
    swiss = re.sub(r"\d[\d.]*,\d\d", lambda number: _swiss(number[0]), sample.read_text("utf-8"))
    copy.write_text(swiss, encoding="utf-8")
    importer = PortfolioPerformance("Assets:PP", convention=Convention.SWISS)
    ids = [entry.meta["source_id"] for entry in extract(importer, copy)]
    assert ids == [e.meta["source_id"] for e in extract(PortfolioPerformance("Assets:PP"), sample)]


def _swiss(number: str) -> str:
    return number.replace(".", "'").replace(",", ".")
