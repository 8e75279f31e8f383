"""Content hashes: the same content has the same id on every machine."""

import hashlib
import json
import unicodedata
from functools import lru_cache

LENGTH = 32
_pack = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


@lru_cache(maxsize=512)  # the anchor of an entity is asked for with each of its values
def fold(words: str) -> str:
    """Return words in one comparable form: NFC, lower case, runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def content_id(*parts: object) -> str:
    """Hash JSON-able parts to 32 hexadecimal digits (128 bits of SHA-256)."""
    return hashlib.sha256(_pack(parts).encode("utf-8")).hexdigest()[:LENGTH]


def entity_id(document: str, kind: str, anchor: str, *more: str) -> str:
    """Name an entity inside one document by its kind, its anchor words and what tells it from its like."""
    return content_id("entity", document, kind, fold(anchor), *more)


def claim_id(document: str, kind: str, anchor: str, prop: str, value: str) -> str:
    """Hash what a person decides on: document, kind, anchor words, property and value.

    Offsets, extractor, version and confidence stay out, so that a decision survives a better parser or extractor.
    """
    return content_id("claim", document, kind, fold(anchor), prop, fold(value))
