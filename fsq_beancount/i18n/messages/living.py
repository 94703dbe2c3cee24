"""Texts of the standard of living, English and German."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader
from fsq_beancount.measures.living.standard import LivingStandard

GROWTHS: Final = (
    ("living_costs_growth", "living_costs_growth_mean"),
    ("year_inflation", "inflation_mean"),
    ("net_income_growth", "net_income_growth_mean"),
    ("net_wealth_growth", "net_wealth_growth_mean"),
)
"""The figures of a year, each with its mean a year since the first full year."""


def rows(found: Sequence[LivingStandard], reader: Reader) -> Iterator[tuple[str, list[str]]]:
    """Yield the figures of each year, and at the end the means up to the last of several.

    Args:
        found: The years, oldest first.
        reader: The reader.
    """

    def cells(year: LivingStandard, place: int) -> list[str]:
        return [language.percent(getattr(year, pair[place]), reader.numbers) for pair in GROWTHS]

    for each in found:
        yield each.year, cells(each, 0)
    if len(found) > 1:
        words = language.translation(reader.locale).gettext("a year since {year}")
        yield words.format(year=found[-1].since), cells(found[-1], 1)
