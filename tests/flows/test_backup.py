"""What a backup holds comes back, on either database; what is no whole backup leaves nothing behind."""

import gzip
import hashlib
import io
import json
import random
import stat
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import databases
import pytest
from nursery import Nursery, copy, drop

pytestmark = pytest.mark.database

SEED = 19930617
TRIES = {"sqlite": 12, "postgresql": 3}  # of damage to a file, which is read before there is a database
Change = Callable[[dict[str, bytes]], dict[str, bytes]]


@pytest.fixture(scope="module")
def file(nursery: Nursery, decided_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a store with documents, decisions, logins and keys."""
    store = copy(decided_store, tmp_path_factory.mktemp("kept") / "store")
    nursery.done(store, "accounts")
    made = store.with_name("store.backup")
    nursery.done(store, "backup", made)
    return made


def refused(nursery: Nursery, file: Path, place: Path, status: int = 1) -> str:
    """Return the sentence with which a file is refused; nothing of it may stay."""
    left = sorted(place.rglob("*"))
    answer = nursery.done(place / "store", "restore", file, status=status)
    (line,) = answer["out"].strip().splitlines()
    assert line.startswith("saksi: ")
    assert sorted(place.rglob("*")) == left
    if databases.kind() == "postgresql":
        assert not databases.execute(place / "store", "SELECT 1 FROM pg_tables WHERE tablename LIKE 'store%'")
    return str(line)


def members(file: Path) -> dict[str, bytes]:
    """Return what a backup holds, by name, in order."""
    with tarfile.open(file) as tar:
        return {header.name: tar.extractfile(header).read() for header in tar}  # type: ignore[union-attr]


def packed(file: Path, held: dict[str, bytes]) -> Path:
    """Write a backup of these members."""
    with tarfile.open(file, "w") as tar:
        for name, content in held.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            tar.addfile(header, io.BytesIO(content))
    return file


def told(**other: object) -> Change:
    """Change what a backup says about itself."""

    def change(held: dict[str, bytes]) -> dict[str, bytes]:
        return held | {"manifest.json": json.dumps(json.loads(held["manifest.json"]) | other).encode()}

    return change


def before(held: dict[str, bytes], migration: str, model: str) -> dict[str, bytes]:
    """Return a backup as it was before a migration brought a model."""
    said = json.loads(held["manifest.json"])
    types = "contenttypes.ContentType"
    (name,) = (member for member in held if types in member)
    head, *rows = gzip.decompress(held[name]).split(b"\n")
    (gone,) = (json.loads(row)[0] for row in rows if model in json.loads(row))
    kept = [row for row in rows if json.loads(row)[0] != gone]
    permissions = {member: content for member, content in held.items() if "auth.Permission" in member}
    (listed,) = permissions
    top, *lines = gzip.decompress(held[listed]).split(b"\n")
    column = json.loads(top).index("content_type_id")
    left = [line for line in lines if json.loads(line)[column] != gone]
    said["rows"] |= {types: len(kept), "auth.Permission": len(left)}
    said["migrations"] = [one for one in said["migrations"] if one != ["store", migration]]
    fresh = {name: gzip.compress(b"\n".join((head, *kept))), listed: gzip.compress(b"\n".join((top, *left)))}
    return summed(held | fresh | {"manifest.json": json.dumps(said).encode()})


def summed(held: dict[str, bytes]) -> dict[str, bytes]:
    """Write the sums of what a backup holds anew."""
    small = {name: content for name, content in held.items() if not name.startswith(("blobs/", "SHA256SUMS"))}
    lines = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in small.items())
    return held | {"SHA256SUMS": lines.encode()}


class TestWhole:
    def test_everything_comes_back(self, nursery: Nursery, file: Path, tmp_path: Path) -> None:
        store = tmp_path / "store"
        nursery.done(store, "restore", file)

        assert nursery.look(store) == json.loads(members(file)["manifest.json"])["digest"]
        assert nursery.done(store, "accounts")["out"] == nursery.done(file.with_name("store"), "accounts")["out"]
        assert (store / "publish-key").read_bytes() == (file.with_name("store") / "publish-key").read_bytes()
        again = tmp_path / "again.backup"
        nursery.done(store, "backup", again)
        assert again.read_bytes() == file.read_bytes()
        drop(store)

    def test_a_restored_store_goes_on(self, nursery: Nursery, file: Path, tmp_path: Path) -> None:
        """Rows get new numbers, words are found, and the log can only grow."""
        store = tmp_path / "store"
        nursery.done(store, "restore", file)
        nursery.done(store, "user", "add", "bo")
        more = tmp_path / "more.txt"
        more.write_text("Police in Kandal arrested Ana Invented on 7 July 2022.\n", encoding="utf-8")
        nursery.done(store, "ingest", more)
        assert nursery.look(store) != json.loads(members(file)["manifest.json"])["digest"]
        assert nursery.done(store, "find", "solan")["out"].count("Person") >= 1
        assert nursery.done(store, "find", "invented")["out"]
        with pytest.raises(databases.errors(), match="only grows"):
            databases.execute(store, "UPDATE store_statement SET value = 'x'")
        for left in [store, *store.rglob("*")]:
            assert stat.S_IMODE(left.stat().st_mode) == (0o700 if left.is_dir() else 0o600), left
        drop(store)

    def test_one_of_before_a_table_came_is_brought_up_to_today(
        self, nursery: Nursery, file: Path, tmp_path: Path
    ) -> None:
        """A migration that came since lays rows of its own (content types), after all that came with their numbers."""
        held = before(members(file), "0007_groups_of_people", "grouprow")
        older = packed(tmp_path / "older.backup", held)
        store = tmp_path / "store"
        nursery.done(store, "restore", older)
        assert nursery.look(store) == json.loads(members(file)["manifest.json"])["digest"]
        nursery.done(store, "user", "add", "bo")
        drop(store)

    def test_only_its_owner_can_read_a_backup(self, file: Path) -> None:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

    def test_it_is_the_store_at_one_moment(self, nursery: Nursery, decided_store: Path, tmp_path: Path) -> None:
        """What others write while a backup is made is not in it, and does not disturb it."""
        store, file = copy(decided_store, tmp_path / "store"), tmp_path / "store.backup"
        before = nursery.look(store)
        nursery.done(store, "busy", file)
        assert nursery.look(store) != before
        nursery.done(tmp_path / "other", "restore", file)
        assert nursery.look(tmp_path / "other") == before
        drop(store)
        drop(tmp_path / "other")

    def test_from_one_database_to_the_other_and_back(self, nursery: Nursery, file: Path, tmp_path: Path) -> None:
        if databases.kind() == "sqlite":
            pytest.skip("runs where there is a server: pytest --database postgresql")
        wanted = json.loads(members(file)["manifest.json"])["digest"]
        light, back = tmp_path / "light", tmp_path / "light.backup"
        assert nursery.run(light, "restore", file, database="")["status"] == 0
        assert (light / "saksi.sqlite3").is_file()
        assert nursery.run(light, "look", database="")["out"].split() == [wanted]
        assert nursery.run(light, "backup", back, database="")["status"] == 0
        nursery.done(tmp_path / "server", "restore", back)
        assert nursery.look(tmp_path / "server") == wanted
        drop(tmp_path / "server")


class TestRefused:
    def test_a_place_that_is_not_empty(self, nursery: Nursery, file: Path, tmp_path: Path) -> None:
        (tmp_path / "store").mkdir()
        (tmp_path / "store" / "letter.txt").write_text("mine", encoding="utf-8")
        assert "not empty" in refused(nursery, file, tmp_path, status=2)

    def test_a_file_that_is_no_backup_is_not_written_over(
        self, nursery: Nursery, decided_store: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
        answer = nursery.done(decided_store, "backup", tmp_path / "letter.txt", status=2)
        assert "no backup" in answer["out"]
        assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "mine"

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (told(format=2), "use a newer Saksi"),
            (told(store=2), "newer Saksi"),
            (told(migrations=[["store", "0099_from_the_future"]]), "newer Saksi"),
            (told(digest="0" * 64), "another hash|hash that it should"),
            (lambda held: held | {"SHA256SUMS": b""}, "hash"),
            (lambda held: held | {"manifest.json": b"[]"}, "manifest.json"),
            (lambda held: {k: v for k, v in held.items() if k != "SHA256SUMS"}, "cut off"),
            (lambda held: {k: v for k, v in held.items() if k != "manifest.json"}, "not where it belongs"),
            (lambda held: {k: v for k, v in held.items() if not k.startswith("blobs/")}, "holds 0 of 3"),
            (lambda held: {k: v for k, v in held.items() if "store.Span" not in k}, "hash|holds 0"),
        ],
    )
    def test_what_is_newer_or_not_whole(
        self, nursery: Nursery, file: Path, tmp_path: Path, change: Change, words: str
    ) -> None:
        import re

        assert re.search(words, refused(nursery, packed(tmp_path / "b", change(members(file))), tmp_path))

    def test_cut_off_anywhere(self, nursery: Nursery, file: Path, tmp_path: Path) -> None:
        content, chance = file.read_bytes(), random.Random(SEED)  # noqa: S311
        end = content.rstrip(b"\0")
        for size in [0, 1, 511, 512, *(chance.randrange(len(end)) for _ in range(TRIES[databases.kind()]))]:
            (tmp_path / "b").write_bytes(content[:size])
            assert "damaged" in refused(nursery, tmp_path / "b", tmp_path)

    def test_one_bit_changed_anywhere(self, nursery: Nursery, file: Path, tmp_path: Path) -> None:
        """Either it is refused, or it was a bit that says nothing: then all is there."""
        content, chance = file.read_bytes(), random.Random(SEED)  # noqa: S311
        wanted = json.loads(members(file)["manifest.json"])["digest"]
        for _ in range(TRIES[databases.kind()]):
            changed = bytearray(content)
            changed[chance.randrange(len(content.rstrip(b"\0")))] ^= 1 << chance.randrange(8)
            (tmp_path / "b").write_bytes(changed)
            answer = nursery.run(tmp_path / "store", "restore", tmp_path / "b")
            if answer["status"]:
                assert len(answer["out"].strip().splitlines()) == 1
                assert [left.name for left in tmp_path.iterdir()] == ["b"]
            else:
                assert nursery.look(tmp_path / "store") == wanted
                drop(tmp_path / "store")


def hostile() -> Iterator[tuple[str, tarfile.TarInfo, bytes]]:
    """Members that have no place in a backup, under names that mean harm or look right."""
    right = f"blobs/{'a' * 64}"
    for name in ("../out", "/tmp/saksi-out", "blobs/../../out", "keys/../out", f"{right}/../../../out", "keys/blobs"):  # noqa: S108
        yield name, tarfile.TarInfo(name), b"out"
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
        header = tarfile.TarInfo(right)
        header.type, header.linkname = kind, "/etc/passwd"
        yield f"type {kind!r}", header, b""
    sparse = tarfile.TarInfo(right)
    sparse.pax_headers = {"GNU.sparse.size": str(10**12), "GNU.sparse.numblocks": "0", "GNU.sparse.map": ""}
    yield "sparse", sparse, b""
    yield "bytes of another name", tarfile.TarInfo(right), b"other"

    bomb = gzip.compress(b"\0" * (500 * 1024 * 1024), 9)
    yield "bomb", tarfile.TarInfo("tables/store.Span/000000.jsonl.gz"), bomb
    yield "table of nobody", tarfile.TarInfo("tables/store.Nothing/000000.jsonl.gz"), gzip.compress(b"[]")


@pytest.mark.parametrize(("header", "content"), [pytest.param(h, c, id=i) for i, h, c in hostile()])
def test_hostile_members_write_nothing(
    nursery: Nursery, file: Path, tmp_path: Path, header: tarfile.TarInfo, content: bytes
) -> None:
    header.size = len(content)
    place = tmp_path / "deep" / "deeper"
    place.mkdir(parents=True)
    with tarfile.open(place / "b", "w", format=tarfile.PAX_FORMAT) as tar:
        own = tarfile.TarInfo("manifest.json")
        manifest = members(file)["manifest.json"]
        own.size = len(manifest)
        tar.addfile(own, io.BytesIO(manifest))
        tar.addfile(header, io.BytesIO(content))
    before = sorted(tmp_path.rglob("*"))
    sentence = refused(nursery, place / "b", place)
    assert "damaged" in sentence or "cannot be read" in sentence
    assert sorted(tmp_path.rglob("*")) == before
