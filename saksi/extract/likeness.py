"""Whether a noun that no list knows names a person: by its ending, and by the listed nouns that are used like it.

The vectors of the language model stand near each other where words occur in the same company; the nearest nouns of
`agents.yaml` vote, each with its likeness.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import numpy as np

from saksi.extract.nlp import model
from saksi.packs.lexicon import Agents, lexicon

NEAREST = 7
SURE = 0.7  # of the vote
ENDING = 0.25  # what an ending of persons adds
LEAST = 0.45  # likeness of the nearest noun
ENDINGS = ("er", "or", "ist", "ian", "ee", "eer", "ant", "man", "woman", "men", "women", "mate", "maker", "holder")


@dataclass
class Likeness:
    """Judges nouns by the nouns of one language's list; keeps what it judged."""

    agents: Agents
    _judged: dict[str, bool] = field(default_factory=dict)

    def is_person(self, noun: str) -> bool:
        """Whether a lower-case noun most likely names a person."""
        if noun not in self._judged:
            self._judged[noun] = self._judge(noun)
        return self._judged[noun]

    def _judge(self, noun: str) -> bool:
        noun = noun.rpartition("-")[2]
        if noun in self.agents.listed:
            return "person" in self.agents.kinds_of(noun)
        own = _vector(noun)
        if own is None:
            return False
        nouns, vectors = self._listed
        likeness = vectors @ own
        nearest = np.argsort(-likeness, kind="stable")[:NEAREST]
        if likeness[nearest[0]] < LEAST:
            return False
        persons = sum(float(likeness[k]) for k in nearest if "person" in self.agents.kinds_of(nouns[k]))
        vote = persons / float(likeness[nearest].sum())
        return vote + ENDING * noun.endswith(ENDINGS) >= SURE

    @cached_property
    def _listed(self) -> tuple[list[str], Any]:
        nouns = [noun for noun in sorted(self.agents.listed) if _vector(noun) is not None]
        return nouns, np.stack([_vector(noun) for noun in nouns])


@cache
def likeness() -> Likeness:
    """The judge of English nouns."""
    return Likeness(lexicon("en").agents)


def _vector(word: str) -> Any:
    """The word's vector at length one; None for a word that the model has never met."""
    vectors, key = model().vocab.vectors, model().vocab.strings[word]
    if key not in vectors.key2row:
        return None
    row = vectors[key]
    length = np.linalg.norm(row)
    return row / length if length else None
