"""What a text says that a person is, and where they belong: titles and roles before a name, appositions behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from saksi.extract.gazetteer import gazetteer
from saksi.extract.page import Named, Reading
from saksi.extract.records import Range
from saksi.packs.naming import people_words

MEMBER = "member"
LONGEST = 90  # characters of an apposition
FROM = re.compile(r" (?:from|of|at|with) (?:the )?(?:NGO |group |organi[sz]ation |daily |newspaper |outlet )?")


@dataclass(frozen=True, slots=True)
class Part:
    """A role with the words that say it, and the organisation that it is held in where the text names one."""

    role: str
    at: Range
    organisation: Named | None = None
    organisation_at: Range = (0, 0)
    country: str = ""
    country_at: Range = (0, 0)


def parts(reading: Reading, person: Named) -> Iterator[Part]:
    """What every mention of a person adds, each role and organisation once."""
    seen: set[tuple[str, str]] = set()
    for at in sorted(person.mentions):
        for part in (*_before(reading, at), *_behind(reading, at)):
            key = part.role.lower(), part.organisation.name if part.organisation else ""
            if key not in seen:
                seen.add(key)
                yield part


def _before(reading: Reading, at: Range) -> Iterator[Part]:
    """“Cambodian Prime Minister X”, “the rapper X”."""
    start, _ = reading.sentence(at[0])
    match = _leading().search(reading.content, start, at[0])
    if not match:
        return
    country, where = "", (0, 0)
    demonym = re.compile(r"([A-Z][\w-]+) $").search(reading.content, start, match.start("role"))
    if demonym:
        country, where = gazetteer(reading.pack).demonym(demonym[1]), demonym.span(1)
    yield Part(singular(match["role"]), match.span("role"), country=country, country_at=where)


def _behind(reading: Reading, at: Range) -> Iterator[Part]:
    """“X, chair of the Y”, “X, a youth activist”, “X from the Y”."""
    _, end = reading.sentence(at[0])
    match = _apposed().match(reading.content, at[1], min(end, at[1] + LONGEST + 40))
    if match:
        said = match.span("said")
        inside = [(a, n) for a, n in reading.within(*said) if n.kind == "Organisation" and a[0] >= said[0]]
        place, named = inside[0] if inside else ((0, 0), None)
        if place[0] <= match.start("role") and match.end("role") <= place[1]:
            return
        yield Part(singular(match["role"]), match.span("role"), named, place)
        return
    link = FROM.match(reading.content, at[1], end)
    if link:
        near = [(a, n) for a, n in reading.within(link.end(), link.end() + 1) if n.kind == "Organisation"]
        if near and near[0][0][0] == link.end():
            yield Part(MEMBER, near[0][0], near[0][1], near[0][0])


@cache
def _roles() -> str:
    return "|".join(re.escape(r) for r in sorted(people_words().roles, key=lambda r: (-len(r), r)))


@cache
def _plain() -> str:
    """A word that can stand in a role's name: no article, number, participle or small word."""
    return rf"(?!(?:{'|'.join(sorted(people_words().no_modifiers))})\b)(?![a-z]+(?:ed|ing)\b)[\w'&-]+"


@cache
def _leading() -> re.Pattern[str]:
    titles = sorted((t for t in people_words().proving_titles if len(t) > 4), key=lambda t: (-len(t), t))
    extra = "Prime |Deputy |Vice |Foreign |Interior |Attorney |Major |Lieutenant |Executive "
    formal = rf"(?:{extra})*(?:{'|'.join(map(re.escape, titles))})"
    return re.compile(rf"(?P<role>{formal}|(?<![\w-])(?:(?=[a-z]){_plain()} ){{0,2}}(?:{_roles()})),? $")


@cache
def _apposed() -> re.Pattern[str]:
    start = r"(?:, |,? \()(?:(?:a|an|the|then|who is|who was|now|himself|herself) )?"
    more = r"(?: (?:and |of |at |for |with |from )?(?:the )?[\w'&-]+)"
    role = rf"(?P<role>(?:{_plain()} ){{0,2}}(?i:{_roles()}))(?![\w-])"
    return re.compile(rf"{start}(?P<said>(?:{_plain()} ){{0,4}}?{role}{more}{{0,8}})")


def singular(role: str) -> str:
    """The role of one where the text gives that of several: “activists” is “activist”."""
    return role[:-1] if role.endswith("s") and role[:-1].split()[-1].lower() in people_words().roles else role
