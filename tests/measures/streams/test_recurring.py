"""Recurring products: months covered, monthly recurring revenue, churn; figures by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal

from flows_by_hand import earnings, flow, transaction
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import load

from fsq_beancount import analyse
from fsq_beancount.core.periods import month_index, month_label
from fsq_beancount.measures.streams import recurring, rhythm
from fsq_beancount.measures.streams.recurring import Product, ProductMonth, RevenueChurn
from fsq_beancount.measures.streams.rhythm import Payment

D = Decimal


def products(text: str, until: str = "2024-12-31") -> tuple[Product, ...]:
    ledger = load(text)
    assert ledger.errors == []
    as_of = datetime.date.fromisoformat(until)
    return analyse(ledger.entries, ledger.options, as_of=as_of).streams.products


def payments(*dates: str, amount: int = 10, covers: int | None = None) -> list[Payment]:
    return [Payment(datetime.date.fromisoformat(date), D(amount), covers) for date in dates]


def paid(found: list[Payment]) -> dict[str, Decimal]:
    return {month_label(month): amount for month, amount in rhythm.paid_by_month(found).items()}


def by_month(customers: dict[str, list[Payment]], until: str) -> dict[str, ProductMonth]:
    last = month_index(datetime.date.fromisoformat(until))
    return {month.month: month for month in recurring.months(customers, last)}


def test_revenue_churn_of_the_oracle() -> None:
    # Start 100, lost 10, contracted 10, expanded 10: 20 / 100 and (20 - 10) / 100.
    assert recurring.revenue_churn(D(100), D(10), D(10), D(10)) == RevenueChurn(D("0.2"), D("0.1"))


def test_who_returns_lowers_the_net_churn_only() -> None:
    churn = recurring.revenue_churn(D(100), D(10), D(0), D(0), D(15))
    assert churn == RevenueChurn(D("0.1"), D("-0.05"))


def test_without_revenue_there_is_no_churn() -> None:
    assert recurring.revenue_churn(D(0), D(0), D(0), D(5)) == RevenueChurn(None, None)


def test_a_payment_is_spread_over_the_months_it_is_said_to_cover() -> None:
    assert paid(payments("2024-11-03", amount=30, covers=3)) == {
        "2024-11": 10,
        "2024-12": 10,
        "2025-01": 10,
    }


def test_a_customer_who_pays_yearly_is_known_by_his_rhythm() -> None:
    # 120 on 31 January 2023 and, a day late, on 1 February 2024: 10 in each of 24 months, which
    # begin with the months of payment.
    found = paid(payments("2023-01-31", "2024-02-01", amount=120))
    assert len(found) == 24
    assert set(found.values()) == {D(10)}
    assert (min(found), max(found)) == ("2023-01", "2025-01")
    assert "2024-01" not in found


def test_a_customer_who_pays_monthly_pauses_and_returns() -> None:
    customers = {
        "anna": payments("2024-01-05", "2024-02-05", "2024-03-05", "2024-07-05", "2024-08-05"),
        "bert": payments(*(f"2024-{month:02}-20" for month in range(1, 9))),
    }
    months = by_month(customers, "2024-08-31")
    assert [month.customers for month in months.values()] == [2, 2, 2, 1, 1, 1, 2, 2]
    # In April one of two is gone, with 10 of 20; in July she returns, which is no new customer.
    assert (months["2024-04"].churn, months["2024-04"].revenue_churn.gross) == (D("0.5"), D("0.5"))
    assert (months["2024-07"].returned, months["2024-07"].new) == (D(10), D(0))
    assert months["2024-07"].revenue_churn == RevenueChurn(D(0), D(-1))
    assert months["2024-08"].revenue_per_customer == 10


def test_a_customer_who_pays_yearly_pauses_a_year_and_returns() -> None:
    # 2020, 2021, then not in 2022, again in 2023: the months of 2022 are not paid.
    customers = {"anna": payments("2020-01-10", "2021-01-10", "2023-01-10", amount=120)}
    months = by_month(customers, "2023-12-31")
    assert (months["2021-12"].mrr, months["2022-01"].mrr) == (D(10), D(0))
    assert (months["2022-01"].churn, months["2023-01"].returned) == (D(1), D(10))
    assert months["2023-12"].mrr == 10


def test_who_pays_early_has_paid_for_the_months_to_come() -> None:
    # Two quarters paid in July and October: July to December. The second comes after 75 days.
    found = paid(payments("2025-07-23", "2025-10-06", amount=90, covers=3))
    assert found == {f"2025-{month:02}": D(30) for month in range(7, 13)}
    # Two quarters paid in September are September to February, whatever the distance says.
    found = paid(payments("2025-09-01", "2025-09-30", amount=90, covers=3))
    assert list(found) == ["2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02"]
    # Without a declaration too: on 2 February for February, on the 29th for March.
    found = paid(payments("2023-12-31", "2024-02-02", "2024-02-29", "2024-03-31"))
    assert found == dict.fromkeys(("2023-12", "2024-02", "2024-03", "2024-04"), D(10))


def test_what_is_declared_is_not_overruled_by_the_rhythm() -> None:
    # A year, paid monthly by mistake twice: two years, and then the months that his rhythm says.
    found = payments("2024-01-10", "2024-02-10", amount=120, covers=12)
    found += payments("2024-03-10", "2024-04-10", amount=10)
    assert [(month_label(each.first), each.months) for each in rhythm.covered(found)] == [
        ("2024-01", 12),
        ("2025-01", 12),
        ("2026-01", 1),
        ("2026-02", 1),
    ]


def test_two_payments_of_one_day_are_two_subscriptions() -> None:
    assert paid(payments("2024-01-02", "2024-01-02", "2024-02-02", "2024-02-02")) == {
        "2024-01": 20,
        "2024-02": 20,
    }


def test_what_a_platform_pays_out_each_week_is_for_its_month() -> None:
    days = (1, 8, 15, 22)
    dates = [f"2024-{month:02}-{day:02}" for month in (1, 2) for day in days]
    assert paid(payments(*dates)) == {"2024-01": D(40), "2024-02": D(40)}
    # Two payments are no rhythm: the second is for the month that is not paid yet.
    assert paid(payments("2024-01-02", "2024-01-09")) == {"2024-01": D(10), "2024-02": D(10)}


def test_a_refund_is_of_the_months_paid_last() -> None:
    # 120 for a year, 60 of it back after two months: 5 a month.
    found = [
        *payments("2024-01-10", amount=120, covers=12),
        Payment(datetime.date(2024, 3, 10), D(-60)),
    ]
    assert set(paid(found).values()) == {D(5)}


def test_what_is_refunded_as_a_whole_covers_nothing() -> None:
    # Charged twice in January, and once given back: February is paid in February.
    found = [
        *payments("2024-01-05", "2024-01-05"),
        Payment(datetime.date(2024, 1, 8), D(-10)),
        *payments("2024-02-05", "2024-03-05"),
    ]
    assert paid(found) == dict.fromkeys(("2024-01", "2024-02", "2024-03"), D(10))
    # 25 back of three payments of 10: the newest two, and half of the first.
    found = [
        *payments("2024-01-05", "2024-02-05", "2024-03-05"),
        Payment(datetime.date(2024, 4, 1), D(-25)),
    ]
    assert paid(found) == {"2024-01": D(5)}
    # A refund before any payment lowers no payment.
    found = [Payment(datetime.date(2024, 1, 8), D(-4)), *payments("2024-02-05")]
    assert paid(found) == {"2024-01": D(-4), "2024-02": D(10)}


def test_who_pays_once_has_paid_for_a_month() -> None:
    assert paid(payments("2024-01-10", amount=50)) == {"2024-01": 50}


def test_an_unusual_distance_is_no_rhythm() -> None:
    assert rhythm.rhythm_of([datetime.date(2024, 1, 1), datetime.date(2024, 6, 1)]) == 1


def test_expansion_and_contraction_are_of_those_who_go_on() -> None:
    # Anna from 10 to 15, Bert from 10 to 4, Carl is new with 7.
    customers = {
        "anna": [*payments("2024-01-05"), *payments("2024-02-05", amount=15)],
        "bert": [*payments("2024-01-05"), *payments("2024-02-05", amount=4)],
        "carl": payments("2024-02-05", amount=7),
    }
    month = by_month(customers, "2024-02-29")["2024-02"]
    assert (month.expanded, month.contracted, month.new, month.lost) == (D(5), D(6), D(7), D(0))
    assert month.revenue_churn == RevenueChurn(D("0.3"), D("0.05"))


CLUB = """
2024-10-01 open Income:Mitgliedschaften
  fsq-stream: "Club"
2024-10-05 * "Anna" "October"
  Income:Mitgliedschaften  -10.00 EUR
  Assets:Bank
2024-11-05 * "ANNA " "November"
  Income:Mitgliedschaften  -10.00 EUR
  Assets:Bank
2024-11-07 * "Payment service" "Bert, three months"
  fsq-covers: 3
  customer: "Bert"
  Income:Mitgliedschaften  -27.00 EUR
  Assets:Bank
2024-12-31 * "Living"
  Expenses:Leben  5.00 EUR
  Assets:Bank
"""


def test_a_stream_with_a_membership_is_a_product() -> None:
    # Anna twice, in two spellings, 10; Bert 27 / 3 = 9 a month. In December Anna is gone.
    (club,) = products(CLUB)
    assert club.stream == "Club"
    assert [(month.customers, month.mrr) for month in club.months] == [
        (1, D(10)),
        (2, D(19)),
        (1, D(9)),
    ]
    assert club.months[-1].churn == D("0.5")


def test_the_row_of_a_stream_shows_revenue_and_churn() -> None:
    ledger = load(CLUB)
    found = analyse(ledger.entries, ledger.options).streams.last_year
    assert found is not None
    assert [(row.mrr, row.churn) for row in found.rows] == [(D(9), D("0.5"))]


def test_a_payment_that_covers_months_makes_its_account_a_product() -> None:
    (only,) = products(
        """
        2024-11-07 * "Bert"
          fsq-covers: 2
          Income:Irgendwas  -20.00 EUR
            fsq-stream: "Tool"
            fsq-class: "passive"
          Assets:Bank
        """
    )
    assert [month.mrr for month in only.months] == [10, 10]


def test_a_wrong_number_of_months_makes_no_product() -> None:
    ledger = load(
        """
        2024-11-07 * "Bert"
          fsq-covers: 0
          Income:Irgendwas  -20.00 EUR
          Assets:Bank
        """
    )
    assert analyse(ledger.entries, ledger.options).streams.products == ()


def test_the_running_month_is_not_shown_since_its_payments_are_still_to_come() -> None:
    # Anna pays on the 20th. On 10 December she has paid for October and November; were December
    # shown, she would be gone: a churn of 100 %.
    (only,) = products(
        """
        2024-10-20 * "Anna"
          Income:Abo  -10.00 EUR
          Assets:Bank
        2024-11-20 * "Anna"
          Income:Abo  -10.00 EUR
          Assets:Bank
        """,
        until="2024-12-10",
    )
    assert [(month.month, month.mrr) for month in only.months] == [
        ("2024-10", D(10)),
        ("2024-11", D(10)),
    ]
    assert only.months[-1].churn == 0


def test_quarters_paid_early_are_neither_doubled_nor_lost() -> None:
    (only,) = products(
        """
        2025-07-23 * "Claudia" "Quartal Jul-Sep"
          fsq-covers: 3
          Income:Abos  -90 EUR
          Assets:Bank
        2025-10-06 * "Claudia" "Quartal Okt-Dez"
          fsq-covers: 3
          Income:Abos  -90 EUR
          Assets:Bank
        2025-12-31 * "Leben"
          Expenses:Leben  5 EUR
          Assets:Bank
        """,
        until="2025-12-31",
    )
    # 90 / 3 in each of the six months from July on.
    assert [(month.customers, month.mrr) for month in only.months] == [(1, D(30))] * 6
    assert [month.churn for month in only.months[1:]] == [D(0)] * 5
    assert {month.revenue_churn for month in only.months[1:]} == {RevenueChurn(D(0), D(0))}


def test_two_postings_of_a_payment_are_a_payment() -> None:
    # Two months for 15 and 5: 10 in each, of one customer.
    (only,) = products(
        """
        2024-11-07 * "Bert" "Text and sound"
          fsq-covers: 2
          Income:Abo:Text  -15.00 EUR
            fsq-stream: "Tool"
          Income:Abo:Ton  -5.00 EUR
            fsq-stream: "Tool"
          Assets:Bank
        2025-01-31 * "Leben"
          Expenses:Leben  5 EUR
          Assets:Bank
        """,
        until="2025-01-31",
    )
    assert [(month.customers, str(month.mrr)) for month in only.months] == [
        (1, "10.00"),
        (1, "10.00"),
        (0, "0"),
    ]


def test_the_sale_of_a_book_is_no_recurring_revenue() -> None:
    found = products(
        """
        2024-11-07 * "Bert"
          Income:Ebooks  -20.00 EUR
            fsq-stream: "Books"
          Assets:Bank
        """
    )
    assert found == ()


def test_who_has_no_name_is_the_account() -> None:
    (only,) = products("2024-11-07 *\n  Income:Abo  -20.00 EUR\n  Assets:Bank\n")
    assert [month.customers for month in only.months] == [1, 0]


_DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2022, 12, 31))
_PAID = st.lists(st.tuples(_DAYS, st.integers(1, 50)), min_size=1, max_size=6)


@given(st.dictionaries(st.sampled_from("abc"), _PAID, min_size=1))
@patiently
def test_revenue_changes_by_what_is_lost_contracted_expanded_returned_and_new(
    made: dict[str, list[tuple[datetime.date, int]]],
) -> None:
    customers = {
        name: [Payment(date, D(amount)) for date, amount in sorted(found)]
        for name, found in made.items()
    }
    for month in recurring.months(customers, 2024 * 12):
        change = month.expanded + month.returned + month.new - month.lost - month.contracted
        assert abs(month.mrr - month.mrr_before - change) < D("1e-20")
        assert month.churn is None or 0 <= month.churn <= 1


@given(_PAID)
@patiently
def test_what_a_customer_pays_is_spread_and_not_lost(
    made: list[tuple[datetime.date, int]],
) -> None:
    found = [Payment(date, D(amount)) for date, amount in sorted(made)]
    total = sum(rhythm.paid_by_month(found).values(), D(0))
    assert abs(total - sum((payment.amount for payment in found), D(0))) < D("1e-20")


_COVERING = st.lists(st.tuples(_DAYS, st.integers(1, 50), st.integers(1, 24)), min_size=1)


@given(_COVERING)
@patiently
def test_as_many_months_are_covered_as_were_paid_for_and_none_twice(
    made: list[tuple[datetime.date, int, int]],
) -> None:
    found = [Payment(date, D(amount), covers) for date, amount, covers in sorted(made)]
    spans = rhythm.covered(found)
    months = [month for span in spans for month in range(span.first, span.end)]
    assert len(months) == sum(covers for _, _, covers in made)
    assert len(set(months)) == len(months)
    # Nobody is a customer before he has paid, and who has paid is one in the month that he pays.
    assert all(
        span.first >= month_index(each.date) for span, each in zip(spans, found, strict=True)
    )
    assert {month_index(each.date) for each in found} <= set(months)


def test_a_product_is_found_among_flows_by_its_name_or_by_what_a_payment_covers() -> None:
    year = transaction("2024-01-10", payee="Anna", meta={"fsq-covers": D(12)})
    flows = [
        flow(year, "Income:Blog", "120", "passive", stream="Blog"),
        flow("2024-01-11", "Income:Blog:Ads", "7", "passive", stream="Blog"),
        flow("2024-01-12", "Income:Subscriptions", "9", "passive", stream="Club"),
        flow("2024-02-12", "Income:Subscriptions", "9", "passive", stream="Club"),
    ]
    blog, club = recurring.of(
        flows=flows,
        annotated=[year],
        earnings=earnings(flows),
        last_month=month_index(datetime.date(2024, 2, 1)),
    )
    # Advertisements are paid by no customer.
    assert (blog.stream, [month.mrr for month in blog.months]) == ("Blog", [D(10)] * 2)
    assert (club.stream, [month.mrr for month in club.months]) == ("Club", [D(9)] * 2)
