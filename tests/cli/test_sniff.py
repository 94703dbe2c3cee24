"""`fsq sniff`: which importer takes a file, how it is written, what is unknown in it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from importer_samples import BROKEN, EXPORTS

from fsq_beancount.cli import main as cli
from fsq_importers import sniffing

if TYPE_CHECKING:
    from pathlib import Path

ING = EXPORTS / "ing" / "extrakonto.csv"
TRADE_REPUBLIC = EXPORTS / "trade_republic" / "neu.csv"


def lines(path: Path) -> list[str]:
    return list(sniffing.describe(sniffing.sniff(str(path))))


def test_a_file_with_an_unknown_word() -> None:
    assert lines(ING) == [
        str(ING),
        "  importer   ING (fsq_importers.Ing), Umsatzanzeige",
        "  encoding   cp1252",
        "  delimiter  semicolon (;)",
        "  header     line 14",
        "  bookings   6: 3 payment, 1 dividend, 1 interest, 1 trade",
        "  unknown    1 × type Sondergutschrift",
        "  balance    bookings add up to -670.50 EUR, the file says -670.50 EUR "
        "(1916.00 to 1245.50)",
    ]


def test_a_file_whose_header_has_changed_says_what_it_lacks() -> None:
    said = lines(BROKEN / "dkb_renamed.csv")
    assert said[1] == "  no importer takes it"
    assert said[-1] == "  closest    DKB (Girokonto); lacks: verwendungszweck"


@pytest.mark.parametrize(
    ("text", "source", "way"),
    [
        ("date;time;status;reference;assetType;type;isin;shares\n", "Scalable Capital", "Generic"),
        ("Konto;;\nBuchtag;TA-Nr.;Buchungsinformationen;\n", "flatex", "Generic"),
        ("%PDF-1.7\n", "a PDF file", "Portfolio Performance"),
        ("PK\x03\x04", "a spreadsheet (xlsx) or another archive", "save its table as CSV"),
        (
            '<a xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"/>',
            "CAMT (XML of a bank)",
            "CSV",
        ),
        (":20:STARTUMS\n", "MT940 (of a bank)", "CSV"),
        ("<?xml?>\n<client>", "Portfolio Performance (its own file)", "export its accounts"),
        ('[{"id": 1}]', "JSON", "pytr"),
    ],
)
def test_a_source_that_is_known_and_has_no_importer(
    text: str, source: str, way: str, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    path.write_text(text, encoding="utf-8")
    said = lines(path)
    assert said[1:3] == ["  no importer takes it", f"  source     {source}"]
    assert said[3].startswith("  way round  ")
    assert way in said[3]
    # Who describes a table for Generic needs its columns.
    assert any(line.startswith("  columns") for line in said) == (";" in text)
    assert not any("closest" in line or "no text" in line for line in said)


@pytest.mark.parametrize("name", ["empty.csv", "picture.csv"])
def test_a_file_without_text(name: str) -> None:
    assert lines(BROKEN / name)[1:] == ["  no importer takes it", "  it holds no text"]


@pytest.mark.parametrize("path", sorted(BROKEN.iterdir()), ids=lambda path: path.name)
def test_no_broken_file_is_understood(path: Path) -> None:
    assert not sniffing.sniff(str(path)).understood


def test_rows_that_are_no_bookings_are_listed() -> None:
    said = lines(EXPORTS / "comdirect" / "konten.csv")
    assert "  no booking 4 × title or balance of a section" in said
    assert "  no booking 1 × not booked yet (offen)" in said
    assert "  no booking 1 × a row of the depot repeats one of the account" in said


def test_an_xml_file() -> None:
    said = lines(EXPORTS / "interactive_brokers" / "flex.xml")
    assert "  importer   Interactive Brokers (Flex) (fsq_importers.InteractiveBrokers)" in said
    assert "  encoding   as the XML says" in said


@pytest.mark.parametrize(
    ("paths", "status"),
    [
        ([TRADE_REPUBLIC], 0),
        ([TRADE_REPUBLIC, ING], 1),
        ([BROKEN / "empty.csv"], 1),
        ([EXPORTS / "missing.csv"], 2),
        ([EXPORTS], 2),
        ([], 2),
    ],
)
def test_the_exit_status(paths: list[Path], status: int) -> None:
    result = CliRunner().invoke(cli.cli, ["sniff", *map(str, paths)])
    assert result.exit_code == status, result.output
    assert "Traceback" not in result.output


def test_what_cannot_be_read_leaves_out_no_other_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.cli.main(["sniff", str(EXPORTS), str(TRADE_REPUBLIC)], prog_name="fsq")
    said = capsys.readouterr()
    assert said.err == f"fsq: {EXPORTS}: Is a directory\n"
    assert said.out.startswith(f"{TRADE_REPUBLIC}\n  importer ")
    assert ended.value.code == 2


def test_without_beangulp_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] == "fsq_importers":
            monkeypatch.delitem(sys.modules, name)
    # With nothing in its place, Python finds no such module.
    monkeypatch.setitem(sys.modules, "beangulp", None)
    with pytest.raises(SystemExit) as ended:
        cli.cli.main(["sniff", str(ING)], prog_name="fsq")
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "Error: the importers need beangulp, which is not installed; "
        'this installs it: pip install "fsq-beancount[import]"\n'
    )


def test_text_of_a_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("\x1b[31mA;\x07B;C\n", encoding="utf-8")
    said = "".join(lines(path)[1:])
    assert "\x1b" not in said
    assert "\x07" not in said
