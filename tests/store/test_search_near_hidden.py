"""What stands near a hidden name does not spell it out: words are hidden before they are cut, wherever that is."""

import pytest
from scene import Writer

from saksi.store import write
from saksi.store.read import finds
from saksi.store.read.record import record
from saksi.web.access import Guest

NAME = "Qorvan Zeltrim"


def lay(gap: int, *, before: bool) -> None:
    """Lay a text that names a witness twice, the second time so many characters before or after a word that is read."""
    filled = ("and so on " * 12)[: gap - 2]
    told = f"{NAME}, {filled} found" if before else f"found {filled}, {NAME}"
    words = f"{NAME} was arrested in Kampot. A letter was {told} by us."
    w = Writer(words, title="Told", publisher="North Post", published="2020-12-01")
    act = w.act(words, "arrested", "arrest", status=("reported", "arrested"), country=("KH", "Kampot"))
    w.part(act, "witness", NAME, w.named("Person", NAME))
    one = w.page()
    write.add(one.document, one.text, list(one.statements()))


@pytest.mark.django_db
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("cut", range(1, len(NAME) + 1, 2))
def test_no_query_spells_a_name_that_the_window_cuts(cut: int, *, before: bool) -> None:
    lay(80 - cut, before=before)
    reader = record(Guest("contributor"))
    assert finds.find(reader, "found letter").documents
    parts = {part for word in NAME.split() for n in range(1, len(word) + 1) for part in (f"{word[:n]}*", word[-n:])}
    assert [part for part in sorted(parts) if finds.find(reader, f"found {part}").documents] == []


@pytest.mark.django_db
@pytest.mark.parametrize("gap", range(66, 84))
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_no_word_that_may_be_read_is_cut_to_one_that_may_not(gap: int, *, before: bool) -> None:
    filled = ("the river was high and boats stayed " * 3)[:gap] + " "
    words = f"Ana Zeltrim {filled}Zeltrimova street closed" if before else f"Street Ozeltrim closed {filled}Ana Zeltrim"
    w = Writer(f"{words}. Nothing else was told there.", title="Told", publisher="North Post", published="2020-12-01")
    act = w.act(words, "closed", "arrest", status=("reported", "closed"), country=("KH", "closed"))
    w.part(act, "witness", "Ana Zeltrim", w.named("Person", "Ana Zeltrim"))
    one = w.page()
    write.add(one.document, one.text, list(one.statements()))

    assert finds.find(record(Guest("researcher")), "Zeltrim").documents == []
