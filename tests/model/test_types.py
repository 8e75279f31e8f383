from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.model.errors import EvidenceError
from saksi.model.types import Entity, Measure, Span, Statement, Text

SHA = "a" * 64


def text(content: str = "Police arrested two unionists on 6 September 2020.") -> Text:
    return Text(SHA, content, "text@1")


def statement(spans: tuple[Span, ...], **other: object) -> Statement:
    given_: dict[str, object] = {
        "document": SHA,
        "entity": "e",
        "kind": "Act",
        "anchor": "Police arrested two unionists",
        "prop": "type",
        "value": "arrest",
        "lang": "en",
        "spans": spans,
        "by": "acts@1",
        "confidence": 0.9,
        "vocabulary": "1",
    }
    return Statement.make(**(given_ | other))  # type: ignore[arg-type]


contents = st.text(min_size=1, max_size=60)


@given(contents, st.data())
def test_a_span_says_what_the_text_says(content: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, len(content)))
    span = Span.of(text(content), start, end)
    assert span.quote == content[start:end]
    span.check(text(content))


@given(contents, st.integers(-5, 70), st.integers(-5, 70))
def test_no_span_lies_outside_its_text(content: str, start: int, end: int) -> None:
    if 0 <= start < end <= len(content):
        assert Span.of(text(content), start, end).quote
    else:
        with pytest.raises(EvidenceError, match="outside"):
            Span.of(text(content), start, end)


def test_a_span_is_found_out_when_the_words_are_changed() -> None:
    span = Span.of(text(), 0, 15)
    span.check(text())
    with pytest.raises(EvidenceError, match="does not say"):
        span.check(text("Police released two unionists."))
    with pytest.raises(EvidenceError):
        replace(span, start=1, end=16).check(text())
    with pytest.raises(EvidenceError):
        replace(span, start=3, end=3, quote="").check(text())


def test_no_evidence_no_value() -> None:
    with pytest.raises(EvidenceError, match="no words"):
        statement(())


def test_a_rerun_makes_the_same_statement() -> None:
    span = (Span.of(text(), 7, 15),)
    assert statement(span) == statement(span)
    assert statement(span).id == statement(span).id


def test_the_id_knows_everything_and_the_claim_only_what_a_person_decides_on() -> None:
    base = statement((Span.of(text(), 7, 15),))
    better = [
        statement((Span.of(text(), 0, 15),)),
        statement((Span.of(text(" " + text().content), 8, 16),)),
        statement((Span.of(text(), 7, 15), Span.of(text(), 33, 49))),
        statement(base.spans, by="acts@2"),
        statement(base.spans, confidence=0.5),
        statement(base.spans, lang="km"),
        statement(base.spans, vocabulary="2"),
        statement(base.spans, entity="f"),
        statement(base.spans, anchor="police  arrested two unionists"),
    ]
    assert {other.claim for other in better} == {base.claim}
    assert len({base.id, *(other.id for other in better[:-1])}) == len(better)
    for change in ({"value": "detention"}, {"prop": "subtype"}, {"kind": "Call"}, {"document": "b" * 64}):
        assert statement(base.spans, **change).claim != base.claim


@given(st.floats(0, 1))
def test_confidence_is_kept_to_three_places(confidence: float) -> None:
    kept = statement((Span.of(text(), 0, 6),), confidence=confidence).confidence
    assert kept == round(kept, 3)
    assert abs(kept - confidence) <= 0.0005 + 1e-9


def test_texts_of_other_parsers_are_other_texts() -> None:
    assert text().id == text().id
    assert len({text().id, replace(text(), parser="text@2").id, replace(text(), document="b" * 64).id}) == 3


def test_what_is_recorded_does_not_change_afterwards() -> None:
    with pytest.raises(FrozenInstanceError):
        text().content = "else"  # type: ignore[misc]


def test_the_first_value_of_a_property_is_the_best() -> None:
    entity = Entity("e", "Person", {"name": ("Kem Sokha", "Sokha Kem")}, ())
    assert (entity.first("name"), entity.first("role"), entity.first("role", "?")) == ("Kem Sokha", "", "?")


def test_a_measure_has_an_id_that_can_be_typed() -> None:
    assert Measure("acts.arrest", "KH", "", 3, ()).id == "acts.arrest:KH:all"
    assert Measure("acts", "KH", "2020", 3, ()).id == "acts:KH:2020"
