"""Milestones of flows made by hand: the choice of targets, their history and how they stand."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, cast

from beancount.core.amount import Amount
from flows_by_hand import by_month, covered, euros, flow

from fsq_beancount.measures.milestones.choice import Chosen, choose
from fsq_beancount.measures.milestones.history import MonthEnd, month_ends
from fsq_beancount.measures.milestones.ladder import ALL_LIVING_COSTS, milestones
from fsq_beancount.measures.milestones.suggestions import suggest
from fsq_beancount.measures.milestones.target import Target, fixed_amount
from fsq_beancount.settings.directives.milestone import Milestone

D = Decimal
day = datetime.date.fromisoformat

POWER = Target("Power", ("Expenses:Home:Power",))
HOME = Target("Home", ("Expenses:Home",))
POCKET = Target("Pocket money", (), Amount(D(5), "EUR"))

# In January 2024 power for 60, rent for 400 and 90 of food; 100 of interest. In February 2025 a
# gain of 70 and 40 of food.
FLOWS = [
    flow("2024-01-05", "Expenses:Home:Power", "-60"),
    flow("2024-01-06", "Expenses:Home:Rent", "-400"),
    flow("2024-01-07", "Expenses:Food", "-90"),
    flow("2024-01-08", "Income:Interest", "100", "passive"),
    flow("2025-02-03", "Income:Gains", "70", "near-passive"),
    flow("2025-02-04", "Expenses:Food", "-40"),
]


def end(date: str, months: int, narrow: int, wide: int, living: int, *costs: int) -> MonthEnd:
    return MonthEnd(day(date), months, D(narrow), D(wide), D(living), [D(each) for each in costs])


def history(*targets: Target, until: str = "2025-03-15") -> list[MonthEnd]:
    return month_ends(
        targets,
        flows=FLOWS,
        monthly=by_month(FLOWS),
        coverage=covered("2024-01-01", until),
        convert=euros,
    )


def test_a_month_end_is_what_the_twelve_months_before_it_add_up_to() -> None:
    found = history(POWER, HOME, POCKET)
    # Twelve times 5 of pocket money are 60 of the 90 of food, which leaves 30 for the rest.
    assert found[11] == end("2024-12-31", 12, 100, 100, 550, 60, 400, 60, 30)
    # Of the first month 5: the account below a named one counts in the first that names it.
    assert found[0] == end("2024-01-31", 1, 100, 100, 550, 60, 400, 5, 85)
    # January 2024 is gone. What is left of 40 pays no 60 of pocket money.
    assert found[-1] == end("2025-02-28", 12, 0, 70, 40, 0, 0, 40, 0)
    assert len(found) == 14


def test_without_books_there_is_no_month_end() -> None:
    assert history(until="2024-01-30") == []
    assert (
        month_ends(
            [],
            flows=[],
            monthly={},
            coverage=covered(None, "2024-12-31"),
            convert=euros,
        )
        == []
    )


def test_income_is_poured_into_the_targets_of_the_last_month_end() -> None:
    found = milestones(
        Chosen([POWER, HOME], suggested=True), history(POWER, HOME, until="2024-12-31"), euros
    )
    power, home, rest = found.narrow
    assert (found.first, found.last, found.months) == (day("2024-01-01"), day("2024-12-31"), 12)
    # 100 pay the 60 for power and a tenth of the 400 for the rest of the home; (400 - 40) / 12 = 30
    # are missing a month.
    assert (power.reached, power.reached_on, power.cost) == (True, day("2024-12-31"), D(60))
    assert (home.cost, home.left, home.covered) == (D(400), D(40), D("0.1"))
    assert (home.missing_per_month, home.without) == (D(30), ("Expenses:Home:Power",))
    assert (rest.name, rest.cost, rest.reached) == (ALL_LIVING_COSTS, D(90), False)
    assert found.directives == (
        '2024-01-01 custom "fsq-milestone" "Power" Expenses:Home:Power',
        '2024-01-01 custom "fsq-milestone" "Home" Expenses:Home',
    )


def test_before_the_first_month_has_ended_nothing_is_said() -> None:
    assert milestones(Chosen([POWER], suggested=False), [], euros).narrow == ()


def test_a_fixed_amount_without_a_price_is_not_converted() -> None:
    francs = Target("Francs", (), Amount(D(9), "CHF"))
    assert fixed_amount(POCKET, 12, day("2024-12-31"), euros) == 60
    assert fixed_amount(francs, 12, day("2024-12-31"), euros) is None
    chosen = Chosen([francs], suggested=False)
    found = milestones(chosen, history(francs, until="2024-12-31"), euros)
    assert found.unconverted == {"CHF": 9}
    assert [each.cost for each in found.narrow] == [None, 550]


def test_the_ledger_names_targets_or_the_largest_costs_are_suggested() -> None:
    said = [
        Milestone(day(date), name, (f"Expenses:{name}",), None, cast("Any", None))
        for date, name in (("2024-01-01", "Food"), ("2025-01-01", "Home"))
    ]
    costs = {
        "Expenses:Home:Power": D(60),
        "Expenses:Home:Rent": D(400),
        "Expenses:Food": D(90),
        "Income:Refund": D(5),
    }
    # The largest group, 460 for the home, is left to the last target.
    suggested = [Target("Food", ("Expenses:Food",))]
    assert suggest(costs, "Expenses") == suggested
    for until, expected in (
        ("2023-12-31", (suggested, True)),
        ("2024-12-31", (suggested, False)),
        ("2025-01-01", ([*suggested, Target("Home", ("Expenses:Home",))], False)),
    ):
        found = choose(said, as_of=day(until), living_costs=costs, expenses="Expenses")
        assert found == expected
