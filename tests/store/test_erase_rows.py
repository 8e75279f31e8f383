"""A document that was erased leaves a tombstone, and the rest of the store as it was."""

from pathlib import Path

import pytest
import samples

from saksi.model.errors import StoreError
from saksi.model.types import Verdict
from saksi.store import blobs, check, erase, models, seal, tombstones, write

pytestmark = pytest.mark.django_db

OTHER = "Teo Brandt was arrested in Kandal on 9 June 2021."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for content, source in (("\n".join(samples.LINES), "note.txt"), (OTHER, "other.txt")):
        samples.add(content, source)
        blobs.keep(tmp_path, content.encode())
    for statement in models.Statement.objects.order_by("pk"):
        write.decide(samples.decision(statement.claim, Verdict.ACCEPT, reason="seen by me"))
    seal.lay()
    return tmp_path


def document() -> str:
    """Return the hash of the first document."""
    return samples.document().sha256


def erased(*documents: str) -> models.Tombstone:
    """Take the rows of documents out."""
    with erase.erasing("Document", "ana", "asked for") as tombstone:
        for sha256 in documents:
            erase.document(sha256, tombstone)
    return tombstone


def test_nothing_of_the_document_stays_and_the_other_is_whole(folder: Path) -> None:
    other = samples.document(OTHER).sha256
    kept = list(models.Statement.objects.filter(document=other).order_by("pk").values_list())
    number = models.Decision.objects.count()
    tombstone = erased(document())

    assert models.Document.objects.get().sha256 == other
    assert list(models.Statement.objects.order_by("pk").values_list()) == kept
    assert set(models.Text.objects.values_list("document", flat=True)) == {other}
    assert set(models.Indexed.objects.values_list("document", flat=True)) == {other}
    assert models.Decision.objects.count() == number
    assert models.Decision.objects.filter(subject=tombstone.pk, salt="", reason="", user="").exists()
    assert erase.unfinished() == [tombstone]
    blobs.destroy(folder, document())
    assert list(check.problems(folder)) == [
        f"the erasure {tombstone.pk} was stopped before files were clean: run `saksi erase --finish`"
    ]


def test_the_triggers_stand_again_and_one_transaction_takes_all(folder: Path) -> None:
    with pytest.raises(StoreError, match="no document"):
        erased(document(), "0" * 64)
    assert models.Document.objects.count() == 2
    assert not models.Tombstone.objects.exists()
    erased(document())
    assert seal.standing() == seal.expected()


def test_a_refused_file_is_known_by_its_bytes_alone(folder: Path) -> None:
    content = b"words"
    tombstone = erased(document())
    assert tombstones.refusal(folder, content) is None
    tombstones.refuse(folder, blobs.keep(folder, content), tombstone)

    assert tombstones.refusal(folder, content) == tombstone
    assert tombstones.refusal(folder, b"other words") is None
    assert tombstone.pk in tombstones.sentence(tombstone)
    assert (folder / "erase-key").stat().st_mode & 0o777 == blobs.FILE_MODE
