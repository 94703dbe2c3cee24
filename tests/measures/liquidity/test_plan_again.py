"""The plan of the example ledger computed a second time, and what holds for any plan."""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from beancount import loader
from beancount.core import data
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from places import EXAMPLE_LEDGER
from small_ledger import load

from fsq_beancount import analyse
from fsq_beancount.measures.liquidity.months import Basis, PlanMonth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fsq_beancount.report.report import Report

D = Decimal
ZERO = D(0)
AS_OF = datetime.date(2025, 12, 31)
ADDED = (Basis.BUDGET, Basis.AVERAGE)


def ancestors(account: str) -> list[str]:
    """An account and those above it, the nearest first."""
    names = account.split(":")
    return [":".join(names[:count]) for count in range(len(names), 0, -1)]


class Read:
    """What the directives plan, without a line of the code that is tested."""

    def __init__(self, entries: Iterable[data.Directive]) -> None:
        self.planned: dict[tuple[int, int, str], Decimal] = defaultdict(Decimal)
        self.yearly: dict[str, Decimal] = {}
        for entry in entries:
            if isinstance(entry, data.Transaction) and entry.date > AS_OF:
                for posting in entry.postings:
                    if not posting.account.startswith("Assets:Bank:"):
                        assert posting.units is not None
                        assert posting.units.number is not None
                        place = entry.date.year, entry.date.month, posting.account
                        self.planned[place] += posting.units.number
            elif isinstance(entry, data.Custom) and entry.type == "budget":
                account, every, amount = (each.value for each in entry.values)
                sign = -1 if account.startswith("Income:") else 1
                times = {"monthly": 12, "yearly": 1}[every]
                self.yearly[account] = sign * times * abs(amount.number)
            elif isinstance(entry, data.Custom) and entry.type == "fsq-recurring":
                account, amount, rule = (each.value for each in entry.values)
                for day in rrulestr(rule, dtstart=datetime.datetime(*entry.date.timetuple()[:3])):
                    if day.year > 2035:
                        break
                    self.planned[day.year, day.month, account] += amount.number


WORKS, INTEREST = "Liabilities:Darlehen:Modernisierung", "Expenses:Vermietung:Darlehenszinsen"


def end_of_loan(read: Read, owed: Decimal) -> None:
    """Cut what is planned of the loan for works at 3.6 % to what is owed; the other goes on."""
    for when in range(2026 * 12, 2036 * 12):
        owed += owed * D("0.036") / 12
        place = when // 12, when % 12 + 1, WORKS
        read.planned[place] = min(owed, read.planned[place])
        owed -= read.planned[place]


def tax_on_lump_sum() -> Decimal:
    """The tax on the lump sum of 2025 of WELT, bought each quarter and priced at month-ends.

    DIVE paid out 1.32 a unit, more than 33.20 · 0.0253 · 0.7 = 0.59, so it has none. WELT rose by
    more than 101.10 · 0.0253 · 0.7 from the end of 2024 on.
    """
    units = 274 + (D(16) * 11 + 16 * 8 + 15 * 5 + 16 * 2) / 12
    return units * D("101.10") * D("0.0253") * D("0.7") * D("0.7") * D("0.26375")


def cash_of_months(entries: Iterable[data.Directive], report: Report) -> list[Decimal]:
    """What cash each of the 120 months from January 2026 on brings."""
    read = Read(entries)
    booked = [
        (entry.date, posting.account, posting.units.number)
        for entry in entries
        if isinstance(entry, data.Transaction) and entry.date <= AS_OF
        for posting in entry.postings
        if posting.units is not None and posting.units.number is not None
    ]
    end_of_loan(read, -sum((number for _, account, number in booked if account == WORKS), ZERO))
    base = dict(read.yearly)
    # The interest of both loans is in their instalments.
    base["Expenses:Vermietung"] -= sum(
        (number for date, account, number in booked if account == INTEREST and date.year == 2025),
        ZERO,
    )
    for flow in report.flows:
        of_year = flow.date.year == 2025 and flow.role == "living"
        if of_year and not any(name in read.yearly for name in ancestors(flow.account)):
            assert flow.amount is not None
            base[flow.account] = base.get(flow.account, ZERO) - flow.amount
    months: list[Decimal] = []
    for year in range(2026, 2036):
        of_month = dict.fromkeys(range(1, 13), ZERO)
        held: dict[str, Decimal] = defaultdict(Decimal)
        taken: dict[str, set[int]] = defaultdict(set)
        for (when, month, account), amount in read.planned.items():
            if when == year:
                of_month[month] -= amount
                owner = next((name for name in ancestors(account) if name in base), account)
                held[owner] += amount
                taken[owner].add(month)
        for account, total in base.items():
            sign = 1 if total > 0 else -1
            rest = sign * max(ZERO, sign * (total - held[account]))
            if year == 2026 and account == "Expenses:Steuern":
                # Its tax on capital income is due on 2 January, whatever month has entries.
                rest -= tax_on_lump_sum()
                of_month[1] -= tax_on_lump_sum()
            free = [month for month in of_month if month not in taken[account]] or list(of_month)
            for month in free:
                of_month[month] -= rest / len(free)
        months += of_month.values()
    return months


def test_all_months_of_the_example_computed_again() -> None:
    entries, _, options = loader.load_file(str(EXAMPLE_LEDGER))
    report = analyse(entries, options, as_of=AS_OF)
    found = report.liquidity
    cash = found.cash
    again = cash_of_months(entries, report)
    assert len(again) == len(found.plan) == 120
    for month, change in zip(found.plan, again, strict=True):
        cash += change
        assert abs(month.closing - cash) < D("1e-8"), month.month


# A chain of accounts, each with or without an average, a budget and a plan.
CHAIN = ("Expenses:A", "Expenses:A:B", "Expenses:A:B:C")
AMOUNTS = st.integers(1, 90)
PLANS = st.lists(st.tuples(st.integers(1, 12), AMOUNTS), max_size=5)
BRANCH = st.fixed_dictionaries(
    {"average": st.none() | AMOUNTS, "budget": st.none() | AMOUNTS, "plan": PLANS}
)


def ledger_of(accounts: Mapping[str, Any]) -> str:
    lines = ['2024-12-31 * "-"\n  Assets:Bank  9000 EUR\n  Equity:Opening\n']
    for account, said in accounts.items():
        if said["average"]:
            lines.append(
                f'2024-01-15 * "-"\n  {account}  {12 * said["average"]} EUR\n  Assets:Bank\n'
            )
        if said["budget"]:
            lines.append(f'2020-01-01 custom "budget" {account} "monthly" {said["budget"]} EUR\n')
        lines += [
            f'2025-{month:02}-05 * "-"\n  {account}  {amount} EUR\n  Assets:Bank\n'
            for month, amount in said["plan"]
        ]
    return "".join(lines)


def plan_of(accounts: Mapping[str, Any], horizon: int = 12) -> tuple[PlanMonth, ...]:
    text = ledger_of(accounts) + f'2024-01-01 custom "fsq-option" "horizon" {horizon}\n'
    ledger = load(text)
    assert ledger.errors == []
    as_of = datetime.date(2024, 12, 31)
    return analyse(ledger.entries, ledger.options, as_of=as_of).liquidity.plan


def paid(plan: Iterable[PlanMonth], account: str = "") -> Decimal:
    """What is paid on an account, by default on all."""
    items = (item for month in plan for item in month.items)
    return -sum((item.amount for item in items if item.account.startswith(account)), ZERO)


def base_of(accounts: Mapping[str, Any]) -> Decimal:
    """The budgets of a year, and the averages of the accounts that have none at or above them."""
    total = ZERO
    for account, said in accounts.items():
        if said["budget"]:
            total += 12 * said["budget"]
        elif not any(accounts.get(name, {}).get("budget") for name in ancestors(account)):
            total += 12 * (said["average"] or 0)
    return total


@given(st.fixed_dictionaries(dict.fromkeys(CHAIN, BRANCH)))
def test_twelve_months_are_the_larger_of_plan_and_base(accounts: dict[str, Any]) -> None:
    planned = sum(amount for said in accounts.values() for _, amount in said["plan"])
    assert paid(plan_of(accounts)) == max(planned, base_of(accounts))


TREE = (*CHAIN, "Expenses:A:X", "Expenses:Y")


@given(st.fixed_dictionaries(dict.fromkeys(TREE, BRANCH)), st.sampled_from(TREE), st.data())
def test_one_more_planned_expense_never_lowers_the_year(
    accounts: dict[str, Any], account: str, draw: st.DataObject
) -> None:
    before = plan_of(accounts)
    more = {**accounts, account: {**accounts[account]}}
    more[account]["plan"] = [
        *accounts[account]["plan"],
        draw.draw(st.tuples(st.integers(1, 12), AMOUNTS)),
    ]
    after = plan_of(more)
    assert paid(after) >= paid(before)
    # Never less than the plan, nor than the base; and the items add up to no more than both.
    planned = sum(amount for said in more.values() for _, amount in said["plan"])
    assert max(planned, base_of(more)) <= paid(after) <= planned + base_of(more)


@given(st.fixed_dictionaries(dict.fromkeys(TREE, BRANCH)), st.integers(1, 12), AMOUNTS)
def test_an_expense_on_an_account_of_its_own_never_secures_more_months(
    accounts: dict[str, Any], month: int, amount: int
) -> None:
    before = plan_of(accounts, 24)
    new = {"average": None, "budget": None, "plan": [(month, amount)]}
    after = plan_of({**accounts, "Expenses:New": new}, 24)
    for one, other in zip(before, after, strict=True):
        late = one.month >= f"2025-{month:02}"
        assert one.closing - other.closing == (amount if late else 0)


@given(
    st.fixed_dictionaries({"Expenses:A": BRANCH, "Expenses:B": BRANCH}),
    st.integers(1, 28),
)
def test_the_year_of_a_plan_may_begin_within_a_month(accounts: dict[str, Any], day: int) -> None:
    # Without anything planned, a year from any day on costs twelve months.
    for said in accounts.values():
        said["plan"] = []
    ledger = load(
        ledger_of(accounts) + f'2025-01-{day:02} * "-"\n  Assets:Bank  1 EUR\n  Equity:X\n'
    )
    as_of = datetime.date(2025, 1, day)
    plan = analyse(ledger.entries, ledger.options, as_of=as_of).liquidity.plan
    assert len(plan) == 121
    for whole in plan[1:12]:
        assert abs(whole.outflow - base_of(accounts) / 12) < D("1e-9")
    share = D(31 - day) / 31
    assert abs(plan[0].outflow - share * base_of(accounts) / 12) < D("1e-9")
