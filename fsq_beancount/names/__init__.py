"""Classification of account names, in English, German, French, Spanish, Italian, Dutch and more.

The built-in names are defaults for ledgers without declarations; any directive or metadata of the
user takes precedence. To support another language, add its data (``names/english.py`` is the
model) to ``names/lexicons.py``.

A name is read from the leaf to the root; the matching component nearest the leaf decides.
Qualifying words (an employer, a refund, a share, help, the subject of work) end the search for
passive or near-passive income, anywhere in the name (:mod:`fsq_beancount.names.qualifiers`).
"""

from fsq_beancount.names.costs import (
    cost,
    is_depreciation,
    is_interest,
    is_loss,
    is_unsettled,
    is_upkeep,
    transfer_cost,
)
from fsq_beancount.names.holdings import held, is_clearing, is_loan, may_be_clearing, not_cash
from fsq_beancount.names.income import (
    income,
    is_asked,
    is_property,
    is_recurring,
    is_refund,
    is_sales,
    is_tax_refund,
)
from fsq_beancount.names.lexicons import LANGUAGES
from fsq_beancount.names.qualifiers import CLASS_OF, QUALIFIERS
from fsq_beancount.names.reading import Match, fold
from fsq_beancount.names.trees import (
    is_consumed,
    is_everyday,
    is_home,
    is_lived_in,
    is_of_letting,
    names_property,
    own_words,
    trade_words,
    words_of,
)

__all__ = [
    "CLASS_OF",
    "LANGUAGES",
    "QUALIFIERS",
    "Match",
    "cost",
    "fold",
    "held",
    "income",
    "is_asked",
    "is_clearing",
    "is_consumed",
    "is_depreciation",
    "is_everyday",
    "is_home",
    "is_interest",
    "is_lived_in",
    "is_loan",
    "is_loss",
    "is_of_letting",
    "is_property",
    "is_recurring",
    "is_refund",
    "is_sales",
    "is_tax_refund",
    "is_unsettled",
    "is_upkeep",
    "may_be_clearing",
    "names_property",
    "not_cash",
    "own_words",
    "trade_words",
    "transfer_cost",
    "words_of",
]
