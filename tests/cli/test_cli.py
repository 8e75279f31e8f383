"""The verbs as a person meets them, with sentences for what goes wrong.

What only a fresh start can show has a process of its own; the others run in children of the nursery.
"""

import json
import os
import re
import shlex
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import databases
import pytest
from nursery import Nursery

SAKSI = [sys.executable, "-c", "from saksi.cli import main; main()"]
NOTE = (
    "Mira Solan was arrested in Phnom Penh on 2 March 2021, the Ministry of Interior said.\n\n"
    "Police in Cambodia arrested Teo Brandt on 5 March 2021.\n"
)
LIMIT = 120  # seconds, for the slowest machine that runs these tests
Ran = subprocess.CompletedProcess[str]
Run = Callable[..., Ran]


def saksi(*words: str | Path, cwd: Path, store: Path | None = None, environment: dict[str, str] | None = None) -> Ran:
    """Run a verb in an empty folder, with a store of its own."""
    given = {k: v for k, v in os.environ.items() if not k.startswith(("SAKSI_", "DJANGO_"))}
    given |= environment or (databases.environment(store) if store else {})
    command = [*SAKSI, *map(str, words)]
    return subprocess.run(command, cwd=cwd, env=given, capture_output=True, text=True, timeout=LIMIT, check=False)


@pytest.fixture
def quick(nursery: Nursery) -> Run:
    """Run a verb as `saksi` does, without a fresh start."""

    def run(*words: str | Path, cwd: Path, store: Path) -> Ran:
        answer = nursery.run(store, *words, folder=str(cwd))
        return Ran([], answer["status"], answer["out"], answer["err"])

    return run


def python(code: str, cwd: Path) -> Ran:
    """Run a line of Python in a process of its own."""
    words = [sys.executable, "-c", code]
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, timeout=LIMIT, check=True)


def one_sentence(run: Ran, status: int) -> str:
    """Return the one line on stderr of a run that failed with this status."""
    (line,) = run.stderr.strip().split("\n")
    assert (run.returncode, line.startswith("saksi: ")) == (status, True), run
    assert "Traceback" not in run.stderr
    return line


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a note and something that is none."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "in").mkdir()
    (folder / "in" / "note.txt").write_text(NOTE, encoding="utf-8")
    (folder / "in" / "broken.pdf").write_bytes(b"%PDF-1.4 this is no PDF")
    return folder


@pytest.fixture(scope="module")
def ingested(folder: Path) -> tuple[Path, Ran]:
    """A store into which the folder was read, and how that went."""
    store = folder / "record"
    assert saksi("init", cwd=folder, store=store).returncode == 0
    return store, saksi("ingest", "in", cwd=folder, store=store)


@pytest.fixture(scope="module")
def extracted(folder: Path) -> Ran:
    """What `saksi extract` says about the note and the broken file."""
    return saksi("extract", "--format", "jsonl", "in/note.txt", "in/broken.pdf", cwd=folder)


class TestStart:
    def test_help_names_every_verb_of_the_first_version(self, tmp_path: Path) -> None:
        shown = saksi("--help", cwd=tmp_path).stdout

        for verb in ("init", "ingest", "extract", "serve", "check", "why", "demo", "user", "version"):
            assert re.search(rf"^  {verb} ", shown, re.MULTILINE)

    def test_version_is_said_twice_alike(self, tmp_path: Path) -> None:
        from saksi import __version__

        assert __version__ in saksi("version", cwd=tmp_path).stdout
        assert __version__ in saksi("--version", cwd=tmp_path).stdout

    def test_help_loads_nothing_heavy(self, tmp_path: Path) -> None:
        heavy = ("django", "spacy", "rich", "yaml", "pydantic")
        probe = f"import sys, saksi.cli; print([m for m in {heavy} if m in sys.modules])"

        assert python(probe, tmp_path).stdout.strip() == "[]"

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (["nosuch"], "No such command"),
            (["why"], "Missing argument"),
            (["extract"], "Missing argument"),
            (["extract", "--format", "xml", "a"], "xml"),
            (["ingest"], "name the files"),
            (["user", "add", "ana", "--role", "king"], "no role “king”"),
            (["serve", "--port", "a"], "port"),
        ],
    )
    def test_wrong_usage_is_one_sentence_and_two(self, tmp_path: Path, words: list[str], sentence: str) -> None:
        assert sentence in one_sentence(saksi(*words, cwd=tmp_path), 2)

    @pytest.mark.parametrize("words", ["check", "why acts:KH:all", "ingest a", "serve", "user add ana"])
    def test_no_store_is_one_sentence_that_says_how_to_make_one(self, tmp_path: Path, words: str, quick: Run) -> None:
        assert "saksi init" in one_sentence(quick(*words.split(), cwd=tmp_path, store=tmp_path / "none"), 1)

    def test_a_wrong_setting_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "saksi.toml").write_text("colour = 'red'\n", encoding="utf-8")

        assert "colour" in one_sentence(saksi("init", cwd=tmp_path), 2)


@pytest.mark.database
class TestStore:
    def test_init_keeps_others_out_and_can_be_run_again(self, tmp_path: Path) -> None:
        store = tmp_path / "record"
        for _ in range(2):
            assert saksi("init", "--store", store, cwd=tmp_path).returncode == 0

        assert stat.S_IMODE(store.stat().st_mode) == 0o700
        assert {stat.S_IMODE(file.stat().st_mode) for file in store.glob("saksi.sqlite3*")} == {0o600}

    def test_a_newer_store_is_refused(self, tmp_path: Path, quick: Run) -> None:
        store = tmp_path / "record"
        quick("init", cwd=tmp_path, store=store)
        databases.execute(store, "UPDATE store_storeformat SET version = 99")

        for verb in ("check", "init"):
            assert "use a newer Saksi" in one_sentence(quick(verb, cwd=tmp_path, store=store), 1)

    def test_an_index_of_older_terms_is_refused_until_init_builds_it_again(self, tmp_path: Path, quick: Run) -> None:
        store = tmp_path / "record"
        quick("init", cwd=tmp_path, store=store)
        older = {"sqlite": "PRAGMA user_version = 1", "postgresql": "COMMENT ON TABLE search IS 'terms 1'"}
        databases.execute(store, older[databases.kind()])

        assert "bring it up with `saksi init`" in one_sentence(quick("check", cwd=tmp_path, store=store), 1)
        assert quick("init", cwd=tmp_path, store=store).returncode == 0
        assert quick("check", cwd=tmp_path, store=store).returncode == 0

    def test_what_is_no_database_is_refused(self, tmp_path: Path, quick: Run) -> None:
        (tmp_path / "saksi.sqlite3").write_text("no database at all, but long enough to be taken for one" * 20)
        (tmp_path / "saksi.sqlite3").chmod(0o600)  # or it is told that the store stood open
        wrong = {"sqlite": "is not a database", "postgresql": "leave out the setting `database`"}[databases.kind()]

        assert wrong in one_sentence(quick("check", cwd=tmp_path, store=tmp_path), 1)

    def test_a_folder_and_a_database_of_two_stores_are_not_opened_together(self, tmp_path: Path) -> None:
        one, other = tmp_path / "one", tmp_path / "other"
        for store in (one, other):
            assert saksi("init", cwd=tmp_path, store=store).returncode == 0
        if databases.kind() == "sqlite":
            (one / "saksi.sqlite3").rename(one / "postgresql")
            assert "name it with the setting" in one_sentence(saksi("check", cwd=tmp_path, store=one), 1)
        else:
            wrong = databases.environment(one) | {"SAKSI_STORE": str(other)}
            for verb in ("check", "init"):
                assert "another folder" in one_sentence(saksi(verb, cwd=tmp_path, environment=wrong), 1)
            (tmp_path / "new").mkdir(mode=0o700)
            wrong["SAKSI_STORE"] = str(tmp_path / "new")
            assert "another folder" in one_sentence(saksi("init", cwd=tmp_path, environment=wrong), 1)

    def test_a_database_that_does_not_answer_is_one_sentence(self, tmp_path: Path) -> None:
        gone = {"SAKSI_STORE": str(tmp_path), "SAKSI_DATABASE": f"postgresql://ana:secret-word@/x?host={tmp_path}"}
        told = one_sentence(saksi("init", cwd=tmp_path, environment=gone), 1)

        assert "does not answer" in told
        assert "secret-word" not in told

    def test_an_address_that_is_none_is_one_sentence_that_does_not_repeat_it(self, tmp_path: Path) -> None:
        wrong = {"SAKSI_STORE": str(tmp_path), "SAKSI_DATABASE": "mysql://ana:secret-word@host/x"}
        told = one_sentence(saksi("init", cwd=tmp_path, environment=wrong), 2)

        assert "postgresql://" in told
        assert "secret-word" not in told


@pytest.mark.database
class TestWork:
    def test_what_cannot_be_read_becomes_a_row_and_stops_nothing(self, ingested: tuple[Path, Ran]) -> None:
        store, run = ingested

        assert run.returncode == 1
        assert "broken.pdf" in run.stderr
        assert "1 new, 1 unreadable" in run.stdout
        assert databases.execute(store, "SELECT count(*) FROM store_document") == [(1,)]
        assert databases.execute(store, "SELECT source FROM store_unreadable") == [("in/broken.pdf",)]

    def test_the_same_again_is_known(self, folder: Path, ingested: tuple[Path, Ran], quick: Run) -> None:
        run = quick("ingest", "in/note.txt", cwd=folder, store=ingested[0])

        assert (run.returncode, run.stdout.strip()) == (0, "1 documents read: 1 known.")

    def test_stored_documents_are_read_again(self, folder: Path, ingested: tuple[Path, Ran], quick: Run) -> None:
        run = quick("ingest", "--again", cwd=folder, store=ingested[0])

        assert (run.returncode, run.stdout.strip()) == (0, "1 documents read: 1 known.")

    def test_check_proves_and_names_what_was_tampered_with(
        self, folder: Path, ingested: tuple[Path, Ran], tmp_path: Path, quick: Run
    ) -> None:
        store = tmp_path / "copy"
        databases.copy(ingested[0], store)
        whole = quick("check", cwd=folder, store=store)
        assert whole.returncode == 0, whole
        assert "All is what it is said to be: 1 documents" in whole.stdout
        off = {"sqlite": "", "postgresql": " ON store_span"}[databases.kind()]
        (statement,) = databases.execute(
            store,
            f"DROP TRIGGER append_only_store_span_update{off}",
            "SELECT statement FROM store_span WHERE position = 0 LIMIT 1",
        )[0]
        databases.execute(store, "UPDATE store_span SET start = start + 1 WHERE position = 0")
        run = quick("check", cwd=folder, store=store)

        assert "are not what they are said to be" in one_sentence(run, 1)
        assert f"statement {statement}" in run.stdout
        assert "append_only_store_span_update is gone" in run.stdout

    def test_why_walks_a_count_to_its_quotes(self, folder: Path, ingested: tuple[Path, Ran], quick: Run) -> None:
        run = quick("why", "acts:KH:all", cwd=folder, store=ingested[0])

        assert run.returncode == 0, run
        assert run.stdout.startswith("acts:KH:all = 2")
        assert "arrested" in run.stdout
        assert "in/note.txt" in run.stdout

    def test_why_says_when_there_is_nothing(self, folder: Path, ingested: tuple[Path, Ran], quick: Run) -> None:
        assert "nothing counts under" in one_sentence(quick("why", "acts:XX:all", cwd=folder, store=ingested[0]), 2)

    def test_a_login_has_a_password_that_is_shown_once(
        self, folder: Path, ingested: tuple[Path, Ran], quick: Run
    ) -> None:
        first = quick("user", "add", "ana", "--role", "reviewer", cwd=folder, store=ingested[0])
        second = quick("user", "password", "ana", cwd=folder, store=ingested[0])
        words = [run.stdout.split("password: ")[1].strip() for run in (first, second)]

        assert all(len(word) >= 16 for word in words)
        assert words[0] != words[1]
        assert "already" in one_sentence(quick("user", "add", "ana", cwd=folder, store=ingested[0]), 1)
        assert "no login" in one_sentence(quick("user", "password", "bo", cwd=folder, store=ingested[0]), 1)


class TestExtract:
    def test_lines_quote_the_file(self, extracted: Ran) -> None:
        lines = [json.loads(line) for line in extracted.stdout.splitlines()]

        assert {line["record"] for line in lines} >= {"person", "act"}
        for line in lines:
            assert line["document"] == "in/note.txt"
            assert NOTE[line["start"] : line["end"]] == line["quote"]

    def test_what_cannot_be_read_is_said_and_stops_nothing(self, extracted: Ran) -> None:
        assert "in/broken.pdf" in one_sentence(extracted, 1)

    def test_it_needs_no_store_and_no_django(self, folder: Path) -> None:
        probe = (
            "import sys; from pathlib import Path; from saksi.flows.extract import extract_files; "
            "list(extract_files([Path('in/note.txt')], ('world', 'lang/en', 'kh'))); "
            "print([m for m in ('django', 'sqlite3') if m in sys.modules])"
        )

        assert python(probe, folder).stdout.strip() == "[]"
        assert not (folder / "saksi-store").exists()

    def test_the_same_file_gives_the_same_lines(self, folder: Path, extracted: Ran) -> None:
        assert saksi("extract", "in/note.txt", cwd=folder).stdout == extracted.stdout

    def test_a_reader_that_has_enough_is_no_error(self, folder: Path) -> None:
        piped = f"{shlex.join([*SAKSI, 'extract', 'in/note.txt'])} | true"
        run = subprocess.run(["sh", "-c", piped], cwd=folder, capture_output=True, text=True, timeout=LIMIT, check=True)

        assert "Traceback" not in run.stderr


def test_publish_and_export(folder: Path, ingested: tuple[Path, Ran], quick: Run) -> None:
    store, _ = ingested
    run = quick("publish", "site", cwd=folder, store=store)
    assert run.returncode == 0, run.stderr
    assert "open site/index.html" in run.stdout
    site = {str(p.relative_to(folder / "site")): p.read_bytes() for p in (folder / "site").rglob("*") if p.is_file()}
    assert "countries/KH.html" in site
    assert not [name for name, content in site.items() if b"Solan" in content or b"Brandt" in content]
    assert quick("publish", "site", cwd=folder, store=store).returncode == 0
    assert site == {
        str(p.relative_to(folder / "site")): p.read_bytes() for p in (folder / "site").rglob("*") if p.is_file()
    }
    assert stat.S_IMODE((store / "publish-key").stat().st_mode) == 0o600


@pytest.mark.parametrize("form", ["csv", "jsonl", "ftm"])
def test_an_export_is_printed_or_written(form: str, folder: Path, ingested: tuple[Path, Ran], quick: Run) -> None:
    store, _ = ingested
    printed = quick("export", form, cwd=folder, store=store)
    assert printed.returncode == 0, printed.stderr
    written = quick("export", form, "--out", f"out.{form}", cwd=folder, store=store)
    assert f"lines in out.{form}" in written.stdout
    assert (folder / f"out.{form}").read_text(encoding="utf-8") == printed.stdout
    assert "Solan" not in printed.stdout


def test_publishing_over_other_things_is_refused(folder: Path, ingested: tuple[Path, Ran], quick: Run) -> None:
    store, _ = ingested
    line = one_sentence(quick("publish", "in", cwd=folder, store=store), 2)
    assert "which Saksi did not write" in line
    assert (folder / "in" / "note.txt").exists()
