"""The hook that joins a bank's net amounts with what Portfolio Performance knows of them."""

from __future__ import annotations

from decimal import Decimal
from inspect import get_annotations
from typing import TYPE_CHECKING, Any

import pytest
from imported import amounts, extract, load
from importer_samples import EXPORTS

from fsq_importers import Comdirect, Consorsbank, Dkb, Ing, enrich

if TYPE_CHECKING:
    from pathlib import Path

    from fsq_importers.importer import FsqImporter

D = Decimal
HEADER = (
    "Datum;Typ;Wert;Buchungswährung;Bruttobetrag;Währung Bruttobetrag;Wechselkurs;Gebühren;Steuern;"
    "Stück;ISIN;WKN;Ticker-Symbol;Wertpapiername;Notiz"
)
DIVIDEND = "{day}T00:00;Dividende;{net};EUR;;;;0,30;{tax};27;DE000MUSTER1;MUSTE1;;Muster AG;"


def known(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "pp.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return path


def run(importer: FsqImporter, sample: str, *paths: Path) -> list[Any]:
    path = EXPORTS / sample
    entries = extract(importer, path)
    ((_, found, _, _),) = enrich(*paths)([(str(path), entries, "", importer)], [])
    assert len(found) == len(entries)
    assert load(found)[1] == []
    return found


def of_kind(entries: list[Any], record: str) -> Any:
    (entry,) = [each for each in entries if each.meta["record"] == record]
    return entry


# 24.30 are left of 33.00: a tax of 8.40 and a fee of 0.30.
COMPLETE = {
    "Income:Depot:Dividenden": D("-33.00"),
    "Expenses:Steuern:Kapitalertragsteuer": D("8.40"),
    "Expenses:Depot:Gebühren": D("0.30"),
}


@pytest.mark.parametrize(
    ("importer", "sample", "day"),
    [
        (Dkb("Assets:Bank"), "dkb/girokonto.csv", "2026-06-26"),
        (Comdirect("Assets:Bank"), "comdirect/konten.csv", "2026-05-15"),
        # Consorsbank names the WKN alone.
        (Consorsbank("Assets:Bank"), "consorsbank/konto.csv", "2026-04-29"),
    ],
)
def test_a_dividend_gets_its_gross_its_taxes_and_its_fee(
    tmp_path: Path, importer: FsqImporter, sample: str, day: str
) -> None:
    path = known(tmp_path, DIVIDEND.format(day=day, net="24,30", tax="8,40"))
    entry = of_kind(run(importer, sample, path), "dividend")
    assert amounts(entry) == COMPLETE | {"Assets:Bank": D("24.30")}
    before = of_kind(extract(importer, EXPORTS / sample), "dividend")
    assert entry.date == before.date
    assert entry.meta["source_id"] == before.meta["source_id"]
    assert entry.meta["enriched"] == "pp.csv:2"
    assert "gross" not in entry.meta


@pytest.mark.parametrize(
    "row",
    [
        DIVIDEND.format(day="2026-06-25", net="24,30", tax="8,40"),  # four days
        DIVIDEND.format(day="2026-06-29", net="24,31", tax="8,40"),  # a cent
        DIVIDEND.format(day="2026-06-29", net="24,30", tax="8,40").replace("MUSTE", "ANDER"),
        DIVIDEND.format(day="2026-06-29", net="24,30", tax="8,40").replace("Dividende", "Verkauf"),
    ],
)
def test_what_does_not_fit_is_left_as_it_is(tmp_path: Path, row: str) -> None:
    entry = of_kind(run(Dkb("Assets:Bank"), "dkb/girokonto.csv", known(tmp_path, row)), "dividend")
    assert entry.meta["gross"] == "unknown"
    assert len(entry.postings) == 2


def test_the_nearest_day_is_taken_and_each_record_once(tmp_path: Path) -> None:
    path = known(
        tmp_path,
        DIVIDEND.format(day="2026-06-27", net="24,30", tax="1,11"),
        DIVIDEND.format(day="2026-06-28", net="24,30", tax="8,40"),
    )
    importer = Dkb("Assets:Bank")
    sample = EXPORTS / "dkb" / "girokonto.csv"
    (one,) = [e for e in extract(importer, sample) if e.meta["record"] == "dividend"]
    three = [one, one, one]
    ((_, found, _, _),) = enrich(path)([(str(sample), three, "", importer)], [])
    taxes = [amounts(e).get("Expenses:Steuern:Kapitalertragsteuer") for e in found]
    assert taxes == [D("8.40"), D("1.11"), None]


def test_a_purchase_gets_its_shares(tmp_path: Path) -> None:
    row = "2026-07-14T09:30;Kauf;-1.000,00;EUR;;;;1,00;;9;IE00BMUSTER7;;;Muster Welt;"
    found = run(Ing("Assets:Bank"), "ing/extrakonto.csv", known(tmp_path, row))
    entry = of_kind(found, "buy")
    assert entry.flag == "*"
    assert amounts(entry) == {
        "Assets:Bank:Depot": D(9),
        "Expenses:Depot:Gebühren": D("1.00"),
        "Assets:Bank": D("-1000.00"),
    }


def test_duplicates_and_the_entries_of_others_are_left_alone(tmp_path: Path) -> None:
    path = known(tmp_path, DIVIDEND.format(day="2026-06-29", net="24,30", tax="8,40"))
    importer = Dkb("Assets:Bank")
    sample = EXPORTS / "dkb" / "girokonto.csv"
    marked = extract(importer, sample, extract(importer, sample))
    ((_, found, _, _),) = enrich(path)([(str(sample), marked, "", importer)], [])
    assert found == marked
    # The entries of an importer that is not ours, and a pattern that names no file.
    fresh = extract(importer, sample)
    stranger = object()
    for pattern, by in ((path, stranger), (tmp_path / "*.none", importer)):
        ((_, found, _, _),) = enrich(pattern)([(str(sample), fresh, "", by)], [])
        assert found == fresh


def test_fava_sees_that_the_hook_wants_the_importer() -> None:
    annotations = get_annotations(enrich("x"))
    assert any("Importer" in annotation for annotation in annotations.values())
