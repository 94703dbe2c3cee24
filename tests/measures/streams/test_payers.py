"""Where income comes from, and how much hangs on one source, of flows made by hand."""

from __future__ import annotations

from decimal import Decimal

from flows_by_hand import earnings, flow, stream_row, stream_year, transaction

from fsq_beancount.books.earnings import Earned
from fsq_beancount.books.flows import Flow
from fsq_beancount.books.line import Line
from fsq_beancount.books.positions import Positions
from fsq_beancount.core.prices import Prices
from fsq_beancount.measures.streams.concentration import WIDE, Inside, of_classes
from fsq_beancount.measures.streams.payers import Source, SourceKind, by_source, commodities_of

D = Decimal


def of(payee: str, account: str, number: str, stream: str, income_class: str = "passive") -> Flow:
    entry = transaction("2024-03-01", payee=payee)
    return flow(entry, account, number, income_class, stream=stream)


FLOWS = [
    of("Bank", "Income:Dividends:ACME", "60", "Shares"),
    of("Bank", "Income:Dividends", "20", "Shares"),
    of("Tenant", "Income:Rent", "50", "Flat"),
    of("TENANT", "Income:Parking", "30", "Flat", "near-passive"),
    of("", "Income:Laundry", "20", "Flat"),
    of("Bank", "Income:Fine", "-10", "Flat"),
    of("Tenant", "Income:Job", "900", "Job", "active"),
]
BANK, TENANT = (Source(SourceKind.PAYEE, name) for name in ("Bank", "Tenant"))
ACME = Source(SourceKind.COMMODITY, "ACME")


def earned() -> list[Earned]:
    return list(earnings(FLOWS).of(FLOWS))


def test_income_is_of_the_commodity_that_an_account_names_else_of_the_payee() -> None:
    found = by_source(earned(), streams={"Shares", "Flat"}, classes=WIDE, commodities={"ACME"})
    # The fine is no income; the tenant is one, however he is spelled.
    assert found == {"Shares": {ACME: 60, BANK: 20}, "Flat": {TENANT: 80, None: 20}}


def test_a_commodity_is_what_is_held_at_a_cost_or_priced_and_no_money() -> None:
    lines = [
        Line("Assets:Bank", "EUR", None),
        Line("Assets:Bank", "USD", None),
        Line("Assets:Depot", "ACME", "USD"),
        Line("Assets:Depot", "EUR", "USD"),
        Line("Assets:Wallet", "COIN", None, money=False),
        Line("Assets:Holidays", "HOURS", None, money=False),
    ]
    held = Positions(lines, [], Prices([]), "EUR")
    assert commodities_of(held, {"EUR", "USD", "COIN"}) == {"ACME", "COIN"}


def test_a_stream_hangs_on_what_gives_more_than_half_of_it() -> None:
    year = stream_year(
        stream_row("Shares", "passive", 80, 20),
        stream_row("Flat", "passive", 10),
        stream_row("Flat", "near-passive", 30),
        stream_row("Job", "active", 900),
    )
    # 60 and 40 of 100: 0.36 + 0.16. The commodity has 3/4 of 0.6, the tenant 4/5 of 0.4.
    found = of_classes(year, WIDE, earned=earned(), commodities={"ACME"})
    assert (found.hhi, found.largest, found.largest_share) == (D("0.52"), "Shares", D("0.6"))
    assert found.inside == (
        Inside(stream="Shares", source=ACME, share_of_stream=D("0.75"), share=D("0.45")),
        Inside(stream="Flat", source=TENANT, share_of_stream=D("0.8"), share=D("0.32")),
    )


def test_before_a_month_has_ended_nothing_is_concentrated() -> None:
    found = of_classes(None, WIDE, earned=[], commodities=())
    assert (found.hhi, found.shares, found.inside) == (None, (), ())
