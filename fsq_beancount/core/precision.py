"""A common precision for all figures: sums are exact, and quotients have more digits than needed.

By default, Python's decimals round to the 28 digits of a context that belongs to the thread. So
every entry point that calculates is decorated with :func:`exact`: plugins, parts of a report,
output of the user interfaces, formulas that users call with numbers, and properties. The outermost
call enters the context, and all nested calls stay in it.

Beancount loads a ledger in its own precision, which determines the unit price from a total price:
this context must not surround the loading of a ledger.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, getcontext, localcontext
from functools import wraps
from inspect import isgeneratorfunction
from typing import Final, ParamSpec, TypeVar

PRECISION: Final = 60
"""Digits of arithmetic, enough for exact sums of amounts with twelve places."""

EXACT: Final = Context(prec=PRECISION)
"""The context, also for single operations: that is faster than entering and leaving it."""


Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def exact(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Make a function calculate with :data:`PRECISION` digits, regardless of its caller's context.

    A caller with more digits keeps them.

    Raises:
        TypeError: If the function is a generator: its context would leak into its caller.
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
