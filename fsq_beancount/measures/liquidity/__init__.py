"""Liquidity."""
