"""A reading: offsets lead back into the stored text, chunks join without a trace, all is the same each time."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from saksi.extract import nlp
from saksi.extract.lemmas import part_of_speech
from saksi.extract.pipeline import extract
from saksi.extract.reading import Reading
from saksi.extract.records import MAX_SPAN
from saksi.model.types import Document, Text
from saksi.model.vocabulary import validate
from saksi.packs import load
from saksi.text.sentences import sentences

Read = Callable[[str], Reading]

WORDS = """Solania: Release the five

On 3 May 2021, the Solan Municipal Court sentenced Mira Solan and Teo Brandt under articles 12 and 13 of the Penal Code.
The Solan Press Union (SPU) and Amnesty International condemn the verdict. We call on the government to free them.
Civic space in Kenya is rated as obstructed by the CIVICUS Monitor. At least 40 journalists fled.
"""


def statements(content: str, lang: str = "en") -> list[tuple[str, str, str]]:
    """Kinds, properties and values that a text gives."""
    found = extract(Document("0" * 64, "x", "text/plain", lang=lang), Text("0" * 64, content, "text@1"), load())
    return [(s.kind, s.prop, s.value) for s in found]


def test_every_statement_fits_the_vocabulary_and_says_its_words() -> None:
    text = Text("0" * 64, WORDS, "text@1")
    found = list(extract(Document("0" * 64, "x", "text/plain", lang="en"), text, load()))
    assert {"Person", "Organisation", "Law", "Provision", "Call", "Figure", "StatedRating"} <= {s.kind for s in found}
    for statement in found:
        validate(statement)
        for span in statement.spans:
            span.check(text)
            assert span.end - span.start <= MAX_SPAN


def test_the_same_text_gives_the_same_statements() -> None:
    assert statements(WORDS) == statements(WORDS)


def test_other_languages_and_empty_texts_say_nothing_in_english() -> None:
    assert statements(WORDS, lang="th") == []
    assert statements(" \n ") == []


def test_ranges_lead_back_into_the_stored_text(reading: Read) -> None:
    page = reading("The rapper Toomaj Salehi wasarrested in Isfahan [by police](#).")
    token = next(t for t in page.doc if t.text == "arrested")
    start, end = page.span(token)
    assert page.text.content[start:end] == "arrested"


def test_long_ranges_are_cut_at_a_word(reading: Read) -> None:
    page = reading("word " * 200)
    start, end = page.range(0, 900)
    assert end - start <= MAX_SPAN
    assert page.text.content[end] == " "


def test_a_token_leads_to_the_one_it_names(reading: Read) -> None:
    page = reading("Joshua Wong was arrested. Later Wong was charged.")
    token = next(t for t in page.doc if t.text == "Wong" and t.i > 4)
    named = page.named(token)
    assert named is not None
    assert named.name == "Joshua Wong"
    assert page.entity(named) == page.entity(page.people[0])


def test_a_long_text_is_parsed_in_pieces_that_join_without_a_trace() -> None:
    content = "\n\n".join(f"Sentence number {n} stands here. It ends there." for n in range(700))
    cut = sentences(content)
    doc = nlp.parse(content, cut)
    assert len(doc) > nlp.LOT * nlp.BATCH
    assert doc.text == content
    assert len(list(doc.sents)) == len(cut)


@given(st.text(st.sampled_from("ab .,\n\té'កA1("), max_size=80))
def test_any_text_can_be_parsed(content: str) -> None:
    assert nlp.parse(content, sentences(content)).text == content


def test_parts_of_speech() -> None:
    assert part_of_speech("was", "VBD", "auxpass") == "AUX"
    assert part_of_speech("has", "VBZ", "ROOT") == "VERB"
    assert part_of_speech("because", "IN", "mark") == "SCONJ"
    assert part_of_speech("that", "DT", "nsubj") == "PRON"
    assert part_of_speech("police", "NNS", "nsubj") == "NOUN"


def test_lemmas_are_dictionary_forms() -> None:
    doc = nlp.parse("The journalists were arrested and children taken.", [(0, 49)])
    assert [t.lemma_ for t in doc] == ["the", "journalist", "be", "arrest", "and", "child", "take", "."]
