"""Where in the ledger the metadata that mends something can be written."""

from __future__ import annotations

from fsq_beancount.books.facts import Facts


def opened_at(facts: Facts, account: str) -> tuple[str, int]:
    """Return the file and the line that an account is opened in; empty and 0 where in none."""
    opened = facts.config.opens.get(account)
    filename = str(opened.meta.get("filename", "")) if opened is not None else ""
    if opened is None or (filename.startswith("<") and filename != "<string>"):
        # An account that a plugin opened has no line to write anything under.
        return "", 0
    return filename, int(opened.meta.get("lineno", 0))
