"""Saksi reads what is written about repression and keeps a record that walks back to the words."""

__version__ = "0.1.0"
