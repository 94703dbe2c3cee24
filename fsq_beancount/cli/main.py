"""The shell command ``fsq``: its subcommands, error messages and exit status.

A subcommand is thin: it loads the ledger, computes the result and prints it as a face formats it.
Its imports are inside the function, so that ``fsq --help`` stays fast.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import Final

import click

from fsq_beancount._version import __version__
from fsq_beancount.cli.check import check
from fsq_beancount.cli.explain import explain
from fsq_beancount.cli.glossary import glossary
from fsq_beancount.cli.init import init
from fsq_beancount.cli.interrupts import INTERRUPTED
from fsq_beancount.cli.projection import projection
from fsq_beancount.cli.report import report
from fsq_beancount.cli.sniff import sniff
from fsq_beancount.cli.status import UNUSABLE

NAMES: Final = ("fsq", "fsq-beancount")


def main() -> None:
    """Run ``fsq`` as a program: errors are one line."""
    name = called_as(sys.argv[0])
    # The garbage collector would visit every entry repeatedly, for three quarters of the time of
    # a cached load. The loaded entries live until the program ends anyway, and that is soon.
    gc.disable()
    if hasattr(signal, "SIGPIPE"):
        # As in other programs, `fsq report | head` ends silently when its reader does.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if sys.stdout is None:  # closed by the calling shell
        click.echo(f"{name}: there is no output to write to", err=True)
        sys.exit(UNUSABLE)
    try:
        status = cli.main(prog_name=name, standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        status = INTERRUPTED
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        hint = f" (see: {context.command_path} --help)" if context is not None else ""
        click.echo(f"{name}: {' '.join(error.format_message().split())}{hint}", err=True)
        status = error.exit_code
    except OSError as error:
        # Click itself prints help and version: the disk may be full for these, too.
        what = error.filename or "the output cannot be written"
        click.echo(f"{name}: {what} ({error.strerror})", err=True)
        _forget_output()
        status = UNUSABLE
    gc.freeze()  # otherwise the interpreter would visit every entry again at exit
    sys.exit(status or 0)


def _forget_output() -> None:
    """Drop what is buffered for the output: the interpreter would try to write it at its end."""
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def called_as(program: str) -> str:
    """Return the name of the command for its help and its errors, from the path of its program.

    It is installed under two names, of which the longer one is the package's, for ``uvx``.
    """
    name, _ = os.path.splitext(os.path.basename(program))
    return name if name in NAMES else NAMES[0]


@click.group(
    commands=[report, projection, check, init, explain, glossary, sniff],
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
