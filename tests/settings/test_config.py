"""Directives of the user: what they mean, and what is said about mistakes in them."""

from __future__ import annotations

import datetime
import os
import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from beancount import loader
from beancount.core import account as account_types
from beancount.core import data
from beancount.core.amount import Amount
from beancount.parser import options, printer
from beancount.parser.grammar import ValueType
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import PLUGIN, complaints, load

from fsq_beancount.books import facts
from fsq_beancount.core.errors import FsqError
from fsq_beancount.settings import directives, reading
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.directives import option

if TYPE_CHECKING:
    from pathlib import Path

CLASSES = ('"passive"', '"near-passive"', '"active"', '"neutral"', '"unclassified"')
ROLES = ('"income"', '"tax"', '"fee"', '"cost"', '"living"', '"virtual"', '"excluded"')

RULE_USAGE = 'write: custom "fsq-rule" "PATTERN"'
TAG_USAGE = 'write: custom "fsq-tag" "TAG" "CLASS"'
OPTION_USAGE = 'write: custom "fsq-option" "NAME" VALUE'


def read(text: str) -> Config:
    """Return the configuration of a ledger without mistakes."""
    ledger = load(text)
    found, errors = reading.read(ledger.entries, ledger.options)
    assert errors == []
    return found


def printed(error: FsqError) -> str:
    """Return an error as bean-check prints it."""
    return str(printer.format_error(error))  # type: ignore[no-untyped-call]


def complaint(directive: str) -> str:
    """Return the only message about a directive on the second line of a ledger."""
    [(line, message)] = complaints(f"2020-01-01 open Assets:Bank\n2020-01-01 {directive}\n")
    assert line == 2
    return message


@pytest.mark.parametrize(
    ("directive", "found", "allowed"),
    [
        # Too few values.
        ('custom "fsq-rule"', "no value", (RULE_USAGE,)),
        ('custom "fsq-rule" "Income:X"', "only a pattern", (RULE_USAGE,)),
        ('custom "fsq-tag"', "needs a tag and a class", (TAG_USAGE,)),
        ('custom "fsq-tag" "job"', "job", (TAG_USAGE,)),
        ('custom "fsq-option"', "no name", (OPTION_USAGE, '"withdrawal-rate"')),
        ('custom "fsq-option" "inflation"', '"inflation"', ("takes one", "a rate a year")),
        ('custom "fsq-milestone"', "no values", ('write: custom "fsq-milestone"',)),
        ('custom "fsq-pension"', "0 values", ('write: custom "fsq-pension"', "67")),
        ('custom "fsq-pension" "Rente" 1200 EUR', "2 values", ("1200.00 EUR 67",)),
        ('custom "fsq-pension" 5 1200 EUR 67', "5", ("no string", "1200.00 EUR 67")),
        ('custom "fsq-pension" "Rente" 1200 67', "1200", ("an amount such as 1200.00 EUR",)),
        ('custom "fsq-pension" "Rente" -1200 EUR 67', "-1200 EUR", ("1200.00 EUR",)),
        ('custom "fsq-pension" "Rente" 1200 EUR 2052-01-01', "2052-01-01", ("such as 67",)),
        ('custom "fsq-pension" "Rente" 1200 EUR 167', "167", ("such as 67",)),
        ('custom "fsq-recurring"', "no values", ('write: custom "fsq-recurring"',)),
        ('custom "fsq-interest-rate"', "no values", ('write: custom "fsq-interest-rate"',)),
        ('custom "fsq-interest-rate" 5 0.02', "5", ("no account", "fsq-interest-rate")),
        ('custom "fsq-interest-rate" "Bau" 0.02', '"Bau"', ("no account",)),
        ('custom "fsq-interest-rate" Liabilities:Darlehen', "no rate", ("0.0185 for 1.85 %",)),
        ('custom "fsq-interest-rate" Liabilities:Darlehen 1.85', "1.85", ("0.0185 for 1.85 %",)),
        ('custom "fsq-interest-rate" Liabilities:Darlehen 2 EUR', "2 EUR", ("0.0185 for",)),
        ('custom "fsq-interest-rate" Liabilities:Darlehen 0.02 5', "2 values", ("0.0185 for",)),
        ('custom "fsq-interest-rate" Assets:Bank 0.02', "Assets:Bank", ("no liability",)),
        ('custom "fsq-interest-rate" Liabilities:Visa 0.02', "Visa", ("write fsq-loan: TRUE",)),
        ('custom "fsq-benchmark"', "0 values", ('write: custom "fsq-benchmark"',)),
        ('custom "fsq-benchmark" 5', "5", ("no commodity", 'write: custom "fsq-benchmark"')),
        ('custom "fsq-benchmark" "a fund"', "a fund", ("no commodity", "capital letters")),
        # Too many values.
        ('custom "fsq-benchmark" "A" "B"', "2 values (A, B)", ('write: custom "fsq-benchmark"',)),
        ('custom "fsq-tag" "job" "active" "passive"', "passive", (TAG_USAGE,)),
        ('custom "fsq-option" "inflation" 0.02 0.03', '"inflation"', ("takes one",)),
        ('custom "fsq-rule" "X" "passive" "active"', '"passive" and "active"', (RULE_USAGE,)),
        ('custom "fsq-rule" "X" "tax" "fee"', '"tax" and "fee"', (RULE_USAGE,)),
        ('custom "fsq-rule" "X" "Aktien" "Fonds"', '"Aktien" and "Fonds"', (*CLASSES, *ROLES)),
        # Unknown classes and roles.
        ('custom "fsq-rule" "X" "passiv"', '"passiv"', (*CLASSES, *ROLES)),
        ('custom "fsq-rule" "X" "Passive"', '"Passive"', (*CLASSES, 'write "passive"')),
        ('custom "fsq-rule" "X" "near passive"', '"near passive"', ('write "near-passive"',)),
        ('custom "fsq-rule" "X" "excludes"', '"excludes"', (*ROLES, 'write "excluded"')),
        ('custom "fsq-rule" "X" "mixed"', '"mixed"', (*CLASSES, *ROLES)),
        ('custom "fsq-rule" "X" ""', "empty", (RULE_USAGE,)),
        ('custom "fsq-tag" "job" "aktiv"', '"aktiv"', CLASSES),
        ('custom "fsq-tag" "job" "mixed"', '"mixed"', CLASSES),
        # Wrong types.
        ('custom "fsq-rule" 5 "passive"', "5", ("no string", RULE_USAGE)),
        ('custom "fsq-rule" "X" TRUE', "True", ("no string", RULE_USAGE)),
        ('custom "fsq-tag" "job" 5', "5", (TAG_USAGE,)),
        ('custom "fsq-tag" 2020-01-01 "active"', "2020-01-01", (TAG_USAGE,)),
        ('custom "fsq-option" 5 5', "no name", (OPTION_USAGE,)),
        ('custom "fsq-option" "inflation" "0.02"', "0.02", ("a rate a year such as",)),
        ('custom "fsq-option" "inflation" 2.00 EUR', "2.00 EUR", ("a rate a year such as",)),
        ('custom "fsq-option" "reserve" 5000', "5000", ("an amount such as 5000 EUR",)),
        ('custom "fsq-option" "birth-date" "1985"', "1985", ("a date such as",)),
        ('custom "fsq-option" "retirement-age" -5', "-5", ("an age such as 67",)),
        ('custom "fsq-option" "horizon" 12.5', "12.5", ("a number of months",)),
        ('custom "fsq-option" "horizon" 0', "0", ("a number of months",)),
        ('custom "fsq-option" "tax-profile" "it"', "it", ('"de", "at", "ch", "flat"',)),
        ('custom "fsq-option" "stress-stream" 5', "5", ("a string",)),
        ('custom "fsq-option" "stress-stream" " "', "", ("a string",)),
        # Unknown names.
        ('custom "fsq-option" "inflatoin" 0.02', '"inflatoin"', ('"reserve"', 'mean "inflation"')),
        ('custom "fsq-rules" "X" "passive"', '"fsq-rules"', ('"fsq-tag"', 'mean "fsq-rule"')),
        ('custom "fsq-" "X"', '"fsq-"', ('"fsq-rule"',)),
        ('custom "fsq-milestones"', '"fsq-milestones"', ('mean "fsq-milestone"',)),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_what_is_allowed(
    directive: str, found: str, allowed: tuple[str, ...]
) -> None:
    message = complaint(directive)
    assert found in message
    for words in allowed:
        assert words in message


@pytest.mark.parametrize(
    "directive", ['"fsq-rule"', '"fsq-milestone"', '"fsq-typo"', '"fsq-rule" 5', '"fsq-tag" TRUE']
)
def test_bean_check_can_print_a_mistake(directive: str) -> None:
    # It prints the directive, too; Beancount gives one without values None for them.
    ledger = load(f"2020-01-01 custom {directive}", PLUGIN)
    for error in ledger.errors:
        assert directive in printed(error)


@pytest.mark.parametrize(
    "pattern", ["Income:(", "*", "Income:[", "Income:X{2,1}", "(?P<a>.)(?P<a>.)"]
)
def test_a_pattern_that_is_no_regular_expression(pattern: str) -> None:
    message = complaint(f'custom "fsq-rule" "{pattern}" "passive"')
    assert f'"{pattern}"' in message
    assert "regular expression" in message
    assert "[0-9]" in message


def test_a_pattern_that_would_never_end_is_a_mistake_and_the_other_rules_hold() -> None:
    # Each letter can be taken alone, with one or with two more: a number of ways that grows
    # exponentially with the length of the name, and none of them ends with a digit.
    account = "Income:Depot:DividendenAusAllerWeltUndMehrNoch"
    text = f"""
2020-01-01 open {account}
2020-01-01 custom "fsq-rule" "(.|..|...)+[0-9]" "active"
2020-01-01 custom "fsq-rule" "Income:Depot" "passive"
"""
    ledger = load(text)
    start = time.process_time()
    found, [error] = reading.read(ledger.entries, ledger.options)
    assert time.process_time() - start < 10
    assert [rule.text for rule in found.rules] == ["Income:Depot"]
    assert '"(.|..|...)+[0-9]"' in error.message
    assert error.entry is not None
    assert error.source["lineno"] == error.entry.meta["lineno"]


def test_a_pattern_that_would_never_end_matches_no_account_that_is_not_open() -> None:
    [rule] = read('2020-01-01 custom "fsq-rule" "(.|..|...)+[0-9]" "active"').rules
    assert not rule.matches("Income:Depot:DividendenAusAllerWeltUndMehrNoch")


def test_a_pattern_that_python_warns_about_is_no_mistake() -> None:
    # A nested set, says a FutureWarning: neither a traceback nor noise on the terminal.
    assert complaints('2020-01-01 custom "fsq-rule" "Income:[[a]" "passive"') == []


def test_a_mistake_in_an_included_file_is_named_there(tmp_path: Path) -> None:
    rules = tmp_path / "rules.beancount"
    rules.write_text('\n\n2020-01-01 custom "fsq-rule" "X"\n')
    main = tmp_path / "main.beancount"
    main.write_text('plugin "fsq_beancount"\ninclude "rules.beancount"\n')
    _, [error], _ = loader.load_file(str(main))
    assert (error.source["filename"], error.source["lineno"]) == (str(rules), 3)


def test_the_rest_of_the_ledger_is_still_read() -> None:
    ledger = load("""
        2020-01-01 custom "fsq-rule" "Income:A" "passiv"
        2020-01-01 custom "fsq-rule" "Income:B" "passive"
        2020-01-01 custom "fsq-option" "inflation" "viel"
        2020-01-01 custom "fsq-option" "withdrawal-rate" 0.03
        """)
    found, errors = reading.read(ledger.entries, ledger.options)
    assert len(errors) == 2
    assert [rule.text for rule in found.rules] == ["Income:B"]
    assert found.option("inflation", datetime.date(2024, 1, 1)) is None
    assert found.option("withdrawal-rate", datetime.date(2024, 1, 1)) == Decimal("0.03")


@pytest.mark.parametrize(
    "stream", ["Aktien", "Immobilien", "Optionen", "Bücher", "Kosten", "Leasing", "Taxi", "Aktiv"]
)
def test_any_other_string_of_a_rule_is_the_stream(stream: str) -> None:
    # Interface: "a string that is a class or a role is that, any other is the stream".
    [rule] = read(f'2020-01-01 custom "fsq-rule" "Income:X" "passive" "{stream}"').rules
    assert (rule.income_class, rule.role, rule.stream) == ("passive", None, stream)


@pytest.mark.parametrize("word", ["passive", "near-passive", "active", "neutral", "unclassified"])
def test_classes_of_a_rule(word: str) -> None:
    [rule] = read(f'2020-01-01 custom "fsq-rule" "X" "{word}"').rules
    assert (rule.income_class, rule.role, rule.stream) == (word, None, None)


@pytest.mark.parametrize("word", [role.strip('"') for role in ROLES])
def test_roles_of_a_rule(word: str) -> None:
    [rule] = read(f'2020-01-01 custom "fsq-rule" "X" "{word}"').rules
    assert (rule.income_class, rule.role, rule.stream) == (None, word, None)


def test_rules_are_ordered_by_date_and_in_a_day_as_written() -> None:
    rules = read("""
        2021-01-01 custom "fsq-rule" "D" "passive"
        2020-01-01 custom "fsq-rule" "A" "passive"
        2020-01-01 custom "fsq-rule" "C" "passive"
        2020-01-01 custom "fsq-rule" "B" "passive"
        """).rules
    assert [rule.text for rule in rules] == ["A", "C", "B", "D"]


@pytest.mark.parametrize("tag", ["nebenjob", "#nebenjob"])
def test_tags(tag: str) -> None:
    [rule] = read(f'2020-01-01 custom "fsq-tag" "{tag}" "active"').tags
    assert (rule.tag, rule.income_class) == ("nebenjob", "active")


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("withdrawal-rate", "0.04", Decimal("0.04")),
        ("inflation", "-0.01", Decimal("-0.01")),
        ("reserve", "5000.00 EUR", Amount(Decimal("5000.00"), "EUR")),
        ("tax-profile", '"de"', "de"),
        ("tax-profile", '"flat"', "flat"),
        ("tax-rate", "0.26375", Decimal("0.26375")),
        ("church-tax", "0.09", Decimal("0.09")),
        ("saver-allowance", "1000 EUR", Amount(Decimal(1000), "EUR")),
        ("birth-date", "1985-04-01", datetime.date(1985, 4, 1)),
        ("retirement-age", "67", Decimal(67)),
        ("life-expectancy", "90.5", Decimal("90.5")),
        ("discount-rate", "0.03", Decimal("0.03")),
        ("income-growth", "0.01", Decimal("0.01")),
        ("cost-growth", "0.02", Decimal("0.02")),
        ("horizon", "120", Decimal(120)),
        ("stress-stream", '"Aktien"', "Aktien"),
    ],
)
def test_options(name: str, written: str, expected: object) -> None:
    found = read(f'2020-01-01 custom "fsq-option" "{name}" {written}')
    assert found.option(name, datetime.date(2024, 1, 1)) == expected


def test_the_latest_option_in_force_holds_and_the_first_before_its_date_too() -> None:
    found = read("""
        2022-01-01 custom "fsq-option" "inflation" 0.06
        2020-01-01 custom "fsq-option" "inflation" 0.02
        """)
    on = {
        day: found.option("inflation", datetime.date.fromisoformat(day))
        for day in ("2019-06-01", "2020-01-01", "2021-12-31", "2022-01-01", "2030-01-01")
    }
    assert [str(value) for value in on.values()] == ["0.02", "0.02", "0.02", "0.06", "0.06"]
    assert found.option("reserve", datetime.date(2024, 1, 1)) is None


def test_of_two_options_of_one_day_the_last_holds() -> None:
    # Nothing is promised for duplicates; this is how rules are read, too.
    found = read("""
        2020-01-01 custom "fsq-option" "inflation" 0.02
        2020-01-01 custom "fsq-option" "inflation" 0.03
        """)
    assert found.option("inflation", datetime.date(2024, 1, 1)) == Decimal("0.03")


def test_directives_of_others_are_none_of_our_business() -> None:
    assert (
        complaints("""
        2020-01-01 custom "envelope" "start date" "2020-01"
        2020-01-01 custom "fava-extension" "fsq_beancount.progress"
        2020-01-01 custom "fava-option" "language" "de"
        """)
        == []
    )


def test_places_are_relative_to_the_ledgers_folder() -> None:
    found = reading.read([], {**options.OPTIONS_DEFAULTS, "filename": "/home/me/main.beancount"})[0]
    assert found.place({"filename": "/home/me/year/2024.beancount", "lineno": 7}) == (
        os.path.join("year", "2024.beancount:7")
    )
    assert found.place({"filename": "/home/meier/a.beancount", "lineno": 7}) == (
        "/home/meier/a.beancount:7"
    )
    # What another plugin has made.
    assert found.place(None) == "?"
    assert found.place({}) == "?"


def test_operating_currency_and_roots() -> None:
    ledger = load("", 'option "operating_currency" "USD"', 'option "name_income" "Einnahmen"')
    found, _ = reading.read(ledger.entries, ledger.options)
    assert found.currency == "EUR"  # the first
    assert found.roots.income == "Einnahmen"


def test_without_an_operating_currency_that_of_most_flows() -> None:
    # Three postings in USD, two in CHF; assets do not count.
    text = """
        2024-01-01 open Assets:Bank
        2024-01-01 open Income:Gehalt
        2024-01-01 open Expenses:Essen
        2024-01-31 * "a"
          Income:Gehalt   -10 USD
          Income:Gehalt   -10 CHF
          Expenses:Essen    1 USD
          Expenses:Essen    1 CHF
          Expenses:Essen    1 USD
          Assets:Bank       0 EUR
          Assets:Bank
        """
    ledger = load(text)
    without = {**ledger.options, "operating_currency": []}
    assert facts.collect(ledger.entries, without).currency == "USD"
    assert facts.collect(ledger.entries, without, currency="CHF").currency == "CHF"
    assert facts.collect(ledger.entries, ledger.options).currency == "EUR"


# Whatever the parser, or a plugin, can put into a directive.
AMOUNTS = st.builds(Amount, st.decimals(), st.sampled_from(["EUR", "USD"]))
# Not a type at all: Beancount marks accounts, which are strings, with a string.
account_type: Any = account_types.TYPE
ACCOUNTS = st.sampled_from(["Income:Gehalt", "Expenses:Essen", "Assets:Bank-2"])
WORDS = st.sampled_from(
    ["passive", "passiv", "mixed", "tax", "Income:.*", "Income:(", "", " ", "#a", "inflation",
     "horizon", "birth-date", "reserve", "retirement-age", "stress-stream", "tax-profile"]
)  # fmt: skip
VALUES = st.one_of(
    *(
        values.map(lambda value: ValueType(value, type(value)))
        for values in (WORDS, st.text(), st.decimals(), st.dates(), st.booleans(), AMOUNTS)
    ),
    ACCOUNTS.map(lambda value: ValueType(value, account_type)),
    st.sampled_from(["1E+99999", "-1E+99999", "1E-99999", "sNaN", "-Infinity"]).map(
        lambda number: ValueType(Decimal(number), Decimal)
    ),
)
TYPES = st.one_of(st.sampled_from([*sorted(directives.READERS), "fsq-", "fsq-rul"]), st.text())
METAS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.just({"filename": "main.beancount", "lineno": 3}),
    st.just({}),
    st.just({"filename": "<a-plugin>"}),
)


@patiently
@given(st.builds(data.Custom, METAS, st.dates(), TYPES, st.none() | st.lists(VALUES, max_size=4)))
def test_no_directive_raises(directive: data.Custom) -> None:
    found, errors = reading.read([directive], options.OPTIONS_DEFAULTS)
    assert len(errors) <= 1
    for error in errors:
        assert error.message
        assert printed(error)
    for rule in found.rules:
        rule.matches("Income:Gehalt")
    for name in option.OPTIONS:
        found.option(name, datetime.date(2024, 1, 1))


def test_a_number_of_months_without_end_takes_no_time() -> None:
    # No ledger can say it, but a plugin may; its digits written out would take seconds.
    values: Any = [ValueType("horizon", str), ValueType(Decimal("1E+200000"), Decimal)]
    meta = data.new_metadata("main.beancount", 1)
    directive = data.Custom(meta, datetime.date(2024, 1, 1), "fsq-option", values)
    before = time.process_time()
    assert len(reading.read([directive], options.OPTIONS_DEFAULTS)[1]) == 1
    assert time.process_time() - before < 0.5


def mistakes(text: str) -> list[str]:
    entries, _, options_map = loader.load_string(text)
    return [mistake.message for mistake in reading.read(entries, options_map)[1]]


@pytest.mark.parametrize("name", ["fsq_rule", "FSQ-Rule", "fsq rule", "fsqrule"])
def test_what_only_looks_like_a_directive_of_ours_is_a_mistake(name: str) -> None:
    [message] = mistakes(f'2020-01-01 custom "{name}" "Income:X" "passive"')
    assert 'did you mean "fsq-rule"?' in message


def test_an_empty_pattern_is_a_mistake() -> None:
    [message] = mistakes('2020-01-01 custom "fsq-rule" "" "passive"')
    assert "fsq-rule has an empty pattern" in message


def test_a_class_on_an_account_without_income_is_a_mistake() -> None:
    [message] = mistakes('2020-01-01 open Assets:Depot\n  fsq-class: "passive"')
    assert "Assets:Depot, which is neither an income nor an expense account" in message


def test_the_operating_currency_is_no_counter() -> None:
    [message] = mistakes(
        'option "operating_currency" "EUR"\n2020-01-01 commodity EUR\n  fsq-role: "excluded"'
    )
    assert "stands on EUR, the operating currency" in message
