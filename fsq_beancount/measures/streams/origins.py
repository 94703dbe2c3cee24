"""Origins of gross income: the income of each account, by class and stream."""

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
    """The gross income of an account.

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
    """The gross income of a stream in a class, without accounts with a loss.

    Attributes:
        stream: The stream; ``None`` for income without a stream.
        gross: Gross income, currency.
        accounts: The accounts of this income.
    """

    stream: str | None
    gross: Decimal
    accounts: tuple[Origin, ...]


class ClassSource(NamedTuple):
    """The gross income of a class, without losses.

    Attributes:
        income_class: The class.
        gross: Gross income, currency.
        streams: Its streams.
    """

    income_class: str
    gross: Decimal
    streams: tuple[StreamSource, ...]


class Sources(NamedTuple):
    """The gross income of all classes, without losses.

    Attributes:
        gross: Gross income of all classes, currency.
        classes: The classes with any income.
    """

    gross: Decimal
    classes: tuple[ClassSource, ...]


def of(items: Iterable[Earned]) -> tuple[Origin, ...]:
    """Return the gross income of each account, in order of class and stream, the largest first.

    Args:
        items: The earnings; costs of earning are ignored.
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
    """Add up origins by class and stream, without losses, which have no share of income.

    Args:
        origins: The gross income of each account, in order of class and stream.
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
