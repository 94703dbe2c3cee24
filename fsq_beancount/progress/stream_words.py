"""A stream on the page: its name, and the link to its postings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fsq_beancount.i18n.messages import streams as stream_messages
from fsq_beancount.progress import links

if TYPE_CHECKING:
    from fsq_beancount.measures.streams.figures import StreamPeriod
    from fsq_beancount.progress.view import View


def name(stream: str | None, view: View) -> str:
    """Return the name of a stream, in the reader's language."""
    return stream_messages.stream(stream, view.reader, suggested=view.report.streams.suggested)


def link(stream: str | None, of_class: str, period: StreamPeriod, view: View) -> str | None:
    """Return the link to the postings of a stream; ``None`` if streams are only suggested."""
    if view.report.streams.suggested:
        return None
    chosen = "stream IS NULL" if stream is None else f"stream {links.literal(stream)}"
    last = min(period.last, view.report.as_of)
    return view.query_page(links.flows(f"{chosen} AND {of_class}", period.first, last))
