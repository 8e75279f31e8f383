"""Formats that records leave in, one file a format."""
