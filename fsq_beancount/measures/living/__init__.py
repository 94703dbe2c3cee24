"""The standard of living: how living costs, income and wealth grow from year to year."""
