"""Search finds documents and names, takes no word for syntax, and says where the words stand."""

from itertools import pairwise

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from saksi.model.types import Verdict
from saksi.store import models, search, write

EXTRA = "The “Café Liberté” reported this, and Saksi's archive keeps a copy."


def kinds(query: str) -> list[str]:
    return [hit.kind for hit in search.find(query)]


@pytest.mark.django_db
class TestFind:
    @pytest.fixture(autouse=True)
    def _store(self) -> None:
        samples.add("\n".join([*samples.LINES, EXTRA]))
        samples.add("Nothing of the sort stands here.", "other.txt")

    def test_a_word_finds_the_document_and_the_name(self) -> None:
        assert kinds("solan") == ["Person", "Document"]
        assert [hit.kind for hit in search.find("solan", ("Document",))] == ["Document"]

    @pytest.mark.parametrize(
        "query",
        ["arrested kandal", '"mira solan"', "arrest*", "cafe liberte", "CAFÉ", "archive", "mira -nobody", "saksi"],
    )
    def test_finds(self, query: str) -> None:
        assert "Document" in kinds(query)

    @pytest.mark.parametrize("query", ['"solan mira"', "mira -solan", "arreste", "sola", "", '"', "-", "NOT", "-mira"])
    def test_does_not_find(self, query: str) -> None:
        assert kinds(query) == []

    @pytest.mark.parametrize("query", ['a" OR b', "NEAR(", "col:umn", "^x", "* AND", "(", "mira)", "'", "x OR y", '""'])
    def test_no_word_is_syntax(self, query: str) -> None:
        list(search.find(query))

    def test_a_corrected_name_is_found_and_the_wrong_one_no_more(self) -> None:
        claim = models.Statement.objects.filter(kind="Person", value="Teo Brandt").first().claim
        write.decide(samples.decision(claim, Verdict.CORRECT, "Theodor Brandt"))
        assert kinds("theodor") == ["Person"]
        assert kinds('"teo brandt"') == ["Document"]
        write.decide(samples.decision(claim, Verdict.UNDO))

        assert kinds("theodor") == []

    def test_a_rejected_name_is_found_no_more(self) -> None:
        claim = models.Statement.objects.filter(kind="Person", value="Teo Brandt").first().claim
        write.decide(samples.decision(claim, Verdict.REJECT))

        assert kinds("teo") == ["Document"]

    def test_a_new_reading_replaces_what_was_indexed(self) -> None:
        doc = samples.document("\n".join([*samples.LINES, EXTRA]))
        moved = samples.text(doc, "Quite other words", parser="text@2")
        write.add(doc, moved, [], ran=["sample@2"])

        assert kinds("solan") == []
        assert kinds("quite other") == ["Document"]


class TestAnything(TestCase):
    @settings(max_examples=40)
    @given(st.text(max_size=30))
    def test_whatever_is_typed_is_searched_and_not_run(self, query: str) -> None:
        list(search.find(query))
        search.ranges(EXTRA, query)


class TestRanges:
    def test_words_are_found_where_they_stand(self) -> None:
        found = search.ranges(EXTRA, "cafe saksi")

        assert [EXTRA[start:end] for start, end in found] == ["Café", "Saksi"]

    def test_a_phrase_is_one_range_and_a_beginning_takes_the_whole_word(self) -> None:
        assert [EXTRA[s:e] for s, e in search.ranges(EXTRA, '"cafe liberte" repo*')] == ["Café Liberté", "reported"]

    def test_unwanted_words_are_not_marked(self) -> None:
        assert search.ranges(EXTRA, "-saksi") == []

    @given(st.lists(st.sampled_from(["mira", "solan", "arrested", "2021", "ka*", '"was charged"'])))
    def test_ranges_stand_in_order_and_apart(self, words: list[str]) -> None:
        found = search.ranges("\n".join(samples.LINES), " ".join(words))

        assert all(a[1] <= b[0] for a, b in pairwise(found))

    def test_missing_says_whether_all_words_are_there(self) -> None:
        assert not search.missing(EXTRA, "cafe saksi -nobody")
        assert search.missing(EXTRA, "cafe nobody")

    @given(st.integers(0, 80), st.integers(0, 80))
    def test_a_snippet_is_cut_out_of_the_text_around_the_hit(self, before: int, after: int) -> None:
        content = "word " * before + "witness" + " word" * after
        cut = search.snippet(content, "witness")

        assert content[cut.start : cut.start + len(cut.words)] == cut.words
        assert [cut.words[s:e] for s, e in cut.hits] == ["witness"]
        assert len(cut.words) <= search.SNIPPET
