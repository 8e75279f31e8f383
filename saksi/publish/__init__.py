"""Facts become pages and files."""
