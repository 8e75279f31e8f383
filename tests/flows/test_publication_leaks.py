"""Five hundred canaries in every field that must not leave: none is in any published or exported byte."""

import base64
import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import houses
import pytest
import scene
from canaries import STEM, Nest, fill
from django.db import transaction
from pytest_django import DjangoDbBlocker

from saksi.flows import publish
from saksi.options import Options
from saksi.publish import folder
from saksi.publish.exports.formats import EXPORTS
from saksi.publish.search.index import keys
from saksi.publish.site import Site
from saksi.store import models

pytestmark = pytest.mark.database
PACKS = Options().packs
DOCUMENTS = 10


@dataclass(frozen=True)
class Left:
    """What was planted in a store, its ids, and every byte that left it, twice."""

    nest: Nest
    ids: set[str]
    first: dict[str, bytes]
    again: dict[str, bytes]


@pytest.fixture(scope="module")
def left(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    store_folder: Path,
) -> Iterator[Left]:
    """Fill a store, publish it and export it, twice."""
    with django_db_blocker.unblock(), transaction.atomic():
        nest = fill(DOCUMENTS)
        both = [published(tmp_path_factory.mktemp("left"), store_folder) for _ in range(2)]
        yield Left(nest, ids(), *both)
        transaction.set_rollback(True)


def ids() -> set[str]:
    """Return every id, claim, seal and salt of the store."""
    found = {
        i for row in models.Statement.objects.values_list("id", "claim", "entity", "seal", "document") for i in row
    }
    found |= set(models.Text.objects.values_list("id", flat=True))
    found |= {i for row in models.Decision.objects.values_list("salt", "digest", "link") for i in row}
    return found | {i for row in models.Canonical.objects.values_list("entity", "canonical") for i in row}


def published(target: Path, store: Path) -> dict[str, bytes]:
    """Publish and export everything there is, and return every byte of it by its name."""
    publish.publish(target / "site", store, PACKS, "A group")
    for name in EXPORTS:
        publish.save(target / f"export.{name}", publish.export(name, store, PACKS))
    return {str(file.relative_to(target)): file.read_bytes() for file in target.rglob("*") if file.is_file()}


def test_no_canary_leaves(left: Left) -> None:
    assert len(left.nest.planted) >= 500
    found = Counter(
        f"{left.nest.planted.get(word, 'a part of one')} in {name.partition('/')[2].partition('/')[0] or name}"
        for name, content in left.first.items()
        for word in re.findall(rf"(?i){STEM}[a-z]*", f"{name} {content.decode()}")
    )
    assert not found
    everything = b"\n".join(left.first.values())
    for form in (STEM.encode("utf-16-le"), STEM.encode().hex().encode(), base64.b64encode(STEM.encode())):
        assert form not in everything
    # and something was there to be read
    assert everything.count(b"Openly") > 100
    assert everything.count("███".encode()) > 100


def text(page: bytes) -> str:
    """Return the words between the tags of a page."""
    return html.unescape(re.sub(r"<[^>]*>", " ", page.decode().partition("<main")[2]))


def test_the_index_of_the_search_knows_no_word_that_no_page_shows(left: Left) -> None:
    pages = [text(content) for name, content in left.first.items() if name.endswith(".html")]
    shown = keys([(words, lang) for words in pages for lang in ("en", "")])
    shards = [content.decode() for name, content in left.first.items() if re.search(r"search/keys-\d+\.js", name)]
    indexed = {key for shard in shards for key in json.loads(shard[shard.index("{") : -3])}
    assert len(indexed) > 30
    assert "openly" in indexed
    assert not indexed - shown


def test_what_was_erased_is_not_in_the_next_index(tmp_path: Path) -> None:
    def site(*pages: scene.Page) -> bytes:
        files = Site(houses.whole(list(pages), houses.published(list(pages))), "A group").files()
        folder.write(tmp_path / "site", (file for file in files if file[0].startswith("search/")))
        return b"".join(file.read_bytes() for file in sorted((tmp_path / "site" / "search").iterdir()))

    everything = scene.pages()
    assert b'"manila"' in site(*everything)
    after = site(*everything[:2])
    assert b'"manila"' not in after
    assert b"Manila" not in after


def test_no_id_or_hash_of_the_store_leaves(left: Left, store_folder: Path) -> None:
    out = {name: content for name, content in left.first.items() if name != "site/SHA256SUMS"}
    words = set(re.findall(r"[0-9a-f]{24,}", "\n".join([*out, *(content.decode() for content in out.values())])))
    assert words
    assert not words & left.ids
    secret = (store_folder / "publish-key").read_text()
    assert not [name for name, content in out.items() if secret.encode() in content]


def test_publishing_twice_gives_the_same_bytes(left: Left) -> None:
    assert left.first == left.again
