"""``fsq sniff``: finds the importer for an export of a bank."""

from __future__ import annotations

import click

from fsq_beancount.cli import output
from fsq_beancount.cli.status import FOUND, UNUSABLE, UnusableError


@click.command(short_help="Say which importer takes an export of a bank.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.pass_context
def sniff(context: click.Context, files: tuple[str, ...]) -> None:
    """Say which importer takes each FILE, how it is written, and what in it is unknown.

    The exit status is 1 where a file has no importer, or words that its importer does not know,
    and 2 where one cannot be read.

    \b
    fsq sniff ~/Downloads/*.csv
    """  # noqa: D301 - \b keeps click from joining the lines
    try:
        from fsq_importers import sniffing
    except ImportError as error:
        if error.name not in {"beangulp", "stdnum"}:
            raise
        raise UnusableError(str(error)) from None

    status = 0
    for path in files:
        try:
            sniffed = sniffing.sniff(path)
        except OSError as error:
            # Go on with the other files: `~/Downloads/*` may contain a directory.
            click.echo(f"{context.find_root().info_name}: {path}: {error.strerror}", err=True)
            status = UNUSABLE
            continue
        if not sniffed.understood:
            status = max(status, FOUND)
        output.write("".join(f"{line}\n" for line in sniffing.describe(sniffed)))
    context.exit(status)
