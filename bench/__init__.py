"""What is measured, and the frozen results: `python -m bench` runs all of it and shows what changed."""
