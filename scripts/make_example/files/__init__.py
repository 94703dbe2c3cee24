"""The files of the ledger: their declarations, and the rendering of the book as text."""
