"""What is proved of words by a few names is what blacking them out by all names shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from scene import Writer
from test_masks import ALLOWED, LEVELS, PEOPLE, PHRASES, PIECES

from saksi.model.policy import Role, Sensitivity
from saksi.store import clusters, insertion, models, search, write
from saksi.store.read import finds, proving
from saksi.store.read.masks import MASK, Mask
from saksi.store.read.proving import Cut, Proof
from saksi.store.read.record import record
from saksi.store.read.visibility import Sight
from saksi.web.access import Guest

QUERIES = st.lists(
    st.sampled_from(
        ["mira", "solan", "Solan press", "press", '"mira solan"', "sol*", "league", "brandt", "12", "émile", "mass",
         "miralit", "petra", "ben", "ben solan", "x", "y", "-mira was", "al", "សុខា"]
    ), min_size=1, max_size=2, unique=True,
).map(" ".join)  # fmt: skip


def sight() -> Sight:
    return Sight(Role.RESEARCHER, frozenset(ALLOWED), whole_texts=True, mask=Mask(ALLOWED))


def lay(people: list[tuple[str, Sensitivity]], phrases: list[tuple[str, Sensitivity]]) -> None:
    rows = {row for name, level in people for row in clusters.forms(name, name, level)}
    rows |= {row for words, level in phrases for row in clusters.phrase(words, words, level)}
    models.MaskRow.objects.all().delete()
    insertion.insert(models.MaskRow, sorted(rows))


class TestProof(TestCase):
    @given(PEOPLE, PHRASES, st.lists(PIECES, max_size=8).map("".join), QUERIES)
    def test_it_says_what_blacking_out_shows(
        self, people: list[tuple[str, Sensitivity]], phrases: list[tuple[str, Sensitivity]], text: str, query: str
    ) -> None:
        lay(people, phrases)
        seen = sight()
        told, left = Proof(seen, query).says("", [Cut(text)]), seen.words(text)
        if told is True:
            assert not search.missing(left, query)
        elif told is False and not search.missing(text, query):
            assert search.missing(left.replace(MASK, "x"), query)  # what was glued to a hidden name is no word

    @given(LEVELS, st.sampled_from(["Mira Solan", "Solan Press"]))
    def test_it_settles_what_is_plain(self, level: Sensitivity, name: str) -> None:
        lay([("Mira Solan", level)], [])
        told = Proof(sight(), "solan").says("", [Cut(f"{name} came")])
        assert told is (level in ALLOWED)


@pytest.mark.django_db
def test_a_name_that_may_be_shown_leaves_it_open_and_another_place_settles_it() -> None:
    lay([("Petra Solan", Sensitivity.PROTECTED), ("Mira Solan", Sensitivity.PUBLIC)], [])
    proof = Proof(sight(), "solan")
    assert proof.says("", [Cut("Mira Solan came")]) is None
    assert proof.says("", [Cut("Mira Solan came by solan boat")]) is True
    assert proof.says("", [Cut("Petra Solan came")]) is False


@pytest.mark.django_db
def test_a_word_of_too_many_names_proves_nothing_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "MOST", 1)
    lay([("Petra Solan", Sensitivity.PROTECTED), ("Mira Solan", Sensitivity.PROTECTED)], [])
    assert Proof(sight(), "solan").says("", [Cut("the solan boat")]) is None
    assert Proof(sight(), "solan mira").says("", [Cut("the solan boat of Mira")]) is False


@pytest.mark.django_db
def test_what_is_hidden_at_a_place_of_the_text_hides_nothing_in_a_name_or_title() -> None:
    words = "Qorvan Zeltrim saw it. Ana Maro was arrested in Kampot."
    w = Writer(words, title="Maro held", publisher="North Post", published="2020-12-01")
    act = w.act(words, "arrested", "arrest", status=("reported", "arrested"), country=("KH", "Kampot"))
    w.part(act, "witness", "Qorvan Zeltrim", w.named("Person", "Qorvan Zeltrim"))
    w.part(act, "victim", "Ana Maro", w.named("Person", "Ana Maro"))
    one = w.page()
    write.add(one.document, one.text, list(one.statements()))
    lay([("Petra Maro", Sensitivity.PROTECTED)], [])
    (sha256,) = models.Document.objects.values_list("sha256", flat=True)

    assert sight().own(sha256).ranges[0][0] == 0
    told = Proof(sight(), "held").says(sha256, [Cut("Maro held")])
    assert told is True
    assert Proof(sight(), "qorvan").says(sha256, [Cut(words, 0)]) is not True
    assert len(finds.find(record(Guest("contributor")), "ana").people) == 1
