"""Texts of the largest fall of net wealth and of crashes, English and German."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from fsq_beancount.i18n import language, messages
from fsq_beancount.i18n.language import Reader
from fsq_beancount.measures.wealth.crash import Crash
from fsq_beancount.measures.wealth.largest_fall import LargestFall

CHANGES: Final = (
    ("crash_assets", "assets"),
    ("crash_latent_tax", "latent_tax"),
    ("crash_net_wealth", "net_wealth"),
    ("crash_freedom_ratio", "freedom_ratio"),
    ("crash_runway", "runway"),
)
"""The figures of a crash, each with the figure that it changes, whose name is shorter."""


def crash(of: Crash, reader: Reader) -> str:
    """Return which asset class falls, and by how much: ``stocks −20 %``."""
    name = messages.asset_class(of.asset_class, reader)
    return f"{name} −{language.percent(of.fall, reader.numbers, 0)}"


def largest_fall(
    found: LargestFall, currency: str, reader: Reader, hidden: Callable[[str], str] = str
) -> Iterator[str]:
    """Yield the largest fall of net wealth, and how far it is below its highest, in sentences.

    Args:
        found: The largest fall.
        currency: The report currency.
        reader: The reader.
        hidden: Masks an amount where the reader hides amounts.
    """
    _ = language.translation(reader.locale).gettext

    def lost(amount: Decimal, share: Decimal | None) -> str:
        shown = f"{hidden(language.money(amount, reader.numbers))} {currency}"
        return shown if share is None else f"{shown} ({language.percent(share, reader.numbers)})"

    words = (
        _("Net wealth fell most from {high} to {low}, by {lost}; this is not made up for yet.")
        if found.recovered_on is None
        else _("Net wealth fell most from {high} to {low}, by {lost}, made up for by {recovered}.")
    )
    yield words.format(
        high=language.day(found.fell_from, reader.locale),
        low=language.day(found.fell_to, reader.locale),
        lost=lost(found.largest_fall, found.largest_fall_share),
        recovered=language.day(found.recovered_on, reader.locale) if found.recovered_on else "",
    )
    if found.below_highest and found.fell_to != found.date:
        words = _("On {date} it is {lost} below its highest, that of {highest}.")
        yield words.format(
            date=language.day(found.date, reader.locale),
            lost=lost(found.below_highest, found.below_highest_share),
            highest=language.day(found.highest_on, reader.locale),
        )
