"""The tree of accounts: what stands above and below an account."""

from __future__ import annotations


def is_within(account: str, ancestor: str) -> bool:
    """Return whether an account is another one or stands below it."""
    return account == ancestor or account.startswith(f"{ancestor}:")
