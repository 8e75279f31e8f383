"""What a query does not want is looked for in what the visitor reads, so that a hidden word excludes nothing."""

import pytest
import samples
from scene import Writer

from saksi.model.types import Verdict
from saksi.store import models, write
from saksi.store.read import finds, people
from saksi.store.read.record import record


def lay() -> None:
    for name, month in (("Mira Solan", "March"), ("Teo Brandt", "April")):
        words = f"{name} was arrested in Kampot in {month}."
        w = Writer(words, title=month, publisher="North Post", published="2020-12-01")
        act = w.act(words, "arrested", "arrest", status=("reported", "arrested"), country=("KH", "Kampot"))
        w.part(act, "victim", name, w.named("Person", name))
        one = w.page()
        write.add(one.document, one.text, list(one.statements()))


def found(query: str) -> list[str]:
    """Return the titles of the documents that somebody without a login finds."""
    seen = record(None)
    return sorted(seen.document(sha256).title for sha256 in finds.find(seen, query).documents)


@pytest.mark.django_db
class TestExcluding:
    @pytest.mark.parametrize("word", ["Solan", '"Mira Solan"', "sola*", "Nobody"])
    def test_a_hidden_name_excludes_nothing(self, word: str) -> None:
        lay()
        assert found(f"Kampot -{word}") == ["April", "March"]

    @pytest.mark.parametrize("word", ["March", '"in March"', "mar*"])
    def test_what_is_read_excludes(self, word: str) -> None:
        lay()
        assert found(f"Kampot -{word}") == ["April"]

    def test_a_name_that_was_published_excludes(self) -> None:
        lay()
        for row in models.Statement.objects.filter(kind="Person", prop="name", value="Mira Solan"):
            write.decide(samples.decision(row.claim, Verdict.PUBLISH))
        assert found("Kampot -Solan") == ["April"]
        seen = finds.find(record(None), "Mira").people
        assert [row.name for row in people.of_homes(record(None), seen)] == ["Mira Solan"]
        assert finds.find(record(None), "Mira -Solan").people == []
