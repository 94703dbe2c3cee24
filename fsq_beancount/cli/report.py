"""``fsq report``: the figures of the last twelve months and of the calendar years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fsq_beancount.cli import options, output, what_if
from fsq_beancount.cli.collecting import collect
from fsq_beancount.cli.status import UnusableError

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from fsq_beancount.books.facts import Facts
    from fsq_beancount.books.part import Part
    from fsq_beancount.core.periods import Period
    from fsq_beancount.settings.directives.option import Setting


@click.command(short_help="Print the figures of the last months and years.")
@options.ledger
@options.as_of
@options.currency
@options.account
@options.language("that of the environment, for JSON English")
@options.form
@options.ascii_only
@what_if.settings
@what_if.stress
@click.option("--year", type=click.IntRange(1, 9999), help="Show this calendar year alone.")
@click.option(
    "--from", "first", metavar="DATE", callback=options.date, help="Show the days from this on."
)
@click.option(
    "--to", "last", metavar="DATE", callback=options.date, help="Show the days up to this one."
)
@click.option(
    "--part",
    type=options.PartName(),
    help="Which table to print as CSV (default: rolling).",
)
def report(  # noqa: PLR0913 - the options of the command
    *,
    ledger: str,
    as_of: datetime.date | None,
    currency: str | None,
    account: Part | None,
    lang: str | None,
    form: str,
    ascii_only: bool,
    year: int | None,
    first: datetime.date | None,
    last: datetime.date | None,
    part: str | None,
    settings: tuple[Setting, ...],
    stress: dict[str, Decimal],
) -> None:
    """Print the figures of the last twelve months and of the calendar years.

    Below the quotas stand the values that they lie between, as long as questions are open that
    fsq check names.

    \b
    fsq report main.beancount
    fsq report main.beancount --year 2024 --lang de
    fsq report main.beancount --from 2024-01-01 --to 2024-06-30
    fsq report main.beancount --account Assets:Depot
    fsq report main.beancount --format csv --part periods
    fsq report main.beancount --set retirement-age=60 --set inflation=0.03
    fsq report main.beancount --stress Miete=50% --stress Aktien=0.3
    """  # noqa: D301 - \b keeps click from joining the lines
    if year is not None and (first or last):
        raise click.UsageError("--year and --from/--to exclude each other")
    if part is not None and form != "csv":
        raise click.UsageError("--part needs --format csv")
    loaded, facts = collect(ledger, currency)
    from dataclasses import replace

    from fsq_beancount.core import errors
    from fsq_beancount.report.build import build

    if settings:
        facts = replace(facts, config=facts.config.with_options(settings))
    if account is not None and not account.select(facts.entries):
        raise UnusableError(f"--account: no account of the ledger matches {account.pattern}")
    period = _period(facts, as_of, year, first, last)
    others = errors.count_others(loaded.errors)
    figures = build(facts, part=account, as_of=as_of, period=period, load_errors=others)
    if stress:
        figures = figures.under_stress(what_if.of_streams(stress, figures))
    if form == "text":
        from fsq_beancount import text

        style = output.style(lang, ascii_only)
        figures = replace(figures, warnings=tuple(map(output.named_from_here, figures.warnings)))
        ends = figures.as_of == facts.as_of_date()
        mistakes = len(facts.errors)
        output.write(text.render(figures, style, ledger=ledger, mistakes=mistakes, books_end=ends))
        return
    from fsq_beancount import export

    if form == "json":
        output.write(export.as_json(figures, lang or "en"))
        return
    if period is not None:
        shown = tuple(flow for flow in figures.flows if flow.date >= period.first)
        figures = replace(figures, flows=shown)
    output.write(export.as_csv(figures, part or "rolling"), output.CSV_ENCODING)


def _period(
    facts: Facts,
    as_of: datetime.date | None,
    year: int | None,
    first: datetime.date | None,
    last: datetime.date | None,
) -> Period | None:
    """Return the days to show; an end that is not given is that of the ledger."""
    from fsq_beancount.core.periods import Period

    if year is not None:
        return Period.year(year)
    if first is None and last is None:
        return None
    if last is None:
        last = as_of or facts.as_of_date()
        if first is not None and last < first:
            raise UnusableError(f"--from {first} is after the last day that counts, {last}")
    if first is None:
        first = min(last, facts.flows[0].date if facts.flows else last)
    if last < first:
        raise UnusableError(f"the period ends ({last}) before it begins ({first})")
    return Period(first, last)
