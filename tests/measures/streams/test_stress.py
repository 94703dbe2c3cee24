"""Scenarios of flows and streams made by hand."""

from __future__ import annotations

from decimal import Decimal

from flows_by_hand import by_month, flow, stream_row, stream_year, transaction

from fsq_beancount.measures.streams.stress import Scenario, scenarios

D = Decimal

PAID = transaction("2024-05-01")
FLOWS = [
    flow("2023-12-31", "Income:Dividends", "999", "passive", stream="Shares"),
    flow(PAID, "Income:Dividends", "400", "passive", stream="Shares"),
    flow(PAID, "Expenses:Tax", "-100", "passive", role="tax", stream="Shares"),
    flow(PAID, "Expenses:Fee", "-20", "passive", role="fee", stream="Shares"),
    flow("2024-06-01", "Income:Sale", "200", "near-passive", stream="Shares"),
    flow("2024-07-01", "Income:Rent", "120", "passive", stream="Flat"),
]
MONTHLY = by_month([*FLOWS, flow("2024-12-31", "Expenses:Life", "-1000")])
# The fee of 20 is neither income nor a tax.
YEAR = stream_year(
    stream_row("Shares", "passive", 400, 100),
    stream_row("Shares", "near-passive", 200),
    stream_row("Flat", "passive", 120),
)


def short(found: Scenario) -> tuple[str, list[Decimal], Decimal | None, Decimal | None]:
    return found.scenario, list(found.lost.values()), found.fsq_narrow, found.fsq_wide


def test_the_largest_stream_fails_dividends_fall_and_what_the_reader_asks() -> None:
    # Passive 400 - 100 - 20 + 120 = 400 and 200 more of 1,000: 40 % and 60 %.
    largest, dividends, own = scenarios(
        YEAR, flows=FLOWS, monthly=MONTHLY, dividends=None, falls={"Flat": D("0.5")}
    )
    # All of the stream: 300 passive and 200 near-passive.
    assert short(largest) == ("largest-stream-fails", [D(300), D(200)], D("0.1"), D("0.1"))
    # 40 % of 400 - 100; the year before counts nowhere.
    assert short(dividends) == ("dividends-fall", [D(120), D(0)], D("0.28"), D("0.48"))
    assert (dividends.falls, dividends.by) == ({}, D("0.4"))
    assert short(own) == ("own", [D(60), D(0)], D("0.34"), D("0.54"))
    assert own.falls == {"Flat": D("0.5")}


def test_the_stream_that_dividends_come_from_may_be_named() -> None:
    *_, dividends = scenarios(YEAR, flows=[], monthly=MONTHLY, dividends="Shares", falls={})
    # 40 % of 300 and of the 200 of what was sold.
    assert short(dividends) == ("dividends-fall", [D(120), D(80)], D("0.28"), D("0.4"))
    assert dividends.falls == {"Shares": D("0.4")}


def test_before_a_month_has_ended_there_is_no_scenario() -> None:
    assert scenarios(None, flows=FLOWS, monthly=MONTHLY, dividends=None, falls={}) == ()
