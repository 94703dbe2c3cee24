"""The XML of Interactive Brokers' Flex queries, read as a stream of elements.

Only attributes matter. A document type is rejected: no Flex query has one, and its entities could
expand without limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

_HEAD: Final = 4096
_CHUNK: Final = 64 * 1024
_ROOT: Final = "FlexQueryResponse"

Element = tuple[str, dict[str, str], int]
"""Tag, attributes and line."""


class FlexError(Exception):
    """The file is not a Flex query, or is truncated."""


def is_flex(path: str) -> bool:
    """Return whether a file begins like a Flex query."""
    try:
        with open(path, "rb") as file:
            start = file.read(_HEAD)
    except OSError:
        return False
    return f"<{_ROOT}".encode() in start and b"<!DOCTYPE" not in start.upper()


def elements(path: str) -> Iterator[Element]:
    """Yield the elements of a file in document order.

    Raises:
        FlexError: The XML is broken; all elements before that point have been yielded.
    """
    found: list[Element] = []
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        found.append((tag, attributes, parser.CurrentLineNumber))

    def refuse(*_: object) -> None:
        raise FlexError("has a document type, which no Flex query has")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    with open(path, "rb") as file:
        last = False
        while not last:
            chunk = file.read(_CHUNK)
            last = not chunk
            try:
                parser.Parse(chunk, last)
            except (expat.ExpatError, UnicodeDecodeError) as error:
                yield from found
                raise FlexError(f"is broken: {error}") from None
            yield from found
            found.clear()
