"""From bytes to documents and their text."""
