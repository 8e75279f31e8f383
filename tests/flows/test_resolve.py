"""Who is one over the whole store: names, countries, and a document's own country where a bare name says nothing."""

import pytest
import samples

from saksi.extract.records import Record, Value
from saksi.flows.decide import take
from saksi.flows.resolve import resolve
from saksi.model.types import Verdict
from saksi.model.vocabulary import VERSION
from saksi.store import models, write
from saksi.store.read import current

pytestmark = pytest.mark.django_db


def add(line: str, country: str, name: str, sort: str, kind: str = "Organisation") -> None:
    """Add a document with one act in a country, which names something at its end."""
    content = f"{line}\n{name}"
    doc = samples.document(content, f"{country}.txt")
    read = samples.text(doc, content)
    at = (len(line) + 1, len(content))
    main = "title" if kind == "Law" else "name"
    named = Record(kind, name, (Value(main, name, (at,)), Value("type", sort, (at,))), "sample@1")
    found = [*samples.statements(doc, read, country=country), *named.statements(doc, read, "en", VERSION)]
    write.add(doc, read, found)


def groups(kind: str) -> list[int]:
    """Return how many documents stand behind each entity of a kind."""
    return sorted(len({s.document for s in one.statements}) for one in current.entities(kind=kind))


@pytest.mark.parametrize(
    ("kind", "name", "sort", "expected"),
    [
        ("Organisation", "Supreme Court", "court", [1, 2]),
        ("Organisation", "Civic Space Network", "network", [3]),
        ("Law", "Cybercrime Law", "law", [1, 2]),
        ("Law", "Convention against Torture", "treaty", [3]),
    ],
)
def test_what_every_country_has_is_kept_apart_by_the_documents_country(
    kind: str, name: str, sort: str, expected: list[int]
) -> None:
    for line, country in zip(samples.LINES, ("KH", "TH", "KH"), strict=True):
        add(line, country, name, sort, kind)
    resolve()

    assert groups(kind) == expected


def test_every_membership_has_its_reason() -> None:
    samples.add()
    samples.add("Mira Solan was charged in Takeo on 9 May 2023.", "other.txt")
    resolve()

    assert sorted(models.Canonical.objects.values_list("reason", flat=True)) == [
        "nobody else has this name",
        "same name",
        "same name",
    ]


def test_a_pair_that_was_decided_is_one_at_once_and_parted_again_by_undo() -> None:
    samples.add()
    resolve()
    subject = write.pair(*models.Canonical.objects.values_list("entity", flat=True))
    take(samples.decision(subject, Verdict.SAME))
    assert groups("Person") == [1]
    take(samples.decision(subject, Verdict.UNDO))

    assert groups("Person") == [1, 1]


def test_a_corrected_name_moves_and_a_rejected_one_leaves() -> None:
    samples.add()
    samples.add("Mira Sola was charged in Takeo on 9 May 2023.", "other.txt")
    resolve()
    assert groups("Person") == [1, 1, 1]
    wrong = models.Statement.objects.get(kind="Person", value="Mira Sola")
    take(samples.decision(wrong.claim, Verdict.CORRECT, "Mira Solan"))
    assert groups("Person") == [1, 2]
    take(samples.decision(wrong.claim, Verdict.REJECT))

    assert groups("Person") == [1, 1]
    assert not models.Canonical.objects.filter(entity=wrong.entity).exists()
