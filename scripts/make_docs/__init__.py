"""Writes the parts of the documentation that come from the code and the example ledger.

    python scripts/make_docs.py

A part stands in ``docs/`` between two comments, ``<!-- made: NAME -->`` and ``<!-- end -->``. What
stands between them is written anew; everything else is written by hand. A test says when a part is
no longer what the code makes.

``pages`` knows which part is made by what. ``way`` follows one posting of the example ledger; the
others list what the code declares: ``figures``, ``answers`` (parts of CSV and tables), ``settings``
(directives, options, metadata).
"""
