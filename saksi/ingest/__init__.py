"""Bytes become documents: found in files and folders, told apart by content, read by parsers."""
