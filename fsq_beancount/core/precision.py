"""One precision for all figures: sums are exact, and quotients have more digits than anyone prints.

Python's decimals round to the 28 digits of a context that belongs to the thread. So whatever can be
called from outside and calculates is :func:`exact`: plugins, parts of a report, what faces print,
formulas that people call with numbers, and properties. The first of them that is called enters the
context; all that it calls stays in it.

Beancount loads a ledger in its own precision, which decides what a unit of a total price costs: no
context of ours may be around that.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, getcontext, localcontext
from functools import wraps
from inspect import isgeneratorfunction
from typing import Final, ParamSpec, TypeVar

PRECISION: Final = 60
"""Digits of arithmetic, enough for sums of amounts with twelve places to be exact."""

EXACT: Final = Context(prec=PRECISION)
"""The context, for single operations too: it takes less time than to enter and to leave it."""


Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def exact(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Make a function calculate with :data:`PRECISION` digits, whatever its caller's precision.

    A caller with more digits keeps them.

    Raises:
        TypeError: When the function is a generator: its context would reach into its caller.
    """
    if isgeneratorfunction(function):
        raise TypeError(f"{function.__qualname__} is a generator and cannot keep a context")

    @wraps(function)
    def within(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        if getcontext().prec >= PRECISION:
            return function(*args, **kwargs)
        with localcontext(EXACT):
            return function(*args, **kwargs)

    return within
