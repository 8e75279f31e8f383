"""The lines of `saksi extract`: assembled from statements alone, in the shape of the contract."""

from collections.abc import Iterator

from saksi.extract.records import Record, Value
from saksi.model.types import Document, Statement, Text
from saksi.publish.exports.extract_jsonl import lines

CONTENT = "On 2 March 2021 police arrested Mira Solan and Teo Brandt in Kandal. She was held under article 12."
DOCUMENT = Document("0" * 64, "note.txt", "text/plain", lang="en")
TEXT = Text(DOCUMENT.sha256, CONTENT, "text@1")


def at(words: str) -> tuple[int, int]:
    """Range of words in the content."""
    start = CONTENT.index(words)
    return start, start + len(words)


def statements() -> Iterator[Statement]:
    """Say what the content says: an act with two victims and a perpetrator, one person, a call, a figure."""
    clause = at("police arrested Mira Solan and Teo Brandt in Kandal")
    act = Record(
        "Act",
        CONTENT,
        (
            Value("type", "arrest", (clause, at("arrested")), 0.8),
            Value("status", "reported", (at("arrested"),)),
            Value("date", "2021-03-02", (at("2 March 2021"),)),
            Value("place", "Kandal", (at("Kandal"),)),
            Value("provision", "article 12", (at("article 12"),)),
        ),
        "acts@1",
        ("arrest", "arrested"),
    )
    yield from made(act)
    for role, name in (("victim", "Mira Solan"), ("victim", "Teo Brandt"), ("perpetrator", "police")):
        values = (
            Value("role", role, (at(name),)),
            Value("name", name, (at(name),)),
            Value("act", act.entity(DOCUMENT.sha256), (clause,)),
        )
        yield from made(Record("Involvement", CONTENT, values, "acts@1", ("arrest", role, name)))
    yield from made(Record("Person", "Mira Solan", (Value("name", "Mira Solan", (at("Mira Solan"),)),), "people@1"))
    demand = (Value("demand", "held", (at("She was held"),)), Value("addressee", "She", (at("She"),)))
    yield from made(Record("Call", CONTENT, demand, "calls@1"))
    figure = (Value("value", "12", (at("article 12"), at("12"))), Value("unit", "article", (at("article"),)))
    yield from made(Record("Figure", CONTENT, figure, "figures@1"))


def made(record: Record) -> Iterator[Statement]:
    """Turn a record into statements on the content."""
    return record.statements(DOCUMENT, TEXT, "en", "1")


def test_an_act_has_its_values_with_evidence_and_all_its_victims() -> None:
    (act,) = [line for line in lines("note.txt", TEXT, statements()) if line["record"] == "act"]
    assert act["quote"] == CONTENT[act["start"] : act["end"]]
    assert (act["type"], act["status"], act["date"], act["place"]) == ("arrest", "reported", "2021-03-02", "Kandal")
    assert [(v["name"], CONTENT[v["start"] : v["end"]]) for v in act["victims"]] == [
        ("Mira Solan", "Mira Solan"),
        ("Teo Brandt", "Teo Brandt"),
    ]
    assert act["perpetrators"] == ["police"]
    assert act["laws"] == ["article 12"]
    said = {field: [CONTENT[a:b] for a, b in ranges] for field, ranges in act["evidence"].items()}
    assert said == {
        "date": ["2 March 2021"],
        "place": ["Kandal"],
        "laws": ["article 12"],
        "perpetrators": ["police"],
    }


def test_lines_stand_in_the_order_of_the_text_under_the_path_given() -> None:
    found = list(lines("folder/note.txt", TEXT, statements()))
    assert [line["start"] for line in found] == sorted(line["start"] for line in found)
    assert {line["document"] for line in found} == {"folder/note.txt"}
    assert [line["record"] for line in found] == ["act", "person", "call", "figure"]


def test_named_things_calls_and_figures_carry_their_own_fields() -> None:
    by_record = {line["record"]: line for line in lines("note.txt", TEXT, statements())}
    assert by_record["person"]["name"] == "Mira Solan"
    assert (by_record["call"]["addressee"], by_record["call"]["demand"]) == ("She", "held")
    assert (by_record["figure"]["value"], by_record["figure"]["unit"]) == ("12", "article")


def test_statements_of_another_text_are_left_out() -> None:
    other = Text(DOCUMENT.sha256, CONTENT + " More.", "text@2")
    assert list(lines("note.txt", other, statements())) == []
