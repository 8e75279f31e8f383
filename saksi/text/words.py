"""What counts as a word when glued words are taken apart: a wide list to know a word, a narrow one to trust a part."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.vocab import Vocab

FREQUENT = 60_000  # of a model's half million entries; beyond that stand misspellings such as the ones to be repaired


@dataclass(frozen=True)
class Words:
    """`known` tells whether a form occurs in the language at all; `rank` gives the place (0 first) of frequent ones."""

    known: Callable[[str], bool]
    rank: Mapping[str, int]

    @classmethod
    def of(cls, forms: Collection[str]) -> "Words":
        """Make a word list of forms that are ordered by falling frequency, or of a set where order means nothing."""
        rank: dict[str, int] = {}
        for place, form in enumerate(forms):
            rank.setdefault(form.lower(), place)
        exact = frozenset(forms)
        return cls(lambda form: form in exact or form.lower() in rank, MappingProxyType(rank))

    @classmethod
    def from_vectors(cls, vocab: "Vocab") -> "Words":
        """Make a word list of a spaCy model's vector table, whose entries stand in order of falling frequency.

        Nothing is copied but the frequent forms: the model itself answers whether it knows a word.
        """
        rows = vocab.vectors.key2row
        strings = vocab.strings
        rank: dict[str, int] = {}
        for place, key in enumerate(islice(rows, FREQUENT)):
            rank.setdefault(strings[key].lower(), place)
        return cls(lambda form: strings[form] in rows or strings[form.lower()] in rows, MappingProxyType(rank))


NONE = Words(lambda _: True, MappingProxyType({}))  # knows everything, so nothing is taken apart
