"""How the templates of the page are rendered: densely, and without control characters in names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fsq_beancount.core.plain import harmless
from fsq_beancount.progress.dense import Dense

if TYPE_CHECKING:
    import jinja2


def environment(of_fava: jinja2.Environment) -> jinja2.Environment:
    """Return an environment for our templates, from that of Fava."""
    # The optimizer would search for constant expressions, and there are none.
    return of_fava.overlay(extensions=[Dense], optimized=False, finalize=_shown)


def _shown(value: object) -> object:
    """Return what a template prints: a name must not turn around the words next to it."""
    return harmless(value) if type(value) is str else value
