"""The words a posting is described with: its class and its role.

Plain strings, because they are written to the metadata of postings, where Beancount's printer
and BQL accept nothing else.
"""

from __future__ import annotations

from typing import Final

PASSIVE: Final = "passive"
NEAR_PASSIVE: Final = "near-passive"
ACTIVE: Final = "active"
NEUTRAL: Final = "neutral"
UNCLASSIFIED: Final = "unclassified"

MIXED: Final = "mixed"
"""What stands on a cost that is split over several classes; never a class of its own."""

CLASSES: Final = (PASSIVE, NEAR_PASSIVE, ACTIVE, NEUTRAL, UNCLASSIFIED)

INCOME: Final = "income"
TAX: Final = "tax"
FEE: Final = "fee"
COST: Final = "cost"
LIVING: Final = "living"
VIRTUAL: Final = "virtual"
EXCLUDED: Final = "excluded"

ROLES: Final = (INCOME, TAX, FEE, COST, LIVING, VIRTUAL, EXCLUDED)

COSTS_OF_EARNING: Final = frozenset({TAX, FEE, COST})
"""The roles that are charged to a class of income."""

KEY_CLASS: Final = "fsq-class"
KEY_ROLE: Final = "fsq-role"
KEY_STREAM: Final = "fsq-stream"
KEY_YEAR: Final = "fsq-year"
KEY_HOURS: Final = "fsq-hours"
KEY_INVESTMENT: Final = "fsq-investment"
KEY_COVERS: Final = "fsq-covers"
KEY_RECEIVABLE: Final = "fsq-receivable"
KEY_ASSET_CLASS: Final = "fsq-asset-class"
KEY_LIQUIDITY: Final = "fsq-liquidity"
KEY_LOCKED_UNTIL: Final = "fsq-locked-until"
KEY_TAX_TREATMENT: Final = "fsq-tax-treatment"
KEY_USEFUL_LIFE: Final = "fsq-useful-life"
KEY_RESIDUAL: Final = "fsq-residual"
KEY_SOLD: Final = "fsq-sold"

KEYS_OF_OTHERS: Final = ("asset-class", "asset_class")
"""What other tools write on a commodity, such as Beancount's own ``commodity_attr``."""

WEIGHT_OF_OTHERS: Final = "asset_allocation_"
"""How fava-investor begins a key that says which percentage is of a class."""

KEYS_OF_ASSETS: Final = (
    KEY_RECEIVABLE,
    KEY_ASSET_CLASS,
    KEY_LIQUIDITY,
    KEY_LOCKED_UNTIL,
    KEY_TAX_TREATMENT,
)
"""What may be said on the ``open`` of an asset account."""

CASH: Final = "cash"
DAYS: Final = "days"
MONTHS: Final = "months"
LOCKED: Final = "locked"

HORIZONS: Final = (CASH, DAYS, MONTHS, LOCKED)
"""How soon an asset can be money, the soonest first (*Liquidität*)."""

DEFERRED: Final = "deferred"
UNTAXED: Final = "none"

TAX_TREATMENTS: Final = (
    "share",
    "equity-fund",
    "mixed-fund",
    "real-estate-fund",
    "foreign-real-estate-fund",
    "bond",
    DEFERRED,
    UNTAXED,
)
"""How the tax on selling something is reckoned; what each means is the tax profile's business."""

KEY_LOAN: Final = "fsq-loan"
KEY_INTEREST_RATE: Final = "fsq-interest-rate"
KEY_INTEREST_ON: Final = "fsq-interest-on"
KEY_RULE: Final = "__fsq_rule__"
"""Two underscores keep it out of printed ledgers and of Fava's journal."""

FLAG_UNREALIZED: Final = "U"
"""Of the unrealized-gains plugin; Beancount 3 has no name for it any more."""

DEPRECIATION_MARK: Final = "__fsq_depreciation__"
"""Metadata of the entries that our depreciation plugin makes."""

MARK_OPTION: Final = "fsq_beancount"
"""Under this key the load mark is kept in Beancount's options map."""

DEPRECIATION_OPTION: Final = "fsq_beancount.depreciation"
"""Under this key the depreciation plugin keeps its own."""

REPORTERS: Final = frozenset({MARK_OPTION, DEPRECIATION_OPTION})
"""Either says that a plugin of ours has reported the mistakes in what is written for us."""
