"""Numbers: only reported acts count, every number leads to the acts behind it, and decisions change it."""

import re

import pytest
import samples
import scene
from django.test import Client
from django.urls import reverse
from scene import Writer

from saksi.flows.measures import measures
from saksi.flows.why import why
from saksi.model.types import Verdict
from saksi.store import models, write
from saksi.store.read import countries, current
from saksi.store.read.record import record

KH = "/countries/KH/"
LINK = re.compile(r'<a href="(/acts/\?[^"]+)"[^>]*>(?:<b[^>]*>)?(\d+)<')


@pytest.fixture
def laid(db: None) -> None:
    scene.lay()


def count(client: Client) -> int:
    return client.get(KH).context["page"].total.reported


def test_only_reported_acts_count_and_alleged_stand_beside(reader: Client, laid: None) -> None:
    page = reader.get(KH).context["page"]
    assert (page.total.reported, page.total.alleged) == (4, 1)
    assert page.others == (("hypothetical", 1),)
    assert page.documents == 2


def test_every_number_leads_to_as_many_acts(reader: Client, laid: None) -> None:
    for address in (KH, "/countries/", "/"):
        found = LINK.findall(reader.get(address).content.decode())
        assert found
        for link, number in found:
            assert reader.get(link.replace("&amp;", "&")).context["leaf"].total == int(number), link


def test_numbers_are_those_of_the_measures_and_walk_back(reader: Client, laid: None) -> None:
    page = reader.get(KH).context["page"]
    by = {measure.id: measure.value for measure in measures()}
    shown = [page.total, *page.types, *page.years]
    assert {c.id: c.reported for c in shown if c.reported} == {
        k: v for k, v in by.items() if k in {c.id for c in shown}
    }
    assert len(why(page.total.id).below) == page.total.reported


def test_the_list_names_the_measure_of_its_number(reader: Client, laid: None) -> None:
    listed = reader.get("/acts/?country=KH&type=arrest&status=reported&period=2021")
    assert listed.context["measure"] == "acts.arrest:KH:2021"
    assert listed.context["leaf"].total == len(why("acts.arrest:KH:2021").below)
    assert reader.get("/acts/?country=KH").context["measure"] == ""


def test_rejecting_a_type_takes_the_act_out_and_undo_brings_it_back(reader: Client, laid: None) -> None:
    arrest = current.rows().get(kind="Act", prop="type", value="arrest")
    assert count(reader) == 4
    write.decide(samples.decision(arrest.claim, Verdict.REJECT))
    assert count(reader) == 3
    assert reader.get(reverse("explore:act", args=[arrest.entity])).status_code == 404
    write.decide(samples.decision(arrest.claim, Verdict.UNDO))
    assert count(reader) == 4


def test_correcting_a_country_moves_the_act(reader: Client, laid: None) -> None:
    moved = current.rows().filter(kind="Act", prop="country", value="KH")[0]
    before = {line.count.key: line.count.reported + line.count.alleged for line in countries.countries(record(None))}
    write.decide(samples.decision(moved.claim, Verdict.CORRECT, "TH"))
    assert reader.get("/countries/TH/").status_code == 200
    after = {line.count.key: line.count.reported + line.count.alleged for line in countries.countries(record(None))}
    assert sum(after.values()) == sum(before.values())


def test_an_act_without_a_country_is_listed_as_such(reader: Client, db: None) -> None:
    samples.add()
    claims = current.rows().filter(kind="Act", prop="country").values_list("claim", flat=True)
    write.decide(samples.decision(claims[0], Verdict.REJECT))
    listed = reader.get("/countries/").context["lines"]
    assert [line.code for line in listed] == ["KH", "ZZ"]
    assert reader.get("/acts/?country=ZZ&status=reported").context["leaf"].total == 1


def test_a_country_of_which_nothing_is_told_has_no_page(reader: Client, laid: None) -> None:
    assert reader.get("/countries/FR/").status_code == 404


def test_two_reports_of_one_act_count_once(reader: Client, db: None) -> None:
    for month in ("March", "April"):
        words = f"Students were arrested in Kampot on 3 March 2020, it was said in {month}."
        page = Writer(words, title=month, publisher="North Post", published="2020-12-01")
        place = "" if month == "March" else "Kampot"
        page.act(words, "arrested", "arrest", status=("reported", "arrested"), country=("KH", "Kampot"), **(
            {"place": (place, place)} if place else {}
        ))  # fmt: skip
        one = page.page()
        write.add(one.document, one.text, list(one.statements()))
    assert told(reader) == (2, 2, 2)
    one, other = models.ActRow.objects.values_list("entity", flat=True)
    write.decide(samples.decision(write.pair(one, other), Verdict.SAME))
    assert told(reader) == (1, 1, 1)
    assert (
        reader.get("/acts/").context["leaf"].total
        == reader.get("/acts/?country=KH&province=KH-7").context["leaf"].total
        == 1
    )


def told(client: Client) -> tuple[int, int, int]:
    """Return how many reported acts the start page, the country and its provinces count."""
    provinces = next(table for table in client.get(KH).context["sheet"].tables if table.name == "province")
    return client.get("/").context["reported"].n, count(client), sum(row.count.reported for row in provinces.rows)
