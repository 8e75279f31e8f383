"""What a language model says is taken only where the stored text has the very words, whatever it answers."""

import json
from typing import Any

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.extract.llm.answers import Item, Reason, take
from saksi.extract.llm.asking import answer_schema, asking, question
from saksi.extract.llm.checking import Checker
from saksi.extract.llm.derive import says_act
from saksi.extract.llm.windows import windows
from saksi.extract.making import statements
from saksi.model.errors import UnreadableError
from saksi.model.types import Statement
from saksi.model.vocabulary import act_types, validate
from saksi.packs import load

NOTE = (
    "Police in Cambodia arrested Teo Brandt on 5 March 2021. He was charged under Article 12 of the Press Law.\n\n"
    "Mira Solan was arrested in Kandal. On 8 March 2021, 2,000 people marched. Police arrested others too.\n"
)
ARREST: dict[str, Any] = {
    "type": {"value": "arrest", "quote": "arrested Teo Brandt"},
    "status": {"value": "reported", "quote": "arrested"},
    "date": {"quote": "5 March 2021"},
    "country": {"quote": "Cambodia"},
    "victim": [{"quote": "Teo Brandt"}],
    "perpetrator": [{"quote": "Police"}],
}


def checked(
    answer: object, content: str = NOTE, window: tuple[int, int] | None = None
) -> tuple[Checker, list[Statement]]:
    document = samples.document(content)
    checker = Checker(document, samples.text(document, content), load(), "llm:test@1")
    items, refused = take(answer if isinstance(answer, bytes) else json.dumps(answer).encode())
    checker.refused += refused
    checker.check(items, window or (0, len(content)))
    return checker, list(statements(document, checker.text, checker.records))


def act(**fields: object) -> dict[str, object]:
    return {"Act": [{k: v for k, v in (ARREST | fields).items() if v is not None}]}


def values(found: list[Statement]) -> set[tuple[str, str]]:
    return {(one.prop, one.value) for one in found}


def reasons(checker: Checker) -> list[tuple[str, Reason]]:
    return [(one.prop, one.reason) for one in checker.refused]


class TestTaken:
    def test_an_act_with_all_its_words(self) -> None:
        checker, found = checked(act())
        assert not checker.refused
        assert values(found) >= {
            ("type", "arrest"),
            ("status", "reported"),
            ("date", "2021-03-05"),
            ("country", "KH"),
            ("role", "victim"),
            ("name", "Teo Brandt"),
            ("name", "Police"),
        }
        assert {one.by for one in found} == {"llm:test@1"}
        assert {one.confidence for one in found} == {asking().confidence}

    def test_words_that_stand_twice_are_those_beside_the_act(self) -> None:
        _, found = checked(act(status={"value": "reported", "quote": "Police"}))
        (status,) = [one for one in found if one.prop == "status"]
        assert status.spans[0].start == 0

    def test_a_figure_is_read_by_our_own_rules(self) -> None:
        _, found = checked({"Figure": [{"value": {"quote": "2,000"}, "unit": {"quote": "people"}}]})
        assert values(found) == {("value", "2000"), ("unit", "people")}

    def test_a_name_is_its_quote_and_one_record(self) -> None:
        person = {"name": {"quote": " Teo Brandt\n"}}
        checker, found = checked({"Person": [person, person]})
        assert values(found) == {("name", "Teo Brandt")}
        assert len(checker.records) == 1

    def test_the_date_of_a_khmer_text(self) -> None:
        content = "នគរបាលបានចាប់ខ្លួន Teo Brandt នៅថ្ងៃទី៥ ខែមីនា ឆ្នាំ២០២១។"
        _, found = checked(
            act(
                type={"value": "arrest", "quote": "ចាប់ខ្លួន"},
                status={"value": "reported", "quote": "ចាប់ខ្លួន"},
                date={"quote": "ថ្ងៃទី៥ ខែមីនា ឆ្នាំ២០២១"},
                country=None,
                perpetrator=[],
            ),
            content,
        )
        assert ("date", "2021-03-05") in values(found)


class TestRefused:
    @pytest.mark.parametrize(
        ("fields", "refused"),
        [
            ({"date": {"quote": "6 March 2021"}}, ("date", Reason.ABSENT)),
            ({"date": {"quote": "5 march 2021"}}, ("date", Reason.ABSENT)),
            ({"date": {"quote": "Cambodia"}}, ("date", Reason.DATE)),
            ({"date": {"quote": "5 March"}}, ("date", Reason.DATE)),
            ({"date": {"quote": "arch 2021"}}, ("date", Reason.ABSENT)),
            ({"country": {"quote": "Kandal"}}, ("country", Reason.COUNTRY)),
            ({"count": {"quote": "others"}}, ("count", Reason.NUMBER)),
            ({"victim": [{"quote": "Rina Doval"}]}, ("victim", Reason.ABSENT)),
            ({"victim": [{"quote": "Teo Brand"}]}, ("victim", Reason.ABSENT)),
            ({"status": {"value": "proven", "quote": "arrested"}}, ("status", Reason.LABEL)),
            ({"subtype": [{"value": "pre-trial", "quote": "arrested"}]}, ("subtype", Reason.LABEL)),
            ({"type": {"value": "kidnapping of a king", "quote": "arrested Teo Brandt"}}, ("type", Reason.LABEL)),
            ({"type": {"value": "trial", "quote": "arrested Teo Brandt"}}, ("type", Reason.ACT)),
            ({"type": {"value": "trial", "quote": "5 March 2021"}}, ("type", Reason.ACT)),
            ({"type": {"value": "arrest", "quote": "Teo Brandt"}}, ("type", Reason.ACT)),
            ({"severity": {"quote": "arrested"}}, ("severity", Reason.SHAPE)),
            ({"date": "5 March 2021"}, ("date", Reason.SHAPE)),
            ({"date": {"quote": "5 March 2021", "value": "2022-01-01"}}, ("date", Reason.SHAPE)),
            ({"place": {"quote": "  "}}, ("place", Reason.SHAPE)),
        ],
    )
    def test_a_field_goes_alone_or_with_what_hangs_on_it(
        self, fields: dict[str, object], refused: tuple[str, Reason]
    ) -> None:
        checker, found = checked(act(**fields))
        assert refused in reasons(checker)
        field = refused[0]
        if field in ("type", "status"):
            assert not found
            assert ("victim", Reason.RECORD) in reasons(checker)
        else:
            assert ("type", "arrest") in values(found)
            assert field not in {one.prop for one in found}

    def test_words_that_stand_at_several_places_need_something_that_tells_which(self) -> None:
        alone = {"type": {"value": "arrest", "quote": "arrested"}, "status": {"value": "reported", "quote": "arrested"}}
        checker, found = checked({"Act": [alone]})
        assert ("type", Reason.AMBIGUOUS) in reasons(checker)
        assert not found
        _, found = checked({"Act": [alone | {"victim": [{"quote": "Mira Solan"}]}]})
        (kind,) = [one for one in found if one.prop == "type"]
        assert kind.spans[0].start == NOTE.index("arrested in Kandal")

    def test_a_quote_from_another_window_is_not_in_this_one(self) -> None:
        checker, found = checked(
            {"Person": [{"name": {"quote": "Teo Brandt"}}]}, window=(NOTE.index("Mira"), len(NOTE))
        )
        assert reasons(checker) == [("name", Reason.ABSENT)]
        assert not found

    def test_no_name_is_no_person(self) -> None:
        answer = {"Person": [{"name": {"quote": words}} for words in ("others too", "2,000 people", "5")]}
        checker, found = checked(answer)
        assert not found
        assert {reason for _, reason in reasons(checker)} == {Reason.NAME}

    def test_long_quotes(self) -> None:
        content = "Police arrested Teo Brandt " + "and others " * 60
        checker, _ = checked(act(type={"value": "arrest", "quote": content}), content)
        assert ("type", Reason.LONG) in reasons(checker)


class TestAnswers:
    @pytest.mark.parametrize(
        "answer", [b"", b"I cannot help with that.", b"[]", b'"Act"', b"12", b"\xff\xfe", b"[" * 100_000, b"1" * 9000]
    )
    def test_no_answer_to_the_question(self, answer: bytes) -> None:
        with pytest.raises(UnreadableError, match=r"^the model's answer is n"):
            take(answer)

    def test_an_answer_that_breaks_off_counts_as_far_as_it_goes(self) -> None:
        whole = json.dumps({"Person": [{"name": {"quote": "Teo Brandt"}}, {"name": {"quote": "Mira Solan"}}]})
        checker, found = checked(whole[:-12].encode())
        assert values(found) == {("name", "Teo Brandt")}
        assert ("", Reason.CUT) in reasons(checker)

    def test_what_was_not_asked_for_is_refused(self) -> None:
        checker, found = checked({"Ship": [{}], "Act": {"type": "arrest"}, "Person": ["Teo Brandt", {"name": 3}]})
        assert not found
        assert reasons(checker) == [("", Reason.SHAPE)] * 3 + [("name", Reason.SHAPE)]

    def test_endless_lists_are_cut(self) -> None:
        items, refused = take(json.dumps({"Person": [{"name": {"quote": "Teo Brandt"}}] * 5000}).encode())
        assert len(items) + len(refused) == 5000
        assert len(items) < 100


class TestQuestion:
    def test_the_schema_lists_the_vocabulary(self) -> None:
        schema = answer_schema()
        assert schema["required"] == list(asking().kinds)
        assert schema["$defs"]["Act_type"]["properties"]["value"]["enum"] == list(act_types())
        assert schema["$defs"]["Act"]["additionalProperties"] is False

    def test_the_same_passage_is_the_same_question(self) -> None:
        assert question(NOTE, "m") == question(NOTE, "m")
        assert (question(NOTE, "m")["temperature"], question(NOTE, "m")["seed"]) == (0, 0)

    @given(st.text(alphabet=st.sampled_from("aB1. \n។ក,"), max_size=400), st.integers(1, 60))
    def test_windows_hold_the_whole_text(self, text: str, size: int) -> None:
        cut = windows(text, size)
        assert "".join(text[a:b] for a, b in cut) == text
        assert all(0 < b - a <= size for a, b in cut)

    def test_windows_end_where_sentences_do(self) -> None:
        for start, _ in windows(NOTE, 120)[1:]:
            assert NOTE[start:].startswith(("He was", "Mira", "On 8", "Police"))


class TestActs:
    def test_a_word_that_the_lexicon_does_not_know_is_left_to_the_model(self) -> None:
        assert says_act("bundled into a van", "arrest", load())

    def test_a_word_that_it_knows_for_other_acts_only_is_not(self) -> None:
        assert not says_act("was fined", "arrest", load())
        assert says_act("was fined", "fine", load())

    def test_small_words_say_nothing(self) -> None:
        assert not says_act("and of the", "arrest", load())


WORDS = st.one_of(
    st.sampled_from(["arrested", "Teo Brandt", "5 March 2021", "Cambodia", "2,000", "arrested Teo Brandt", "Police"]),
    st.text(max_size=12),
    st.builds(lambda a, b: NOTE[min(a, b) : max(a, b)], st.integers(0, len(NOTE)), st.integers(0, len(NOTE))),
)
LABELS = st.one_of(
    st.sampled_from(["arrest", "trial", "reported", "denied", "mass", "union", "victim"]), st.text(max_size=6)
)
FIELDS = st.one_of(
    st.builds(lambda quote: {"quote": quote}, WORDS),
    st.builds(lambda quote, value: {"quote": quote, "value": value}, WORDS, LABELS),
)
PROPS = st.sampled_from(sorted({p for props in asking().kinds.values() for p in props} | set(asking().roles) | {"odd"}))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda c: st.lists(c, max_size=3) | st.dictionaries(PROPS, c),
    max_leaves=6,
)
ITEMS = st.dictionaries(PROPS, st.one_of(FIELDS, st.lists(FIELDS, max_size=3), JSON), max_size=8)
ANSWERS = st.dictionaries(
    st.sampled_from([*asking().kinds, "Odd"]), st.one_of(st.lists(ITEMS, max_size=4), JSON), max_size=4
)


@settings(max_examples=150, deadline=None)
@given(ANSWERS, st.integers(0, 40))
def test_whatever_it_answers_no_statement_is_without_its_words(answer: dict[str, object], cut: int) -> None:
    whole = json.dumps(answer).encode()
    try:
        checker, found = checked(whole[: len(whole) - cut] if cut < 20 else whole)
    except UnreadableError:
        return
    fields = {quote for item in _quotes(answer) for quote in item}
    for one in found:
        validate(one)
        for span in one.spans:
            span.check(checker.text)
            assert span.quote in {quote.strip() for quote in fields}


def _quotes(value: object) -> list[list[str]]:
    if isinstance(value, dict):
        own = [[value["quote"]]] if isinstance(value.get("quote"), str) else []
        return own + [q for v in value.values() for q in _quotes(v)]
    return [q for v in value for q in _quotes(v)] if isinstance(value, list) else []


def test_items_without_a_main_field_are_none() -> None:
    assert Item("Act").main is None
    checker, found = checked({"Act": [{"victim": [{"quote": "Teo Brandt"}]}]})
    assert not found
    assert ("victim", Reason.RECORD) in reasons(checker)
