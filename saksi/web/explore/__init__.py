"""Reading the record: documents, acts, people, organisations, laws, countries, search."""
