"""The example ledger: ten years of a made-up household in Germany, and the program that writes it.

    python scripts/make_example.py [--output example-ledger]

The household lets a flat, owns funds and shares, writes e-books, runs an online course, sells
options and lends to strangers. Its passive income covers a few percent of its living costs in
2016 and nearly half of them ten years later; a vacant flat and a new bathroom throw it back for a
year on the way.

Everything is invented here: people, companies, prices. Money is ``Decimal`` from the first figure
to the last, chance comes from generators with fixed seeds, and the same call always writes the
same bytes. Amounts are computed, never interpolated by Beancount: every transaction is checked to
balance exactly before it is written.

``base`` holds what every theme needs, ``story`` a module for each theme of the household's life,
``files`` a module for each kind of file. Imports lead from files to story to base, never back.
"""
