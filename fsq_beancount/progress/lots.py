"""The lots held, with the tax on each: a table of the section of the balance sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fsq_beancount.i18n import language
from fsq_beancount.i18n.messages import lots as lot_messages

if TYPE_CHECKING:
    from fsq_beancount.measures.wealth.lots import Lot
    from fsq_beancount.progress.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class LotLine:
    """A lot in the table; its amounts are formatted.

    Attributes:
        account: Its account.
        href: The page of the account.
        commodity: The commodity.
        day: The day of purchase.
        units: The units.
        amounts: Cost, value and gain.
        rule: The rule that taxes it.
        tax: The tax on its gain alone.
    """

    account: str
    href: str
    commodity: str
    day: str
    units: str
    amounts: Sequence[str]
    rule: str
    tax: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LotsHeld:
    """The table.

    Attributes:
        lines: The lots shown, by account, commodity and purchase.
        count: The number of lots, shown or not.
        is_taxed: Whether there is a tax profile, so that rule and tax are known.
        sentences: How their taxes relate to the latent tax.
    """

    lines: Sequence[LotLine]
    count: int
    is_taxed: bool
    sentences: Sequence[str]


def table(view: View) -> LotsHeld | None:
    """Return the lots on the as-of date; ``None`` without any."""
    report = view.report
    if not report.lots:
        return None
    latent = report.latent_tax
    return LotsHeld(
        lines=[_line(lot, view) for lot in view.shown(report.lots)],
        count=len(report.lots),
        is_taxed=latent is not None,
        sentences=[]
        if latent is None
        else list(
            lot_messages.together(report.lots, latent, report.currency, view.reader, view.hidden)
        ),
    )


def _line(lot: Lot, view: View) -> LotLine:
    return LotLine(
        account=lot.account,
        href=view.account_page(lot.account),
        commodity=lot.commodity,
        day=view.day(lot.date),
        units=view.hidden(language.quantity(lot.units, view.numbers)),
        amounts=[view.money(amount) for amount in (lot.cost, lot.value, lot.gain)],
        rule=lot_messages.rule(lot.taxation, view.reader),
        tax=view.money(lot.tax),
    )
