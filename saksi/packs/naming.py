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
    months: frozenset[str]
    weekdays: frozenset[str]


@cache
def people_words() -> PeopleWords:
    """The English words about people."""
    return read_yaml(ENGLISH / "people.yaml", PeopleWords)
