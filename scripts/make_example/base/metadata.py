"""Metadata that several directives share."""

from __future__ import annotations


def passive(stream: str) -> dict[str, str]:
    """Return the metadata for passive income of a stream, or its costs and taxes."""
    return {"fsq-class": '"passive"', "fsq-stream": f'"{stream}"'}


def near_passive(stream: str) -> dict[str, str]:
    """Return the metadata for near-passive income of a stream, or its costs and taxes."""
    return {"fsq-class": '"near-passive"', "fsq-stream": f'"{stream}"'}
