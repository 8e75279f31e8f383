"""From a document to its statements: every question asked in turn, always in the same order."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from saksi.extract import acts, calls, endorsements, figures, laws, organisations, people, ratings
from saksi.extract.khmer import page as khmer
from saksi.extract.khmer import questions as khmer_questions
from saksi.extract.making import statements
from saksi.extract.reading import Reading, read
from saksi.extract.records import Record
from saksi.model.types import Document, Statement, Text
from saksi.packs.pack import Pack
from saksi.text.khmer import has_khmer

QUESTIONS: tuple[Callable[[Reading], list[Record]], ...] = (
    people.find,
    organisations.find,
    laws.find,
    acts.find,
    endorsements.find,
    calls.find,
    figures.find,
    ratings.find,
)
OF_ACTS = frozenset({"Act", "Involvement"})
KHMER = "km"
LANGUAGES = frozenset({"en", "", KHMER})
"""What the questions can be asked in; an empty code is a text too short for anybody to tell."""


def extract(document: Document, text: Text, pack: Pack) -> Iterator[Statement]:
    """All statements that a text makes, each with the words that say it; pure and deterministic."""
    yield from statements(document, text, records(document, text, pack))


def records(document: Document, text: Text, pack: Pack, acts_only: bool = False) -> Iterator[Record]:
    """All that a text speaks of, or its acts alone, before statements are made of it; pure and deterministic.

    In a text of English and Khmer each sentence is read as what it is. Acts alone take half the time, for no sentence
    is read but those that may hold one; who is named elsewhere only is not known then (`docs/methods/extraction.md`).
    """
    if not text.content.strip() or document.lang not in LANGUAGES:
        return
    foreign = document.lang == KHMER
    english = khmer.without(text) if foreign else text
    if english is not None:
        reading = read(document, english, pack, acts_only)
        for question in (acts.find,) if acts_only else QUESTIONS:
            yield from (replace(record, lang="en") if foreign else record for record in question(reading))
    if has_khmer(text.content):
        found = (replace(record, lang=KHMER) for record in khmer_questions.find(document, text, pack))
        yield from (record for record in found if record.kind in OF_ACTS or not acts_only)
