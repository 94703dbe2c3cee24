"""The commodities, with their metadata for the balance sheet."""

from __future__ import annotations

from dataclasses import dataclass

from make_example.base.days import START
from make_example.files.layout import header


@dataclass(frozen=True)
class Commodity:
    """A commodity in the commodity file."""

    code: str
    name: str
    asset_class: str
    tax_treatment: str = ""


COMMODITIES = (
    Commodity("EUR", "Euro", "cash"),
    Commodity("USD", "US-Dollar", "cash"),
    Commodity("DIVE", "Dividendenwelt ETF, ausschüttend", "stocks", "equity-fund"),
    Commodity("WELT", "Aktienwelt ETF, thesaurierend", "stocks", "equity-fund"),
    Commodity("MUSTER", "Muster Maschinenbau AG", "stocks", "share"),
    Commodity("NORDW", "Nordwind Energie AG", "stocks", "share"),
    Commodity("USCO", "US Consumer Corp.", "stocks", "share"),
    Commodity("WOHNUNG", "Parkstraße 12, zweiter Stock links", "real-estate", "none"),
)


def commodity_file() -> list[str]:
    """Return all commodities, with their metadata for the balance sheet."""
    lines = header("Währungen und Wertpapiere (erfunden) / commodities, invented")
    for commodity in COMMODITIES:
        lines += [
            f"{START} commodity {commodity.code}",
            f'  name: "{commodity.name}"',
            f'  fsq-asset-class: "{commodity.asset_class}"',
        ]
        if commodity.tax_treatment:
            lines.append(f'  fsq-tax-treatment: "{commodity.tax_treatment}"')
        lines.append("")
    return lines
