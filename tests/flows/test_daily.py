"""The daily run: what is new comes in once, failures are rows, a run that was stopped is made good by the next."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import samples

from saksi.flows import daily, ingest
from saksi.flows import sources as sources_
from saksi.flows.daily import Summary, Tick
from saksi.flows.sources import Expect, Source, expectations
from saksi.ingest.fetch import Raw
from saksi.model.errors import SaksiError, StoreError, UsageError
from saksi.model.types import Document, Statement, Text, Verdict
from saksi.options import Options
from saksi.store import models, write
from saksi.store.read import current, documents

pytestmark = pytest.mark.django_db
PACKS = Options().packs


@dataclass
class Pages:
    """Stands for the web: answers, and remembers what it was asked for."""

    asked: list[str] = field(default_factory=list)

    def get(self, address: str) -> Raw:
        self.asked.append(address)
        return Raw(address, f"Mira Solan was arrested in Takeo on 1 May 2023.\n{address}".encode(), url=address)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store and an inbox; texts are read with the sample's rules, for what is tried here is the run."""

    def extract(document: Document, text: Text, _: Any) -> Iterator[Statement]:
        yield from samples.statements(document, text)

    monkeypatch.setattr(ingest, "extract", extract)
    monkeypatch.setattr(ingest, "EXTRACTORS", ("sample@1",))
    (tmp_path / "in").mkdir()
    settings.SAKSI = replace(settings.SAKSI, inbox=str(tmp_path / "in"), addresses="", expect=())
    return tmp_path


def put(folder: Path, name: str, content: str = "\n".join(samples.LINES)) -> None:
    (folder / "in" / name).write_text(content, encoding="utf-8")


def run(folder: Path, web: Any = None) -> Summary:
    made = Tick(folder, PACKS, web)
    list(made.outcomes())
    return made.finish()


def test_what_is_new_comes_in_once_and_counts_are_compared(folder: Path) -> None:
    put(folder, "one.txt")
    first = run(folder)
    put(folder, "two.txt", "Mira Solan was charged in Takeo on 9 May 2023.")
    second, third = run(folder), run(folder)

    assert (first.states, first.acts, first.more, first.since, first.changes) == ({"new": 1}, 3, 3, "", ())
    assert (second.states, second.acts, second.more) == ({"new": 1, "known": 1}, 4, 1)
    assert {c.id: (c.before, c.now) for c in second.changes} == {
        "acts:KH:all": (3, 4), "acts:KH:2023": (0, 1), "acts:KH:2023-XX": (0, 1), "acts.charge:KH:all": (1, 2),
        "acts.charge:KH:2023": (0, 1), "acts.charge:KH:2023-XX": (0, 1),
    }  # fmt: skip
    assert (third.states, third.more, third.changes, third.failed) == ({"known": 2}, 0, (), False)


def test_what_was_decided_between_runs_is_a_change_too(folder: Path) -> None:
    put(folder, "one.txt")
    run(folder)
    claim = current.rows().get(kind="Act", prop="type", value="arrest").claim
    write.decide(samples.decision(claim, Verdict.REJECT))

    assert ("acts:KH:all", 3, 2) in [(c.id, c.before, c.now) for c in run(folder).changes]


def test_what_cannot_be_read_is_a_row_until_it_can(folder: Path) -> None:
    put(folder, "a.txt", "")
    put(folder, "b.txt")
    summary = run(folder)

    assert summary.failed
    assert summary.states == {"unreadable": 1, "new": 1}
    assert [source.endswith("a.txt") for source, _ in documents.unreadable()] == [True]
    put(folder, "a.txt", "Teo Brandt was charged in Kandal in 2022.")
    assert not run(folder).failed
    assert documents.unreadable() == []


def test_a_run_that_is_stopped_is_made_good_by_the_next(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        put(folder, f"{number}.txt", f"Mira Solan was arrested in Takeo on 1 May 202{number}.")
    whole = Tick(folder, PACKS)
    steps = whole.outcomes()
    next(steps), next(steps)
    steps.close()  # type: ignore[attr-defined]

    assert not (folder / daily.LAST).exists()
    assert models.Document.objects.count() == 2
    summary = run(folder)
    assert summary.states == {"known": 2, "new": 2}
    assert len(current.entities(kind="Person")) == 1
    ids = set(models.Statement.objects.values_list("id", flat=True))
    run(folder)
    assert set(models.Statement.objects.values_list("id", flat=True)) == ids


def test_a_memory_that_is_damaged_is_as_none(folder: Path) -> None:
    put(folder, "one.txt")
    run(folder)
    for damage in ("", "{", "[]", '{"at": "x"}', '{"at": "x", "counts": {"a": "b"}}'):
        (folder / daily.LAST).write_text(damage, encoding="utf-8")
        assert run(folder).since == ""
    held = json.loads((folder / daily.LAST).read_text(encoding="utf-8"))
    assert held["counts"]["acts:KH:all"] == 3


def test_two_runs_never_work_at_once(folder: Path) -> None:
    with daily.alone(folder), pytest.raises(StoreError, match="another run is at work"), daily.alone(folder):
        pass
    with daily.alone(folder):
        assert run(folder).states == {}


def test_addresses_wait_for_fetch_and_are_asked_for_once(folder: Path, settings: Any) -> None:
    listing = folder / "list.txt"
    listing.write_text("https://news.example/a\nhttps://news.example/b\n", encoding="utf-8")
    settings.SAKSI = replace(settings.SAKSI, addresses=str(listing))
    web = Pages()

    waiting = run(folder)
    assert (waiting.states, waiting.failed, models.Document.objects.count()) == ({"waiting": 2}, False, 0)
    assert run(folder, web).states == {"new": 2}
    assert run(folder, web).states == {"known": 2}
    assert web.asked == ["https://news.example/a", "https://news.example/b"]


def test_a_file_that_lists_nothing_is_a_row(folder: Path, settings: Any) -> None:
    for content in ("no address here", None):
        listing = folder / "list.txt"
        listing.unlink(missing_ok=True)
        if content is not None:
            listing.write_text(content, encoding="utf-8")
        settings.SAKSI = replace(settings.SAKSI, addresses=str(listing))
        assert run(folder).states == {"unreadable": 1}


def test_an_archive_in_the_inbox_is_opened_and_its_documents_known(folder: Path) -> None:
    import zipfile

    with zipfile.ZipFile(folder / "in" / "two.zip", "w") as archive:
        archive.writestr("a.txt", "Mira Solan was arrested in Takeo on 1 May 2023.")
        archive.writestr("b.txt", "Teo Brandt was charged in Takeo on 1 May 2023.")

    assert run(folder).states == {"new": 2}
    assert run(folder).states == {"known": 2}


@pytest.mark.parametrize(
    ("expect", "sentence"),
    [("inbox=2..", "yielded 1 inputs and at least 2"), ("inbox=..0", "yielded 1 inputs and at most 0")],
)
def test_a_source_that_yields_what_is_not_expected_is_a_row(
    folder: Path, settings: Any, expect: str, sentence: str
) -> None:
    put(folder, "one.txt")
    kept = settings.SAKSI
    settings.SAKSI = replace(kept, expect=(expect,))
    summary = run(folder)

    assert summary.failed
    ((row, reason),) = documents.unreadable()
    assert row == "source inbox"
    assert sentence in reason
    settings.SAKSI = replace(kept, expect=("inbox=1..1",))
    assert not run(folder).failed
    assert documents.unreadable() == []


def test_a_source_that_fails_stops_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[Raw]:
        yield Raw("a.txt", "\n".join(samples.LINES).encode())
        raise SaksiError("the site has changed")

    def whole() -> Iterator[Raw]:
        yield Raw("b.txt", b"Mira Solan was charged in Takeo on 9 May 2023.")

    monkeypatch.setattr(daily, "sources", lambda: [Source("broken", broken), Source("whole", whole)])
    assert run(folder).states == {"new": 2, "unreadable": 1}
    assert documents.unreadable() == [("source broken", "failed: the site has changed")]


def test_the_installed_sources_are_found_and_say_what_they_expect(monkeypatch: pytest.MonkeyPatch) -> None:
    def wire() -> Iterator[Raw]:
        yield from ()

    wire.expect = (3, 9)  # type: ignore[attr-defined]

    assert {"addresses", "inbox"} <= {source.name for source in sources_.sources()}
    assert sources_._own(wire) == Expect(3, 9)
    assert sources_._own(sources_.inbox) == Expect()


@pytest.mark.parametrize("words", ["inbox", "inbox=", "inbox=..", "inbox=5..1", "inbox=a..b", "nobody=1..2", "=1..2"])
def test_an_expectation_that_means_nothing_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match=r"^expect: "):
        expectations([words], ["inbox"])


def test_expectations_are_ranges_with_open_ends() -> None:
    found = expectations(["a=1..2", "b=3..", "c=..4"], ["a", "b", "c"])
    assert found == {"a": Expect(1, 2), "b": Expect(3, None), "c": Expect(0, 4)}
