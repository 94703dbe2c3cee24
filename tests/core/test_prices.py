"""What an amount is worth on a day, worked out by hand and by trying every chain."""

from __future__ import annotations

import datetime
import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from beancount.core import data
from beancount.core.amount import Amount
from hypothesis import given
from hypothesis import strategies as st
from naive import Book, Named
from small_ledger import load

from fsq_beancount.core.prices import Prices
from fsq_beancount.core.weights import Weight

Day = datetime.date
JUNE = Day(2024, 6, 30)


def prices(text: str) -> Prices:
    """Return the prices of a ledger."""
    return Prices(load(text).entries)


def worth(
    text: str,
    amount: str,
    *,
    day: Day = JUNE,
    currency: str = "EUR",
    via: str | None = None,
) -> Decimal | None:
    """Return what an amount is worth in euro on a day, given some prices."""
    number, unit = amount.split()
    return prices(text).convert(Weight(Decimal(number), unit), currency, day, via)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # Not known yet; from its day on; until the next; for ever.
        (Day(2024, 1, 9), None),
        (Day(2024, 1, 10), "9.0"),
        (Day(2024, 2, 28), "9.0"),
        (Day(2024, 2, 29), "8.0"),
        (Day(2099, 1, 1), "8.0"),
    ],
)
def test_the_latest_quote_on_or_before_the_day(day: Day, expected: str | None) -> None:
    quotes = """
    2024-02-29 price USD 0.8 EUR
    2024-01-10 price USD 0.9 EUR
    """
    assert worth(quotes, "10 USD", day=day) == (expected and Decimal(expected))


def test_of_one_day_the_last_in_the_file() -> None:
    quotes = """
    2024-06-01 price USD 0.7 EUR
    2024-06-01 price USD 0.9 EUR
    2024-06-01 price USD 0.8 EUR
    """
    assert worth(quotes, "10 USD") == 8


def test_of_one_day_in_several_files_the_last_line_as_beancount_sorts_them() -> None:
    # There is no last in file across files: the loader itself sorts by line.
    quotes = [
        data.Price(data.new_metadata(file, line), Day(2024, 6, 1), "USD", Amount(number, "EUR"))
        for file, line, number in (("b", 5, Decimal("0.8")), ("a", 30, Decimal("0.7")))
    ]
    for order in (quotes, quotes[::-1]):
        assert Prices(order).convert(Weight(Decimal(10), "USD"), "EUR", JUNE) == 7


def test_the_order_of_directives_does_not_matter() -> None:
    ledger = load("""
    2024-05-01 price USD 0.7 EUR
    2024-06-01 price USD 0.9 EUR
    2024-06-01 price USD 0.8 EUR
    2024-04-01 price EUR 4 USD
    """)
    for order in itertools.permutations(ledger.entries):
        assert Prices(order).convert(Weight(Decimal(10), "USD"), "EUR", JUNE) == 8


@pytest.mark.parametrize(
    ("direct", "inverse", "expected"),
    [
        # 10 USD at 0.9 are 9 EUR, at 1.25 USD for a euro they are 8 EUR.
        ("2024-06-02", "2024-06-01", 9),
        ("2024-06-01", "2024-06-02", 8),
        ("2024-06-01", "2024-06-01", 9),  # direct on a tie, whatever stands last
        ("2024-06-01", "2024-07-01", 9),  # the inverse one is not known yet
        ("2024-07-01", "2024-06-01", 8),
    ],
)
def test_the_newer_of_direct_and_inverse(direct: str, inverse: str, expected: int) -> None:
    quotes = f"{direct} price USD 0.9 EUR\n{inverse} price EUR 1.25 USD\n"
    assert worth(quotes, "10 USD") == expected


CHAINS = """
2024-05-01 price GBP 1.1 CHF
2024-05-01 price CHF 1.0 EUR
2024-06-01 price GBP 1.3 USD
2024-06-01 price USD 0.9 EUR
"""


def test_a_chain_through_the_alphabetically_first_however_old() -> None:
    # 10 GBP: 11 CHF, 11 EUR. Through USD, newer, they would be 11.7 EUR.
    assert worth(CHAINS, "10 GBP") == 11


def test_a_chain_through_the_currency_of_the_cost_first() -> None:
    assert worth(CHAINS, "10 GBP", via="USD") == Decimal("11.7")
    # A cost in the report currency itself, in that of the lot, or in one without quotes: as before.
    for via in ("EUR", "GBP", "SEK"):
        assert worth(CHAINS, "10 GBP", via=via) == 11


def test_a_quote_goes_before_any_chain() -> None:
    assert worth(CHAINS + "2020-01-01 price GBP 1.2 EUR", "10 GBP", via="USD") == 12


def test_a_chain_needs_all_its_quotes_on_the_day() -> None:
    # CHF is not quoted in euro before 10 June, so the way leads through USD: 10 * 1.3 * 0.9.
    quotes = CHAINS.replace("2024-05-01 price CHF", "2024-06-10 price CHF")
    assert worth(quotes, "10 GBP", day=Day(2024, 6, 9)) == Decimal("11.7")
    assert worth(quotes, "10 GBP", day=Day(2024, 6, 10)) == 11
    assert worth(quotes, "10 GBP", day=Day(2024, 5, 31)) is None


def test_a_chain_may_use_inverse_quotes() -> None:
    quotes = """
    2024-06-01 price USD 0.8 GBP
    2024-06-01 price EUR 1.25 USD
    """
    # 10 GBP are 12.50 USD are 10 EUR.
    assert worth(quotes, "10 GBP") == 10


LINKS = """
2024-06-01 price AAA 2 BBB
2024-06-01 price BBB 3 CCC
2024-06-01 price CCC 5 EUR
2024-06-01 price ZZZ 7 AAA
"""


def test_a_chain_has_three_quotes_at_most() -> None:
    # 1 AAA = 2 BBB = 6 CCC = 30 EUR; from ZZZ it would take four.
    assert worth(LINKS, "1 AAA") == 30
    assert worth(LINKS, "1 ZZZ") is None


def test_a_chain_through_the_cost_has_three_quotes_at_most_too() -> None:
    # Through the cost in AAA it would take four. There is another way: 1 ZZZ = 4 EEE = 4 EUR.
    quotes = LINKS + "2024-06-01 price ZZZ 4 EEE\n2024-06-01 price EEE 1 EUR"
    assert worth(quotes, "1 ZZZ", via="AAA") == 4
    # With AAA in euro at hand (2 EUR), three quotes go before two: 7 AAA = 14 EUR.
    quotes += "\n2024-06-01 price AAA 2 DDD\n2024-06-01 price DDD 1 EUR"
    assert worth(quotes, "1 ZZZ", via="AAA") == 14


def test_a_shorter_chain_goes_before_the_alphabet() -> None:
    # "The alphabetically first" is read as: of the shortest chains. Through AAA, BBB it would be
    # 1 GBP = 2 AAA = 4 BBB = 4 EUR; through USD it is 1 GBP = 3 USD = 3 EUR.
    quotes = """
    2024-06-01 price GBP 2 AAA
    2024-06-01 price AAA 2 BBB
    2024-06-01 price BBB 1 EUR
    2024-06-01 price GBP 3 USD
    2024-06-01 price USD 1 EUR
    """
    assert worth(quotes, "1 GBP") == 3


def test_what_is_worth_nothing() -> None:
    quotes = """
    2024-01-01 price PLEITE 3 EUR
    2024-06-01 price PLEITE 0 EUR
    """
    assert worth(quotes, "10 PLEITE") == 0
    # Nothing can be bought with it.
    assert worth(quotes, "10 EUR", currency="PLEITE") is None
    # In May it was still worth something: 12 EUR buy four.
    assert worth(quotes, "12 EUR", currency="PLEITE", day=Day(2024, 5, 31)) == 4


def test_an_inverse_quote_of_zero_leaves_the_direct_one() -> None:
    # Read as: 1/0 is no quote, so the older direct one is the latest there is.
    quotes = "2024-06-01 price EUR 0 USD\n2024-01-01 price USD 0.9 EUR"
    assert worth(quotes, "10 USD") == 9


def test_no_path() -> None:
    quotes = "2024-01-01 price USD 0.9 EUR\n2024-01-01 price CHF 1.0 GBP"
    assert worth(quotes, "10 CHF") is None
    assert worth(quotes, "10 URLAUB") is None
    assert worth("", "10 CHF") is None
    # A price of a currency in itself says nothing.
    assert worth("2024-01-01 price CHF 1 CHF", "10 CHF") is None


@pytest.mark.parametrize(
    ("quotes", "amount", "expected"),
    [
        ("2024-01-01 price EUR 3 USD", "1 USD", "0.333333333333"),
        ("2024-01-01 price EUR 3 USD", "2 USD", "0.666666666667"),
        ("2024-01-01 price EUR 3 USD", "-2 USD", "-0.666666666667"),
        # Half a unit of the twelfth place goes to the even one.
        ("2024-01-01 price USD 0.0000000000005 EUR", "1 USD", "0"),
        ("2024-01-01 price USD 0.0000000000005 EUR", "3 USD", "0.000000000002"),
        # A chain is rounded once at its end: 1 GBP = 1/3 USD = 3/3 EUR, not 0.999999999999.
        ("2024-01-01 price USD 3 GBP\n2024-01-01 price USD 3 EUR", "1 GBP", "1"),
        # (10^15 + 10^-12) * (1 + 10^-12) = 10^15 + 10^3 + 10^-12 + 10^-24
        (
            "2024-01-01 price USD 1.000000000001 EUR",
            "1000000000000000.000000000001 USD",
            "1000000000001000.000000000001",
        ),
        # In the report currency already: as it is, eighteen places and all.
        ("", "0.123456789012345678 EUR", "0.123456789012345678"),
        ("", "1000000000000000.000000000000000001 EUR", "1000000000000000.000000000000000001"),
    ],
)
def test_a_conversion_is_rounded_once_to_twelve_places(
    quotes: str, amount: str, expected: str
) -> None:
    converted = worth(quotes, amount)
    assert converted is not None
    # Not by ==, in which 28 digits would hide a difference.
    assert Fraction(converted) == Fraction(expected)


def test_a_rate_tells_the_day_of_its_oldest_quote() -> None:
    rate = prices(CHAINS).rate("GBP", "EUR", JUNE, "USD")
    assert rate is not None
    assert rate.date == Day(2024, 6, 1)
    mixed = CHAINS.replace("2024-05-01 price GBP", "2024-06-15 price GBP")
    rate = prices(mixed).rate("GBP", "EUR", JUNE)
    assert rate is not None
    assert rate.date == Day(2024, 5, 1)


def test_the_first_day_is_that_of_the_first_quote_in_any_currency() -> None:
    known = prices("""
        2024-03-01 price USD 0.9 EUR
        2024-02-01 price USD 0.8 CHF
        2024-01-01 price EUR 1.1 USD
        """)
    # The inverse quote of January is one of the euro.
    assert known.first_day("USD") == Day(2024, 2, 1)
    assert known.first_day("CHF") is None


NAMES = ("AAA", "BBB", "CCC", "DDD", "EEE")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(NAMES),
            st.sampled_from(NAMES),
            st.integers(1, 4),
            st.sampled_from(["0", "0.7", "1.3", "3", "7"]),
        ),
        max_size=8,
    )
)
def test_every_chain_tried(quotes: list[tuple[str, str, int, str]]) -> None:
    text = "".join(
        f"2024-01-0{day} price {base} {number} {quote}\n" for base, quote, day, number in quotes
    )
    ledger = load(text)
    known = Prices(ledger.entries)
    for target in ("AAA", "CCC"):
        book = Book(ledger.entries, ledger.options, lambda _: Named(), target)
        for base in NAMES:
            for day in (Day(2024, 1, 2), Day(2024, 1, 4)):
                found = known.convert(Weight(Decimal(1000), base), target, day)
                expected = book.worth(Fraction(1000), base, day)
                assert (found is None) == (expected is None)
                assert found is None or Fraction(found) == expected
