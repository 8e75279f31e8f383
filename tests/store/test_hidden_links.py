"""What joins act reports may itself be hidden, and what joins them anew is counted anew. All words are invented."""

import pytest
import samples
from scene import Writer

from saksi.flows import resolve
from saksi.model.types import Verdict
from saksi.store import write
from saksi.store.read import acts, countries
from saksi.store.read.record import record


def report(words: str, title: str, **values: tuple[str, str]) -> tuple[str, str]:
    """Lay a document that tells of an arrest, and return the ids of both."""
    w = Writer(words, title=title, publisher="North Post", published="2020-12-01")
    act = w.act(words, "arrested", "arrest", status=("reported", "arrested"), country=("KH", words), **values)
    one = w.page()
    write.add(one.document, one.text, list(one.statements()))
    return act, one.document.sha256


@pytest.mark.django_db
@pytest.mark.parametrize(("verdict", "lent"), [(Verdict.WITHHOLD, ""), (None, "Kampot")], ids=["hidden", "seen"])
def test_a_report_lends_its_place_only_by_what_may_be_seen(verdict: Verdict | None, lent: str) -> None:
    (first, _), (second, _), (between, document) = (
        report("Students were arrested on 3 May 2020.", "One", date=("2020-05-03", "3 May 2020")),
        report("Students were arrested in Kampot on Tuesday.", "Two", place=("Kampot", "Kampot")),
        report("Students were arrested, said somebody.", "The interview"),
    )
    for one in (first, second):
        write.decide(samples.decision(":".join(sorted((one, between))), Verdict.SAME))
    if verdict:
        write.decide(samples.decision(document, verdict))

    assert [place for entity, _, place in acts.places(record(None), "KH") if entity == first] == [lent]


@pytest.mark.django_db
def test_a_number_that_was_read_changes_when_comparison_joins_acts() -> None:
    for title in ("North", "South"):
        words = f"Mira Solan was arrested in Kampot on 3 September 2020, {title}."
        w = Writer(words, title=title, publisher=title, published="2020-12-01")
        person = w.named("Person", "Mira Solan")
        given = {"place": ("Kampot", "Kampot"), "date": ("2020-09-03", "3 September 2020")}
        act = w.act(words, "arrested", "arrest", status=("reported", "arrested"), country=("KH", "Kampot"), **given)
        w.part(act, "victim", "Mira Solan", person)
        one = w.page()
        write.add(one.document, one.text, list(one.statements()))
    assert countries.countries(record(None))[0].count.reported == 2

    resolve.run()

    assert countries.countries(record(None))[0].count.reported == 1
