"""The balance sheet: wealth over time, asset classes, and the sheet down to its accounts.

The charts are Fava's own, with its tooltips, number format and incognito mode. The sheet opens by
``<details>``, without a script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from flask import url_for

from fsq_beancount.holdings import Kind
from fsq_beancount.periods import Interval, month_index
from fsq_beancount.progress.frame import Section
from fsq_beancount.wording import wealth as wealth_wording

if TYPE_CHECKING:
    from fsq_beancount.measures.wealth import Row, Sheet
    from fsq_beancount.progress.view import View
    from fsq_beancount.wording import Remedy

ZERO: Final = Decimal()

LINES: Final[Sequence[tuple[str, str]]] = (
    ("assets", ""),
    ("latent_tax", "−"),
    ("receivables", "+"),
    ("claims", "+"),
    ("other_debts", "−"),
    ("gross_wealth", "="),
    ("loans", "−"),
    ("net_wealth", "="),
    ("human_capital", "+"),
    ("total_wealth", "="),
    ("consumption", "−"),
    ("balance", "="),
)
"""The lines in the order in which they are added up, and how."""

_KINDS: Final = {
    "receivables": Kind.RECEIVABLE,
    "other_debts": Kind.DEBT,
    "loans": Kind.LOAN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A line of the sheet, or of what is in one.

    Attributes:
        name: What it is called.
        amount: Its value as it is shown.
        measure: The id of its definition; empty below the lines of the sheet.
        sign: How it is added up, ``+``, ``−`` or ``=``.
        href: The account it leads to; empty where it is none.
        note: What else there is to say of it.
        parts: What it is made of, the largest first.
    """

    name: str
    amount: str
    measure: str = ""
    sign: str = ""
    href: str = ""
    note: str = ""
    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the section shows.

    Attributes:
        sheet: The balance sheet.
        charts: What Fava's component draws.
        lines: The lines of the sheet.
        sentence: Whether one is financially free; empty where that cannot be said.
        lacking: What is undefined, and the lines that would define it.
        unconverted: What has no price.
    """

    sheet: Sheet
    charts: Sequence[dict[str, Any]]
    lines: tuple[Node, ...]
    sentence: str
    lacking: tuple[Remedy, ...]
    unconverted: str


@dataclass(slots=True)
class _Held:
    """What one account holds of one asset class."""

    amount: Decimal = ZERO
    notes: list[str] = field(default_factory=list)


def balance_sheet(view: View) -> Shown | None:
    """Take the balance sheet out of the report."""
    found = view.report.wealth
    if not found.rows:
        return None
    sheet = found.sheet
    sentence = wealth_wording.freedom(sheet, view.report.currency, view.locale, view.hidden)
    return Shown(
        sheet=sheet,
        charts=list(_charts(view)),
        lines=tuple(_lines(view)),
        sentence=sentence,
        lacking=tuple(wealth_wording.lacking(found.undefined, view.report.as_of, view.locale)),
        unconverted=view.amounts(sheet.unconverted),
    )


# --- charts ------------------------------------------------------------------------------------


def _charts(view: View) -> Iterator[dict[str, Any]]:
    interval = view.figures.interval or Interval.MONTH
    last = {
        month_index(sheet.date) // interval.months: sheet for sheet in view.report.wealth_series
    }
    # One point is no line.
    if len(last) > 1:
        yield {
            "type": "balances",
            "label": view.gettext("Wealth over time"),
            "data": [_point(sheet, view) for sheet in last.values()],
        }
    tree = _tree(view)
    if tree is not None:
        yield {"type": "hierarchy", "label": view.gettext("Asset classes"), "data": tree}


def _point(sheet: Sheet, view: View) -> dict[str, Any]:
    amounts = {
        "gross_wealth": sheet.gross_wealth,
        "net_wealth": sheet.net_wealth,
        "loans": -sheet.loans,
    }
    return {
        "date": sheet.date,
        "balance": {view.name(name): round(amount, 2) for name, amount in amounts.items()},
    }


def _tree(view: View) -> dict[str, Any] | None:
    """Return the asset classes as a tree of Fava's; what is below zero has no area in it."""
    currency = view.report.currency
    children = []
    seen: set[str] = set()
    for name, accounts in _by_class(view).items():
        leaves = []
        for account, held in accounts.items():
            # Fava tells leaves apart by their names, and an account may hold several classes.
            label = account if account not in seen else f"{account}:{name}"
            seen.add(account)
            leaves.append(_tree_node(label, held.amount, currency))
        title = wealth_wording.asset_class(name, view.locale)
        total = sum((held.amount for held in accounts.values()), ZERO)
        children.append(_tree_node(title, total, currency, leaves))
    if not children:
        return None
    total = view.report.wealth.sheet.assets
    return _tree_node(view.gettext("Asset classes"), total, currency, children)


def _tree_node(
    name: str, total: Decimal, currency: str, children: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    amount = {currency: round(total, 2)}
    return {
        "account": name,
        "balance": {} if children else amount,
        "balance_children": amount,
        "children": children,
        "has_txns": not children,
    }


# --- the sheet ---------------------------------------------------------------------------------


def _lines(view: View) -> Iterator[Node]:
    sheet = view.report.wealth.sheet
    for name, sign in LINES:
        yield Node(
            name=view.name(name),
            amount=view.money(getattr(sheet, name)),
            measure=name,
            sign=sign,
            parts=tuple(_parts(name, view)),
        )


def _parts(line: str, view: View) -> Iterator[Node]:
    if line == "assets":
        for name, accounts in _by_class(view).items():
            total = sum((held.amount for held in accounts.values()), ZERO)
            yield Node(
                name=wealth_wording.asset_class(name, view.locale),
                amount=view.money(total),
                note=view.percent(total / view.report.wealth.sheet.assets)
                if view.report.wealth.sheet.assets > 0
                else "",
                parts=tuple(_accounts(accounts, view)),
            )
    elif line in _KINDS:
        accounts = {}
        for row in view.report.wealth.rows:
            if row.kind is _KINDS[line] and row.amount is not None:
                # Debts are negative in the books and positive where they are named so.
                amount = row.amount if row.kind is Kind.RECEIVABLE else -row.amount
                _add(accounts, row, amount, view)
        yield from _accounts(accounts, view)


def _by_class(view: View) -> dict[str, dict[str, _Held]]:
    """Return what each account holds of each asset class, the largest first."""
    classes: dict[str, dict[str, _Held]] = {}
    for row in view.report.wealth.rows:
        if row.kind is Kind.ASSET:
            for name, amount in row.classes.items():
                _add(classes.setdefault(name, {}), row, amount, view)
    totals = view.report.wealth.sheet.by_asset_class
    return {name: classes[name] for name in sorted(classes, key=lambda name: -totals[name])}


def _add(accounts: dict[str, _Held], row: Row, amount: Decimal, view: View) -> None:
    held = accounts.setdefault(row.account, _Held())
    held.amount += amount
    if row.booked_on != row.account:
        words = view.gettext("less depreciation of {amount}")
        held.notes.append(words.format(amount=view.money(-amount)))
        return
    if row.currency != view.report.currency:
        held.notes.append(view.amounts({row.currency: row.units}))
    if row.at_cost:
        held.notes.append(view.gettext("at cost, without a price"))


def _accounts(accounts: Mapping[str, _Held], view: View) -> Iterator[Node]:
    for account, held in sorted(accounts.items(), key=lambda item: (-item[1].amount, item[0])):
        yield Node(
            name=account,
            amount=view.money(held.amount),
            href=url_for("account", name=account),
            note=", ".join(held.notes),
        )


SECTION: Final = Section(
    anchor="wealth",
    title="Balance sheet",
    needs="assets or debts",
    ledger_lines='2024-01-01 * "Opening balance"\n'
    "  Assets:Bank             1000.00 EUR\n"
    "  Equity:Opening-Balances\n",
    content=balance_sheet,
)
