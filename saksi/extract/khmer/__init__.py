"""Khmer texts → the same records as English ones, by lexicon and pattern: there is no parser of Khmer to stand on."""
