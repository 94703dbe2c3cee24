"""What a plugin made is told from what a person wrote, and does not say how far the books go."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from beancount import loader
from beancount.core import data
from small_ledger import Ledger

from fsq_beancount.books import facts
from fsq_beancount.books.authorship import Authorship

day = datetime.date.fromisoformat
TODAY = day("2026-11-30")

HEAD = """option "operating_currency" "EUR"
plugin "copying_plugin"
plugin "beancount.plugins.auto_accounts"
plugin "beancount.plugins.implicit_prices"
"""

BOOKS = """
2026-02-10 * "Insurance"
  copies: 8
  Expenses:Insurance  100 EUR
  Assets:Bank
2026-03-04 * "Food"
  Expenses:Food  5 EUR
  Assets:Bank
2026-03-05 * "Shares"
  Assets:Shares  1 HOOL {10 EUR}
  Assets:Bank
"""


def from_file(path: Path, text: str) -> Ledger:
    path.write_text(HEAD + text)
    return Ledger(*loader.load_file(str(path)))


def as_of(ledger: Ledger) -> datetime.date:
    assert ledger.errors == []
    return facts.collect(ledger.entries, ledger.options).as_of_date(TODAY)


@pytest.mark.parametrize("made", ["FALSE", "TRUE"])
def test_copies_are_no_reason_for_a_later_as_of_date(tmp_path: Path, made: str) -> None:
    # The last copy is of October; the last entry that somebody wrote is the purchase, although a
    # price directive that a plugin made shares its line.
    text = BOOKS.replace("copies: 8", f"copies: 8\n  made: {made}")
    assert as_of(from_file(tmp_path / "main.beancount", text)) == day("2026-03-05")


def test_the_original_may_be_the_last_that_somebody_wrote(tmp_path: Path) -> None:
    ledger = from_file(tmp_path / "main.beancount", BOOKS.partition("2026-03-04")[0])
    assert as_of(ledger) == day("2026-02-10")


def test_without_its_file_the_first_of_several_entries_is_the_original(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    ledger = from_file(path, BOOKS)
    path.unlink()
    assert as_of(ledger) == day("2026-03-05")
    text = Ledger(*loader.load_string(HEAD + BOOKS))
    assert as_of(text) == day("2026-03-05")


def test_the_date_on_the_line_decides_not_the_order(tmp_path: Path) -> None:
    # A plugin that spreads a payment over the months before it: the original is the last.
    path = tmp_path / "main.beancount"
    ledger = from_file(path, BOOKS)
    [original] = [
        entry
        for entry in ledger.entries
        if isinstance(entry, data.Transaction) and entry.date == day("2026-02-10")
    ]
    earlier = original._replace(date=day("2025-12-10"))
    authorship = Authorship([earlier, *ledger.entries], str(path))
    assert authorship.is_made(earlier)
    assert not authorship.is_made(original)


def test_lines_of_several_files_are_no_copies(tmp_path: Path) -> None:
    (tmp_path / "one.beancount").write_text(
        '\n2026-05-02 * "-"\n  Expenses:Food  5 EUR\n  Assets:Bank\n'
    )
    (tmp_path / "two.beancount").write_text(
        '\n2026-06-02 * "-"\n  Expenses:Food  5 EUR\n  Assets:Bank\n'
    )
    ledger = from_file(tmp_path / "main.beancount", 'include "*o*e.beancount"\ninclude "two.*"\n')
    assert as_of(ledger) == day("2026-06-02")


def test_a_padding_and_a_balance_are_the_persons(tmp_path: Path) -> None:
    text = "2026-04-01 pad Assets:Bank Equity:Opening\n2026-06-01 balance Assets:Bank 5 EUR\n"
    ledger = from_file(tmp_path / "main.beancount", text)
    assert as_of(ledger) == day("2026-06-01")
    padding = next(entry for entry in ledger.entries if isinstance(entry, data.Transaction))
    assert not Authorship(ledger.entries, ledger.options["filename"]).is_made(padding)


def test_a_ledger_that_plugins_made_all_of_ends_with_its_last_entry() -> None:
    # Nothing was written, so that nothing would count: better what is there.
    made = [
        data.Transaction(
            {"filename": "<x>", "lineno": 0}, day(date), "*", None, "", frozenset(), frozenset(), []
        )
        for date in ("2026-05-01", "2026-06-01", "2027-01-01")
    ]
    assert facts.as_of_date(made, Authorship(made, "main.beancount"), TODAY) == day("2026-06-01")


@pytest.mark.parametrize("line", ["", "  ; 2026-13-45", "2026-02-31 *", "no date"])
def test_a_file_that_was_changed_since_is_no_failure(tmp_path: Path, line: str) -> None:
    path = tmp_path / "main.beancount"
    ledger = from_file(path, BOOKS)
    path.write_text("\n".join([line] * 20))
    assert as_of(ledger) == day("2026-03-05")
