"""The price file."""

from __future__ import annotations

from make_example.base.market import Market
from make_example.files.layout import header


def price_file(market: Market) -> list[str]:
    """Return all prices, by day."""
    lines = header("Kurse, am Ende jedes Monats (erfunden) / prices, invented")
    for quote in sorted(market.quotes, key=lambda quote: (quote.day, quote.commodity)):
        start = f"{quote.day} price {quote.commodity}"
        lines.append(f"{start}  {quote.price!s:>{40 - len(start) - 2}} EUR")
    return lines
