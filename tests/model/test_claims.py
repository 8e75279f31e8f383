"""A claim is what a person decides on; what a better parser or extractor changes stays out of it."""

from hypothesis import assume, given
from hypothesis import strategies as st

from saksi.model.ids import fold
from saksi.model.types import Span, Statement, Text

words = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=40)


def said(
    before: str,
    anchor: str,
    *,
    parser: str = "text@1",
    by: str = "acts@1",
    confidence: float = 0.9,
    prop: str = "type",
    value: str = "arrest",
) -> Statement:
    text = Text("d" * 64, before + anchor, parser)
    return Statement.make(
        document=text.document,
        entity="e",
        kind="Act",
        anchor=anchor,
        prop=prop,
        value=value,
        lang="en",
        spans=(Span.of(text, len(before), len(before) + len(anchor)),),
        by=by,
        confidence=confidence,
        vocabulary="1",
    )


@given(words, words, st.floats(0, 1), st.integers(2, 99))
def test_a_better_parser_and_extractor_make_the_same_claim(
    header: str, anchor: str, confidence: float, version: int
) -> None:
    old = said(header, anchor)
    new = said("", anchor, parser=f"text@{version}", by=f"acts@{version}", confidence=confidence)
    assert new.claim == old.claim
    assert new.id != old.id


@given(words, words)
def test_other_words_make_another_claim(one: str, other: str) -> None:
    assume(fold(one) != fold(other))
    assert said("", one).claim != said("", other).claim
    assert said("", "x", value=one).claim != said("", "x", value=other).claim


@given(words)
def test_white_space_and_case_make_no_other_claim(anchor: str) -> None:
    assert said("", f"\n {anchor}  ").claim == said("", anchor).claim
    assert said("", anchor).claim == said("", anchor.replace(" ", "  ")).claim


@given(words, words, words, words)
def test_moving_words_from_one_part_to_the_next_makes_another_claim(a: str, b: str, c: str, d: str) -> None:
    one, other = (a, b, c), (a + b, c, d)
    assume(tuple(map(fold, one)) != tuple(map(fold, other)))
    assert said("", one[0], prop=one[1], value=one[2]).claim != said("", other[0], prop=other[1], value=other[2]).claim
