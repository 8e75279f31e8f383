"""Erasing documents, persons and notes: what goes, what stays and still proves itself, and what a person is told."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import samples
import scene

from saksi.assess.panel import Basis, Motion
from saksi.flows import erase as flow
from saksi.flows import ingest
from saksi.flows.erase import Order
from saksi.flows.house import key
from saksi.flows.resolve import resolve
from saksi.model.errors import UsageError
from saksi.model.types import Verdict
from saksi.options import Options
from saksi.publish.house import alias
from saksi.store import blobs, check, derivation, matches, models, panel, seal, search, write
from saksi.store.read import current, rulings

pytestmark = pytest.mark.django_db(transaction=True)

PACKS = Options().packs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with the scene in it, bytes and all."""
    scene.lay()
    for page in scene.pages():
        blobs.keep(tmp_path, page.text.content.encode())
    return tmp_path


def erased(folder: Path, identity: str, why: str = "asked for", **more: bool | None) -> flow.Erased:
    return flow.erase_one(Order(identity, why, "ana", **more), folder, PACKS)  # type: ignore[arg-type]


def entity(name: str, kind: str = "Person") -> str:
    return models.Statement.objects.filter(kind=kind, value=name).order_by("document")[0].entity


def everything() -> str:
    """Return every word that the tables hold."""
    tables = (
        models.Document, models.Text, models.Statement, models.Span, models.Decision, models.Unreadable,
        models.Canonical, models.Indexed, models.Tombstone, models.ActRow, models.NameRow, models.PartRow,
        models.ClusterRow, models.MaskRow, models.Guard,
    )  # fmt: skip
    return "\n".join(repr(row) for table in tables for row in table.objects.values_list())


def decide(claim: str, verdict: Verdict, value: str = "", reason: str = "") -> None:
    write.decide(samples.decision(claim, verdict, value, reason))


def test_a_document_goes_by_each_of_its_ids(folder: Path) -> None:
    one, two, three = models.Document.objects.order_by("pk").values_list("pk", flat=True)
    assert flow.target(alias(key(folder), two), folder).document == two
    assert erased(folder, one[:10]).kind == "Document"
    assert erased(folder, alias(key(folder), two)).documents == 1
    assert erased(folder, three).documents == 1
    assert not models.Statement.objects.exists()
    assert list((folder / "blobs").glob("*/*")) == []
    assert list(check.problems(folder)) == check_triggers()


def check_triggers() -> list[str]:
    """Return what a check says of a test's store, which has no triggers."""
    return [f"the trigger {name} is gone: rows could have been changed since" for name in sorted(seal.expected())]


def test_a_person_goes_out_of_every_text_and_the_rest_still_proves_itself(folder: Path) -> None:
    before = models.Statement.objects.exclude(kind__in=("Person", "Involvement")).count()
    done = erased(folder, entity("Mira Solan"))

    assert done.masked == 2
    assert "Mira" not in everything()
    assert "Solan" not in everything()
    assert list(check.problems(folder)) == check_triggers()
    texts = list(models.Text.objects.values_list("content", flat=True))
    assert {len(text) for text in texts} == {len(page.text.content) for page in scene.pages()}
    assert any("arrested ██████████, the president" in text for text in texts)
    assert models.Statement.objects.exclude(kind__in=("Person", "Involvement")).count() == before
    people = {s.value for s in current.statements() if (s.kind, s.prop) == ("Person", "name")}
    assert people == {"Teo Brandt", "Ana Reyes-Invented"}


def test_no_old_id_of_a_masked_document_stays(folder: Path) -> None:
    page = scene.news()
    old = {page.document.sha256, page.text.id}
    old |= {i for s in page.statements() for i in (s.id, s.claim, s.entity)}
    old |= set(models.Canonical.objects.filter(entity__in=old).values_list("canonical", flat=True))
    lantern = models.Canonical.objects.get(entity=entity("Lantern Daily", "Organisation")).canonical
    claim = next(s.claim for s in page.statements() if s.kind == "Person")
    decide(claim, Verdict.ACCEPT, reason="seen")
    erased(folder, entity("Mira Solan"))

    held = everything() + repr(list(models.Masked.objects.values_list())) + repr(list(models.Run.objects.values_list()))
    assert not [one for one in old - {lantern} if one in held]
    assert not (blobs.path(folder, page.document.sha256)).exists()


def test_decisions_on_what_stays_are_told_again_and_those_on_the_person_are_emptied(folder: Path) -> None:
    def claim(kind: str, value: str) -> str:
        return models.Statement.objects.filter(kind=kind, value=value).order_by("-document")[0].claim

    name, arrest = claim("Person", "Mira Solan"), claim("Act", "arrest")
    decide(name, Verdict.PUBLISH, reason="she agreed")
    decide(arrest, Verdict.ACCEPT, reason="Mira Solan was seen")
    decide(arrest, Verdict.UNDO)
    decide(arrest, Verdict.CORRECT, "detention", "she was held")
    decide(claim("Act", "conviction"), Verdict.REJECT, reason="says Solan, Mira Solan")
    decide(claim("Person", "Ana Reyes-Invented"), Verdict.ACCEPT, reason="nothing to do with MIRA SOLAN")
    erased(folder, entity("Mira Solan"))

    standing = [d for ruling in rulings.load().values() for d in ruling.standing]
    assert sorted((d.verdict.value, d.value, d.reason) for d in standing) == [
        ("accept", "", "nothing to do with ██████████"),
        ("correct", "detention", "she was held"),
        ("reject", "", standing[[d.verdict for d in standing].index(Verdict.REJECT)].reason),
    ]
    assert "olan" not in everything()
    assert list(check.log_problems()) == []
    assert models.Decision.objects.filter(salt="").count() == 6
    (act,) = [e for e in current.entities(kind="Act") if e.first("type") == "detention"]
    assert act.first("date") == "2021-03-02"


def test_texts_that_hold_the_name_without_a_link_are_told_before_anything_is_done(folder: Path) -> None:
    samples.add("They spoke of mira  SOLAN there.", "other.txt")
    other = samples.document("They spoke of mira  SOLAN there.").sha256
    blobs.keep(folder, b"They spoke of mira  SOLAN there.")
    mira = entity("Mira Solan")
    with pytest.raises(UsageError, match=f"nothing is erased yet: 1 other text .*{other[:12]}"):
        erased(folder, mira)
    assert not models.Tombstone.objects.exists()

    done = erased(folder, mira, everywhere=True)
    assert done.masked == 3
    assert "SOLAN" not in everything()


def test_texts_left_are_named(folder: Path) -> None:
    samples.add("They spoke of Mira Solan there.", "other.txt")
    done = erased(folder, entity("Mira Solan"), everywhere=False)

    assert done.masked == 2
    assert "1 other text holds these words and keep" in " ".join(done.notes)


def test_somebody_else_of_that_name_is_left_and_named(folder: Path) -> None:
    samples.add("Mira Solan was charged in Oslo in 2019.", "other.txt")
    other = models.Statement.objects.get(document__source="other.txt", kind="Person").entity
    mira = models.Statement.objects.filter(kind="Person", value="Mira Solan").exclude(entity=other)[0].entity
    decide(write.pair(mira, other), Verdict.DIFFERENT)
    resolve()
    done = erased(folder, mira, everywhere=True)

    assert "somebody else of that name" in " ".join(done.notes)
    assert models.Statement.objects.filter(entity=other, value="Mira Solan").exists()


def test_the_same_files_are_refused_and_no_name_comes_back_with_them(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "about Mira Solan.txt"
    file.write_text(scene.NEWS)
    tombstone = erased(folder, entity("Mira Solan")).tombstone
    (outcome,) = ingest.ingest([file], folder, PACKS)

    assert outcome.state == "unreadable"
    assert tombstone in outcome.reason
    assert "Solan" not in everything()
    assert next(iter(ingest.again(folder, PACKS))).state in ("changed", "known")
    assert "Solan" not in everything()


def test_without_a_fingerprint_the_file_can_come_in_again(folder: Path, tmp_path: Path) -> None:
    erased(folder, scene.news().document.sha256, remember=False)
    (tmp_path / "again.txt").write_text(scene.NEWS)
    (outcome,) = ingest.ingest([tmp_path / "again.txt"], folder, PACKS)
    assert outcome.state == "new"


@pytest.mark.parametrize("name", ["Basis", "RSF", "Expression Measure Value"])
def test_a_proposal_stays_whole_whatever_is_erased(folder: Path, name: str) -> None:
    w = scene.Writer(f"{name} met.", title="A meeting", publisher="North Post", published="2021-01-01")
    w.named("Organisation", name)
    page = w.page()
    write.add(page.document, page.text, list(page.statements()))
    basis = tuple(Basis("value", f"{one}:KH:2025", 30.0, "expression", f"{name} list.csv", 3) for one in ("rsf", "RSF"))
    said = panel.Said("ana", datetime.now(UTC), f"as {name} told us")
    identity = panel.propose_rating("KH", "2025", Motion(2, samples.SCORES, basis=basis), said)
    erased(folder, entity(name, "Organisation"), everywhere=True)
    left = panel.one(identity)
    assert left is not None
    assert (left.id, left.motion.scores, left.motion.needed) == (identity, samples.SCORES, 2)
    assert [(one.id, one.indicator) for one in left.motion.basis] == [(one.id, one.indicator) for one in basis]
    assert name not in f"{left.reason} {[one.file for one in left.motion.basis]}"


def test_an_organisation_and_an_act_go_too(folder: Path) -> None:
    erased(folder, entity("Reed River Union", "Organisation"), everywhere=False)
    assert "Reed River" not in everything()
    assert "RRU" not in everything()
    act = models.Statement.objects.get(prop="type", value="violence")
    erased(folder, act.entity)
    assert "beaten by guards" not in everything()
    assert not models.Statement.objects.filter(value="violence").exists()
    assert list(check.problems(folder)) == check_triggers()


def test_the_words_of_a_decision_go_and_what_was_decided_stays(folder: Path) -> None:
    first, second, *_ = models.Statement.objects.filter(kind="Act", prop="type").order_by("pk")
    decide(first.claim, Verdict.ACCEPT, reason="Told by Ilma")
    decide(second.claim, Verdict.CORRECT, "fine", "Told by Ilma")
    for number in models.Decision.objects.order_by("pk").values_list("pk", flat=True):
        erased(folder, f"decision:{number}")

    assert "Ilma" not in everything()
    assert rulings.load()[first.claim].judgement.verdict is Verdict.ACCEPT  # type: ignore[union-attr]
    assert second.claim not in rulings.load()
    assert list(check.log_problems()) == []


def test_words_that_a_correction_put_in_rows_and_index_go_with_it(folder: Path) -> None:
    lantern = models.Statement.objects.filter(kind="Organisation", prop="name", value="Lantern Daily")
    letter, news = (lantern.get(document=page.document.sha256) for page in (scene.letter(), scene.news()))
    decide(letter.claim, Verdict.CORRECT, "Friends of Mira Solan")
    decide(news.claim, Verdict.CORRECT, "Ilma Weekly")
    assert "Friends of Mira Solan" in everything()
    assert len(list(search.find("Ilma"))) == 1
    number = models.Decision.objects.order_by("-pk")[0].pk
    assert erased(folder, f"decision:{number}").kind == "Decision"
    assert "Ilma" not in everything()
    assert "ilma" not in everything()
    assert list(search.find("Ilma")) == []
    erased(folder, entity("Mira Solan"))

    assert "olan" not in everything()
    assert list(search.find("Solan")) == []
    assert [hit.kind for hit in search.find("Friends")] == ["Organisation"]
    assert list(check.problems(folder)) == check_triggers()


@pytest.mark.parametrize(
    ("identity", "why", "words"),
    [
        ("Mira Solan", "Mira asked", "names what is to be erased"),
        ("Mira Solan", "write to solan@example.org", "names what is to be erased"),
        ("Mira Solan", " ", "say with --why"),
        ("", "asked for", "no id"),
        ("0123456789ab", "asked for", "nothing in this store"),
        ("decision:9", "asked for", "no decision 9"),
    ],
)
def test_what_is_refused(folder: Path, identity: str, why: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        erased(folder, entity(identity) if " " in identity else identity, why)
    assert not models.Tombstone.objects.exists()


def test_a_claim_is_erased_with_what_it_is_about(folder: Path) -> None:
    one = models.Statement.objects.filter(kind="Person").first()
    with pytest.raises(UsageError, match=f"erase the Person it is about, {one.entity}"):
        erased(folder, one.claim)


def test_an_erasure_that_was_stopped_is_completed_by_the_same_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = scene.news().document.sha256
    with monkeypatch.context() as stopped:
        stopped.setattr(flow, "finish", lambda _: [])
        first = erased(folder, sha256)
    assert blobs.path(folder, sha256).exists()
    again = erased(folder, sha256)

    assert again.tombstone == first.tombstone
    assert not blobs.path(folder, sha256).exists()
    assert flow.complete(folder) == ["Nothing was left to erase."]
    assert replace(again, notes=()) == replace(first, documents=0, notes=())


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("by_page", [False, True])
def test_what_comparison_alone_joined_is_left_and_named(tmp_path: Path, whole: bool, by_page: bool) -> None:
    ids = []
    for name in ("Open Water Forum", "Waterfolk Assembly"):
        w = scene.Writer(f"{name} met.", title=name, publisher="North Post", published="2021-01-01")
        ids.append(w.named("Organisation", name))
        page = w.page()
        write.add(page.document, page.text, list(page.statements()))
        blobs.keep(tmp_path, page.text.content.encode())
    with write.writing():
        one, other = sorted(ids)
        found = matches.Found("Organisation", one, other, 0.97, matches.MERGE)
        matches.put("Organisation", dict.fromkeys(ids, "looks"), ids, [found])
        derivation.regroup(ids)
    cluster = models.ClusterRow.objects.get(inner=True)
    shown, hidden = sorted(("Open Water Forum", "Waterfolk Assembly"), key=lambda name: name != cluster.name)
    asked = cluster.cluster if by_page else entity(shown, "Organisation")
    done = erased(tmp_path, asked, matched=whole)
    assert shown not in everything()
    assert (hidden in everything()) is not whole
    left = [note for note in done.notes if "comparison alone" in note]
    assert bool(left) is not whole
    if left:
        now = models.ClusterRow.objects.get(inner=True).cluster
        assert f"“{hidden}” [{now}]" in left[0]
        assert flow.target(now, tmp_path).entities
