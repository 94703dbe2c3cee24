"""Texts of the report: figures, and the names of classes, roles and reasons.

English and German. These texts contain text of the ledger unchanged, so a face escapes them like
the ledger itself.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, Final

from fsq_beancount.books import asset_classes
from fsq_beancount.classification.reason import Reasons
from fsq_beancount.core.terms import (
    ACTIVE,
    CASH,
    COST,
    EXCLUDED,
    FEE,
    INCOME,
    LIVING,
    NEAR_PASSIVE,
    NEUTRAL,
    PASSIVE,
    TAX,
    UNCLASSIFIED,
    VIRTUAL,
)
from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.reasons import words
from fsq_beancount.measures.definition import Key, KeyKind, Unit
from fsq_beancount.measures.milestones.ladder import Milestone


def figure(value: Decimal | datetime.date | bool | None, unit: Unit, reader: Reader) -> str:
    """Return a figure in the format of its unit."""
    if isinstance(value, bool):
        return yes_or_no(value, reader)
    if isinstance(value, datetime.date):
        return language.day(value, reader.locale)
    if unit is Unit.POINTS and value is not None:
        words = language.translation(reader.locale).gettext("{points} percentage points")
        return words.format(points=language.signed(value * 100, reader.numbers))
    return _WRITERS.get(unit, language.number)(value, reader.numbers)


_WRITERS: Final = {Unit.RATIO: language.percent, Unit.MONEY: language.money}


def key(of: Key, value: Any, reader: Reader) -> str:
    """Return the key of a row of figures as text."""
    if value is None:
        return of.absent.in_(reader.locale) if of.absent else language.UNDEFINED
    match of.kind:
        case KeyKind.CLASS:
            return income_class(value, reader)
        case KeyKind.ASSET_CLASS:
            return asset_class(value, reader)
        case KeyKind.YEARS:
            texts = language.translation(reader.locale)
            return texts.ngettext("{count} year", "{count} years", value).format(count=value)
        case KeyKind.RATIO:
            return language.percent(value, reader.numbers, 0)
        case KeyKind.PERIOD | KeyKind.MONTH:
            return language.period(value, reader.locale)
        case KeyKind.DAY:
            return language.day(value, reader.locale)
    return str(value)


def yes_or_no(value: bool, reader: Reader) -> str:
    """Return the word for true or false: ``yes`` or ``no``."""
    _ = language.translation(reader.locale).gettext
    return _("yes") if value else _("no")


def income_class(name: str, reader: Reader) -> str:
    """Return the name of a class of income."""
    _ = language.translation(reader.locale).gettext
    return {
        PASSIVE: _("passive"),
        NEAR_PASSIVE: _("near-passive"),
        ACTIVE: _("active"),
        NEUTRAL: _("neutral"),
        UNCLASSIFIED: _("unclassified"),
    }.get(name, name)


def asset_class(name: str, reader: Reader) -> str:
    """Return the name of an asset class; the name of a user-defined class is unchanged."""
    _ = language.translation(reader.locale).gettext
    return {
        CASH: _("cash and bank"),
        asset_classes.STOCKS: _("stocks"),
        asset_classes.BONDS: _("bonds"),
        asset_classes.REAL_ESTATE: _("real estate"),
        asset_classes.P2P: _("P2P loans"),
        asset_classes.METALS: _("precious metals"),
        asset_classes.CRYPTO: _("crypto"),
        asset_classes.DURABLES: _("durable goods"),
        asset_classes.MIXED_FUNDS: _("mixed funds"),
        asset_classes.OTHER: _("other"),
    }.get(name, name)


def role(name: str, reader: Reader) -> str:
    """Return the name of a role, in English the same as in the ledger."""
    _ = language.translation(reader.locale).gettext
    return {
        INCOME: _("income"),
        TAX: _("tax"),
        FEE: _("fee"),
        COST: _("cost"),
        LIVING: _("living"),
        VIRTUAL: _("virtual"),
        EXCLUDED: _("excluded"),
    }.get(name, name)


def kind(class_name: str | None, role_name: str, reader: Reader) -> str:
    """Return the class and the role of a posting: ``passive tax``."""
    said = role(role_name, reader)
    if class_name is None:
        return said
    words = language.translation(reader.locale).gettext("{income_class} {role}")
    return words.format(income_class=income_class(class_name, reader), role=said)


def reasons(why: Reasons, reader: Reader) -> str:
    """Return the reasons of a classification in words."""
    return words(why, language.translation(reader.locale).gettext)


def milestone(each: Milestone, reader: Reader) -> str:
    """Return the name of a milestone; that of the last is translated."""
    _ = language.translation(reader.locale).gettext
    return _("All living costs") if each.is_last else each.name
