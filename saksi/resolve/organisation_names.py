"""An organisation's name taken apart: notions instead of words, its acronym, and which known bodies bear it."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from saksi.packs.keys import key
from saksi.packs.matching import organisation_forms, other_names
from saksi.packs.pack import load
from saksi.resolve.romanise import latin
from saksi.text.khmer import has_khmer, normalise

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,}|[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z]{2,}[-/][A-Z]+|[A-Z]+-[A-Z]\w*")
_BRACKETED = re.compile(r"\s*\((?P<inner>[^()]+)\)")
_ARTICLE = re.compile(r"(?<!\w)[lLdD][’'](?=\w)")
_WORD = re.compile(r"\w+", re.UNICODE)
_APOSTROPHES = re.compile(r"[’'ʼ`‘ʻ](?=s\b)|(?<=s)[’'](?=\s|$)|[’'ʼ`‘]")
LONGEST_ACRONYM = 12


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """The words of a name as notions, without legal forms and small words; `known` are the bodies that bear it.

    `acronym` is the name itself when it is one, in small letters; `initials` are the words that an acronym is made of.
    """

    written: str
    words: tuple[str, ...]
    initials: tuple[str, ...]
    acronym: str
    inner: str
    known: frozenset[str]
    places: frozenset[str]
    latin: str


@lru_cache(maxsize=100_000)
def read_organisation(written: str) -> OrganisationName:
    """Return the parts of an organisation's name."""
    inner = _BRACKETED.search(written)
    bare = _BRACKETED.sub("", written).strip() or written
    words = _words(bare)
    notions = tuple(_notions().get(word, word) for word in words)
    forms = organisation_forms()
    kept = tuple(word for word in notions if word not in forms.small and word not in forms.forms)
    acronym = re.sub("[^a-z0-9]", "", latin(bare)) if _ACRONYM.fullmatch(bare) or _single(bare) else ""
    return OrganisationName(
        written,
        kept or notions,
        tuple(latin(word) for word in _plain(bare)),
        acronym if len(acronym) <= LONGEST_ACRONYM else "",
        inner["inner"] if inner else "",
        _known(written, bare),
        frozenset(word for word in _plain_places(bare)),
        latin(bare),
    )


def _single(bare: str) -> bool:
    return " " not in bare and bare.isascii() and len(bare) <= LONGEST_ACRONYM


def _plain(bare: str) -> list[str]:
    return _WORD.findall(_APOSTROPHES.sub("", _ARTICLE.sub("", bare).replace("&", " and ").replace("-", " ")))


def _words(bare: str) -> list[str]:
    """Return words in small ASCII letters; a plural is its singular."""
    spoken = normalise(bare).content if has_khmer(bare) else bare
    return [_singular(latin(word)) for piece in _plain(spoken) for word in latin(piece).split() if word]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "su" else word


@cache
def _notions() -> dict[str, str]:
    found: dict[str, str] = {}
    for words in organisation_forms().notions:
        for word in words:
            for spelt in (latin(word.replace("'", "")), _singular(latin(word.replace("'", "")))):
                found.setdefault(spelt, words[0])
    return found


@cache
def _known_names() -> dict[str, frozenset[str]]:
    """Return every known name with the bodies that bear it, as "name@country"; other names of one body lead to it."""
    found: dict[str, set[str]] = {}
    for body in load().bodies:
        for name in (body.name, body.acronym, body.native, *body.aliases):
            if name:
                found.setdefault(key(name), set()).add(f"{body.name}@{body.country}")
    for court in load().courts:
        for name in (court.name, court.native, *court.aliases):
            if name:
                found.setdefault(key(name), set()).add(f"{court.name}@{court.country}")
    for row in other_names():
        main = found.get(key(row.name)) or {f"{row.name}@{row.country}"}
        found.setdefault(key(row.name), set()).update(main)
        if row.how != "followed":
            found.setdefault(key(row.other), set()).update(main)
    return {name: frozenset(bodies) for name, bodies in found.items()}


@cache
def followed() -> frozenset[tuple[str, str]]:
    """Return pairs of folded names of bodies that followed one another."""
    pairs = [(key(row.name), key(row.other)) for row in other_names() if row.how == "followed"]
    return frozenset((*pairs, *((other, one) for one, other in pairs)))


def _known(written: str, bare: str) -> frozenset[str]:
    names = _known_names()
    return names.get(key(written)) or names.get(key(bare)) or frozenset()


@cache
def _place_names() -> frozenset[str]:
    pack = load()
    places = [latin(name) for place in pack.places for name in (place.name, *place.aliases)]
    lands = [
        latin(name) for land in pack.countries for name in (land.name, *land.aliases, *land.demonyms, land.capital)
    ]
    return frozenset(filter(None, (*places, *lands)))


def _plain_places(bare: str) -> list[str]:
    """Return the places in a name, the longest names first."""
    words, found, at = [latin(word) for word in _plain(bare)], [], 0
    while at < len(words):
        for length in (3, 2, 1):
            if (name := " ".join(words[at : at + length])) in _place_names() and len(name) > 2:
                found.append(name)
                at += length - 1
                break
        at += 1
    return found
