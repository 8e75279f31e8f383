"""Extraction in a process of its own: shut in as parsers are, within a time and a memory for each document."""
