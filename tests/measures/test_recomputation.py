"""Any ledger, its figures computed twice: by the package, and naively from the definitions."""

from __future__ import annotations

import datetime
import itertools
import random
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from beancount import loader
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st
from naive import Book, Named, assert_figures, last_day, windows

import fsq_beancount
from fsq_beancount import classify
from fsq_beancount.books import facts
from fsq_beancount.books.flows import Flow
from fsq_beancount.core.periods import Interval, Period
from fsq_beancount.report import build

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from beancount.core import data

    from fsq_beancount.report.report import PeriodFigures, Report

ACCOUNTS = """
option "operating_currency" "EUR"
option "booking_method" "FIFO"
2021-01-01 open Assets:Bank
2021-01-01 open Assets:Kasse
2021-01-01 open Assets:Depot
2021-01-01 open Liabilities:Darlehen
2021-01-01 open Equity:Anfang
2021-01-01 open Income:Gehalt
2021-01-01 open Income:Dividenden
  fsq-stream: "Aktien"
2021-01-01 open Income:Zinsen
2021-01-01 open Income:Kursgewinne
2021-01-01 open Income:Geschenke
2021-01-01 open Income:Sonstiges
2021-01-01 open Income:Plattform
2021-01-01 open Income:Spesenersatz
  fsq-role: "living"
2021-01-01 open Income:Spielgeld
  fsq-role: "excluded"
2021-01-01 open Income:Arbeitgeber:Pension
2021-01-01 open Income:Rente
2021-01-01 open Income:Verkauf
2021-01-01 open Income:KESt:Erstattung
2021-01-01 open Assets:Haus
2021-01-01 open Assets:Konto:Zinsen
2021-01-01 open Expenses:Depotgebühren
2021-01-01 open Expenses:Vorabpauschale
2021-01-01 open Expenses:Lohnsteuer
2021-01-01 open Expenses:Sozialversicherung
2021-01-01 open Expenses:USt
2021-01-01 open Expenses:Stückzinsen
2021-01-01 open Expenses:Abschreibung
2021-01-01 open Expenses:Essen
2021-01-01 open Expenses:Steuern
2021-01-01 open Expenses:Gebühren
2021-01-01 open Expenses:KESt
2021-01-01 open Expenses:Verluste
2021-01-01 open Expenses:Abschreibungen
  fsq-role: "virtual"
2021-01-01 open Expenses:Haus
  fsq-class: "passive"
2021-01-01 open Expenses:Büro
2021-01-01 commodity STUNDEN
  fsq-role: "excluded"
2021-01-01 custom "fsq-tag" "nebenjob" "active"
2023-09-01 custom "fsq-rule" "Income:Plattform" "near-passive"
2023-06-01 custom "fsq-rule" "Expenses:Büro" "cost" "active"
2024-06-01 custom "fsq-rule" "Expenses:Büro" "living"
"""

NAMES = {
    "Liabilities:Darlehen": Named(loan=True),
    "Income:Gehalt": Named("active"),
    "Income:Dividenden": Named("passive", no_goods=True, vat=False),
    "Income:Zinsen": Named("passive", no_goods=True, vat=False),
    "Income:Kursgewinne": Named("near-passive", gain=True, no_goods=True, vat=False),
    "Income:Geschenke": Named("neutral", no_goods=True, vat=False),
    "Income:Arbeitgeber:Pension": Named(
        "active", otherwise="passive", pension=True, no_goods=True, vat=False
    ),
    "Income:Rente": Named("passive", pension=True, no_goods=True, vat=False),
    "Income:Verkauf": Named(sales=True),
    "Income:Spesenersatz": Named("neutral", no_goods=True, vat=False),
    "Income:KESt:Erstattung": Named("neutral", cost="capital-tax", no_goods=True, vat=False),
    "Expenses:Steuern": Named(cost="tax"),
    "Expenses:Gebühren": Named(cost="bare-fee"),
    "Expenses:Depotgebühren": Named(cost="fee"),
    "Expenses:KESt": Named(cost="capital-tax"),
    "Expenses:Vorabpauschale": Named(cost="lump-sum-tax"),
    "Expenses:Lohnsteuer": Named(cost="wage-tax"),
    "Expenses:Sozialversicherung": Named(cost="social"),
    "Expenses:USt": Named(cost="vat"),
    "Expenses:Stückzinsen": Named(interest=True),
    "Expenses:Abschreibung": Named(depreciation=True),
    "Expenses:Verluste": Named(loss=True),
    "Assets:Haus": Named(home=True),
}
HELD = ("Assets:Bank", "Assets:Bank", "Assets:Haus", "Assets:Konto:Zinsen")
INCOME = [line.split()[2] for line in ACCOUNTS.splitlines() if " open Income:" in line]
EXPENSES = [line.split()[2] for line in ACCOUNTS.splitlines() if " open Expenses:" in line]

# The first has quotes for EUR, the second inverse ones, the next two need chains of two and three,
# URLAUB has none, STUNDEN are excluded.
CURRENCIES = ("EUR", "EUR", "EUR", "USD", "CHF", "GBP", "ISK", "URLAUB", "STUNDEN")
QUOTED = (
    ("USD", "EUR"),
    ("EUR", "USD"),
    ("EUR", "CHF"),
    ("GBP", "USD"),
    ("CHF", "GBP"),
    ("ISK", "GBP"),
    ("STK", "EUR"),
)
EARLY_PRICES = [f"2022-10-01 price {base} 1.7 {quote}" for base, quote in QUOTED]
PLANNED = datetime.date(2098, 5, 1)


class Example(NamedTuple):
    """A ledger: what Beancount makes of a text."""

    text: str
    entries: list[data.Directive]
    options: dict[str, Any]

    def __repr__(self) -> str:
        return self.text.removeprefix(ACCOUNTS)

    def book(self, currency: str | None = None) -> Book:
        """The naive reading of it."""
        names = lambda name: NAMES.get(name, Named())  # noqa: E731
        return Book(self.entries, self.options, names, currency or "EUR")

    def report(self, **asked: Any) -> Report:
        """The package's report of it."""
        return fsq_beancount.analyse(self.entries, self.options, **asked)


days = st.dates(datetime.date(2022, 10, 20), datetime.date(2024, 12, 31)) | st.sampled_from(
    [
        datetime.date(2022, 12, 31),
        datetime.date(2023, 1, 1),
        datetime.date(2024, 2, 29),
        datetime.date(2024, 12, 31),
        PLANNED,
    ]
)
amounts = st.one_of(
    st.decimals("-50", "2500", places=2),
    st.decimals("-1", "1", places=18),
    st.sampled_from(["0", "1000000000000000.01", "-999999999999999.99", "0.000000000001"]),
).map(lambda number: f"{Decimal(number):f}")
rates = st.decimals("0.01", "20", places=4) | st.sampled_from(["0", "3", "7", "0.000003"])
maybe_year = st.sampled_from(["", "", "", "", "", "2019", "2023", "2024", "2025"])


@st.composite
def _flow(
    draw: st.DrawFn,
    accounts: Sequence[str],
    sign: str = "",
    currencies: Sequence[str] = CURRENCIES,
) -> str:
    account = draw(st.sampled_from(accounts))
    currency = draw(st.sampled_from(currencies))
    number = f"{sign}({draw(amounts)})"
    price = ""
    if currency == "USD":
        price = draw(st.sampled_from(["", "", " @ 0.93 EUR", " @ 0.7 CHF", " @@ 17.03 EUR"]))
    lines = [f"  {account}  {number} {currency}{price}"]
    if year := draw(maybe_year):
        lines.append(f"    fsq-year: {year}")
    if draw(st.integers(0, 9)) == 0:
        key, value = draw(
            st.sampled_from(
                [
                    ("class", "passive"),
                    ("class", "near-passive"),
                    ("class", "neutral"),
                    ("class", "active"),
                    ("class", "unclassified"),
                    ("role", "income"),
                    ("role", "tax"),
                    ("role", "living"),
                    ("role", "excluded"),
                    ("role", "cost"),
                    ("role", "virtual"),
                    ("stream", "Kurse"),
                ]
            )
        )
        lines.append(f'    fsq-{key}: "{value}"')
    return "\n".join(lines)


@st.composite
def _payment(draw: st.DrawFn) -> str:
    head = f'{draw(days)} {draw(st.sampled_from("****!U"))} "-"'
    if draw(st.integers(0, 6)) == 0:
        head += " #nebenjob"
    said = draw(st.sampled_from([*[""] * 8, 'class: "passive"', 'role: "living"', "year: 2023"]))
    lines = [head, f"  fsq-{said}" if said else ""]
    lines += draw(st.lists(_flow(INCOME, "-"), max_size=3))
    lines += draw(st.lists(_flow(EXPENSES), min_size=lines[2:] == [], max_size=3))
    if draw(st.integers(0, 7)) == 0:
        lines.append("  Liabilities:Darlehen  -100 EUR")
        if draw(st.booleans()):
            lines.append("  Assets:Haus  90 EUR")
    lines.append(f"  {draw(st.sampled_from(HELD))}")
    return "\n".join(line for line in lines if line)


@st.composite
def _payslip(draw: st.DrawFn) -> str:
    """Several kinds of income, and costs to split over them."""
    kinds = draw(st.lists(st.sampled_from(INCOME), min_size=2, max_size=4))
    costs = ["Expenses:Haus", *(name for name, named in NAMES.items() if named.cost is not None)]
    lines = [f'{draw(days)} * "-"']
    for kind in kinds:
        number, currency = draw(st.integers(1, 999)), draw(st.sampled_from(CURRENCIES[:4]))
        lines.append(f"  {kind}  -{number}.01 {currency}")
    lines += draw(st.lists(_flow(costs, currencies=CURRENCIES[:5]), min_size=1, max_size=3))
    return "\n".join([*lines, "  Assets:Bank"])


@st.composite
def _purchase(draw: st.DrawFn) -> str:
    units, cost = draw(st.integers(1, 9)), draw(st.sampled_from([10, 11, 12]))
    currency = draw(st.sampled_from(["EUR", "EUR", "USD"]))
    lines = [f'{draw(days)} * "Kauf"', f"  Assets:Depot  {units} STK {{{cost} {currency}}}"]
    lines += draw(st.lists(_flow(EXPENSES), max_size=2))
    return "\n".join([*lines, "  Assets:Bank"])


@st.composite
def _sale(draw: st.DrawFn) -> str:
    lines = [
        f'{draw(days)} * "Verkauf"',
        f"  Assets:Depot  -{draw(st.integers(1, 9))} STK {{}}",
        f"  Assets:Bank  {draw(st.integers(0, 150))} EUR",
    ]
    both = _flow([*INCOME, *EXPENSES], currencies=["EUR"])
    lines += draw(st.lists(both, max_size=3))
    result = draw(st.sampled_from(["Income:Kursgewinne", "Income:Sonstiges", "Expenses:Verluste"]))
    return "\n".join([*lines, f"  {result}"])


@st.composite
def _refund(draw: st.DrawFn) -> str:
    """A tax and what comes back of it, alone or not."""
    account = draw(st.sampled_from([name for name, named in NAMES.items() if named.cost]))
    lines: list[str] = []
    for sign in draw(st.lists(st.sampled_from(["", "-", "-"]), min_size=2, max_size=4)):
        lines.append(f'{draw(days)} * "Steuer"')
        lines.append(draw(_flow([account], sign, currencies=CURRENCIES[:5])))
        lines += draw(st.lists(_flow(INCOME, "-"), max_size=1))
        lines.append(f"  {draw(st.sampled_from(HELD))}")
    return "\n".join(lines)


@st.composite
def _goods(draw: st.DrawFn) -> str:
    """Goods that are bought and sold from stock; their cost is an expense, to the cent or not."""
    lines = [f'{draw(days)} * "Einkauf"', "  Assets:Depot  9 WARE {10 EUR}", "  Assets:Bank"]
    units, off = draw(st.integers(1, 9)), draw(st.sampled_from(["", "", ".005", ".01"]))
    lines += [f'{draw(days)} * "Verkauf"', f"  Assets:Depot  -{units} WARE {{10 EUR}}"]
    lines.append(f"  {draw(st.sampled_from(EXPENSES))}  {units * 10}{off} EUR")
    lines += draw(st.lists(_flow(INCOME, "-", currencies=["EUR"]), max_size=2))
    return "\n".join([*lines, "  Assets:Bank"])


@st.composite
def _padding(draw: st.DrawFn) -> str:
    source = draw(st.sampled_from(["Expenses:Essen", "Income:Sonstiges", "Equity:Anfang"]))
    first, last = sorted((draw(days), draw(days)))
    amount = draw(st.integers(0, 50))
    return f"{first} pad Assets:Kasse {source}\n{last} balance Assets:Kasse {amount} EUR"


@st.composite
def _habit(draw: st.DrawFn) -> str:
    """Living costs of every month, which one account pays up to a month before the last."""
    account = draw(st.sampled_from(["Assets:Kasse", "Assets:Bank", "Liabilities:Darlehen"]))
    months = draw(st.integers(9, 24))
    return "\n".join(
        f'{2023 + month // 12}-{month % 12 + 1:02}-15 * "-"\n  Expenses:Essen  500 EUR\n  {account}'
        for month in range(months)
    )


@st.composite
def _price(draw: st.DrawFn) -> str:
    base, quote = draw(st.sampled_from(QUOTED))
    return f"{draw(days)} price {base} {draw(rates)} {quote}"


_transactions = _payment() | _payslip() | _purchase() | _sale() | _refund() | _goods()


@st.composite
def ledgers(draw: st.DrawFn) -> Example:
    """Any ledger; some of its transactions do not balance, and Beancount drops some."""
    directives = [
        *draw(st.lists(_transactions, min_size=1, max_size=14)),
        *draw(st.lists(_price(), max_size=8)),
        *draw(st.sampled_from([[], EARLY_PRICES])),
        *draw(st.lists(_padding(), max_size=2)),
        *draw(st.lists(_habit(), max_size=2)),
    ]
    text = ACCOUNTS + "\n".join(directives) + "\n"
    try:
        entries, _, options = loader.load_string(text)
    except InvalidOperation:
        # Beancount itself cannot quantize 10^15 to 18 places in its 28 digits.
        reject()
    return Example(text, entries, options)


some = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # Explaining a failure would take minutes here.
    phases=[phase for phase in Phase if phase is not Phase.explain],
)


def _shown(figures: PeriodFigures) -> tuple[datetime.date, datetime.date]:
    return figures.first, figures.last


@some
@given(
    ledgers(),
    st.sampled_from(Interval),
    st.sampled_from([None, "USD", "ISK"]),
    st.randoms(use_true_random=False),
)
def test_whole_ledgers(
    example: Example, interval: Interval, currency: str | None, order: random.Random
) -> None:
    # One ledger for all of these: it takes longer to make one up than to recompute it.
    calendar_periods(example, interval)
    true_up(example)
    parts_add_up_to_the_whole(example)
    the_parts_of_a_split_cost_add_up_to_its_posting(example)
    the_plugin_changes_no_figure(example, currency)
    the_order_of_entries_does_not_matter(example, order)


@some
@given(ledgers(), days, days, days | st.none(), st.sampled_from(Interval))
def test_spans_of_days(
    example: Example,
    one: datetime.date,
    other: datetime.date,
    as_of: datetime.date | None,
    interval: Interval,
) -> None:
    period = Period(min(one, other), max(one, other))
    any_span_of_days(example, period, as_of)
    days_split_by_the_calendar(example, period, interval)


def calendar_periods(example: Example, interval: Interval) -> None:
    book, report = example.book(), example.report(interval=interval)
    assert report.as_of == book.as_of(datetime.date.today())
    begin = book.first_month(report.as_of)
    if begin is None:
        assert report.periods == ()
        return
    # Each month lies in exactly one period, and no period lacks a month of the books.
    step = {"year": 12, "quarter": 3, "month": 1}[interval]
    months = book.months(datetime.date(*begin, 1), report.as_of, report.as_of)
    expected = {(year, (month - 1) // step * step + 1) for year, month in months}
    # A year that nothing but a true-up belongs to may stand beside them.
    booked = [p for p in report.periods if p.months or interval is not Interval.YEAR]
    assert [(p.first.year, p.first.month) for p in booked] == sorted(expected)
    for period in report.periods:
        end = period.first.month + step - 1
        assert period.first.day == 1
        assert period.last == last_day((period.first.year, end))
        assert period.months == len(book.months(*_shown(period), report.as_of))
        assert_figures(period, book.within(*_shown(period), report.as_of))


def any_span_of_days(example: Example, period: Period, as_of: datetime.date | None) -> None:
    book = example.book()
    report = example.report(period=period, as_of=as_of)
    assert report.as_of == min(as_of or book.as_of(datetime.date.today()), period.last)
    (shown,) = report.periods
    assert _shown(shown) == (period.first, period.last)
    assert shown.months == len(book.months(*_shown(shown), report.as_of))
    assert_figures(shown, book.within(*_shown(shown), report.as_of))
    expected = [
        window for window in windows(book, report.as_of) if period.first <= window[1] <= period.last
    ]
    assert [(window.first, window.last) for window in report.rolling] == expected
    for window in report.rolling:
        assert_figures(window, book.of_window(window.first, window.last, report.as_of)[1])


def days_split_by_the_calendar(example: Example, period: Period, interval: Interval) -> None:
    book = example.book()
    whole = example.report(period=period)
    parts = example.report(period=period, interval=interval).periods
    for part in parts:
        assert part.months == len(book.months(*_shown(part), whole.as_of))
        assert_figures(part, book.within(*_shown(part), whole.as_of))
    # They join up and lack none of the books.
    for part, following in itertools.pairwise(parts):
        assert part.last + datetime.timedelta(days=1) == following.first
    assert _sum(part.savings for part in parts) == Fraction(whole.periods[0].savings)
    assert sum(part.months for part in parts) >= whole.periods[0].months


@some
@given(
    ledgers(),
    days.filter(lambda day: day != PLANNED) | st.none(),
    st.sampled_from([None, "USD", "GBP"]),
)
def test_rolling_windows(
    example: Example, as_of: datetime.date | None, currency: str | None
) -> None:
    book, report = example.book(currency), example.report(as_of=as_of, currency=currency)
    expected = windows(book, report.as_of)
    assert [(window.first, window.last) for window in report.rolling] == expected
    for window in report.rolling:
        months, parts = book.of_window(window.first, window.last, report.as_of)
        assert window.months == months
        assert window.complete == (months == 12)
        assert_figures(window, parts)


def true_up(example: Example) -> None:
    book, report = example.book(), example.report()
    for shown in report.periods:
        year = shown.first.year
        parts = [part for part in book.parts if part.date <= report.as_of and part.year == year]
        assert_figures(shown.trued_up or shown, parts)
    # Nothing is lost, whatever year it is moved to.
    after = _sum((shown.trued_up or shown).savings for shown in report.periods)
    assert after == _sum(shown.savings for shown in report.periods)


def the_order_of_entries_does_not_matter(example: Example, order: random.Random) -> None:
    shuffled = list(example.entries)
    order.shuffle(shuffled)
    assert fsq_beancount.analyse(shuffled, example.options) == example.report()


def the_plugin_changes_no_figure(example: Example, currency: str | None) -> None:
    tagged, _ = classify.plugin(example.entries, dict(example.options))
    before = example.report(currency=currency)
    after = fsq_beancount.analyse(tagged, example.options, currency=currency)
    assert after.periods == before.periods
    assert after.rolling == before.rolling
    assert after.unconverted == before.unconverted


def parts_add_up_to_the_whole(example: Example) -> None:
    years = example.report().periods
    for interval in (Interval.QUARTER, Interval.MONTH):
        parts = example.report(interval=interval).periods
        for year in years:
            within = [part for part in parts if year.first <= part.first <= year.last]
            for name in ("living_costs", "living_costs_budget", "savings", "savings_regular"):
                assert getattr(year, name) == _sum(getattr(part, name) for part in within)
            for name in ("gross_income", "net_income"):
                for income_class, amount in getattr(year, name).items():
                    assert amount == _sum(getattr(part, name)[income_class] for part in within)
            for currency, amount in year.unconverted.items():
                assert amount == _sum(part.unconverted.get(currency, 0) for part in within)
    for year in years:
        assert _sum(year.net_income.values()) == _sum((year.savings, year.living_costs_budget))


def the_parts_of_a_split_cost_add_up_to_its_posting(example: Example) -> None:
    book, collected = example.book(), facts.collect(example.entries, example.options)
    postings: dict[int, list[Flow]] = {}
    for flow in collected.flows:
        postings.setdefault(id(flow.posting), []).append(flow)
    for parts in postings.values():
        if any(part.amount is None for part in parts):
            assert len(parts) == 1
            continue
        weight = parts[0].weight
        whole = book.worth(Fraction(weight.number), weight.currency, parts[0].date)
        assert _sum(part.amount for part in parts) == whole


@some
@given(ledgers(), st.sets(st.integers(0, 60)))
def test_disjoint_selections_add_up(example: Example, chosen: set[int]) -> None:
    collected = facts.collect(example.entries, example.options)
    everything = build.build(collected)
    assert build.build(collected, selection=example.entries) == everything
    some_entries = [entry for place, entry in enumerate(example.entries) if place in chosen]
    others = [entry for place, entry in enumerate(example.entries) if place not in chosen]
    one, other = (
        {
            figures.first: figures
            for figures in build.build(
                collected, selection=selection, interval=Interval.MONTH
            ).periods
        }
        for selection in (some_entries, others)
    )
    for month in build.build(collected, interval=Interval.MONTH).periods:
        found = [part[month.first] for part in (one, other) if month.first in part]
        assert month.savings == _sum(part.savings for part in found)
        assert month.living_costs == _sum(part.living_costs for part in found)
        for income_class, amount in month.gross_income.items():
            assert amount == _sum(part.gross_income[income_class] for part in found)


def _sum(numbers: Any) -> Fraction:
    return sum((Fraction(number) for number in numbers), Fraction())
