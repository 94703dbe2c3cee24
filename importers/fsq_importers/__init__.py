"""Importers for exports of banks and brokers, for use with beangulp."""
