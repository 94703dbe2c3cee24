"""All importers, as tried by ``fsq sniff``."""

from __future__ import annotations

from typing import Final

from fsq_importers.comdirect import Comdirect
from fsq_importers.consorsbank import Consorsbank
from fsq_importers.dkb import Dkb
from fsq_importers.ib_transactions import IbTransactions
from fsq_importers.importer import FsqImporter
from fsq_importers.ing import Ing
from fsq_importers.interactive_brokers import InteractiveBrokers
from fsq_importers.portfolio_performance import PortfolioPerformance
from fsq_importers.pytr import Pytr
from fsq_importers.trade_republic import TradeRepublic

IMPORTERS: Final[tuple[type[FsqImporter], ...]] = (
    TradeRepublic,
    Pytr,
    PortfolioPerformance,
    Dkb,
    Ing,
    Comdirect,
    Consorsbank,
    InteractiveBrokers,
    IbTransactions,
)
"""The importers that need only accounts; ``Generic`` also needs a description."""
