"""Who sees what: persons stay inside the house until somebody decides, and no quote gives them away."""

import pytest
import samples
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from saksi.model.policy import Role, Sensitivity
from saksi.model.types import Entity, Verdict
from saksi.store import models, write
from saksi.store.read import current, rulings
from saksi.store.read.visibility import MASK, QUOTE, masking, role_of, sensitivity, visible_to

LINE = samples.LINES[0]


def user(role: str) -> models.User:
    return models.User(username="ana", role=role)


def claim(name: str) -> str:
    return models.Statement.objects.filter(kind="Person", value=name).first().claim


@pytest.mark.django_db
class TestSight:
    @pytest.fixture(autouse=True)
    def _store(self) -> None:
        samples.add()

    @pytest.mark.parametrize("visitor", [None, AnonymousUser(), user("reader"), user("no such role")])
    def test_outside_the_house_persons_are_blacked_out(self, visitor: models.User | None) -> None:
        sight = visible_to(visitor)
        ruled = rulings.load()

        assert sight.visible(current.entities(kind="Person"), ruled) == []
        assert len(sight.visible(current.entities(kind="Act"), ruled)) == 3
        assert sight.words(LINE) == LINE.replace("Mira Solan", f"{MASK * 4} {MASK * 5}")
        assert not sight.whole_texts

    @pytest.mark.parametrize("role", [r for r in Role if r is not Role.READER])
    def test_inside_the_house_they_are_read(self, role: Role) -> None:
        sight = visible_to(user(role))

        assert len(sight.visible(current.entities(kind="Person"), rulings.load())) == 2
        assert sight.quote(LINE * 9) == LINE * 9
        assert sight.whole_texts

    def test_publishing_one_shows_one(self) -> None:
        write.decide(samples.decision(claim("Mira Solan"), Verdict.PUBLISH))
        sight = visible_to(None)

        assert [p.first("name") for p in sight.visible(current.entities(kind="Person"), rulings.load())] == [
            "Mira Solan"
        ]
        assert sight.words(LINE) == LINE
        assert "Brandt" not in sight.words(samples.LINES[1])

    def test_withholding_wins_and_undo_takes_it_back(self) -> None:
        for verdict in (Verdict.PUBLISH, Verdict.WITHHOLD):
            write.decide(samples.decision(claim("Mira Solan"), verdict))
        assert "Solan" not in visible_to(None).words(LINE)
        write.decide(samples.decision(claim("Mira Solan"), Verdict.UNDO))

        assert visible_to(None).words(LINE) == LINE

    def test_a_role_that_protects_wins_over_publishing(self) -> None:
        person = current.entities(kind="Person")[0]
        ruled = rulings.load()
        witness = Entity(person.id, "Person", {**person.props, "role": ("witness",)}, person.statements)
        write.decide(samples.decision(claim(person.first("name")), Verdict.PUBLISH))

        assert sensitivity(person, rulings.load()) is Sensitivity.PUBLIC
        assert sensitivity(witness, rulings.load()) is Sensitivity.PROTECTED
        assert not visible_to(user("reviewer")).sees(witness, ruled)

    def test_what_is_no_person_masks_nothing(self) -> None:
        write.decide(samples.decision(claim("Mira Solan"), Verdict.REJECT))

        assert visible_to(None).words(LINE) == LINE

    def test_an_act_can_be_withheld(self) -> None:
        act = current.entities(kind="Act")[0]
        main = next(s.claim for s in act.statements if s.prop == "type")
        write.decide(samples.decision(main, Verdict.WITHHOLD))
        ruled = rulings.load()

        assert sensitivity(act, ruled) is Sensitivity.INTERNAL
        assert act not in visible_to(None).visible(current.entities(kind="Act"), ruled)
        assert act in visible_to(user("reviewer")).visible(current.entities(kind="Act"), ruled)

    def test_a_quote_is_short_outside_the_house(self) -> None:
        assert len(visible_to(None).quote("word " * 100)) == QUOTE

    def test_a_role_counts_only_with_a_login(self) -> None:
        assert role_of(AnonymousUser()) is Role.READER
        assert role_of(user("reviewer")) is Role.REVIEWER


def masked(words: str, hidden: list[str], shown: list[str] = []) -> str:  # noqa: B006
    from saksi.store.read.visibility import Sight

    return Sight(Role.READER, frozenset(), False, pattern=masking(hidden, shown)).words(words)


class TestMasking:
    def test_parts_capitals_and_glued_words_are_masked_too(self) -> None:
        words = "Solan, MIRA SOLAN, Mira\nSolan and Mira Solanwas"

        assert "olan" not in masked(words, ["Mira Solan"]).lower()

    def test_a_part_inside_another_word_stays(self) -> None:
        assert masked("Solander", ["Mira Solan"]) == "Solander"

    def test_a_shown_name_stays_whole_beside_a_hidden_one_of_the_same_family(self) -> None:
        assert masked("Mira Solan and Petra Solan", ["Mira Solan"], ["Petra Solan"]).endswith("and Petra Solan")

    def test_no_names_no_pattern(self) -> None:
        assert masking([], ["Mira Solan"]) is None

    @given(st.text(alphabet="MiraSoln ,.\n", max_size=60))
    def test_offsets_stay(self, words: str) -> None:
        out = masked(words, ["Mira Solan"], ["Sol"])

        assert len(out) == len(words)
        assert all(a == b or b == MASK for a, b in zip(words, out, strict=True))
        assert "Mira Solan" not in out
