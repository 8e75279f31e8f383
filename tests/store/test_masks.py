"""Names looked up by the words of a text black out what one pattern of all names would."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from saksi.model.policy import Sensitivity
from saksi.store import clusters, insertion, models, revision
from saksi.store.read.masks import Mask, black, masking
from saksi.store.read.once import moment

ALLOWED = (Sensitivity.PUBLIC, Sensitivity.INTERNAL)
NAMES = (
    "Mira Solan", "Mira", "Petra Solan", "Solan-Brandt Mira", "de Sola", "Teo O'Brandt", "កឹម សុខា", "Émile Žižek",
    "Maß", "Mira  Solan", "Ana .", "x y", "X", "Al-Mira", "(Mira)", "Mira ben Solan ben",
)  # fmt: skip
LEVELS = st.sampled_from([Sensitivity.PUBLIC, Sensitivity.INTERNAL, Sensitivity.RESTRICTED, Sensitivity.PROTECTED])
PEOPLE = st.lists(st.tuples(st.sampled_from(NAMES), LEVELS), max_size=6)
PHRASES = st.lists(st.tuples(st.sampled_from(["Solan Press", "Mira", "league of 12", "កឹម"]), LEVELS), max_size=2)
PIECES = st.one_of(
    st.sampled_from([*NAMES, *(name.upper() for name in NAMES), "Solan Press", "league of 12", "Solan", "Brandt"]),
    st.sampled_from([" ", "", "\n", ", ", "’s ", "was", "ក", "-", "12"]),
    st.text(alphabet="aSMé .'ក\n", max_size=4),
)
TEXTS = st.lists(st.lists(PIECES, max_size=8).map("".join), min_size=1, max_size=3)


def plain(people: list[tuple[str, Sensitivity]], phrases: list[tuple[str, Sensitivity]], words: str) -> str:
    """Black out with one pattern made of every name there is."""
    hidden = [name for name, level in people if level not in ALLOWED]
    shown = [name for name, level in people if level in ALLOWED]
    pattern = masking(hidden, shown, [words for words, level in phrases if level not in ALLOWED])
    return words if pattern is None else pattern.sub(lambda m: m["open"] or black(m[0]), words)


class TestMask(TestCase):
    @given(PEOPLE, PHRASES, TEXTS)
    def test_looked_up_it_is_the_pattern_of_all_names(
        self, people: list[tuple[str, Sensitivity]], phrases: list[tuple[str, Sensitivity]], texts: list[str]
    ) -> None:
        rows = {row for name, level in people for row in clusters.forms(name, name, level)}
        rows |= {row for words, level in phrases for row in clusters.phrase(words, words, level)}
        models.MaskRow.objects.all().delete()
        insertion.insert(models.MaskRow, sorted(rows))
        mask = Mask(ALLOWED)

        assert [mask.cover(text) for text in texts] == [plain(people, phrases, text) for text in texts]
        with moment():
            still = Mask(ALLOWED)
            assert [still.cover(text) for text in texts] == [plain(people, phrases, text) for text in texts]
            for text in texts:
                assert still.touches(text) == mask.touches(text)


class TestMoment(TestCase):
    def test_a_name_that_comes_after_a_moment_is_hidden_in_the_next(self) -> None:
        revision.changed()
        mask = Mask(ALLOWED)
        with moment():
            assert (mask.cover("Mira Solan came"), mask.touches("solan")) == ("Mira Solan came", False)
        insertion.insert(models.MaskRow, sorted(clusters.forms("one", "Mira Solan", Sensitivity.PROTECTED)))
        fresh = Mask(ALLOWED)  # nobody said that the record changed
        with moment():
            assert (fresh.cover("Mira Solan came"), fresh.touches("solan")) == ("████ █████ came", True)
            assert fresh.touches("solanwas")
        assert Mask(ALLOWED).cover("Solan came") == "█████ came"

    def test_what_is_kept_between_requests_holds_no_name(self) -> None:
        from saksi.store.read import once

        revision.changed()
        insertion.insert(models.MaskRow, sorted(clusters.forms("one", "Mira Solan", Sensitivity.PROTECTED)))
        with moment():
            Mask(ALLOWED).cover("Mira Solan came")
        kept = repr(once._made).casefold()
        assert "keys of masks" in kept
        assert "mira" not in kept
        assert "solan" not in kept
