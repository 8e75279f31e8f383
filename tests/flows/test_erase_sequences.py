"""Whatever is added, decided and erased in whatever order, the store proves itself and no decision hangs loose."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import samples
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as some

from saksi.flows import erase as flow
from saksi.flows.resolve import resolve
from saksi.model.errors import UsageError
from saksi.model.types import Verdict
from saksi.options import Options
from saksi.store import blobs, check, models, write
from saksi.store.read import another_look, rulings

pytestmark = pytest.mark.django_db

PACKS = Options().packs
NAMES = ("Mira Solan", "Teo Brandt", "Ilma Varo", "Teo Solan")
VERDICTS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.PUBLISH, Verdict.WITHHOLD, Verdict.UNDO)
NUMBERS = some.integers(0, 50)
STEPS = some.one_of(
    some.tuples(some.just("add"), some.lists(some.sampled_from(NAMES), min_size=1, max_size=3)),
    some.tuples(some.just("decide"), NUMBERS, some.sampled_from(VERDICTS), some.sampled_from(("", *NAMES))),
    some.tuples(some.just("document"), NUMBERS),
    some.tuples(some.just("person"), NUMBERS, some.booleans()),
    some.tuples(some.just("note"), NUMBERS),
)


def add(folder: Path, names: list[str]) -> None:
    lines = [f"{name} was arrested in Kandal on {number + 1} March 2021." for number, name in enumerate(names)]
    content = "\n".join([*lines, f"Others spoke of {names[0].upper()} too."])
    samples.add(content)
    blobs.keep(folder, content.encode())
    resolve()


def decide(number: int, verdict: Verdict, reason: str) -> None:
    claims = sorted(set(models.Statement.objects.values_list("claim", flat=True)))
    subjects = [*models.Document.objects.order_by("pk").values_list("pk", flat=True)] if number % 4 == 0 else claims
    subject = subjects[number % len(subjects)] if subjects else ""
    whole = len(subject) == models.SHA256 and verdict in (Verdict.ACCEPT, Verdict.REJECT)
    if subject and not whole and not (verdict is Verdict.UNDO and subject not in rulings.load()):
        write.decide(samples.decision(subject, verdict, reason=reason))


def erase(folder: Path, ids: list[str], number: int, everywhere: bool = True) -> None:
    if ids:
        order = flow.Order(ids[number % len(ids)], "asked for", "ana", everywhere, remember=False)
        flow.take_out(order, folder, PACKS)


def step(folder: Path, what: str, *given_: object) -> None:
    if what == "add":
        add(folder, *given_)  # type: ignore[arg-type]
    elif what == "decide":
        decide(*given_)  # type: ignore[arg-type]
    elif what == "document":
        erase(folder, [*models.Document.objects.order_by("pk").values_list("pk", flat=True)], *given_)  # type: ignore[arg-type]
    elif what == "person":
        people = models.Statement.objects.filter(kind="Person").order_by("entity").values_list("entity", flat=True)
        erase(folder, [*people.distinct()], *given_)  # type: ignore[arg-type]
    else:
        rows = models.Decision.objects.exclude(salt="").values_list("pk", flat=True)
        erase(folder, [f"decision:{pk}" for pk in rows], *given_)  # type: ignore[arg-type]


@settings(max_examples=25)
@given(some.lists(STEPS, max_size=10))
def test_the_store_proves_itself_after_every_sequence(steps: list[tuple[str, ...]]) -> None:
    with TemporaryDirectory() as name, transaction.atomic():
        for what, *given_ in steps:
            step(Path(name), what, *given_)
            wrong = [p for p in check.problems(Path(name)) if "trigger" not in p and "was stopped" not in p]
            assert wrong == []
            assert another_look.loose() == []
        transaction.set_rollback(True)


def test_an_erased_note_cannot_be_erased_twice(tmp_path: Path) -> None:
    add(tmp_path, ["Mira Solan"])
    decide(1, Verdict.ACCEPT, "seen")
    erase(tmp_path, ["decision:" + str(models.Decision.objects.get().pk)], 0)
    with pytest.raises(UsageError, match="no decision"):
        erase(tmp_path, ["decision:" + str(models.Decision.objects.order_by("pk")[0].pk)], 0)
