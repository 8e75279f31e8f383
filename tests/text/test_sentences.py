"""Sentences: where they end, and that their ranges are exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.text.lines import OUTER
from saksi.text.sentences import sentences

TRICKY = [
    ("He met Mr. Tan and Dr. Lee. They spoke.", ["He met Mr. Tan and Dr. Lee.", "They spoke."]),
    ("The U.S. Embassy protested. It waited.", ["The U.S. Embassy protested.", "It waited."]),
    ("He fled to the U.S. The court sat on.", ["He fled to the U.S.", "The court sat on."]),
    (
        "Notice No. 175 was rescinded. No. The text stayed.",
        ["Notice No. 175 was rescinded.", "No.", "The text stayed."],
    ),
    (
        "Charged under Art. 494 and Arts. 495 ff. of the code.",
        ["Charged under Art. 494 and Arts. 495 ff. of the code."],
    ),
    ("Judge J. F. Roe sat. He ruled.", ["Judge J. F. Roe sat.", "He ruled."]),
    ("Tools, e.g. Facebook, were used. Others, i.e. Radio, too.", None),
    ("“We ask for justice,” she said. “Nothing else.”", ["“We ask for justice,” she said.", "“Nothing else.”"]),
    ("“Stop!” he shouted. Nobody did.", ["“Stop!” he shouted.", "Nobody did."]),
    ('"Is it true?" asked the judge. "Yes."', ['"Is it true?" asked the judge.', '"Yes."']),
    ("They were freed (on bail). Two stayed.", ["They were freed (on bail).", "Two stayed."]),
    ("(They were freed.) Two stayed.", ["(They were freed.)", "Two stayed."]),
    ("The database.[1] The ministry denied it.[2]", ["The database.[1]", "The ministry denied it.[2]"]),
    ("Access was cut.3 The ministry denied it.", ["Access was cut.3", "The ministry denied it."]),
    ("It grew by 3.5 percent. Wages fell by 1.2.", ["It grew by 3.5 percent.", "Wages fell by 1.2."]),
    ("He waited... and waited. Then he left...", ["He waited... and waited.", "Then he left..."]),
    ("He said nothing… The court rose.", ["He said nothing…", "The court rose."]),
    ("“The law […] The whole law” is bad. It went.", ["“The law […] The whole law” is bad.", "It went."]),
    ("Prime Minister Hun Sen. This is new.", ["Prime Minister Hun Sen.", "This is new."]),
    ("It was Sen. Marlow who spoke.", ["It was Sen. Marlow who spoke."]),
    ("Fined on Nov. 19, 2021. Freed in Dec. She left.", ["Fined on Nov. 19, 2021.", "Freed in Dec.", "She left."]),
    ("Acme Co. Ltd. was fined. It paid.", ["Acme Co. Ltd. was fined.", "It paid."]),
    ("At 6 p.m. police came. At 7 p.m. They left.", ["At 6 p.m. police came.", "At 7 p.m.", "They left."]),
    ("Background\nThe court sat.", ["Background", "The court sat."]),
    ("• Free all.\n• Drop the charges", ["Free all.", "Drop the charges"]),
    ("1. Amnesty International\n2. ARTICLE 19", ["Amnesty International", "ARTICLE 19"]),
    ("See www.civicus.org. It has more.", ["See www.civicus.org.", "It has more."]),
    ("It ended the strike.The union sued.", ["It ended the strike.", "The union sued."]),
    ("Map.svgThe laws changed.", ["Map.svg", "The laws changed."]),
    ("សាលាក្តីបានសម្រេច។ គាត់ត្រូវបានដោះលែង៕", ["សាលាក្តីបានសម្រេច។", "គាត់ត្រូវបានដោះលែង៕"]),
    ("គាត់ទិញត្រី សាច់ ។ល។ នៅផ្សារ។ ចប់៕", ["គាត់ទិញត្រី សាច់ ។ល។ នៅផ្សារ។", "ចប់៕"]),
    ("The vote (May 2017) was lost! Why? Nobody knows.", ["The vote (May 2017) was lost!", "Why?", "Nobody knows."]),
]


@pytest.mark.parametrize(("text", "expected"), TRICKY)
def test_a_tricky_text_is_cut_where_a_reader_would(text: str, expected: list[str] | None) -> None:
    found = [text[start:end] for start, end in sentences(text)]
    assert found == (expected or ["Tools, e.g. Facebook, were used.", "Others, i.e. Radio, too."])


def test_wrapped_lines_are_one_sentence() -> None:
    text = (
        "On that day the ministry released an order for the institute to cease \n"
        "its activities and to send its foreign staff home. Domestic groups have \n"
        "faced hostility since, and two radio stations closed their doors.\n \n"
        "Nobody knows what comes next.\n"
    )
    assert [text[a:b].replace(" \n", " ") for a, b in sentences(text)] == [
        "On that day the ministry released an order for the institute to cease its activities and to send its foreign "
        "staff home.",
        "Domestic groups have faced hostility since, and two radio stations closed their doors.",
        "Nobody knows what comes next.",
    ]


def test_windows_line_ends_keep_their_offsets() -> None:
    text = "One ended.\r\n\r\nTwo began.\r\n"
    assert [text[a:b] for a, b in sentences(text)] == ["One ended.", "Two began."]


SCRAPS = [
    "Mr. ", "The ", "a", "U.S. ", ". ", "? ", "…", "\n", "\r\n", "\n\n", "• ", "1. ", "[2]", "”", "“", "(", ")", " ",
    "។", "ល", "\u200b", "\ufeff", "\f", "word ", "3.5 ", ".svg", "No. 7 ", "é", "-", "* ", "²", "1In", "- [3] ",
]  # fmt: skip
PIECES = st.lists(st.sampled_from(SCRAPS), max_size=40)


@given(PIECES.map("".join) | st.text(max_size=200))
def test_ranges_are_ordered_disjoint_stripped_and_lose_no_letter(text: str) -> None:
    found = sentences(text)
    last = 0
    kept = []
    for start, end in found:
        assert last <= start < end <= len(text)
        words = text[start:end]
        assert words == words.strip() == words.strip(OUTER)
        kept.append(words)
        last = end
    letters = [c for c in text if c.isalpha()]
    assert "".join(c for c in "".join(kept) if c.isalpha()) == "".join(letters) or _markers_only(text, found)


def _markers_only(text: str, found: tuple[tuple[int, int], ...]) -> bool:
    """Letters outside every sentence are list markers such as “a)” and “iv.”."""
    covered = {at for start, end in found for at in range(start, end)}
    missing = [at for at, char in enumerate(text) if char.isalpha() and at not in covered]
    return all(text[at].islower() and text[at].isascii() for at in missing)
