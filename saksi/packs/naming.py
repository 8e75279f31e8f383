"""How a language marks names: the shapes of the naming files of a language pack."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from saksi.model.readers import read_yaml

ENGLISH = Path(__file__).parent / "lang" / "en"


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Words that show, or rule out, that a capitalised name is a person's (`people.yaml` says what each list is)."""

    titles: frozenset[str]
    proving_titles: frozenset[str]
    kept_titles: frozenset[str]
    roles: frozenset[str]
    speech: frozenset[str]
    suffered: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    never: frozenset[str]
    place_nouns: frozenset[str]
    agencies: frozenset[str]
    no_modifiers: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]


@cache
def people_words() -> PeopleWords:
    """The English words about people."""
    return read_yaml(ENGLISH / "people.yaml", PeopleWords)


@dataclass(frozen=True, slots=True)
class OrganisationWords:
    """Words that show, or rule out, that capitals name an organisation (see `organisations.yaml`)."""

    heads: dict[str, frozenset[str]]
    leading: frozenset[str]
    connectors: frozenset[str]
    generic: frozenset[str]
    kept: frozenset[str]
    not_heads: frozenset[str]
    fields: frozenset[str]
    field_heads: frozenset[str]
    state_nouns: frozenset[str]
    stands: tuple[str, ...]
    announces: tuple[str, ...]
    capacity: tuple[str, ...]
    no_acronyms: frozenset[str]
    openers: frozenset[str]
    kept_titles: frozenset[str]
    staff: frozenset[str]
    taken_up: tuple[str, ...]
    spellings: dict[str, str]


@cache
def organisation_words() -> OrganisationWords:
    """The English words about organisations."""
    return read_yaml(ENGLISH / "organisations.yaml", OrganisationWords)


@cache
def head_types() -> dict[str, str]:
    """The type of organisation that a head noun says, the first where the file gives several."""
    types: dict[str, str] = {}
    for type_, heads in organisation_words().heads.items():
        for head in heads:
            types.setdefault(head, type_)
    return types


@dataclass(frozen=True, slots=True)
class LawWords:
    """Words that name laws and cite provisions (see `laws.yaml`)."""

    heads: dict[str, frozenset[str]]
    subject: tuple[str, ...]
    inner: frozenset[str]
    before: frozenset[str]
    qualifiers: frozenset[str]
    generic: frozenset[str]
    subjects: tuple[str, ...]
    subject_heads: tuple[str, ...]
    provisions: tuple[str, ...]
    stoppers: frozenset[str]


@cache
def law_words() -> LawWords:
    """The English words about laws."""
    return read_yaml(ENGLISH / "laws.yaml", LawWords)


@dataclass(frozen=True, slots=True)
class StatingWords:
    """Words of demands, figures and ratings (see `stating.yaml`)."""

    turning: tuple[str, ...]
    soft: frozenset[str]
    ambiguous: frozenset[str]
    addressees: frozenset[str]
    demanded: frozenset[str]
    imperatives: frozenset[str]
    countables: frozenset[str]
    durations: frozenset[str]
    stated_groups: frozenset[str]
    hedges: tuple[str, ...]
    vague: dict[str, int]
    magnitudes: dict[str, int]
    shares: tuple[str, ...]
    currencies: frozenset[str]
    ratings: tuple[str, ...]
    rating_bodies: tuple[str, ...]


@cache
def stating_words() -> StatingWords:
    """The English words of demands, figures and ratings."""
    return read_yaml(ENGLISH / "stating.yaml", StatingWords)


@dataclass(frozen=True, slots=True)
class GrammarWords:
    """Tags, their parts of speech, and the words that depart from them (see `grammar.yaml`)."""

    parts_of_speech: dict[str, tuple[str, ...]]
    base_tags: frozenset[str]
    subordinators: frozenset[str]
    be: frozenset[str]
    have_do: frozenset[str]
    indefinite: frozenset[str]
    clauses: frozenset[str]
    lemmas: dict[str, str]


@cache
def grammar_words() -> GrammarWords:
    """The English words of grammar."""
    return read_yaml(ENGLISH / "grammar.yaml", GrammarWords)


@cache
def universal_tags() -> dict[str, str]:
    """The universal part of speech of each Penn tag."""
    return {tag: pos for pos, tags in grammar_words().parts_of_speech.items() for tag in tags}
