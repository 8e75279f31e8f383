"""Fills a store with canaries: words that must not leave, in every field that must not. All names invented.

A canary is a word like `Zorvakbcd` that stands nowhere else; those that may leave begin with `Openly`.
"""

import string
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product

import houses
import samples
import scene

from saksi.extract.records import Record
from saksi.model.types import Document, Text, Verdict

STEM = "Zorvak"
TREASURER = "Osmund Openly"
_WORDS = map("".join, product(string.ascii_lowercase, repeat=3))


class Nest:
    """Hands out canaries and remembers in which field each was planted."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def lay(self, field: str) -> str:
        """Return a new canary for a field."""
        word = f"{STEM}{next(_WORDS)}"
        self.planted[word] = field
        return word


def text(nest: Nest) -> tuple[str, dict[str, str]]:
    """Write a text with canaries in it, and name those that records will be about."""
    fields = [
        "hidden", "family", "alias", "witness", "minor", "observer", "stranger", "signer", "cut", "withheld_person",
        "withheld_act", "withheld_outcome", "withheld_organisation", "rejected_act", "old", "deep", "number",
    ]  # fmt: skip
    w = {field: nest.lay(field) for field in fields}
    content = f"""Openly told: {w["hidden"]} {w["family"]} and the union

From: {nest.lay("sender")} <{nest.lay("address").lower()}@lantern.example>
Received: from {nest.lay("header")} [10.0.0.17] by mail; Subject: {nest.lay("subject")}

Police arrested {w["hidden"]} {w["family"]} in Kandal on 2 March 2021, wrote {nest.lay("mail").lower()}@lantern.example.
{w["family"].upper()}'s lawyer, also called {w["alias"]}, said that {w["hidden"]}
{w["family"]} was held near the house of {w["hidden"]}-{w["family"]}.
The witness {w["witness"]} saw it, as did {w["minor"]}, 15 years old, and the observer {w["observer"]}.
Guards beat {w["stranger"]} Vane, a clerk, on the same day.
In secret they moved {w["withheld_act"]} to a prison. The court gave {w["withheld_outcome"]} lashes to all.
The group {w["withheld_organisation"]} Circle met {w["withheld_person"]} Mar. They jailed {w["rejected_act"]} too.
Osmund Openly is treasurer of the Openly Union. An older reading saw {w["old"]} Bren. File {w["number"]}/21.
We call on the state to free {w["hidden"]} {w["family"]}. Signed: {w["signer"]} Tamm
{"The long story goes on and on. " * 12}{w["deep"]} ends it, and {w["cut"]} Sorel too.
Nobody quotes this: {nest.lay("unquoted")}.
"""
    return content, w


def page(nest: Nest) -> scene.Page:
    """Make one document full of canaries with what was read in it."""
    content, w = text(nest)
    about = {
        "source": f"/home/{nest.lay('user of a path')}/{nest.lay('path')}.pdf",
        "title": f"{nest.lay('title of the metadata')} draft",
        "retrieved": nest.lay("retrieved"),
        "mime": f"application/{nest.lay('mime').lower()}",
        "url": f"http://{nest.lay('host').lower()}.internal/{nest.lay('address of the source')}",
        "publisher": f"Openly Wire {w['hidden']} {w['family']}",
        "lang": nest.lay("lang"),
    }
    made = houses.page(content)
    document = Document(made.document.sha256, published="2021-03-12", **about)
    records = tuple(Reader(content, w, document.sha256, nest).records())
    return scene.Page(document, Text(document.sha256, content, f"{nest.lay('parser')}@1"), records)


@dataclass(frozen=True)
class Reader:
    """Reads one document full of canaries, as an extractor would."""

    content: str
    w: dict[str, str]
    sha256: str
    nest: Nest

    @property
    def full(self) -> str:
        return f"{self.w['hidden']} {self.w['family']}"

    def record(self, kind: str, anchor: str, *values: tuple[str, str, str]) -> Record:
        return houses.record(self.content, kind, anchor, *values, by=f"test {STEM}@1")

    def name(self, kind: str, words: str, *more: tuple[str, str, str]) -> Record:
        return self.record(kind, words, ("name", words, words), *more)

    def records(self) -> Iterator[Record]:
        person, member = self.person(), self.name("Person", TREASURER)
        union = self.name("Organisation", "Openly Union")
        yield from (person, member, union)
        yield from self.names()
        yield from self.acts(person.entity(self.sha256))
        links = (
            ("person", member.entity(self.sha256), TREASURER),
            ("organisation", union.entity(self.sha256), "Openly Union"),
        )
        role = f"treasurer {self.nest.lay('membership')}"
        yield self.record("Membership", "treasurer", ("role", role, "treasurer"), *links)
        yield from self.others()

    def person(self) -> Record:
        w, nest, full = self.w, self.nest, self.full
        private = {p: nest.lay(f"person {p}") for p in ("native_name", "role", "affiliation")}
        more = ((prop, value, full) for prop, value in private.items())
        return self.name("Person", full, ("alias", w["alias"], w["alias"]), *more)

    def names(self) -> Iterator[Record]:
        w, nest = self.w, self.nest
        roles = {"witness": "witness", "minor": "15-year-old", "observer": "observers of the vote"}
        for field, role in roles.items():
            yield self.name("Person", w[field], ("role", role, w[field]))
        yield self.name("Person", f"{w['withheld_person']} Mar")
        yield self.name(
            "Organisation",
            f"{w['withheld_organisation']} Circle",
            ("website", f"https://{nest.lay('site').lower()}.example", "met"),
        )

    def acts(self, victim: str) -> Iterator[Record]:
        w, nest, full, content = self.w, self.nest, self.full, self.content
        arrest_words = content[content.index("Police arrested") : content.index("The witness")].strip()
        arrest = self.record(
            "Act",
            arrest_words,
            ("type", "arrest", arrest_words),
            ("status", "reported", "arrested"),
            ("country", "KH", "Kandal"),
            ("date", "2021-03-02", "2 March 2021"),
            ("place", f"the house of {full} in Kandal, Openly", "Kandal"),
            ("outcome", f"{nest.lay('rejected outcome')} years", "Police"),
            ("outcome", f"{nest.lay('corrected outcome')} months", "March"),
            ("outcome", f"{w['withheld_outcome']} lashes", f"{w['withheld_outcome']} lashes"),
            ("amount", f"paid by {w['family']}", "2021"),
        )
        yield arrest
        yield self.record(
            "Act",
            "In secret",
            ("type", "detention", f"In secret they moved {w['withheld_act']} to a prison"),
            ("status", "reported", "moved"),
        )
        yield self.record(
            "Act",
            "They jailed",
            ("type", "conviction", f"They jailed {w['rejected_act']} too"),
            ("status", "reported", "jailed"),
        )
        beaten_words = f"Guards beat {w['stranger']} Vane, a clerk, on the same day"
        beaten = self.record(
            "Act",
            beaten_words,
            ("type", "violence", beaten_words),
            ("status", "alleged", "beat"),
            ("country", "KH", "Guards"),
        )
        yield beaten
        act = arrest.entity(self.sha256)
        yield self.record(
            "Involvement",
            full,
            ("role", "victim", "arrested"),
            ("name", full, full),
            ("act", act, "Police"),
            ("party", victim, full),
        )
        yield self.record(
            "Involvement", "saw", ("role", "witness", "saw"), ("name", w["witness"], w["witness"]), ("act", act, "saw")
        )
        yield self.record(
            "Involvement",
            "Vane",
            ("role", "victim", "beat"),
            ("name", f"{w['stranger']} Vane", f"{w['stranger']} Vane"),
            ("act", beaten.entity(self.sha256), "beat"),
        )

    def others(self) -> Iterator[Record]:
        w, nest, full, content = self.w, self.nest, self.full, self.content
        yield self.record(
            "Call",
            "We call",
            ("demand", f"free {full}", f"free {full}"),
            ("addressee", f"the friends of {w['alias']}", "the state"),
            ("subject", full, "We call"),
        )
        metadata = ("publisher", f"{nest.lay('publisher of the metadata')} office", "Nobody")
        yield self.record("Publication", "told", ("title", "Openly told", "Openly told"), metadata)
        telling = ("title", f"{nest.lay('title of the metadata')} draft", "Openly told")
        yield self.record("Publication", "draft", telling)
        yield self.record("Endorsement", w["signer"], ("name", f"{w['signer']} Tamm", f"{w['signer']} Tamm"))
        yield self.record(
            "Case",
            "File",
            ("number", f"{w['number']}/21", f"{w['number']}/21"),
            ("court", f"{nest.lay('court')} court", "File"),
        )
        yield self.record(
            "Place",
            "Kandal",
            ("name", "Kandal", "Kandal"),
            ("coordinates", f"{nest.lay('coordinates')}, 104.9", "Kandal"),
        )
        story = content[content.index("The long story") : content.index(" ends it")]
        yield self.record(
            "Figure", "story", ("value", "12", story), ("what", f"days of {full}, Openly", "goes on and on. T")
        )
        for number, start, end in (("4", "In secret", "The group"), ("5", "An older", "We call")):
            words = content[content.index(start) : content.index(end)].strip()
            yield self.record("Figure", start, ("value", number, words))
        cut = w["cut"][: len(STEM) + 1]
        before = content[content.index(" ends it") : content.index(w["cut"])] + cut
        yield self.record("Figure", "cut", ("value", "3", before))
        yield self.name("Person", f"{w['cut']} Sorel")


def older(made: scene.Page, nest: Nest) -> scene.Page:
    """Return what an older version of the extractor read there: a name, and values that nobody says now."""
    content = made.text.content
    word = next(w for w in content.split() if w.startswith(STEM) and nest.planted.get(w) == "old")
    records = (
        houses.record(content, "Person", word, ("name", f"{word} Bren", f"{word} Bren"), by="old@1"),
        houses.record(
            content,
            "Act",
            "older",
            ("type", "fine", "An older reading"),
            ("outcome", nest.lay("old outcome"), "older"),
            by="old@1",
        ),
    )
    return replace(made, records=records)


def fill(documents: int) -> Nest:
    """Fill the store; returns the nest."""
    from saksi.flows.resolve import resolve
    from saksi.store import models, write

    nest = Nest()
    for _ in range(documents):
        made = page(nest)
        old = older(made, nest)
        write.add(made.document, made.text, list(old.statements()), ran=["old@1"])
        write.add(made.document, made.text, [], ran=["old@2"])
        write.add(made.document, made.text, list(made.statements()))
        _decide(made, old, nest)
        write.unreadable(f"/media/{nest.lay('unreadable')}", f"broken {nest.lay('unreadable, why')}")
        models.User.objects.create_user(
            nest.lay("user"), f"{nest.lay('user e-mail')}@lantern.example", last_name=nest.lay("user name")
        )
        shut(nest)
    resolve()
    rate(nest)
    return nest


def rate(nest: Nest) -> None:
    """Have a rating adopted whose reasons say what is withheld."""
    from saksi.assess.panel import Motion
    from saksi.store import panel

    def said(user: str, field: str) -> panel.Said:
        word = next(word for word, own in nest.planted.items() if own == field)
        return panel.Said(user, datetime.now(UTC), f"as {word} shows")

    motion = Motion(1, samples.SCORES)
    identity = panel.propose_rating("KH", "2021", motion, said("ana", "withheld_act"))
    panel.vote(identity, True, said("bo", "withheld_outcome"))
    panel.propose_rating("KH", "2022", motion, said("ana", "hidden"))


def shut(nest: Nest) -> None:
    """Lay a document that a decision withholds whole, full of what would leave otherwise."""
    from saksi.store import write

    w = {field: nest.lay(f"shut {field}") for field in ("title", "act", "outcome", "group", "person", "call", "figure")}
    content = f"""{w["title"]} told

Police arrested the {w["act"]} workers in Kandal on 2 March 2021, for {w["outcome"]} months.
The {w["group"]} Circle and {w["person"]} Mar call on the state to free the {w["call"]}: {w["figure"]} days.
"""
    act = content[content.index("Police") : content.index(", for")]
    group, person, call = f"{w['group']} Circle", f"{w['person']} Mar", f"free the {w['call']}"
    records = [
        houses.record(content, "Publication", "told", ("title", f"{w['title']} told", f"{w['title']} told")),
        houses.record(
            content, "Act", act, ("type", "arrest", act), ("status", "reported", "arrested"),
            ("country", "KH", "Kandal"),
            ("outcome", f"{w['outcome']} months", f"{w['outcome']} months"),
        ),
        houses.record(content, "Organisation", group, ("name", group, group)),
        houses.record(content, "Person", person, ("name", person, person)),
        houses.record(content, "Call", call, ("demand", call, call)),
        houses.record(content, "Figure", "days", ("value", "3", "days"), ("what", w["figure"], f"{w['figure']} days")),
    ]  # fmt: skip
    about = {
        "url": f"https://{nest.lay('shut url').lower()}.example/a",
        "publisher": f"{nest.lay('shut publisher')} Wire",
    }
    made = houses.page(content, *records, published="2021-03", **about)
    found = list(made.statements())
    write.add(made.document, made.text, found)
    for statement in found:
        if (statement.kind, statement.prop) == ("Person", "name"):
            _take(statement.claim, Verdict.PUBLISH, "", nest)
    _take(made.document.sha256, Verdict.WITHHOLD, "", nest)


def _decide(made: scene.Page, old: scene.Page, nest: Nest) -> None:
    """Publish who is protected, reject, correct and withhold; each with a canary as reason and as user."""
    wanted = [
        (Verdict.PUBLISH, "Person", "name", ("witness", "minor", "observer", "withheld_person"), ""),
        (Verdict.WITHHOLD, "Person", "name", ("withheld_person",), ""),
        (Verdict.WITHHOLD, "Organisation", "name", ("withheld_organisation",), ""),
        (Verdict.WITHHOLD, "Act", "outcome", ("withheld_outcome",), ""),
        (Verdict.REJECT, "Act", "outcome", ("rejected outcome",), ""),
        (Verdict.CORRECT, "Act", "outcome", ("corrected outcome",), "Openly three months"),
    ]
    for verdict, kind, prop, fields, value in wanted:
        for s in made.statements():
            if (s.kind, s.prop) == (kind, prop) and any(
                nest.planted[w.strip(",")] in fields for w in s.value.split() if w in nest.planted
            ):
                _take(s.claim, verdict, value, nest)
    for s in made.statements():
        if (s.kind, s.prop, s.value) == ("Person", "name", TREASURER):
            _take(s.claim, Verdict.PUBLISH, "", nest)
        if (s.kind, s.prop, s.value) == ("Act", "type", "detention"):
            _take(s.claim, Verdict.WITHHOLD, "", nest)
        if (s.kind, s.prop, s.value) == ("Act", "type", "conviction"):
            _take(s.claim, Verdict.REJECT, "", nest)
    for claim in {s.claim for s in old.statements() if s.kind == "Person"}:
        _take(claim, Verdict.WITHHOLD, "", nest)


def _take(claim: str, verdict: Verdict, value: str, nest: Nest) -> None:
    from saksi.store import write

    user, reason = nest.lay("who decided"), f"because {nest.lay('reason')}"
    write.decide(replace(samples.decision(claim, verdict, value, reason, user), at=datetime.now(UTC)))
