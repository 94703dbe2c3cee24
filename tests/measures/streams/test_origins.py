"""Where gross income comes from, and the largest streams, of flows and streams made by hand."""

from __future__ import annotations

from decimal import Decimal

from flows_by_hand import earnings, flow, stream_row, stream_year

from fsq_beancount.measures.streams import origins, ranking
from fsq_beancount.measures.streams.origins import Origin

D = Decimal


def test_each_account_brought_in_something_by_class_and_stream() -> None:
    flows = [
        flow("2024-01-01", "Income:Interest", "4", "passive"),
        flow("2024-01-02", "Income:Rent", "50", "passive", stream="Flat"),
        flow("2024-01-03", "Income:Parking", "60", "passive", stream="Flat"),
        flow("2024-01-03", "Expenses:Upkeep", "-30", "passive", role="cost", stream="Flat"),
        flow("2024-01-04", "Income:Sale", "-9", "near-passive", stream="Flat"),
        flow("2024-02-02", "Income:Rent", "50", "passive", stream="Flat"),
    ]
    found = origins.of(earnings(flows).of(flows))
    assert found == (
        Origin("passive", "Flat", "Income:Rent", D(100)),
        Origin("passive", "Flat", "Income:Parking", D(60)),
        Origin("passive", None, "Income:Interest", D(4)),
        Origin("near-passive", "Flat", "Income:Sale", D(-9)),
    )
    # What lost money is no source: 164 in all, all of it passive.
    added = origins.sources(found)
    assert [(each.income_class, each.gross) for each in added.classes] == [("passive", D(164))]
    assert [(each.stream, each.gross) for each in added.classes[0].streams] == [
        ("Flat", D(160)),
        (None, D(4)),
    ]


def test_the_largest_streams_are_those_that_earned_or_lost_the_most() -> None:
    years = [
        stream_year(
            stream_row("Flat", "passive", 50),
            stream_row("Flat", "near-passive", 5),
            stream_row("Shares", "passive", 40),
            stream_row("Book", "active", 900),
        ),
        stream_year(stream_row("Shares", "passive", -40), stream_row("Blog", "passive", 7)),
    ]
    # Shares 40 and -40, which is 80 of either sign; flat 55; the blog is all that is left.
    found = ranking.largest(years, ("passive", "near-passive"), 2)
    assert found.streams == ("Shares", "Flat")
    assert found.amounts == ((D(40), D(55), D(0)), (D(-40), D(0), D(7)))
    assert found.has_others
