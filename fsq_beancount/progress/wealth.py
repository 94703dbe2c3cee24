"""The balance sheet: wealth over time, asset classes, and the sheet with its accounts.

The charts are Fava's own, with its tooltips, number format and incognito mode. The lines of the
sheet expand with ``<details>``, without a script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from fsq_beancount.core.periods import Interval, month_index
from fsq_beancount.i18n import messages
from fsq_beancount.i18n.messages import wealth as wealth_messages
from fsq_beancount.measures.wealth.definitions import WEALTH
from fsq_beancount.progress import lots
from fsq_beancount.progress.frame import Section

if TYPE_CHECKING:
    from fsq_beancount.i18n.messages.findings import FixText
    from fsq_beancount.measures.wealth.held import Held
    from fsq_beancount.measures.wealth.sheet import Sheet
    from fsq_beancount.progress.lots import LotsHeld
    from fsq_beancount.progress.view import View

_EXPLAINED: Final = ("assets", "receivables", "other_debts", "loans")
_OF_FREEDOM: Final = ("freedom_margin", "freedom_ratio")
"""The figures whose definitions are linked; those of freedom for the whole ledger only."""

_OF_ACCOUNTS: Final = frozenset({"receivables", "other_debts", "loans"})
"""The lines that consist of the balances of accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A line of the sheet, or a part of one.

    Attributes:
        name: Its name.
        amount: Its formatted value.
        measure: The id of its definition; empty below the lines of the sheet.
        sign: The sign in front of it, ``+``, ``−`` or ``=``.
        href: The link to its account; empty if it is not an account.
        note: Additional information.
        parts: Its parts, largest first.
    """

    name: str
    amount: str
    measure: str = ""
    sign: str = ""
    href: str = ""
    note: str = ""
    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WealthContent:
    """The content of the section.

    Attributes:
        sheet: The balance sheet.
        charts: The charts for Fava's component.
        lines: The lines of the sheet.
        explained: The ids of the figures whose definitions are linked below it.
        sentence: Whether one is financially free; empty where that cannot be said.
        lacking: What is undefined, and the lines that would define it.
        unconverted: What has no price.
        unknown_tax: Which commodities are in no latent tax; empty where there are none.
        lots: The lots held; ``None`` without any.
    """

    sheet: Sheet
    charts: Sequence[dict[str, Any]]
    lines: tuple[Node, ...]
    explained: tuple[str, ...]
    sentence: str
    lacking: tuple[FixText, ...]
    unconverted: str
    unknown_tax: str
    lots: LotsHeld | None


def balance_sheet(view: View) -> WealthContent | None:
    """Return the balance sheet for the section; ``None`` without any."""
    found = view.report.wealth
    if not found.rows:
        return None
    sheet = found.sheet
    sentence = wealth_messages.freedom(sheet, view.report.currency, view.reader, view.hidden)
    return WealthContent(
        sheet=sheet,
        charts=list(_charts(view)),
        lines=tuple(_lines(view)),
        explained=_EXPLAINED if view.report.part is not None else (*_EXPLAINED, *_OF_FREEDOM),
        sentence=sentence,
        lacking=tuple(
            wealth_messages.lacking(
                found.undefined, view.report.as_of, view.report.currency, view.reader
            )
        ),
        unconverted=view.amounts(sheet.unconverted),
        unknown_tax=wealth_messages.unknown_tax(
            sheet, view.report.currency, view.reader, view.hidden
        ),
        lots=lots.table(view),
    )


# --- charts ------------------------------------------------------------------------------------


def _charts(view: View) -> Iterator[dict[str, Any]]:
    interval = view.figures.interval or Interval.MONTH
    last = {
        month_index(sheet.date) // interval.months: sheet for sheet in view.report.wealth_series
    }
    # A line needs at least two points.
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
    """Return the asset classes as a Fava hierarchy; negative amounts have no area in it."""
    currency = view.report.currency
    children = []
    seen: set[str] = set()
    for each in view.report.wealth.classes:
        leaves = []
        for held in each.accounts:
            # Fava identifies leaves by their names, and an account may hold several classes.
            label = held.account if held.account not in seen else f"{held.account}:{each.name}"
            seen.add(held.account)
            leaves.append(_tree_node(label, held.amount, currency))
        title = messages.asset_class(each.name, view.reader)
        children.append(_tree_node(title, each.amount, currency, leaves))
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
    left_out = wealth_messages.OF_THE_WHOLE if view.report.part is not None else frozenset()
    for name, sign in wealth_messages.LINES:
        if name in left_out:
            continue
        yield Node(
            name=view.name(name),
            amount=view.money(getattr(sheet, name)),
            measure=name,
            sign=sign,
            parts=tuple(_parts(name, view)),
        )


def _parts(line: str, view: View) -> Iterator[Node]:
    wealth = view.report.wealth
    if line == "assets":
        for each in wealth.classes:
            yield Node(
                name=messages.asset_class(each.name, view.reader),
                amount=view.money(each.amount),
                note="" if each.share is None else view.percent(each.share),
                parts=tuple(_accounts(each.accounts, view)),
            )
    elif line in _OF_ACCOUNTS:
        yield from _accounts(getattr(wealth, line), view)


def _accounts(accounts: Iterable[Held], view: View) -> Iterator[Node]:
    for held in accounts:
        yield Node(
            name=held.account,
            amount=view.money(held.amount),
            href=view.account_page(held.account),
            note=", ".join(_notes(held, view)),
        )


def _notes(held: Held, view: View) -> Iterator[str]:
    for part in held.parts:
        if part.lost is not None:
            words = view.gettext("less depreciation of {amount}")
            yield words.format(amount=view.money(part.lost))
            continue
        if part.row.currency != view.report.currency:
            yield view.amounts({part.row.currency: part.row.units})
        if part.row.at_cost:
            yield view.gettext("at cost, without a price")


SECTION: Final = Section(
    anchor="wealth",
    title="Balance sheet",
    family=WEALTH,
    content=balance_sheet,
)
