"""The ladder of milestones: those that passive income pays already, and the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import ROLLING_MONTHS, Period
from fsq_beancount.i18n import language, messages
from fsq_beancount.measures.milestones.definitions import MILESTONES
from fsq_beancount.progress import links
from fsq_beancount.progress.frame import Section, Step, Urgency

if TYPE_CHECKING:
    from fsq_beancount.measures.milestones.ladder import Milestone, Milestones
    from fsq_beancount.progress.view import View


@dataclass(frozen=True, slots=True)
class Standing:
    """The progress of one of the quotas towards a milestone.

    Attributes:
        measure: The quota.
        share: The covered share, 0…100, for the picture.
        percent: The covered share, formatted for the reader.
        words: Since when it is paid, or the amount that is missing.
    """

    measure: str
    share: Decimal
    percent: str
    words: str


@dataclass(frozen=True, slots=True)
class Rung:
    """One milestone.

    Attributes:
        position: Its position, from 1.
        name: Its name.
        is_last: Whether it is the rest of the living costs.
        is_next: Whether it is the first that is not yet paid.
        cost: Its cost in twelve months.
        href: The postings behind the cost; ``None`` if it depends on a fixed amount.
        narrow: The progress of the narrow quota.
        wide: The progress of the wide quota.
        description: The picture in words.
    """

    position: int
    name: str
    is_last: bool
    is_next: bool
    cost: str
    href: str | None
    narrow: Standing
    wide: Standing
    description: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """The content of the section.

    Attributes:
        period: The twelve months that it covers.
        months: The number of these months that the books cover.
        rungs: The milestones, the last one at the top.
        suggested: Whether they are only suggested, because the ledger declares none.
        of_bills: Whether they are suggested since they come every month.
        directives: The lines that would declare them.
        unconverted: Fixed amounts without a price.
    """

    period: Period
    months: int
    rungs: tuple[Rung, ...]
    suggested: bool
    of_bills: bool
    directives: tuple[str, ...]
    unconverted: str

    @property
    def complete(self) -> bool:
        """Whether the books cover all twelve months."""
        return self.months == ROLLING_MONTHS


def ladder(view: View) -> Ladder | None:
    """Return the milestones for the section; ``None`` where there are none to show."""
    found = view.report.milestones
    if found.first is None or found.last is None:
        return None
    period = Period(found.first, found.last)
    # A fixed amount is deducted from the rest, which then is no longer a sum of postings.
    fixed = any(each.target.amount is not None for each in found.narrow)
    rungs = [
        _rung(narrow, wide, found, _href(narrow, fixed, period, view), view)
        for narrow, wide in zip(found.narrow, found.wide, strict=True)
    ]
    return Ladder(
        period=period,
        months=found.months,
        rungs=tuple(reversed(rungs)),
        suggested=found.suggested and bool(found.directives),
        of_bills=found.of_bills,
        directives=found.directives,
        unconverted=view.amounts(found.unconverted),
    )


def _rung(
    narrow: Milestone, wide: Milestone, found: Milestones, href: str | None, view: View
) -> Rung:
    standings = [
        Standing(
            measure,
            100 * (each.covered or Decimal()),
            view.percent(each.covered),
            " · ".join(_words(each, found, view)),
        )
        for measure, each in (("fsq_narrow", narrow), ("fsq_wide", wide))
    ]
    name = messages.milestone(narrow, view.reader)
    description = [f"{view.name(one.measure)} {one.percent}" for one in standings]
    return Rung(
        position=narrow.position,
        name=name,
        is_last=narrow.is_last,
        is_next=narrow is found.next,
        cost=view.amount(narrow.cost),
        href=href,
        narrow=standings[0],
        wide=standings[1],
        description=f"{name}: {', '.join(description)}",
    )


def _words(each: Milestone, found: Milestones, view: View) -> Iterator[str]:
    _ = view.gettext
    if each.cost is not None and each.cost <= 0 and not each.is_last:
        yield _("costs nothing in these months")
    elif each.cost is None:
        yield _("without a price")
    elif each.missing_per_month:
        yield _("{amount} missing a month").format(amount=view.amount(each.missing_per_month))
    elif found.months < ROLLING_MONTHS:
        yield _("paid so far")
    if each.reached_on is not None:
        since = language.month(each.reached_on, view.locale)
        always = each.reached and each.lost_on is None
        yield (_("paid since {month}") if always else _("first paid in {month}")).format(
            month=since
        )
    if each.lost_on is not None:
        lost = language.month(each.lost_on, view.locale)
        again = _("lost in {month}, paid again") if each.reached else _("lost in {month}")
        yield again.format(month=lost)


def _href(each: Milestone, fixed: bool, period: Period, view: View) -> str | None:
    if each.target.amount is not None or (each.is_last and fixed):
        return None
    condition = links.living_costs_of(each.target.accounts, each.without)
    return view.postings_where(period, condition)


def next_step(view: View) -> Step | None:
    """Return the next milestone as a step; the last one is the step of the quota."""
    found = view.report.milestones.next
    if found is None or found.is_last:
        return None
    words = view.gettext(
        "Earn {amount} more passive income a month: then it pays “{milestone}”, too."
    ).format(
        amount=view.amount(found.missing_per_month),
        milestone=messages.milestone(found, view.reader),
    )
    return Step(Urgency.REACH, words, "#milestones")


SECTION: Final = Section(
    anchor="milestones",
    title="Milestones",
    family=MILESTONES,
    content=ladder,
    next_step=next_step,
)
