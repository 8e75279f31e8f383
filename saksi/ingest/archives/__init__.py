"""One file a kind of archive, each a function `members(raw, budget) -> Iterator[Raw]`; nothing is written to disk."""
