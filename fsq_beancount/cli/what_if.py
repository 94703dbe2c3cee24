"""What-if options: they change a setting or the income of a stream for a single run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fsq_beancount.cli.status import UnusableError

if TYPE_CHECKING:
    from decimal import Decimal

    from fsq_beancount.report.report import Report
    from fsq_beancount.settings.directives.option import Setting


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
    """Return the fraction by which each stream falls; names are checked with the ledger later."""
    from decimal import Decimal

    falls: dict[str, Decimal] = {}
    for value in values:
        # Split at the last equals sign, since a name may contain one.
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


settings = click.option(
    "--set",
    "settings",
    metavar="NAME=VALUE",
    multiple=True,
    callback=_settings,
    help="What if: an option for this run alone, e.g. inflation=0.03; may be repeated.",
)
stress = click.option(
    "--stress",
    metavar="STREAM=PART",
    multiple=True,
    callback=_falls,
    help="What if: the income of a stream falls by a part, e.g. Miete=0.5; may be repeated.",
)


def of_streams(falls: dict[str, Decimal], figures: Report) -> dict[str, Decimal]:
    """Return the fraction by which each stream falls, with the names of the report.

    The user may write a name in any letter case, and a suggested name in any language.
    """
    from fsq_beancount.i18n import language
    from fsq_beancount.i18n.language import Reader
    from fsq_beancount.i18n.messages import streams as stream_messages

    year = figures.streams.last_year
    names = sorted({row.stream for row in year.rows if row.stream} if year else ())
    known = {}
    for name in names:
        known[name.casefold()] = name
        if figures.streams.suggested:
            for locale in language.LANGUAGES:
                said = stream_messages.stream(name, Reader.of(locale), suggested=True)
                known[said.casefold()] = name
    unknown = [name for name in falls if name.casefold() not in known]
    if unknown:
        listed = ", ".join(names) or "none"
        raise UnusableError(
            f"--stress: the last twelve months have no stream {unknown[0]}, only: {listed}"
        )
    return {known[name.casefold()]: share for name, share in falls.items()}
