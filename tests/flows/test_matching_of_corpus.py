"""The founding documents, where they are: which reports are one act, which people are one, whose chain is a case.

Nothing in Saksi names a person, a document or a sentence of them; here they are named, to see what came of it.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from saksi.flows.extraction.extractor import Work, extract
from saksi.flows.resolve import resolve
from saksi.ingest.inputs import inputs
from saksi.ingest.reader import Reader
from saksi.model.policy import Role, Sensitivity
from saksi.resolve.stages import Stage
from saksi.store import models, write
from saksi.store.read import cases, joined
from saksi.store.read.joined import Joined
from saksi.store.read.record import Record
from saksi.store.read.visibility import Sight

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
pytestmark = [
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the founding documents are not at {CORPUS}"),
    pytest.mark.django_db,
    pytest.mark.bench,
]
PACKS = ("world", "lang/en", "kh")
WHOLE = Record(Sight(Role.ADMINISTRATOR, frozenset(Sensitivity), whole_texts=True, whole=True))


@pytest.fixture(scope="module")
def store(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A store with all documents of the corpus, matched; its transaction is undone at the end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        work = Work(PACKS)
        with Reader() as reader:
            for one in inputs(sorted(CORPUS.glob("*.txt")), reader, None):
                if one.document and one.text and "README" not in one.source:
                    write.add(one.document, one.text, extract(one.document, one.text, work))
        resolve()
        yield
        transaction.set_rollback(True)


def acts(kind: str, **wanted: str) -> list[Joined]:
    """Return the acts of a type with these values in a report."""
    rows = models.ActRow.objects.filter(type=kind, inner=True, **wanted).values_list("entity", flat=True)
    return joined.acts(WHOLE, rows)


def of(name: str) -> list[str]:
    """Return the clusters whose names hold these words."""
    rows = models.NameRow.objects.filter(kind="Person", inner=True, folded__contains=name.casefold())
    return sorted(set(rows.values_list("cluster", flat=True)))


@pytest.mark.usefixtures("store")
class TestCorpus:
    def test_a_killing_that_documents_tell_again_and_again_is_one_act(self) -> None:
        (killing,) = acts("killing", quote__contains="Kem Ley")
        every = models.ActRow.objects.filter(type="killing", inner=True, parties__contains="Kem Ley")
        assert {one.line.id for one in killing.sources} == set(every.values_list("entity", flat=True))
        assert killing.documents == 2
        assert killing.automatic

    def test_a_verdict_that_three_documents_tell_differently_is_one_act(self) -> None:
        (verdict,) = (one for one in acts("conviction", date="2021-05") if len(one.act.victims) > 2)
        assert verdict.documents == 3

    def test_the_arrest_of_september_2020_is_one_act(self) -> None:
        found = [one for one in acts("detention", date__startswith="2020-09") if one.documents > 1]
        (arrest,) = found
        assert {str(one.date and one.date.start) for one in arrest.act.reports} == {"2020-09-03", "2020-09"}

    def test_a_chain_is_one_case(self) -> None:
        (home,) = of("Kong Raiya")
        later = [page for page in cases.of_person(WHOLE, home, date(2026, 1, 1)) if page.case.steps[0].act.date]
        (chain,) = (
            page for page in later if any(str(s.act.date and s.act.date.start) == "2019-07-09" for s in page.case.steps)
        )
        made = [stage for step in chain.case.steps for stage in step.stages]
        for stage in (Stage.ARREST, Stage.CHARGE, Stage.DETENTION, Stage.BAIL, Stage.VERDICT, Stage.SENTENCE):
            assert stage in made
        (one,) = (d for d in chain.case.defendants if d.party.home == home)
        assert one.days is not None
        assert one.days.least == one.days.most == 142

    def test_variants_of_a_name_are_one_and_namesakes_are_not(self) -> None:
        assert len(set(of("Keoreaksmey") + of("Keorasmey"))) == 1
        three = [of(name) for name in ("Sam Rainsy", "Sam Ravy", "Am Sam Ath")]
        assert all(three)
        assert len({home for found in three for home in found}) == 3
