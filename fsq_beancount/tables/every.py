"""The tables ``#fsq_…`` of bean-query and Fava.

Importing this package is what adds them: beanquery knows every subclass of its ``Table``. It makes
one of each for every connection, in Fava for every query, so that making one must cost nothing
and must not fail; the report is made when a query reads the rows. A new table is a module, and
its name in the import below.
"""

from fsq_beancount.tables import budget, flows, milestones, periods, returns, streams, wealth  # noqa: F401
