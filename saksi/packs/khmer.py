"""The words by which Khmer texts report acts, as data: frames, nouns, grammar, forms of address."""

from dataclasses import dataclass, field
from functools import cache

from saksi.model.readers import read_yaml
from saksi.packs.facts import Role
from saksi.packs.lexicon import LANGUAGES

FOLDER = LANGUAGES / "km"


@dataclass(frozen=True)
class KhmerFrame:
    """One way to report an act; `words`, `having` and `lacking` are regular expressions, see `km/acts.yaml`."""

    type: str
    words: tuple[str, ...]
    side: str = "object"
    needs: tuple[str, ...] = ("person",)
    nominal: bool = True
    bare: bool = False
    subtype: str = ""
    status: str = ""
    precision: float = 0.8


@dataclass(frozen=True)
class KhmerActs:
    """The frames, the phrases that only look like them, and the words that give an act its subtype."""

    shadows: tuple[str, ...]
    frames: tuple[KhmerFrame, ...]
    subtypes: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)


@dataclass(frozen=True)
class KhmerAgents:
    """What nouns name, by kind; who acts with power; after which heads a name follows unless it is `generic`.

    `fields` may follow a power besides a place, `offices` are powers whose whole name follows.
    """

    kinds: dict[str, tuple[str, ...]]
    powers: tuple[str, ...]
    named: tuple[str, ...]
    generic: tuple[str, ...]
    fields: tuple[str, ...]
    offices: tuple[str, ...]


@dataclass(frozen=True)
class KhmerGrammar:
    """How clauses are put together, as regular expressions; see `km/grammar.yaml`."""

    breaks: tuple[str, ...]
    passive: tuple[str, ...]
    active: tuple[str, ...]
    ends: tuple[str, ...]
    linkers: tuple[str, ...]
    statuses: dict[str, tuple[str, ...]]
    refusals: tuple[str, ...]
    calls: tuple[str, ...]
    outcomes: dict[str, tuple[str, ...]]
    term: str
    amount: str
    numbers: dict[str, int]
    classifiers: tuple[str, ...]


@dataclass(frozen=True)
class KhmerPeople:
    """Forms of address with the gender that they say, pronouns, words of office, and roles with their words."""

    honorifics: dict[str, str]
    pronouns: dict[str, str | int]
    titles: tuple[str, ...]
    named: tuple[str, ...]
    roles: dict[Role, tuple[str, ...]]
    surnames: tuple[str, ...]


@dataclass(frozen=True)
class KhmerWords:
    """All that `lang/km` knows; raises PackError with file and line for what does not fit."""

    acts: KhmerActs
    agents: KhmerAgents
    grammar: KhmerGrammar
    people: KhmerPeople
    countries: dict[str, str]
    laws: dict[str, str]


@cache
def khmer_words() -> KhmerWords:
    """Read the words of Khmer; raises PackError with file and line for what does not fit."""
    return KhmerWords(
        read_yaml(FOLDER / "acts.yaml", KhmerActs),
        read_yaml(FOLDER / "agents.yaml", KhmerAgents),
        read_yaml(FOLDER / "grammar.yaml", KhmerGrammar),
        read_yaml(FOLDER / "people.yaml", KhmerPeople),
        read_yaml(FOLDER / "countries.yaml", dict[str, str]),
        read_yaml(FOLDER / "laws.yaml", dict[str, str]),
    )
