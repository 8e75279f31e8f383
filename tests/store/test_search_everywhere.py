"""What search finds, and in which order, is the same on every database."""

import pytest
import samples

from saksi.store import models, search, write

FAR = " ".join(f"word{number}" for number in range(25_000))
TEXTS = {
    "once.txt": "The licence of the radio was withdrawn. " + "Other things were said that day. " * 20,
    "often.txt": "The licence of the radio was a licence. " + "Licence or no licence, things were said. " * 20,
    "short.txt": "Licence withdrawn.",
    "none.txt": "Nothing of the sort stands here.",
    "marks.txt": "Đặng Łódź Ångström naïve 한국 한글 Ελλάδα Ёлка e1 1e5 192.168.0.1 a@b.example x-y",
}
pytestmark = pytest.mark.django_db


def add(source: str, content: str) -> None:
    doc = samples.document(content, source, title="")
    write.add(doc, samples.text(doc, content), [], ran=["sample@1"])


@pytest.fixture
def texts() -> None:
    for source, content in TEXTS.items():
        add(source, content)


def sources(query: str) -> list[str]:
    named = {row.pk: row.source for row in models.Document.objects.all()}
    return [named[hit.document] for hit in search.find(query)]


def test_many_hits_in_few_words_come_first(texts: None) -> None:
    found = sources("licence")
    assert found.index("often.txt") < found.index("once.txt")
    assert found.index("short.txt") < found.index("once.txt")
    assert sources("licence withdrawn") == ["short.txt", "once.txt"]


def test_words_far_apart_in_a_long_text_are_found_together() -> None:
    add("long.txt", f"licence zebra {FAR} withdrawn at last")

    assert sources("zebra last") == ["long.txt"]
    assert sources("zebra -last") == []
    for number in (0, *range(9_980, 10_070, 2), 19_999, 24_997):
        assert sources(f'"word{number} word{number + 1} word{number + 2}"') == ["long.txt"], number


def test_a_text_of_long_words_is_kept_and_found() -> None:
    add("words.txt", " ".join(f"{number:x}".rjust(6, "g") + "ក៏" + "å" * 90 for number in range(20_000)) + " end")

    assert sources("end") == ["words.txt"]


def test_a_text_without_a_word_is_kept() -> None:
    add("dots.txt", "… · …")

    assert sources("dots") == []


@pytest.mark.parametrize(
    "query",
    [
        *("łódź", "łodz", "angstrom", "ANGSTRÖM", "naive", "한국", "ελλάδα", "ё*", "ёлка", "e1", "1e5", "đặng", "łod*"),
        *('"192 168"', "192.168.0.1", "a@b.example", "x-y", '"naive 한국"'),
    ],
)
def test_words_of_many_scripts_are_found(texts: None, query: str) -> None:
    assert sources(query) == ["marks.txt"]


@pytest.mark.parametrize(
    "query", ["한", "한글국", "168.192", "y-x", "lo", "łodz -naive", "lodz", "dang", "ελλαδα", "елка", "5", "licenc"]
)
def test_words_that_are_not_there_are_not_found(texts: None, query: str) -> None:
    assert sources(query) == []
