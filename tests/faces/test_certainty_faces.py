"""How sure the quota is, said alike in the text, the JSON, the tables and on the page."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import textwrap
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from beancount import loader
from click.testing import CliRunner
from served_page import page, section, text

from fsq_beancount import analyse, check
from fsq_beancount.check import certainty as certainty_check
from fsq_beancount.check import flows
from fsq_beancount.cli.main import cli
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import certainty as messages
from fsq_beancount.report.certainty import NARROW, RUNWAY, WIDE, Band, Certainty, Question
from fsq_beancount.report.findings.fix import Fix, directive
from fsq_beancount.report.findings.settings import Configuration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from served_page import Serve

    from fsq_beancount.books.facts import Facts
    from fsq_beancount.report.findings import Finding
    from fsq_beancount.report.report import Report

pytestmark = pytest.mark.fava

D = Decimal

HEAD = """
option "title" "Main"
option "operating_currency" "EUR"
plugin "fsq_beancount"
plugin "beancount.plugins.auto_accounts"
2023-01-01 custom "fava-extension" "fsq_beancount.progress"
"""


def months(*lines: str) -> str:
    """Return a transaction of each line for each month of 2024, against the bank."""
    return "".join(
        f'2024-{month:02}-28 * "Monat"\n  {line} EUR\n  Assets:Bank\n'
        for line in lines
        for month in range(1, 13)
    )


END = """
2024-12-31 * "Ende"
  Assets:Bank   1 EUR
  Assets:Kasse
"""
"""The month has ended, so it counts."""

# A year: 12,000 of rent, 4,800 of upkeep left living, 12,000 of food. As it is
# 12,000 / 16,800 = 71.4 %; with the upkeep charged 7,200 / 12,000 = 60 %.
FLAT = (
    HEAD
    + months("Income:Wohnung:Miete -1000", "Expenses:Wohnung:Hausgeld 400", "Expenses:Essen 1000")
    + END
)
ANSWER = '2024-01-28 custom "fsq-rule" "Expenses:Wohnung:Hausgeld" "cost" "passive"\n'

SIX_EMPTY = "".join(
    f"2023-01-01 open Income:Leer{letter} EUR\n  fsq-class:\n" for letter in "ABCDEF"
)
"""Six empty values, as an importer writes them."""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "main.beancount"
    path.write_text(FLAT, encoding="utf-8")
    return path


def shell(*arguments: str | Path) -> str:
    done = CliRunner().invoke(cli, [str(each) for each in arguments], env={"LANG": "C.UTF-8"})
    assert done.exit_code == 0, done.output
    return done.output


def as_json(path: Path, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shell("report", path, "--format", "json", *options))
    return found


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of the table that a real `bean-query` gives."""
    program = Path(sys.executable).with_name("bean-query")
    done = subprocess.run(
        [program, "-f", "csv", path, "SELECT * FROM #fsq_findings"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_every_face_says_the_same_of_one_question(ledger: Path, serve: Serve) -> None:
    said = "71.4%, between 60.0% and 71.4%: 1 question. See fsq check."
    assert f"  {said}\n" in shell("report", ledger, "--lang", "en")

    found = as_json(ledger)["certainty"]
    assert found["fsq_narrow"] == {"low": "0.6", "high": "0.714286"}
    assert found["sure"] is False
    [finding] = found["findings"]
    # Charged to the rent, or a living cost as it is.
    [fix, stays] = finding["fixes"]
    assert (fix["before"], fix["after"]) == ("0.714286", "0.6")
    assert (stays["before"], stays["after"]) == ("0.714286", "0.714286")

    [row, other] = rows(ledger)
    assert (other["id"], other["lines"].splitlines()) == (row["id"], stays["lines"])
    promised = ("id", "kind", "measure", "evidence", "lines", "before", "after", "accepted")
    assert tuple(row) == promised
    assert (row["id"], row["kind"]) == (finding["id"], finding["kind"])
    assert row["evidence"] == finding["evidence"]
    assert row["lines"].splitlines() == fix["lines"]
    assert (row["before"], row["after"]) == ("0.714286", "0.600000")
    assert (row["measure"], row["accepted"]) == ("fsq_narrow", "FALSE")

    # As CSV, too, with the same rows.
    read = list(
        csv.DictReader(
            io.StringIO(shell("report", ledger, "--part", "findings", "--format", "csv"))
        )
    )
    assert [each["lines"] for each in read] == [row["lines"], other["lines"]]
    assert {**read[0], "before": "0.714286", "after": "0.6", "accepted": "no"} == read[0]

    client = serve(FLAT)
    asked = client.get(
        "/main/api/query?query_string=SELECT * FROM #fsq_findings".replace("#", "%23")
    )
    [answer, _] = json.loads(asked.text, parse_float=D)["data"]["rows"]
    assert [str(cell) for cell in answer[:5]] == list(row.values())[:5]
    assert answer[5:] == [D("0.714286"), D("0.6"), False]

    first = section(page(client), "quota")
    assert "FSQ narrow 71.4% between 60.0% and 71.4% Missing" in text(first)
    assert "1 open question Income:Wohnung:Miete: 12,000.00 EUR in 12 postings" in text(first)
    assert "71.4% → 60.0%" in text(first)
    assert "Copy lines 2 answers" in text(first)
    assert "perhaps" not in text(first)
    assert first.count("fsq-copy") == 3
    below = text(section(page(client), "certainty"))
    assert finding["evidence"] in below
    assert "FSQ narrow 71.4% → 60.0%" in below
    for html in (first, section(page(client), "certainty")):
        assert [line for line in fix["lines"] if line not in text(html)] == []


def test_every_face_says_it_in_german(ledger: Path, serve: Serve) -> None:
    said = "71,4 %, zwischen 60,0 % und 71,4 %: 1 Frage. Siehe fsq check."
    assert f"  {said}\n" in shell("report", ledger, "--lang", "de")
    first = text(section(page(serve(FLAT), "de"), "quota"))
    assert "71,4 % zwischen 60,0 % und 71,4 %" in first
    assert "1 offene Frage" in first
    assert "71,4 % → 60,0 %" in first
    assert "Zeilen kopieren 2 Antworten" in first


def test_what_is_answered_is_said_nowhere(ledger: Path, serve: Serve) -> None:
    with ledger.open("a", encoding="utf-8") as file:
        file.write(ANSWER)
    shown = shell("report", ledger, "--lang", "en")
    assert "FSQ narrow  60.0%" in shown
    assert "fsq check" not in shown
    found = as_json(ledger)
    assert (found["certainty"]["sure"], found["certainty"]["findings"]) == (True, [])
    assert found["warnings"] == []
    assert rows(ledger) == []
    first = section(page(serve(FLAT + ANSWER)), "quota")
    assert "fsq-span" not in first
    assert "question" not in first


@pytest.mark.parametrize("options", [["--year", "2024"], ["--from", "2024-03-01"]])
def test_nothing_is_said_of_a_part_that_was_not_run(ledger: Path, options: list[str]) -> None:
    assert "fsq check" not in shell("report", ledger, "--lang", "en", *options)


@pytest.mark.parametrize("controls", [{"time": "2024"}, {"account": "Income"}])
def test_nothing_is_said_on_a_page_of_a_part(serve: Serve, controls: dict[str, str]) -> None:
    html = page(serve(FLAT), **controls)
    first = section(html, "quota")
    assert "fsq-figure" in first
    assert "fsq-span" not in first
    assert "question" not in first
    assert "→" not in section(html, "certainty")


def test_mistakes_in_the_settings_are_in_every_face(tmp_path: Path, serve: Serve) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(FLAT + SIX_EMPTY, encoding="utf-8")
    # Each account that follows the flat takes two lines; the first is its place.
    lines = [FLAT.count("\n") + 2 * number - 1 for number in range(1, 7)]
    places = [f"{path}:{line}: fsq-class" for line in lines]

    found = as_json(path)
    settings = [each for each in found["certainty"]["findings"] if each["kind"] == "setting"]
    assert len(settings) == len(found["warnings"]) == 6
    for place, setting, warning in zip(places, settings, found["warnings"], strict=True):
        assert setting["evidence"].startswith(place)
        assert warning == setting["evidence"]

    shown = shell("report", path, "--lang", "en")
    assert "6 mistakes in the settings" in shown
    # They are no questions: one is open.
    assert "between 60.0% and 71.4%: 1 question. See fsq check." in shown
    table = [row for row in rows(path) if row["kind"] == "setting"]
    assert [row["evidence"] for row in table] == found["warnings"]
    assert {(row["id"], row["lines"], row["before"], row["after"]) for row in table} == {("",) * 4}

    client = serve(FLAT + SIX_EMPTY)
    first = text(section(page(client), "quota"))
    assert "6 mistakes in the settings 1 open question" in first
    assert text(section(page(client), "certainty")).count("fsq-class") == 6


LOAN = """
2023-01-01 open Liabilities:Baudarlehen
2024-01-01 * "Kredit"
  Liabilities:Baudarlehen  -1000 EUR
  Assets:Bank
"""


def test_a_template_has_its_lines_and_no_effect(tmp_path: Path, serve: Serve) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(FLAT + ANSWER + LOAN, encoding="utf-8")
    # Nobody has written its rate, which no quota contains.
    [row] = [each for each in rows(path) if each["kind"] == "loan-without-rate"]
    assert "<interest rate>" in row["lines"]
    assert (row["before"], row["after"]) == ("", "")
    count = len(rows(path))
    plural = "s" if count > 1 else ""
    assert f"  {count} open question{plural}. See fsq check.\n" in shell(
        "report", path, "--lang", "en"
    )
    first = section(page(serve(FLAT + ANSWER + LOAN)), "quota")
    assert "no effect before the blank is filled" in text(first)
    assert "fsq-span" not in first


MANY = FLAT + months(*(f"Income:Kram{number} -{number}0" for number in range(1, 12)))
"""Eleven accounts that nobody has named beside the flat: twelve questions."""


def test_of_many_questions_the_first_screen_has_few(serve: Serve) -> None:
    html = page(serve(MANY))
    first = section(html, "quota")
    assert "12 open questions" in text(first)
    assert first.count("<li") == 3
    assert "9 more questions" in text(first)
    # Upkeep moves the quota by 11.4 points, 110 a month of anything by 1,320 / 16,800 = 7.9.
    assert [each.split(":")[1] for each in re.findall(r"<p>(Income:[^ ]*)", first)] == [
        "Wohnung",
        "Kram11",
        "Kram10",
    ]
    # Which of several answers is right, only their lines tell: no button copies the first.
    assert "perhaps 71.4% → 79.3% 3 answers" in text(first)
    assert section(html, "certainty").count("unclassified and counts") == 11


def test_a_line_of_text_fits_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(MANY, encoding="utf-8")
    for language in ("en", "de"):
        shown = shell("report", path, "--lang", language)
        [line] = [each for each in shown.splitlines() if each.endswith("fsq check.")]
        assert len(line) <= 80


def test_the_figures_are_checked_once_per_load(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = serve(FLAT)
    run: list[object] = []
    original = certainty_check.assess

    def counted(*arguments: Any) -> Certainty:
        run.append(arguments)
        return original(*arguments)

    monkeypatch.setattr(certainty_check, "assess", counted)
    for language in ("en", "de"):
        page(client, language)
        client.get("/main/extension/FsqProgress/report")
    assert len(run) == 1


def test_a_check_that_fails_takes_no_quota_away(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(check, "find", broken)
    html = page(serve(FLAT))
    assert "71.4%" in text(section(html, "quota"))
    assert "a mistake of ours" in text(section(html, "certainty"))


def test_incognito_hides_the_amounts_of_lines_and_shows_ratios(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = flows.find
    budget = 'custom "budget" Expenses:Wohnung:Hausgeld "monthly"  1,234.50 EUR'
    offered = Fix((*directive(ANSWER.strip()).lines, (f"2024-01-28 {budget}",)))

    def with_amount(facts: Facts, report: Report) -> Iterator[Finding]:
        for finding in original(facts, report):
            yield replace(finding, fixes=(offered,))

    monkeypatch.setattr(flows, "find", with_amount)
    hidden = section(page(serve(FLAT, incognito=True)), "quota")
    assert "XX,XXX.XX EUR in 12 postings" in text(hidden)
    assert "71.4% → 60.0%" in text(hidden)
    assert '2024-01-28 custom "fsq-rule"' in text(hidden)
    assert "X,XXX.XX EUR" in text(hidden.partition("<pre>")[2])
    assert "1,234.50" not in hidden
    # Lines with their digits masked are nothing to copy.
    assert "fsq-copy" not in hidden
    shown = section(page(serve(FLAT)), "quota")
    assert "1,234.50 EUR" in shown
    assert "fsq-copy" in shown


def test_accepted_questions_are_not_on_the_first_screen(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = certainty_check.assess

    def accepting(*arguments: Any) -> Certainty:
        found = original(*arguments)
        return replace(
            found, questions=tuple(replace(each, accepted=True) for each in found.questions)
        )

    monkeypatch.setattr(certainty_check, "assess", accepting)
    html = page(serve(FLAT))
    assert "question" not in section(html, "quota")
    assert "1 accepted Income:Wohnung:Miete" in text(section(html, "certainty"))


# --- the sentence ---

ENGLISH = Reader.of("en")


def certainty(ledger: str) -> Certainty:
    entries, _, options = loader.load_string(textwrap.dedent(ledger))
    return analyse(entries, options).certainty


def banded(narrow: Band, wide: Band, *more: Question) -> Certainty:
    """Return the certainty of the flat with other bands, and more questions."""
    found = certainty(FLAT)
    return replace(
        found,
        bands={**found.bands, NARROW: narrow, WIDE: wide},
        questions=(*found.questions, *more),
    )


def test_the_wide_quota_is_said_where_that_alone_is_unsure() -> None:
    # Both are shown as 71.4 %: no band to be seen.
    narrow = Band(D("0.7140"), D("0.7143"))
    found = banded(narrow, Band(D("0.6"), D("0.7143")))
    said = "FSQ wide 71.4%, between 60.0% and 71.4%: 1 question. See fsq check."
    assert messages.pointer(found, D("0.7143"), ENGLISH) == said
    found = banded(narrow, narrow)
    # The bank has paid 12 * 400 more than it took, 3.4 months of 1,400 or 4.8 of 1,000.
    said = "Runway -3.4 months, between -4.8 months and -3.4 months: 1 question. See fsq check."
    assert messages.pointer(found, D("0.7143"), ENGLISH) == said
    steady = replace(found, bands={**found.bands, RUNWAY: Band(D("-3.4"), D("-3.4"))})
    assert messages.pointer(steady, D("0.7143"), ENGLISH) == "1 open question. See fsq check."


def test_a_quota_that_may_be_undefined() -> None:
    found = banded(Band(None, None), Band(None, None))
    said = "71.4%, but it may be undefined: 1 question. See fsq check."
    assert messages.pointer(found, D("0.7143"), ENGLISH) == said


def test_accepted_questions_and_mistakes_are_not_counted() -> None:
    [question] = certainty(FLAT).questions
    assert isinstance(question, Question)
    narrow = Band(D("0.6"), D("0.7143"))
    found = banded(narrow, narrow, replace(question, id="other", accepted=True))
    assert messages.pointer(found, D("0.7143"), ENGLISH).endswith("1 question. See fsq check.")
    mistaken = certainty(FLAT + SIX_EMPTY)
    assert len(mistaken.asked) == 1
    assert len(mistaken.mistakes) == 6
    assert {type(finding) for finding in mistaken.mistakes} == {Configuration}
    assert messages.pointer(certainty(FLAT + ANSWER), D("0.6"), ENGLISH) == ""


def test_the_months_that_an_account_lacks_are_in_every_face(tmp_path: Path, serve: Serve) -> None:
    # The depot stops in September: 9 * 300 of 12 * 1,500 are 15 %; to September, or with the
    # missing months like those before, it is 20 %.
    depot = "".join(
        f'2024-{month:02}-20 * "Depot"\n  Income:Dividenden  -300 EUR\n  Assets:Depot\n'
        for month in range(1, 10)
    )
    lagging = HEAD + months("Expenses:Essen 1500", "Income:Gehalt -3000") + depot + END
    path = tmp_path / "main.beancount"
    path.write_text(lagging, encoding="utf-8")
    said = "15.0%, between 15.0% and 20.0%: 1 question."
    assert f"  {said} See fsq check.\n" in shell("report", path, "--lang", "en")
    found = as_json(path)["certainty"]["fsq_narrow"]
    assert found == {"low": "0.15", "high": "0.2"}
    first = text(section(page(serve(lagging)), "quota"))
    assert "between 15.0% and 20.0%" in first
