"""How sure an act is: a curve over what speaks for it, and nothing that a decision hangs on."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.extract import confidence
from saksi.extract.pipeline import extract
from saksi.model.types import Document, Statement, Text
from saksi.packs import load

SHARES = st.floats(0, 1)
WORDS = "On 3 May 2021, police in Kampala arrested the lawyer Okello Mugabi. In Jinja police beat protesters."


def statements() -> list[Statement]:
    document = Document("0" * 64, "a.txt", "text/plain", lang="en")
    return list(extract(document, Text(document.sha256, WORDS, "text@1"), load(("world", "lang/en"))))


@given(SHARES, SHARES)
def test_more_evidence_is_never_less_sure(one: float, other: float) -> None:
    low, high = sorted((one, other))

    assert 0 < confidence.confidence(low) <= confidence.confidence(high) < 1


@pytest.mark.parametrize(("share", "odds"), [(0.5, 0.0), (0.9, 2.197), (0.1, -2.197), (1.0, 3.892), (0.0, -3.892)])
def test_log_odds_are_cut_off(share: float, odds: float) -> None:
    assert confidence.log_odds(share) == pytest.approx(odds, abs=0.001)


def test_the_curve_is_numbers_in_a_file() -> None:
    held = json.loads(confidence.CURVES.read_text(encoding="utf-8"))

    assert held["en"]["slope"] > 0
    assert Path(confidence.__file__).parent in confidence.CURVES.parents


def test_a_named_and_dated_act_is_surer_than_a_crowd() -> None:
    sure = {s.value: s.confidence for s in statements() if s.kind == "Act" and s.prop == "type"}

    assert sure["arrest"] > sure["violence"]


def test_claims_do_not_depend_on_how_sure_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    before = statements()
    monkeypatch.setattr(confidence, "curves", lambda: {"en": {"slope": 0.5, "intercept": -1.0}})
    after = statements()

    assert [s.claim for s in before] == [s.claim for s in after]
    assert [s.confidence for s in before] != [s.confidence for s in after]
