"""Reads a few words as the pipeline would, for tests of extractors."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from saksi.extract import acts
from saksi.extract.reading import Reading, read
from saksi.extract.records import Range, Record
from saksi.model.types import Document, Text
from saksi.packs import load


@dataclass(frozen=True)
class Told:
    """An act as a test compares it."""

    type: str
    status: str
    values: dict[str, str]
    ranges: dict[str, tuple[Range, ...]]
    victims: tuple[str, ...] = ()
    perpetrators: tuple[str, ...] = ()

    @property
    def claimed(self) -> bool:
        return self.status in ("reported", "alleged", "ordered", "scheduled")


@lru_cache(maxsize=512)
def reading(words: str, published: str = "") -> Reading:
    sha = hashlib.sha256(words.encode()).hexdigest()
    document = Document(sha, "words.txt", "text/plain", published=published, lang="en")
    return read(document, Text(sha, words, "text@1"), load())


def records(words: str, published: str = "") -> list[Record]:
    return acts.find(reading(words, published))


def told(words: str, published: str = "") -> list[Told]:
    """All acts of the words, whatever their status, with names by role."""
    page = reading(words, published)
    found = records(words, published)
    parties: dict[tuple[str, str], list[str]] = {}
    for record in found:
        if record.kind == "Involvement":
            values = {value.prop: value.value for value in record.values}
            parties.setdefault((values["act"], values["role"]), []).append(values["name"])
    out = []
    for record in found:
        if record.kind == "Act":
            values = {value.prop: value.value for value in record.values}
            entity = record.entity(page.document.sha256)
            victims = tuple(parties.get((entity, "victim"), ()))
            perpetrators = tuple(parties.get((entity, "perpetrator"), ()))
            ranges = {value.prop: value.ranges for value in record.values}
            out.append(Told(values["type"], values["status"], values, ranges, victims, perpetrators))
    return out


def claims(words: str, published: str = "") -> list[Told]:
    """Acts that the words claim: reported, alleged, ordered or scheduled."""
    return [act for act in told(words, published) if act.claimed]
