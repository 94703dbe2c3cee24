"""Texts of returns and loans: causes of change, undefined rates, the effect of debt."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.measures.performance.change import PARTS, Cause, Change
from fsq_beancount.measures.performance.debts import LeverageFigures
from fsq_beancount.measures.performance.definitions import PART_IDS
from fsq_beancount.measures.performance.growth import TOTAL, Growth, Reason, Undefined

HALF_A_CENT: Final = Decimal("0.005")

MOST_MONTHS: Final = 6
"""How many months a sentence names; of more it says how many there are."""


def part_name(name: str, reader: Reader) -> str:
    """Return the name of a part of the change."""
    return MEASURES[PART_IDS.get(name, name)].name(reader.locale)


def used_parts(changes: Iterable[Change]) -> list[str]:
    """Return the parts that are at least a cent in any of several changes, in their order."""
    several = list(changes)
    return [name for name in PARTS if any(_counts(getattr(change, name)) for change in several)]


def beside(found: Iterable[Growth], reader: Reader) -> list[tuple[str, str]]:
    """Return what is told beside the parts, total wealth, with its name; empty if undefined."""
    if all(one.change.closing_total is None for one in found):
        return []
    _ = language.translation(reader.locale).gettext
    return [
        ("opening_total", _("Opening total wealth")),
        ("human_capital_change", part_name("human_capital_change", reader)),
        ("closing_total", _("Closing total wealth")),
    ]


def _counts(amount: Decimal | None) -> bool:
    return amount is not None and abs(amount) >= HALF_A_CENT


def moved(found: Iterable[Growth]) -> list[Growth]:
    """Return the periods with any wealth or any change of it."""
    return [
        one
        for one in found
        if one.change.opening or one.change.closing or any(one.change.parts.values())
    ]


def wealth_name(measure: str, reader: Reader) -> str:
    """Return the name of the wealth measure whose change is split."""
    return MEASURES[measure].name(reader.locale)


def cause(name: Cause, reader: Reader) -> str:
    """Return the name of a cause of other changes of wealth."""
    _ = language.translation(reader.locale).gettext
    return {
        Cause.EQUITY: _("booked against equity"),
        Cause.PADDING: _("padding"),
        Cause.EXCLUDED: _("excluded"),
        Cause.FIRST_PRICE: _("had no price before"),
        Cause.UNBALANCED: _("transactions that do not balance"),
        Cause.ROUNDING: _("rounding"),
    }[name]


def causes(change: Change, currency: str, reader: Reader) -> str:
    """Return the causes of ``other`` with their amounts, without those below a cent."""
    return ", ".join(
        f"{cause(name, reader)} {language.money(amount, reader.numbers)} {currency}"
        for name, amount in change.other_by_cause.items()
        if _counts(amount)
    )


def reason(why: Undefined, reader: Reader) -> str:
    """Return why a rate is undefined."""
    _ = language.translation(reader.locale).gettext
    month = language.month(why.month, reader.locale) if why.month else ""
    words = {
        Reason.NO_OPENING: _("no wealth at the beginning"),
        Reason.NO_CAPITAL: (
            _("no wealth on average in {month}") if month else _("no wealth on average")
        ),
        Reason.ALL_LOST: _("all was lost in {month}"),
        Reason.NO_RATE: _("no rate makes the payments worth nothing together"),
        Reason.NO_HUMAN_CAPITAL: _("human capital is undefined"),
        Reason.OF_THE_WHOLE: _("human capital is that of the whole ledger"),
        Reason.NO_INFLATION: _("no inflation is set"),
        Reason.NO_PRICE: _("the benchmark has no price in {month}"),
        Reason.OLD_PRICE: _("the price of the benchmark is over 90 days old in {month}"),
        Reason.BEYOND: _("a rate a year says nothing over so few days"),
    }
    return words[why.reason].format(month=month)


def undefined(growth: Growth, reader: Reader) -> str:
    """Return a sentence on which rates are undefined and why; empty where all are defined."""
    _ = language.translation(reader.locale).gettext
    found: dict[str, list[str]] = {}
    for name, why in growth.undefined.items():
        found.setdefault(reason(why, reader), []).append(MEASURES[name].name(reader.locale))
    period = language.period(growth.period, reader.locale)
    if len(found) == 1:
        [(why_words, names)] = found.items()
        words = _("Undefined in {period}: {names}, since {reason}.")
        return words.format(period=period, names=", ".join(names), reason=why_words)
    rates = "; ".join(f"{', '.join(names)} ({why_words})" for why_words, names in found.items())
    words = _("Undefined in {period}: {rates}.")
    return words.format(period=period, rates=rates) if rates else ""


def approximate(found: Iterable[Growth], reader: Reader) -> str:
    """Return a sentence on the months that make rates approximate; empty without any."""
    named = sorted({month for one in found for month in one.approximate})
    if not named:
        return ""
    _ = language.translation(reader.locale).gettext
    if len(named) > MOST_MONTHS:
        words = _(
            "The chained returns of {count} months from {first} to {last} are approximate, for "
            "want of prices on days with large flows."
        )
        first, last = (language.month(month, reader.locale) for month in (named[0], named[-1]))
        return words.format(count=len(named), first=first, last=last)
    words = _(
        "The chained returns are approximate, for want of prices on days with large flows "
        "({months})."
    )
    months = (language.month(month, reader.locale) for month in named)
    return words.format(months=", ".join(months))


def several_rates(found: Iterable[Growth], reader: Reader) -> str:
    """Return a sentence on the periods with several internal rates; empty without any."""
    periods = [
        language.period(one.period, reader.locale)
        for one in found
        if one.several_irr and one.irr is not None
    ]
    if not periods:
        return ""
    _ = language.translation(reader.locale).gettext
    words = _(
        "Several internal rates of return fit {periods}; the one nearest to zero is shown, and "
        "none of them says what was earned."
    )
    return words.format(periods=", ".join(periods))


def benchmark(found: Iterable[Growth], reader: Reader) -> str:
    """Return a sentence on what the benchmark is; empty without one."""
    names = [one.benchmark for one in found if one.benchmark is not None]
    if not names:
        return ""
    _ = language.translation(reader.locale).gettext
    words = _("The benchmark is {commodity}, by its price alone: distributions are not in it.")
    return words.format(commodity=names[-1])


def loan_ratio_name(found: LeverageFigures, reader: Reader) -> str:
    """Return the name of the loan ratio, with its denominator unless that is total wealth."""
    _ = language.translation(reader.locale).gettext
    name = MEASURES["loan_ratio"].name(reader.locale)
    if found.loan_ratio_of == TOTAL:
        return name
    words = _("{name} (of {wealth})")
    return words.format(name=name, wealth=wealth_name(found.loan_ratio_of, reader))


def effect(found: LeverageFigures, reader: Reader) -> str:
    """Return a sentence on the effect of debt in the last twelve months; empty without debt."""
    _ = language.translation(reader.locale).gettext
    year = found.year
    if year.gross is None or year.net is None or year.break_even is None:
        return ""
    words = (
        _(
            "Debt helped: all wealth earned {gross} in the twelve months to {month}, the debt "
            "cost {cost}, so one's own earned {net}."
        )
        if year.gross > year.break_even
        else _(
            "Debt did not help: all wealth earned {gross} in the twelve months to {month}, the "
            "debt cost {cost}, so one's own earned {net}."
        )
    )
    return words.format(
        gross=language.percent(year.gross, reader.numbers),
        net=language.percent(year.net, reader.numbers),
        cost=language.percent(year.break_even, reader.numbers),
        month=language.month(found.last, reader.locale),
    )


def paid_off(found: LeverageFigures, currency: str, reader: Reader) -> str:
    """Return sentences on the effect of paying off the loans; empty without loans."""
    _ = language.translation(reader.locale).gettext
    one = found.paid_off
    if one is None:
        return ""

    def amount(value: Decimal | None) -> str:
        return f"{language.money(value, reader.numbers)} {currency}"

    words = (
        _("Were the loans paid off, {left} of what is money within days would be left.")
        if one.left >= 0
        else _(
            "What is money within days does not reach to pay the loans off: {lacking} are missing."
        )
    )
    if one.without_rate:
        words += " " + _(
            "What a year would save is unknown: nobody has written down the rate of {accounts}, "
            "and no interest paid on it is known."
        )
    elif one.return_foregone is not None and one.left >= 0:
        # What is not there has earned nothing that could be foregone.
        words += " " + (
            _(
                "A year would save {saved} of interest at the rates agreed or else paid and forego "
                "{foregone}, what the money earned in the twelve months to {month}."
            )
            if one.without_agreed_rate
            else _(
                "A year would save {saved} of interest at the agreed rates and forego {foregone}, "
                "what the money earned in the twelve months to {month}."
            )
        )
    return words.format(
        left=amount(one.left),
        lacking=amount(-one.left),
        accounts=", ".join(one.without_rate),
        saved=amount(one.interest_saved),
        foregone=amount(one.return_foregone),
        month=language.month(found.last, reader.locale),
    )
