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


SCORES = {"association": 30.0, "assembly": 20.0, "expression": 34.0, "protection": 36.0}


def rating_body(score: float = 47.0, band: str = "obstructed") -> dict[str, object]:
    """Make what is kept of a computed rating."""
    measured = {"score": 44.0, "low": 38.0, "high": 51.0, "bands": [0, 0.1, 0.8, 0.1, 0], "fell": 0.6}
    identity = "freedom-house.E:KH:2021"
    return {
        "plain": {
            "score": score,
            "band": band,
            "indicators": {"association": score},
            "parts": [{"id": identity, "indicator": "association", "value": 25.75, "share": 1.0}],
        },
        "measured": {"association": measured},
        "disagreements": ["association in KH 2021: plain narrowed"],
        "inputs": {identity: {"value": 3.0, "share": 0.25, "file": "house.csv", "line": 10, "sha256": "0" * 64}},
        "raters": {},
    }


def forecast_body(risk: float = 0.31, abstains: str = "") -> dict[str, object]:
    """Make what is kept of a forecast."""
    drivers = [
        {"variable": "a", "share": 0.2, "label": "a fall in the last year"},
        {"variable": "b", "share": -0.1, "label": "a high level"},
    ]
    return {
        "outcome": "v2xcs_ccsi",
        "label": "Associational space",
        "risk": risk,
        "members": {"boosting": 0.2, "forest": 0.4, "logit": 0.3},
        "drivers": drivers,
        "abstains": abstains,
        "record": [[2017, 0.2, True], [2018, 0.1, False]],
    }


def rated() -> None:
    """Lay ratings into the store: an adopted and an open one, the watchlist, computed ones, a forecast, two alerts."""
    from saksi.assess.panel import Motion
    from saksi.assess.triggers import Crossing
    from saksi.store import alerts, panel
    from saksi.store import models as tables

    now = datetime.now(UTC)
    listed = panel.propose_watch("KH", Motion(1, listed=True), panel.Said("ana", now, "three alerts"))
    for identity in (panel.propose_rating("KH", "2021", Motion(1, SCORES), panel.Said("ana", now, "closures")), listed):
        panel.vote(identity, True, panel.Said("bo", now, "as the counts say"))
    panel.propose_rating("KH", "2022", Motion(1, SCORES), panel.Said("ana", now, "no change"))
    rows = [panel.assessed("rating", "KH", str(year), f"{year + 1}-03-01", "plain@1", rating_body(score, band))
            for year, score, band in ((2020, 62.0, "narrowed"), (2021, 47.0, "obstructed"))]  # fmt: skip
    panel.keep([*rows, panel.assessed("forecast", "KH", "2021", "2022-03-01", "forecast@1", forecast_body())])
    arrests = tables.ActRow.objects.filter(country="KH", status="reported", type="arrest", date="2021-03-02")
    claims = tuple(arrests.values_list("claim", flat=True)[:1])
    alerts.add([Crossing("detentions@1", "KH", "2021-03-02", 1, 1, claims),
                Crossing("band-drop@1", "KH", "2021", 0.6, 0.5)])  # fmt: skip
