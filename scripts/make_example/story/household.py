"""The whole story, theme by theme."""

from __future__ import annotations

from make_example.base.book import Book
from make_example.base.market import Market
from make_example.story.books import books
from make_example.story.course import online_course
from make_example.story.depot import Depot
from make_example.story.family import family
from make_example.story.flat import let_flat
from make_example.story.home import home
from make_example.story.income_tax import income_tax
from make_example.story.living import car, daily_life, insurances
from make_example.story.opening import opening
from make_example.story.options import options
from make_example.story.p2p import loans_to_strangers
from make_example.story.savings import savings_account
from make_example.story.work import freelance, salary


def household(market: Market) -> Book:
    """Return the book of the household; transactions of a day are in the order of the themes.

    The savings account comes last: it depends on the balance that the others leave on the current
    account.
    """
    book = Book()
    opening(book)
    salary(book)
    freelance(book)
    income_tax(book)
    family(book)
    home(book)
    daily_life(book)
    insurances(book)
    car(book)
    let_flat(book)
    Depot(book, market).run()
    loans_to_strangers(book)
    options(book, market)
    books(book)
    online_course(book)
    savings_account(book)
    return book
