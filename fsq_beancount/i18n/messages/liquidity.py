"""Texts of the liquidity plan, English and German."""

from __future__ import annotations

from collections.abc import Iterator

from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages.findings import FixText
from fsq_beancount.measures.liquidity import unplanned
from fsq_beancount.measures.liquidity.months import Basis
from fsq_beancount.measures.liquidity.statement import Liquidity
from fsq_beancount.measures.liquidity.unplanned_income import lines


def runway(found: Liquidity, currency: str, reader: Reader) -> str:
    """Return how long the cash lasts, in one sentence."""
    _ = language.translation(reader.locale).gettext
    cash = f"{language.money(found.cash, reader.numbers)} {currency}"
    if found.cash <= 0:
        return _("There is no cash to live on: {cash}.").format(cash=cash)
    if found.living_costs is None:
        return _("Cash of {cash}; no month has ended that would say how long it lasts.").format(
            cash=cash
        )
    if found.runway is None:
        return _("Cash of {cash}; nothing was spent on living in the last twelve months.").format(
            cash=cash
        )
    words = _("Cash of {cash} lasts {months} months at {costs} {currency} a month")
    sentence = words.format(
        cash=cash,
        months=language.number(found.runway, reader.numbers),
        costs=language.money(found.living_costs, reader.numbers),
        currency=currency,
    )
    if found.runway_passive is None:
        return sentence + _(", and without an end while passive income pays for all of it.")
    if found.passive_income:
        more = _(", and {months} months while passive income of {income} {currency} goes on.")
        return sentence + more.format(
            months=language.number(found.runway_passive, reader.numbers),
            income=language.money(found.passive_income, reader.numbers),
            currency=currency,
        )
    return f"{sentence}."


def secured(found: Liquidity, currency: str, reader: Reader) -> str:
    """Return when the plan falls below the reserve, in one sentence."""
    texts = language.translation(reader.locale)
    _ = texts.gettext
    if found.unplanned_income:
        return _("There is regular income, but none is planned, so there is no plan.")
    if found.reserve is None:
        return _("The reserve has no price in {currency}, so nothing is said of it.").format(
            currency=currency
        )
    reserve = f"{language.money(found.reserve, reader.numbers)} {currency}"
    if found.short_on is None:
        words = texts.ngettext(
            "The plan stays at or above the reserve of {reserve} in its {count} month.",
            "The plan stays at or above the reserve of {reserve} in all of its {count} months.",
            found.horizon,
        )
        return words.format(reserve=reserve, count=found.horizon)
    words = texts.ngettext(
        "The plan falls below the reserve of {reserve} in {month}: {count} month is secured.",
        "The plan falls below the reserve of {reserve} in {month}: {count} months are secured.",
        found.months_secured or 0,
    )
    return words.format(
        reserve=reserve,
        month=language.month(found.short_on.month, reader.locale),
        count=found.months_secured,
    )


def basis(each: Basis, reader: Reader) -> str:
    """Return the name of the basis of a planned amount."""
    _ = language.translation(reader.locale).gettext
    return {
        Basis.PLANNED: _("planned"),
        Basis.RECURRING: _("recurring"),
        Basis.BUDGET: _("budget"),
        Basis.AVERAGE: _("average of twelve months"),
        Basis.UNLOCKED: _("no longer locked"),
        Basis.LUMP_SUM: _("tax on the advance lump sum, estimated"),
    }[each]


def hints(found: Liquidity, currency: str, reader: Reader) -> Iterator[FixText]:
    """Yield what is missing from the plan, each with the lines of the ledger that add it."""
    if not found.plan and not found.unplanned_income:
        return
    _ = language.translation(reader.locale).gettext
    if found.unplanned_income:
        yield FixText(
            _("If the income goes on as in the last twelve months, write:"),
            "\n".join(lines(found.unplanned_income, after=found.date, currency=currency)),
        )
    for loan in found.unplanned_loans:
        words = _(
            "On {account} {amount} {currency} was paid a month, and the plan has no instalment."
            " If it goes on, write:"
        )
        amount = language.money(loan.monthly, reader.numbers)
        yield FixText(
            words.format(account=loan.account, amount=amount, currency=currency),
            unplanned.line(loan, after=found.date, currency=currency),
        )
