"""The projection: when can work stop, and what does every later month live on?

Everything here but its results is a float: a projection is an estimate, and a month of it is
computed a thousand times.
"""

from fsq_beancount.measures.projection.closed_forms import (
    coast,
    growth,
    loan,
    months_to_fi,
    payment_that_empties,
    rate_to_reach,
    years_to_fi,
)
from fsq_beancount.measures.projection.selling import sell

__all__ = [
    "coast",
    "growth",
    "loan",
    "months_to_fi",
    "payment_that_empties",
    "rate_to_reach",
    "sell",
    "years_to_fi",
]
