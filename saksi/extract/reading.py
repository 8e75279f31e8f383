"""Reads one text for extraction: repairs it, cuts it, parses it, and names the people and organisations in it."""

from functools import cache

from saksi.extract.nlp import model, parse
from saksi.extract.page import Cited, Named, Page, Reading
from saksi.extract.people import people
from saksi.model.types import Document, Text
from saksi.packs.pack import Pack
from saksi.text.repair import repair
from saksi.text.sentences import sentences
from saksi.text.words import Words

__all__ = ["Cited", "Named", "Page", "Reading", "read"]


def read(document: Document, text: Text, pack: Pack) -> Reading:
    """Read a text with what the packs know; pure, and the same for the same text and packs."""
    page = _page(document, text, pack)
    found = people(page)
    return Reading(page.document, page.text, page.pack, page.mapped, page.sentences, page.doc, people=tuple(found))


def _page(document: Document, text: Text, pack: Pack) -> Page:
    mapped = repair(text.content, _words())
    cut = sentences(mapped.content)
    return Page(document, text, pack, mapped, cut, parse(mapped.content, cut))


@cache
def _words() -> Words:
    return Words.from_vectors(model().vocab)
