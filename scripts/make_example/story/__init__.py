"""The life of the household, a module for each theme, which enters its transactions."""
