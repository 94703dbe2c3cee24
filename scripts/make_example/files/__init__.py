"""The files of the ledger: what they declare, and how the book becomes text."""
