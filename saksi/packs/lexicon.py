"""The words that report acts in one language, as data: frames, kinds of nouns, ways of reporting, dates, outcomes."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from saksi.model.errors import PackError
from saksi.model.readers import read_yaml

LANGUAGES = Path(__file__).parent / "lang"
ANY = "*"


@dataclass(frozen=True)
class Frame:
    """One way to report an act: its words, the slots where its victim stands, and what must or must not be there.

    `verbs` and `nouns` are lemmas, with several words where a phrase is meant; `slots` are tried in order. `having`
    and `lacking` map a slot to lemmas, `clause` lists words of which the clause must hold one, `never` those of which
    it must hold none, `by` and `not_by` are kinds of the one who acts. `bare`: an act even without a victim.
    `doer`: whether who stands where the one who acts stands did it; false for words that only report.
    `precision` is an estimate between 0 and 1.
    """

    type: str
    slots: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    subtype: str = ""
    status: str = ""
    needs: tuple[str, ...] = ()
    having: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lacking: dict[str, tuple[str, ...]] = field(default_factory=dict)
    clause: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    modifier: bool = False
    passive: bool = False
    negated: bool = False
    doer: bool = True
    bare: bool = False
    precision: float = 0.8


@dataclass(frozen=True)
class Acts:
    """The frames of a language and the words that give an act its subtype (`subtypes`: type, subtype, words)."""

    frames: tuple[Frame, ...]
    subtypes: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Agents:
    """What nouns name: `kinds` by lemma, `names` by a word of a name, `bodies` by the type of an organisation.

    `anaphors` are words that take up others, `numbers` number words, `vague` those that name no number, `genders` words
    that say for whom "he" and "she" stand, `doers` nouns of those who did what was just told.
    """

    kinds: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]
    anaphors: dict[str, int]
    bodies: dict[str, frozenset[str]]
    numbers: dict[str, int]
    vague: frozenset[str]
    genders: dict[str, frozenset[str]] = field(default_factory=dict)
    doers: frozenset[str] = frozenset()

    def kinds_of(self, lemma: str) -> frozenset[str]:
        """Return the kinds that a noun can name; empty when the list does not know it."""
        return self._by_lemma.get(lemma) or self._by_lemma.get(lemma.removesuffix("s"), frozenset())

    @property
    def listed(self) -> Collection[str]:
        """All nouns that the list knows."""
        return self._by_lemma.keys()

    @cached_property
    def _by_lemma(self) -> dict[str, frozenset[str]]:
        lemmas = {lemma for listed in self.kinds.values() for lemma in listed}
        return {lemma: frozenset(kind for kind, listed in self.kinds.items() if lemma in listed) for lemma in lemmas}


@dataclass(frozen=True)
class Reporting:
    """The words of status.yaml: what makes a report alleged, ordered, scheduled, denied, called for or possible."""

    modals: dict[str, str]
    governors: dict[str, tuple[str, ...]]
    adverbs: dict[str, str]
    negations: tuple[str, ...]
    limits: frozenset[str]
    conditions: tuple[str, ...]
    doubtful_nouns: tuple[str, ...]
    saying_nouns: tuple[str, ...]
    tellings: frozenset[str]
    alleging_adjectives: tuple[str, ...]
    doubting_adjectives: tuple[str, ...]
    phase_verbs: frozenset[str]
    preventions: frozenset[str]
    interruptions: frozenset[str]
    occurrences: frozenset[str]
    preventable: frozenset[str]
    untruths: frozenset[str]
    truths: frozenset[str]
    decisions: frozenset[str]
    abilities: dict[str, str]
    calling_nouns: tuple[str, ...]
    generic_adverbs: tuple[str, ...]
    imperatives: tuple[str, ...]


@dataclass(frozen=True)
class Calendar:
    """The words of dates.yaml: months, weekdays, relative words with their distance in days, and what is remembered."""

    months: dict[str, int]
    weekdays: dict[str, int]
    days: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    events: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Outcomes:
    """Regular expressions for what an act ended in, by act type; each names what it matches."""

    patterns: dict[str, tuple[str, ...]]
    amounts: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """All words about acts of one language."""

    acts: Acts
    agents: Agents
    reporting: Reporting
    calendar: Calendar
    outcomes: Outcomes


@cache
def lexicon(lang: str = "en") -> Lexicon:
    """Read the words about acts of a language; raises PackError with file and line for what does not fit."""
    folder = LANGUAGES / lang
    if not folder.is_dir():
        raise PackError(folder, 1, "has no words for acts: this language is not known")
    return Lexicon(
        read_yaml(folder / "acts.yaml", Acts),
        read_yaml(folder / "agents.yaml", Agents),
        read_yaml(folder / "status.yaml", Reporting),
        read_yaml(folder / "dates.yaml", Calendar),
        read_yaml(folder / "outcomes.yaml", Outcomes),
    )
