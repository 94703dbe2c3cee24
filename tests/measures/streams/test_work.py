"""Hours of work of transactions made by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal

from flows_by_hand import earnings, flow, transaction

from fsq_beancount.books.earnings import Key
from fsq_beancount.measures.streams import work
from fsq_beancount.measures.streams.work import Worked

D = Decimal


def hours(number: int) -> dict[str, object]:
    return {"fsq-hours": D(number)}


def test_hours_are_shared_over_what_a_transaction_earned_else_cost_else_names() -> None:
    both = transaction("2024-01-05", meta=hours(8))
    upkeep = transaction("2024-01-06", meta=hours(3))
    nothing = transaction("2024-01-07", meta={**hours(2), "fsq-stream": "Blog"})
    flows = [
        flow("2024-01-04", "Income:Book", "999", "active", stream="Book"),
        flow(both, "Income:Book", "300", "active", stream="Book"),
        flow(both, "Income:Course", "100", "passive", stream="Course"),
        flow(both, "Expenses:Fee", "-60", "active", role="fee", stream="Book"),
        flow(upkeep, "Expenses:Upkeep", "-50", "passive", role="cost", stream="Flat"),
    ]
    found = work.of(
        annotated=[both, upkeep, nothing],
        flows=flows,
        earnings=earnings(flows),
        usual_class={"Blog": "near-passive"},
    )
    # Three quarters of the income are from the book, so are three quarters of the 8 hours.
    assert [(each.date.day, *each.key, each.hours) for each in found] == [
        (5, "Book", "active", D(6)),
        (5, "Course", "passive", D(2)),
        (6, "Flat", "passive", D(3)),
        (7, "Blog", "near-passive", D(2)),
    ]


def test_who_writes_no_hours_has_none() -> None:
    silent = transaction("2024-01-05", meta={"fsq-stream": "Book"})
    flows = [flow(silent, "Income:Book", "300", "active", stream="Book")]
    assert not list(
        work.of(annotated=[silent], flows=flows, earnings=earnings(flows), usual_class={})
    )


def test_work_without_a_name_or_an_amount_is_of_no_stream() -> None:
    entry = transaction("2024-01-05", meta=hours(1))
    (only,) = work.of(annotated=[entry], flows=[], earnings=earnings([]), usual_class={})
    assert only == Worked(datetime.date(2024, 1, 5), Key(None, "unclassified"), D(1))
