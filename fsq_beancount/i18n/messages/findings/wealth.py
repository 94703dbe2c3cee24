"""Findings about the balance sheet, in words."""

from __future__ import annotations

from typing import Final

from fsq_beancount.core.weights import Weight
from fsq_beancount.i18n.messages.findings.wording import Sentences, Wording
from fsq_beancount.report.findings.wealth import (
    Allowance,
    AllowanceLeft,
    AtCost,
    BaseValue,
    Claims,
    CommodityAsMoney,
    LumpSumUnknown,
    LumpSumUnused,
    LumpSumWithoutDistributions,
    MoneyByName,
    NotDepreciated,
    OldPrice,
    PrivateRate,
    TaxWithoutCost,
    Untreated,
    Unvalued,
)


def _old_price(finding: OldPrice, wording: Wording) -> str:
    if finding.flows:
        words = wording.gettext(
            "{subject} has no quote of a day with a large flow, where returns take the price of "
            "its own transaction: {detail}."
        )
        days = ", ".join(map(wording.day, finding.flows))
        return words.format(subject=finding.commodity, detail=days)
    if finding.split is not None:
        words = wording.gettext(
            "The last price of {subject}, of {detail}, is older than the split of {split}. So what "
            "is held is not worth what the figures say."
        )
        return words.format(
            subject=finding.commodity,
            detail=wording.day(finding.date),
            split=wording.day(finding.split),
        )
    words = wording.gettext("The last price of {subject} is old, it is of {detail}.")
    return words.format(subject=finding.commodity, detail=wording.day(finding.date))


def _unvalued(finding: Unvalued, wording: Wording) -> str:
    words = (
        wording.gettext(
            "{amount} is held and has no price in {into}, so it is on no balance sheet. If it "
            "only counts something, exclude it."
        )
        if finding.may_count
        else wording.gettext(
            "{amount} is held and has no price in {into}, so it is on no balance sheet."
        )
    )
    return words.format(amount=wording.amount(finding.units), into=finding.into)


def _commodity_as_money(finding: CommodityAsMoney, wording: Wording) -> str:
    words = wording.gettext(
        "{amount} counts as money, since {subject} is the code of a currency. But it was only "
        "ever bought at a price, and stands on no income or expense account. Is it money?"
    )
    units = Weight(finding.units, finding.commodity)
    return words.format(amount=wording.amount(units), subject=finding.commodity)


def _money_by_name(finding: MoneyByName, wording: Wording) -> str:
    words = wording.gettext(
        '{subject}: {amount} counts as cash, but the name says "{word}". Can it be spent at once?'
    )
    text = words.format(
        subject=finding.account, amount=wording.amount(finding.amount), word=finding.word
    )
    if finding.runway is None or finding.runway_without is None:
        return text
    words = wording.gettext("The cash lasts {runway} months with it, {without} without it.")
    return f"{text} " + words.format(
        runway=wording.number(finding.runway), without=wording.number(finding.runway_without)
    )


def _claims(finding: Claims, wording: Wording) -> str:
    words = wording.gettext(
        "The pensions declared ({subject}) are on no balance sheet: it takes {detail}."
    )
    return words.format(
        subject=", ".join(finding.pensions),
        detail=", ".join((*finding.options, *finding.unpriced)),
    )


def _untreated(finding: Untreated, wording: Wording) -> str:
    words = wording.gettext("Nothing says how {subject} is taxed, so that all of its gain is.")
    return words.format(subject=finding.commodity)


def _at_cost(finding: AtCost, wording: Wording) -> str:
    words = wording.gettext("{subject} has no price: {amount} is what it cost.")
    return words.format(subject=finding.commodity, amount=wording.amount(finding.cost))


def _lump_sum_unknown(finding: LumpSumUnknown, wording: Wording) -> str:
    words = wording.gettext(
        "{subject}: the advance lump sums of {detail} count as zero in its latent tax, for want "
        "of a base rate or a price."
    )
    return words.format(subject=finding.commodity, detail=", ".join(map(str, finding.years)))


def _lump_sum_unused(finding: LumpSumUnused, wording: Wording) -> str:
    words = wording.gettext("An advance lump sum is of {subject}, which is held nowhere.")
    return words.format(subject=finding.commodity)


def _tax_without_cost(finding: TaxWithoutCost, wording: Wording) -> str:
    words = wording.gettext(
        "{subject}: what it cost is unknown, so its gain is in no latent tax. Book it at cost, "
        "and give the currency of the cost a price on the day of purchase."
    )
    return words.format(subject=finding.commodity)


def _lump_sum_without_distributions(finding: LumpSumWithoutDistributions, wording: Wording) -> str:
    words = wording.gettext(
        "{subject}: the advance lump sums of {detail} were computed without distributions, since "
        "no distribution in the ledger names a commodity. Name it in the account, in metadata or "
        "in the narration, or write what the bank reported."
    )
    return words.format(subject=finding.commodity, detail=", ".join(map(str, finding.years)))


def _base_value(finding: BaseValue, wording: Wording) -> str:
    words = wording.gettext(
        "{subject} has no price on or before {detail}. What it gained until then is taxed by "
        "another rule than what it gained since, so it counts as taxed in full."
    )
    return words.format(subject=finding.commodity, detail=wording.day(finding.date))


def _private_rate(finding: PrivateRate, wording: Wording) -> str:
    words = wording.gettext(
        "{subject}: held for no more than a year, so a sale would be taxed at your personal rate, "
        "which is unknown. This tax is in no figure."
    )
    return words.format(subject=", ".join(finding.commodities))


def _allowance_left(finding: AllowanceLeft, wording: Wording) -> str:
    words = wording.gettext(
        "The capital income of {subject} leaves {amount} of the saver's allowance of one person, "
        "but the latent tax counts none, since the ledger does not say so."
    )
    return words.format(subject=finding.year, amount=wording.amount(finding.left))


def _allowance(finding: Allowance, wording: Wording) -> str:
    words = wording.gettext(
        "The saver's allowance is {detail}, but two persons have {amount} at most in {subject}."
    )
    number, currency = finding.allowance
    return words.format(
        # As written in the ledger.
        detail=f"{number} {currency}",
        amount=wording.amount(finding.most),
        subject=finding.year,
    )


def _not_depreciated(finding: NotDepreciated, wording: Wording) -> str:
    words = wording.ngettext(
        "{count} posting has a useful life, the first on {subject}, but nothing is "
        "depreciated: the plugin line is missing.",
        "{count} postings have a useful life, the first on {subject}, but nothing is "
        "depreciated: the plugin line is missing.",
        finding.postings,
    )
    return words.format(count=finding.postings, subject=finding.account)


SENTENCES: Final[Sentences] = {
    OldPrice: _old_price,
    Unvalued: _unvalued,
    Claims: _claims,
    CommodityAsMoney: _commodity_as_money,
    MoneyByName: _money_by_name,
    Untreated: _untreated,
    AtCost: _at_cost,
    LumpSumUnknown: _lump_sum_unknown,
    LumpSumUnused: _lump_sum_unused,
    TaxWithoutCost: _tax_without_cost,
    LumpSumWithoutDistributions: _lump_sum_without_distributions,
    BaseValue: _base_value,
    PrivateRate: _private_rate,
    AllowanceLeft: _allowance_left,
    Allowance: _allowance,
    NotDepreciated: _not_depreciated,
}
