"""Findings about settings, in words."""

from __future__ import annotations

from typing import Final

from fsq_beancount.i18n.messages.findings.wording import Sentences, Wording
from fsq_beancount.report.findings.settings import (
    Configuration,
    NoOperatingCurrency,
    OtherCurrency,
)


def _no_operating_currency(finding: NoOperatingCurrency, wording: Wording) -> str:
    words = (
        wording.gettext(
            "The ledger names no operating currency. The figures are in {subject}, the "
            "currency of most of its prices."
        )
        if finding.of_prices
        else wording.gettext(
            "The ledger names no operating currency. The figures are in {subject}, the "
            "currency of most of its income and expense postings."
        )
    )
    return words.format(subject=finding.currency)


def _other_currency(finding: OtherCurrency, wording: Wording) -> str:
    words = wording.gettext(
        "Nothing converts to {subject}, so there are no figures. {detail}, another operating "
        "currency, is that of the postings: use --currency {detail}, or name it first."
    )
    return words.format(subject=finding.currency, detail=finding.other)


def _configuration(finding: Configuration, wording: Wording) -> str:
    # Beancount shows the message as well, so it is English like all of its errors.
    return wording.gettext("{detail}").format(detail=finding.error.message)


SENTENCES: Final[Sentences] = {
    NoOperatingCurrency: _no_operating_currency,
    OtherCurrency: _other_currency,
    Configuration: _configuration,
}
