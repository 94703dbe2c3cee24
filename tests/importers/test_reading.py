"""Files as they come: encodings, delimiters, headers, and what is wrong with them."""

from __future__ import annotations

import codecs
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imported import extract, load
from importer_samples import EXPORTS, IMPORTERS, importer_of, samples

from fsq_importers import Dkb, Ing, InteractiveBrokers, TradeRepublic, reading, sniffing
from fsq_importers.records import Kind, Record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ING = EXPORTS / "ing" / "extrakonto.csv"
DKB = EXPORTS / "dkb" / "girokonto.csv"
TRADE_REPUBLIC = EXPORTS / "trade_republic" / "alt.csv"
FLEX = EXPORTS / "interactive_brokers" / "flex.xml"


def facts(entries: list[object]) -> list[str]:
    return [
        f"{e.date} {e.payee} {e.narration} {[str(p.units) for p in e.postings]}"  # type: ignore[attr-defined]
        for e in entries
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_export_in_another_encoding(tmp_path: Path, encoding: str, newline: str) -> None:
    text = ING.read_bytes().decode("cp1252")
    copy = tmp_path / "export.csv"
    copy.write_bytes(text.replace("\n", newline).encode(encoding))
    assert facts(extract(Ing("Assets:ING"), copy)) == facts(extract(Ing("Assets:ING"), ING))


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_bank_that_changes_its_delimiter(tmp_path: Path, delimiter: str) -> None:
    # As DKB did for some weeks; what it quotes keeps its commas.
    copy = tmp_path / "export.csv"
    text = DKB.read_text(encoding="utf-8-sig").replace('";"', f'"{delimiter}"')
    copy.write_text(text, encoding="utf-8")
    assert facts(extract(Dkb("Assets:DKB"), copy)) == facts(extract(Dkb("Assets:DKB"), DKB))


def test_columns_in_another_order_and_more_of_them(tmp_path: Path) -> None:
    rows = [line.split(";") for line in TRADE_REPUBLIC.read_text(encoding="utf-8").splitlines()]
    copy = tmp_path / "export.csv"
    turned = [";".join(["neu" if n == 0 else "", *reversed(row)]) for n, row in enumerate(rows)]
    copy.write_text("\n".join(turned), encoding="utf-8")
    importer = TradeRepublic("Assets:TR")
    assert importer.identify(str(copy))
    assert facts(extract(importer, copy)) == facts(extract(importer, TRADE_REPUBLIC))


def test_decomposed_umlauts_in_a_header(tmp_path: Path) -> None:
    copy = tmp_path / "export.csv"
    decomposed = ING.read_bytes().decode("cp1252").replace("ä", "a\u0308")
    copy.write_text(decomposed, encoding="utf-8")
    assert Ing("Assets:ING").identify(str(copy))


def test_two_columns_of_one_name() -> None:
    assert reading.column_names(["Saldo", "Währung", "Betrag", " währung ", "", ""]) == (
        *("saldo", "währung", "betrag", "währung#2"),
        *("", ""),
    )


@pytest.mark.parametrize("names", ["c{}", "a", "a#", "{}#"])
@pytest.mark.parametrize("columns", [499, 32_000])
@pytest.mark.parametrize("lines", [1, 60])
def test_a_table_of_many_columns_is_refused_at_once(
    tmp_path: Path, names: str, columns: int, lines: int
) -> None:
    wide = tmp_path / "wide.csv"
    line = ";".join(names.format(number) for number in range(columns))
    wide.write_text(f"{line}\n" * lines, encoding="utf-8")
    begin = time.process_time()
    assert not sniffing.sniff(str(wide)).importers
    # It was 0.7 s for one line of 500 columns, and four times as much for twice as many.
    assert time.process_time() - begin < 0.5


def test_the_first_lines_are_split_once_for_all_importers(monkeypatch: pytest.MonkeyPatch) -> None:
    split: list[str] = []
    names = reading.column_names

    def column_names(cells: Sequence[str]) -> tuple[str, ...]:
        split.append(";".join(cells))
        return names(cells)

    monkeypatch.setattr(reading, "column_names", column_names)
    reading.head_lines.cache_clear()
    assert not IMPORTERS["ing"].identify(str(DKB))
    once = list(split)
    assert sum(importer.identify(str(DKB)) for importer in IMPORTERS.values()) == 1
    assert split == once != []


@pytest.mark.parametrize("sample", samples(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_that_is_cut_off_at_any_place(sample: Path, tmp_path: Path) -> None:
    data = sample.read_bytes()
    importer = importer_of(sample)
    whole = len(extract(importer, sample))
    copy = tmp_path / sample.name
    for end in range(0, len(data), max(1, len(data) // 40)):
        copy.write_bytes(data[:end])
        taken = importer.identify(str(copy))
        assert isinstance(taken, bool)
        entries = extract(importer, copy)
        assert len(entries) <= whole + 1
        assert load(entries)[1] == []


def test_the_row_that_was_cut_off_is_flagged(tmp_path: Path) -> None:
    copy = tmp_path / "export.csv"
    copy.write_bytes(TRADE_REPUBLIC.read_bytes()[:-120])
    # Entries are sorted by day; the row cut off has kept its own.
    (last,) = [e for e in extract(TradeRepublic("Assets:TR"), copy) if not e.postings][-1:]
    assert last.flag == "!"
    assert "columns" in last.meta["unknown"]
    assert last.narration.startswith("Nicht lesbar: 2026-01-16T")


def test_a_flex_query_that_is_cut_off(tmp_path: Path) -> None:
    copy = tmp_path / "flex.xml"
    text = FLEX.read_text(encoding="utf-8")
    copy.write_text(text[: text.index("<CashTransactions>")], encoding="utf-8")
    entries = extract(InteractiveBrokers("Assets:IB"), copy)
    (flagged,) = [e for e in entries if "the file is broken" in e.meta.get("unknown", "")]
    assert flagged.flag == "!"
    # The trades that came before are there.
    assert len([e for e in entries if e.meta["record"] == Kind.BUY]) == 2


def test_a_document_type_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    copy = tmp_path / "flex.xml"
    bomb = '<!-- <FlexQueryResponse -->\n<!DOCTYPE x [<!ENTITY a "aaaa">]>\n<x>&a;</x>'
    copy.write_text(bomb, encoding="utf-8")
    importer = InteractiveBrokers("Assets:IB")
    assert importer.identify(str(copy)) is False
    copy.write_text(" " * 5000 + bomb, encoding="utf-8")
    (note,) = extract(importer, copy)
    assert "document type" in note.meta["unknown"]


def test_a_quote_that_is_never_closed_drops_nothing_silently(tmp_path: Path) -> None:
    copy = tmp_path / "export.csv"
    lines = TRADE_REPUBLIC.read_text(encoding="utf-8").splitlines()
    lines[5] = lines[5].replace("Muster AG", '"Muster AG')
    lines[5] = lines[5].replace(';"Muster', ';"Muster')
    copy.write_text("\n".join(lines), encoding="utf-8")
    entries = extract(TradeRepublic("Assets:TR"), copy)
    flagged = [e for e in entries if not e.postings]
    assert len(flagged) == 1
    # What the quote swallowed stands in the entry's source.
    assert lines[-1] in flagged[0].meta["__source__"]


@pytest.mark.parametrize("amount", ["1.00x", "1,234.56", "", "NaN", "1e999", "=1+1"])
def test_an_amount_that_is_none_is_flagged_and_not_guessed(tmp_path: Path, amount: str) -> None:
    copy = tmp_path / "export.csv"
    text = ING.read_bytes().decode("cp1252").replace(";1,00;EUR", f";{amount};EUR")
    copy.write_bytes(text.encode("cp1252"))
    (flagged,) = [e for e in extract(Ing("Assets:ING"), copy) if not e.postings]
    assert flagged.flag == "!"
    assert str(flagged.date) == "2026-07-10"
    assert flagged.meta["unknown"].startswith("line 22: ")


def test_a_thousand_with_a_point_and_a_minus_sign_of_unicode() -> None:
    # The samples hold "-1.000" (DKB) and "−1.500,00" (Consorsbank).
    trades = {
        name: [p.units.number for e in extract(IMPORTERS[name], path) for p in e.postings]
        for name, path in (("dkb", DKB), ("consorsbank", EXPORTS / "consorsbank" / "konto.csv"))
    }
    assert -1000 in trades["dkb"]
    assert -1500 in trades["consorsbank"]


def test_a_date_that_is_none_takes_the_day_before_it(tmp_path: Path) -> None:
    copy = tmp_path / "export.csv"
    lines = TRADE_REPUBLIC.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace("2025-01-03", "gestern")
    copy.write_text("\n".join(lines), encoding="utf-8")
    (flagged,) = [
        e
        for e in extract(TradeRepublic("Assets:TR"), copy)
        if "is no date" in e.meta.get("unknown", "")
    ]
    assert str(flagged.date) == "2025-01-02"


def test_text_of_a_file_does_nothing_to_the_ledger(tmp_path: Path) -> None:
    nasty = '"" \\ \\n ; */ {} @@ \x07\x1b[31m\u2028 2020-01-01 open Assets:Hacked #tag ^link'
    copy = tmp_path / "export.csv"
    text = ING.read_bytes().decode("cp1252").replace("Aktion", f'"{nasty}\n2020-01-01 open X:Y"')
    copy.write_text(text, encoding="utf-8")
    entries = extract(Ing("Assets:ING"), copy)
    loaded, errors, _ = load(entries)
    assert errors == []
    narrations = {entry.narration for entry in entries}
    assert {e.narration for e in loaded if hasattr(e, "narration")} >= narrations
    assert any("open Assets:Hacked" in narration for narration in narrations)
    assert not any(char in "".join(narrations) for char in "\x07\x1b\n\u2028")


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=400), st.sampled_from(samples()))
def test_any_bytes_behind_a_header_are_read_without_a_failure(
    tmp_path: Path, junk: bytes, sample: Path
) -> None:
    copy = tmp_path / sample.name
    copy.write_bytes(sample.read_bytes()[:2000] + junk)
    importer = importer_of(sample)
    importer.identify(str(copy))
    items = list(importer.records(str(copy)))
    assert load(extract(importer, copy))[1] == []
    assert all(record.raw or record.unknown for record in items if isinstance(record, Record))


@pytest.mark.parametrize("data", [b"", b"\0\0", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"\xff\xff"])
def test_what_is_no_table_is_taken_by_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(data)
    for importer in IMPORTERS.values():
        assert importer.identify(str(path)) is False
        assert importer.date(str(path)) is None


def test_a_missing_file_is_taken_by_none(tmp_path: Path) -> None:
    for importer in IMPORTERS.values():
        assert importer.identify(str(tmp_path / "missing.csv")) is False
        assert importer.identify(str(tmp_path)) is False
