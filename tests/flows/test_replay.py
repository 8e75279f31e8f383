"""Example decisions find their claims by words, say when they do not, and are taken once."""

from pathlib import Path

import pytest
import samples

from saksi.flows.replay import USER, publish_people, replay
from saksi.flows.resolve import resolve
from saksi.model.errors import PackError
from saksi.store import models, write
from saksi.store.read import current
from saksi.store.read.visibility import visible_to

pytestmark = pytest.mark.django_db

ONE = """
- document: note.txt
  kind: Act
  quote: Teo Brandt was charged
  prop: type
  value: charge
  verdict: {verdict}
  reason: only an example
"""


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "decisions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_decision_finds_its_claim_and_is_taken_once(tmp_path: Path) -> None:
    samples.add(source="examples/note.txt")
    path = file(tmp_path, ONE.format(verdict="reject"))

    assert [one.state for one in replay(path)] == ["taken"]
    assert [act.first("type") for act in current.entities(kind="Act")] == ["arrest", "release"]
    assert [one.state for one in replay(path)] == ["known"]
    assert models.Decision.objects.get().user == USER


def test_a_correction_is_made(tmp_path: Path) -> None:
    samples.add()
    list(replay(file(tmp_path, ONE.format(verdict="correct\n  correction: summons"))))

    assert current.entities(kind="Act")[1].first("type") == "summons"


def test_a_decision_without_its_claim_says_so_in_a_sentence(tmp_path: Path) -> None:
    samples.add(source="another.txt")
    (one,) = replay(file(tmp_path, ONE.format(verdict="accept")))

    assert one.state == "missed"
    assert one.problem.startswith("no current statement says Act.type = “charge”")
    assert not models.Decision.objects.exists()


def test_words_that_mean_several_claims_are_not_guessed(tmp_path: Path) -> None:
    samples.add()
    several = (
        ONE.format(verdict="accept").replace("Teo Brandt was charged", "in Kandal").replace("charge\n", "reported\n")
    )
    path = file(tmp_path, several.replace("prop: type", "prop: country").replace("value: reported", "value: KH"))
    (one,) = replay(path)

    assert one.state == "missed"
    assert "claims say" in one.problem


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"decisions.yaml:7: 0.verdict"):
        list(replay(file(tmp_path, ONE.format(verdict="maybe"))))


def test_people_of_some_documents_are_published_once() -> None:
    doc = samples.add("Mira Solan was arrested in Kandal on 2 March 2021.")
    samples.add("Teo Brandt was charged in Takeo on 9 May 2023.", "own.txt")

    assert publish_people([doc.sha256], "public figures") == 1
    assert publish_people([doc.sha256], "public figures") == 0
    assert visible_to(None).words("Mira Solan and Teo Brandt") == "Mira Solan and ███ ██████"


def test_resolving_again_changes_nothing_and_follows_decisions() -> None:
    samples.add()
    samples.add("Mira Solan was charged in Takeo on 9 May 2023.", "other.txt")
    assert resolve() == 0
    assert len(current.entities(kind="Person")) == 2
    ids = sorted({s.entity for s in current.statements(current.rows().filter(value="Mira Solan", kind="Person"))})
    write.decide(samples.decision(write.pair(*ids), samples.Verdict.DIFFERENT))
    assert resolve() == 0
    assert len(current.entities(kind="Person")) == 3


def test_the_words_of_the_clause_find_whom_a_pronoun_means(tmp_path: Path) -> None:
    samples.add()
    named = ONE.format(verdict="reject").replace("kind: Act", "kind: Involvement").replace("prop: type", "prop: name")
    whole = named.replace("Teo Brandt was charged", "charged in Kandal").replace("value: charge", "value: Teo Brandt")

    assert [one.state for one in replay(file(tmp_path, whole))] == ["taken"]
    (name,) = [s for s in current.statements() if s.claim == models.Decision.objects.get().subject]
    assert (name.kind, name.value) == ("Involvement", "Teo Brandt")
