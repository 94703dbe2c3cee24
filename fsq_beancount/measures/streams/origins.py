"""Where gross income comes from: what each account brought in, by class and stream."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from fsq_beancount.books.earnings import Earned
from fsq_beancount.core.terms import CLASSES, INCOME

ZERO: Final = Decimal()


class Origin(NamedTuple):
    """What one account brought in.

    Attributes:
        income_class: The class of the income.
        stream: Its stream; ``None`` for none.
        account: The account.
        gross: Gross income, currency.
    """

    income_class: str
    stream: str | None
    account: str
    gross: Decimal


class StreamSource(NamedTuple):
    """What a stream brought in of one class, without accounts that made a loss.

    Attributes:
        stream: The stream; ``None`` for what has none.
        gross: Gross income, currency.
        accounts: The accounts that brought it in.
    """

    stream: str | None
    gross: Decimal
    accounts: tuple[Origin, ...]


class ClassSource(NamedTuple):
    """The same of a class.

    Attributes:
        income_class: The class.
        gross: Gross income, currency.
        streams: Its streams.
    """

    income_class: str
    gross: Decimal
    streams: tuple[StreamSource, ...]


class Sources(NamedTuple):
    """The same of all income.

    Attributes:
        gross: Gross income, currency; that of the classes.
        classes: The classes that brought in anything.
    """

    gross: Decimal
    classes: tuple[ClassSource, ...]


def of(items: Iterable[Earned]) -> tuple[Origin, ...]:
    """Return what each account brought in, by class, stream and account in this order.

    Args:
        items: What was earned; what it cost to earn it brought in nothing.
    """
    gross: dict[tuple[str, str | None, str], Decimal] = {}
    for item in items:
        if item.role == INCOME:
            place = (item.key.income_class, item.key.stream, item.flow.account)
            gross[place] = gross.get(place, ZERO) + item.amount
    found = (Origin(*place, amount) for place, amount in gross.items())
    return tuple(
        sorted(
            found,
            key=lambda each: (
                CLASSES.index(each.income_class),
                each.stream is None,
                each.stream or "",
                -each.gross,
                each.account,
            ),
        )
    )


def sources(origins: Iterable[Origin]) -> Sources:
    """Add up by class and stream what brought in anything: a loss has no share of income.

    Args:
        origins: What each account brought in, in order of class and stream.
    """
    earned = (each for each in origins if each.gross > 0)
    classes = []
    for income_class, of_class in groupby(earned, key=attrgetter("income_class")):
        streams = []
        for name, of_stream in groupby(of_class, key=attrgetter("stream")):
            accounts = tuple(of_stream)
            streams.append(StreamSource(name, _gross(accounts), accounts))
        classes.append(ClassSource(income_class, _gross(streams), tuple(streams)))
    return Sources(_gross(classes), tuple(classes))


def _gross(several: Iterable[Origin | StreamSource | ClassSource]) -> Decimal:
    return sum((each.gross for each in several), ZERO)
