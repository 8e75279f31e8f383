"""Who answers the questions to a text, as `name@version`: known without loading what answers them.

A better answer raises its version; stored documents are then read again (`saksi ingest --again`).
"""

PEOPLE = "people@1"
ORGANISATIONS = "organisations@1"
LAWS = "laws@2"
ACTS = "acts@5"
ENDORSEMENTS = "endorsements@1"
CALLS = "calls@1"
FIGURES = "figures@1"
RATINGS = "ratings@1"
KHMER = "khmer@1"

EXTRACTORS: tuple[str, ...] = (PEOPLE, ORGANISATIONS, LAWS, ACTS, ENDORSEMENTS, CALLS, FIGURES, RATINGS, KHMER)
"""All of them: the store must know who read a text also when he found nothing in it."""
