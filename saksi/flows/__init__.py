"""The only place that joins stages: the daily path, rating, publishing, bulk."""
