"""Writes the parts of the documentation that are generated from code and example ledger.

    python scripts/make_docs.py

A part is enclosed in two comments in ``docs/``, ``<!-- made: NAME -->`` and ``<!-- end -->``. The
text between them is regenerated; everything else is written by hand. A test fails if a part is out
of date.

``pages`` maps each part to its generator. ``way`` follows one posting of the example ledger; the
others list the declarations in the code: ``figures``, ``answers`` (parts of CSV and tables),
``settings`` (directives, options, metadata).
"""
