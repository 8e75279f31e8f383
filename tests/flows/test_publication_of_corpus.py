"""Real statements, letters and news, with nobody made public: the names that annotators found are nowhere."""

import json
from pathlib import Path

import pytest

from saksi.flows import publish
from saksi.flows.ingest import ingest
from saksi.options import Options
from saksi.publish.mask import flat

PACKS = Options().packs
SHORTEST = 6  # letters; what is shorter stands in other words
MISSED = 0.05  # names that may be seen: of those whom the extraction does not recognise as persons


def names(corpus: Path) -> set[str]:
    """Return the names of persons that the annotators found, with their other forms of two words and more."""
    lines = (json.loads(line) for file in corpus.glob("*.gold.jsonl") for line in file.read_text("utf-8").splitlines())
    people = [line for line in lines if line.get("record") == "person" and line.get("weight") == "core"]
    forms = {form for person in people for form in (person["name"], *(person.get("variants") or ()))}
    return {form for form in forms if " " in form and len(flat(form)) >= SHORTEST}


@pytest.mark.django_db
def test_nobody_of_the_corpus_is_named(corpus: Path, store_folder: Path) -> None:
    assert all(outcome.state == "new" for outcome in ingest(sorted(corpus.glob("*.txt")), store_folder, PACKS))
    out = "".join(publish.export("jsonl", store_folder, PACKS))
    words = flat(out.replace("███", "|"))
    wanted = names(corpus)
    seen = {name for name in wanted if flat(name) in words}
    assert len(wanted) >= 40
    assert len(seen) <= MISSED * len(wanted), sorted(seen)
    assert out.count("███") > 50
