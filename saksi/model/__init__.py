"""The words of the house: frozen dataclasses, vocabularies, dates and ids. No I/O but the schema, no Django."""
