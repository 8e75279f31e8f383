"""Small documents with statements made by hand, for tests of the store and of what stands on it. All names invented."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from saksi.extract.records import Record, Value
from saksi.model.types import Decision, Document, Statement, Text, Verdict
from saksi.model.vocabulary import VERSION

LINES = (
    "Mira Solan was arrested in Kandal on 2 March 2021.",
    "Teo Brandt was charged in Kandal on 5 March 2021.",
    "Mira Solan was released in Kandal in 2022.",
)


def document(content: str = "\n".join(LINES), source: str = "note.txt", **more: str) -> Document:
    """Make the document of these words."""
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    return Document(sha256, source, "text/plain", **({"title": "A note", "lang": "en"} | more))


def text(doc: Document, content: str = "\n".join(LINES), parser: str = "text@1") -> Text:
    """Make a reading of a document."""
    return Text(doc.sha256, content, parser)


def records(content: str, by: str, country: str = "KH", status: str = "reported") -> Iterator[Record]:
    """Read lines like those of LINES: a person, an act, and the person's part in it."""
    start = 0
    for line in content.split("\n"):
        words = line.split()
        if "was" in words and len(words) > words.index("was") + 1:
            at = content.index(line, start)
            name = " ".join(words[: words.index("was")])
            verb = words[words.index("was") + 1]
            kind = {"arrested": "arrest", "charged": "charge", "released": "release"}[verb]
            date = line.rstrip(".")[-4:]
            trigger = (at + line.index(verb), at + line.index(verb) + len(verb))
            year = (at + line.rindex(date), at + line.rindex(date) + 4)
            whole = (at, at + len(line))
            act = Record(
                "Act",
                line,
                (
                    Value("type", kind, (whole, trigger)),
                    Value("status", status, (trigger,)),
                    Value("date", date, (year,)),
                    Value("country", country, (whole,)),
                ),
                by,
                (kind, verb),
            )
            yield act
            named = (at, at + len(name))
            person = Record("Person", name, (Value("name", name, (named,)),), by)
            yield person
            sha = "?"
            yield Record(
                "Involvement",
                line,
                (Value("role", "victim", (named,)), Value("name", name, (named,)), Value("act", sha, (trigger,))),
                by,
                (kind, verb, "victim", name),
            )
        start += len(line) + 1


def statements(doc: Document, read: Text, by: str = "sample@1", **more: str) -> list[Statement]:
    """Make the statements of a reading, with links between involvements and acts filled in."""
    found: list[Statement] = []
    act = ""
    for record in records(read.content, by, **more):
        if record.kind == "Act":
            act = record.entity(doc.sha256)
        linked = tuple(Value(v.prop, act, v.ranges) if v.prop == "act" else v for v in record.values)
        whole = Record(record.kind, record.anchor, linked, record.by, record.key)
        found.extend(whole.statements(doc, read, doc.lang, VERSION))
    return found


def decision(subject: str, verdict: Verdict, value: str = "", reason: str = "", user: str = "ana") -> Decision:
    """Make a decision taken now."""
    return Decision(subject, verdict, value, user, datetime.now(UTC), reason)


def add(content: str = "\n".join(LINES), source: str = "note.txt", by: str = "sample@1", **more: str) -> Document:
    """Add a document with its statements to the store; returns the document."""
    from saksi.store import write

    doc = document(content, source)
    read = text(doc, content)
    write.add(doc, read, statements(doc, read, by, **more))
    return doc
