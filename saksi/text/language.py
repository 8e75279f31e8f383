"""Names the language of a text."""

import re

import py3langid

KHMER = re.compile(r"[\u1780-\u17ff]")
LETTER = re.compile(r"[^\W\d_]")
SHARE = 0.2  # of the letters; statements in Khmer quote names and laws in Latin letters at length
SAMPLE = 20_000  # characters; more do not change the answer and cost time
ISO_639_1 = 2  # letters of a code
FEWEST = 20  # letters below which any guess is chance


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the main language, or "" for a text too short to tell."""
    sample = text[:SAMPLE]
    letters = len(LETTER.findall(sample))
    khmer = len(KHMER.findall(sample))
    if khmer and khmer >= SHARE * (letters + khmer):
        return "km"
    if letters < FEWEST:
        return ""
    # Short English is taken for Nigerian Pidgin (pcm); what has no two-letter code gives way to the next best.
    return next(str(code) for code, _ in py3langid.rank(sample) if len(code) == ISO_639_1)
