"""Every mention of the people of a Khmer text: their names, and the pronouns and honorifics that stand for them."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from saksi.extract.khmer.patterns import any_of
from saksi.extract.khmer.people import MONTH, MONTH_REACH, People, Person
from saksi.extract.records import Range

REACH = 40  # characters between a form of address and the name that it belongs to: titles
ASIDE = frozenset({"lawyer"})  # the role of those who are named beside whom a text is about
OF = re.compile(r"(?:របស់|នៃ|ប្រពន្ធ|ភរិយា|ប្តី|កូន(?:ប្រុស|ស្រី)?|ម្តាយ|ឪពុក|គ្រួសារ|បងប្អូន) ?$")
SAYS = re.compile(r" ?(?:ក៏)?(?:បាន)?(?:ថ្លែង|និយាយ|ប្រាប់|បញ្ជាក់|ច្រានចោល|អំពាវនាវ|ពន្យល់|បន្ថែម|ឆ្លើយ|សរសេរ|ស្នើ|ទាមទារ|ថ្កោលទោស)")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a person, or stand for one or several named before; `owner` says that something is theirs."""

    at: Range
    people: tuple[Person, ...]
    named: bool
    owner: bool = False


class Mentions:
    """The mentions of one text in order."""

    def __init__(self, people: People) -> None:
        self.page = people.page
        self.words = people.words.people
        self._titles = people.titles
        address = any_of(self.words.honorifics)
        self._owned = re.compile(rf"(?:របស់|នៃ) ?(?:{address})?$")
        self._pronoun = re.compile(any_of((*self.words.honorifics, *self.words.pronouns)))
        named = sorted(((at, person) for person in people.people for at in person.mentions), key=lambda spot: spot[0])
        self.mentions = self._read(named)
        self._starts = [mention.at[0] for mention in self.mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions inside a range."""
        found = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [mention for mention in found if mention.at[1] <= end]

    def _read(self, named: list[tuple[Range, Person]]) -> list[Mention]:
        text = self.page.content
        spots: list[tuple[Range, Person | None, str]] = [(at, person, "") for at, person in named]
        spots += [(at, None, text[slice(*at)]) for at in self._alone([at for at, _ in named])]
        out: list[Mention] = []
        for at, person, words in sorted(spots, key=lambda spot: spot[0]):
            who = (person,) if person is not None else self._meant(words, at[0], out)
            if who and (not out or out[-1].at[1] <= at[0]):
                owned = OF.search(text, max(0, at[0] - 12), at[0])
                owned = owned or (self._owned.search(text, max(0, at[0] - 20), at[0]) if person else None)
                out.append(Mention(at, who, person is not None, owned is not None))
        return out

    def _alone(self, named: list[Range]) -> list[Range]:
        """Where forms of address and pronouns stand without a name."""
        text, out = self.page.content, []
        starts = [start for start, _ in named]
        for found in self._pronoun.finditer(text):
            after = bisect_left(starts, found.start())
            inside = after > 0 and named[after - 1][1] > found.start()
            leads = after < len(named) and self._leads(found.end(), starts[after])
            month = MONTH.search(text, max(0, found.start() - MONTH_REACH), found.start())
            if not inside and not leads and not month and found.start() in self.page.starts:
                out.append(found.span())
        return out

    def _leads(self, start: int, name: int) -> bool:
        """Say whether at most titles stand between a form of address and a name, so that it belongs to the name."""
        gap = self.page.content[start:name]
        return name - start <= REACH and (not gap.strip() or bool(self._titles.fullmatch(gap)))

    def _meant(self, words: str, at: int, before: list[Mention]) -> tuple[Person, ...]:
        """Return whom a pronoun stands for: the last one of its gender, or as many of the last ones as it says."""
        kind = self.words.pronouns.get(words, self.words.honorifics.get(words, "n"))
        if isinstance(kind, int):
            return _last(before, kind)
        if kind == "p":
            return ()
        start = self.page.sentence(at)[0]
        spoken: tuple[Person, ...] = ()
        for mention in reversed(before):
            if len(mention.people) == 1 and (kind == "n" or mention.people[0].gender in (kind, "n")):
                aside = self._speaks(mention) or bool(ASIDE & mention.people[0].roles.keys())
                if mention.at[0] >= start or not aside:
                    return mention.people
                spoken = spoken or mention.people
        return spoken

    def _speaks(self, mention: Mention) -> bool:
        """Whether somebody only says something: what is told next is not about him."""
        return SAYS.match(self.page.content, mention.at[1]) is not None


def _last(before: list[Mention], count: int) -> tuple[Person, ...]:
    """Return the people named last, as many as are asked for; none where there are not so many."""
    found: list[Person] = []
    for mention in reversed(before):
        found += [p for p in mention.people if mention.named and p not in found]
        if len(found) >= count:
            return tuple(reversed(found[:count]))
    return ()
