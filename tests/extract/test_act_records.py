"""Records of acts: every range lies in the text, every value has one, nothing is said twice."""

import pathlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_words import claims, reading, records, told

from saksi.extract.records import MAX_SPAN
from saksi.model.types import Span
from saksi.model.vocabulary import act_type, statuses, subtypes

ROOT = pathlib.Path(__file__).parent.parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"

PIECES = [
    "Police arrested Ana Duarte-Invented in Lima on 3 May 2021.",
    "She was charged under article 12 of the Penal Code and released on bail the same day.",
    "Wa Lone and Kyaw Soe Oo, both reporters, were sentenced to seven years in prison.",
    "We call on the government to release them.",
    "• Drop all charges against the three students;",
    "On 8 July 2020, soldiers shot dead 12 people and wounded 30 – among them two children – near Khartoum.",
    "“They were beaten,” said the lawyer.",
    "The newspaper La Prensa was closed; its editor fled to Costa Rica.",
    "The European Union imposed sanctions on 15 officials in March 2021.",
    "ប៉ុលិស បានចាប់ខ្លួន",
    "1. Amnesty International",
]


@settings(max_examples=25)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from([" ", "\n\n", "\n"]))
def test_every_range_lies_in_the_text_and_its_quote_matches(pieces, joint):
    words = joint.join(pieces)
    text = reading(words).text
    for record in records(words):
        assert record.anchor
        for value in record.values:
            assert value.ranges
            for start, end in value.ranges:
                span = Span.of(text, start, end)
                span.check(text)
                assert end - start <= MAX_SPAN
            assert 0 < value.confidence <= 1


@settings(max_examples=15)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
def test_the_same_words_give_the_same_records_and_no_entity_twice(pieces):
    words = " ".join(pieces)
    found = records(words)
    assert found == records(words)
    entities = [record.entity("d") for record in found]
    assert len(entities) == len(set(entities))


@settings(max_examples=15)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
def test_values_are_of_the_vocabulary_and_involvements_belong_to_acts(pieces):
    words = " ".join(pieces)
    page, found = reading(words), records(words)
    known = {record.entity(page.document.sha256) for record in found if record.kind == "Act"}
    for record in found:
        values = {value.prop: value.value for value in record.values}
        if record.kind == "Act":
            act_type(values["type"])
            assert values["status"] in statuses()
            assert "subtype" not in values or values["subtype"] in subtypes(values["type"])
        else:
            assert values["act"] in known
            assert values["role"] in ("victim", "perpetrator")


VALUES = [
    (
        "A court in Hanoi sentenced Pham Doan Trang to nine years in prison.",
        {"country": "VN", "outcome": "nine years in prison"},
    ),
    ("Maria Ressa was released on bail in Manila.", {"country": "PH", "subtype": "bail", "place": "Manila"}),
    ("Police in Kampala dispersed a rally of students.", {"country": "UG", "place": "Kampala", "subtype": "dispersed"}),
    ("In Norway this past March, over 40 campaigners were arrested.", {"country": "NO", "count": "40"}),
    ("The regulator fined Nana FM 500 dollars in Accra.", {"amount": "500 dollars", "country": "GH"}),
    ("Egyptian authorities blocked the website Mada Masr.", {"country": "EG", "subtype": "site"}),
    ("The appeals court in Rabat upheld the sentence of Omar Radi.", {"subtype": "upheld", "country": "MA"}),
]


@pytest.mark.parametrize(("words", "expected"), VALUES)
def test_place_outcome_amount_and_subtype(words, expected):
    act = claims(words)[0]
    assert {prop: act.values.get(prop) for prop in expected} == expected


def test_articles_of_a_charge_are_its_provisions():
    (act,) = claims("Ana Duarte-Invented was charged under articles 494 and 495 of the Criminal Code in 2020.")
    assert "494" in act.values["provision"]


def test_the_country_comes_from_the_nearest_words():
    words = "Kenya and Uganda signed a treaty.\n\nIn Kampala, police arrested a poet, Stella Nyanzi. She was charged."
    assert {act.values.get("country") for act in claims(words)} == {"UG"}


def test_titles_and_signatories_report_nothing():
    title = "Joint statement on the arrest of Ana Duarte-Invented"
    words = f"{title}\n\nWe met in Lima.\n\nSigned:\nAmnesty International\nARTICLE 19"
    assert claims(words) == []


def test_an_empty_text_has_no_acts():
    assert told("Nothing of note happened.") == []


def test_the_frames_name_types_and_subtypes_of_the_vocabulary():
    from saksi.packs.lexicon import lexicon

    for frame in lexicon("en").acts.frames:
        act_type(frame.type)
        assert not frame.subtype or frame.subtype in subtypes(frame.type)
        assert frame.verbs or frame.nouns
    for type_, named in lexicon("en").acts.subtypes.items():
        assert set(named) <= set(subtypes(type_))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of annotated documents is not beside the repository")
def test_every_corpus_range_is_within_limits():
    for path in sorted(CORPUS.glob("*.txt"))[:4]:
        words = path.read_text(encoding="utf-8")
        text = reading(words).text
        for record in records(words):
            for value in record.values:
                for start, end in value.ranges:
                    Span.of(text, start, end)
                    assert end - start <= MAX_SPAN
