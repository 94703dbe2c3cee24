"""The plan and what its months consist of, of flows, budgets and payments made by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, cast

from beancount.core import data
from beancount.core.amount import Amount
from flows_by_hand import ROOTS, by_month, euros, flow, post, transaction
from holdings_by_hand import holding, line

from fsq_beancount.books.budgets.line import Line
from fsq_beancount.books.budgets.plan import Plan
from fsq_beancount.books.loans import LoanFlow, Loans
from fsq_beancount.core.periods import Period, month_index
from fsq_beancount.measures.liquidity.averages import Averages, UsualMonth, usual_month
from fsq_beancount.measures.liquidity.budgets import Budget as Planned
from fsq_beancount.measures.liquidity.budgets import Budgets, Owners
from fsq_beancount.measures.liquidity.cash import CashAccounts
from fsq_beancount.measures.liquidity.instalments import Instalments
from fsq_beancount.measures.liquidity.months import Basis, Item, ToCome, spans
from fsq_beancount.measures.liquidity.payments import Payments
from fsq_beancount.measures.liquidity.plan import Planner
from fsq_beancount.measures.liquidity.plan_years import parts, year_of
from fsq_beancount.measures.liquidity.repayments import Repayments
from fsq_beancount.measures.liquidity.statement import liquidity, months_to_plan, reserve_on
from fsq_beancount.measures.liquidity.year import BookedYear
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.directives.budget import Budget, Every
from fsq_beancount.settings.directives.recurring import Recurring

D = Decimal
day = datetime.date.fromisoformat

AS_OF = day("2024-12-15")
SPANS = list(spans(AS_OF, 2))
DECEMBER, JANUARY, FEBRUARY = SPANS
PARTS = list(parts(AS_OF, 2))
MONTHS = [month_index(span.first) for span in SPANS]
YEAR = BookedYear(day("2023-12-01"), day("2024-11-30"), 12)
CONFIG = Config(ROOTS, "EUR", opens={})
LOAN = "Liabilities:Kredit:Auto"
INTEREST = "Expenses:Zinsen"


def recurring(date: str, account: str, number: int, rule: str = "FREQ=MONTHLY") -> Recurring:
    amount = Amount(D(number), "EUR")
    return Recurring(day(date), account, amount, rule, cast("Any", None))


def booked(date: str, account: str, number: str) -> data.Transaction:
    """A posting that is paid from the bank."""
    entry: data.Transaction = transaction(date)
    post(entry, account, number)
    post(entry, "Assets:Bank", str(-D(number)))
    return entry


def payments(
    *entries: data.Transaction, again: tuple[Recurring, ...] = (), excluded: tuple[str, ...] = ()
) -> Payments:
    bank = holding(line("Assets:Bank", ("2024-01-01", 1000)))
    return Payments(
        SPANS,
        entries=entries,
        recurring=again,
        others=[
            ToCome(
                day("2025-02-03"), Item("Assets:Deposit", Basis.UNLOCKED, D(300)), is_replaced=False
            )
        ],
        repayments=Repayments([], as_of=AS_OF, rate=lambda *_: None, apart=(), expenses="Expenses"),
        cash=CashAccounts([bank], "Assets", CONFIG.is_money),
        excluded=excluded,
        convert=euros,
    )


def budgets(**monthly: int) -> Plan:
    """What accounts right below the expenses plan a month from 2024 on."""
    lines = []
    for name, number in monthly.items():
        account = f"Expenses:{name}"
        since = day("2024-01-01")
        budget = Budget(since, account, Every.MONTH, D(number), "EUR", cast("Any", None))
        lines.append(Line(account, "EUR", [budget], is_income=False, runs=None))
    return Plan(lines)


def instalments(*costs: LoanFlow) -> Instalments:
    flows = [each.flow for each in costs]
    return Instalments(Loans(CONFIG), costs=costs, flows=flows, year=YEAR)


def interest(number: str, loan: str = LOAN) -> LoanFlow:
    return LoanFlow(flow("2024-05-01", INTEREST, number), loan, fee=False)


def averages(of: Instalments | None = None, **year: int) -> Averages:
    """The averages of what accounts right below the expenses cost in a year."""
    return Averages(
        {f"Expenses:{name}": D(number) for name, number in year.items()},
        year=YEAR,
        owners=Owners(),
        instalments=of or instalments(),
    )


def test_what_a_month_was_like_on_average() -> None:
    # 1,200 and 24 in a year are 102 a month; 360 of rent less 60 of upkeep 25. Of five months of
    # books a fifth.
    flows = [
        flow("2024-03-01", "Income:Rent", "360", "passive"),
        flow("2024-04-01", "Expenses:Upkeep", "-60", "passive", role="cost"),
        flow("2024-12-01", "Income:Rent", "999", "passive"),
    ]
    costs = {"Expenses:Food": D(1200), "Expenses:Books": D(24)}
    monthly = by_month(flows)
    assert usual_month(YEAR, living_costs=costs, monthly=monthly) == UsualMonth(D(102), D(25))
    five = YEAR._replace(months=5)
    found = usual_month(five, living_costs=costs, monthly=monthly)
    assert found == UsualMonth(D("244.8"), D(60))
    assert usual_month(None, living_costs={}, monthly={}) == UsualMonth(None, None)


def test_what_is_booked_ahead_recurs_or_is_unlocked_is_planned() -> None:
    found = payments(
        booked("2024-12-10", "Expenses:Rent", "800"),
        booked("2024-12-20", "Expenses:Gifts", "50"),
        booked("2025-01-05", "Expenses:Rent", "800"),
        booked("2025-03-01", "Expenses:Gifts", "9"),
        again=(
            recurring("2024-10-05", "Expenses:Rent", 800),
            recurring("2024-10-20", "Income:Job", -2000),
            recurring("2024-10-20", "Assets:Bank", -7),
        ),
    )
    # The rent of December is paid, that of January is booked already; the plan ends in February.
    assert found.items == {
        MONTHS[0]: [
            Item("Expenses:Gifts", Basis.PLANNED, D(-50)),
            Item("Income:Job", Basis.RECURRING, D(2000)),
            Item("Assets:Bank", Basis.RECURRING, D(-7)),
        ],
        MONTHS[1]: [
            Item("Expenses:Rent", Basis.PLANNED, D(-800)),
            Item("Income:Job", Basis.RECURRING, D(2000)),
            Item("Assets:Bank", Basis.RECURRING, D(-7)),
        ],
        MONTHS[2]: [
            Item("Expenses:Rent", Basis.RECURRING, D(-800)),
            Item("Income:Job", Basis.RECURRING, D(2000)),
            Item("Assets:Bank", Basis.RECURRING, D(-7)),
            Item("Assets:Deposit", Basis.UNLOCKED, D(300)),
        ],
    }
    assert found.accounts[MONTHS[1]] == {"Expenses:Rent", "Income:Job", "Assets:Bank"}
    for month in range(month_index(day("2024-10-01")), MONTHS[2] + 1):
        assert "Expenses:Rent" in found.instalments_in(month)
    # 800 of rent each for January and February, 50 for gifts, and what is paid into the job.
    assert found.held == {
        0: {
            "Expenses:Rent": D(1600),
            "Expenses:Gifts": D(50),
            "Income:Job": D(-6000),
            "Assets:Bank": D(-21),
            "Assets:Deposit": D(-300),
        }
    }


def test_what_has_no_price_is_not_planned_and_what_is_excluded_is_not_there() -> None:
    entry = transaction("2025-01-05")
    post(entry, "Expenses:Travel", "30", "USD")
    post(entry, "Assets:Bank", "-27")
    assert payments(entry).unconverted == {"USD": 30}
    assert payments(entry, excluded=("USD",)).unconverted == {}


def test_the_years_of_a_plan_end_within_the_month_of_the_as_of_date() -> None:
    # From 15 December on: to the 15th of the next, and the rest of that month is of the next year.
    assert [year_of(day(text), AS_OF) for text in ("2024-12-16", "2025-12-15", "2025-12-16")] == [
        0,
        0,
        1,
    ]
    assert len(PARTS) == 13
    assert PARTS[0].days == DECEMBER
    assert PARTS[-1].days == Period(day("2025-12-01"), day("2025-12-15"))
    assert [round(PARTS[place].share * 31, 9) for place in (0, 1, -1)] == [16, 31, 15]
    # At the end of a month they are of whole months, of February alike.
    assert {part.share for part in parts(day("2024-02-29"), 24)} == {D(1)}
    assert [part.year for part in parts(day("2023-02-28"), 24)] == [0] * 12 + [1] * 12


def test_a_budget_is_what_the_ledger_says_and_some_are_no_cash() -> None:
    config = Config(ROOTS, "EUR", opens={})
    found = Budgets(config, Owners(), instalments()).of(
        PARTS[1], {"Expenses:Food": D(400), "Income:Job": D(2000)}, {"Expenses:Food"}
    )
    assert list(found) == [
        Planned("Expenses:Food", False, D(400)),
        Planned("Income:Job", True, D(2000)),
    ]


def test_an_average_is_for_accounts_without_a_budget() -> None:
    found = averages(Food=1200, Home=6000)
    assert list(found.of(PARTS[1], {"Expenses:Home"}, ())) == [("Expenses:Food", D(100))]
    # 16 of the 31 days of December are left: 100 * 16 / 31.
    [(account, amount)] = found.of(PARTS[0], {"Expenses:Home"}, ())
    assert (account, round(amount, 4)) == ("Expenses:Food", D("51.6129"))


def test_a_planned_instalment_has_the_interest_in_it() -> None:
    # 120 of interest in a year are 10 a month, 24 on another loan 2.
    found = instalments(interest("-120"), interest("-24", "Liabilities:Kredit:Haus"))
    assert found.in_average(INTEREST, {LOAN}) == 10
    assert found.in_average(INTEREST, ()) == 0
    assert found.are_among({LOAN})
    assert not found.are_among({"Assets:Bank"})

    def budget(planned: set[str]) -> Decimal:
        return found.in_budget(INTEREST, D(30), planned, lambda name: name == INTEREST, D("0.5"))

    # With both loans planned it is the whole budget of 30; with one half a month of its interest.
    assert budget({LOAN, "Liabilities:Kredit:Haus"}) == 30
    assert budget({LOAN}) == 5


def planner(plan: Plan, *entries: data.Transaction) -> Planner:
    owners, none = Owners(), instalments()
    return Planner(
        SPANS,
        parts=PARTS,
        payments=payments(*entries),
        budgets=Budgets(CONFIG, owners, none),
        averages=Averages({"Expenses:Food": D(1200)}, year=YEAR, owners=owners, instalments=none),
        plan=plan,
        owners=owners,
    )


def test_a_month_closes_with_what_it_opens_and_what_comes_less_what_goes() -> None:
    found = planner(budgets(Fun=31), booked("2025-01-07", "Income:Job", "-500"))
    december, january, february = found.plan(D(1000))
    # December: 16 days of 31 of fun and 51.61 of food.
    assert (december.opening, december.inflow) == (D(1000), D(0))
    assert round(december.outflow, 2) == D("67.61")
    assert [(item.account, item.amount) for item in january.items] == [
        ("Expenses:Food", D(-100)),
        ("Expenses:Fun", D(-31)),
        ("Income:Job", D(500)),
    ]
    assert january.closing - january.opening == 369
    # The deposit of 300.
    assert (february.inflow, february.outflow) == (D(300), D(131))
    assert found.accounts([december, january]) == {"Income:Job"}


def statement(cash: int, reserve: int | None) -> Any:
    return liquidity(
        AS_OF,
        assets={"cash": D(cash), "days": D(50)},
        usual=UsualMonth(D(100), D(20)),
        reserve=None if reserve is None else D(reserve),
        horizon=2,
        planner=planner(budgets()),
        repaid={"Liabilities:Car": D(80)},
    )


def test_the_cash_is_secured_until_the_first_month_below_the_reserve() -> None:
    # 180 - 51.61 - 100 + 200: 128.39, 28.39 and 228.39.
    found = statement(180, 30)
    assert (found.cash, found.runway, found.runway_passive) == (180, D("1.8"), D("2.25"))
    assert [round(month.closing, 2) for month in found.plan] == [
        D("128.39"),
        D("28.39"),
        D("228.39"),
    ]
    assert (found.short_on.month, found.months_secured) == ("2025-01", 0)
    assert not found.secured_beyond_horizon
    assert [loan.account for loan in found.unplanned_loans] == ["Liabilities:Car"]
    for reserve, secured in ((28, True), (None, False)):
        other = statement(180, reserve)
        assert (other.short_on, other.months_secured) == (None, None)
        assert other.secured_beyond_horizon is secured


def test_the_ledger_says_how_far_to_plan_and_what_to_keep() -> None:
    assert (months_to_plan(None), months_to_plan(D(24))) == (120, 24)
    assert reserve_on(AS_OF, None, euros) == 0
    assert reserve_on(AS_OF, Amount(D(9), "EUR"), euros) == 9
    assert reserve_on(AS_OF, Amount(D(9), "USD"), euros) is None


def test_the_days_of_the_plan_begin_after_the_as_of_date() -> None:
    assert Period(day("2024-12-16"), day("2024-12-31")) == DECEMBER
    assert Period(day("2025-02-01"), day("2025-02-28")) == FEBRUARY
