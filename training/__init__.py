"""Trains the small models of extraction from the labelled sentences of this folder: `make train`."""
