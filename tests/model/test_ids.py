import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.model.ids import LENGTH, claim_id, content_id, entity_id, fold

words = st.text(max_size=40)
parts = st.recursive(words | st.integers() | st.none(), lambda inner: st.lists(inner, max_size=3), max_leaves=6)


@given(st.lists(parts, max_size=4))
def test_the_same_content_has_the_same_id(content: list[object]) -> None:
    assert content_id(*content) == content_id(*content)
    assert len(content_id(*content)) == LENGTH
    assert set(content_id(*content)) <= set("0123456789abcdef")


@given(st.lists(words, max_size=4), st.lists(words, max_size=4))
def test_other_content_has_another_id(one: list[str], other: list[str]) -> None:
    assert (content_id(*one) == content_id(*other)) == (one == other)


def test_ids_are_the_same_on_every_machine() -> None:
    assert content_id("act", 1, ["ក"]) == "0d999f94d28c55e62ee157ea36010660"


@given(words)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert fold(unicodedata.normalize("NFD", once)) in {once, fold(once)}
    assert once == once.strip()
    assert "  " not in once


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kem  Sokha", "kem sokha"), ("Cafe\u0301\n", "CAFÉ"), ("\u00a0Straße", "strasse")],
)
def test_folding_forgets_case_spaces_and_composition(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_keeps_marks_that_make_a_khmer_word() -> None:
    assert fold("សុខា") != fold("សុខ")


@given(words, words)
def test_entities_with_one_anchor_are_told_apart_by_more(anchor: str, more: str) -> None:
    assert entity_id("d", "Act", anchor, more) != entity_id("d", "Act", anchor)
    assert entity_id("d", "Act", anchor) == entity_id("d", "Act", f" {anchor.upper()} ".lower())


def test_a_claim_is_about_one_document_kind_anchor_property_and_value() -> None:
    base = ("d", "Act", "Police arrested two.", "type", "arrest")
    others = [
        ("e", *base[1:]),
        ("d", "Call", *base[2:]),
        (*base[:2], "Police arrested three.", *base[3:]),
        (*base[:3], "subtype", "arrest"),
        (*base[:4], "detention"),
    ]
    assert len({claim_id(*base), *(claim_id(*other) for other in others)}) == 6
    assert claim_id(*base) == claim_id("d", "Act", " police  arrested two. ", "type", "Arrest")
