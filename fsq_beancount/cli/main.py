"""The shell command ``fsq``: report, check, explain, glossary, sniff.

Thin: it loads the ledger, asks the core and prints what a face makes of the answer. Imports stand
where they are needed, since a command should answer at once.
"""

from __future__ import annotations

import datetime
import gc
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from fsq_beancount._version import __version__

if TYPE_CHECKING:
    from fsq_beancount.books.facts import Facts
    from fsq_beancount.cli.loading import Loaded
    from fsq_beancount.core.periods import Period
    from fsq_beancount.report.findings import Finding
    from fsq_beancount.report.report import Report
    from fsq_beancount.settings.directives.option import Setting
    from fsq_beancount.text import Style

FOUND: Final = 1
UNUSABLE: Final = 2
INTERRUPTED: Final = 130
FORMATS: Final = ("text", "json", "csv")
CSV_ENCODING: Final = "utf-8"

Command = TypeVar("Command", bound=Callable[..., Any])


class UnusableError(click.ClickException):
    """What was asked for cannot be done; the message says why."""

    exit_code = UNUSABLE


def main() -> None:
    """Run as a program of its own: errors in one line, quiet when interrupted."""
    # The garbage collector would visit every entry again and again: three quarters of a cached
    # load. What is loaded lives until the program ends, and that is soon.
    gc.disable()
    if hasattr(signal, "SIGPIPE"):
        # Like other programs: `fsq report | head` ends with its reader, without a word.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if sys.stdout is None:  # closed by the shell that started us
        click.echo("fsq: there is no output to write to", err=True)
        sys.exit(UNUSABLE)
    try:
        status = cli.main(prog_name="fsq", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        status = INTERRUPTED
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        hint = f" (see: {context.command_path} --help)" if context is not None else ""
        click.echo(f"fsq: {' '.join(error.format_message().split())}{hint}", err=True)
        status = error.exit_code
    gc.freeze()  # or the interpreter would visit every entry once more before it ends
    sys.exit(status or 0)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(__version__, prog_name="fsq-beancount")
@click.pass_context
def cli(context: click.Context) -> None:
    """Financial security quota: how much of life do passive earnings pay already?

    Reads a Beancount LEDGER and changes no file.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(UNUSABLE)


def _date(
    context: click.Context, option: click.Parameter, value: str | None
) -> datetime.date | None:
    if value is None:
        return None
    try:
        return datetime.datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise click.BadParameter(f"{value} is no date; write it as 2024-12-31") from None


def _settings(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[Setting, ...]:
    if not values:
        return ()
    from fsq_beancount.settings.directives import option

    settings = []
    for value in values:
        setting = option.parse(value)
        if isinstance(setting, str):
            raise click.BadParameter(setting.replace("fsq-option ", "", 1))
        settings.append(setting)
    return tuple(settings)


def _falls(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, Decimal]:
    """Return by which part each stream falls; whether there is such a stream, the ledger says."""
    falls: dict[str, Decimal] = {}
    for value in values:
        # The last sign, since a name may have one of its own.
        name, sign, part = (piece.strip() for piece in value.rpartition("="))
        try:
            share = Decimal(part[:-1]) / 100 if part.endswith("%") else Decimal(part)
        except ArithmeticError:
            share = Decimal(-1)
        if not (sign and name and share.is_finite() and 0 <= share <= 1):
            raise click.BadParameter(
                f"{value} is no stream and a part from 0 to 1; write it as Miete=0.5 or Miete=50%"
            )
        falls[name] = share
    return falls


def _options(*decorators: Callable[[Any], Any]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


_as_of = click.option(
    "--as-of",
    metavar="DATE",
    callback=_date,
    help="The last day that counts (default: that of the latest entry up to today).",
)
_currency = click.option(
    "--currency",
    metavar="CUR",
    help="The report currency (default: the ledger's first operating currency).",
)


def _language(default: str) -> Callable[[Any], Any]:
    return click.option(
        "--lang", type=click.Choice(("en", "de")), help=f"The language (default: {default})."
    )


_lang = _language("that of the environment")
_lang_of_report = _language("that of the environment, for JSON English")
_format = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="Text for people; JSON or CSV for programs.",
)
_set = click.option(
    "--set",
    "settings",
    metavar="NAME=VALUE",
    multiple=True,
    callback=_settings,
    help="What if: an option for this run alone, e.g. inflation=0.03; may be repeated.",
)
_stress = click.option(
    "--stress",
    metavar="STREAM=PART",
    multiple=True,
    callback=_falls,
    help="What if: the income of a stream falls by a part, e.g. Miete=0.5; may be repeated.",
)
_ascii = click.option(
    "--ascii",
    "ascii_only",
    is_flag=True,
    help="Draw with ASCII characters (by itself where the terminal takes no others).",
)
_ledger = click.argument("ledger", metavar="LEDGER", type=click.Path())


@cli.command(short_help="Print the figures of the last months and years.")
@_options(_ledger, _as_of, _currency, _lang_of_report, _format, _ascii, _set, _stress)
@click.option("--year", type=click.IntRange(1, 9999), help="Show this calendar year alone.")
@click.option("--from", "first", metavar="DATE", callback=_date, help="Show the days from this on.")
@click.option("--to", "last", metavar="DATE", callback=_date, help="Show the days up to this one.")
@click.option(
    "--part",
    type=click.Choice(
        (
            *("rolling", "periods", "flows", "milestones", "budget", "wealth", "accounts"),
            *("returns", "loans", "streams", "recurring", "liquidity", "plan"),
        )
    ),
    help="Which table to print as CSV (default: rolling).",
)
def report(  # noqa: PLR0913 - the options of the command
    *,
    ledger: str,
    as_of: datetime.date | None,
    currency: str | None,
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

    \b
    fsq report main.beancount
    fsq report main.beancount --year 2024 --lang de
    fsq report main.beancount --from 2024-01-01 --to 2024-06-30
    fsq report main.beancount --format csv --part periods
    fsq report main.beancount --set retirement-age=60 --set inflation=0.03
    fsq report main.beancount --stress Miete=50% --stress Aktien=0.3
    """  # noqa: D301 - \b keeps click from joining the lines
    if year is not None and (first or last):
        raise click.UsageError("--year and --from/--to exclude each other")
    if part is not None and form != "csv":
        raise click.UsageError("--part needs --format csv")
    loaded, facts = _collect(ledger, currency)
    from fsq_beancount.core import errors
    from fsq_beancount.report import build as analysis

    if settings:
        facts = replace(facts, config=facts.config.with_options(settings))
    period = _period(facts, as_of, year, first, last)
    others = errors.count_others(loaded.errors)
    figures = analysis.build(facts, as_of=as_of, period=period, load_errors=others)
    if stress:
        figures = figures.under_stress(_of_streams(stress, figures))
    if form == "text":
        from fsq_beancount import text
        from fsq_beancount.books.facts import as_of_date

        style = _style(lang, ascii_only)
        figures = replace(figures, warnings=tuple(map(_shorter, figures.warnings)))
        ends = figures.as_of == as_of_date(facts.entries)
        mistakes = len(facts.errors)
        _print(text.render(figures, style, ledger=ledger, mistakes=mistakes, books_end=ends))
        return
    from fsq_beancount import export

    if form == "json":
        _print(export.as_json(figures, lang or "en"))
        return
    if period is not None:
        shown = tuple(flow for flow in figures.flows if flow.date >= period.first)
        figures = replace(figures, flows=shown)
    _print(export.as_csv(figures, part or "rolling"), CSV_ENCODING)


@cli.command(short_help="Name what makes the figures uncertain.")
@_options(_ledger, _as_of, _currency, _lang)
@click.pass_context
def check(
    context: click.Context,
    ledger: str,
    as_of: datetime.date | None,
    currency: str | None,
    lang: str | None,
) -> None:
    """Name what makes the figures less than certain, and what mends it.

    The exit status is 1 where there is anything to name.

    \b
    fsq check main.beancount
    """  # noqa: D301 - \b keeps click from joining the lines
    loaded, facts = _collect(ledger, currency)
    from fsq_beancount import check as checks
    from fsq_beancount import text
    from fsq_beancount.core import errors
    from fsq_beancount.i18n import messages as wording
    from fsq_beancount.report import build as analysis

    style = _style(lang)
    # The plugin's errors are among the findings already, with their message.
    others = errors.count_others(loaded.errors)
    figures = analysis.build(facts, as_of=as_of, load_errors=others)
    parts = [[wording.load_errors(others, ledger, style.locale)]] if others else []
    parts += [
        text.finding_lines(_shorter(finding), style) for finding in checks.find(facts, figures)
    ]
    _print(text.paragraphs(parts or [[wording.nothing_found(style.locale)]], style))
    if parts:
        context.exit(FOUND)


@cli.command(short_help="Say why an account or posting is what it is.")
@_options(_ledger)
@click.argument("subject", metavar="[ACCOUNT | FILE:LINE]", required=False)
@_options(_as_of, _currency, _lang, _format, _ascii)
def explain(
    *,
    ledger: str,
    subject: str | None,
    as_of: datetime.date | None,
    currency: str | None,
    lang: str | None,
    form: str,
    ascii_only: bool,
) -> None:
    """Say which rule gave each account or posting its class, role and stream.

    \b
    fsq explain main.beancount
    fsq explain main.beancount Income:Depot
    fsq explain main.beancount 2024.beancount:117
    """  # noqa: D301 - \b keeps click from joining the lines
    _, facts = _collect(ledger, currency)
    from fsq_beancount.cli import explain as explanation

    try:
        answer = explanation.find(facts, subject, as_of)
    except explanation.UnknownError as error:
        raise UnusableError(str(error)) from None
    if form == "json":
        _print(explanation.as_json(facts, answer))
    elif form == "csv":
        _print(explanation.as_csv(facts, answer), CSV_ENCODING)
    else:
        _print(explanation.render(facts, answer, _style(lang, ascii_only)))


@cli.command(short_help="Say what the figures mean.")
@click.argument("figure", required=False)
@_options(_lang, _ascii)
def glossary(figure: str | None, lang: str | None, ascii_only: bool) -> None:
    """Say what each FIGURE means, in words and worked through with numbers.

    \b
    fsq glossary
    fsq glossary fsq_narrow
    """  # noqa: D301 - \b keeps click from joining the lines
    from fsq_beancount.text import glossary as explanations

    try:
        text = explanations.render(figure, _style(lang, ascii_only))
    except explanations.UnknownFigureError as error:
        raise UnusableError(str(error)) from None
    _print(text)


@cli.command(short_help="Say which importer takes an export of a bank.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.pass_context
def sniff(context: click.Context, files: tuple[str, ...]) -> None:
    """Say which importer takes each FILE, how it is written, and what in it is unknown.

    The exit status is 1 where a file has no importer, or words that its importer does not know,
    and 2 where one cannot be read.

    \b
    fsq sniff ~/Downloads/*.csv
    """  # noqa: D301 - \b keeps click from joining the lines
    from fsq_importers import sniffing

    status = 0
    for path in files:
        try:
            sniffed = sniffing.sniff(path)
        except OSError as error:
            # The others are told all the same: `~/Downloads/*` may well have a directory.
            click.echo(f"fsq: {path}: {error.strerror}", err=True)
            status = UNUSABLE
            continue
        if not sniffed.understood:
            status = max(status, FOUND)
        _print("".join(f"{line}\n" for line in sniffing.describe(sniffed)))
    context.exit(status)


def _collect(ledger: str, currency: str | None) -> tuple[Loaded, Facts]:
    from fsq_beancount.books import facts
    from fsq_beancount.cli import loading
    from fsq_beancount.core import errors

    try:
        loaded = loading.load(ledger)
    except loading.UnreadableError as error:
        raise UnusableError(str(error)) from None
    if currency is not None:
        known = loading.currencies(loaded)
        if currency.upper() not in known:
            names = ", ".join(sorted(known)) or "none"
            what = f"knows no {currency}, only" if currency.strip() else "knows these:"
            raise UnusableError(f"--currency: the ledger {what} {names}")
    collected = facts.collect(
        loaded.entries, loaded.options, currency=currency and currency.upper()
    )
    found = errors.with_plugins(collected.errors, loaded.errors)
    return loaded, replace(collected, errors=found)


def _of_streams(falls: dict[str, Decimal], figures: Report) -> dict[str, Decimal]:
    """Return the same with the names as the streams have them, whatever their case or language."""
    from fsq_beancount.i18n import locale as language
    from fsq_beancount.i18n.messages import streams as stream_wording

    year = figures.streams.last_year
    names = sorted({row.stream for row in year.rows if row.stream} if year else ())
    known = {}
    for name in names:
        known[name.casefold()] = name
        if figures.streams.suggested:
            for locale in language.LANGUAGES:
                said = stream_wording.stream(name, locale, suggested=True)
                known[said.casefold()] = name
    unknown = [name for name in falls if name.casefold() not in known]
    if unknown:
        listed = ", ".join(names) or "none"
        raise UnusableError(
            f"--stress: the last twelve months have no stream {unknown[0]}, only: {listed}"
        )
    return {known[name.casefold()]: share for name, share in falls.items()}


def _period(
    facts: Facts,
    as_of: datetime.date | None,
    year: int | None,
    first: datetime.date | None,
    last: datetime.date | None,
) -> Period | None:
    """Return the days to show; an end that is not given is that of the ledger."""
    from fsq_beancount.books.facts import as_of_date
    from fsq_beancount.core.periods import Period

    if year is not None:
        return Period.year(year)
    if first is None and last is None:
        return None
    if last is None:
        last = as_of or as_of_date(facts.entries)
        if first is not None and last < first:
            raise UnusableError(f"--from {first} is after the last day that counts, {last}")
    if first is None:
        first = min(last, facts.flows[0].date if facts.flows else last)
    if last < first:
        raise UnusableError(f"the period ends ({last}) before it begins ({first})")
    return Period(first, last)


def _shorter(finding: Finding) -> Finding:
    """Return a finding with the path of its file as a person in this directory names it."""
    here = os.getcwd() + os.sep
    return replace(finding, filename=finding.filename.removeprefix(here))


def _style(lang: str | None, ascii_only: bool = False) -> Style:
    from fsq_beancount.i18n import locale as language
    from fsq_beancount.text import Style, terminal

    width = shutil.get_terminal_size().columns
    return Style(
        locale=lang or language.from_environment(),
        width=width,
        ascii_only=ascii_only or not terminal.encodable(terminal.DRAWING, sys.stdout.encoding),
        encoding=sys.stdout.encoding,
    )


def _print(text: str, encoding: str | None = None) -> None:
    """Print what people read in the terminal's encoding, and what programs read in its own."""
    from fsq_beancount.text import terminal

    try:
        if encoding is not None:
            # A program that reads our output is not to guess; what cannot be encoded is no text.
            click.echo(text.encode(encoding, "replace"), nl=False)
        else:
            click.echo(terminal.spelled(text, sys.stdout.encoding), nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnusableError(f"the output cannot be written ({error.strerror})") from None
