"""Reads one text for extraction: repairs it, cuts it, parses it, and names the people and organisations in it."""

from functools import cache

from saksi.extract.bodies import bodies
from saksi.extract.citations import citations
from saksi.extract.endorsements import signers
from saksi.extract.nlp import model, parse
from saksi.extract.organisations import organisations
from saksi.extract.page import Cited, Named, Page, Reading
from saksi.extract.people import people
from saksi.model.types import Document, Text
from saksi.packs.pack import Pack
from saksi.text.repair import repair
from saksi.text.sections import sections
from saksi.text.sentences import sentences
from saksi.text.words import Words

__all__ = ["Cited", "Named", "Page", "Reading", "read"]


def read(document: Document, text: Text, pack: Pack, acts_only: bool = False) -> Reading:
    """Read a text with what the packs know; pure, and the same for the same text and packs.

    With `acts_only` just what acts need is read, and names are those of the sentences that may hold one.
    """
    page = _page(document, text, pack, acts_only)
    cited = citations(page)
    laws = [c.at for c in cited]
    firm = bodies(page, signers(page), laws)
    persons = people(page, [*laws, *(b.at for b in firm)])
    named = organisations(page, firm, persons, laws)
    return Reading(
        document=page.document,
        text=page.text,
        pack=page.pack,
        mapped=page.mapped,
        sections=page.sections,
        sentences=page.sentences,
        doc=page.doc,
        people=tuple(persons),
        organisations=tuple(named),
        provisions=tuple(cited),
    )


def _page(document: Document, text: Text, pack: Pack, acts_only: bool) -> Page:
    mapped = repair(text.content, _words())
    cut = sentences(mapped.content)
    doc = parse(mapped.content, cut, acts_only)
    return Page(document, text, pack, mapped, sections(mapped.content), cut, doc)


@cache
def _words() -> Words:
    return Words.from_vectors(model().vocab)
