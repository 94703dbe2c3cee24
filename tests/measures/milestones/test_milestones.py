"""Milestones: what passive income pays, one target after the other."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import FIFO, ledgers, patiently
from small_ledger import complaints, load, plain

from fsq_beancount.books import facts
from fsq_beancount.core.periods import Interval
from fsq_beancount.core.terms import NEAR_PASSIVE, PASSIVE
from fsq_beancount.measures.milestones.moments import first_and_last
from fsq_beancount.measures.milestones.pouring import (
    Poured,
    costs_of_targets,
    covered,
    is_reached,
    missing_per_month,
)
from fsq_beancount.report import build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fsq_beancount.measures.milestones.ladder import Milestone, Milestones
    from fsq_beancount.report.report import Report

D = Decimal
day = datetime.date.fromisoformat


def report(text: str, as_of: str, *head: str) -> Report:
    ledger = load(text, *head)
    collected = facts.collect(ledger.entries, ledger.options)
    return build.build(collected, as_of=day(as_of))


def found(text: str, as_of: str = "2024-12-31") -> Milestones:
    return report(text, as_of).milestones


def line(milestone: Milestone) -> str:
    """Return a milestone as ``name cost left covered reached reached_on lost_on missing``."""
    each = milestone
    values = (each.cost, each.left, each.covered, each.reached, each.reached_on, each.lost_on)
    shown = [f"{value:.2f}" if isinstance(value, Decimal) else str(value) for value in values]
    return " ".join([each.name, *shown, f"{each.missing_per_month:.2f}"])


def costs(several: Sequence[Milestone]) -> list[str]:
    """Return the milestones as ``name cost``."""
    return [f"{each.name} {plain(each.cost)}" for each in several]


def lines(several: Sequence[Milestone]) -> list[str]:
    return [line(each) for each in several]


def spent(date: str, account: str, amount: str) -> str:
    return f'\n{date} * "Spent"\n  Expenses:{account}  {amount} EUR\n  Assets:Bank\n'


def earned(date: str, amount: str, account: str = "Zinsen") -> str:
    return f'\n{date} * "Earned"\n  Income:{account}  {amount} EUR\n  Assets:Bank\n'


# In the twelve months of 2024: 600 for power, 1,200 for rent and 240 for heating, 3,000 for the
# rest, 5,040 in all. Passive income 1,260, gains 840 more.
YEAR = (
    """2024-01-01 custom "fsq-milestone" "Strom" Expenses:Wohnen:Strom
2024-01-01 custom "fsq-milestone" "Miete" Expenses:Wohnen:Miete Expenses:Wohnen:Heizung
2024-01-01 custom "fsq-milestone" "Taschengeld" 100.00 EUR
"""
    + spent("2024-01-15", "Wohnen:Strom", "600")
    + spent("2024-02-15", "Wohnen:Miete:Kaltmiete", "1200")
    + spent("2024-02-16", "Wohnen:Heizung", "240")
    + spent("2024-03-15", "Leben", "3000")
    + earned("2024-04-15", "-1260")
    + earned("2024-04-15", "-840", "Kursgewinne")
)


def test_income_is_poured_into_the_targets_in_order() -> None:
    result = found(YEAR)
    assert (result.first, result.last) == (day("2024-01-01"), day("2024-12-31"))
    assert not result.suggested
    assert lines(result.narrow) == [
        # 1,260 − 0 pays 600.
        "Strom 600.00 1260.00 1.00 True 2024-12-31 None 0.00",
        # 660 are left of 1,440: 0.458; 780 lack in twelve months.
        "Miete 1440.00 660.00 0.46 False None None 65.00",
        # 12 × 100 are cut out of the rest of 3,000; 660 − 1,440 are left.
        "Taschengeld 1200.00 -780.00 0.00 False None None 165.00",
        "All living costs 1800.00 -1980.00 0.00 False None None 315.00",
    ]
    assert lines(result.wide) == [
        "Strom 600.00 2100.00 1.00 True 2024-12-31 None 0.00",
        "Miete 1440.00 1500.00 1.00 True 2024-12-31 None 0.00",
        "Taschengeld 1200.00 60.00 0.05 False None None 95.00",
        "All living costs 1800.00 -1140.00 0.00 False None None 245.00",
    ]
    # Alone the whole income would pay: 1,260/600, 1,260/1,440, 1,260/1,200; at last the quota.
    assert [each.alone for each in result.narrow] == [
        D("2.1"), D("0.875"), D("1.05"), D("0.25"),
    ]  # fmt: skip
    assert [each.position for each in result.narrow] == [1, 2, 3, 4]
    assert [each.is_last for each in result.narrow] == [False, False, False, True]
    assert result.next == result.narrow[1]


def test_the_rest_is_what_no_target_names() -> None:
    last = found(YEAR).narrow[-1]
    assert last.without == (
        "Expenses:Wohnen:Strom",
        "Expenses:Wohnen:Miete",
        "Expenses:Wohnen:Heizung",
    )


def test_the_narrower_account_may_come_first() -> None:
    text = (
        """2024-01-01 custom "fsq-milestone" "Strom" Expenses:Wohnen:Strom
2024-01-01 custom "fsq-milestone" "Wohnen" Expenses:Wohnen
"""
        + spent("2024-01-15", "Wohnen:Strom", "600")
        + spent("2024-02-15", "Wohnen:Miete", "1200")
    )
    assert complaints(text) == []
    power, home, rest = found(text).narrow
    assert costs([power, home, rest]) == ["Strom 600", "Wohnen 1200", "All living costs 0"]
    assert home.without == ("Expenses:Wohnen:Strom",)


def test_file_order_decides_not_the_date() -> None:
    text = (
        """2024-06-01 custom "fsq-milestone" "Zuerst" Expenses:A
2020-01-01 custom "fsq-milestone" "Danach" Expenses:B
2025-01-01 custom "fsq-milestone" "Später" Expenses:C
"""
        + spent("2024-01-15", "A", "1")
        + spent("2024-01-15", "B", "1")
        + spent("2024-01-15", "C", "1")
    )
    names = ["Zuerst", "Danach", "All living costs"]
    # What comes into force after the as-of date is no milestone yet.
    assert [each.name for each in found(text).narrow] == names
    later = found(text, "2025-01-31").narrow
    assert [each.name for each in later] == [*names[:2], "Später", names[2]]
    # Those in force apply to all history: in 2024 the one of June is there in January, too.
    assert [each.name for each in found(text, "2024-05-31").narrow] == ["Danach", names[2]]


def test_a_milestone_lost_and_regained_shows_both_dates() -> None:
    # Costs of 100 in each January. Income: 100 in December 2023, nothing in 2024, 100 in
    # December 2025. At the ends of the months from December 2023 to November 2024 the window
    # has both, so the year is paid; from December 2024 on it has the cost alone.
    text = '2023-01-01 custom "fsq-milestone" "Strom" Expenses:Strom\n' + "".join(
        spent(f"{year}-01-10", "Strom", "100") for year in (2023, 2024, 2025)
    )
    text += earned("2023-12-05", "-100") + earned("2025-12-05", "-100")
    power = found(text, "2025-12-31").narrow[0]
    assert (power.reached_on, power.lost_on) == (day("2023-12-31"), day("2024-12-31"))
    assert power.reached is True
    lost = found(text, "2025-11-30").narrow[0]
    assert (lost.reached_on, lost.lost_on) == (day("2023-12-31"), day("2024-12-31"))
    assert lost.reached is False


def test_a_milestone_lost_twice_shows_the_last_loss() -> None:
    ends = [datetime.date(2024, month, 28) for month in range(1, 8)]
    states = [None, True, False, True, None, False, True]
    assert first_and_last(list(zip(ends, states, strict=True))) == (ends[1], ends[5])
    assert first_and_last([]) == (None, None)
    # Nothing can be lost that never was reached, nor by what cannot be said.
    assert first_and_last([(ends[0], False), (ends[1], False)]) == (None, None)
    assert first_and_last([(ends[0], True), (ends[1], None)]) == (ends[0], None)


def test_eleven_months_reach_nothing() -> None:
    text = (
        '2024-01-01 custom "fsq-milestone" "Strom" Expenses:Strom\n'
        '2024-01-01 custom "fsq-milestone" "Taschengeld" 10 EUR\n'
        + spent("2024-02-15", "Strom", "110")
        + spent("2024-02-15", "Leben", "1100")
        + earned("2024-02-15", "-5000")
    )
    result = found(text)
    assert result.months == 11
    # A fixed amount is that of the months there are, as the costs are: 11 × 10.
    assert lines(result.narrow) == [
        "Strom 110.00 5000.00 1.00 None None None 0.00",
        "Taschengeld 110.00 4890.00 1.00 None None None 0.00",
        "All living costs 990.00 4780.00 1.00 None None None 0.00",
    ]
    assert result.next is None
    assert found(text, "2025-01-31").narrow[0].reached_on == day("2025-01-31")


def test_what_is_missing_is_divided_by_the_months_there_are() -> None:
    text = spent("2024-01-15", "Leben", "500") + earned("2024-02-15", "-100")
    # 400 in February's two months.
    assert found(text, "2024-02-29").narrow[-1].missing_per_month == 200
    assert missing_per_month(Poured(D(100), D(0), D(340))) == 20


def test_a_refund_larger_than_the_cost_shows_nothing_reached_but_stays_in_the_sums() -> None:
    text = (
        """2024-01-01 custom "fsq-milestone" "Strom" Expenses:Strom
2024-01-01 custom "fsq-milestone" "Miete" Expenses:Miete
"""
        + spent("2024-01-15", "Strom", "-50")
        + spent("2024-01-15", "Miete", "100")
        + earned("2024-01-15", "-60")
    )
    assert lines(found(text).narrow) == [
        "Strom -50.00 60.00 None None None None 0.00",
        # The 50 that came back are poured on: 60 + 50.
        "Miete 100.00 110.00 1.00 True 2024-12-31 None 0.00",
        # Nothing is left to pay, and all 50 of living costs are paid: the quota is 1.2.
        "All living costs 0.00 10.00 None True 2024-12-31 None 0.00",
    ]
    assert [each.alone for each in found(text).narrow] == [None, D("0.6"), D("1.2")]


def test_a_refund_of_the_rest_cuts_a_fixed_amount_to_nothing() -> None:
    text = (
        """2024-01-01 custom "fsq-milestone" "Taschengeld" 10 EUR
2024-01-01 custom "fsq-milestone" "Miete" Expenses:Miete
"""
        + spent("2024-01-15", "Miete", "100")
        + spent("2024-01-15", "Leben", "-30")
        + earned("2024-01-15", "-75")
    )
    assert lines(found(text).narrow) == [
        "Taschengeld 0.00 75.00 None None None None 0.00",
        "Miete 100.00 75.00 0.75 False None None 2.08",
        # 75 of income and 70 of living costs: all is paid, though the rent alone is not.
        "All living costs -30.00 -25.00 None True 2024-12-31 None 0.00",
    ]


def test_negative_income_covers_nothing() -> None:
    text = (
        '2024-01-01 custom "fsq-milestone" "Strom" Expenses:Strom\n'
        + spent("2024-01-15", "Strom", "120")
        + earned("2024-01-15", "60")
    )
    power = found(text).narrow[0]
    assert line(power) == "Strom 120.00 -60.00 0.00 False None None 15.00"
    assert power.alone == D("-0.5")


def test_without_living_costs_nothing_is_reached() -> None:
    last = found(earned("2024-01-15", "-60")).narrow[-1]
    assert line(last) == "All living costs 0.00 60.00 None None None None 0.00"
    assert last.alone is None


def test_a_cost_that_falls_to_zero_neither_reaches_nor_loses() -> None:
    # The rent ends in January 2024: from 2025 on it costs nothing.
    text = (
        '2023-01-01 custom "fsq-milestone" "Miete" Expenses:Miete\n'
        + spent("2023-01-15", "Miete", "100")
        + spent("2024-01-15", "Miete", "100")
        + earned("2023-01-15", "-100")
        + earned("2024-01-15", "-100")
    )
    rent = found(text, "2025-06-30").narrow[0]
    assert line(rent) == "Miete 0.00 0.00 None None 2023-12-31 None 0.00"


def test_a_fixed_amount_in_another_currency_is_worth_its_price_at_the_month_end() -> None:
    text = (
        """2024-01-01 custom "fsq-milestone" "Reserve" 10 USD
2024-01-01 custom "fsq-milestone" "Notgroschen" 10 CHF
2024-01-01 price USD 0.50 EUR
2024-12-31 price USD 0.75 EUR
"""
        + spent("2024-01-15", "Leben", "1000")
        + earned("2024-01-15", "-45")
    )
    result = found(text)
    # 12 × 10 × 0.75; 120 CHF have no price, so nothing is taken out of the rest for them.
    assert [each.cost for each in result.narrow] == [90, None, 910]
    assert result.unconverted == {"CHF": 10}
    assert result.narrow[1].reached is None


def test_two_fixed_amounts_share_what_is_left_of_the_rest() -> None:
    assert costs_of_targets([None, D(5), None], [D(30), None, D(30)], D(50)) == [30, 5, 15, 0]


def poured(left: str, cost: str, months: int = 12) -> Poured:
    return Poured(D(left) + 7, D(7), D(cost), months)


def test_covered_and_reached() -> None:
    shares = [covered(poured(left, "100")) for left in ("-1", "0", "25", "100", "300")]
    assert shares == [0, 0, D("0.25"), 1, 1]
    assert covered(poured("5", "0")) is None
    assert covered(poured("5", "-1")) is None
    assert is_reached(poured("5", "5")) is True
    assert is_reached(poured("4.99", "5")) is False
    assert is_reached(poured("5", "0")) is None
    assert is_reached(poured("5", "5", 11)) is None


def test_before_the_first_month_ends_there_are_no_milestones() -> None:
    result = found(spent("2024-01-15", "Leben", "5"), "2024-01-20")
    assert (result.narrow, result.wide, result.suggested) == ((), (), False)
    assert found("2024-01-01 open Assets:Bank\n").narrow == ()


def test_without_a_directive_the_largest_groups_are_suggested_small_first() -> None:
    groups = {"A:X": 70, "A:Y": 10, "B": 60, "C": 90, "D": 50, "E": 40, "F": 30, "G": -5}
    text = "".join(spent("2024-01-15", name, f"{cost}") for name, cost in groups.items())
    result = found(text + spent("2022-01-15", "H", "9999"))
    assert result.suggested
    # A 80, B 60, C 90, D 50, E 40 are the five largest; F and G are the rest.
    assert costs(result.narrow) == [
        "E 40", "D 50", "B 60", "A 80", "C 90", "All living costs 25",
    ]  # fmt: skip
    assert result.directives == tuple(
        f'2022-01-01 custom "fsq-milestone" "{name}" Expenses:{name}' for name in "EDBAC"
    )
    # Written into the ledger the suggestion gives the same milestones, no longer marked so.
    written = found("\n".join(result.directives) + text + spent("2022-01-15", "H", "9999"))
    assert not written.suggested
    assert written.narrow == result.narrow


def test_few_groups_leave_the_largest_to_the_last_target() -> None:
    text = spent("2024-01-15", "Miete", "90") + spent("2024-01-15", "Strom", "9")
    assert costs(found(text).narrow) == ["Strom 9", "All living costs 90"]


def test_a_single_group_is_looked_into() -> None:
    text = (
        spent("2024-01-15", "Leben:Haus:Miete", "90")
        + spent("2024-01-15", "Leben:Haus:Strom", "9")
        + spent("2024-01-15", "Leben:Haus", "1")
    )
    assert costs(found(text).narrow) == ["Strom 9", "All living costs 91"]
    alone = spent("2024-01-15", "Leben", "90")
    assert [each.name for each in found(alone).narrow] == ["All living costs"]


def test_costs_of_earning_are_no_target() -> None:
    # The tax of 20 is charged to the interest: it is no living cost of the milestone.
    text = """2024-01-01 custom "fsq-milestone" "Steuern" Expenses:Steuern
2024-01-15 * "Interest"
  Income:Zinsen  -100 EUR
  Expenses:Steuern  20 EUR
  Assets:Bank
"""
    taxes, rest = found(text).narrow
    assert costs([taxes, rest]) == ["Steuern 0", "All living costs 0"]
    assert taxes.left == 80


@pytest.mark.parametrize(
    ("directive", "words"),
    [
        ('custom "fsq-milestone"', ("no values", 'write: custom "fsq-milestone"')),
        ('custom "fsq-milestone" "Leer"', ('"Leer" is empty', "Expenses:Wohnen:Miete")),
        ('custom "fsq-milestone" Expenses:A', ("instead of a name in quotes",)),
        ('custom "fsq-milestone" "" Expenses:A', ("has an empty name: write:",)),
        ('custom "fsq-milestone" " " Expenses:A', ("has an empty name: write:",)),
        ('custom "fsq-milestone" "X" 5', ("has 5, which is no account",)),
        ('custom "fsq-milestone" "X" "Expenses"', ("has Expenses, which is no account",)),
        ('custom "fsq-milestone" "X" 5 EUR Expenses:A', ("more than one value",)),
        ('custom "fsq-milestone" "X" Expenses:A 5 EUR', ("which is no account",)),
        ('custom "fsq-milestone" "X" 0 EUR', ("above zero",)),
        ('custom "fsq-milestone" "X" -5 EUR', ("above zero",)),
        ('custom "fsq-milestone" "X" Income:Zinsen', ("no expense account", "below Expenses")),
        ('custom "fsq-milestone" "X" Expenses:Nie', ("Expenses:Nie", "never opened")),
        ('custom "fsq-milestone" "X" Expenses:Schon', ('"Erste" counts already;',)),
        ('custom "fsq-milestone" "X" Expenses:Schon:Da', ("already with Expenses:Schon;",)),
    ],
)
def test_a_mistake_has_its_line_and_the_rest_is_shown(
    directive: str, words: tuple[str, ...]
) -> None:
    text = (
        'option "title" "Fehler"\n'
        '2024-01-01 custom "fsq-milestone" "Erste" Expenses:Schon\n'
        f"2024-01-01 {directive}\n"
        '2024-01-01 custom "fsq-milestone" "Letzte" Expenses:A\n'
        + spent("2024-01-15", "A", "1")
        + spent("2024-01-15", "Schon:Da", "1")
        + earned("2024-01-15", "-1")
    )
    [(number, message)] = complaints(text)
    assert number == 3
    for word in words:
        assert word in message
    names = [each.name for each in found(text).narrow]
    assert names == ["Erste", "Letzte", "All living costs"]


def test_of_several_accounts_those_that_are_right_count() -> None:
    text = '2024-01-01 custom "fsq-milestone" "X" Expenses:Nie Expenses:A Expenses:A\n' + spent(
        "2024-01-15", "A", "7"
    )
    assert [message.split(", ")[0] for _, message in complaints(text)] == [
        'fsq-milestone "X" names Expenses:A',
        'fsq-milestone "X" names Expenses:Nie',
    ]
    assert found(text).narrow[0].cost == 7


def test_an_account_that_a_milestone_wrongly_names_twice_is_one_mistake() -> None:
    text = (
        '2024-01-01 custom "fsq-milestone" "Erste" Expenses:A\n'
        '2024-01-01 custom "fsq-milestone" "X" Expenses:A Expenses:A\n'
    ) + spent("2024-01-15", "A", "7")
    [(number, message)] = complaints(text)
    assert (number, '"Erste" counts already' in message) == (2, True)


def test_an_account_may_be_opened_and_never_used() -> None:
    text = """2024-01-01 open Expenses:Reise:Hotel
2024-01-01 custom "fsq-milestone" "Reise" Expenses:Reise
2024-01-01 * "Leben"
  Expenses:Leben  5 EUR
  Assets:Bank
"""
    assert complaints(text) == []
    assert found(text).narrow[0].cost == 0


def test_roots_have_the_ledgers_own_names() -> None:
    text = """2024-01-01 custom "fsq-milestone" "Strom" Ausgaben:Strom
2024-01-01 * "Strom"
  Ausgaben:Strom  5 EUR
  Assets:Bank
"""
    german = 'option "name_expenses" "Ausgaben"'
    assert complaints(text, german) == []
    assert report(text, "2024-12-31", german).milestones.narrow[0].cost == 5
    assert report(text.replace("fsq-milestone", "x"), "2024-12-31", german).milestones.suggested


_TARGETS = st.lists(
    st.one_of(
        st.lists(
            st.sampled_from(
                ["Expenses:Essen", "Expenses:Betrieb", "Expenses:Steuern", "Expenses:Verluste"]
            ),
            min_size=1,
            max_size=2,
        ).map(" ".join),
        st.decimals("0.01", 3, places=2).map("{} EUR".format),
        st.just("1 USD"),
    ),
    max_size=4,
)


@patiently
@given(ledgers(), _TARGETS, st.integers(0, 14))
def test_costs_add_up_and_the_last_is_reached_exactly_at_the_quota_of_one(
    text: str, targets: list[str], later: int
) -> None:
    said = [
        f'2023-01-01 custom "fsq-milestone" "{number}" {target}'
        for number, target in enumerate(targets)
    ]
    as_of = datetime.date(2024 + (later + 1) // 12, (later + 1) % 12 + 1, 1)
    last_day = (as_of - datetime.timedelta(1)).isoformat()
    built = report("\n".join([text, *said, ""]), last_day, FIFO)
    figures = built.last_year
    if figures is None:  # there is no month but in no figure
        assert built.milestones.narrow == built.milestones.wide == ()
        return
    wide_income = figures.net_income[PASSIVE] + figures.net_income[NEAR_PASSIVE]
    for several, income, quota in (
        (built.milestones.narrow, figures.net_income[PASSIVE], figures.fsq_narrow),
        (built.milestones.wide, wide_income, figures.fsq_wide),
    ):
        taken = [each.cost or D() for each in several]
        assert sum(taken) == figures.living_costs
        for number, each in enumerate(several):
            # What the ones before cost and what is left are all of the income.
            assert sum(taken[:number]) + each.left == income
            if each.cost is None or each.cost <= 0:
                assert each.covered is None
                assert each.is_last or (each.reached is None and each.alone is None)
            elif each.reached is not None and not each.is_last:
                assert each.reached == (each.left >= each.cost) == (each.covered == 1)
                assert each.reached == (each.missing_per_month == 0)
            if each.reached:
                assert each.reached_on is not None
        final = several[-1]
        assert final.alone == quota
        if built.milestones.months == 12:
            assert bool(final.reached) == (quota is not None and quota >= 1)
        else:
            assert final.reached is None
        # Each account counts in one milestone only.
        kept = [account for each in several for account in each.target.accounts]
        assert len(kept) == len(set(kept))


@patiently
@given(ledgers(), st.integers(0, 14))
def test_the_history_is_that_of_the_rolling_figures(text: str, later: int) -> None:
    as_of = datetime.date(2024 + later // 12, later % 12 + 1, 28)
    built = report(text, as_of.isoformat(), FIFO)
    secure = [
        figures.last
        for figures in built.rolling
        if figures.complete and figures.fsq_narrow is not None and figures.fsq_narrow >= 1
    ]
    last = built.milestones.narrow[-1:]
    assert [each.reached_on for each in last if each.reached_on] == secure[:1]


# Taxes and refunds of several years, each moved to any of them.
_MOVED = st.lists(
    st.tuples(
        st.integers(2020, 2023),
        st.integers(1, 12),
        st.sampled_from(["Expenses:Steuern", "Income:Dividenden", "Expenses:Leben"]),
        st.integers(-500, 500).filter(bool),
        st.one_of(st.none(), st.integers(2018, 2025)),
    ),
    min_size=1,
    max_size=8,
)


@patiently
@given(_MOVED)
def test_moving_by_fsq_year_keeps_the_total_over_all_years(
    moved: list[tuple[int, int, str, int, int | None]],
) -> None:
    text = "".join(
        f'{year}-{month:02}-10 * "Moved"\n'
        + ("" if to is None else f"  fsq-year: {to}\n")
        + f"  {account}  {amount} EUR\n  Assets:Bank\n"
        for year, month, account, amount, to in moved
    )
    built = report(text, "2023-12-31")
    trued_up = [period.trued_up or period for period in built.periods]
    for measure in ("living_costs", "living_costs_budget", "savings", "savings_regular"):
        before = sum(getattr(period, measure) for period in built.periods)
        assert sum(getattr(period, measure) for period in trued_up) == before
    for measure in ("gross_income", "net_income"):
        for name in built.periods[0].gross_income:
            before = sum(getattr(period, measure)[name] for period in built.periods)
            assert sum(getattr(period, measure)[name] for period in trued_up) == before
    # Rolling figures stay with the payment: without fsq-year they are the same.
    unmoved = report(
        "\n".join(each for each in text.splitlines() if "fsq-year" not in each), "2023-12-31"
    )
    assert built.rolling == unmoved.rolling


@pytest.mark.parametrize("interval", list(Interval))
def test_milestones_do_not_depend_on_the_interval_shown(interval: Interval) -> None:
    ledger = load(YEAR)
    collected = facts.collect(ledger.entries, ledger.options)
    shown = build.build(collected, as_of=day("2024-12-31"), interval=interval)
    assert shown.milestones == found(YEAR)
