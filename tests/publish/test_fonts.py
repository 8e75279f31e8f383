"""The letters: small, whole for the two scripts, with their licences, and the same at every cut."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from saksi.publish import fonts


@pytest.mark.parametrize("name", fonts.FACES)
def test_a_face_is_small_and_keeps_its_weights(name: str) -> None:
    cut = fonts.woff2(name)
    font = TTFont(BytesIO(cut))
    assert cut.startswith(b"wOF2")
    assert len(cut) < 60_000
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 700)]


@pytest.mark.parametrize(("name", "words"), [("sans", "Åčéßđạ–…█"), ("serif", "“Élan”"), ("khmer", "ខ្មែរ២០២១៖។ៗ")])
def test_a_face_has_the_letters_of_its_script(name: str, words: str) -> None:
    assert {ord(c) for c in words} - {0x2588} <= set(TTFont(BytesIO(fonts.woff2(name))).getBestCmap())


def test_khmer_keeps_what_puts_its_letters_in_order() -> None:
    font = TTFont(BytesIO(fonts.woff2("khmer")))
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"pref", "blwf", "abvf", "pstf", "pres", "blws", "abvs", "psts"} <= features


def test_the_rules_name_files_or_hold_them() -> None:
    assert 'url("fonts/khmer.woff2")' in fonts.stylesheet()
    held = fonts.stylesheet(embed=True)
    assert held.count("data:font/woff2;base64,") == len(fonts.FACES)
    assert "http" not in held


def test_the_licences_travel_with_the_letters() -> None:
    assert fonts.licences().count("SIL OPEN FONT LICENSE") >= len(fonts.FACES)
