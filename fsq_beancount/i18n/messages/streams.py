"""Texts of streams, their concentration and stress, English and German."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fsq_beancount.i18n import language
from fsq_beancount.i18n.language import Reader
from fsq_beancount.measures.streams import stress
from fsq_beancount.measures.streams.concentration import Concentration, Inside
from fsq_beancount.measures.streams.payers import SourceKind
from fsq_beancount.measures.streams.stress import Scenario


def stream(name: str | None, reader: Reader, *, suggested: bool) -> str:
    """Return the name of a stream: as in the ledger, or translated where it is suggested."""
    _ = language.translation(reader.locale).gettext
    if name is None:
        return _("without a stream")
    if not suggested:
        return name
    return {
        "Work": _("Work"),
        "Gifts and refunds": _("Gifts and refunds"),
        "Capital gains": _("Capital gains"),
        "Option premiums": _("Option premiums"),
        "Staking and mining": _("Staking and mining"),
        "Solar power": _("Solar power"),
        "Dividends": _("Dividends"),
        "Interest": _("Interest"),
        "Rent": _("Rent"),
        "Royalties and advertising": _("Royalties and advertising"),
        "Digital products": _("Digital products"),
        "Pensions": _("Pensions"),
    }.get(name, name)


def concentration(
    found: Concentration, with_work: Concentration, reader: Reader, *, suggested: bool
) -> str:
    """Return a sentence on the concentration of income, empty where there is no stream."""
    texts = language.translation(reader.locale)
    _ = texts.gettext
    if found.largest is None or found.largest_share is None or found.effective_streams is None:
        return ""
    name = stream(found.largest, reader, suggested=suggested)
    count = len(found.shares)
    if count == 1:
        words = _("All passive and near-passive income of named streams comes from {stream}")
    else:
        words = _(
            "{share} of the passive and near-passive income of {count} streams comes from {stream};"
            " they spread the risk like {effective} equal ones"
        )
    sentence = words.format(
        stream=name,
        share=language.percent(found.largest_share, reader.numbers, 0),
        count=count,
        effective=language.number(found.effective_streams, reader.numbers),
    )
    if with_work.largest is not None and with_work.largest != found.largest:
        words = _("; with work, {share} of all comes from {stream}")
        sentence += words.format(
            stream=stream(with_work.largest, reader, suggested=suggested),
            share=language.percent(with_work.largest_share, reader.numbers, 0),
        )
    return f"{sentence}."


def inside(found: Concentration, reader: Reader, *, suggested: bool) -> Iterator[str]:
    """Yield a sentence on each source that streams depend on: possibly the real concentration."""
    for each in found.inside:
        # The source of a smaller stream is not a risk worth a sentence.
        if each.stream is None or each.stream == found.largest:
            yield _inside(each, reader, suggested=suggested)


def _inside(each: Inside, reader: Reader, *, suggested: bool) -> str:
    _ = language.translation(reader.locale).gettext
    if each.stream is None:
        words = (
            _("Behind several streams stands {source}: {share} of their income depends on it.")
            if each.source.kind is SourceKind.COMMODITY
            else _("Behind several streams stands {source}, who pays {share} of their income.")
        )
    elif each.source.kind is SourceKind.COMMODITY:
        words = _("{of_stream} of {stream} comes from {source} alone.")
    else:
        words = _("{of_stream} of {stream} is paid by {source} alone.")
    return words.format(
        source=each.source.name,
        stream=stream(each.stream, reader, suggested=suggested),
        share=language.percent(each.share, reader.numbers, 0),
        of_stream=language.percent(each.share_of_stream, reader.numbers, 0),
    )


def scenario(each: Scenario, reader: Reader, *, suggested: bool) -> str:
    """Return the assumption of a scenario."""
    _ = language.translation(reader.locale).gettext
    falls = [
        (stream(name, reader, suggested=suggested), share) for name, share in each.falls.items()
    ]
    if each.scenario == stress.LARGEST_FAILS:
        return _("The largest stream fails ({stream})").format(stream=falls[0][0])
    if each.scenario == stress.DIVIDENDS_FALL:
        by = language.percent(each.by, reader.numbers, 0)
        if falls:
            return _("{stream} falls by {by}").format(stream=falls[0][0], by=by)
        return _("Dividends fall by {by}").format(by=by)
    return _("Your own: {falls}").format(
        falls=", ".join(f"{name} −{_percent(share, reader)}" for name, share in falls)
    )


def _percent(share: Decimal, reader: Reader) -> str:
    """Return a share of a scenario with as many places as the reader entered."""
    places = -int((share * 100).normalize().as_tuple().exponent)
    return language.percent(share, reader.numbers, max(0, places))
