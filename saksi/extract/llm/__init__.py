"""What a language model says a text says: asked for by a schema, and taken only where the text has the very words.

windows cut a text, asking makes the question, answers take an answer apart, quotes finds the words again, derive makes
a value of them, checking puts it together; nothing here talks to a server (see `saksi.flows.extraction.chat`).
"""
