"""The first screen: the current quotas, their change, and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.terms import NEAR_PASSIVE, PASSIVE
from fsq_beancount.progress.frame import Section, Step, Urgency
from fsq_beancount.progress.sureness import Sureness, sureness

if TYPE_CHECKING:
    from fsq_beancount.progress.view import View
    from fsq_beancount.report.report import RollingFigures

FULL: Final = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """One of the two quotas.

    Attributes:
        measure: Its id.
        value: Its current value.
        missing: The income that is missing per month to pay the living costs.
        change: Its change in twelve months; ``None`` where there is nothing to compare with.
    """

    measure: str
    value: Decimal | None
    missing: Decimal | None
    change: Decimal | None

    @property
    def kind(self) -> str:
        """``narrow`` or ``wide``, the last part of the measure's id."""
        return self.measure.rpartition("_")[2]

    @property
    def share(self) -> Decimal:
        """The quota cut to 0…1, for the picture."""
        return min(FULL, max(Decimal(), self.value or Decimal()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The content of the section.

    Attributes:
        figures: The last complete rolling twelve months.
        quotas: The narrow and the wide quota.
        parts: The terms of the quotas: measure, class and value.
        savings: The income that is left after all costs.
        savings_rate: Its share of all income.
        sureness: How sure the quotas are; ``None`` of a part of the ledger.
    """

    figures: RollingFigures
    quotas: tuple[Quota, ...]
    parts: tuple[tuple[str, str | None, Decimal], ...]
    savings: Decimal
    savings_rate: Decimal | None
    sureness: Sureness | None

    @property
    def compared(self) -> bool:
        """Whether there is a change to show."""
        return any(quota.change is not None for quota in self.quotas)


def headline(view: View) -> Headline | None:
    """Return the headline; ``None`` where there are no rolling figures."""
    now = _now(view)
    if now is None:
        return None
    quotas = (
        Quota(
            measure="fsq_narrow",
            value=now.fsq_narrow,
            missing=_missing(now.fsq_narrow, now.missing_narrow),
            change=now.change_narrow,
        ),
        Quota(
            measure="fsq_wide",
            value=now.fsq_wide,
            missing=_missing(now.fsq_wide, now.missing_wide),
            change=now.change_wide,
        ),
    )
    return Headline(
        figures=now,
        quotas=quotas,
        parts=(
            ("net_income", PASSIVE, now.net_income[PASSIVE]),
            ("net_income", NEAR_PASSIVE, now.net_income[NEAR_PASSIVE]),
            ("living_costs", None, now.living_costs),
        ),
        savings=now.savings,
        savings_rate=now.savings_rate,
        sureness=sureness(view),
    )


def _now(view: View) -> RollingFigures | None:
    """Return the figures to show; for a time in which no month ends, those before it."""
    periods = view.report.periods
    if view.report.last_year is None and periods and periods[0].first <= view.report.as_of:
        return view.figures.before
    return view.report.last_year


def _missing(quota: Decimal | None, missing: Decimal | None) -> Decimal | None:
    # Without living costs no income is missing, but no goal is reached by that either.
    return None if quota is None else missing


def next_step(view: View) -> Step | None:
    """Return the step that always applies: reaching a quota of 1."""
    _ = view.gettext
    now = _now(view)
    if now is None:
        return None
    if now.fsq_narrow is None:
        if view.figures.selected:
            words = _("Choose other filters: these let no living costs pass.")
        else:
            words = _("Book the living costs: without them there is no quota.")
    elif now.fsq_narrow >= FULL:
        words = _("Passive income pays all living costs: keep it so.")
    else:
        words = _(
            "Earn {amount} more passive income a month, or spend that much less: then it pays all"
            " living costs."
        ).format(amount=view.amount(now.missing_narrow))
    return Step(Urgency.GROW, words)


SECTION: Final = Section(
    anchor="quota",
    title="The last twelve months",
    needs="a month that has ended, with income or expenses in it",
    ledger_lines='2024-01-31 * "Bank" "Interest"\n'
    "  Assets:Bank             25.00 EUR\n"
    "  Income:Interest\n",
    also=frozenset({"flows"}),
    content=headline,
    next_step=next_step,
)
