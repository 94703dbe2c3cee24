"""The change of wealth, its returns and the leverage as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from fsq_beancount.i18n import language, messages
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import part as part_messages
from fsq_beancount.i18n.messages import returns as returns_messages
from fsq_beancount.i18n.messages import spans as span_messages
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.measures.definition import Unit
from fsq_beancount.measures.performance.definitions import RETURN_MEASURES
from fsq_beancount.measures.performance.growth import Growth
from fsq_beancount.measures.performance.span_definitions import SPANS
from fsq_beancount.report.report import Report
from fsq_beancount.text import blocks, terminal
from fsq_beancount.text.style import Style, wrapped

SHOWS: Final = frozenset({"changes", "returns", "leverage"})
"""The families of figures shown here, in a richer form than their definitions give."""

_INDENT: Final = "  "


def change(report: Report, style: Style) -> list[str]:
    """Return the change of wealth by part, a row for each period with any wealth or change."""
    found = returns_messages.moved(report.returns)
    if not found:
        return []
    locale = style.locale
    _ = language.translation(locale).gettext
    labels = _labels(found, locale)
    columns = [(_("Opening net wealth"), [_money(one.change.opening, locale) for one in found])]
    columns += [
        (
            returns_messages.part_name(name, Reader.of(locale)),
            [_money(getattr(one.change, name), locale) for one in found],
        )
        for name in returns_messages.used_parts(one.change for one in found)
    ]
    columns.append((_("Closing net wealth"), [_money(one.change.closing, locale) for one in found]))
    columns += [
        (name, [_money(getattr(one.change, attribute), locale) for one in found])
        for attribute, name in returns_messages.beside(found, Reader.of(locale))
    ]
    title = _("The change of wealth in {currency}").format(currency=report.currency)
    lines = [title, *blocks.few_or_many(labels, columns, style.width)]
    for label, one in zip(labels, found, strict=True):
        made_of = returns_messages.causes(one.change, report.currency, Reader.of(locale))
        if made_of:
            words = _("Other changes in {period}: {causes}.")
            lines += _wrapped(words.format(period=label, causes=made_of), style)
    return lines


def rates(report: Report, style: Style) -> list[str]:
    """Return the returns, a row for each period, and why rates of the last are undefined."""
    found = returns_messages.moved(report.returns)
    if not found:
        return []
    locale = style.locale
    _ = language.translation(locale).gettext
    columns = [
        (
            measure.name(locale),
            [language.percent(getattr(one, measure.id), locale) for one in found],
        )
        for measure in RETURN_MEASURES
        if any(getattr(one, measure.id) is not None for one in found)
    ]
    labels = _labels(found, locale)
    lines = [_("Returns of the period")]
    if report.part is not None:
        lines += _wrapped(part_messages.returns(report.part, Reader.of(locale)), style)
    if columns:
        lines += _wrapped(_("On net wealth, unless the name says which other wealth."), style)
        lines += blocks.few_or_many(labels, columns, style.width)
    for label, one in zip(labels, found, strict=True):
        if one.annualised is None:
            continue
        a_year = ", ".join(
            f"{MEASURES[name].name(locale)} {language.percent(rate, locale)}"
            for name, rate in one.annualised.items()
            if rate is not None
        )
        if a_year:
            words = _("{period} to {day}, a year: {rates}.")
            day = language.day(one.change.last, locale)
            lines += _wrapped(words.format(period=label, day=day, rates=a_year), style)
    undefined = returns_messages.undefined(found[-1], Reader.of(locale))
    in_spans = span_messages.growths(report.rows_of(SPANS))
    approximate = returns_messages.approximate([*found, *in_spans], Reader.of(locale))
    benchmark = returns_messages.benchmark(found, Reader.of(locale))
    several = returns_messages.several_rates(found, Reader.of(locale))
    for sentence in (undefined, approximate, several, benchmark):
        if sentence:
            lines += _wrapped(sentence, style)
    return lines


def leverage(report: Report, style: Style) -> list[str]:
    """Return the loans and the leverage; nothing where there are no loans."""
    found = report.leverage
    locale = style.locale
    _ = language.translation(locale).gettext
    if not found.loans:
        return []
    title = _("Loans and leverage on {date}").format(date=language.day(found.date, locale))
    rows = [
        [loan.account, _money(loan.balance, locale), language.percent(loan.rate, locale, 2)]
        for loan in found.loans
    ]
    lines = [title, *terminal.table(rows, right={1, 2})]
    figures = [
        (
            returns_messages.loan_ratio_name(found, style.reader),
            "loan_ratio",
            found.loan_ratio,
        ),
        ("", "debt_to_gross", found.debt_to_gross),
        ("", "debt_to_equity", found.debt_to_equity),
        ("", "cost_of_debt", found.cost_of_debt),
        ("", "cost_of_debt_covers", found.cost_of_debt_covers),
        ("", "cost_of_debt_paid", found.cost_of_debt_paid),
        ("", "leverage_effect", found.leverage_effect),
    ]
    lines += ["", *terminal.table(list(_figures(figures, locale)), right={1})]
    for sentence in (
        returns_messages.effect(found, style.reader),
        returns_messages.paid_off(found, report.currency, style.reader),
    ):
        if sentence:
            lines += ["", *wrapped(sentence, style.width)]
    return lines


def _figures(
    figures: Sequence[tuple[str, str, Decimal | None]], locale: str
) -> Iterator[list[str]]:
    for name, measure, value in figures:
        unit = MEASURES[measure].unit
        shown = (
            language.percent(value, locale, 2)
            if unit is Unit.RATIO
            else messages.figure(value, unit, Reader.of(locale))
        )
        yield [name or MEASURES[measure].name(locale), shown]


def _labels(found: Sequence[Growth], locale: str) -> list[str]:
    return [language.period(one.period, locale) for one in found]


def _money(value: Decimal | None, locale: str) -> str:
    return language.money(value, locale)


def _wrapped(words: str, style: Style) -> list[str]:
    return wrapped(words, style.width, then=_INDENT)
