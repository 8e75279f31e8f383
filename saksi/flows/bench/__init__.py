"""What `saksi bench` measures: one file a data set, and the intervals that all of them share."""
