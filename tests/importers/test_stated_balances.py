"""What files state of their own balances: asserted, offered, or said to disagree."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from beancount.core import data
from imported import amounts, extract_all, is_check, load, new
from importer_samples import EXPORTS

from fsq_importers import Accounts, Comdirect, Dkb, IbTransactions, Ing, InteractiveBrokers
from fsq_importers.sniffing import describe, sniff

if TYPE_CHECKING:
    from pathlib import Path

D = Decimal
ING = EXPORTS / "ing" / "extrakonto.csv"
DKB = EXPORTS / "dkb" / "girokonto.csv"
BEFORE = """
1960-01-01 open Assets:ING
1960-01-01 open Income:Before
2026-07-01 * "Held before"
  Assets:ING     {amount} EUR
  Income:Before
"""


def checks(entries: list[Any]) -> list[Any]:
    return [entry for entry in entries if is_check(entry)]


def balances(entries: list[Any]) -> list[tuple[str, str, Decimal | None]]:
    return [
        (str(entry.date), entry.account, entry.amount.number)
        for entry in entries
        if isinstance(entry, data.Balance)
    ]


def sentences(path: Path) -> list[str]:
    words = ("balance", "disagrees")
    return [line.strip() for line in describe(sniff(str(path))) if line.strip().startswith(words)]


def test_an_account_without_earlier_bookings_begins_with_what_was_there() -> None:
    # The rows: 8.37 + 12.40 - 3.10 - 0.17 + 155.50 + 155.50 - 1,000.00 + 1.00 = -670.50. The first
    # of them left 1,917.00, so that there were 1,916.00 before it.
    entries = extract_all(Ing("Assets:ING"), ING)
    opening, closing = checks(entries)
    assert (opening.flag, str(opening.date)) == ("!", "2026-07-10")
    assert amounts(opening) == {"Assets:ING": D(1916), "Equity:Anfangsbestand": D(-1916)}
    assert balances([closing]) == [("2026-08-04", "Assets:ING", D("1245.50"))]
    assert load(entries)[1] == []
    assert sentences(ING) == [
        "balance    bookings add up to -670.50 EUR, the file says -670.50 EUR (1916.00 to 1245.50)"
    ]


@pytest.mark.parametrize(("held", "wrong"), [("1916.00", 0), ("1915.00", 2)])
def test_an_account_with_earlier_bookings_is_held_to_both_balances(held: str, wrong: int) -> None:
    before = BEFORE.format(amount=held)
    ledger, errors, _ = load([], before)
    assert errors == []
    entries = extract_all(Ing("Assets:ING"), ING, ledger)
    assert balances(entries) == [
        ("2026-07-10", "Assets:ING", D("1916.00")),
        ("2026-08-04", "Assets:ING", D("1245.50")),
    ]
    text = before.replace("1960-01-01 open Assets:ING\n", "")
    assert len(load(entries, text)[1]) == wrong


def test_the_closing_balance_alone_leads_to_what_was_there_before() -> None:
    # 5,000.01 less the rows that are booked: 24.30 - 1,000.00 - 2 x 8.67 + 850.00 + 321.00 - 3.21
    # + 1,234.56 = 1,409.31.
    opening, closing = checks(extract_all(Dkb("Assets:DKB"), DKB))
    assert amounts(opening)["Assets:DKB"] == D("3590.70")
    assert balances([closing]) == [("2026-07-01", "Assets:DKB", D("5000.01"))]
    assert "and no opening balance" in sentences(DKB)[0]


def test_a_filtered_export_asserts_nothing_and_says_so(tmp_path: Path) -> None:
    lines = ING.read_text(encoding="cp1252").splitlines(keepends=True)
    copy = tmp_path / "extrakonto.csv"
    copy.write_text("".join(line for line in lines if "Gutschrift;Sparen" not in line), "utf-8")
    (note,) = checks(extract_all(Ing("Assets:ING"), copy))
    assert (note.flag, note.postings) == ("!", [])
    # Without the two credits of 155.50 the rows add up to 311.00 less.
    said = "bookings add up to -981.50 EUR, the file says -670.50 EUR (1916.00 to 1245.50)"
    assert note.meta["unknown"] == f"no balance is asserted: {said}"
    assert sentences(copy) == [f"disagrees  {said}: is it filtered, or does it lack rows?"]
    assert not sniff(str(copy)).understood


def test_overlapping_files_assert_a_day_once(tmp_path: Path) -> None:
    importer = Ing("Assets:ING")
    first = extract_all(importer, ING)
    ledger, errors, _ = load(first)
    assert errors == []
    again = extract_all(importer, ING, ledger)
    assert new(again) == []
    # A later file of the last day alone: it overlaps, and states the same closing balance.
    lines = ING.read_text(encoding="cp1252").splitlines(keepends=True)
    later = tmp_path / "later.csv"
    start = next(number for number, line in enumerate(lines) if line.startswith("31.07.2026"))
    later.write_text("".join(lines[:start]), encoding="utf-8")
    added = new(extract_all(importer, later, ledger))
    # It begins with what the ledger has at the start of that day.
    assert balances(added) == [("2026-08-03", "Assets:ING", D("1237.13"))]
    assert load([*first, *added])[1] == []


def test_the_sections_of_comdirect_have_balances_of_their_own(tmp_path: Path) -> None:
    sample = EXPORTS / "comdirect" / "konten.csv"
    text = sample.read_bytes().decode("cp1252")
    title = '"Umsätze Tagesgeld PLUS-Konto";"Zeitraum: 01.04.2026 - 19.05.2026";'
    header = '"Buchungstag";"Wertstellung (Valuta)";"Vorgang";"Buchungstext";"Umsatz in EUR";'
    row = '"30.04.2026";"30.04.2026";"Übertrag";"Auftraggeber: Ich";"50,00";'
    new_one, old_one = '"Neuer Kontostand";"150,00 EUR";', '"Alter Kontostand";"100,00 EUR";'
    copy = tmp_path / "konten.csv"
    section = f"{title}\n{new_one}\n\n{header}\n{row}\n\n{old_one}"
    copy.write_text(text.split('"Umsätze Tagesgeld')[0] + section, encoding="cp1252")
    importer = Comdirect("Assets:Giro", konten={"Tagesgeld": Accounts("Assets:Tagesgeld")})
    entries = extract_all(importer, copy)
    assert balances(entries) == [
        ("2026-05-20", "Assets:Giro", D("8017.78")),
        ("2026-05-20", "Assets:Tagesgeld", D("150.00")),
    ]
    assert load(entries)[1] == []


def test_the_cash_report_of_a_flex_query(tmp_path: Path) -> None:
    report = "".join(
        f'<CashReportCurrency accountId="U1" currency="{currency}" startingCash="{start}" '
        f'endingCash="{end}" fromDate="20260101" toDate="20261231"/>'
        for currency, start, end in (
            ("BASE_SUMMARY", "1", "2"),
            ("USD", "100", "105.123456789"),
            ("EUR", "7", "8"),
        )
    )
    cash = (
        '<CashTransaction accountId="U1" currency="USD" type="Broker Interest Received" '
        'amount="5.123456789" dateTime="20260210" transactionID="201"/>'
    )
    path = tmp_path / "q.xml"
    path.write_text(
        f'<FlexQueryResponse><FlexStatements><FlexStatement accountId="U1">{report}{cash}'
        "</FlexStatement></FlexStatements></FlexQueryResponse>"
    )
    entries = extract_all(InteractiveBrokers("Assets:IB:{currency}"), path)
    # In cents; and the euros did not move as the report says.
    assert balances(entries) == [("2027-01-01", "Assets:IB:USD", D("105.12"))]
    reasons = [each.meta.get("unknown", "") for each in checks(entries)]
    assert len([each for each in reasons if "the file says 1.00 EUR (7 to 8)" in each]) == 1
    assert load(entries)[1] == []


def test_the_summary_of_a_transaction_history(tmp_path: Path) -> None:
    text = (EXPORTS / "ib_transactions" / "history.csv").read_text(encoding="utf-8")
    path = tmp_path / "history.csv"
    path.write_text(
        text.replace("Summary,Data,Ending", "Summary,Data,Starting Cash,0.0\nSummary,Data,Ending")
    )
    (note,) = checks(extract_all(IbTransactions("Assets:IB"), path))
    assert "the file says 200.00 EUR (0.0 to 200.00)" in note.meta["unknown"]


def test_a_balance_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    copy = tmp_path / "girokonto.csv"
    copy.write_text(DKB.read_text(encoding="utf-8").replace("5.000,01 EUR", "5,0,0 EUR"), "utf-8")
    assert checks(extract_all(Dkb("Assets:DKB"), copy)) == []
    assert sentences(copy) == []
