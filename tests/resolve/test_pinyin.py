"""Names that can be read as Mandarin, in four spellings. All names invented out of frequent syllables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.resolve.pinyin import MOST_READINGS, mandarin

SYLLABLES = st.sampled_from(["zhang", "chu", "tsai", "wai", "ka", "ng", "lee", "x", "sok", "te", "hsieh", "cheung"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("cai", "lihua"), ("tsai", "li", "hua")),
        (("xie", "guoqing"), ("hsieh", "kuo", "ching")),
        (("zhang", "jiawei"), ("cheung", "ka", "wai")),
        (("wang", "li"), ("li", "wang")),
    ],
)
def test_spellings_of_one_name_have_a_reading_in_common(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert mandarin(one) & mandarin(other)


@pytest.mark.parametrize(
    ("one", "other"), [(("jiang", "meiling"), ("zhang", "meiling")), (("zhu", "dawei"), ("chu", "te", "wei"))]
)
def test_other_names_have_none(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert mandarin(one)
    assert mandarin(other)
    assert not mandarin(one) & mandarin(other)


@pytest.mark.parametrize("name", [("sok", "dara"), ("hun",), ("lee", "smith"), ()])
def test_what_is_no_name_of_mandarin_syllables_has_no_reading(name: tuple[str, ...]) -> None:
    assert mandarin(name) == frozenset()


@given(st.lists(SYLLABLES, max_size=5).map(tuple))
def test_moving_the_family_name_keeps_a_reading_in_common(name: tuple[str, ...]) -> None:
    found = mandarin(name)
    assert len(found) <= 3 * MOST_READINGS
    assert not found or found & mandarin((*name[1:], name[0]))
