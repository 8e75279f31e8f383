"""Reads words of a test as an extractor reads a document."""

import hashlib
from collections.abc import Callable

import pytest

from saksi.extract.reading import Reading, read
from saksi.model.types import Document, Text
from saksi.packs import load


@pytest.fixture(scope="session")
def reading() -> Callable[[str], Reading]:
    """Give back a function from words to their reading with all packs."""

    def of(content: str) -> Reading:
        sha256 = hashlib.sha256(content.encode()).hexdigest()
        document = Document(sha256, "words.txt", "text/plain", lang="en")
        return read(document, Text(sha256, content, "text@1"), load())

    return of
