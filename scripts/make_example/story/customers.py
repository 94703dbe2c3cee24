"""The subscriptions of the online course's customers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from make_example.base.chance import Chance
from make_example.base.days import LAST_YEAR
from make_example.base.figures import by_year

COURSE_START = date(2020, 9, 1)
NEW_CUSTOMERS = by_year("9 9 8 10 11 12", 2020)
FIRST_NAMES = (
    "Petra Jürgen Sabine Uwe Monika Dieter Heike Rainer Birgit Frank Silke Bernd Anja Holger Ute "
    "Thomas Gisela Karl Renate Stefan Elke Martin Ingrid Peter Claudia Wolfgang Doris Ralf Karin"
)
LAST_NAMES = (
    "Lindner Krause Vogt Hartmann Seidel Brandt Kühn Pohl Otto Albrecht Winter Busch Haas Ernst "
    "Kraft Engel Horn Roth Sommer Frey Groß Stein Jung Voss Beck Lorenz Keller Arnold Huber Simon"
)


@dataclass(frozen=True)
class Subscription:
    """A subscription to the course: first month, months covered by a payment, and payments."""

    name: str
    first: int
    covers: int
    payments: int


def subscriptions() -> Iterator[Subscription]:
    """Yield all subscriptions; one in seven customers returns after a pause."""
    chance = Chance("course")
    names = [f"{given} {family}" for family in LAST_NAMES.split() for given in FIRST_NAMES.split()]
    last = LAST_YEAR * 12 + 11
    for year, newcomers in NEW_CUSTOMERS.items():
        opening = COURSE_START.month - 1 if year == COURSE_START.year else 0
        for _ in range(int(newcomers)):
            first = year * 12 + chance.between(opening, 11)
            name = names.pop(chance.between(0, len(names) - 1))
            dice = chance.between(1, 20)
            covers = 1 if dice <= 3 else 3 if dice <= 10 else 12
            payments = chance.between(*{1: (2, 9), 3: (2, 10), 12: (1, 5)}[covers])
            yield Subscription(name, first, covers, payments)
            again = first + covers * payments + chance.between(3, 8)
            if chance.between(1, 7) == 1 and again <= last:
                yield Subscription(name, again, covers, 2)
