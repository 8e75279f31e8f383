"""Three documents with everything that pages show, their statements made by hand. All names and events invented."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from saksi.extract.records import Range, Record, Value
from saksi.model.types import Document, Statement, Text
from saksi.model.vocabulary import VERSION

STATEMENT = """Release the members of the Reed River Union

Kandal, 12 March 2021

We, the undersigned groups, are alarmed by the arrest of members of the Reed River Union (RRU).

On 2 March 2021, police in Kandal arrested Mira Solan, the president of the Reed River Union, and \
four other members after a strike at a garment factory. Three days later, the Kandal Provincial Court \
charged Mira Solan with incitement under article 495 of the Criminal Code.

According to her lawyer, Teo Brandt was beaten by guards on 4 March. The authorities deny that he was harmed. \
Mira Solan could face up to two years in prison.

We call on the government to release them at once.

Signed:
Reed River Union
Open Water Forum
Northern Press Circle
"""
NEWS = """Union leader released after a year

Phnom Penh, 9 March 2022 – Mira Solan walked out of prison on Tuesday. The court released the union \
leader on bail on 8 March 2022, a year after police arrested her.

In January 2022 the ministry revoked the licence of the newspaper Lantern Daily, which had reported on the strike.
"""
LETTER = """Letter on three bloggers

On 14 June 2022, a court in Manila convicted the blogger Ana Reyes-Invented of cyber libel. \
<script>alert("never run")</script>

Her newspaper, Lantern Daily, was not named in the complaint.
"""


@dataclass(frozen=True)
class Page:
    """One document of the scene."""

    document: Document
    text: Text
    records: tuple[Record, ...]

    def statements(self) -> Iterator[Statement]:
        for record in self.records:
            yield from record.statements(self.document, self.text, "en", VERSION)


class Writer:
    """Finds words in a text and makes records of them."""

    def __init__(self, content: str, **about: str) -> None:
        sha256 = hashlib.sha256(content.encode()).hexdigest()
        self.document = Document(sha256, f"{about['title'][:20]}.txt", "text/plain", lang="en", **about)
        self.content = content
        self.records: list[Record] = []

    def at(self, words: str) -> Range:
        start = self.content.index(words)
        return start, start + len(words)

    def act(self, clause: str, trigger: str, kind: str, **values: tuple[str, str]) -> str:
        said = Value("type", kind, (self.at(clause), self.at(trigger)), 0.92)
        more = [Value(prop, value, (self.at(words),), 0.85) for prop, (value, words) in values.items()]
        record = Record("Act", clause, (said, *more), "acts@1", (kind, trigger))
        self.records.append(record)
        return record.entity(self.document.sha256)

    def part(self, act: str, role: str, words: str, party: str = "", count: str = "") -> None:
        where = (self.at(words),)
        values = [Value("role", role, where), Value("name", words, where), Value("act", act, where)]
        values += [Value("party", party, where)] if party else []
        values += [Value("count", count, where)] if count else []
        self.records.append(Record("Involvement", words, tuple(values), "acts@1", (act, role)))

    def named(self, kind: str, words: str, **more: tuple[str, str]) -> str:
        main = "title" if kind == "Law" else "name"
        values = [Value(prop, value, (self.at(there),)) for prop, (value, there) in more.items()]
        record = Record(kind, words, (Value(main, words, (self.at(words),)), *values), "names@1")
        self.records.append(record)
        return record.entity(self.document.sha256)

    def other(self, kind: str, words: str, **values: str) -> None:
        made = tuple(Value(prop, value, (self.at(words),)) for prop, value in values.items())
        self.records.append(Record(kind, words, made, "other@1"))

    def page(self) -> Page:
        return Page(self.document, Text(self.document.sha256, self.content, "text@1"), tuple(self.records))


def statement() -> Page:
    """A joint statement on Cambodia: two reported acts, an alleged and a hypothetical one."""
    w = Writer(
        STATEMENT,
        title="Release the members of the Reed River Union",
        publisher="Open Water Forum",
        published="2021-03-12",
    )
    mira = w.named("Person", "Mira Solan", role=("unionist", "the president of the Reed River Union"))
    teo = w.named("Person", "Teo Brandt")
    w.named("Organisation", "Reed River Union", acronym=("RRU", "RRU"), type=("union", "Union"))
    w.named("Organisation", "Open Water Forum")
    court = w.named("Organisation", "Kandal Provincial Court", type=("court", "Court"))
    w.named("Law", "Criminal Code")
    clause = (
        "police in Kandal arrested Mira Solan, the president of the Reed River Union, "
        "and four other members after a strike at a garment factory"
    )
    arrest = w.act(
        clause,
        "arrested",
        "arrest",
        status=("reported", "arrested"),
        date=("2021-03-02", "On 2 March 2021"),
        country=("KH", "Kandal, 12"),
        place=("Kandal", "in Kandal"),
    )
    w.part(arrest, "victim", "Mira Solan", mira)
    w.part(arrest, "victim", "four other members", count="4")
    w.part(arrest, "perpetrator", "police")
    charge = w.act(
        "the Kandal Provincial Court charged Mira Solan with incitement under article 495 of the Criminal Code",
        "charged",
        "charge",
        status=("reported", "charged"),
        date=("2021-03-05", "Three days later"),
        country=("KH", "Kandal Provincial Court"),
        provision=("article 495 of the Criminal Code", "article 495 of the Criminal Code"),
    )
    w.part(charge, "victim", "Mira Solan", mira)
    w.part(charge, "court", "Kandal Provincial Court", court)
    beaten = w.act(
        "Teo Brandt was beaten by guards on 4 March",
        "beaten",
        "violence",
        status=("alleged", "According to her lawyer"),
        date=("2021-03-04", "on 4 March"),
        country=("KH", "Kandal, 12"),
    )
    w.part(beaten, "victim", "Teo Brandt", teo)
    w.act(
        "Mira Solan could face up to two years in prison",
        "face",
        "conviction",
        status=("hypothetical", "could"),
        country=("KH", "Kandal, 12"),
    )
    w.other("Call", "release them at once", demand="release them at once", addressee="the government")
    for place, name in enumerate(("Reed River Union\n", "Open Water Forum\n", "Northern Press Circle"), 1):
        w.other("Endorsement", name.strip() if place == 3 else name, name=name.strip(), position=str(place))
    return w.page()


def news() -> Page:
    """A report on Cambodia: a release and the closing of a newspaper."""
    w = Writer(
        NEWS,
        title="Union leader released after a year",
        publisher="Delta Wire",
        published="2022-03-09",
        url="https://example.org/released",
    )
    mira = w.named("Person", "Mira Solan")
    lantern = w.named("Organisation", "Lantern Daily", type=("outlet", "newspaper"))
    free = w.act(
        "The court released the union leader on bail on 8 March 2022",
        "released the",
        "release",
        subtype=("bail", "on bail"),
        status=("reported", "released the"),
        date=("2022-03-08", "on 8 March 2022"),
        country=("KH", "Phnom Penh"),
    )
    w.part(free, "victim", "the union leader", mira)
    closed = w.act(
        "the ministry revoked the licence of the newspaper Lantern Daily",
        "revoked the licence",
        "media_closure",
        status=("reported", "revoked"),
        date=("2022-01", "In January 2022"),
        country=("KH", "Phnom Penh"),
    )
    w.part(closed, "victim", "Lantern Daily", lantern)
    return w.page()


def letter() -> Page:
    """A letter on the Philippines, with a script in its text."""
    w = Writer(LETTER, title="Letter on <b>three</b> bloggers", publisher="Northern Press Circle", published="2022-07")
    ana = w.named("Person", "Ana Reyes-Invented", role=("blogger", "blogger"))
    w.named("Organisation", "Lantern Daily")
    guilty = w.act(
        "a court in Manila convicted the blogger Ana Reyes-Invented of cyber libel",
        "convicted",
        "conviction",
        status=("reported", "convicted"),
        date=("2022-06-14", "On 14 June 2022"),
        country=("PH", "Manila"),
        place=("Manila", "Manila"),
    )
    w.part(guilty, "victim", "Ana Reyes-Invented", ana)
    return w.page()


def pages() -> tuple[Page, ...]:
    """The whole scene."""
    return statement(), news(), letter()


def lay() -> None:
    """Put the scene into the store, and cluster its names."""
    from saksi.flows.resolve import resolve
    from saksi.store import write

    for page in pages():
        write.add(page.document, page.text, list(page.statements()))
    resolve()
