"""Khmer words and names are found inside text that has no spaces, on every database; short ones only as words."""

import pytest
import samples
from asked_khmer import ASKED, NOT_THERE, SENTENCES, holding

from saksi.store import engine, models, search, write
from saksi.text.terms import VERSION


def found(query: str) -> set[str]:
    return {hit.document for hit in search.find(query, ("Document",))}


@pytest.fixture(scope="module")
def sentences(lasting: None) -> None:
    """A document for each sentence."""
    for number, sentence in enumerate(SENTENCES):
        doc = samples.document(sentence, f"{number}.txt", lang="km", title="")
        write.add(doc, samples.text(doc, sentence), [], ran=["sample@1"])


@pytest.mark.django_db
@pytest.mark.usefixtures("sentences")
class TestKhmer:
    def test_forty_words_and_names_are_chosen(self) -> None:
        assert len(set(ASKED)) == len(ASKED) == 40

    @pytest.mark.parametrize("query", ASKED)
    def test_it_is_found_in_every_sentence_that_holds_it(self, query: str) -> None:
        assert holding(query)
        assert found(query) == {samples.document(sentence).sha256 for sentence in holding(query)}

    @pytest.mark.parametrize("query", NOT_THERE)
    def test_what_only_happens_to_stand_there_is_not_found(self, query: str) -> None:
        assert found(query) == set()

    @pytest.mark.parametrize(
        ("query", "number"),
        [
            ('"កឹម សុខា"', 1),
            ("តុលាការ -រំលាយ", 1),
            ("កឹម សុខា ភ្នំពេញ", 1),
            ("ចាប់ខ្លួន រតនគិរី", 1),
            ("ឆ្នាំ២០២៣", 1),
            ("2023", 1),
            ("ស\u200bម រង្ស៊ី", 1),
            ("ម៉ិច*", 1),
            ("តុលា*", 2),
        ],
    )
    def test_signs_of_the_query_work_as_in_other_languages(self, query: str, number: int) -> None:
        assert len(found(query)) == number

    def test_an_index_of_older_terms_is_noticed_and_built_again(self) -> None:
        search.rebuild()
        assert not search.outdated()
        rows = list(models.Indexed.objects.values_list("id", flat=True))
        engine.own().drop_words(rows)
        engine.own().mark_terms(VERSION - 1)
        assert search.outdated()
        assert found("រតនគិរី") == set()
        assert search.rebuild() == len(SENTENCES)
        assert not search.outdated()
        assert len(found("រតនគិរី")) == 1


@pytest.mark.parametrize("query", ASKED)
def test_the_words_are_marked_where_they_stand(query: str) -> None:
    text = "\n".join(SENTENCES)
    marked = ["".join(text[start:end].split()) for start, end in search.ranges(text, query)]
    assert marked
    wanted = {"".join(query.split()).replace("្ដ", "្ត")} | {p.replace("្ដ", "្ត") for p in query.split()}
    assert {m.replace("្ដ", "្ត") for m in marked} <= wanted
    assert not search.missing(text, query)
