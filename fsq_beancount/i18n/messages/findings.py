"""What was found that makes figures less than certain, in sentences, and what mends it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Final, NamedTuple

from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader
from fsq_beancount.report.findings import FROM_PRICES, Finding, Kind


class Remedy(NamedTuple):
    """A way to mend something: what to do, and the lines of the ledger that do it."""

    words: str
    lines: str


_METADATA: Final = "fsq-"
_BLANK: Final = re.compile("<rate>|<price>|<amount>|<interest rate>")
"""What a person has to fill in."""


def load_errors(count: int, ledger: str, reader: Reader) -> str:
    """Return how many errors Beancount found, what that means, and how to see them."""
    return (
        language.translation(reader.locale)
        .ngettext(
            "{count} load error: what Beancount dropped is in no figure. "
            "To see it: bean-check {ledger}",
            "{count} load errors: what Beancount dropped is in no figure. "
            "To see them: bean-check {ledger}",
            count,
        )
        .format(count=count, ledger=ledger)
    )


def nothing_found(reader: Reader) -> str:
    """Return that a check has found nothing."""
    return language.translation(reader.locale).gettext(
        "Nothing found that makes the figures less than certain."
    )


def with_remedy(finding: Finding, reader: Reader) -> str:
    """Return a finding and what mends it as one text."""
    words = [sentence(finding, reader)]
    for way in remedies(finding, reader):
        words += way
    return " ".join(words)


def sentence(finding: Finding, reader: Reader, hide: Callable[[str], str] = str) -> str:
    """Return what was found, and where if there is one place.

    Args:
        finding: What was found.
        reader: The reader.
        hide: Hides an amount where amounts are not to be seen.
    """
    _ = language.translation(reader.locale).gettext
    words = _what(finding, reader)
    if finding.kind is Kind.RENT_WITHOUT_COSTS and finding.detail:
        words += " " + _("Perhaps its costs are here: {detail}.")
    if finding.quota_if_charged is not None:
        words += " " + _(
            "Charged to passive income, the narrow quota would be {quota_if_charged} instead of "
            "{quota}."
        )
    detail = finding.detail
    if finding.kind in (Kind.OLD_PRICE, Kind.QUIET_LOAN):
        detail = language.day(datetime.date.fromisoformat(detail), reader.locale)
    amount = ""
    if finding.amount is not None:
        amount = hide(language.quantity(finding.amount, reader.numbers))
    text = words.format(
        subject=finding.subject,
        amount=f"{amount} {finding.currency}",
        count=finding.count,
        detail=detail,
        into=_into(finding) or _("the report currency"),
        quota=language.percent(finding.quota, reader.numbers),
        quota_if_charged=language.percent(finding.quota_if_charged, reader.numbers),
    )
    return f"{_place(finding)}: {text}" if finding.filename else text


def _what(finding: Finding, reader: Reader) -> str:
    """Return the words for a kind of finding, with the names of what stands in them."""
    texts = language.translation(reader.locale)
    _, count = texts.gettext, finding.count
    return {
        Kind.NO_OPERATING_CURRENCY: _(
            "The ledger names no operating currency. The figures are in {subject}, the "
            "currency of most of its income and expense postings."
        )
        if finding.detail != FROM_PRICES
        else _(
            "The ledger names no operating currency. The figures are in {subject}, the "
            "currency of most of its prices."
        ),
        Kind.UNCLASSIFIED: texts.ngettext(
            "{subject}: {amount} in {count} posting is unclassified and counts like active income.",
            "{subject}: {amount} in {count} postings is unclassified and counts like active "
            "income.",
            count,
        ),
        Kind.UNCONVERTED: texts.ngettext(
            "{amount} in {count} posting has no price in {into} on the day it is booked, so it is "
            "in no figure.",
            "{amount} in {count} postings has no price in {into} on the day it is booked, so it "
            "is in no figure.",
            count,
        ),
        Kind.COUNTER: texts.ngettext(
            "{amount} in {count} posting is in no figure: {subject} has neither a price nor a "
            "cost anywhere in the ledger. If it is worth money, give it a price; if it only "
            "counts something, exclude it.",
            "{amount} in {count} postings is in no figure: {subject} has neither a price nor a "
            "cost anywhere in the ledger. If it is worth money, give it a price; if it only "
            "counts something, exclude it.",
            count,
        ),
        Kind.UNCHARGED_COST: texts.ngettext(
            "{subject}: {amount} in {count} posting is a cost of earning, but no income stands "
            "beside it, so it is charged to unclassified income.",
            "{subject}: {amount} in {count} postings is a cost of earning, but no income "
            "stands beside it, so it is charged to unclassified income.",
            count,
        ),
        Kind.LIVING_TAX: texts.ngettext(
            "{subject}: {amount} of tax in {count} posting counts as living costs, since no "
            "income stands beside it.",
            "{subject}: {amount} of tax in {count} postings counts as living costs, since no "
            "income stands beside it.",
            count,
        ),
        Kind.RENT_WITHOUT_COSTS: texts.ngettext(
            "{subject}: {amount} of rent in {count} posting, and no cost is charged to it.",
            "{subject}: {amount} of rent in {count} postings, and no cost is charged to it.",
            count,
        ),
        Kind.SALE_ONLY: texts.ngettext(
            "{subject}: {amount} in {count} posting is near-passive only because it stands in "
            "a sale of what was held at cost.",
            "{subject}: {amount} in {count} postings is near-passive only because it stands in "
            "sales of what was held at cost.",
            count,
        ),
        Kind.PADDED_INCOME: texts.ngettext(
            "{subject}: {amount} in {count} posting is padding from an income account, so it "
            "is in no figure.",
            "{subject}: {amount} in {count} postings is padding from an income account, so it "
            "is in no figure.",
            count,
        ),
        Kind.RULE_UNUSED: _('The rule "{subject}" matches no posting that it is in force for.'),
        Kind.LUMP_SUM_UNKNOWN: _(
            "{subject}: the advance lump sums of {detail} count as zero in its latent tax, for "
            "want of a base rate or a price."
        ),
        Kind.LUMP_SUM_UNUSED: _("An advance lump sum is of {subject}, which is held nowhere."),
        Kind.TAX_WITHOUT_COST: _(
            "{subject}: what it cost is unknown, so its gain is in no latent tax. Book it at cost, "
            "and give the currency of the cost a price on the day of purchase."
        ),
        Kind.ALLOWANCE: _(
            "The saver's allowance is {detail}, but two persons have {amount} at most in {subject}."
        ),
        Kind.NOT_DEPRECIATED: texts.ngettext(
            "{count} posting has a useful life, the first on {subject}, but nothing is "
            "depreciated: the plugin line is missing.",
            "{count} postings have a useful life, the first on {subject}, but nothing is "
            "depreciated: the plugin line is missing.",
            count,
        ),
        Kind.LOAN_WITHOUT_RATE: _(
            "{subject}: {amount} is owed at a rate that nobody has written down, so the cost of "
            "debt leaves it out."
        ),
        Kind.QUIET_LOAN: _(
            "{subject}: {amount} is owed, but since {detail} nothing was repaid and no interest "
            "paid. If that is right, its rate is 0, or it is no loan."
        ),
        Kind.OLD_PRICE: _("The last price of {subject} is old, it is of {detail}."),
        Kind.UNVALUED: _(
            "{amount} is held and has no price in {into}, so it is on no balance sheet. If it only "
            "counts something, exclude it."
        ),
        Kind.CLAIMS: _(
            "The pensions declared ({subject}) are on no balance sheet: it takes {detail}."
        ),
        Kind.UNTREATED: _("Nothing says how {subject} is taxed, so that all of its gain is."),
        Kind.AT_COST: _("{subject} has no price: {amount} is what it cost."),
        Kind.BUDGET_UNCONVERTED: _(
            "Budgets of {amount} have no price in {into}, so they are in no plan."
        ),
        Kind.MILESTONE_UNCONVERTED: _(
            "A milestone of {amount} a month has no price in {into}, so it takes nothing."
        ),
        Kind.PLANNED_UNCONVERTED: _(
            "Planned payments of {amount} have no price in {into}, so the liquidity plan leaves "
            "them out."
        ),
        Kind.OPTION_UNCONVERTED: _(
            'The option "{subject}" of {amount} has no price in {into}, so it has no effect.'
        ),
        Kind.BUDGET_UNUSED: _(
            "There is a budget for {subject}, but no such account, nor one below it: open it, or "
            "write the account as its open directive does."
        ),
        Kind.BUDGET_UNCOUNTED: _(
            "There is a budget for {subject}, but only those of income and expense accounts count. "
            "Payments to other accounts are planned with fsq-recurring."
        ),
        Kind.RECURRING_UNKNOWN: _(
            "There is a recurring payment on {subject}, which is never opened: open it, or write "
            "the account as its open directive does."
        ),
        Kind.RECURRING_SKIPS: _(
            "{subject}: the monthly payment of {amount} starts on day {count} of a month, so the "
            "months that have no such day leave it out."
        ),
        # The message is Beancount's error, too, and as English as all of those.
        Kind.CONFIGURATION: _("{detail}"),
    }[finding.kind]


def remedies(finding: Finding, reader: Reader) -> list[Remedy]:
    """Return every way to mend a finding."""
    _ = language.translation(reader.locale).gettext
    ways: list[Remedy] = []
    for remedy in finding.remedy:
        lines = _BLANK.sub(lambda blank: _(blank.group()), remedy)
        if not lines.startswith(_METADATA):
            ways.append(Remedy(_("or:") if ways else _("To mend it, write:"), lines))
        elif finding.filename:
            # Metadata needs the line of the directive that it belongs to.
            words = _("or, below {place}:") if ways else _("To mend it, write below {place}:")
            ways.append(Remedy(words.format(place=_place(finding)), lines))
    return ways


def _into(finding: Finding) -> str:
    """Return the currency that a price is missing in: that of the line which mends it."""
    return next((line.split()[-1] for line in finding.remedy if _BLANK.search(line)), "")


def _place(finding: Finding) -> str:
    return f"{finding.filename}:{finding.lineno}"
