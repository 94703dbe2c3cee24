"""Concentration and stress; figures by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import load

from fsq_beancount import analyse
from fsq_beancount.measures.streams import concentration
from fsq_beancount.measures.streams.payers import Source, SourceKind
from fsq_beancount.measures.streams.stress import Scenario
from fsq_beancount.report.report import Report

D = Decimal


def report(text: str, falls: dict[str, Decimal] | None = None) -> Report:
    ledger = load(text)
    assert ledger.errors == []
    return analyse(ledger.entries, ledger.options).under_stress(falls or {})


def test_hhi_of_the_oracle() -> None:
    shares = [D(share) for share in (10, 9, 12, 15, 12, 11, 15, 16)]
    assert concentration.hhi(shares) == D("0.1296")
    effective = concentration.effective_number(shares)
    assert effective is not None
    assert round(effective, 6) == D("7.716049")


@given(st.integers(1, 60), st.decimals("0.01", "1000000", places=2))
@patiently
def test_n_equal_streams_are_n_effective_ones(count: int, amount: Decimal) -> None:
    assert concentration.effective_number([amount] * count) == count


@given(st.lists(st.decimals("-100", "10000", places=2), max_size=12))
@patiently
def test_no_index_is_above_one_or_below_that_of_equal_shares(amounts: list[Decimal]) -> None:
    count = sum(amount > 0 for amount in amounts)
    index = concentration.hhi(amounts)
    assert (index is None) == (count == 0)
    if index is not None:
        assert 1 / D(count) - D("1e-20") <= index <= 1


def test_nothing_positive_has_no_concentration() -> None:
    found = concentration.of_amounts({"A": D(0), "B": D(-5)})
    assert (found.hhi, found.effective_streams, found.largest, found.largest_share) == (None,) * 4


STREAMS = """
2024-01-01 open Income:Dividenden
  fsq-stream: "Shares"
2024-01-01 open Income:Kursgewinne
  fsq-stream: "Shares"
2024-01-01 open Income:Miete
  fsq-stream: "Flat"
2024-01-01 open Income:Lizenzen
  fsq-stream: "Patent"
2024-01-01 open Income:Gehalt
  fsq-stream: "Job"
2024-02-01 * "Bank" "Dividend"
  Income:Dividenden  -400.00 EUR
  Expenses:Steuern:KESt  100.00 EUR
  Assets:Bank
2024-03-01 * "Bank" "Gain"
  Income:Kursgewinne  -300.00 EUR
  Assets:Bank
2024-04-01 * "Tenant" "Rent"
  Income:Miete  -200.00 EUR
  Assets:Bank
2024-05-01 * "Court" "Damages for the patent"
  Income:Lizenzen  70.00 EUR
  Assets:Bank
2024-06-01 * "Bank" "Interest, in no stream"
  Income:Zinsen  -50.00 EUR
  Assets:Bank
2024-07-01 * "Firm" "Salary"
  Income:Gehalt  -800.00 EUR
  Assets:Bank
2024-12-31 * "Living"
  Expenses:Leben  1000.00 EUR
  Assets:Bank
"""


def test_a_stream_counts_once_and_what_has_none_or_loses_has_no_share() -> None:
    # Shares 300 + 300, flat 200, the patent lost 70, the interest has no stream: 3/4 and 1/4,
    # so 9/16 + 1/16 = 0.625.
    found = report(STREAMS).concentration
    assert (found.hhi, found.effective_streams) == (D("0.625"), D("1.6"))
    assert (found.largest, found.largest_share) == ("Shares", D("0.75"))
    assert [(part.name, part.amount) for part in found.shares] == [
        ("Shares", D(600)),
        ("Flat", D(200)),
    ]


def test_with_work_the_job_is_the_largest_stream() -> None:
    # 800 of 1,600, 600, 200: 1/4 + 9/64 + 1/64 = 26/64.
    found = report(STREAMS).concentration_with_work
    assert (found.hhi, found.largest) == (D("0.40625"), "Job")


def dividend(account: str, amount: int, payee: str = "Bank", narration: str = "Dividend") -> str:
    return f"""
2024-05-01 * "{payee}" "{narration}"
  Income:Dividenden:{account}  -{amount}.00 EUR
    fsq-stream: "{account}"
  Assets:Bank
"""


HELD = """
2023-01-01 * "Purchase"
  Assets:Depot  1 WELT {1.00 EUR}
  Assets:Depot  1 GOLD {1.00 EUR}
  Assets:Bank
"""
END = """
2024-12-31 * "Living"
  Expenses:Leben  1000.00 EUR
  Assets:Bank
"""


def test_the_commodity_behind_a_stream_is_named() -> None:
    # 80 of the 100 of the stream are of one share; 100 of 150 are of the stream.
    found = report(
        HELD
        + dividend("Depot", 80, narration="Dividend of 3 WELT")
        + dividend("Depot", 20, narration="GOLD pays")
        + dividend("Rest", 50, payee="")
        + END
    ).concentration
    (inside,) = found.inside
    assert (inside.stream, inside.source) == ("Depot", Source(SourceKind.COMMODITY, "WELT"))
    assert inside.share_of_stream == D("0.8")
    assert round(inside.share, 12) == round(D("0.8") * 100 / 150, 12)


def test_a_commodity_behind_several_streams_is_the_real_concentration() -> None:
    # Each stream is a third of 90; the same share stands behind two of them.
    found = report(
        HELD
        + dividend("A", 30, narration="WELT")
        + dividend("B", 30, narration="WELT")
        + dividend("C", 30, narration="GOLD")
        + END
    ).concentration
    assert found.inside[0].source == Source(SourceKind.COMMODITY, "WELT")
    assert (found.inside[0].stream, round(found.inside[0].share, 6)) == (None, D("0.666667"))


def test_the_payee_behind_a_stream_is_named_in_one_spelling() -> None:
    found = report(
        dividend("A", 30, payee="Müller") + dividend("A", 40, payee="MUELLER") + END
    ).concentration
    assert [each.source for each in found.inside] == [Source(SourceKind.PAYEE, "Müller")]


def test_an_account_named_after_a_commodity_says_where_it_comes_from() -> None:
    found = report(HELD + dividend("WELT", 30) + END).concentration
    assert [each.source for each in found.inside] == [Source(SourceKind.COMMODITY, "WELT")]


def scenario(name: str, found: Report) -> Scenario:
    (only,) = (each for each in found.stress if each.scenario == name)
    return only


def test_the_largest_stream_fails() -> None:
    # Passive net 300 + 200 - 70 + 50 = 480 of 1,000; without the 300 of the shares 180. Wide 780,
    # without their 600 it is 180, too.
    found = scenario("largest-stream-fails", report(STREAMS))
    assert (found.fsq_narrow, found.fsq_wide) == (D("0.18"), D("0.18"))
    assert found.falls == {"Shares": 1}


def test_dividends_fall_net_of_their_taxes() -> None:
    # 400 less 100 of tax is 300, of which 120 are lost: 360 of 1,000, wide 660.
    found = scenario("dividends-fall", report(STREAMS))
    assert (found.by, found.fsq_narrow, found.fsq_wide) == (D("0.4"), D("0.36"), D("0.66"))


def test_the_fees_of_dividends_do_not_fall() -> None:
    # 100 less 20 of tax is 80, 32 are lost; the fee of 10 stays: 100 - 30 - 32 = 38 of 100. The
    # tax of 40 is on dividends and interest of 100 each.
    found = report(
        """
        2024-02-01 * "Bank" "Dividend"
          Income:Dividenden  -100.00 EUR
          Expenses:Gebühren  10.00 EUR
          Expenses:Steuern:KESt  20.00 EUR
          Assets:Bank
        2024-12-31 * "Living"
          Expenses:Leben  100.00 EUR
          Assets:Bank
        """
    )
    assert scenario("dividends-fall", found).fsq_narrow == D("0.38")


def test_a_tax_on_dividends_and_interest_falls_in_part() -> None:
    # Of the tax of 40, 20 are on the dividends: (100 - 20) · 0.4 = 32 of net 160 are lost.
    found = report(
        """
        2024-02-01 * "Bank" "Dividend and interest"
          Income:Dividenden  -100.00 EUR
          Income:Zinsen  -100.00 EUR
          Expenses:Steuern:KESt  40.00 EUR
          Assets:Bank
        2024-12-31 * "Living"
          Expenses:Leben  100.00 EUR
          Assets:Bank
        """
    )
    assert scenario("dividends-fall", found).fsq_narrow == D("1.28")


def test_an_option_names_the_stream_that_falls() -> None:
    # 40 % of the flat's 200 are 80: 480 - 80 = 400.
    found = report(STREAMS + '2024-01-01 custom "fsq-option" "stress-stream" "Flat"\n')
    assert scenario("dividends-fall", found).fsq_narrow == D("0.4")
    assert scenario("dividends-fall", found).falls == {"Flat": D("0.4")}


def test_a_scenario_of_ones_own_may_name_several_streams() -> None:
    # Half of the flat's 200 and a tenth of the shares' 300 net of tax: 480 - 100 - 30 = 350. Wide
    # the shares lose a tenth of their gains of 300 more: 780 - 100 - 60 = 620.
    found = scenario("own", report(STREAMS, {"Flat": D("0.5"), "Shares": D("0.1")}))
    assert (found.fsq_narrow, found.fsq_wide) == (D("0.35"), D("0.62"))


def test_a_stream_that_lost_money_does_not_gain_by_falling() -> None:
    assert scenario("own", report(STREAMS, {"Patent": D(1)})).fsq_narrow == D("0.48")


def test_without_streams_only_dividends_fall() -> None:
    found = report("2024-01-31 *\n  Expenses:Leben  9.00 EUR\n  Assets:Bank\n")
    assert [(each.scenario, each.fsq_narrow) for each in found.stress] == [("dividends-fall", D(0))]


@pytest.mark.parametrize("text", ["", "2024-05-02 *\n  Income:Miete  -70.00 EUR\n  Assets:Bank\n"])
def test_without_a_complete_month_there_is_no_stress(text: str) -> None:
    ledger = load(text)
    found = analyse(ledger.entries, ledger.options)
    assert found.stress == ()
    assert found.concentration.hhi is None
