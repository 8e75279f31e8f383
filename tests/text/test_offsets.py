"""Offsets: a copy with edits, and the way back."""

from hypothesis import given
from hypothesis import strategies as st

from saksi.text.offsets import Edit, Mapped


def test_nothing_edited_is_the_same_text() -> None:
    mapped = Mapped.edited("words", [])
    assert mapped.content == "words"
    assert mapped.original(1, 3) == mapped.repaired(1, 3) == (1, 3)


def test_what_is_put_in_belongs_to_no_character() -> None:
    mapped = Mapped.edited("wasarrested", [(3, 3, " ")])
    assert mapped.content == "was arrested"
    assert mapped.original(0, 3) == (0, 3)
    assert mapped.original(3, 4) == (3, 3)
    assert mapped.original(4, 12) == (3, 11)
    assert mapped.original(0, 12) == (0, 11)
    assert mapped.repaired(3, 11) == (4, 12)


def test_what_is_taken_out_lies_between() -> None:
    mapped = Mapped.edited("the **law** stands", [(4, 6, ""), (9, 11, "")])
    assert mapped.content == "the law stands"
    assert mapped.original(4, 7) == (6, 9)
    assert mapped.original(0, 14) == (0, 18)
    assert mapped.original(4, 14) == (6, 18)
    assert mapped.repaired(6, 9) == (4, 7)
    assert mapped.repaired(4, 11) == (4, 7)


def test_what_is_replaced_keeps_its_place() -> None:
    mapped = Mapped.edited("one \r\n  two", [(3, 8, " ")])
    assert mapped.content == "one two"
    assert mapped.original(4, 7) == (8, 11)
    assert mapped.original(0, 7) == (0, 11)


def test_an_edit_over_another_is_left_out() -> None:
    assert Mapped.edited("abcdef", [(1, 4, ""), (2, 3, "x"), (4, 5, "")]).content == "af"


def test_an_empty_range_stays_empty() -> None:
    mapped = Mapped.edited("wasarrested", [(3, 3, " ")])
    assert mapped.original(5, 5) == (4, 4)
    assert mapped.repaired(3, 3) == (4, 4)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text("abc ", max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = [(a, b, draw(st.sampled_from(["", "-", "--"]))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, edits


@given(edited(), st.data())
def test_both_ways_keep_order_and_bounds(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = case
    mapped = Mapped.edited(text, edits)
    size = len(mapped.content)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    first, last = mapped.original(start, end)
    assert 0 <= first <= last <= len(text)
    starts = [mapped.original(at, at)[0] for at in range(size + 1)]
    assert starts == sorted(starts)
    places = [mapped.repaired(at, at)[0] for at in range(len(text) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= size for place in places)
    kept = [at for at in range(size) if mapped.content[at] != "-"]
    for at in kept:
        back, until = mapped.original(at, at + 1)
        assert text[back:until] == mapped.content[at]
        assert mapped.repaired(back, until) == (at, at + 1)
