"""All that is asked of a Khmer text, in one reading of it."""

from collections.abc import Iterator

from saksi.extract.khmer import calls, laws, people
from saksi.extract.khmer.acts import Finder
from saksi.extract.khmer.mentions import Mentions
from saksi.extract.khmer.nouns import Nouns, organisations
from saksi.extract.khmer.page import KhmerPage
from saksi.extract.khmer.parties import Parties
from saksi.extract.khmer.people import People
from saksi.extract.khmer.places import Places
from saksi.extract.khmer.reports import Reports
from saksi.extract.khmer.timeline import Timeline
from saksi.extract.records import Record
from saksi.model.types import Document, Text
from saksi.packs.khmer import khmer_words
from saksi.packs.pack import Pack


def find(document: Document, text: Text, pack: Pack) -> Iterator[Record]:
    """Yield every record of the Khmer sentences of a text; pure, and the same for the same text and packs."""
    page, words = KhmerPage.of(document, text, pack), khmer_words()
    if not page.sentences:
        return
    named = People(page, words)
    nouns = Nouns(page, words, [at for person in named.people for at in person.mentions])
    cited = laws.citations(page, words)
    acts = Finder(page, Parties(page, Mentions(named), nouns, words), Timeline(page), words)
    yield from people.records(named)
    yield from organisations(page, nouns)
    yield from laws.records(page, cited, words)
    yield from Reports(page, Places(page), cited).records(list(acts.acts()))
    yield from calls.records(page, nouns, words)
