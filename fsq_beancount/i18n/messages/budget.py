"""Texts of plan against actual, English and German."""

from __future__ import annotations

from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader
from fsq_beancount.measures.budget.kept import PlanKept


def kept(found: PlanKept, reader: Reader) -> str:
    """Return in how many months and years the plan was kept, in one sentence."""
    _ = language.translation(reader.locale).gettext
    words = (
        _(
            "The plan was kept in {months} of {months_planned} months and in {years} of"
            " {years_planned} complete years: at least as much was saved as planned."
        )
        if found.of_savings
        else _(
            "The plan was kept in {months} of {months_planned} months and in {years} of"
            " {years_planned} complete years: what has a budget cost no more than planned."
        )
    )
    return words.format(
        months=found.months_kept,
        months_planned=found.months_planned,
        years=found.years_kept,
        years_planned=found.years_planned,
    )
