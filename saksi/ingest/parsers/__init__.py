"""One file a kind of document, each a function `parse(content, mime) -> Parsed`, found by entry point."""
