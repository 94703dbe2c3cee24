"""Texts of the lots held: which rule taxes a lot, and how their taxes relate to the latent tax."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader
from fsq_beancount.measures.wealth.latent_tax import LatentTax
from fsq_beancount.measures.wealth.lots import Lot, Taxation, tax_of_lots, value_taxed_whole
from fsq_beancount.tax.profile import Rule

_CENT: Final = Decimal("0.01")


def rule(of: Taxation | None, reader: Reader) -> str:
    """Return which rule taxes a lot: ``equity fund: taxed in full, since then 70% of the gain``.

    It is empty where there is no taxation.
    """
    if of is None:
        return ""
    _ = language.translation(reader.locale).gettext
    word = _treatment(of.word, reader)
    if of.whole:
        return _("{treatment}: the whole value is taxed").format(treatment=word)
    if not of.rules:
        return word
    first, *then = (_part(each, of.exempt, reader) for each in of.rules)
    words = _("{treatment}: {rule}") if not then else _("{treatment}: at first {rule}, then {then}")
    said = words.format(treatment=word, rule=first, then=", ".join(then))
    return f"{said} ({of.source})" if of.source else said


def _treatment(word: str | None, reader: Reader) -> str:
    _ = language.translation(reader.locale).gettext
    if word is None:
        return _("no treatment")
    return {
        "share": _("share"),
        "equity-fund": _("equity fund"),
        "mixed-fund": _("mixed fund"),
        "real-estate-fund": _("real estate fund"),
        "foreign-real-estate-fund": _("foreign real estate fund"),
        "bond": _("bond"),
        "private-sale": _("private sale"),
        "deferred": _("deferred"),
        "none": _("not taxed"),
    }.get(word, word)


def _part(of: Rule, exempt: Decimal, reader: Reader) -> str:
    _ = language.translation(reader.locale).gettext
    match of:
        case Rule.FREE:
            return _("free of tax")
        case Rule.OLD_FUND:
            words = _("{share} of the gain taxed, above the allowance for old funds")
        case Rule.TAXED if exempt:
            words = _("{share} of the gain taxed")
        case _:
            return _("taxed in full")
    return words.format(share=language.percent(1 - exempt, reader.numbers, 0))


def together(
    lots: Sequence[Lot],
    latent: LatentTax,
    currency: str,
    reader: Reader,
    hidden: Callable[[str], str] = str,
) -> Iterator[str]:
    """Yield how the taxes of all lots relate to the latent tax, in sentences.

    Args:
        lots: The lots.
        latent: The latent tax of the same day.
        currency: The report currency.
        reader: The reader.
        hidden: Masks an amount where the reader hides amounts.
    """
    texts = language.translation(reader.locale)
    _ = texts.gettext

    def amount(value: Decimal) -> str:
        return f"{hidden(language.money(value, reader.numbers))} {currency}"

    alone = tax_of_lots(lots)
    if abs(alone - latent.total) < _CENT:
        yield _("Together that is the latent tax, {amount}.").format(amount=amount(alone))
    else:
        words = _("Each taxed alone they come to {alone}; the latent tax is {latent}.")
        yield words.format(alone=amount(alone), latent=amount(latent.total))
        if latent.allowance:
            words = _("The saver's allowance leaves {amount} of the gains untaxed.")
            yield words.format(amount=amount(latent.allowance))
        if latent.old_fund_allowance:
            words = _("The allowance for old funds leaves {amount} of the gains untaxed.")
            yield words.format(amount=amount(latent.old_fund_allowance))
        if any(lot.tax is not None and lot.tax < 0 for lot in lots):
            yield _("A loss lowers the tax on gains only as far as the law offsets the two.")
        without_lots = latent.deferred - value_taxed_whole(lots)
        if without_lots:
            words = _("{amount} are taxed as a whole without being in lots.")
            yield words.format(amount=amount(without_lots))
    unknown = sum(lot.tax is None and lot.taxation is not None for lot in lots)
    if unknown:
        yield texts.ngettext(
            "The tax on {count} lot is unknown, and in neither.",
            "The tax on {count} lots is unknown, and in neither.",
            unknown,
        ).format(count=unknown)
