"""Every query, by subject; what a person may see is decided in `visibility.py` alone."""
