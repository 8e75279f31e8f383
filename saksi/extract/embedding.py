"""Remembers what the first layer of a network makes of a word.

The layer looks at a token's letters and at whether a space follows it, and at nothing around it; two thirds of its work
would be repeated within a page. A row does not depend on the rows that it is worked out with, so nothing changes but
the time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

FORMS = 30_000  # of 96 numbers each: 12 MB
SEEN: list[str | int] = ["ORTH", "NORM", "SPACY"]  # all that tells two tokens apart for the layer
Key = tuple[int, int, int]


@dataclass
class Memory:
    """Rows worked out so far, by what the layer sees of a token."""

    places: dict[Key, int] = field(default_factory=dict)
    rows: Any = None

    def learn(self, keys: list[Key], layer: "Model[Any, Any]", vocab: Any) -> None:
        """Work out the rows of tokens that were not met before; forgets everything when there are too many."""
        new = [key for key in dict.fromkeys(keys) if key not in self.places]
        if len(self.places) + len(new) > FORMS:
            self.places, self.rows, new = {}, None, list(dict.fromkeys(keys))
        if new:
            made = layer.predict([_tokens(new, vocab)])[0]
            self.places |= {key: len(self.places) + number for number, key in enumerate(new)}
            self.rows = made if self.rows is None else np.concatenate([self.rows, made])


def remembering(layer: "Model[Any, Any]") -> "Model[Any, Any]":
    """Return a layer that answers as `layer` does when it predicts, and asks it once for each token form."""
    for node in layer.walk():
        node.ops = NumpyOps()  # BLIS: with numpy's product a row of few differs in its last bits from one of many
    return Model("remembering", _forward, layers=[layer], attrs={"memory": Memory()})


def _forward(
    model: "Model[Any, Any]",
    docs: list[Doc],
    is_train: bool,  # noqa: ARG001  # thinc gives it by this name
) -> tuple[list[Any], Callable[[Any], Any]]:
    memory: Memory = model.attrs["memory"]
    out = []
    for doc in docs:
        rows: list[list[int]] = doc.to_array(SEEN).tolist()
        keys = [(orth, norm, space) for orth, norm, space in rows]
        memory.learn(keys, model.layers[0], doc.vocab)
        out.append(memory.rows[[memory.places[key] for key in keys]])
    return out, lambda gradient: gradient


def _tokens(keys: list[Key], vocab: Any) -> Doc:
    words, spaces = [vocab.strings[orth] for orth, _, _ in keys], [bool(space) for _, _, space in keys]
    doc = Doc(vocab, words=words, spaces=spaces)
    norms: Any = np.array([[norm] for _, norm, _ in keys], dtype="uint64")
    return doc.from_array(["NORM"], norms)
