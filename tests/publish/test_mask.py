"""Names are blacked out however they are written, and nothing else is. All names invented."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.publish.mask import SIGN, Mask, Phrases, cover, flat, joined, parts

NAME = "Mira Solan"
MASK = Mask((Phrases(frozenset({NAME})),), parts(NAME), frozenset(), Phrases(frozenset({"Petra Solan"})))
LETTERS = st.text(alphabet="MiraSolnPet ,.-'\n\u200b", max_size=60)


@pytest.mark.parametrize(
    "words",
    [
        "Mira Solan",
        "MIRA SOLAN",
        "Mira\nSolan",
        "Mi-\nra Solan",
        "Mira\u00a0Solan",
        "Mira\u200bSolan",
        "Míra Sólan",
        "Mira-Solan",
        "SOLAN, Mira",
        "Solan's",
        "the Solans",
        "Mira Solanwas",
        "#FreeMiraSolan",
        "#freemirasolan",
        "mira.solan@lantern.example",
        "https://lantern.example/2021/mira-solan-freed",
        "Ｍｉｒａ Ｓｏｌａｎ",
    ],
)
def test_every_way_of_writing_a_name(words: str) -> None:
    out = MASK.words(f"({words}), said the wire")
    assert SIGN in out
    assert "solan" not in flat(out)
    assert "mira" not in flat(out)
    assert out.endswith(", said the wire")


@pytest.mark.parametrize(
    "words", ["Solander", "admiral", "Petra Solan", "on 2 March 2021", "miracle", "1,500,000 riel"]
)
def test_what_is_no_hidden_name_stays(words: str) -> None:
    assert MASK.words(words) == words


def test_short_names_are_not_found_inside_other_words() -> None:
    mask = Mask((Phrases(frozenset({"Ou Ly"})),))
    assert mask.words("a family outing, you lying") == "a family outing, you lying"
    assert mask.words("and Ou Ly, OU LY") == f"and {SIGN}, {SIGN}"


def test_one_word_of_a_khmer_name_is_found_where_no_space_stands() -> None:
    name = "ហេង ច័ន្ទរស្មី"  # invented
    mask = Mask((Phrases(frozenset({name})),), parts(name))
    assert flat("ច័ន្ទរស្មី") in parts(name)
    assert mask.words("នគរបាលបានចាប់ខ្លួនច័ន្ទរស្មីកាលពីម្សិលមិញ។") == f"នគរបាលបានចាប់ខ្លួន{SIGN}កាលពីម្សិលមិញ។"
    assert mask.words("ប្រជាពលរដ្ឋរស់នៅភ្នំពេញ។") == "ប្រជាពលរដ្ឋរស់នៅភ្នំពេញ។"


def test_a_name_in_a_script_without_spaces() -> None:
    mask = Mask((Phrases(frozenset({"សុខ ដារ៉ា"})),))
    assert mask.words("លោកសុខដារ៉ាត្រូវបានចាប់") == f"លោក{SIGN}ត្រូវបានចាប់"


def test_the_length_of_a_name_is_not_told() -> None:
    one, other = (
        Mask((Phrases(frozenset({name})),)).words(f"by {name}!") for name in ("Al Bo", "Anastasia Marigolden Oo")
    )
    assert one == other == f"by {SIGN}!"


def test_a_shown_name_stays_whole_and_its_part_alone_does_not() -> None:
    assert MASK.words("Petra Solan and Solan") == f"Petra Solan and {SIGN}"


@pytest.mark.parametrize(
    "contact", ["mira.s+x@lantern.example", "+855 12 345 678", "012 345 678", "10.0.0.17", "2001:db8:0:1:1:1:1:1"]
)
def test_contact_details_are_blacked_out(contact: str) -> None:
    assert Mask().words(f"write to {contact} today") == f"write to {SIGN} today"


@pytest.mark.parametrize("words", ["2017–2023", "article 495", "1 500 000 riel", "12 March 2021", "2021-03-12", "3.5"])
def test_other_numbers_stay(words: str) -> None:
    assert Mask().words(words) == words


def test_a_web_address_gives_away_a_part_in_small_letters_too() -> None:
    assert MASK.touches("https://lantern.example/solan-freed")
    assert not MASK.touches("https://lantern.example/freed")


@given(LETTERS)
def test_masking_hides_the_name_and_masking_again_changes_nothing(words: str) -> None:
    out = MASK.words(words)
    assert "mirasolan" not in flat(out.replace(SIGN, "|").replace("Petra Solan", "|"))
    assert MASK.words(out) == out


@given(LETTERS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))))
def test_what_is_not_covered_stays_in_order(words: str, ranges: list[tuple[int, int]]) -> None:
    inside = [(a, b) for a, b in ranges if a < b <= len(words)]
    found = joined(words, inside)
    kept = "".join(c for i, c in enumerate(words) if not any(a <= i < b for a, b in found))
    assert cover(words, found).replace(SIGN, "") == kept
    assert all(first[1] < second[0] for first, second in pairwise(found))
    assert all(any(a <= first and last <= b for a, b in found) for first, last in inside)


def test_parts_are_words_with_a_capital() -> None:
    assert parts("Juana de la Cruz") == {"juana", "cruz"}
    assert parts("Ou Virak") == {"virak"}
    assert parts("Ou Virak", 2) == {"ou", "virak"}
    assert parts("Hope Chin'ono") == {"hope", "chinono"}
