"""Counts that leave: made of what the gate lets out, so that no number tells of what stays. All names invented."""

import csv
import io

import houses
import scene

from saksi.model.types import Decision, Verdict
from saksi.packs import load
from saksi.publish.edition import Edition, edition
from saksi.publish.exports import counts
from saksi.publish.exports.formats import EXPORTS
from saksi.publish.site import Site

PAGES = list(scene.pages())
PACK = load()


def made(decisions: list[Decision] | None = None) -> Edition:
    return edition(houses.gate(PAGES, decisions), PACK)


def rows(of: Edition) -> dict[str, dict[str, str]]:
    found = csv.DictReader(io.StringIO("".join(counts.lines(of))))
    return {f"{row['indicator']}:{row['place']}:{row['period']}": row for row in found}


def whole(found: dict[str, dict[str, str]], what: str) -> float:
    own = (row for key, row in found.items() if key.startswith(f"{what}:") and key.endswith(":all"))
    return sum(float(row["value"]) for row in own if len(row["place"]) == len("KH"))


def test_every_measure_is_a_row_and_rates_have_limits() -> None:
    found = rows(made())

    assert found["acts:KH:all"]["value"] == "4"
    assert found["victims.arrest:KH:all"]["value"] == "5"
    assert found["acts.arrest:KH-8:2021-03"]["value"] == "1"
    rate = found["rate:KH:all"]
    assert 0 < float(rate["low"]) < float(rate["value"]) < float(rate["high"])
    assert not [key for key, row in found.items() if row["low"] and not key.startswith("rate")]


def test_a_count_can_be_made_again_from_the_acts_that_leave() -> None:
    for decisions in (None, houses.decide(PAGES, Verdict.WITHHOLD, "Act", "type", "arrest")):
        of = made(decisions)
        exported = list(csv.DictReader(io.StringIO("".join(EXPORTS["csv"](of)))))
        found = rows(of)
        for status, what in (("reported", "acts"), ("alleged", "alleged")):
            assert whole(found, what) == sum(row["status"] == status for row in exported)


def test_what_is_withheld_is_in_no_count() -> None:
    before = rows(made())
    after = rows(made(houses.decide(PAGES, Verdict.WITHHOLD, "Act", "type", "arrest")))

    assert before["acts:KH:all"]["value"] == "4"
    assert after["acts:KH:all"]["value"] == "3"
    assert not [key for key in after if "arrest" in key]
    assert float(after["victims:KH:all"]["value"]) == float(before["victims:KH:all"]["value"]) - 5


def test_the_country_of_what_stays_makes_no_document_one_about_it() -> None:
    acts = [houses.decide(PAGES, Verdict.WITHHOLD, "Act", "type", kind) for kind in ("conviction", "violence")]
    before, after = rows(made()), rows(made([d for taken in acts for d in taken]))

    assert before["documents:PH:all"]["value"] == "1"
    assert "documents:PH:all" not in after
    assert after["documents:ZZ:all"]["value"] == "1"


def test_who_is_protected_is_no_victim_that_is_counted() -> None:
    victim = rows(made())["victims:KH:all"]["value"]
    protected = houses.decide(PAGES, Verdict.CORRECT, "Involvement", "role", "victim", "witness")

    assert float(victim) > 0
    assert "victims:KH:all" not in rows(made(protected))


def test_nothing_of_the_store_leaves_with_a_count() -> None:
    out = "".join(counts.lines(made()))
    claims = houses.claims(PAGES, "Act", "type")

    assert out.splitlines()[0] == "indicator,place,period,value,low,high"
    assert not [claim for claim in claims if claim in out]


def test_the_frozen_page_shows_the_counts_that_are_exported() -> None:
    of = made()
    files = dict(Site(of, "A group").files())
    page = files["countries/KH.html"].decode()
    found = rows(of)

    assert f"{found['documents:KH:all']['value']} documents read about this country" in page
    rate = found["rate.liberty:KH:all"]
    assert f"{float(rate['value']):.1f} " in page
    assert f"({float(rate['low']):.1f}–{float(rate['high']):.1f})" in page
