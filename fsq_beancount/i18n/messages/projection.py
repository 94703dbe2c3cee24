"""The projection in words: why a month is unknown, and what it rests on."""

from __future__ import annotations

import datetime
from typing import Final

from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader
from fsq_beancount.measures.projection.course import Cause
from fsq_beancount.measures.projection.result import (
    CONSERVATIVE,
    Assumption,
    Projection,
    Reached,
    Scenario,
    Source,
    Why,
    money,
)

_EXAMPLES: Final = {"birth-date": "1985-04-01", "life-expectancy": "92"}
"""Values of the options without which nobody knows when work can stop."""


def scenario(name: str, locale: str) -> str:
    """Return the name of a scenario."""
    _ = language.translation(locale).gettext
    return _("conservative") if name == CONSERVATIVE else _("optimistic")


def missing(found: Projection, locale: str) -> list[str]:
    """Return what undefined scenarios lack, a sentence each, with the line that mends it."""
    _ = language.translation(locale).gettext
    sentences = {
        "months": _("There is no projection yet: the books cover less than twelve months."),
        "capital": _(
            "There is no projection: nothing was held as money or to sell within days, so there is"
            " no yield."
        ),
        "inflation": _(
            'Living costs have no growth: four full calendar years, or custom "fsq-option"'
            ' "inflation" 0.02, would say it.'
        ),
        "birth-date": _(
            'A pension is declared and nobody knows when it begins: add custom "fsq-option"'
            ' "birth-date" 1985-04-01.'
        ),
        "years": _(
            "The optimistic scenario needs gains of three full calendar years; without them there"
            " is the conservative one alone."
        ),
    }
    return [sentences[what] for what in dict.fromkeys(what for _name, what in found.missing)]


def notes(found: Projection, locale: str) -> list[str]:
    """Return what is left out of the projection, a sentence each, with the line that mends it."""
    _ = language.translation(locale).gettext
    sentences = (
        (
            found.never,
            _(
                "Locked without a date, so it never opens: {names}. The day is said by"
                " fsq-locked-until."
            ),
        ),
        (found.untaxed, _("The tax on these is unknown, so it is left out: {names}.")),
        (
            found.begun,
            _("These pensions have begun, so only what the books have received counts: {names}."),
        ),
    )
    return [words.format(names=", ".join(names)) for names, words in sentences if names]


def reached(found: Reached, locale: str) -> str:
    """Return when something is reached, or why nobody knows."""
    _ = language.translation(locale).gettext
    if found.number == 0:
        return _("already")
    if found.month is not None:
        return language.month(found.month, locale)
    if found.why is Why.MISSING:
        return _("no retirement age")
    if found.why is Why.PAST:
        return _("retirement is over")
    return _("not within")


def stop(found: Scenario, locale: str) -> str:
    """Return when work can stop, with the age, or that it cannot."""
    _ = language.translation(locale).gettext
    if found.missing:
        return _("undefined")
    number = found.stop_number
    if number is None:
        return _("never")
    if number == 0:
        return _("now")
    when = language.month(found.label(number), locale)
    if found.age is None:
        return when
    return _("{month} (age {age})").format(month=when, age=int(found.age))


def cause(found: Scenario, currency: str, reader: Reader) -> str | None:
    """Return why work cannot stop earlier, or ever; ``None`` where nothing is short."""
    locale = reader.locale
    _ = language.translation(locale).gettext
    if found.missing:
        lines = " ".join(
            f'custom "fsq-option" "{name}" {_EXAMPLES[name]}' for name in found.missing
        )
        return _("When work can stop needs {lines}.").format(lines=lines)
    bridge, never = found.bridge, found.never
    short = never if bridge is None else bridge.short
    if short is None or found.stop_number == 0:
        return None
    level = found.plan.price_level[short.month]
    values = {
        "scenario": scenario(found.name, locale),
        "month": language.month(found.label(short.month), locale),
        "amount": f"{language.money(money(short.missing / level), locale)} {currency}",
    }
    if bridge is None:
        texts = {
            Cause.LOCKED: _(
                "{scenario}: even with work to the end, {amount} are missing in {month}, as capital"
                " is locked."
            ),
            Cause.USED_UP: _(
                "{scenario}: even with work to the end, {amount} are missing in {month}, as the"
                " capital is used up."
            ),
        }
    else:
        texts = {
            Cause.LOCKED: _(
                "{scenario}: a month earlier, {amount} would be missing in {month}, as capital is"
                " locked."
            ),
            Cause.USED_UP: _(
                "{scenario}: a month earlier, {amount} would be missing in {month}, as the capital"
                " is used up."
            ),
        }
    return texts[short.cause].format(**values)


def bridged(found: Scenario, currency: str, reader: Reader) -> str | None:
    """Return what the time from work to pensions and locks that open takes."""
    _ = language.translation(reader.locale).gettext
    bridge = found.bridge
    if bridge is None or not bridge.months:
        return None
    return _(
        "{scenario}: a bridge of {months} months to pensions and locks, which takes {needed} of"
        " {available} {currency}."
    ).format(
        scenario=scenario(found.name, reader.locale),
        months=bridge.months,
        needed=language.whole(round(bridge.needed), reader.locale),
        available=language.whole(round(bridge.available), reader.locale),
        currency=currency,
    )


def assumption(found: Assumption, locale: str) -> str:
    """Return the name of an assumption."""
    _ = language.translation(locale).gettext
    names = {
        "accessible": _("Accessible capital"),
        "locked": _("Locked capital"),
        "mean-capital": _("Mean capital of twelve months"),
        "costs": _("Living costs a month, without loan interest"),
        "work": _("Income from work a month"),
        "passive": _("Passive income a month that does not grow with capital"),
        "near-passive": _("Near-passive income a month that is no gain"),
        "yield": _("Yield of the capital"),
        "gain": _("Median gain of the capital a year"),
        "own-inflation": _("Own inflation: median growth of living costs"),
        "cost-growth": _("Growth of living costs"),
        "inflation": _("Growth of pensions"),
        "income-growth": _("Growth of income from work"),
        "withdrawal-rate": _("Withdrawal rate"),
        "birth-date": _("Date of birth"),
        "life-expectancy": _("Life expectancy in years"),
        "retirement-age": _("Retirement age in years"),
        "pension": _("Pension a month"),
        "loan-rate": _("Loan rate"),
        "instalment": _("Instalment a month"),
    }
    name = names[found.name]
    return f"{name}, {found.subject}" if found.subject else name


def value(found: Assumption, locale: str) -> str:
    """Return the value of an assumption."""
    if isinstance(found.value, datetime.date):
        return language.day(found.value, locale)
    if found.is_age and found.value is not None:
        return language.whole(found.value, locale)
    if found.is_rate:
        return language.percent(found.value, locale)
    return language.money(found.value, locale)


def source(found: Assumption, locale: str) -> str:
    """Return where an assumption comes from."""
    _ = language.translation(locale).gettext
    return {
        Source.BOOKS: _("books"),
        Source.OPTION: _("option"),
        Source.DEFAULT: _("default"),
        Source.UNKNOWN: _("unknown"),
    }[found.source]
