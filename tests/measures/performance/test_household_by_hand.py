"""How wealth grew, from balance sheets and bookings made by hand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from wealth_by_hand import NO_PRICES, day, flow, positions, sheet, sheets

from fsq_beancount.books.flows import Flow
from fsq_beancount.books.loans import LoanFlow
from fsq_beancount.core.periods import Period
from fsq_beancount.measures.performance.attribution import Attribution
from fsq_beancount.measures.performance.bookings import Bookings
from fsq_beancount.measures.performance.by_day import Ledger
from fsq_beancount.measures.performance.growth import Reason, Undefined
from fsq_beancount.measures.performance.history import History
from fsq_beancount.measures.performance.household import HouseholdReturns
from fsq_beancount.measures.performance.links import Links
from fsq_beancount.measures.performance.revaluation import Revaluation

AS_OF = day("2024-02-29")


def history(*, flows: Iterable[Flow], wealth: dict[str, str]) -> History:
    """Wealth on some days, and the flows between them."""
    bookings = Bookings(flows=flows, loan_costs=(), others=(), drawings={})
    return History(sheets(*(sheet(date, amount) for date, amount in wealth.items())), bookings)


def growths(of: History, **options: Any) -> HouseholdReturns:
    """The growth in a history without holdings, up to the end of February 2024."""

    def option(name: str, _date: datetime.date) -> Any:
        return options.get(name)

    attribution = Attribution(
        history=of,
        revaluation=Revaluation(positions=positions(), prices=NO_PRICES, as_of=AS_OF),
        unbalanced=lambda: Ledger({}),
    )
    return HouseholdReturns(history=of, attribution=attribution, option=option, as_of=AS_OF)


TWO_MONTHS = history(
    flows=[
        flow("2024-01-31", "Income:Gehalt", "50", "active"),
        flow("2024-01-31", "Income:Dividenden", "50", "passive"),
        flow("2024-02-29", "Income:Dividenden", "110", "passive"),
    ],
    wealth={"2023-12-31": "1000", "2024-01-31": "1100", "2024-02-29": "1210"},
)
"""50 are saved and 5 % earned in January, 10 % in February."""


def test_a_month_of_saving_and_earning() -> None:
    january = Period(day("2024-01-01"), day("2024-01-31"))
    found = growths(TWO_MONTHS, inflation=Decimal(0)).of(january)
    assert found is not None
    assert found.measure == "net_wealth"
    # 100 on 1000, of which 50 were saved; what comes on the last day earned nothing.
    assert found.growth == Decimal("0.1")
    assert found.return_on_saving == Decimal("0.05")
    assert found.growth_from_assets == Decimal("0.05")
    assert found.return_on_assets == Decimal("0.05")
    assert found.return_real == Decimal("0.05")
    assert found.return_net == found.return_gross == Decimal("0.05")
    # 1000 became 1050 in 31 days.
    assert found.irr is not None
    assert float(found.irr) == pytest.approx(1.05 ** (365 / 31) - 1)
    assert found.undefined == {
        "growth_total": Undefined(Reason.NO_HUMAN_CAPITAL),
        "return_total": Undefined(Reason.NO_HUMAN_CAPITAL, "2024-01"),
    }


def test_months_are_chained_and_periods_cut_at_the_as_of_date() -> None:
    later = Period(day("2024-03-01"), day("2024-03-31"))
    quarter = Period(day("2024-01-01"), day("2024-03-31"))
    [found] = growths(TWO_MONTHS).over([quarter, later])
    assert found.period == "2024-Q1"
    assert found.change.last == AS_OF
    # 1.05 × 1.10 - 1.
    assert found.return_net == Decimal("0.155")
    assert found.undefined["return_real"] == Undefined(Reason.NO_INFLATION)


def test_the_return_of_a_month_up_to_a_day() -> None:
    found = growths(TWO_MONTHS)
    assert found.month_to(day("2024-02-29")) == Decimal("0.1")
    poor = history(flows=(), wealth={"2023-12-31": "-5", "2024-01-31": "5"})
    assert growths(poor).month_to(day("2024-01-31")) is None


def test_a_month_breaks_the_chain_and_is_named() -> None:
    links = Links(
        history(flows=(), wealth={"2023-12-31": "100", "2024-01-31": "-100", "2024-02-29": "1"})
    )
    months = [
        (day("2024-01-01"), day("2024-01-31")),
        (day("2024-02-01"), day("2024-02-29")),
    ]
    assert links.link("return_net", *months[0]) == -2
    assert links.chained("return_net", months) == Undefined(Reason.ALL_LOST, "2024-01")
    # Nothing at all is a factor of one.
    nothing = Links(history(flows=(), wealth={"2023-12-31": "0", "2024-01-31": "0"}))
    assert nothing.chained("return_net", months[:1]) == 0


def test_interest_is_no_loss_of_all_capital() -> None:
    interest = flow("2024-01-31", "Expenses:Zinsen", "-10")
    bookings = Bookings(
        flows=[interest],
        loan_costs=[LoanFlow(interest, "Liabilities:Kredit", fee=False)],
        others=(),
        drawings={},
    )
    of = sheets(sheet("2023-12-31", "200", "100"), sheet("2024-01-31", "210", "100"))
    links = Links(History(of, bookings))
    month = day("2024-01-01"), day("2024-01-31")
    # 10 are left of the 20 that all 200 earned.
    assert links.link("return_net", *month) == Decimal("0.1")
    assert links.link("return_gross", *month) == Decimal("0.1")
