"""The first screen: where am I, am I moving, what is next."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from flask import url_for

from fsq_beancount.findings import Kind
from fsq_beancount.periods import ROLLING_MONTHS, month_index
from fsq_beancount.progress.frame import Section
from fsq_beancount.vocabulary import NEAR_PASSIVE, PASSIVE

if TYPE_CHECKING:
    from fsq_beancount.progress.view import View
    from fsq_beancount.report import RollingFigures

FULL: Final = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """One of the two quotas.

    Attributes:
        measure: Its id.
        value: What it is now.
        missing: What lacks a month to pay the living costs.
        change: Its change in twelve months; ``None`` where there is nothing to compare with.
    """

    measure: str
    value: Decimal | None
    missing: Decimal | None
    change: Decimal | None

    @property
    def share(self) -> Decimal:
        """The quota cut to 0…1, for the picture of it."""
        return min(FULL, max(Decimal(), self.value or Decimal()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What the section shows.

    Attributes:
        figures: The last complete rolling twelve months.
        before: The twelve months before these, where the books cover them.
        quotas: The narrow and the wide one.
        parts: What the quotas are made of: measure, class and value.
        savings: What is left of all income.
        savings_rate: Its share of all income.
        next_step: What to do next, in words.
        next_href: Where it tells how, if anywhere.
    """

    figures: RollingFigures
    before: RollingFigures | None
    quotas: tuple[Quota, ...]
    parts: tuple[tuple[str, str | None, Decimal], ...]
    savings: Decimal
    savings_rate: Decimal | None
    next_step: str
    next_href: str | None

    @property
    def compared(self) -> bool:
        """Whether there is a change to show."""
        return any(quota.change is not None for quota in self.quotas)


def headline(view: View) -> Headline | None:
    """Take the headline out of the report."""
    now = view.report.last_year or _last_before(view)
    if now is None:
        return None
    before = _year_before(view, now)
    quotas = (
        Quota(
            measure="fsq_narrow",
            value=now.fsq_narrow,
            missing=_missing(now.fsq_narrow, now.missing_narrow),
            change=_change(now.fsq_narrow, before.fsq_narrow if before else None),
        ),
        Quota(
            measure="fsq_wide",
            value=now.fsq_wide,
            missing=_missing(now.fsq_wide, now.missing_wide),
            change=_change(now.fsq_wide, before.fsq_wide if before else None),
        ),
    )
    step, href = _next_step(view, now)
    return Headline(
        figures=now,
        before=before,
        quotas=quotas,
        parts=(
            ("net_income", PASSIVE, now.net_income[PASSIVE]),
            ("net_income", NEAR_PASSIVE, now.net_income[NEAR_PASSIVE]),
            ("living_costs", None, now.living_costs),
        ),
        savings=now.savings,
        savings_rate=now.savings_rate,
        next_step=step,
        next_href=href,
    )


def _last_before(view: View) -> RollingFigures | None:
    """Return the figures on which a period without an end of a month looks back."""
    periods = view.report.periods
    if view.figures.history and periods and periods[0].first <= view.report.as_of:
        return view.figures.history[-1]
    return None


def _year_before(view: View, now: RollingFigures) -> RollingFigures | None:
    wanted = month_index(now.last) - ROLLING_MONTHS
    for figures in view.figures.history:
        if month_index(figures.last) == wanted:
            # Two windows of unlike length compare the seasons, not the years.
            return figures if figures.complete else None
    return None


def _missing(quota: Decimal | None, missing: Decimal | None) -> Decimal | None:
    # Nothing lacks to pay no living costs, but nothing is reached by that either.
    return None if quota is None else missing


def _change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if now is None or before is None else now - before


def _next_step(view: View, now: RollingFigures) -> tuple[str, str | None]:
    """Say the one thing to do next: first make the figures certain, then better."""
    _ = view.gettext
    if view.report.load_errors:
        errors = url_for("report", report_name="errors")
        return _("Mend what Beancount could not read: it is in no figure."), errors
    kinds = {finding.kind for finding in view.figures.findings}
    for kind, step in (
        (Kind.CONFIGURATION, _("Mend the directives named below.")),
        (Kind.UNCONVERTED, _("Add the missing prices: amounts without one are in no figure.")),
        (Kind.UNCLASSIFIED, _("Say what the unclassified income is: it counts as active.")),
    ):
        if kind in kinds:
            return step, "#certainty"
    if now.fsq_narrow is None and view.figures.selected:
        return _("Choose other filters: these let no living costs pass."), None
    if now.fsq_narrow is None:
        return _("Book the living costs: without them there is no quota."), None
    if now.fsq_narrow >= FULL:
        return _("Passive income pays all living costs: keep it so."), None
    return (
        _(
            "Earn {amount} more passive income a month, or spend that much less: then it pays all"
            " living costs."
        ).format(amount=view.amount(now.missing_narrow)),
        None,
    )


SECTION: Final = Section(
    anchor="quota",
    title="The last twelve months",
    needs="a month that has ended, with income or expenses in it",
    ledger_lines='2024-01-31 * "Bank" "Interest"\n'
    "  Assets:Bank             25.00 EUR\n"
    "  Income:Interest\n",
    content=headline,
)
