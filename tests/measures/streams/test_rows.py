"""The rows of a period, of flows made by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal

from flows_by_hand import earnings, euros, flow

from fsq_beancount.books.earnings import Key
from fsq_beancount.core.periods import Period, last_complete_month, month_index
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.streams.investments import Investments, Marked
from fsq_beancount.measures.streams.recurring import Product, ProductMonth
from fsq_beancount.measures.streams.regularity import MonthlyIncome
from fsq_beancount.measures.streams.rows import Rows
from fsq_beancount.measures.streams.sums import SumsOver, usual_classes
from fsq_beancount.measures.streams.work import Worked

D = Decimal
day = datetime.date.fromisoformat

FLAT = Key("Flat", "passive")
AS_OF = day("2024-02-15")
FLOWS = [
    flow("2023-11-10", "Income:Rent", "40", "passive", stream="Flat"),
    flow("2024-01-10", "Income:Rent", "100", "passive", stream="Flat"),
    flow("2024-01-11", "Expenses:Tax", "-20", "passive", role="tax", stream="Flat"),
    flow("2024-01-12", "Expenses:Fee", "-3", "passive", role="fee", stream="Flat"),
    flow("2024-01-13", "Expenses:Upkeep", "-27", "passive", role="cost", stream="Flat"),
    flow("2024-01-14", "Income:Sale", "30", "near-passive", stream="Flat"),
    flow("2024-01-20", "Income:Interest", "20", "passive"),
    flow("2024-02-10", "Income:Rent", "110", "passive", stream="Flat"),
]
EARNINGS = earnings(FLOWS)


def rows() -> Rows:
    nothing = D()
    month = ProductMonth(
        month="2024-01",
        customers=3,
        mrr=D(60),
        customers_before=4,
        customers_lost=1,
        mrr_before=D(80),
        lost=D(20),
        contracted=nothing,
        expanded=nothing,
        returned=nothing,
        new=nothing,
    )
    put_in = [
        Marked(day("2024-01-02"), "Flat", Weight(D(200), "EUR")),
        Marked(day("2024-01-31"), "Book", Weight(D(90), "EUR")),
    ]
    return Rows(
        sums=SumsOver(EARNINGS, AS_OF),
        income=MonthlyIncome(EARNINGS.monthly, month_index(day("2023-11-01"))),
        usual_class={"Flat": "passive", "Book": "active"},
        work=[Worked(day("2024-01-31"), FLAT, D(5)), Worked(day("2024-02-01"), FLAT, D(7))],
        complete_by=last_complete_month,
        investments=Investments(put_in, earned=EARNINGS.monthly, as_of=AS_OF, convert=euros),
        products=[Product(stream="Flat", months=(month,))],
        as_of=AS_OF,
    )


def test_a_row_is_a_stream_and_a_class_and_the_largest_comes_first() -> None:
    january = rows().period(Period(day("2024-01-01"), day("2024-01-31")))
    assert january.period == "2024-01"
    # Net 100 - 20 - 3 - 27 = 50 of the flat, 30 for what was sold of it, 20 of interest.
    assert [(row.stream, row.income_class, row.net, row.share) for row in january.rows] == [
        ("Flat", "passive", D(50), D("0.5")),
        ("Flat", "near-passive", D(30), D("0.3")),
        ("Book", "active", D(0), D(0)),
        (None, "passive", D(20), D("0.2")),
    ]
    flat, sale, book, _ = january.rows
    assert (flat.gross, flat.tax, flat.fee, flat.cost) == (D(100), D(20), D(3), D(27))
    # December brought nothing to compare with. 50 for 5 hours, and of the 200 put into it; 30 of
    # the same 200.
    assert (flat.growth, flat.net_per_hour) == (None, D(10))
    assert (flat.roi, sale.roi) == (D("0.25"), D("0.15"))
    # Of the months since November two have paid, the first one and the last one.
    assert (flat.months_paid, flat.longest_gap) == (2, 2)
    # 50 + 30 and the 40 before are less than 200.
    assert flat.payback_on is None
    # One of four customers is gone; the stream shows it in the row that earns the most.
    assert (flat.mrr, flat.churn, sale.mrr) == (D(60), D("0.25"), None)
    # Money is in it, nothing has come of it.
    assert (book.invested, book.roi, book.hours) == (D(90), D(0), None)


def test_a_period_that_goes_on_is_compared_with_the_same_days() -> None:
    # 110 up to 15 February against the 50 up to 15 January.
    (flat,) = (
        row
        for row in rows().period(Period(day("2024-02-01"), day("2024-02-29"))).rows
        if row.income_class == "passive"
    )
    assert (flat.net, flat.growth, flat.hours) == (D(110), D("1.2"), D(7))


def test_days_within_a_month_are_summed_up_one_by_one() -> None:
    sums = SumsOver(EARNINGS, AS_OF)
    whole = sums.between(day("2024-01-01"), day("2024-02-29"))
    assert {key: each.net for key, each in whole.items()} == {
        FLAT: 160,
        Key("Flat", "near-passive"): 30,
        Key(None, "passive"): 20,
    }
    part = sums.between(day("2024-01-11"), day("2024-01-13"))
    assert {key: each.net for key, each in part.items()} == {FLAT: -50}
    assert sums.between(day("2024-03-01"), day("2024-03-31")) == {}


def test_the_usual_class_of_a_stream_is_what_it_earned_the_most_from() -> None:
    assert usual_classes(EARNINGS.monthly) == {"Flat": "passive"}
