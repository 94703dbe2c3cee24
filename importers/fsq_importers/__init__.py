"""Importers for exports of banks and brokers, for use with beangulp and on Fava's import page.

Gross income, each tax, each fee and the net amount become separate postings, ready for
``plugin "fsq_beancount"``. A configuration is a Python file::

    import beangulp
    from fsq_importers import Accounts, Dkb, TradeRepublic, together

    CONFIG = together(
        [
            TradeRepublic("Assets:Depot:TradeRepublic"),
            Dkb(Accounts("Assets:Bank:DKB", number="DE02 1203 0000 0000 2020 51")),
        ],
        names=["Anna Muster"],
    )
    HOOKS = []

    if __name__ == "__main__":
        beangulp.Ingest(CONFIG, HOOKS)()
"""

try:
    # First, so that their lack is said before anything else fails.
    import beangulp  # noqa: F401
    import stdnum  # noqa: F401
except ModuleNotFoundError as error:
    if error.name not in {"beangulp", "stdnum"}:
        raise  # they are there, and lack something themselves
    _message = (
        f"the importers need {error.name}, which is not installed; "
        'this installs it: pip install "fsq-beancount[import]"'
    )
    raise ImportError(_message, name=error.name) from None

from fsq_importers.accounts import Accounts, Taxes
from fsq_importers.comdirect import Comdirect
from fsq_importers.configuration import together
from fsq_importers.consorsbank import Consorsbank
from fsq_importers.dkb import Dkb
from fsq_importers.enrich import enrich
from fsq_importers.generic import Generic
from fsq_importers.ib_transactions import IbTransactions
from fsq_importers.ing import Ing
from fsq_importers.interactive_brokers import InteractiveBrokers
from fsq_importers.portfolio_performance import PortfolioPerformance
from fsq_importers.profile import rules_of
from fsq_importers.pytr import Pytr
from fsq_importers.rules import Rule
from fsq_importers.trade_republic import TradeRepublic

__all__ = [
    "Accounts",
    "Comdirect",
    "Consorsbank",
    "Dkb",
    "Generic",
    "IbTransactions",
    "Ing",
    "InteractiveBrokers",
    "PortfolioPerformance",
    "Pytr",
    "Rule",
    "Taxes",
    "TradeRepublic",
    "enrich",
    "rules_of",
    "together",
]
