"""What was known at a time: nothing learnt or published later is in it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from counting import DAY, act, document, drawn
from hypothesis import given
from hypothesis import strategies as st

from saksi.assess.facts import About, Facts, known_by, published_by
from saksi.assess.indicators import count

LATER = DAY + timedelta(days=30)


def test_what_was_learnt_later_was_not_known() -> None:
    facts = Facts((act(1), act(2, known=LATER), act(3, known=None)), (document(),))

    assert [a.id for a in known_by(facts, DAY).acts] == [act(1).id]
    assert len(known_by(facts, LATER).acts) == 2


def test_a_country_learnt_later_is_no_exposure_yet() -> None:
    told = (About("KH", ("a",), DAY), About("TH", ("b",), LATER))
    facts = Facts((), (replace(document(), about=told),))

    assert {m.place for m in count(known_by(facts, DAY))} == {"KH"}
    assert {m.place for m in count(known_by(facts, LATER))} == {"KH", "TH"}


def test_an_act_is_published_with_the_first_document_that_is() -> None:
    read = (document("d1", published="2021-03"), document("d2", published="2022"), document("d3", published=""))
    facts = Facts((act(1, documents=("d1", "d2")), act(2, documents=("d2",)), act(3, documents=("d3",))), read)

    assert not published_by(facts, date(2021, 3, 30)).acts
    assert [a.documents for a in published_by(facts, date(2021, 3, 31)).acts] == [("d1",)]
    assert [a.documents for a in published_by(facts, date(2022, 12, 31)).acts] == [("d1", "d2"), ("d2",)]


@given(drawn(), st.lists(st.integers(0, 60), min_size=12, max_size=12), st.integers(0, 60), st.integers(0, 60))
def test_knowledge_only_grows(facts: Facts, days: list[int], one: int, other: int) -> None:
    acts = tuple(replace(a, known=DAY + timedelta(days=d)) for a, d in zip(facts.acts, days, strict=False))
    dated = Facts(acts, facts.documents)
    early, late = (known_by(dated, DAY + timedelta(days=day)) for day in sorted((one, other)))

    assert {a.id for a in early.acts} <= {a.id for a in late.acts}
    assert known_by(dated, datetime(1999, 1, 1, tzinfo=UTC)) == Facts((), ())
