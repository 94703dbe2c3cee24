"""Shared by all themes: days, figures, random numbers, the book, prices and capital tax."""
