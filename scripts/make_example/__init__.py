"""The example ledger: a program that writes ten years of an invented household in Germany.

    python scripts/make_example.py [--output example-ledger]

The household lets a flat, owns funds and shares, writes e-books, runs an online course, sells
options and invests in P2P loans. Its passive income covers a few percent of its living costs in
2016 and nearly half of them ten years later; a vacant flat and a new bathroom set it back for a
year in between.

Everything is invented: people, companies, prices. All money is ``Decimal``, random numbers come
from generators with fixed seeds, and the output is always the same, byte for byte. Amounts are
computed, never interpolated by Beancount: every transaction is checked to balance exactly before
it is written.

``base`` contains the shared modules, ``story`` a module for each theme of the household's life,
``files`` a module for each kind of file. ``files`` imports ``story``, which imports ``base``, never
the reverse.
"""
