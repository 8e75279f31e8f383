"""What is known about names before two are compared: scripts, spellings, forms of address, words around a name."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from saksi.model.readers import read_csv, read_yaml

FOLDER = Path(__file__).parent / "match"


@dataclass(frozen=True, slots=True)
class KhmerConsonant:
    """A consonant's Latin value at the beginning and at the end of a syllable, and its series, a or o."""

    initial: str
    series: str
    final: str | None = None


@dataclass(frozen=True, slots=True)
class KhmerLetters:
    """The tables of `khmer.yaml`; vowels have a value a series."""

    consonants: dict[str, KhmerConsonant]
    independent: dict[str, str]
    inherent: dict[str, str]
    short: dict[str, str]
    vowels: dict[str, dict[str, str]]
    to_a: str
    to_o: str
    silent: str
    shortening: str
    weak: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spelling:
    """Which Latin letters stand for one sound (see `spelling.yaml`)."""

    digraphs: tuple[str, ...]
    same: dict[str, str]
    rimes: dict[str, str]
    silent_r: tuple[str, ...]
    aspirated: tuple[tuple[str, ...], ...]
    near: tuple[tuple[str, ...], ...]
    vowels: dict[str, str]
    costs: dict[str, float]


@dataclass(frozen=True, slots=True)
class Chinese:
    """The syllables of Mandarin, and what Wade-Giles and Cantonese names write for them (see `chinese.yaml`)."""

    syllables: dict[str, tuple[str, ...]]
    beginnings: dict[str, tuple[str, ...]]
    ends: dict[str, tuple[str, ...]]
    cantonese: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words beside the parts of a name, and given names that are one (see `name_words.yaml`)."""

    titles: frozenset[str]
    soft: frozenset[str]
    leading: frozenset[str]
    generations: dict[str, str]
    aliases: tuple[str, ...]
    gender: dict[str, str]
    given: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ContextWords:
    """What the words around a name say about who bears it (see `contexts.yaml`)."""

    roles: dict[str, tuple[str, ...]]
    compatible: tuple[tuple[str, str], ...]
    fates: dict[str, tuple[str, ...]]
    power: frozenset[str]
    without_power: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    kin: frozenset[str]
    naming: tuple[str, ...]
    others: tuple[str, ...]
    ordinals: frozenset[str]
    stop: frozenset[str]


@cache
def khmer_letters() -> KhmerLetters:
    """How Khmer letters are written in Latin letters in names."""
    return read_yaml(FOLDER / "khmer.yaml", KhmerLetters)


@cache
def spelling() -> Spelling:
    """Which Latin letters stand for one sound."""
    return read_yaml(FOLDER / "spelling.yaml", Spelling)


@cache
def chinese() -> Chinese:
    """The syllables of Mandarin in pinyin and in Wade-Giles."""
    return read_yaml(FOLDER / "chinese.yaml", Chinese)


@cache
def korean_surnames() -> dict[str, str]:
    """The usual Latin spelling of Korean family names in hangul."""
    return read_yaml(FOLDER / "korean.yaml", dict[str, dict[str, str]])["surnames"]


@cache
def name_words() -> NameWords:
    """The words beside the parts of a name."""
    return read_yaml(FOLDER / "name_words.yaml", NameWords)


@cache
def context_words() -> ContextWords:
    """The words around a name that tell who bears it."""
    return read_yaml(FOLDER / "contexts.yaml", ContextWords)


@dataclass(frozen=True, slots=True)
class OrganisationForms:
    """How names of organisations vary (see `organisations.yaml`)."""

    notions: tuple[tuple[str, ...], ...]
    forms: frozenset[str]
    small: frozenset[str]
    frequent: frozenset[str]
    parts: frozenset[str]
    heads: frozenset[str]
    levels: frozenset[str]


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name of an organisation, and how it came to it; `followed` names another organisation."""

    name: str
    other: str
    how: Literal["acronym", "translation", "renamed", "known as", "short", "followed"]
    country: str = ""


@cache
def organisation_forms() -> OrganisationForms:
    """How names of organisations vary."""
    return read_yaml(FOLDER / "organisations.yaml", OrganisationForms)


@cache
def other_names() -> tuple[OtherName, ...]:
    """Other names of public organisations."""
    return tuple(read_csv(FOLDER / "renamed.csv", OtherName))
