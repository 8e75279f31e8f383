"""From a number down to every quote, and a sentence where there is nothing."""

import pytest
import samples

from saksi.flows.measures import measure, measures
from saksi.flows.why import Reason, why
from saksi.model.errors import UsageError
from saksi.model.types import Verdict
from saksi.store import models, write
from saksi.store.read import current

pytestmark = pytest.mark.django_db


def quotes(reason: Reason) -> set[tuple[str, int, int]]:
    return {(q.span.text, q.span.start, q.span.end) for r in reason.walk() for q in r.quotes}


def words(reason: Reason) -> str:
    return "\n".join(r.words for r in reason.walk())


@pytest.fixture(autouse=True)
def _store() -> None:
    samples.add()
    samples.add("Mira Solan was charged in Takeo on 9 May 2023.", "other.txt")


def test_a_country_count_reaches_every_quote_of_its_acts() -> None:
    reason = why("acts:KH:all")
    behind = {
        (span.text_id, span.start, span.end)
        for s in current.rows().filter(kind__in=("Act", "Involvement")).exclude(prop="act").prefetch_related("spans")
        for span in s.spans.all()
    }

    assert reason.words.startswith("acts:KH:all = 4")
    assert quotes(reason) == behind
    assert {q.source for r in reason.walk() for q in r.quotes} == {"note.txt", "other.txt"}


def test_every_measure_reaches_what_it_counts_and_every_claim_with_its_quotes() -> None:
    found = measures()
    assert {one.indicator.split(".")[0] for one in found} == {"acts", "victims", "rate", "documents", "publishers"}
    for one in found:
        reason = why(one.id)
        lines = list(reason.walk())
        said = "\n".join(line.words for line in lines if line.quotes)
        assert all(f"[claim {claim}]" in said for claim in one.claims), one.id
        assert any(line.quotes for line in lines)
        if one.indicator.startswith(("acts", "documents")):
            assert len(reason.below) == one.value


def test_a_rate_stands_above_its_acts_and_its_documents() -> None:
    reason = why("rate.closing:KH:all")

    assert reason.words.startswith("rate.closing:KH:all = 150: reported acts per 100 documents, 95 % limits ")
    assert sum(line.words.startswith("Act ") for line in reason.below) == 3
    assert sum(line.words.startswith("document ") for line in reason.below) == 2


def test_cuts_may_be_combined_in_any_order() -> None:
    assert why("acts.liberty.closing:KH:all").words.startswith("acts.closing.liberty:KH:all = 3:")


def test_a_quote_names_its_document_and_is_what_the_text_says() -> None:
    for reason in why("acts.arrest:KH:2021").walk():
        for quote in reason.quotes:
            content = models.Text.objects.get(id=quote.span.text).content
            assert content[quote.span.start : quote.span.end] == quote.span.quote
            assert quote.title == "A note"


def test_any_id_is_walked() -> None:
    statement = current.rows().filter(kind="Person", value="Mira Solan").first()

    for identity in (statement.id, statement.claim, statement.entity, statement.document_id):
        assert "Mira Solan" in words(why(identity))
        assert quotes(why(identity))
        assert why(identity[:12]) == why(identity)


def test_decisions_stand_beside_what_they_decide() -> None:
    row = current.rows().get(kind="Act", prop="type", value="arrest")
    write.decide(samples.decision(row.claim, Verdict.CORRECT, "detention", reason="held, not arrested"))
    reason = why(row.claim)

    assert "Act.type = detention, corrected from “arrest”" in words(reason)
    assert "decision: correct to “detention” by ana" in words(reason)
    assert "held, not arrested" in words(reason)


def test_what_was_taken_out_says_so_with_its_words() -> None:
    row = current.rows().get(kind="Act", prop="type", value="arrest")
    count = measure("acts:KH:all")
    write.decide(samples.decision(row.claim, Verdict.REJECT))
    reason = why(row.entity)

    assert count is not None
    assert measure("acts:KH:all").value == count.value - 1
    assert "is not in the record now" in reason.words
    assert "decision: reject" in words(reason)
    assert quotes(reason)


@pytest.mark.parametrize(
    ("identity", "sentence"),
    [
        ("acts:XX:all", "nothing counts under"),
        ("no id", "is no id"),
        ("abc", "is no id"),
        ("0" * 32, "nothing in this store"),
        ("000000", "begins with 000000"),
    ],
)
def test_nothing_is_said_in_a_sentence(identity: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        why(identity)
