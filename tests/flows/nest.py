"""A thousand documents and persons with words that stand nowhere else, in every place where a store keeps words."""

import hashlib
import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import ahocorasick_rs
import samples

from saksi.extract.records import Record, Value
from saksi.model.types import Document, Statement, Text, Verdict
from saksi.model.vocabulary import VERSION

LETTERS = "bcdfghjklmnpqrstvwxz"
LENGTH, TAIL = 14, 8  # of a canary; an index keeps of a word only what differs from the one before
BY = "sample@1"


@dataclass
class Nest:
    """Canaries by the item (document or person) that they belong to."""

    chance: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311
    words: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def lay(self, item: str) -> str:
        """Return a new canary of an item, with a capital as a name has."""
        word = "".join(self.chance.choices(LETTERS, k=LENGTH)).capitalize()
        self.words[item].append(word)
        return word

    def found(self, content: bytes, items: list[str]) -> set[str]:
        """Return the canaries of these items in bytes, as UTF-8 or UTF-16, whole or their tails, in any case."""
        tails = {word[-TAIL:].lower(): word for item in items for word in self.words[item]}
        automaton = ahocorasick_rs.AhoCorasick(list(tails))
        flat = content.decode("latin-1").lower()
        patterns = list(tails.values())
        hits = {n for text in (flat, flat.replace("\0", "")) for n, _, _ in automaton.find_matches_as_indexes(text)}
        return {patterns[n] for n in hits}


@dataclass(frozen=True)
class Person:
    """One person, named in two joint statements."""

    item: str
    name: str
    alias: str
    role: str


def said(kind: str, content: str, anchor: str, *values: tuple[str, str, str]) -> Record:
    """Make a record of (property, value, words)."""
    made = [Value(p, v, ((content.index(words), content.index(words) + len(words)),)) for p, v, words in values]
    return Record(kind, anchor, tuple(made), BY)


def keep(folder: Path, content: str, records: list[Record], **about: str) -> tuple[Document, list[Statement]]:
    """Put a document into the store, bytes and all."""
    from saksi.store import blobs, write

    raw = content.encode()
    document = Document(hashlib.sha256(raw).hexdigest(), mime="message/rfc822", lang="en", **about)
    text = Text(document.sha256, content, "email@1")
    found = [s for record in records for s in record.statements(document, text, "en", VERSION)]
    blobs.keep(folder, raw)
    write.add(document, text, found)
    return document, found


def decide(claim: str, verdict: Verdict, reason: str, value: str = "") -> None:
    """Take a decision."""
    from saksi.store import write

    write.decide(samples.decision(claim, verdict, value, reason))


def lone(nest: Nest, folder: Path, item: str) -> str:
    """Lay a document that stands for itself; returns its hash."""
    from saksi.store import write

    w = {name: nest.lay(item) for name in ("subject", "sender", "body", "group", "unquoted", "correction", "reason")}
    content = (
        f"From: {w['sender'].lower()}@lantern.example\nSubject: {w['subject']}\n\n"
        f"The {w['group']} Circle says that {w['body']} was closed. {w['unquoted']} is quoted by nobody.\n"
    )
    name, title = f"{nest.lay(item)}.eml", f"{nest.lay(item)} told"
    records = [
        said("Organisation", content, w["group"], ("name", f"{w['group']} Circle", f"{w['group']} Circle")),
        said("Figure", content, "says", ("value", "3", "says"), ("what", nest.lay(item), w["body"])),
    ]
    document, found = keep(
        folder, content, records, source=f"/media/{nest.lay(item)}/{name}", title=title,
        publisher=f"{nest.lay(item)} Wire", url=f"https://{nest.lay(item).lower()}.example/1", published="2021-03",
    )  # fmt: skip
    decide(found[-2].claim, Verdict.ACCEPT, f"because {w['reason']}")
    decide(found[-1].claim, Verdict.CORRECT, nest.lay(item), w["correction"])
    write.unreadable(f"/elsewhere/{name}", f"{title} is broken")
    return document.sha256


def joint(nest: Nest, folder: Path, number: int, people: list[Person]) -> None:
    """Lay a statement that names several people."""
    lines = [
        f"Police arrested {p.name} in Kandal. {p.name.split()[1].upper()}, called {p.alias}, wrote from "
        f"{p.name.lower().replace(' ', '.')}@lantern.example to {p.name.split()[0]}\n{p.name.split()[1]}."
        for p in people
    ]
    item = f"joint {number}"
    content = f"Joint statement {nest.lay(item)}\n\n" + "\n".join(lines) + "\nWe call on all to free them.\n"
    records = []
    for p, line in zip(people, lines, strict=True):
        person = said(
            "Person", content, p.name, ("name", p.name, p.name), ("alias", p.alias, p.alias), ("role", p.role, p.name)
        )
        act = said(
            "Act", content, line, ("type", "arrest", line), ("status", "reported", line), ("country", "KH", line)
        )
        sha256 = hashlib.sha256(content.encode()).hexdigest()
        links = (("act", act.entity(sha256), p.name), ("party", person.entity(sha256), p.name))
        part = said("Involvement", content, line, ("role", "victim", p.name), ("name", p.name, p.name), *links)
        records += [person, act, part]
    records.append(said("Call", content, "free them", ("demand", f"free {people[0].name}", "free them")))
    _, found = keep(folder, content, records, source=f"/media/joint/{number}.eml", title=f"On {people[0].name}")
    for s in found:
        if (s.kind, s.prop) == ("Person", "role"):
            decide(s.claim, Verdict.ACCEPT, f"{s.value} agreed")
    decide(found[0].claim, Verdict.PUBLISH, f"{people[0].name} agreed")
    decide(found[-1].claim, Verdict.ACCEPT, f"the words of {people[0].name}")
