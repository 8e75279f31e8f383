"""Nouns of a Khmer text that name groups, organisations and things, with their number."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from saksi.extract.extractors import KHMER as BY
from saksi.extract.khmer.page import KhmerPage
from saksi.extract.khmer.patterns import any_of, size
from saksi.extract.records import Range, Record, Value
from saksi.packs.khmer import KhmerWords, khmer_words
from saksi.packs.pack import Pack
from saksi.text.khmer import normalise

POWER = "power"
LATIN = "latin"
WHERE = ("នៅ", "ក្នុង", "ក្រៅ")
NAME = re.compile(r"[A-Z][A-Za-z0-9&.-]+(?: [A-Z][A-Za-z0-9&.-]+){0,4}")
NUMBER = r"(?P<number>[0-9០-៩]{1,3}(?:[.,][0-9០-៩]{3})+|[0-9០-៩]+)"
LONGEST = 24  # clusters of a noun phrase without a number
PART = 6  # clusters of one part of a name that is written with spaces
TYPES = {"party": "party", "outlet": "outlet"}
VAGUE = ("ជាច្រើន", "រាប់")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase: the kind its head names, its words, how many (None: not said, 0: some), what packs know."""

    at: Range
    kind: str
    words: str
    head: str
    count: int | None = None
    type: str = ""
    known: str = ""

    @property
    def is_name(self) -> bool:
        """Whether the words name one organisation and not a kind of them."""
        agents = khmer_words().agents
        rest = self.words[len(self.head) :].strip()
        named = self.head in agents.named and size(rest) > 1 and self.count is None
        return bool(self.known) or self.kind == LATIN or (named and not rest.startswith(agents.generic))


class Nouns:
    """The nouns of one text in order."""

    def __init__(self, page: KhmerPage, words: KhmerWords, taken: list[Range]) -> None:
        self.page = page
        self.words = words
        self.ends = frozenset(normalise(word).content for word in words.grammar.ends) - {"អ្នក"}
        self._endings = tuple(e for e in self.ends if size(e) > 1)
        self._taken = sorted(taken)
        found = [*self._found(), *self._latin()]
        self.nouns = sorted((*found, *self._headless(found)), key=lambda noun: noun.at)
        self._starts = [noun.at[0] for noun in self.nouns]

    def within(self, start: int, end: int) -> list[Noun]:
        """The nouns inside a range."""
        found = self.nouns[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [noun for noun in found if noun.at[1] <= end]

    def _found(self) -> Iterator[Noun]:
        text, last = self.page.content, 0
        bodies = _bodies(self.page.pack)
        for start, end in self.page.sentences:
            for found in _heads(self.page.pack).finditer(text, start, end):
                if found.start() < last or not self._begins(found.start()) or self._in_name(found.span()):
                    continue
                noun = self._noun(found, end, bodies)
                if noun is not None:
                    last = noun.at[1]
                    yield noun

    def _latin(self) -> Iterator[Noun]:
        """Yield names in Latin letters inside Khmer sentences."""
        for start, end in self.page.sentences:
            for found in NAME.finditer(self.page.content, start, end):
                if not self._in_name(found.span()):
                    yield Noun(found.span(), LATIN, found[0], found[0])

    def _headless(self, others: list[Noun]) -> Iterator[Noun]:
        """Yield numbers of people that stand without a noun: "and over 17,500 were arrested"."""
        taken = sorted(noun.at for noun in others)
        for start, end in self.page.sentences:
            for found in _number().finditer(self.page.content, start, end):
                index = bisect_left(taken, (found.end(), 0))
                if not index or taken[index - 1][1] <= found.start():
                    yield Noun(found.span(), "person", found[0].strip(), "", number(found["number"], None))

    def _begins(self, at: int) -> bool:
        return at in self.page.starts or self.page.content[at - 1 : at] in " (\n" or self._after_end(at)

    def _after_end(self, at: int) -> bool:
        """Whether a word that ends phrases stands right before, glued to this noun by the segmenter."""
        return any(
            self.page.content.endswith(e, 0, at) for e in ("និង", "លើ", "របស់", "ដោយ", "ត្រូវបាន", "ការ", "ដល់", "ឱ្យ")
        )

    def _in_name(self, at: Range) -> bool:
        index = bisect_left(self._taken, (at[1], 0))
        return index > 0 and self._taken[index - 1][1] > at[0]

    def _noun(self, found: re.Match[str], end: int, bodies: dict[str, tuple[str, str]]) -> Noun | None:
        head, text = found[0], self.page.content
        if head in bodies:
            known, kind = bodies[head]
            return Noun(found.span(), _kind(kind), head, head, None, kind, known)
        kind = _kinds()[head]
        counted = _count().match(text, found.end(), min(end, found.end() + 60))
        if (
            counted
            and kind in ("person", "outlet", "organisation", "place")
            and not self._broken(found.end(), counted.start("number" if counted["number"] else "one"))
        ):
            words = text[found.start() : counted.end()]
            return Noun((found.start(), counted.end()), kind, words, head, number(counted["number"], counted["one"]))
        office = kind != POWER or head in khmer_words().agents.offices
        stop = self._extent(found.end(), end) if office else self._field(found.end(), end)
        stop = self._spaced(stop, end) if kind == "outlet" and stop > found.end() else stop
        return Noun((found.start(), stop), kind, text[found.start() : stop], head, None, TYPES.get(kind, ""))

    def _broken(self, start: int, end: int) -> bool:
        """Whether a word that ends phrases stands between a noun and a number, which then counts something else."""
        if any(start <= verb[0] < end for verb in self.page.verbs):
            return True
        spoken = {self.page.content[a:b] for a, b in self._words(start, end)}
        return bool(
            spoken
            & (
                self.ends
                - {
                    "ចំនួន",
                    "ប្រមាណ",
                    "យ៉ាង",
                    "ជា",
                    "មួយ",
                    "ពីរ",
                    "បី",
                    "បួន",
                    "ប្រាំ",
                    "ជាច្រើន",
                    "ម្នាក់",
                    "ទាំង",
                    "នៃ",
                    "ក្នុង",
                    "អ្នក",
                    "អតីត",
                }
            )
        )

    def _words(self, start: int, end: int) -> Iterator[Range]:
        at = start
        while at < end:
            word = self.page.word(at)
            if word is None:
                at += 1
                continue
            yield word
            at = word[1]

    def _extent(self, at: int, end: int) -> int:
        """Where a noun phrase ends: at a space, a sign, a name or a word that ends phrases."""
        text, start = self.page.content, at
        while at < end and size(text[start:at]) < LONGEST:
            word = self.page.word(at)
            if word is None or self._in_name((at, at + 1)) or self.page.is_verb(at) or self._ends(text[slice(*word)]):
                break
            at = word[1]
        return at

    def _field(self, at: int, end: int) -> int:
        """Where the field or place of a power ends: តុលាការយោធា, អាជ្ញាធរខេត្តកោះកុង."""
        fields, places = khmer_words().agents.fields, _places(self.page.pack)
        while at < end:
            word = self.page.word(at)
            spoken = self.page.content[slice(*word)] if word else ""
            place = places.match(self.page.content, at, end)
            if place:
                return place.end()
            if word is None or spoken not in fields:
                return at
            at = word[1]
        return at

    def _ends(self, spoken: str) -> bool:
        return spoken in self.ends or spoken.startswith(self._endings) or spoken.startswith(WHERE)

    def _spaced(self, at: int, end: int) -> int:
        """Where a name written in several parts ends, as those of foreign newspapers are: ឌឹ ខេមបូឌា ដេលី."""
        for _ in range(2):
            stop = self._extent(at + 1, end) if self.page.content[at : at + 1] == " " else at
            if (
                not at + 1 < stop
                or size(self.page.content[at:stop]) > PART
                or self.page.content[stop : stop + 1] != " "
            ):
                break
            at = stop
        return at


def number(words: str | None, one: str | None) -> int:
    """Return how many a number word or digits say; 0 for words that say only that there are some."""
    if one:
        return 1
    if not words or words.startswith(VAGUE):
        return 0
    if words[0].isdigit():
        return int(words.replace(".", "").replace(",", ""))
    return khmer_words().grammar.numbers.get(words, 0)


def organisations(page: KhmerPage, nouns: Nouns) -> Iterator[Record]:
    """Yield one record an organisation that is named, with every place that names it."""
    found: dict[str, list[Noun]] = {}
    for noun in nouns.nouns:
        if noun.is_name:
            found.setdefault(noun.words, []).append(noun)
    for name, same in found.items():
        ranges = tuple(dict.fromkeys(page.range(*noun.at) for noun in same))
        values = [Value("name", name, ranges, 0.85 if same[0].known else 0.7)]
        if same[0].type:
            values.append(Value("type", same[0].type, ranges[:1], 0.8))
        if same[0].known:
            values.append(Value("alias", same[0].known, ranges[:1], 0.8))
        yield Record("Organisation", name, tuple(values), BY)


def _kind(body: str) -> str:
    kinds = {"party": "party", "outlet": "outlet", "court": POWER, "ministry": POWER, "agency": POWER, "force": POWER}
    return kinds.get(body, POWER if body in ("parliament", "commission") else "organisation")


@cache
def _kinds() -> dict[str, str]:
    """Return the kind that each noun of the lists names."""
    words = khmer_words().agents
    listed = {normalise(noun).content: kind for kind, nouns in words.kinds.items() for noun in nouns}
    return listed | {normalise(noun).content: POWER for noun in words.powers}


@cache
def _bodies(pack: Pack) -> dict[str, tuple[str, str]]:
    """Return the organisations and courts that the packs know in Khmer script: name and type."""
    known = {normalise(b.native).content: (b.name, str(b.type)) for b in pack.bodies if b.native}
    known |= {normalise(c.native).content: (c.name, "court") for c in pack.courts if c.native}
    return {name: row for name, row in known.items() if size(name) > 2}


@cache
def _heads(pack: Pack) -> re.Pattern[str]:
    return re.compile(any_of((*_kinds(), *_bodies(pack))))


@cache
def _places(pack: Pack) -> re.Pattern[str]:
    return re.compile(any_of(p.native for p in pack.places if p.native) or r"(?!)")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(rf"(?:ជាង|ប្រមាណ|ជិត|យ៉ាងតិច)? ?{NUMBER} ?(?:នាក់|អង្គ|រូប)")


@cache
def _count() -> re.Pattern[str]:
    grammar = khmer_words().grammar
    numbers = any_of(grammar.numbers)
    return re.compile(
        rf"[^។\n,0-9០-៩]{{0,40}}?(?: ?(?:ចំនួន|ប្រមាណ|ជាង|ជិត|យ៉ាងតិច|យ៉ាងហោចណាស់|ទាំង) ?)*"
        rf"(?: ?(?P<number>[0-9០-៩]{{1,3}}(?:[.,][0-9០-៩]{{3}})+|[0-9០-៩]+|{numbers}|ជាច្រើន|រាប់(?:រយ|ពាន់|ម៉ឺន|សិប)+)"
        rf" ?(?:{any_of(grammar.classifiers)})|(?P<one>ម្នាក់))"
        r"(?:ទៀត)?"
    )
