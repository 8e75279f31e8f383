"""What the packs and the language model know about single words and names, in the form that naming asks for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import islice

from saksi.extract.nlp import model
from saksi.packs.naming import people_words
from saksi.packs.pack import Pack

ASKED = 20_000  # answers that are kept: the same few words are asked for again and again
FREQUENT = 150_000  # forms of the model's table, which stands in order of falling frequency


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Look-ups over one pack; make it with `gazetteer(pack)`, which keeps one a pack."""

    pack: Pack

    @cached_property
    def demonym(self) -> Callable[[str], str]:
        """Gives the country code of a demonym, empty for other words."""

        @lru_cache(ASKED)
        def code(word: str) -> str:
            country = self.pack.country_by_demonym(word)
            return country.code if country else ""

        return code

    @cached_property
    def country(self) -> Callable[[str], str]:
        """Gives the country code of a country's name, empty for other words."""

        @lru_cache(ASKED)
        def code(name: str) -> str:
            country = self.pack.country_by_name(name)
            return country.code if country else ""

        return code

    @cached_property
    def place(self) -> Callable[[str], bool]:
        """Tells whether a name is that of a country, its people, or a known place."""
        pack = self.pack

        @lru_cache(ASKED)
        def known(name: str) -> bool:
            asked = (pack.country_by_name, pack.country_by_demonym, pack.place, pack.country_by_capital)
            return any(ask(name) for ask in asked)

        return known

    def honorific(self, word: str) -> bool:
        """Whether a word is a form of address of a loaded country."""
        return self.pack.is_address(word)

    def body(self, name: str) -> bool:
        """Whether a name is that of a known organisation or court."""
        return bool(self.pack.body(name) or self.pack.court(name))

    def never(self, word: str) -> bool:
        """Whether a capitalised word is never a part of a personal name."""
        return word in people_words().never

    def ordinary(self, word: str) -> bool:
        """Whether a word is written in lower case more often than with a capital, and is no known name."""
        if self.pack.is_surname(word) or self.pack.is_given_name(word):
            return False
        places = _places()
        lower = places.get(word.lower())
        return lower is not None and lower < places.get(word.capitalize(), FREQUENT)

    def likeness(self, words: Sequence[str]) -> float:
        """How much the words look like a personal name: known family and given names for, ordinary words against."""
        score = 0.0
        surnames = [self.pack.is_surname(w) for w in words]
        given = [self.pack.is_given_name(w) for w in words]
        if surnames[0] or surnames[-1]:
            score += 1.0
        if any(given):
            score += 1.5 if any(s and not g for s, g in zip(surnames, given, strict=True)) else 0.7
        score -= sum(0.7 for w in words if self.ordinary(w))
        return score

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Folded family names of all loaded packs."""
        return self.pack.surnames


@cache
def gazetteer(pack: Pack) -> Gazetteer:
    """The look-ups over a pack, made once."""
    return Gazetteer(pack)


@cache
def _places() -> dict[str, int]:
    """The place of each frequent form, capitals kept apart, in the model's table (0 is the most frequent)."""
    vocab = model().vocab
    return {vocab.strings[key]: place for place, key in enumerate(islice(vocab.vectors.key2row, FREQUENT))}
