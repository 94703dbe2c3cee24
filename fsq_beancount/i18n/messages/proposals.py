"""Proposals in words: why lines are offered, and what stands above and below them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import changes
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.proposals import (
    GoesOn,
    Group,
    Idea,
    Instalment,
    Lifetime,
    NoTaxProfile,
    NotSoon,
    OwnMilestones,
    OwnStreams,
    PageMissing,
    PluginMissing,
    Proposals,
)


def group(name: Group, reader: Reader) -> str:
    """Return the heading of a group."""
    _ = language.translation(reader.locale).gettext
    return {
        Group.SETUP: _("Set-up"),
        Group.FLOWS: _("Income and its costs"),
        Group.STREAMS: _("Streams"),
        Group.MILESTONES: _("Milestones"),
        Group.LOANS: _("Loans"),
        Group.HOLDINGS: _("What is held, and how soon it is money"),
        Group.TAX: _("Tax"),
        Group.PLAN: _("Liquidity plan"),
        Group.LIFE: _("Lifetime"),
        Group.OTHER: _("Prices and other things"),
    }[name]


def why(about: Finding | Idea, reader: Reader, hide: Callable[[str], str] = str) -> str:
    """Return the reason for lines: the sentence of a finding, or that of an idea.

    Args:
        about: The reason.
        reader: The reader.
        hide: Masks an amount where amounts are hidden.
    """
    if isinstance(about, Finding):
        return finding_messages.sentence(about, reader, hide)
    return _IDEAS[type(about)](about, language.translation(reader.locale).gettext)


_Text = Callable[[str], str]


def _plugin(idea: PluginMissing, _: _Text) -> str:
    words = _(
        "The plugin tags each posting with its class and brings the tables for bean-query. It "
        "belongs in the main file, since Beancount ignores it in an included one."
    )
    if idea.mistakes:
        more = _("Mend the mistakes that fsq check names: with the plugin they are load errors.")
        return f"{words} {more}"
    return words


def _page(_idea: PageMissing, _: _Text) -> str:
    return _("The page in Fava, for those who have Fava.")


def _milestones(idea: OwnMilestones, _: _Text) -> str:
    if idea.of_bills:
        return _(
            "The bills that come every month, the smallest first: they are the milestones already, "
            "and stay so with these lines."
        )
    return _(
        "The largest living costs, the smallest first, are the milestones as long as none is "
        "declared. Which would you like to reach?"
    )


def _streams(_idea: OwnStreams, _: _Text) -> str:
    return _(
        "No stream is named, so the names of accounts group the income. Are these the streams? "
        "Name each flat and each product by its own; the lines belong together."
    )


def _goes_on(idea: GoesOn, _: _Text) -> str:
    words = _(
        "The plan has no income. Does that of {accounts} go on as in the last twelve months? The "
        "lines belong together."
    )
    return words.format(accounts=", ".join(idea.accounts))


def _instalment(idea: Instalment, _: _Text) -> str:
    words = _(
        "The plan has no instalment of {account}. Does it go on as in the last twelve months?"
    )
    return words.format(account=idea.account)


def _not_soon(idea: NotSoon, _: _Text) -> str:
    words = _(
        '{account} counts as sold within days, but its name says "{word}". When can it be spent?'
    )
    return words.format(account=idea.account, word=idea.word)


def _tax(_idea: NoTaxProfile, _: _Text) -> str:
    return _(
        "No law is named by which gains are taxed, so latent tax is unknown. Is it this one, and "
        "are these the kinds of what is held?"
    )


def _lifetime(_idea: Lifetime, _: _Text) -> str:
    return _(
        "When were you born, and what do you expect? The numbers are examples; human capital and "
        "consumption need all of them."
    )


_IDEAS: Final[Mapping[type[Idea], Callable[[Any, _Text], str]]] = {
    PluginMissing: _plugin,
    PageMissing: _page,
    OwnMilestones: _milestones,
    OwnStreams: _streams,
    GoesOn: _goes_on,
    Instalment: _instalment,
    NotSoon: _not_soon,
    NoTaxProfile: _tax,
    Lifetime: _lifetime,
}


def title(found: Proposals, name: str, reader: Reader) -> str:
    """Return what the lines are, and where they belong.

    Args:
        found: The proposals.
        name: The name of the main file.
        reader: The reader.
    """
    _ = language.translation(reader.locale).gettext
    if not found.sure and not found.doubtful:
        return _("Nothing is missing: fsq init has no line to add to {ledger}.").format(ledger=name)
    return _(
        "Lines to add at the end of {ledger}; nothing was changed. All of this is Beancount: what "
        "is no line to add is a comment. Each effect is that of its lines alone."
    ).format(ledger=name)


def headings(reader: Reader) -> tuple[str, str, str]:
    """Return the headings of the sure lines, the doubtful ones, and the figures that change."""
    _ = language.translation(reader.locale).gettext
    return (
        _("Sure: structure or arithmetic supports these lines"),
        _("To decide: take the semicolon off the lines that are right"),
        _("What the sure lines change together"),
    )


def nothing_sure(reader: Reader) -> str:
    """Return that no sure line is missing."""
    return language.translation(reader.locale).gettext("No sure line is missing.")


def before_and_after(found: Proposals, reader: Reader) -> tuple[str, str]:
    """Return how sure the ledger is, as it is and with the sure lines."""
    _ = language.translation(reader.locale).gettext
    return (
        _("As it is: {state}.").format(state=changes.state(found.before, reader)),
        _("With the sure lines: {state}.").format(state=changes.state(found.after, reader)),
    )


def alternative(reader: Reader) -> str:
    """Return the word between alternatives."""
    return language.translation(reader.locale).gettext("or:")


def at_load(reader: Reader) -> str:
    """Return that lines were not run, since they take effect when the ledger is loaded."""
    return language.translation(reader.locale).gettext(
        "It takes effect when the ledger is loaded, so its effect is not known here."
    )


def unsettled(count: int, reader: Reader) -> str:
    """Return how many questions no line settles."""
    return (
        language.translation(reader.locale)
        .ngettext(
            "{count} more question has no line to add; see fsq check.",
            "{count} more questions have no line to add; see fsq check.",
            count,
        )
        .format(count=count)
    )
