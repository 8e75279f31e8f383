"""Indices that others publish, read from files of theirs that a group gives."""
