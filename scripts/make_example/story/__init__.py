"""The life of the household, a module a theme: each enters its transactions in the book."""
