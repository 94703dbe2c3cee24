"""Metadata of ours: where each key may stand and what it may say."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from beancount.core import data
from beancount.core.amount import Amount
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import complaints, flows, load, shown

from fsq_beancount import classify
from fsq_beancount.books import facts
from fsq_beancount.settings import keys

if TYPE_CHECKING:
    from fsq_beancount.core.errors import FsqError

CLASSES = ('"passive"', '"near-passive"', '"active"', '"neutral"', '"unclassified"')
ROLES = ('"income"', '"tax"', '"fee"', '"cost"', '"living"', '"virtual"', '"excluded"')

# A place for metadata each; the error is expected on the line of what it belongs to.
PLACES = {
    "posting": (
        6,
        """
        2020-01-01 open Assets:Bank
        2020-01-01 open Income:Gehalt
        2020-01-01 commodity EUR
        2024-01-31 * "Lohn"
          Assets:Bank
          Income:Gehalt  -10 EUR
            {}
        """,
    ),
    "purchase": (
        2,
        """
        2024-01-31 * "Laptop"
          Assets:Laptop  10 EUR
            {}
          Assets:Bank
        """,
    ),
    "transaction": (
        1,
        """
        2024-01-31 * "Lohn"
          {}
          Income:Gehalt  -10 EUR
          Assets:Bank
        """,
    ),
    "open": (2, "2020-01-01 open Assets:Bank\n2020-01-01 open Income:Gehalt\n  {}\n"),
    "liability": (1, "2020-01-01 open Liabilities:Oma\n  {}\n"),
    "asset": (1, "2020-01-01 open Assets:Bank\n  {}\n"),
    "commodity": (1, "2020-01-01 commodity URLAUB\n  {}\n"),
}


def complaint(place: str, line: str) -> str | None:
    """Return the message about a line of metadata at a place, if there is one."""
    expected, text = PLACES[place]
    found = complaints(text.format(line))
    if not found:
        return None
    [(lineno, message)] = found
    assert lineno == expected
    return message


@pytest.mark.parametrize("place", ["posting", "transaction", "open"])
@pytest.mark.parametrize(
    ("line", "found", "allowed"),
    [
        ('fsq-class: "passiv"', '"passiv"', CLASSES),
        ('fsq-class: "Passive"', '"Passive"', CLASSES),
        ('fsq-class: ""', '""', CLASSES),
        ("fsq-class: TRUE", "the value TRUE;", CLASSES),
        ("fsq-class:", "has no value;", CLASSES),
        ("fsq-class: 5", "5", CLASSES),
        ("fsq-class: 2020-01-01", "2020-01-01", CLASSES),
        ("fsq-class: 5.00 EUR", "5.00 EUR", CLASSES),
        ("fsq-class: Income:Gehalt", "Income:Gehalt", CLASSES),
        ("fsq-class: EUR", "EUR", CLASSES),
        ("fsq-class:", "", CLASSES),
        ('fsq-role: "taxes"', '"taxes"', ROLES),
        ("fsq-role: 5", "5", ROLES),
        ('fsq-stream: ""', '""', ("a name in quotes",)),
        ('fsq-stream: " "', '" "', ("a name in quotes",)),
        ("fsq-stream: 5", "5", ("a name in quotes",)),
        ("fsq-stream: TRUE", "the value TRUE;", ("a name in quotes",)),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(
    place: str, line: str, found: str, allowed: tuple[str, ...]
) -> None:
    message = complaint(place, line)
    assert message is not None
    assert message.startswith(line.partition(":")[0])
    assert found in message
    for words in allowed:
        assert words in message


@pytest.mark.parametrize("place", ["posting", "transaction", "open"])
def test_nobody_may_write_mixed(place: str) -> None:
    # It says that a cost is split; a person names one class.
    message = complaint(place, 'fsq-class: "mixed"')
    assert message is not None
    assert '"mixed"' in message
    for words in CLASSES:
        assert words in message


def test_what_the_plugin_writes_is_no_mistake() -> None:
    # "mixed" on a split cost: neither for a second plugin nor for the analysis.
    ledger = load(
        """
        2024-01-31 * "Sammelabrechnung"
          Income:Dividenden  -100 EUR
          Income:Gehalt      -200 EUR
          Expenses:Steuern     90 EUR
          Assets:Bank
        """,
        'plugin "fsq_beancount"',
    )
    assert list(facts.collect(ledger.entries, ledger.options).errors) == []
    assert classify.plugin(ledger.entries, {**load("").options})[1] == []


@pytest.mark.parametrize(
    "year", ['"2023"', "2023.5", "23", "20230", "TRUE", "2023-01-01", "", "-1"]
)
@pytest.mark.parametrize("place", ["posting", "transaction"])
def test_a_wrong_year(place: str, year: str) -> None:
    message = complaint(place, f"fsq-year: {year}")
    assert message is not None
    assert "a year from 1900 to 9998, without quotes, such as 2023" in message


@pytest.mark.parametrize("value", ['"TRUE"', "1", "Liabilities:Haus"])
def test_a_wrong_mark_of_a_loan(value: str) -> None:
    message = complaint("open", f"fsq-loan: {value}")
    assert message is not None
    assert "TRUE or FALSE" in message


@pytest.mark.parametrize("place", PLACES)
def test_an_unknown_key_is_named_with_the_closest_one(place: str) -> None:
    message = complaint(place, 'fsq-clas: "passive"')
    assert message is not None
    assert '"fsq-clas"' in message
    assert 'did you mean "fsq-class"?' in message
    for key in ('"fsq-class"', '"fsq-role"', '"fsq-stream"', '"fsq-year"'):
        assert key in message


@pytest.mark.parametrize(
    ("place", "line", "belongs"),
    [
        ("commodity", 'fsq-class: "passive"', "posting or transaction or open"),
        ("commodity", 'fsq-stream: "Aktien"', "posting or transaction or open"),
        ("open", "fsq-year: 2023", "posting or transaction"),
        ("commodity", "fsq-year: 2023", "posting or transaction"),
        ("posting", "fsq-hours: 2.5", "transaction"),
        ("open", "fsq-hours: 2.5", "transaction"),
        ("posting", "fsq-loan: TRUE", "open"),
        ("transaction", "fsq-interest-rate: 0.02", "open"),
        ("commodity", "fsq-interest-on: Liabilities:X", "posting or transaction or open"),
        ("posting", "fsq-receivable: TRUE", "open"),
        ("posting", 'fsq-asset-class: "cash"', "open or commodity"),
        ("commodity", 'fsq-liquidity: "cash"', "open"),
        ("posting", "fsq-locked-until: 2030-01-01", "open"),
        ("transaction", "fsq-useful-life: 10", "posting"),
        ("open", "fsq-residual: 7500 EUR", "posting"),
        ("transaction", "fsq-sold: 2030-01-01", "posting"),
        ("posting", 'fsq-tax-treatment: "share"', "open or commodity"),
        ("transaction", 'fsq-investment: "Aktien"', "posting or open"),
        ("posting", "fsq-covers: 12", "transaction"),
    ],
)
def test_a_misplaced_key_is_told_where_it_belongs(place: str, line: str, belongs: str) -> None:
    message = complaint(place, line)
    assert message is not None
    assert f"{line.partition(':')[0]} stands on a" in message
    assert message.endswith(f"it belongs on: {belongs}")


@pytest.mark.parametrize(
    "directive",
    [
        "2020-02-01 close Assets:Bank",
        '2020-02-01 note Assets:Bank "x"',
        '2020-02-01 event "location" "Berlin"',
        "2020-02-01 price USD 0.9 EUR",
        '2020-02-01 custom "fsq-rule" "Income:X" "passive"',
    ],
)
def test_a_key_on_any_other_directive_is_misplaced(directive: str) -> None:
    # Interface: "A mistake in any of these is a Beancount error at that file and line".
    found = complaints(f'2020-01-01 open Assets:Bank\n{directive}\n  fsq-class: "passive"\n')
    assert [line for line, _ in found] == [2]


@pytest.mark.parametrize(
    ("place", "line"),
    [
        *((place, line)
          for place in ("posting", "transaction", "open")
          for line in ('fsq-class: "near-passive"', 'fsq-role: "living"', 'fsq-stream: "Bücher"')),
        ("posting", "fsq-year: 2023"),
        ("transaction", "fsq-year: 2023"),
        ("transaction", "fsq-hours: 2.5"),
        ("liability", "fsq-loan: TRUE"),
        ("liability", "fsq-loan: FALSE"),
        ("asset", "fsq-receivable: TRUE"),
        ("asset", 'fsq-asset-class: "stocks"'),
        ("commodity", 'fsq-asset-class: "stocks"'),
        ("asset", 'fsq-liquidity: "days"'),
        ("asset", "fsq-locked-until: 2030-01-01"),
        ("purchase", "fsq-useful-life: 10"),
        ("purchase", f"fsq-useful-life: 2.5\n{' ' * 12}fsq-residual: 7 EUR"),
        ("purchase", f"fsq-useful-life: 10\n{' ' * 12}fsq-sold: 2030-01-01"),
        ("asset", 'fsq-tax-treatment: "share"'),
        ("commodity", 'fsq-tax-treatment: "equity-fund"'),
        ("posting", 'fsq-investment: "Aktien"'),
        ("open", 'fsq-investment: "Aktien"'),
        ("transaction", "fsq-covers: 12"),
        ("commodity", 'fsq-role: "excluded"'),
        ("posting", 'asset-class: "stocks"'),
        ("posting", 'note: "fsq-class"'),
        ("posting", 'class: "passiv"'),
    ],
)  # fmt: skip
def test_what_may_be_written(place: str, line: str) -> None:
    assert complaint(place, line) is None


def test_a_commodity_is_excluded_or_nothing() -> None:
    message = complaint("commodity", 'fsq-role: "living"')
    assert message is not None
    assert '"living"' in message
    assert '"excluded" only' in message


def test_the_next_step_decides_where_a_value_is_wrong() -> None:
    # A mistake is an error; the rest of the ledger, and of the posting, is still analysed.
    ledger = load("""
        2020-01-01 custom "fsq-rule" "Income:Blog" "passive"
        2024-01-31 * "Zahlung"
          fsq-class: "pasive"
          Income:Blog  -10 EUR
            fsq-class: "passiv"
            fsq-stream: "Blog"
          Assets:Bank
        """)
    collected = facts.collect(ledger.entries, ledger.options)
    [flow] = collected.flows
    assert (flow.income_class, flow.stream) == ("passive", "Blog")
    assert len(collected.errors) == 2


def test_one_mistake_on_a_posting_that_beancount_books_as_two_is_one_error() -> None:
    # Sold first in, first out over two lots: both postings have the very same metadata.
    assert len(complaints(
        """
        2024-01-01 * "Kauf"
          Assets:Depot   1 HOOL {100 EUR}
          Assets:Depot   1 HOOL {110 EUR}
          Assets:Bank
        2024-02-01 * "Verkauf"
          Assets:Depot  -2 HOOL {}
            fsq-clas: "passive"
          Assets:Bank
        """,
        'option "booking_method" "FIFO"',
    )) == 1  # fmt: skip


class TestYear:
    """``fsq-year``: a tax assessment or refund that arrives later."""

    def years(self, text: str) -> list[int]:
        return [flow.year for flow in flows(text)]

    def test_a_posting_is_moved_to_the_year_it_belongs_to(self) -> None:
        assert self.years("""
            2024-08-01 * "Finanzamt"
              Expenses:Steuern  -700 EUR
                fsq-year: 2023
              Expenses:Gebühren    5 EUR
              Assets:Bank
            """) == [2023, 2024]

    def test_a_transaction_moves_its_postings_unless_they_say_otherwise(self) -> None:
        assert self.years("""
            2024-08-01 * "Finanzamt"
              fsq-year: 2023
              Expenses:Steuern:A  -700 EUR
              Expenses:Steuern:B  -300 EUR
                fsq-year: 2022
              Assets:Bank
            """) == [2023, 2022]

    def test_the_parts_of_a_split_cost_move_together(self) -> None:
        assert self.years("""
            2024-01-31 * "Sammelabrechnung"
              Income:Dividenden  -100 EUR
              Income:Gehalt      -200 EUR
              Expenses:Steuern     90 EUR
                fsq-year: 2023
              Assets:Bank
            """) == [2024, 2024, 2023, 2023]

    def test_class_and_role_do_not_change(self) -> None:
        assert shown("""
            2024-08-01 * "Finanzamt"
              Expenses:Steuern  -700 EUR
                fsq-year: 2023
              Assets:Bank
            """) == ["Expenses:Steuern: active tax 700"]


# Whatever the parser can put into metadata, and some numbers that only a plugin can.
NUMBERS = st.one_of(
    st.decimals().filter(lambda number: not number.is_snan()),
    st.sampled_from([Decimal("1E+999"), Decimal("-1E-999"), Decimal("Infinity")]),
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.dates(),
    st.text(),
    NUMBERS,
    st.builds(Amount, NUMBERS, st.just("EUR")),
    st.sampled_from(["passive", "mixed", "tax", "excluded", "Income:Gehalt", "EUR"]),
)
KEYS = st.sampled_from([*keys.KEYS, "fsq-clas", "fsq-", "__fsq_rule__", "note"])
POSTING_METAS = st.none() | st.dictionaries(KEYS, VALUES, max_size=5)
METAS = st.dictionaries(KEYS, VALUES, max_size=5).map(
    lambda meta: data.new_metadata("main.beancount", 7, meta)
)


@patiently
@given(POSTING_METAS, METAS, METAS, METAS)
def test_no_metadata_raises(
    posting_meta: dict[str, Any] | None,
    meta: dict[str, Any],
    open_meta: dict[str, Any],
    commodity_meta: dict[str, Any],
) -> None:
    day = datetime.date(2024, 1, 31)
    postings = [
        data.Posting(account, Amount(number, "EUR"), None, None, None, posting_meta)
        for account, number in (
            ("Income:Gehalt", Decimal(-100)),
            ("Income:Zinsen", Decimal(-50)),
            ("Expenses:Steuern", Decimal(30)),
            ("Liabilities:Darlehen", Decimal(120)),
        )
    ]
    entries: list[data.Directive] = [
        data.Open(open_meta, day, "Income:Gehalt", [], None),
        data.Open(open_meta, day, "Liabilities:Darlehen", [], None),
        data.Commodity(commodity_meta, day, "EUR"),
        data.Transaction(meta, day, "*", None, "", frozenset(), frozenset(), postings),
    ]
    options: dict[str, Any] = load("").options
    _, errors = classify.plugin(entries, options)
    collected = facts.collect(entries, options)
    assert {flow.account for flow in collected.flows} <= {posting.account for posting in postings}
    for error in (*errors, *collected.errors):
        assert _is_complete(error)


def _is_complete(error: FsqError) -> bool:
    """Return whether an error has what Beancount's printer needs."""
    return bool(error.message) and "filename" in error.source and "lineno" in error.source
