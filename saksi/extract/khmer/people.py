"""Who a Khmer text names: names after honorifics, offices and ឈ្មោះ, and what stands for one named before."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from saksi.extract.extractors import KHMER as BY
from saksi.extract.khmer.page import KhmerPage
from saksi.extract.khmer.patterns import any_of, size
from saksi.extract.records import Range, Record, Value
from saksi.packs.khmer import KhmerWords
from saksi.packs.pack import Pack
from saksi.text import khmer
from saksi.text.khmer import normalise

UNSEEN = re.compile(f"[{khmer.UNSEEN}]")
LONGEST = 7  # clusters of one part of a name
ROLE_REACH = 40  # characters between words of office and the name that they belong to
SPACE = re.compile(r"[ \u00a0]")
MONTH = re.compile(r"ខែ ?$")  # កញ្ញា is a form of address and a month
MONTH_REACH = 4


@dataclass(slots=True)
class Person:
    """A person of one document: parts of the name in the order of the text, where it stands, gender as addressed."""

    parts: tuple[str, ...]
    gender: str = "n"
    mentions: list[Range] = field(default_factory=list)
    variants: dict[str, Range] = field(default_factory=dict)
    roles: dict[str, Range] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name, its parts with spaces between them."""
        return " ".join(self.parts)


class People:
    """The people of one text and every mention of them."""

    def __init__(self, page: KhmerPage, words: KhmerWords) -> None:
        self.page = page
        self.words = words
        surnames, self.given = _known(page.pack)
        self.surnames = surnames | {normalise(name).content for name in words.people.surnames}
        self.ends = frozenset(normalise(word).content for word in words.grammar.ends)
        address = any_of(words.people.honorifics)
        self._address = re.compile(rf"(?:{address})")
        self.titles = re.compile(rf"(?: ?(?:{any_of((*words.people.titles, *words.people.named))}) ?)+")
        roles = [word for listed in words.people.roles.values() for word in listed]
        self._role = re.compile(rf"(?:{any_of(roles)}) ?(?:ម្នាក់)? ?(?P<named>{any_of(words.people.named)})? ?")
        spoken = {role: any_of(listed) for role, listed in words.people.roles.items()}
        self._said = {role: re.compile(pattern) for role, pattern in spoken.items()}
        self._apposition = {role: re.compile(rf" (?:ជា)?(?:អតីត)?(?:{p})") for role, p in spoken.items()}
        self._plain = re.compile(rf"(?:{any_of(words.people.named)}) ?")
        nouns = [n for kinds in words.agents.kinds.values() for n in kinds]
        self._noun = re.compile(any_of((*nouns, *words.agents.powers, *roles)))
        self.people: list[Person] = []
        self._by_key: dict[str, Person] = {}
        self._collect()

    # --- names -----------------------------------------------------------------------------------------------

    def _collect(self) -> None:
        for start, end in self.page.sentences:
            for at, gender in self._named(start, end):
                parts = tuple(SPACE.split(self.page.content[slice(*at)]))
                self._add(parts, at, gender)
        for person in self.people:
            person.mentions = sorted({*person.mentions, *self._elsewhere(person)})
        self._short()

    def _named(self, start: int, end: int) -> Iterator[tuple[Range, str]]:
        """Yield the names of a sentence with the gender of their address."""
        last = start
        for at, gender, sure in self._candidates(start, end):
            name = self.name_at(at, end, sure=sure) if at >= last else None
            if name is not None:
                last = name
                yield (at, name), gender

    def _candidates(self, start: int, end: int) -> list[tuple[int, str, bool]]:
        """Return where names may begin: place, gender, and whether the words before it promise a name."""
        text, starts = self.page.content, self.page.starts
        out: dict[int, tuple[int, str, bool]] = {}
        for found in self._address.finditer(text, start, end):
            if found.start() in starts and not MONTH.search(
                text, max(start, found.start() - MONTH_REACH), found.start()
            ):
                titles = self.titles.match(text, found.end(), end)
                at = titles.end() if titles else found.end()
                at += text[at:end].startswith(" ")
                gender = self.words.people.honorifics.get(found[0], "n")
                out[at] = (at, gender, True)
                out.setdefault(found.end(), (found.end(), gender, True))
        for found in self._plain.finditer(text, start, end):
            out.setdefault(found.end(), (found.end(), "n", True))
        for found in self._role.finditer(text, start, end):
            if found.start() in starts:
                out.setdefault(found.end(), (found.end(), "n", bool(found["named"])))
        for word in self.page.words_in(start, end):
            if text[slice(*word)] in self.surnames:
                before = text[word[0] - 1 : word[0]]
                if word[0] == start or before in " (\u00ab«" or text[max(start, word[0] - 3) : word[0]] == "និង":
                    out.setdefault(word[0], (word[0], "n", False))
        return [out[at] for at in sorted(out)]

    def name_at(self, at: int, end: int, *, sure: bool) -> int | None:
        """Return where the name that begins here ends; None for no name. Unsure ones need a known family name."""
        text = self.page.content
        first = self._part(at, end, leading=True)
        if first is None or text[first : first + 1] not in (" ", "\u00a0"):
            return None
        family = text[at:first]
        known = family in self.surnames
        if not known and (not sure or self._noun.match(family)):
            return None
        second = self._part(first + 1, end, leading=False)
        if second is None:
            return None
        given = text[first + 1 : second]
        if (
            not sure
            and given not in self.given
            and not (known and size(given) <= LONGEST and self._closed(second, end))
        ):
            return None
        if text[second : second + 1] == " ":
            third = self._part(second + 1, end, leading=False)
            ended = text.startswith(tuple(self.ends), second + 1)
            if (
                third is not None
                and not ended
                and self._closed(third, end)
                and (not known or self._again(at, second, third))
            ):
                return third
        return second

    def _again(self, at: int, second: int, third: int) -> bool:
        """Whether a name of three parts stands more than once, and never without the third."""
        text = self.page.content
        return text.count(text[at:third]) == text.count(text[at:second]) > 1

    def _part(self, at: int, end: int, *, leading: bool) -> int | None:
        """Return where one part of a name ends: at a space, a sign, or a word that no name holds."""
        text, place = self.page.content, at
        while place < end:
            word = self.page.word(place)
            if word is None:
                break
            spoken = text[slice(*word)]
            may_open = place == at and leading and spoken in self.surnames
            if not may_open and (self.page.is_verb(place) or self._stops(spoken) or self._noun.match(spoken)):
                break
            place = word[1]
        if place == at or size(text[at:place]) > LONGEST:
            return None
        return place

    def _stops(self, spoken: str) -> bool:
        return spoken in self.ends or any(len(e) > 4 and spoken.startswith(e) for e in self.ends)

    def _closed(self, at: int, end: int) -> bool:
        """Say whether a name may end here: at a sign, a space, the end or a word that no name holds."""
        word = self.page.word(at)
        return at >= end or word is None or self.page.is_verb(at) or self._stops(self.page.content[slice(*word)])

    def _add(self, parts: tuple[str, ...], at: Range, gender: str) -> None:
        key = "".join(sorted(parts))
        person = self._by_key.get(key)
        if person is None:
            person = self._by_key[key] = Person(parts)
            self.people.append(person)
        elif parts != person.parts:
            person.variants.setdefault(" ".join(parts), at)
        person.gender = gender if person.gender == "n" else person.gender
        person.mentions.append(at)
        for role, where in (*self._roles(at[0]), *self._apposed(at[1])):
            person.roles.setdefault(role, where)

    def _roles(self, at: int) -> Iterator[tuple[str, Range]]:
        """Yield the roles that the words right before a name say."""
        start = max(self.page.sentence(at)[0], at - ROLE_REACH)
        before = self.page.content[start:at]
        for role in self.words.people.roles:
            for found in self._said[role].finditer(before):
                gap = before[found.end() :]
                if not re.search(r"និង|ត្រូវ|បាន|ដែល|។|,", gap):
                    yield role, (start + found.start(), start + found.end())
                    break

    def _apposed(self, at: int) -> Iterator[tuple[str, Range]]:
        """Yield the role that follows a name: "កឹម សុខា អតីតប្រធានគណបក្ស…"."""
        for role in self.words.people.roles:
            found = self._apposition[role].match(self.page.content, at)
            if found:
                yield role, (found.start() + 1, found.end())

    def _short(self) -> None:
        """Add where a form of address stands with one part of a name alone: លោកសុខា for លោកកឹម សុខា."""
        full = sorted(at for person in self.people for at in person.mentions)
        parts: dict[str, list[Person]] = {}
        for person in self.people:
            for part in person.parts:
                parts.setdefault(part, []).append(person)
        if not parts:
            return
        pattern = re.compile(rf"(?:{self._address.pattern}) ?(?P<part>{any_of(parts)})(?![\u17b4-\u17d3\u17dd])")
        for found in pattern.finditer(self.page.content):
            at = found.span("part")
            index = bisect_right(full, (at[0], len(self.page.content)))
            if found.start() in self.page.starts and not (index and full[index - 1][1] > at[0]):
                last = max(parts[found["part"]], key=lambda p: _before(p, at[0]))
                last.mentions = sorted({*last.mentions, at})
                last.variants.setdefault(found["part"], at)

    def _elsewhere(self, person: Person) -> Iterator[Range]:
        """Yield where the name stands again, with or without spaces between its parts."""
        pattern = r"[ \u00a0]?".join(map(re.escape, person.parts))
        for found in re.finditer(rf"{pattern}(?![\u17b4-\u17d3\u17dd])", self.page.content):
            yield found.span()


def _before(person: Person, at: int) -> int:
    """Where somebody was named last before a place."""
    return max((start for start, _ in person.mentions if start < at), default=-1)


def records(people: People) -> Iterator[Record]:
    """Yield one record a person, with every place that names it."""
    page = people.page
    for person in people.people:
        ranges = tuple(dict.fromkeys(page.range(*at) for at in person.mentions))
        values = [Value("name", person.name, ranges, 0.85)]
        values += [Value("alias", name, (page.range(*at),), 0.8) for name, at in _variants(page, person).items()]
        values += [Value("role", role, (page.range(*at),), 0.75) for role, at in person.roles.items()]
        yield Record("Person", person.name, tuple(values), BY)


def _variants(page: KhmerPage, person: Person) -> dict[str, Range]:
    """Return the other forms of a name, and the spellings that the stored text has for it where they differ.

    Who hides a name must find it as it stands in the text and not only as it is spelled after normalisation.
    """
    found = dict(person.variants)
    for at in person.mentions:
        first, last = page.range(*at)
        spelled = " ".join(UNSEEN.sub("", page.text.content[first:last]).split())
        if spelled != person.name:
            found.setdefault(spelled, at)
    return found


def _known(pack: Pack) -> tuple[frozenset[str], frozenset[str]]:
    """Return the family and the given names that the packs know in Khmer script."""
    families = (normalise(n.native).content for names in pack.names for n in names.surnames if n.native)
    given = (normalise(n.native).content for names in pack.names for n in names.given if n.native)
    return frozenset(families), frozenset(given)
