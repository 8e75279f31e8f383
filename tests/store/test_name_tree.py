"""The tree of names finds what the plain list of names finds, at every place and as long."""

import re

from hypothesis import given
from hypothesis import strategies as st

from saksi.store.read.masks import either, masking

NAMES = st.lists(st.text(alphabet="abA .()*ក", min_size=1, max_size=6).filter(str.strip), max_size=6)
WORDS = st.text(alphabet="abA .()*ក\n", max_size=30)


def plain(names: list[str]) -> str:
    forms = sorted({f for name in names for f in (name, name.upper())}, key=lambda n: (-len(" ".join(n.split())), n))
    return "|".join(r"\s+".join(re.escape(word) for word in form.split()) for form in forms) or r"(?!)"


@given(NAMES, WORDS)
def test_the_tree_finds_what_the_list_finds(names: list[str], words: str) -> None:
    for after in ("", r"(?!\w)"):
        listed = [m.span() for m in re.finditer(f"(?:{plain(names)}){after}", words)]
        assert [m.span() for m in re.finditer(f"(?:{either(names)}){after}", words)] == listed


def test_thousands_of_names_cost_no_more_than_a_few() -> None:
    names = [f"{chr(65 + i % 26)}ora{i} {chr(65 + i % 7)}lum{i}" for i in range(3000)]
    pattern = masking(names, [])
    assert pattern is not None
    found = pattern.sub("█", f"Yesterday {names[1234]} met nobody at the river. " * 50)
    assert found.count("█") == 50
