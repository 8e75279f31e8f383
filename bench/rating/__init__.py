"""What the ratings and the watch are worth: `python -m bench.rating`, on outside data where they are there."""
