"""Languages and search terms."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.text.khmer import has_khmer
from saksi.text.language import detect
from saksi.text.terms import terms


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The court sentenced three activists to two years in prison on Friday.", "en"),
        ("Police arrested Maria Ressa in Manila on 13 February 2019.", "en"),
        ("La policía detuvo el viernes a tres periodistas en la capital del país.", "es"),
        ("Le tribunal a condamné trois militants à deux ans de prison vendredi.", "fr"),
        ("សាលាដំបូងរាជធានីភ្នំពេញបានកាត់ទោស", "km"),
        ("សាលាក្តី (Phnom Penh Municipal Court) បានកាត់ទោសសកម្មជនបីនាក់", "km"),
        ("", ""),
        ("12 / 34", ""),
        ("Ok then", ""),
    ],
)
def test_the_main_language_is_named(text: str, lang: str) -> None:
    assert detect(text) == lang


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hun Sen’s decree", ["hun", "sen", "decree"]),
        ("the workers' union", ["the", "workers", "union"]),
        ("Article 494–495, sub-decree", ["article", "494", "495", "sub", "decree"]),
        ("LICADHO (NGO)", ["licadho", "ngo"]),
        ("NAÏVE cafe\u0301", ["naïve", "café"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("ศาล court", ["court"]),
        ("_x_ ***", ["x"]),
    ],
)
def test_terms_are_folded_words(text: str, expected: list[str]) -> None:
    assert terms(text, "en") == expected


@given(st.text())
def test_terms_hold_only_letters_digits_and_marks(text: str) -> None:
    for term in terms(text, "en"):
        assert term
        assert all(unicodedata.category(char)[0] in "LNM" for char in term)
    if not has_khmer(text):  # whose terms hold each word and, marked, its clusters too
        assert terms(" ".join(terms(text, "en")), "") == terms(text, "en")
