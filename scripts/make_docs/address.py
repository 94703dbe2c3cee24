"""Parts of the documentation that name the address of the repository, once it is set."""

from __future__ import annotations

from address import repository

from fsq_beancount._version import __version__


def badges(where: str | None = None) -> str:
    """Return the badge of the tests; nothing while no address is set."""
    if not (where := where or repository()):
        return ""
    workflow = f"{where}/actions/workflows/tests.yml"
    return f"[![Tests]({workflow}/badge.svg)]({workflow})"


def clone(where: str | None = None) -> str:
    """Return the commands that get a checkout; nothing while no address is set."""
    if not (where := where or repository()):
        return ""
    return f"    git clone {where}\n    cd {where.rsplit('/', 1)[-1].removesuffix('.git')}"


def pre_commit(where: str | None = None) -> str:
    """Return the entry in the configuration of pre-commit, with blanks while no address is set."""
    where = where or repository()
    revision = f"v{__version__}" if where else "<commit>"
    return (
        "```yaml\n"
        f"- repo: {where or '<address of this repository>'}\n"
        f"  rev: {revision}\n"
        "  hooks:\n"
        "    - id: fsq-check\n"
        '      args: [main.beancount, --quiet-below, "0.5"]\n'
        "```"
    )
