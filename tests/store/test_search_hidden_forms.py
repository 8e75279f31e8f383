"""A search confirms no word of a hidden name in whatever form it stands there, and none that a cut quote keeps back."""

import pytest
from samples import decision
from scene import Writer

from saksi.model.types import Verdict
from saksi.store import write
from saksi.store.read import current, finds
from saksi.store.read.record import record

pytestmark = pytest.mark.django_db


def lay(words: str, person: str = "", organisation: str = "") -> None:
    w = Writer(words, title="Told", publisher="North Post", published="2020-12-01")
    w.act(words, "arrested", "arrest", status=("reported", "arrested"))
    for kind, name in (("Person", person), ("Organisation", organisation)):
        if name:
            w.named(kind, name)
    one = w.page()
    write.add(one.document, one.text, list(one.statements()))


def found(query: str) -> tuple[int, int]:
    seen = finds.find(record(None), query)
    return len(seen.documents), len(seen.acts)


@pytest.mark.parametrize("query", ["solan", "brandt", "mira", "sol*"])
def test_a_name_that_is_glued_to_the_number_of_a_footnote(query: str) -> None:
    lay("Here one was arrested, said Mira Solan-Brandt today.", "Mira Solan-Brandt")
    lay("There one was arrested, said Mira Solan-Brandt12 on that day.")
    assert found(query) == (0, 0)


@pytest.mark.parametrize("query", ["ben", "ali", "salah", "ben salah"])
def test_a_name_that_has_a_word_twice(query: str) -> None:
    lay("Here one was arrested, said Ben Ali ben Salah today.", "Ben Ali ben Salah")
    assert found(query) == (0, 0)


@pytest.mark.parametrize("query", ["1993", "១៩៩៣", "front"])
def test_khmer_digits_in_a_name(query: str) -> None:
    lay("Here one was arrested by the Front ១៩៩៣ on a day.", organisation="Front ១៩៩៣")
    (claim,) = {s.claim for s in current.rows().filter(kind="Organisation", prop="name")}
    write.decide(decision(claim, Verdict.WITHHOLD))
    lay("There one was arrested by the Front ១៩៩៣ on some day.")
    assert found(query) == (0, 0)


@pytest.mark.parametrize("query", ["solan", "sol", "mira"])
@pytest.mark.parametrize("day", ["ថ្ងៃនេះ", "Today"])
def test_a_name_with_what_cannot_be_seen_in_it(query: str, day: str) -> None:
    lay(f"{day} one was arrested by Mira Sol\u200ban here.", "Mira Sol\u200ban")
    assert found(query) == (0, 0)


def test_words_behind_the_end_of_a_quote() -> None:
    lay("Here one was arrested " + "and so on " * 40 + "beside the umbrella stall.")
    assert found("umbrella") == (0, 0)
    assert found("arrested") == (1, 1)
