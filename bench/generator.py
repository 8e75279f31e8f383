"""Documents that never were, with the statements that an extractor would make of them: as many as a bench asks for.

Everything in them is invented and says so in its last line: names of people and groups are put together from
syllables. Lengths, countries and the number of statements follow what was measured on the example documents (about 75
statements in a thousand characters); names come back as in news, a few everywhere and most of them once (Zipf).
The same seed and number give the same document on every machine.
"""

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from saksi.extract.records import Range, Record, Value
from saksi.model.types import Document, Statement, Text
from saksi.model.vocabulary import VERSION
from saksi.packs.facts import Country
from saksi.packs.pack import Pack

BY = "generator@1"
MARK = "Every name, event and group in this text is invented."
PROTECTED = 0.005
"""Share of people whom a text calls a witness."""
PEOPLE, GROUPS, PUBLISHERS = 40_000, 9_000, 80
SHORTEST, MEDIAN, LONGEST = 0.33, 3_000, 4.0
"""Characters of a document in the middle, and how much shorter and longer others are."""
_SYLLABLES = (
    "ba", "da", "fen", "gal", "hor", "jin", "ka", "lum", "mar", "nev", "os", "pel", "qua", "ri", "sol", "tam", "ur",
    "vash", "wen", "yor", "zet", "bri", "cho", "dra",
)  # fmt: skip
_SORTS = (("Union", "union"), ("Forum", "network"), ("Daily", "outlet"), ("Party", "party"), ("Court", "court"))
_DEEDS = (
    ("arrest", "arrested", "after a march to the ministry"),
    ("detention", "detained", "for eleven days without a charge"),
    ("charge", "charged", "with incitement over a post on the web"),
    ("conviction", "convicted", "in a hearing that was closed to the press"),
    ("violence", "beat", "outside the gate of a garment factory"),
    ("release", "released", "on bail with a weekly report to the police"),
    ("summons", "summoned", "to answer questions about a song"),
    ("threat", "threatened", "over the telephone and in two letters"),
)
_FILLER = (
    "Neighbours said that the street was quiet again by the evening.",
    "The strike over unpaid wages went into its third week.",
    "A crowd of students waited in front of the building with umbrellas and flowers.",
    "Lawyers were not let in and left a letter with the guards.",
    "The budget of the province will be debated when the rains are over.",
    "Fishermen along the river have complained about the new dam for years.",
    "Reporters who wanted to follow the hearing were told to wait outside.",
)
_ROLES = ("journalist", "unionist", "activist", "lawyer", "student", "singer", "blogger", "politician")


class _Writer:
    """Writes a text piece by piece and keeps what is said where."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.people = [person(_rank(dice, PEOPLE)) for _ in range(dice.randint(2, 7))]
        self.groups = [group(_rank(dice, GROUPS)) for _ in range(dice.randint(6, 16))]
        self.parts: list[str] = []
        self.length = 0
        self.records: list[tuple[str, str, list[Value], tuple[str, ...]]] = []

    def say(self, words: str) -> Range:
        """Append words and return where they stand."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start, self.length

    def note(self, kind: str, anchor: str, values: list[Value], *key: str) -> None:
        """Keep a record; one that stands already gets no second one."""
        if not any(r[0] == kind and r[1] == anchor and r[3] == key for r in self.records):
            self.records.append((kind, anchor, values, key))


def documents(
    pack: Pack, number: int, first: int = 0, seed: int = 4, median: int = MEDIAN
) -> Iterator[tuple[Document, Text, list[Statement]]]:
    """Yield documents `first` to `first + number` of a seed, each with its text and statements.

    `median` is the length in characters of the one in the middle.
    """
    for place in range(first, first + number):
        yield document(pack, place, seed, median)


def document(pack: Pack, place: int, seed: int = 4, median: int = MEDIAN) -> tuple[Document, Text, list[Statement]]:
    """Make one document."""
    dice = random.Random(f"{seed}:{place}")  # noqa: S311
    writer = _Writer(dice)
    country = pack.countries[_rank(dice, len(pack.countries)) * 37 % len(pack.countries)]
    day = date(2012, 1, 1) + timedelta(days=dice.randrange(4_400))
    title = f"{writer.people[0]} and the case of the {writer.groups[0][0]}, report {place}"
    writer.say(f"{title}\n\n{country.capital or country.name}, {day:%d %B %Y}\n\n")
    length = int(median * min(LONGEST, max(SHORTEST, dice.lognormvariate(0, 0.55))))
    while writer.length < length:
        for _ in range(dice.randint(2, 5) if median >= MEDIAN else 1):
            _event(writer, country, day)
            writer.say(" ")
            for sentence in dice.sample(_FILLER, dice.randint(0, 2)):
                writer.say(f"{sentence} ")
        writer.say("\n\n")
    _demand(writer)
    writer.say(f"\n\n{MARK}\n")
    return _finish(writer, place, title, day)


@cache
def person(rank: int) -> str:
    """Return the invented name of a person; the low ranks are those everybody writes about."""
    dice = random.Random(f"person:{rank}")  # noqa: S311
    return f"{_word(dice, _rank(dice, 900))} {_word(dice, 1_000 + _rank(dice, 3_000))}"


@cache
def group(rank: int) -> tuple[str, str]:
    """Return the invented name of a group, and what it is."""
    dice = random.Random(f"group:{rank}")  # noqa: S311
    sort, kind = _SORTS[rank % len(_SORTS)]
    return f"{_word(dice, 5_000 + dice.randrange(2_000))} {_word(dice, 7_000 + dice.randrange(900))} {sort}", kind


def _rank(dice: random.Random, most: int) -> int:
    """Draw a rank with Zipf's distribution: of each decade of ranks as often."""
    return int(most ** dice.random())


def _word(_: random.Random, number: int) -> str:
    """Return the word with this number."""
    dice = random.Random(f"word:{number}")  # noqa: S311
    return "".join(dice.choice(_SYLLABLES) for _ in range(dice.choice((2, 2, 3)))).capitalize()


def _event(writer: _Writer, country: Country, published: date) -> None:
    """Say one act with who did it, to whom and when."""
    dice = writer.dice
    deed, verb, how = dice.choice(_DEEDS)
    start = writer.length
    day = published - timedelta(days=dice.randrange(400))
    when = writer.say(f"On {day:%d %B %Y}") if dice.random() < 0.6 else None
    writer.say(", " if when else "")
    alleged = writer.say("reportedly") if dice.random() < 0.15 else None
    writer.say(", " if alleged else "")
    doer = _group(writer, country)
    writer.say(" ")
    trigger = writer.say(verb)
    writer.say(" ")
    victim = _person(writer) if dice.random() < 0.5 else None
    crowd = dice.randrange(2, 60)
    several = None if victim else writer.say(f"{crowd} members of the crowd")
    if dice.random() < 0.4:
        writer.say(", together with ")
        _group(writer, country)
        writer.say(",")
    writer.say(f" {how}")
    clause = (start, writer.length)
    writer.say(".")
    words = "".join(writer.parts)[start : clause[1]]
    values = [
        Value("type", deed, (clause, trigger)),
        Value("status", "alleged" if alleged else "reported", (alleged or trigger,)),
        Value("country", country.code, (clause,)),
    ]
    values += [Value("date", day.isoformat(), (when,))] if when else []
    values += [Value("count", str(crowd), (several,))] if several else []
    writer.note("Act", words, values, deed)
    _part(writer, words, deed, "perpetrator", doer)
    if victim or several:
        _part(writer, words, deed, "victim", victim or ("", "", several), str(crowd) if several else "1")


Named = tuple[str, str, Range | None]
"""Kind and anchor of a named thing, and where it is named."""


def _part(writer: _Writer, act: str, deed: str, role: str, named: Named, count: str = "") -> None:
    kind, name, where = named
    assert where is not None
    ranges = (where,)
    said = name or "".join(writer.parts)[where[0] : where[1]]
    values = [Value("role", role, ranges), Value("name", said, ranges), Value("act", f"Act|{act}|{deed}", ranges)]
    values += [Value("party", f"{kind}|{name}", ranges)] if kind else []
    values += [Value("count", count, ranges)] if count else []
    writer.note("Involvement", act, values, deed, role, said)


def _person(writer: _Writer) -> Named:
    dice = writer.dice
    name = dice.choice(writer.people)
    values = []
    if dice.random() < 0.6:
        role = dice.choice(_ROLES) if dice.random() > PROTECTED else "witness"
        writer.say("the ")
        values = [Value("role", role, (writer.say(role),))]
        writer.say(" ")
    where = writer.say(name)
    writer.note("Person", name, [Value("name", name, (where,)), *values])
    return "Person", name, where


def _group(writer: _Writer, country: Country) -> Named:
    dice = writer.dice
    name, kind = dice.choice(writer.groups)
    writer.say("the ")
    where = writer.say(name)
    values = [Value("name", name, (where,)), Value("type", kind, (where,))]
    values += [Value("country", country.code, (where,))] if kind in {"court", "party"} else []
    writer.note("Organisation", name, values)
    return "Organisation", name, where


def _demand(writer: _Writer) -> None:
    """Close with a law that is named and a call."""
    law = f"{_word(writer.dice, 9_000 + _rank(writer.dice, 200))} Security Act"
    writer.say("We call on the government to ")
    demand = writer.say(f"repeal the {law}")
    where = (demand[1] - len(law), demand[1])
    writer.say(" and to let everybody go.")
    writer.note("Law", law, [Value("title", law, (where,)), Value("type", "law", (where,))])
    writer.note("Call", f"repeal the {law}", [Value("demand", f"repeal the {law}", (demand,))])


def _finish(writer: _Writer, place: int, title: str, day: date) -> tuple[Document, Text, list[Statement]]:
    content = "".join(writer.parts)
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    publisher = f"{_word(writer.dice, 9_500 + _rank(writer.dice, PUBLISHERS))} Wire"
    about = Document(sha256, f"invented/{place:06}.txt", "text/plain", "", title, publisher, day.isoformat(), "", "en")
    text = Text(sha256, content, "text@1")
    made = [Record(kind, anchor, tuple(values), BY, key) for kind, anchor, values, key in writer.records]
    ids = {"|".join((r.kind, r.anchor, *r.key)): r.entity(sha256) for r in made if r.kind != "Involvement"}
    found: dict[str, Statement] = {}
    for record in made:
        linked = tuple(
            Value(v.prop, ids[v.value], v.ranges) if v.prop in ("act", "party") else v for v in record.values
        )
        whole = Record(record.kind, record.anchor, linked, BY, record.key)
        found.update((s.id, s) for s in whole.statements(about, text, "en", VERSION))
    return about, text, list(found.values())
