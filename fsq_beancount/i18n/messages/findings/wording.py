"""The wording of findings: the reader's language and number format, with amounts hidden or not."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fsq_beancount.core.weights import Weight
from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.flows import AboutPostings


@dataclass(frozen=True, slots=True)
class Wording:
    """Formats the parts of a sentence for a reader.

    Attributes:
        reader: The reader.
        hide: Masks an amount where amounts are hidden.
    """

    reader: Reader
    hide: Callable[[str], str] = str

    def gettext(self, text: str) -> str:
        """Return a text in the reader's language."""
        return language.translation(self.reader.locale).gettext(text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the text for a count, in the reader's language."""
        return language.translation(self.reader.locale).ngettext(one, many, count)

    def quantity(self, number: Decimal) -> str:
        """Return the number of an amount."""
        return self.hide(language.quantity(number, self.reader.numbers))

    def rate(self, number: Decimal) -> str:
        """Return the number of a price, which is no secret."""
        return language.quantity(number, self.reader.numbers)

    def amount(self, amount: Weight) -> str:
        """Return an amount with its currency."""
        return f"{self.quantity(amount.number)} {amount.currency}"

    def of_postings(self, words: str, finding: AboutPostings) -> str:
        """Return a text about the postings of an account, filled in."""
        return words.format(
            subject=finding.account, amount=self.amount(finding.amount), count=finding.postings
        )

    def percent(self, ratio: Decimal | None) -> str:
        """Return a ratio."""
        return language.percent(ratio, self.reader.numbers)

    def number(self, number: Decimal) -> str:
        """Return a number that is no money."""
        return language.number(number, self.reader.numbers)

    def day(self, date: datetime.date) -> str:
        """Return a date."""
        return language.day(date, self.reader.locale)

    def month(self, month: str) -> str:
        """Return a month, ``2024-12``."""
        return language.month(month, self.reader.locale)


Sentences = Mapping[type[Finding], Callable[[Any, Wording], str]]
"""The function that puts a finding into words, by class of findings."""
