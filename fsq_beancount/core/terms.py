"""Terms for the metadata of a ledger: classes and roles of postings, and the suite's keys.

They are plain strings, because they are written to the metadata of postings, where Beancount's
printer and BQL accept nothing else.
"""

from __future__ import annotations

from typing import Final

PASSIVE: Final = "passive"
NEAR_PASSIVE: Final = "near-passive"
ACTIVE: Final = "active"
NEUTRAL: Final = "neutral"
UNCLASSIFIED: Final = "unclassified"

MIXED: Final = "mixed"
"""The annotation of a cost that is split over several classes; not a class itself."""

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
"""The keys that describe an asset on the ``open`` of its account."""

CASH: Final = "cash"
DAYS: Final = "days"
MONTHS: Final = "months"
LOCKED: Final = "locked"

HORIZONS: Final = (CASH, DAYS, MONTHS, LOCKED)
"""How soon an asset can be turned into money, the soonest first (*Liquidität*)."""

PRIVATE_SALE: Final = "private-sale"
DEFERRED: Final = "deferred"
UNTAXED: Final = "none"

TAX_TREATMENTS: Final = (
    "share",
    "equity-fund",
    "mixed-fund",
    "real-estate-fund",
    "foreign-real-estate-fund",
    "bond",
    PRIVATE_SALE,
    DEFERRED,
    UNTAXED,
)
"""The treatments of gains from a sale; the tax profile defines the meaning of each."""

KEY_LOAN: Final = "fsq-loan"
KEY_INTEREST_RATE: Final = "fsq-interest-rate"
KEY_INTEREST_ON: Final = "fsq-interest-on"
KEY_RULE: Final = "__fsq_rule__"
"""The leading underscores keep it out of printed ledgers and Fava's journal."""

FLAG_UNREALIZED: Final = "U"
"""The flag of the unrealized-gains plugin; Beancount 3 no longer has a constant for it."""

DEPRECIATION_MARK: Final = "__fsq_depreciation__"
"""The metadata key on the entries that the suite's depreciation plugin creates."""

MARK_OPTION: Final = "fsq_beancount"
"""The key of the load mark in Beancount's options map."""

DEPRECIATION_OPTION: Final = "fsq_beancount.depreciation"
"""The key of the depreciation plugin's load mark in the options map."""

REPORTERS: Final = frozenset({MARK_OPTION, DEPRECIATION_OPTION})
"""Marks of the plugins that report the mistakes in the suite's directives and metadata."""
