"""Trials: the figures of a ledger as they would be with lines added to its main file."""
