"""Khmer: what looks the same becomes the same, and every character finds its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.text.khmer import canonical, clusters, normalise
from saksi.text.khmer_words import parts, words
from saksi.text.terms import asked, terms

KHMER = st.text(alphabet=st.characters(min_codepoint=0x1780, max_codepoint=0x17E9), max_size=30)
MIXED = st.text(alphabet=st.sampled_from("កខរស្ាិីុំះ៉៊្រដតេោ\u200b\u200d ab។៥5"), max_size=40)


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("ក្រ្ត", "ក្ត្រ"),  # subscript ro last
        ("កណ្ដាល", "កណ្តាល"),  # subscript da and ta look alike
        ("គេា", "គោ"),  # a vowel typed in halves
        ("កំុ", "កុំ"),  # the sign after the vowel
        ("ឲ្យ", "ឱ្យ"),
        ("ក\u200bម្ពុ\u200bជា", "កម្ពុជា"),
        ("ក\u200d្\u200dរ", "ក្រ"),
        ("កា្រ", "ក្រា"),
    ],
)
def test_what_looks_the_same_is_spelled_the_same(typed: str, spelled: str) -> None:
    assert normalise(typed).content == spelled


@given(MIXED)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text).content
    assert normalise(once).content == once


@given(MIXED)
def test_every_cluster_comes_from_the_letters_that_were_typed(text: str) -> None:
    mapped = normalise(text)
    at = 0
    for cluster in clusters(mapped.content):
        start = mapped.content.index(cluster, at)
        at = start + len(cluster)
        first, last = mapped.original(start, at)
        typed = "".join(c for c in text[first:last] if c not in "\u200b\u200d")
        assert canonical(typed) == cluster


@pytest.mark.parametrize("text", ["", "Latin only.", "សួស្តី world ៥០ នាក់។", "ៗ៕៖", "\u17d2", "១២៣"])
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    found = list(words(text))
    assert all(start < end <= len(text) for start, end in found)
    assert "".join(text[a:b] for a, b in found) == "".join(c for c in text if "\u1780" <= c <= "\u17d3")


def test_words_are_cut_in_a_sentence_without_spaces() -> None:
    text = "តុលាការបានឃាត់ខ្លួនកម្មករពីរនាក់"
    assert [text[a:b] for a, b in words(text)] == ["តុលាការ", "បាន", "ឃាត់ខ្លួន", "កម្មករ", "ពីរ", "នាក់"]


def test_compounds_are_found_by_their_parts() -> None:
    assert parts("ចោទប្រកាន់") == ["ចោទ", "ប្រកាន់"]
    assert parts("តុលាការ") == []
    assert {"ចាប់ខ្លួន", "ចាប់", "អ្នកសារព័ត៌មាន"} <= set(parts("ការចាប់ខ្លួនអ្នកសារព័ត៌មាន"))


def test_terms_of_a_khmer_text_are_words_and_the_stream_of_clusters() -> None:
    assert terms("NGO ចោទ ៥០ នាក់", "km") == ["ចោទ", "នាក់", "ngo", "kចោ", "kទ", "50", "kនា", "kក់"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ចោទ", ["ចោទ"]),
        ("កំពត", ["kកំ", "kព", "kត"]),
        ("កណ្ដាល", ["kក", "kណ្តា", "kល"]),
        ("ឆ្នាំ២០២៣", ["kឆ្នាំ", "2023"]),
        ("Café", ["café"]),
    ],
)
def test_what_a_query_asks_for(query: str, found: list[str]) -> None:
    assert asked(query) == found


@given(KHMER | MIXED)
def test_a_phrase_of_a_text_asks_for_terms_that_the_text_has(text: str) -> None:
    assert set(asked(text)) <= {*terms(text, "km"), *asked(text)[:1]}
