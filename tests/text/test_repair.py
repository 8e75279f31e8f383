"""Repair: what the web broke is mended in a copy, and every range leads back to the same letters."""

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from saksi.text.repair import repair
from saksi.text.words import NONE, Words

FORMS = """
the of to and a in is for that on it with was as are be by at have from this not or an he we his has all but one they
who were which will their there also after removed released arrested charged report website currently faces ordered
ministry culture questioned spent rated Cambodia Facebook Monitor party organisation government inside together notice
able period wherein whereas member outlet political group
"""
ENGLISH = Words.of(FORMS.split())

GLUED = [
    ("He wasarrested today.", "He was arrested today."),
    ("published areport on it", "published a report on it"),
    ("LICADHOremoved it", "LICADHO removed it"),
    ("space inCambodiais rated", "space in Cambodia is rated"),
    ("by theCIVICUS group", "by the CIVICUS group"),
    ("the ministryordered it", "the ministry ordered it"),
    ("itswebsite or itsFacebook page", "its website or its Facebook page"),
    ("from aone-party state", "from a one-party state"),
    ("and follow@SomeGroup on it", "and follow @SomeGroup on it"),
    ("End it”near the station", 'End it" near the station'),
    ("A map.svgThe laws", "A map.svg\n\nThe laws"),
    ("It ended the strike.The union sued.", "It ended the strike. The union sued."),
]
UNTOUCHED = [
    "wherein together notice",
    "YouTube, WhatsApp, iPhone, eSwatini and ActiveWatch",
    "write to someone.thegroup@example.org or www.thewebsiteofall.org",
    "#StopDigitalDictatorship",
    "Periodismo y karisma",
    "Vannareaksmey and Sokunthearin",
]
MARKED = [
    ("the **Regional Coalition** calls", "the Regional Coalition calls"),
    ("the [Regional Coalition](#) calls", "the Regional Coalition calls"),
    ("see [the law](https://example.org/a?b=1).", "see the law."),
    ("Globe, *Before elections*, (2023)", "Globe, Before elections, (2023)"),
    ("## Background", "Background"),
    ("the database.[1] The", "the database. The"),
    ("2 * 3 and 4 * 5", "2 * 3 and 4 * 5"),
    ("***\n\n_____\n\nso __it__ is", "***\n\n_____\n\nso it is"),
    ("the organi\u00adsation", "the organisation"),
    ("nbsp\u00a0here, it’s “so”", 'nbsp here, it\'s "so"'),
]


@pytest.mark.parametrize(("text", "expected"), GLUED)
def test_glued_words_are_taken_apart(text: str, expected: str) -> None:
    words = Words.of([*ENGLISH.rank, "its", "page", "state", "today", "published", "by", "end", "near", "station"])
    assert repair(text, words).content == expected


@pytest.mark.parametrize("text", UNTOUCHED)
def test_names_addresses_and_words_stay_whole(text: str) -> None:
    assert repair(text, ENGLISH).content == text


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_marks_of_the_source_are_not_read(text: str, expected: str) -> None:
    assert repair(text, NONE).content == expected


def test_a_wrapped_paragraph_becomes_one_line_and_a_broken_word_one_word() -> None:
    text = (
        "The decision of the court was read on Friday in the absence of the organi-\n"
        "sation, and nobody who had come from the provinces was let into the two-\n"
        "party hearing that came to its end, as many had expected, in the evening.\n"
    )
    words = Words.of(["organisation", "two", "party"])
    assert "the organisation, and" in repair(text, words).content
    assert "two-party hearing" in repair(text, words).content


def test_footnote_numbers_go_only_where_the_text_has_the_note() -> None:
    noted = "six members1 of it were held\n\n1In May they were freed."
    assert repair(noted, NONE).content.startswith("six members of it")
    assert repair("six members1 of it were held", NONE).content == "six members1 of it were held"


def test_a_range_of_the_copy_leads_back_to_the_words() -> None:
    text = "On Monday LICADHOremoved the [music video](#) again."
    mapped = repair(text, Words.of(["removed", "the"]))
    at = mapped.content.index("music video")
    start, end = mapped.original(at, at + len("music video"))
    assert text[start:end] == "music video"
    assert mapped.repaired(start, end) == (at, at + len("music video"))
    at = mapped.content.index("LICADHO removed")
    assert text[slice(*mapped.original(at, at + len("LICADHO removed")))] == "LICADHOremoved"


SCRAPS = [
    "wasarrested", "areport", "LICADHOremoved", "inCambodiais", " ", "the", "**", "[x y](#)", "*", "”", ".svg", "The",
    "1", "members1", "\n\n1In", "\n", "\r\n", "-\n", "organi-\nsation", "\u200b", "\u00ad", "\u00a0", "’", "[1]", ". ",
    "\f", "@Abc", "follow",
]  # fmt: skip
MESSY = st.lists(st.sampled_from(SCRAPS), max_size=30)


@given(MESSY.map("".join) | st.text(max_size=120), st.data())
def test_every_range_is_read_from_the_same_letters_and_order_is_kept(text: str, data: st.DataObject) -> None:
    mapped = repair(text, ENGLISH)
    assert _letters(mapped.content) == _letters(text)
    size = len(mapped.content)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    first, last = mapped.original(start, end)
    assert 0 <= first <= last <= len(text)
    assert _letters(text[first:last]) == _letters(mapped.content[start:end])
    starts = [mapped.original(at, at + 1)[0] for at in range(size)]
    assert starts == sorted(starts)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha())


def test_a_model_lends_its_vocabulary() -> None:
    vocab = spacy.blank("en").vocab
    for form in ("was", "arrested", "the"):
        vocab.set_vector(form, np.ones(3, dtype="float32"))
    words = Words.from_vectors(vocab)
    assert words.known("Arrested")
    assert not words.known("wasarrested")
    assert sorted(words.rank) == ["arrested", "the", "was"]
    assert repair("He wasarrested.", words).content == "He was arrested."
