"""The example decisions: marked as examples, about words that stand in the documents, of every sort."""

from collections import Counter
from pathlib import Path

import pytest

from saksi.flows.replay import Example
from saksi.ingest.fetch import collect
from saksi.ingest.read import read
from saksi.model.ids import fold
from saksi.model.readers import read_yaml
from saksi.model.vocabulary import property_of

EXAMPLES = Path(__file__).parents[2] / "saksi" / "examples"
FILE = EXAMPLES / "decisions.yaml"
DECISIONS = read_yaml(FILE, list[Example])


def content(name: str) -> str:
    """Return the text of an example document."""
    (raw,) = collect([EXAMPLES / "documents" / name])
    return read(raw)[1].content


def test_the_file_says_that_these_are_examples() -> None:
    assert FILE.read_text(encoding="utf-8").startswith("# EXAMPLE decisions")


def test_there_are_decisions_of_every_sort() -> None:
    verdicts = Counter(one.verdict for one in DECISIONS)
    assert verdicts["accept"] >= 25
    assert min(verdicts["reject"], verdicts["correct"]) >= 5
    assert verdicts["publish"] >= 10


@pytest.mark.parametrize("name", sorted({one.document for one in DECISIONS}))
def test_their_words_stand_in_the_document(name: str) -> None:
    text = fold(content(name))
    assert [one.quote for one in DECISIONS if one.document == name and fold(one.quote) not in text] == []


@pytest.mark.parametrize("one", DECISIONS, ids=lambda one: f"{one.document}-{one.prop}-{one.value}")
def test_it_names_a_property_gives_a_reason_and_a_value_where_one_is_due(one: Example) -> None:
    assert property_of(one.kind, one.prop)
    assert len(one.reason.split()) >= 3
    assert bool(one.correction) == (one.verdict == "correct")
    assert one.correction != one.value


def test_only_names_of_persons_are_published() -> None:
    assert {(one.kind, one.prop) for one in DECISIONS if one.verdict == "publish"} == {("Person", "name")}


def test_nothing_is_decided_twice() -> None:
    keys = Counter((one.document, one.kind, one.quote, one.prop, one.value) for one in DECISIONS)
    assert [key for key, times in keys.items() if times > 1] == []
