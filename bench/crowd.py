"""Makes crowds of persons, organisations and acts as documents would name them, with the truth: for measures of scale.

Names are put together from the packs' parts of names; nobody is meant. Noise is what documents do: other spellings, the
family name last, titles, initials, another script, acronyms, dates that are less exact, counts that differ.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from saksi.packs.facts import NameGroup, PersonName
from saksi.packs.matching import spelling
from saksi.packs.pack import load
from saksi.resolve.mention import Mention

ORGANISATIONS = 0.2
MEAN_MENTIONS = 3.0
MOST_MENTIONS = 24
LONGEST = 14
HEAPS = 0.6
"""How the number of different names grows with the number of people (Heaps' law); 0.5 to 0.8 in registers of names."""
ROLES = (
    "activist",
    "journalist",
    "unionist",
    "farmer",
    "student",
    "teacher",
    "lawyer",
    "politician",
    "monk",
    "worker",
    "judge",
)
FIELDS = (
    "Human Rights",
    "Land Rights",
    "Press Freedom",
    "Free Elections",
    "Labour Rights",
    "Legal Aid",
    "Women",
    "Fisheries",
    "Youth",
)
HEADS = (
    "Centre for",
    "Association for",
    "Network of",
    "Committee for",
    "Institute of",
    "Alliance for",
    "Union of",
    "Forum on",
)
TYPES = ("arrest", "charge", "conviction", "release", "killing", "assault", "ban", "closure")
TITLES = ("Mr", "Ms", "Dr", "Mrs")


@dataclass(frozen=True, slots=True)
class Truth:
    """A mention, and who is meant."""

    mention: Mention
    meant: int


@dataclass(frozen=True, slots=True)
class ActTruth:
    """A report of an act as words and hints, and which act is meant."""

    words: str
    hints: str
    meant: int


def crowd(size: int, seed: int = 1) -> list[Truth]:
    """Return about `size` mentions of persons and organisations; the same seed gives the same crowd."""
    chance = random.Random(seed)  # noqa: S311 (a bench, no secret)
    parts = _parts(size)
    found: list[Truth] = []
    meant = 0
    while len(found) < size:
        meant += 1
        organisation = chance.random() < ORGANISATIONS
        one = _organisation(chance, meant) if organisation else _person(chance, parts, meant)
        for _ in range(min(1 + int(chance.expovariate(1 / (MEAN_MENTIONS - 1))), MOST_MENTIONS)):
            number = f"m{len(found):08d}"
            named = _organisation_noise(chance, one) if organisation else _person_noise(chance, one)
            found.append(Truth(_told(chance, replace(named, id=number)), meant))
    return found[:size]


@dataclass(frozen=True)
class Group:
    """Names of one country: family names, parts of given names, and whether the family name stands first."""

    country: str
    surnames: tuple[PersonName, ...]
    given: tuple[PersonName, ...]
    family_first: bool
    glued: bool


def _parts(size: int) -> list[Group]:
    pack = load()
    kh = [Group(n.country, n.surnames, n.given, n.family_first, True) for n in pack.names]
    return kh * 3 + [
        _group(group, int(size**HEAPS))
        for group in pack.name_groups
        if len(group.surnames) > 5 and len(group.given) > 5
    ]


def _group(group: NameGroup, more: int) -> Group:
    """Take a group's names and as many more like them as a country has, since the packs list the frequent ones only."""
    chance = random.Random(group.context)  # noqa: S311
    surnames = tuple(PersonName(name) for name in (*group.surnames, *_alike(chance, group.surnames, more)))
    given = tuple(PersonName(name) for name in (*group.given, *_alike(chance, group.given, more)))
    return Group(group.countries[0], surnames, given, group.family_first, False)


def _alike(chance: random.Random, names: tuple[str, ...], count: int) -> list[str]:
    """Make up names whose letters follow one another as in the names given (a chain of order two)."""
    after: dict[str, list[str]] = defaultdict(list)
    for name in names:
        spelt = f"^^{name.lower()}$"
        for at in range(len(spelt) - 2):
            after[spelt[at : at + 2]].append(spelt[at + 2])
    found: dict[str, None] = {}
    for _ in range(count * 3):
        made = "^^"
        while made[-1] != "$" and len(made) < LONGEST:
            made += chance.choice(after[made[-2:]])
        word = made.strip("^$")
        if len(word) > 2 and made[-1] == "$":
            found.setdefault(word.title())
    return list(found)[:count]


def _pick(chance: random.Random, parts: tuple[PersonName, ...]) -> PersonName:
    """Pick a part; the first ones are frequent, as names are (Zipf)."""
    return parts[min(int(len(parts) * chance.random() ** 2), len(parts) - 1)]


@dataclass(frozen=True)
class Person:
    """Somebody as he is: parts of the name, and what documents may say."""

    group: Group
    family: PersonName
    given: tuple[PersonName, ...]
    mention: Mention


def _person(chance: random.Random, groups: list[Group], meant: int) -> Person:
    group = chance.choice(groups)
    family = _pick(chance, group.surnames)
    given = tuple(_pick(chance, group.given) for _ in range(1 + (chance.random() < 0.7)))
    mention = Mention(
        f"e{meant}",
        "Person",
        (),
        country=group.country,
        roles=(chance.choice(ROLES),),
        affiliations=(_body_name(chance.randrange(4000)),),
        places=(chance.choice(_towns(group.country)),),
    )
    return Person(group, family, given, mention)


def _towns(country: str) -> tuple[str, ...]:
    if country not in _TOWNS:
        _TOWNS[country] = tuple(place.name for place in load().places if place.country == country) or ("Capital",)
    return _TOWNS[country]


_TOWNS: dict[str, tuple[str, ...]] = {}


def _body_name(number: int) -> str:
    own = random.Random(number)  # noqa: S311
    places = load().places
    return f"{own.choice(places).name} {own.choice(HEADS)} {own.choice(FIELDS)}" + (
        " and Development" * (own.random() < 0.3)
    )


def _organisation(chance: random.Random, meant: int) -> Mention:
    places = load().places
    place = chance.choice(places)
    syllables = ("sa", "mo", "re", "ka", "lin", "dar", "vu", "the", "pho", "na", "chi")
    rare = "".join(chance.choice(syllables) for _ in range(3)).title()
    whose = chance.choice((place.name, rare))
    name = f"{whose} {chance.choice(HEADS)} {chance.choice(FIELDS)} {rare if chance.random() < 0.5 else ''}"
    return Mention(f"e{meant}", "Organisation", (name.strip(),), country=place.country, places=(place.name,))


def _respelt(chance: random.Random, word: str) -> str:
    """Spell a word as another clerk would: one letter or two for another of the same sound."""
    groups = [
        *spelling().aspirated,
        ("i", "y"),
        ("ou", "u"),
        ("v", "w"),
        ("ea", "ia"),
        ("n", "nn"),
        ("o", "or"),
        ("a", "ar"),
    ]
    chance.shuffle(groups)
    for group in groups:
        for one in group:
            at = word.find(one, 1)
            if at > 0:
                return word[:at] + chance.choice([g for g in group if g != one]) + word[at + len(one) :]
    return word


def _person_noise(chance: random.Random, one: Person) -> Mention:
    family, given = one.family.name, [part.name for part in one.given]
    if chance.random() < 0.2:
        given[-1] = _respelt(chance, given[-1])
    if chance.random() < 0.1:
        family = _respelt(chance, family)
    native = one.family.native and all(part.native for part in one.given)
    if native and chance.random() < 0.08:
        name = f"{one.family.native} {''.join(part.native for part in one.given)}"
        return replace(one.mention, names=(name,))
    last = (
        "".join((given[0], *(word.lower() for word in given[1:])))
        if one.group.glued and chance.random() < 0.9
        else " ".join(given)
    )
    first = one.group.family_first != (chance.random() < 0.07)
    if chance.random() < 0.03:
        last = f"{given[0][0]}."
    name = f"{family} {last}" if first else f"{last} {family}"
    return replace(one.mention, names=(f"{chance.choice(TITLES)} {name}" if chance.random() < 0.1 else name,))


def _organisation_noise(chance: random.Random, one: Mention) -> Mention:
    name = one.names[0]
    acronym = "".join(word[0] for word in name.split() if word[0].isupper())
    draw = chance.random()
    if draw < 0.12:
        return replace(one, names=(name.replace("Centre", "Center").replace("Labour", "Labor"),))
    if draw < 0.3:
        return replace(one, names=(f"{name} ({acronym})",))
    return replace(one, names=(name if draw < 0.9 else f"The {name}",))


def _told(chance: random.Random, mention: Mention) -> Mention:
    """Leave out what a document does not say."""
    return replace(
        mention,
        roles=mention.roles if chance.random() < 0.9 else (),
        affiliations=mention.affiliations if chance.random() < 0.6 else (),
        places=mention.places if chance.random() < 0.8 else (),
        dates=(str(chance.randrange(2010, 2026)),),
    )


def acts(size: int, seed: int = 1) -> Iterator[ActTruth]:
    """Yield about `size` reports of acts, one to five of each act."""
    chance = random.Random(seed)  # noqa: S311
    groups, number, meant = _parts(size), 0, 0
    while number < size:
        meant += 1
        people = [_person(chance, groups, meant) for _ in range(chance.choice((1, 1, 1, 2, 3, 5)))]
        kind, place = chance.choice(TYPES), people[0].mention.places[0]
        day = (chance.randrange(2010, 2026), chance.randrange(1, 13), chance.randrange(1, 29))
        for _ in range(chance.choice((1, 1, 2, 3, 5))):
            number += 1
            yield _report(chance, people, kind, place, day, meant)


def _report(
    chance: random.Random, people: list[Person], kind: str, place: str, day: tuple[int, int, int], meant: int
) -> ActTruth:
    named = chance.sample(people, max(1, len(people) - chance.choice((0, 0, 1))))
    victims = "|".join(_person_noise(chance, person).names[0] for person in named)
    exact = f"{day[0]}-{day[1]:02d}" + (f"-{day[2]:02d}" if chance.random() < 0.8 else "")
    count = len(people) + chance.choice((0, 0, 0, 1))
    hints = f"type={kind}; date={exact}; place={place}; victims={victims}; count={count}"
    return ActTruth(f"{kind.title()} of {victims.replace('|', ', ')} in {place}.", hints, meant)
