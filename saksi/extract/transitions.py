"""Runs the parser and the entity recogniser over the sentences of a text side by side.

Both take a text word by word. spaCy starts one run a text and lets go of the interpreter's lock meanwhile, which its
compiled code then asks for many times a word; with one run a sentence, and the lock held, they take a third of the
time. The entity recogniser looks at nothing beyond a sentence and answers the same; the parser no longer sees the first
word of the next sentence.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from spacy.pipeline._parser_internals.stateclass import StateClass  # type: ignore[import-not-found]
from spacy.tokens import Doc


def _scorer(pipe: Any, steps: Any) -> Callable[[list[StateClass]], Any]:
    """Return what scores the moves of states, as `steps.predict` does: without what only training asks for."""
    last, hidden = steps.vec2scores, steps.state2vec
    if not steps.attrs["has_upper"] or pipe.model.attrs["unseen_classes"]:
        return steps.predict  # type: ignore[no-any-return]
    weights, bias = np.ascontiguousarray(last.get_param("W").T), last.get_param("b")
    return lambda states: hidden.predict(steps.get_token_ids(states)) @ weights + bias


def run(pipe: Any, texts: Sequence[Doc], sentences: Mapping[int, Doc], places: Mapping[int, int]) -> None:
    """Annotate sentences by number, each with the place of its first token in the texts laid end to end.

    The network reads the whole texts, so a word knows its neighbours across the end of a sentence.
    """
    states = [StateClass(sentence, offset=places[number]) for number, sentence in sentences.items()]
    steps = pipe.model.predict(texts)
    left = [state for state in states if not state.is_final()]
    score = _scorer(pipe, steps)
    while left:
        left = pipe.transition_states(left, score(left))
    pipe.set_annotations(list(sentences.values()), states)
