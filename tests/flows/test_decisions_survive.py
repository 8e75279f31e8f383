"""Decisions outlive parsers and extractors: each still applies or is listed for another look, and none is lost."""

import random

import pytest
import samples
from django.db import transaction

from saksi.model.types import Document, Statement, Text, Verdict
from saksi.store import check, models, write
from saksi.store.read import current, rulings
from saksi.store.read.another_look import loose

VERDICTS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT)
TAKEN = 200
NAMES = [f"{given} {family}" for given in ("Mira", "Teo", "Nanda", "Ilse") for family in ("Solan", "Brandt", "Okoro")]
VERBS = ("arrested", "charged", "released")


def texts() -> list[str]:
    """Return ten documents of twelve invented acts each."""
    choose = random.Random(7)  # noqa: S311
    lines = [
        f"{name} was {choose.choice(VERBS)} in Kandal on {number + 1} March {2015 + number}."
        for number in range(10)
        for name in NAMES
    ]
    return ["\n".join(lines[start : start + 12]) for start in range(0, 120, 12)]


def extracted(doc: Document, read: Text, by: str) -> list[Statement]:
    """Extract as a later version would: every third date read as another year, every seventh act missed."""
    found = samples.statements(doc, read, by)
    if by.endswith("@1"):
        return found
    acts = list(dict.fromkeys(s.entity for s in found if s.kind == "Act"))
    missed = set(acts[::7])
    return [
        changed(s) if s.prop == "date" and acts.index(s.entity) % 3 == 0 else s
        for s in found
        if s.entity not in missed and s.value not in missed
    ]


def changed(statement: Statement) -> Statement:
    """Read a year as a later version would, with the same words behind it."""
    words = next(line for line in statement_text[statement.spans[0].text].split("\n") if statement.value in line)
    kind = next(k for v, k in zip(VERBS, ("arrest", "charge", "release"), strict=True) if v in words)
    verb = next(v for v in VERBS if v in words)
    return Statement.make(
        document=statement.document, entity=statement.entity, kind="Act", anchor=f"{words} {kind} {verb}", prop="date",
        value=f"{statement.value}-03", lang="en", spans=statement.spans, by=statement.by, confidence=0.9,
        vocabulary=statement.vocabulary,
    )  # fmt: skip


statement_text: dict[str, str] = {}


def fill(parser: str, extractor: str, head: str = "") -> None:
    """Read all documents with a parser that puts `head` before the text, and an extractor."""
    for number, content in enumerate(texts()):
        doc = samples.document(content, f"{number}.txt")
        read = samples.text(doc, head + content.replace("\n", "\n\n") if head else content, parser)
        statement_text[read.id] = read.content
        write.add(doc, read, extracted(doc, read, extractor))


def decide() -> None:
    """Take two hundred decisions on claims of all sorts."""
    choose = random.Random(11)  # noqa: S311
    rows = current.rows().exclude(prop__in=("act", "role", "count")).order_by("id")
    claims = sorted({(row.claim, row.kind, row.prop) for row in rows})
    right = {"type": "summons", "status": "alleged", "date": "2012", "country": "TH", "name": "Ada Lint"}
    for claim, _, prop in choose.sample(claims, TAKEN):
        verdict = choose.choice(VERDICTS)
        write.decide(samples.decision(claim, verdict, right[prop] if verdict is Verdict.CORRECT else ""))


LATER = [("text@2", "sample@1", "A HEADING\n\n"), ("text@1", "sample@2", ""), ("text@2", "sample@2", "A HEADING\n\n")]


@pytest.mark.django_db
def test_none_of_two_hundred_decisions_is_lost() -> None:
    """Whatever reads the documents later, from where the decisions were taken."""
    fill("text@1", "sample@1")
    decide()
    before, acts = rulings.load(), done()
    assert len(before) == TAKEN
    assert models.Decision.objects.count() == TAKEN
    assert list(check.log_problems()) == []
    for parser, extractor, head in LATER:
        with transaction.atomic():
            fill(parser, extractor, head)
            carried = {s.claim for s in current.statements()}
            applied = {subject for subject in before if subject in carried}
            listed = {one.decision.subject for one in loose()}

            assert rulings.load() == before
            assert applied | listed == set(before)
            assert not applied & listed
            assert {s.by for s in current.statements()} == {extractor}
            assert len(applied) >= TAKEN // 2
            assert bool(listed) == (extractor == "sample@2")
            assert (done() == acts) == (extractor == "sample@1"), "decisions that apply do what they did"
            transaction.set_rollback(True)


def done() -> list[object]:
    """Return what stands of each act after the decisions."""
    return [e.props for e in sorted(current.entities(kind="Act"), key=lambda e: e.id)]


@pytest.mark.django_db
def test_another_look_says_what_it_was_and_what_stands_there_now() -> None:
    fill("text@1", "sample@1")
    row = current.rows().filter(kind="Act", prop="date").order_by("id")[0]
    write.decide(samples.decision(row.claim, Verdict.ACCEPT))
    assert loose() == []
    for number, content in enumerate(texts()):
        doc = samples.document(content, f"{number}.txt")
        read = samples.text(doc, content)
        write.add(doc, read, [s for s in samples.statements(doc, read, "sample@2") if s.prop != "date"])
    (one,) = loose()

    assert one.was is not None
    assert one.was.value == row.value
    assert one.now == ()
    write.decide(samples.decision(row.claim, Verdict.UNDO))
    assert loose() == []
