"""Where an act took place in a text about one country that mentions others."""

import pytest

from saksi.extract.pipeline import extract
from saksi.model.types import Document, Text
from saksi.packs import load

HOME = (
    "The courts of Cambodia are busy. Three unionists were arrested in Phnom Penh. Cambodia has two large prisons, "
    "and in Cambodia a trial takes long.\n\n"
)


def country(sentence: str, kind: str) -> set[str]:
    """Return the countries of the acts of one type in a text about Cambodia that ends with these words."""
    content = HOME + sentence
    document = Document("0" * 64, "note.txt", "text/plain", lang="en", published="2023-05-01")
    found = list(extract(document, Text(document.sha256, content, "text@1"), load(("world", "lang/en", "kh"))))
    acts = {s.entity for s in found if s.kind == "Act" and s.prop == "type" and s.value == kind}
    late = {s.entity for s in found if s.entity in acts and s.prop == "type" and s.spans[0].start >= len(HOME) - 1}
    return {s.value for s in found if s.entity in late and s.prop == "country"}


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        ("A union leader was arrested when she came back from Australia.", "arrest", {"KH"}),
        ("The Australian unionist was arrested on 3 April 2023.", "arrest", {"KH"}),
        ("Police deported two students to the United States.", "expulsion", {"KH"}),
        ("A student was arrested in Bangkok.", "arrest", {"TH"}),
        ("Thai police arrested a student.", "arrest", {"TH"}),
    ],
)
def test_only_words_of_place_move_an_act_abroad(sentence: str, kind: str, expected: set[str]) -> None:
    assert country(sentence, kind) == expected
