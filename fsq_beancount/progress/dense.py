"""Templates without the line breaks that only their authors read.

A table of a thousand cells has as many indentations, each a node that the browser keeps.
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
    # Shapes: there is no text beside them.
    *("rect", "line", "polyline", "circle", "text", "title", "g", "defs", "pattern"),
)
"""Elements that no white space is seen beside: it is neither a word nor between words."""

_TAG: Final = rf"</?(?:{'|'.join(_BLOCKS)})\b"
# What ends with a slash is a shape, too; its beginning may stand before an expression of Jinja.
_BESIDE: Final = re.compile(rf"\s+(?={_TAG})|({_TAG}[^<>]*>|/>)\s+")


class Dense(Extension):
    """Leaves out line breaks and indentations beside blocks, rows and shapes."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Take them out of what stands between tags of Jinja."""
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, token.type, dense(token.value))
            else:
                yield token


def dense(html: str) -> str:
    """Return HTML without line breaks and indentations beside blocks, rows and shapes."""
    return _BESIDE.sub(r"\1", html)
