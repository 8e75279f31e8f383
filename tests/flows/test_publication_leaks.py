"""Five hundred canaries in every field that must not leave: none is in any published or exported byte."""

import base64
import re
from collections import Counter
from pathlib import Path

import pytest
from canaries import STEM, Nest, fill

from saksi.flows import publish
from saksi.options import Options
from saksi.publish.exports.formats import EXPORTS
from saksi.store import models

PACKS = Options().packs
DOCUMENTS = 10


@pytest.fixture
def nest(db: None) -> Nest:
    """The store, filled."""
    return fill(DOCUMENTS)


def published(folder: Path, store: Path) -> dict[str, bytes]:
    """Publish and export everything there is, and return every byte of it by its name."""
    publish.publish(folder / "site", store, PACKS, "A group")
    for name in EXPORTS:
        publish.save(folder / f"export.{name}", publish.export(name, store, PACKS))
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_no_canary_leaves(nest: Nest, tmp_path: Path, store_folder: Path) -> None:
    assert len(nest.planted) >= 500
    out = published(tmp_path, store_folder)
    found = Counter(
        f"{nest.planted.get(word, 'a part of one')} in {name.partition('/')[2].partition('/')[0] or name}"
        for name, content in out.items()
        for word in re.findall(rf"(?i){STEM}[a-z]*", f"{name} {content.decode()}")
    )
    assert not found
    everything = b"\n".join(out.values())
    for form in (STEM.encode("utf-16-le"), STEM.encode().hex().encode(), base64.b64encode(STEM.encode())):
        assert form not in everything
    # and something was there to be read
    assert everything.count(b"Openly") > 100
    assert everything.count("███".encode()) > 100


def test_no_id_or_hash_of_the_store_leaves(nest: Nest, tmp_path: Path, store_folder: Path) -> None:
    out = published(tmp_path, store_folder)
    out.pop("site/SHA256SUMS")
    words = set(re.findall(r"[0-9a-f]{24,}", "\n".join([*out, *(content.decode() for content in out.values())])))
    ids = {i for row in models.Statement.objects.values_list("id", "claim", "entity", "seal", "document") for i in row}
    ids |= set(models.Text.objects.values_list("id", flat=True))
    ids |= {i for row in models.Decision.objects.values_list("salt", "digest", "link") for i in row}
    ids |= {i for row in models.Canonical.objects.values_list("entity", "canonical") for i in row}
    assert words
    assert not words & ids
    secret = (store_folder / "publish-key").read_text()
    assert not [name for name, content in out.items() if secret.encode() in content]


def test_publishing_twice_gives_the_same_bytes(nest: Nest, tmp_path: Path, store_folder: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert published(tmp_path / "one", store_folder) == published(tmp_path / "two", store_folder)
