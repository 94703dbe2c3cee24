"""No figure loses digits, whatever the precision of the thread that asks for it."""

from __future__ import annotations

import ast
import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal, getcontext, localcontext
from functools import cached_property
from pathlib import Path
from typing import cast

import pytest
from beancount import loader
from beancount.core import data
from beancount.core.amount import Amount
from places import EXAMPLE_LEDGER

import fsq_beancount
from fsq_beancount import export, text
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow
from fsq_beancount.core.precision import EXACT, PRECISION, exact
from fsq_beancount.core.prices import Prices
from fsq_beancount.measures.wealth.sheet import Sheet
from fsq_beancount.settings.config import Config

PACKAGE = Path(fsq_beancount.__file__).parent

ROOMS = ("core", "tax", "books", "measures", "report")
"""Where figures are calculated."""

OWN_CONTEXT = {
    "core/precision.py",
    "i18n/numbers.py",  # to print any number whole
    "measures/internal_rates.py",  # exponents of the search for a rate
    "measures/irr.py",  # digits that cancelling amounts have lost
}

_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
_NO_MONEY = {"bool", "int", "range", "frozenset[int]", "str", "Period", "Period | None"}
# The engine of the projection is the exception: an estimate of many months, in floats.
_NO_MONEY |= {"float", "list[float]", "Course"}
_ADDERS = {"sum", "accumulate", "ratio"}


def calculates(function: ast.FunctionDef) -> bool:
    """Whether a property, or a function that returns decimals, calculates in its own body."""
    result = ast.unparse(function.returns or ast.Constant(""))
    is_property = any("property" in ast.unparse(each) for each in function.decorator_list)
    if "Decimal" not in result and (not is_property or result in _NO_MONEY):
        return False
    own = [node for node in ast.walk(function) if node is not function]
    if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own):
        return False
    return any(
        (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, _ARITHMETIC))
        or (
            isinstance(node, ast.UnaryOp)
            and isinstance(node.op, ast.USub)
            and not isinstance(node.operand, ast.Constant)
        )
        or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in _ADDERS
        )
        for node in own
    )


def public_functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Yield what a module offers: its functions, and the methods of its classes."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                    yield inner


def test_whatever_calculates_and_can_be_called_from_outside_is_exact() -> None:
    inexact = [
        f"{path.relative_to(PACKAGE)}:{function.lineno} {function.name}"
        for room in ROOMS
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for function in public_functions(ast.parse(path.read_text(encoding="utf-8")))
        if calculates(function)
        and not any(ast.unparse(decorator) == "exact" for decorator in function.decorator_list)
    ]
    assert inexact == []


def test_the_context_is_entered_in_one_place() -> None:
    own = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if "localcontext" in path.read_text(encoding="utf-8")
    }
    assert own == OWN_CONTEXT


def test_a_property_of_a_balance_sheet_loses_no_digits() -> None:
    sheet = Sheet(
        date=datetime.date(2024, 12, 31),
        assets=Decimal("123456789012345678.123456789012"),
        consumption=Decimal("1e-12"),
    )
    # The margin is net wealth less consumption: all 30 digits of the one, the last less 1.
    assert sheet.freedom_margin == Decimal("123456789012345678.123456789011")


def with_many_digits(entries: Sequence[data.Directive]) -> list[data.Directive]:
    """A ledger with all its amounts times a number of 24 digits: sums of them need more than 28."""
    factor = Decimal("123456789.123456789012345")

    def many(posting: data.Posting) -> data.Posting:
        number, currency = cast("tuple[Decimal, str]", posting.units)
        return posting._replace(units=Amount(EXACT.multiply(number, factor), currency))

    return [
        entry._replace(postings=[many(posting) for posting in entry.postings])
        if isinstance(entry, data.Transaction)
        else entry
        for entry in entries
    ]


def properties_of(value: object) -> Iterator[tuple[str, object]]:
    """Yield what can be asked of an object of ours: its fields, and what it computes of them."""
    if is_dataclass(value):
        yield from ((field.name, getattr(value, field.name)) for field in fields(value))
    elif isinstance(value, tuple):
        yield from zip(getattr(value, "_fields", map(str, range(len(value)))), value, strict=True)
    elif isinstance(value, Mapping):
        yield from ((str(key), each) for key, each in value.items())
    for base in type(value).__mro__:
        if base.__module__.startswith("fsq_beancount"):
            for name, member in vars(base).items():
                if isinstance(member, property | cached_property) and not name.startswith("_"):
                    yield name, getattr(value, name)


def decimals_in(value: object, path: str, depth: int = 7) -> Iterator[tuple[str, Decimal]]:
    """Yield each decimal that can be reached from an object of ours, with its path."""
    if isinstance(value, Decimal):
        yield path, value
    elif isinstance(value, list):
        yield from decimals_in(tuple(value), path, depth)
    elif depth and (
        type(value).__module__.startswith("fsq_beancount")
        or type(value) is tuple
        or isinstance(value, Mapping)
    ):
        if type(value) is tuple and len(value) > 30:
            # Of a series the latest will do.
            value = value[-30:]
        if isinstance(value, Flow | Facts | Config | Prices):
            return
        for name, inner in properties_of(value):
            yield from decimals_in(inner, f"{path}.{name}", depth - 1)


@pytest.mark.parametrize("transform", [list, with_many_digits])
def test_no_part_and_no_property_of_a_report_depends_on_the_callers_precision(
    transform: Callable[[Sequence[data.Directive]], list[data.Directive]],
) -> None:
    entries, _, options = loader.load_file(str(EXAMPLE_LEDGER))
    ledger = transform(entries)
    usual = dict(decimals_in(fsq_beancount.analyse(ledger, options), "report"))
    with localcontext(EXACT):
        precise = dict(decimals_in(fsq_beancount.analyse(ledger, options), "report"))
    assert len(usual) > 5000
    assert {path for path in usual if str(usual[path]) != str(precise[path])} == set()


def test_what_the_faces_print_does_not_depend_on_the_callers_precision() -> None:
    entries, _, options = loader.load_file(str(EXAMPLE_LEDGER))
    report = fsq_beancount.analyse(with_many_digits(entries), options)

    def printed() -> list[str]:
        style = text.Style("en")
        csv = [export.as_csv(report, part) for part in export.parts()]
        return [text.render(report, style, ledger="x"), export.as_json(report), *csv]

    exactly = printed()
    with localcontext(prec=6):
        assert printed() == exactly


@exact
def _third(number: Decimal) -> Decimal:
    return number / 3


def test_an_exact_function_enters_the_context_once_and_leaves_it() -> None:
    before = getcontext().prec
    assert len(_third(Decimal(1)).as_tuple().digits) == PRECISION
    assert getcontext().prec == before
    with localcontext(prec=PRECISION + 40):
        # Who calculates with more digits keeps them.
        assert len(_third(Decimal(1)).as_tuple().digits) == PRECISION + 40


def test_a_generator_cannot_be_exact() -> None:
    def numbers() -> Iterator[Decimal]:
        yield Decimal(1)

    with pytest.raises(TypeError, match="is a generator"):
        exact(numbers)
