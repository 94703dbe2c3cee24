"""The projection as text: when work can stop, a small chart, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from fsq_beancount.core.periods import month_first, month_of
from fsq_beancount.core.precision import exact
from fsq_beancount.i18n import language
from fsq_beancount.i18n.messages import projection as messages
from fsq_beancount.measures.projection.result import Projection, Scenario
from fsq_beancount.report.report import Report
from fsq_beancount.text import terminal
from fsq_beancount.text.chart import Bar, draw
from fsq_beancount.text.style import Style, paragraphs, wrapped

SHOWS: Final = frozenset({"projection"})
"""The family that ``fsq projection`` shows; the report of the figures of today does not."""

_MARGIN: Final = 9
"""The columns of the terminal beside the bars of a chart."""


@exact
def render(
    report: Report, style: Style, before: Projection | None = None, mistakes: Iterable[str] = ()
) -> str:
    """Return the projection as text.

    Args:
        report: The report.
        style: The style of the text.
        before: The projection of a year before, if there is one.
        mistakes: The mistakes in our directives and metadata, each with its place.
    """
    found, locale = report.projection, style.locale
    _ = language.translation(locale).gettext
    title = _("When work can stop, in today's {currency}, from {date} on").format(
        currency=report.currency, date=language.day(found.date, locale)
    )
    blocks: list[list[str]] = [[title]]
    if found.scenarios:
        blocks[0] += _summary(found.scenarios, style)
        blocks.append(list(_sentences(report, found, before, style)))
        blocks.append(_chart(found.scenarios[-1], style))
        blocks.append(_assumptions(found, style))
    for sentence in (*messages.missing(found, locale), *messages.notes(found, locale), *mistakes):
        blocks.append(wrapped(sentence, style.width))
    return paragraphs(filter(None, blocks), style)


def _summary(scenarios: tuple[Scenario, ...], style: Style) -> list[str]:
    _ = language.translation(style.locale).gettext
    locale = style.locale
    rows = [["", *(messages.scenario(each.name, locale) for each in scenarios)]]
    rows.append([_("Work can stop"), *(messages.stop(each, locale) for each in scenarios)])
    names = (_("Narrow quota 100 %"), _("Wide quota 100 %"), _("FI number"), _("Coast FI"))
    for place, name in enumerate(names):
        cells = (messages.reached(each.reached[place], locale) for each in scenarios)
        rows.append([name, *cells])
    first = scenarios[0]
    rows.append(
        [
            _("Progress to the FI number"),
            *(
                _("{share} of {number}").format(
                    share=language.percent(each.fi_progress, locale),
                    number=language.whole(round(first.fi_number), locale),
                )
                for each in scenarios[:1]
            ),
            *("" for _each in scenarios[1:]),
        ]
    )
    return terminal.table(rows)


def _sentences(
    report: Report, found: Projection, before: Projection | None, style: Style
) -> Iterator[str]:
    _ = language.translation(style.locale).gettext
    sentences = [
        sentence
        for scenario in found.scenarios
        for sentence in (
            messages.cause(scenario, report.currency, style.reader),
            messages.bridged(scenario, report.currency, style.reader),
        )
    ]
    # What is missing is missing in both scenarios.
    for sentence in dict.fromkeys(filter(None, sentences)):
        yield from wrapped(sentence, style.width)
    if before is not None and before.scenarios and not before.scenarios[-1].missing:
        then = before.scenarios[-1]
        sentence = _("The stop month a year ago ({scenario}): {when}.").format(
            scenario=messages.scenario(then.name, style.locale),
            when=messages.stop(then, style.locale),
        )
        yield from wrapped(sentence, style.width)


def _chart(scenario: Scenario, style: Style) -> list[str]:
    """Return a bar a year of the accessible capital in today's money."""
    _ = language.translation(style.locale).gettext
    years = [month for month in scenario.path if month.month.endswith("-01")]
    bars = [
        Bar(month_first(month_of(each.month)), each.accessible, complete=True)
        for each in years[: max(1, style.width - _MARGIN)]
    ]
    if not bars:
        return []
    title = _("Accessible capital while work goes on ({scenario})").format(
        scenario=messages.scenario(scenario.name, style.locale)
    )

    lines = draw([bars], style.width, lambda amount: language.whole(amount, style.locale))[0]
    return [title, *lines]


def _assumptions(found: Projection, style: Style) -> list[str]:
    _ = language.translation(style.locale).gettext
    rows = [[_("Assumption"), _("Value"), _("Source")]]
    for each in found.assumptions:
        rows.append(
            [
                terminal.shortened(messages.assumption(each, style.locale), style.width - 30),
                messages.value(each, style.locale),
                messages.source(each, style.locale),
            ]
        )
    return terminal.table(rows, right=[1])
