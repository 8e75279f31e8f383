"""Search in the frozen site: an index in script files, which browsers also read from a disk (decision 0021)."""
