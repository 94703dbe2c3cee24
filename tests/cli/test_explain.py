"""Which rule decided about which posting."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path

import pytest
from beancount import loader

from fsq_beancount.books import facts
from fsq_beancount.books.facts import Facts
from fsq_beancount.cli.explanation.programs import as_csv, as_json
from fsq_beancount.cli.explanation.subject import UnknownError, find
from fsq_beancount.cli.explanation.text import render
from fsq_beancount.text import Style

LEDGER = """\
option "operating_currency" "EUR"
2020-01-01 open Assets:Bank
2020-01-01 open Income:Depot:Dividenden EUR
  fsq-stream: "Aktien"
2020-01-01 open Income:Depot:Kursgewinne EUR
2020-01-01 open Income:Kram EUR
2020-01-01 open Expenses:Steuern:Kapitalertragsteuer EUR
2020-01-01 open Expenses:Leben

2024-01-15 * "Muster \x1bAG" "Dividende"
  Income:Depot:Dividenden  -60.00 EUR
  Income:Depot:Kursgewinne  -40.00 EUR
  Expenses:Steuern:Kapitalertragsteuer  10.00 EUR
  Assets:Bank

2024-02-01 * "Laden" "Brot"
  Expenses:Leben  7.00 CHF
  Assets:Bank  -7.00 CHF
2024-02-02 * "Laden" "Kuchen"
  Expenses:Leben  5.00 EUR
  Assets:Bank
2024-03-01 * "Umbuchung"
  Assets:Bank  1.00 EUR
  Assets:Bank  -1.00 EUR
"""


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    folder = tmp_path_factory.mktemp("ledger")
    (folder / "main.beancount").write_text(LEDGER, encoding="utf-8")
    entries, errors, options = loader.load_file(str(folder / "main.beancount"))
    assert errors == []
    return facts.collect(entries, options)


def shown(collected: Facts, subject: str | None, locale: str = "en", width: int = 300) -> list[str]:
    answer = find(collected, subject)
    return render(collected, answer, Style(locale, width)).splitlines()


def test_all_accounts_with_what_decided(collected: Facts) -> None:
    # The tax of 10 is split over dividends and gains as 60 to 40.
    split = (
        'role by name "kapitalertragsteuer" in Kapitalertragsteuer; '
        "split over the income of its transaction"
    )
    lines = [" ".join(line.split()) for line in shown(collected, None)]
    assert lines == [
        "account class role stream postings sum rule",
        "Expenses:Leben – living – 2 -5.00 EUR + -7.00 CHF an expense that is no cost of earning",
        f"Expenses:Steuern:Kapitalertragsteuer near-passive tax – 1 -4.00 EUR {split}",
        f"Expenses:Steuern:Kapitalertragsteuer passive tax Aktien 1 -6.00 EUR {split}",
        'Income:Depot:Dividenden passive income Aktien 1 60.00 EUR name "dividenden" in '
        "Dividenden; stream by open Income:Depot:Dividenden (main.beancount:3)",
        "Income:Depot:Kursgewinne near-passive income – 1 40.00 EUR name "
        '"kursgewinn" in Kursgewinne',
    ]


def test_an_account_with_its_postings(collected: Facts) -> None:
    assert shown(collected, "Income:Depot:Dividenden") == [
        'Income:Depot:Dividenden: passive income, "Aktien", 1 posting, 60.00 EUR',
        '  name "dividenden" in Dividenden; stream by open Income:Depot:Dividenden '
        "(main.beancount:3)",
        "    2024-01-15  60.00 EUR  Muster \ufffdAG Dividende  main.beancount:11",
    ]


def test_a_parent_with_all_accounts_below_it(collected: Facts) -> None:
    lines = shown(collected, "Income:Depot")
    assert [line.partition(": ")[0] for line in lines if line.startswith("Income")] == [
        "Income:Depot:Dividenden",
        "Income:Depot:Kursgewinne",
    ]


def test_what_has_no_price_is_shown_in_its_own_currency(collected: Facts) -> None:
    assert shown(collected, "Expenses:Leben")[2:] == [
        "    2024-02-01  -7.00 CHF  Laden Brot    main.beancount:17",
        "    2024-02-02  -5.00 EUR  Laden Kuchen  main.beancount:20",
    ]


@pytest.mark.parametrize("line", [10, 11, 14])
def test_the_transaction_at_a_line(collected: Facts, line: int) -> None:
    assert shown(collected, f"main.beancount:{line}") == [
        '2024-01-15 * "Muster \ufffdAG" "Dividende" (main.beancount:10)',
        "  Income:Depot:Dividenden               60.00 EUR  passive       income  Aktien  "
        'name "dividenden" in Dividenden; stream by open Income:Depot:Dividenden '
        "(main.beancount:3)",
        "  Income:Depot:Kursgewinne              40.00 EUR  near-passive  income  –       "
        'name "kursgewinn" in Kursgewinne',
        "  Expenses:Steuern:Kapitalertragsteuer  -6.00 EUR  passive       tax     Aktien  "
        'role by name "kapitalertragsteuer" in Kapitalertragsteuer; split over the income of its '
        "transaction",
        "  Expenses:Steuern:Kapitalertragsteuer  -4.00 EUR  near-passive  tax     –       "
        'role by name "kapitalertragsteuer" in Kapitalertragsteuer; split over the income of its '
        "transaction",
    ]


@pytest.mark.parametrize(("line", "nearest"), [(1, 10), (15, 10), (99, 22)])
def test_another_line_is_answered_with_the_nearest_transaction(
    collected: Facts, line: int, nearest: int
) -> None:
    said, transaction, *_ = shown(collected, f"main.beancount:{line}")
    assert said == (
        f"No transaction at line {line}; the nearest one is at main.beancount:{nearest}:"
    )
    assert transaction.endswith(f"(main.beancount:{nearest})")


@pytest.mark.parametrize("line", [3, 4])
def test_a_line_that_opens_an_account_is_answered_for_the_account(
    collected: Facts, line: int
) -> None:
    expected = shown(collected, "Income:Depot:Dividenden")
    assert shown(collected, f"main.beancount:{line}") == expected


def test_rules_stand_below_where_the_terminal_is_not_wide_enough(collected: Facts) -> None:
    lines = shown(collected, None, width=80)
    at = next(at for at, line in enumerate(lines) if line.startswith("Income:Depot:Kurs"))
    assert lines[at + 2] == '    name "kursgewinn" in Kursgewinne'
    assert max(map(len, lines)) <= 80


def test_what_is_planned_is_left_out_and_said(collected: Facts) -> None:
    # Of both purchases the second is a day after the last one that counts.
    answer = find(collected, "Expenses:Leben", datetime.date(2024, 2, 1))
    assert len(answer.flows) == 1
    assert render(collected, answer, Style("en")).splitlines()[-2:] == [
        "",
        "1 planned posting after Feb 1, 2024 is left out.",
    ]


def test_an_empty_ledger_has_no_postings() -> None:
    entries, _, options = loader.load_string("")
    nothing = facts.collect(entries, options)
    assert shown(nothing, None) == ["no postings"]


def test_a_transaction_without_income_and_expense(collected: Facts) -> None:
    assert shown(collected, "main.beancount:22") == [
        '2024-03-01 * "Umbuchung" (main.beancount:22)',
        "  no income and no expense",
    ]


def test_a_file_by_the_end_of_its_path_or_from_here(
    collected: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Path(collected.config.folder) / "main.beancount"
    for name in (str(file), f"{file.parent.name}/main.beancount", "main.beancount"):
        assert find(collected, f"{name}:19").entry is not None
    monkeypatch.chdir(file.parent)
    assert find(collected, f"../{file.parent.name}/main.beancount:19").entry is not None


@pytest.mark.parametrize(
    ("subject", "message"),
    [
        (
            "Income:Depot:Dividende",
            "no account and no FILE:LINE is called Income:Depot:Dividende; did you mean "
            "Income:Depot:Dividenden?",
        ),
        (
            "kursgewinne",
            "no account and no FILE:LINE is called kursgewinne; did you mean "
            "Income:Depot:Kursgewinne?",
        ),
        ("Nirgends:Wo", "no account and no FILE:LINE is called Nirgends:Wo"),
        ("Assets:Bank", "Assets:Bank has no income or expense postings"),
        (
            "mian.beancount:3",
            "no transaction stands in a file mian.beancount; did you mean main.beancount?",
        ),
    ],
)
def test_what_is_not_there_has_a_hint(collected: Facts, subject: str, message: str) -> None:
    with pytest.raises(UnknownError) as error:
        find(collected, subject)
    assert str(error.value) == message


def test_for_programs(collected: Facts) -> None:
    overview = json.loads(as_json(collected, find(collected, None)))
    assert overview[0] == {
        "account": "Expenses:Leben",
        "class": None,
        "role": "living",
        "stream": None,
        "postings": 2,
        "amount": "-5.00",
        "currency": "EUR",
        "unconverted": "-7.00 CHF",
        "rule": "an expense that is no cost of earning",
    }
    answer = find(collected, "Income:Depot:Dividenden")
    (row,) = csv.DictReader(io.StringIO(as_csv(collected, answer)))
    assert (row["amount"], row["class"], row["line"]) == ("60.00", "passive", "11")


def test_rules_in_the_readers_language(collected: Facts) -> None:
    assert shown(collected, "Expenses:Leben", "de")[1] == (
        "  eine Ausgabe, die nicht dem Erzielen von Einnahmen dient"
    )
