"""The main job on the example documents: files in, statements with proved spans, lines of JSON out."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from saksi.extract.pipeline import extract
from saksi.flows.extract import Extracted, extract_files
from saksi.ingest.fetch import collect
from saksi.ingest.read import read
from saksi.model.types import Document, Statement, Text
from saksi.model.vocabulary import act_types, counts, main_prop, property_of, statuses
from saksi.packs import load

PACKS = ("world", "lang/en", "kh")
FOLDER = Path(__file__).parents[2] / "saksi" / "examples" / "documents"
VALUES = ("date", "place", "outcome")
Line = dict[str, Any]
Read = tuple[Document, Text, list[Statement]]


@pytest.fixture(scope="module")
def everything() -> list[Read]:
    """All examples: document, text and statements."""
    pack = load(PACKS)
    out = []
    for raw in collect([FOLDER]):
        document, text = read(raw)
        out.append((document, text, list(extract(document, text, pack))))
    return out


@pytest.fixture(scope="module")
def printed() -> list[Extracted]:
    """All examples: the lines that `saksi extract` prints."""
    return list(extract_files([FOLDER], PACKS))


def acts(printed: list[Extracted]) -> list[Line]:
    """Return every act line."""
    return [line for file in printed for line in file.lines if line["record"] == "act"]


def test_every_example_is_read_and_says_something(everything: list[Read]) -> None:
    assert len(everything) == len(list(FOLDER.iterdir()))
    assert all(len(statements) > 50 for _, _, statements in everything)


def test_every_span_says_what_it_is_said_to_say(everything: list[Read]) -> None:
    for _, text, statements in everything:
        for statement in statements:
            assert statement.spans
            for span in statement.spans:
                assert span.text == text.id
                assert text.content[span.start : span.end] == span.quote


def test_every_statement_fits_the_vocabulary(everything: list[Read]) -> None:
    used = {(s.kind, s.prop) for _, _, statements in everything for s in statements}
    assert all(property_of(kind, prop) for kind, prop in used)
    kinds = {kind for kind, _ in used}
    assert {"Act", "Involvement", "Person", "Organisation", "Law", "Call"} <= kinds


def test_every_entity_has_its_main_value(everything: list[Read]) -> None:
    for _, _, statements in everything:
        entities = {s.entity: s.kind for s in statements}
        named = {s.entity for s in statements if s.prop == main_prop(s.kind)}
        assert [kind for entity, kind in entities.items() if entity not in named] == []


def test_every_link_leads_to_an_entity_of_the_same_document(everything: list[Read]) -> None:
    for _, _, statements in everything:
        entities = {s.entity for s in statements}
        linked = {s.value for s in statements if s.kind == "Involvement" and s.prop in ("act", "party")}
        assert linked
        assert linked <= entities


def test_ids_are_unique_and_the_same_on_a_second_reading(everything: list[Read]) -> None:
    pack = load(PACKS)
    for document, text, statements in everything[:4]:
        ids = [s.id for s in statements]
        assert len(ids) == len(set(ids))
        assert [s.id for s in extract(document, text, pack)] == ids


def test_claims_do_not_hang_on_where_the_words_stand(everything: list[Read]) -> None:
    pack = load(PACKS)
    document, text, statements = next(one for one in everything if one[0].source.endswith("zw-placard.txt"))
    shifted = Text(text.document, "\n\n" + text.content, text.parser)
    assert {s.claim for s in extract(document, shifted, pack)} == {s.claim for s in statements}


def test_the_lines_are_json_and_their_quotes_stand_in_the_file(printed: list[Extracted]) -> None:
    for file in printed:
        assert not file.reason
        content = Path(file.source).read_bytes().decode() if file.source.endswith(".txt") else ""
        for line in file.lines:
            assert json.loads(json.dumps(line)) == line
            assert line["document"] == file.source
            assert 0 < line["end"] - line["start"] <= 400
            if content:
                assert content[line["start"] : line["end"]] == line["quote"]


def test_a_named_thing_has_one_line_in_a_document(printed: list[Extracted]) -> None:
    for file in printed:
        for record in ("person", "organisation", "law"):
            names = Counter(line["name"].casefold() for line in file.lines if line["record"] == record)
            assert [name for name, times in names.items() if times > 1] == []


def test_an_act_gives_no_value_without_evidence(printed: list[Extracted]) -> None:
    for act in acts(printed):
        assert act["type"] in act_types()
        assert act["status"] in statuses()
        for field in VALUES:
            assert bool(act[field]) == bool(act["evidence"].get(field)), (field, act)
        assert bool(act["laws"]) == bool(act["evidence"].get("laws"))
        assert len(act["perpetrators"]) <= len(act["evidence"].get("perpetrators", []))


def test_acts_on_many_countries_are_found(printed: list[Extracted]) -> None:
    claimed = [act for act in acts(printed) if counts(act["status"])]
    assert len({act["country"] for act in claimed if act["country"]}) >= 10
    assert len({act["type"] for act in claimed}) >= 12


@pytest.mark.parametrize(
    ("document", "kind", "victim", "date"),
    [
        ("kh-kem-sokha-verdict.txt", "arrest", "Kem Sokha", "2017-09-03"),
        ("ph-de-lima-bail-statement.txt", "arrest", "Leila de Lima", "2017-02-24"),
        ("hk-jimmy-lai-questions.txt", "arrest", "Jimmy Lai", "2020-08-10"),
        ("ru-memorial-to-orlov.txt", "arrest", "Vladimir Kara-Murza", "2022-04-11"),
        ("vn-pham-doan-trang.txt", "arrest", "Pham Doan Trang", "2020-10-06"),
        ("ug-opiyo-and-the-ngo-bureau.txt", "arrest", "Nicholas Opiyo", "2020-12-22"),
    ],
)
def test_what_everybody_knows_is_found(
    printed: list[Extracted], document: str, kind: str, victim: str, date: str
) -> None:
    found = [act for act in acts(printed) if act["document"].endswith(document) and act["type"] == kind]
    assert any(act["date"] == date and victim in [v["name"] for v in act["victims"]] for act in found)


def test_signatories_are_numbered_and_stay_out_of_the_acts(printed: list[Extracted]) -> None:
    letter = next(file for file in printed if file.source.endswith("kh-open-letter-hrc54.txt"))
    signed = [line["name"] for line in letter.lines if line["record"] == "endorsement"]
    assert len(signed) == 9
    assert any(name.startswith("Alliance of Imagined Court Observers") for name in signed)


def test_demands_are_calls_and_never_releases(printed: list[Extracted]) -> None:
    for file in printed:
        for line in file.lines:
            if line["record"] == "act" and line["type"] == "release" and counts(line["status"]):
                assert not line["quote"].startswith(("release ", "- release", "We call on", "The authorities should"))
    assert sum(line["record"] == "call" for file in printed for line in file.lines) >= 20


def test_a_file_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    note = "A note from Manila\n\nPolice arrested Maria Ressa in Manila on 13 February 2019.\n"
    (tmp_path / "b.txt").write_text(note, encoding="utf-8")
    broken, whole = extract_files([tmp_path], PACKS)
    assert broken.reason
    assert not broken.lines
    assert [line["type"] for line in whole.lines if line["record"] == "act"] == ["arrest"]
