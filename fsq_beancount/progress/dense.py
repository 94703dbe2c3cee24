"""Removes line breaks and indentation from the output of templates.

In a table of a thousand cells, each indentation would be a text node in the browser's DOM.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_BLOCKS: Final = (
    *("section", "nav", "div", "p", "h2", "h3", "dl", "dt", "dd", "ol", "ul", "li"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary"),
    # Shapes: there is no text next to them.
    *("rect", "line", "polyline", "circle", "text", "title", "g", "defs", "pattern"),
)
"""Elements next to which white space is invisible: it never separates words."""

_TAG: Final = rf"</?(?:{'|'.join(_BLOCKS)})\b"
# A tag that ends with a slash is a shape, too; its start may precede a Jinja expression.
_BESIDE: Final = re.compile(rf"\s+(?={_TAG})|({_TAG}[^<>]*>|/>)\s+")


class Dense(Extension):
    """A Jinja extension that strips white space next to blocks, rows and shapes."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Strip that white space from the literal text between Jinja tags."""
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, token.type, dense(token.value))
            else:
                yield token


def dense(html: str) -> str:
    """Return HTML without line breaks and indentation next to blocks, rows and shapes."""
    return _BESIDE.sub(r"\1", html)
