"""Document → statements: one file a question, pure functions over one reading of a text."""
