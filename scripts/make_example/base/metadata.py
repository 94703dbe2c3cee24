"""Metadata that several directives carry."""

from __future__ import annotations


def passive(stream: str) -> dict[str, str]:
    """What makes income, a cost or a tax a passive one of a stream."""
    return {"fsq-class": '"passive"', "fsq-stream": f'"{stream}"'}
