"""What leaves the house, and what decisions and roles change about it. All names and events invented."""

from dataclasses import replace

import houses
import pytest
import samples
import scene
from hypothesis import given
from hypothesis import strategies as st

from saksi.model.policy import Sensitivity
from saksi.model.types import Verdict
from saksi.publish.gate import LONGEST, Gate, is_public_address, short
from saksi.publish.mask import SIGN, flat

PAGES = list(scene.pages())
NAMES = ("Mira", "Solan", "Brandt", "Reyes")
TEXT = (
    "Guards beat Mira Solan in Kandal. Solan told the Lantern Daily so. The court sentenced her to two years in prison."
)


def act(outcome: str = "two years in prison") -> scene.Page:
    """One act with its victim, who is a person of the record."""
    found = [
        houses.record(TEXT, "Person", "Mira Solan", ("name", "Mira Solan", "Mira Solan")),
        houses.record(
            TEXT,
            "Act",
            "Guards beat Mira Solan in Kandal",
            ("type", "violence", "Guards beat Mira Solan in Kandal"),
            ("status", "reported", "beat"),
            ("place", "the house of Mira Solan in Kandal", "Kandal"),
            ("outcome", outcome, "two years in prison"),
        ),
        houses.record(
            TEXT, "Call", "told", ("demand", "that Solan be heard", "Solan told"), ("addressee", "Solan", "Solan")
        ),
    ]
    return houses.page(TEXT, *found, title="Guards beat Mira Solan")


def test_nobody_is_named_before_a_decision() -> None:
    words = houses.told(houses.gate(PAGES))
    assert not [name for name in NAMES if name in words]
    assert SIGN in words
    assert not houses.items(houses.gate(PAGES), "Person")


def test_publishing_a_person_shows_one_and_no_other() -> None:
    made = houses.gate(PAGES, houses.published(PAGES, "Mira Solan"))
    assert [item.first("name") for item in houses.items(made, "Person")] == ["Mira Solan"]
    words = houses.told(made)
    assert "Mira Solan" in words
    assert "Brandt" not in words
    assert "Reyes" not in words


def test_withholding_wins_and_undo_takes_it_back() -> None:
    decisions = houses.published(PAGES, "Mira Solan")
    withheld = [samples.decision(d.subject, Verdict.WITHHOLD) for d in decisions[:1]]
    undone = [samples.decision(d.subject, Verdict.UNDO) for d in withheld]
    assert "Solan" not in houses.told(houses.gate(PAGES, decisions + withheld))
    assert "Solan" in houses.told(houses.gate(PAGES, decisions + withheld + undone))


def test_names_are_masked_in_titles_values_and_quotes_and_parts_with_them() -> None:
    made = houses.gate([act()])
    assert made.sources()[0].title == f"Guards beat {SIGN}"
    values = {item.kind: item for item in made.items()}
    assert values["Act"].first("place") == f"the house of {SIGN} in Kandal"
    assert values["Act"].values["type"][0].quote == f"Guards beat {SIGN} in Kandal"
    assert values["Call"].first("demand") == f"that {SIGN} be heard"
    assert values["Call"].first("addressee") == SIGN


def test_a_name_hidden_in_one_document_is_hidden_in_all() -> None:
    other = "The Lantern Daily wrote about Mira Solan and about Solan's union."
    quoting = houses.record(other, "Call", "wrote", ("demand", "about Solan's union", other))
    made = houses.gate([act(), houses.page(other, quoting, title=other)])
    assert "olan" not in houses.told(made)


def test_a_quote_that_ends_inside_a_name_is_masked_with_what_stands_behind() -> None:
    cut = houses.record(TEXT, "Figure", "beat", ("value", "1", "Guards beat Mira Sol"))
    made = houses.gate([houses.page(TEXT, *act().records[:1], cut, title="A note")])
    assert houses.items(made, "Figure")[0].values["value"][0].quote == f"Guards beat {SIGN}"


def test_a_withheld_act_takes_its_words_out_of_other_quotes() -> None:
    page = act()
    whole = houses.record(TEXT, "Figure", "so", ("value", "2", TEXT))
    both = replace(page, records=(*page.records, whole))
    made = houses.gate([both], houses.decide([both], Verdict.WITHHOLD, "Act", "type"))
    assert not houses.items(made, "Act")
    assert "Guards beat" not in houses.items(made, "Figure")[0].values["value"][0].quote


def test_a_withheld_value_leaves_neither_as_a_value_nor_in_words() -> None:
    page = act()
    whole = houses.record(
        TEXT, "Figure", "so", ("value", "2", TEXT), ("what", "those given two  years in prison", "sentenced")
    )
    both = replace(page, records=(*page.records, whole))
    words = houses.told(houses.gate([both], houses.decide([both], Verdict.WITHHOLD, "Act", "outcome")))
    assert "two years" not in words
    assert "those given" in words


def test_a_rejected_value_does_not_leave_and_a_corrected_one_replaces_it() -> None:
    page = act("twelve lashes")
    rejected = houses.gate([page], houses.decide([page], Verdict.REJECT, "Act", "outcome"))
    assert not houses.items(rejected, "Act")[0].all("outcome")
    right = houses.gate([page], houses.decide([page], Verdict.CORRECT, "Act", "outcome", new="two years"))
    said = houses.items(right, "Act")[0].values["outcome"][0]
    assert (said.value, said.checked) == ("two years", True)
    assert "lashes" not in houses.told(right)


def test_a_corrected_name_hides_both_forms() -> None:
    page = act()
    decisions = houses.decide([page], Verdict.CORRECT, "Person", "name", new="Mirabel Solano")
    more = houses.record(TEXT, "Call", "asked", ("demand", "free Mirabel Solano and Mira Solan", "so"))
    words = houses.told(houses.gate([replace(page, records=(*page.records, more))], decisions))
    assert not {"Mira", "Solan", "Mirabel", "Solano"} & set(words.replace("'", " ").split())


def test_a_rejected_person_masks_nothing_unless_withheld_too() -> None:
    page = act()
    rejected = houses.decide([page], Verdict.REJECT, "Person", "name")
    withheld = houses.decide([page], Verdict.WITHHOLD, "Person", "name")
    assert "Solan" in houses.told(houses.gate([page], rejected))
    assert "Solan" not in houses.told(houses.gate([page], rejected + withheld))


@pytest.mark.parametrize(
    "role", ["witness", "witnesses", "a source in the ministry", "observer of the vote", "17-year-old"]
)
def test_a_role_that_protects_wins_over_publishing(role: str) -> None:
    person = houses.record(
        TEXT, "Person", "Mira Solan", ("name", "Mira Solan", "Mira Solan"), ("role", role, "Solan told")
    )
    page = houses.page(TEXT, person, *act().records[1:])
    made = houses.gate([page], houses.published([page]))
    assert "Solan" not in houses.told(made)
    assert Sensitivity.PROTECTED in made.house.levels.values()
    freed = houses.published([page]) + houses.decide([page], Verdict.REJECT, "Person", "role")
    assert "Solan" in houses.told(houses.gate([page], freed))


def test_a_witness_of_an_act_is_protected_and_his_part_with_him() -> None:
    page = act()
    person, beaten = page.records[0], page.records[1]
    ids = {"act": beaten.entity(page.document.sha256), "party": person.entity(page.document.sha256)}
    values = [("role", "witness", "told"), ("name", "Mira Solan", "Mira Solan")]
    link = houses.record(TEXT, "Involvement", "told", *values, *((prop, one, "told") for prop, one in ids.items()))
    both = replace(page, records=(*page.records, link))
    made = houses.gate([both], houses.published([both]))
    assert not houses.items(made, "Involvement")
    assert "Solan" not in houses.told(made)


def test_a_part_that_leads_to_nobody_may_be_a_person() -> None:
    text = "Police arrested Dara Vane, a clerk, near the Lantern Daily. The police said nothing."
    beaten = houses.record(
        text, "Act", text, ("type", "arrest", "Police arrested Dara Vane"), ("status", "reported", "arrested")
    )
    page = houses.page(text, beaten, title="Police arrested a clerk")
    sha = page.document.sha256
    links = [
        houses.record(
            text,
            "Involvement",
            name,
            ("role", role, name),
            ("name", name, name),
            ("act", beaten.entity(sha), "arrested"),
        )
        for role, name in (("victim", "Dara Vane, a clerk"), ("perpetrator", "Police"))
    ]
    made = houses.gate([replace(page, records=(beaten, *links))])
    assert "Vane" not in houses.told(made)
    assert {item.first("name") for item in houses.items(made, "Involvement")} == {f"{SIGN}, a clerk", "Police"}


def test_memberships_stay_until_they_and_their_person_are_public() -> None:
    page = act()
    org = houses.record(TEXT, "Organisation", "Lantern Daily", ("name", "Lantern Daily", "Lantern Daily"))
    sha = page.document.sha256
    values = (
        ("role", "editor", "told"),
        ("person", page.records[0].entity(sha), "told"),
        ("organisation", org.entity(sha), "told"),
    )
    both = replace(page, records=(*page.records, org, houses.record(TEXT, "Membership", "editor", *values)))
    person = houses.published([both])
    member = houses.decide([both], Verdict.PUBLISH, "Membership", "role")
    assert [len(houses.items(houses.gate([both], d), "Membership")) for d in ([], person, member, person + member)] == [
        0,
        0,
        0,
        1,
    ]


def test_a_case_never_leaves_and_a_point_on_the_map_neither() -> None:
    case = houses.record(
        TEXT, "Case", "number", ("number", "KH-77", "two years"), ("court", "Kandal court", "The court")
    )
    place = houses.record(
        TEXT, "Place", "Kandal", ("name", "Kandal", "Kandal"), ("coordinates", "11.5, 104.9", "Kandal")
    )
    made = houses.gate([houses.page(TEXT, case, place)])
    assert [(item.kind, list(item.values)) for item in made.items()] == [("Place", ["name"])]


def test_a_title_that_only_the_metadata_of_the_file_say_stays() -> None:
    assert houses.gate([houses.page(TEXT, title="Draft for the lawyer, v3")]).sources()[0].title == ""
    assert houses.gate([houses.page(TEXT, title="guards  beat…")]).sources()[0].title == "guards beat…"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "http://localhost/x",
     "http://10.1.2.3/x", "http://wiki.internal/x", "https://u:p@delta.example/",
     "https://delta.example:8080/", "file:///home/x", "https://[::1]/",
     "https://delta.example/a b", "http://delta", ""],
)  # fmt: skip
def test_addresses_that_are_not_of_the_public_web_stay(url: str) -> None:
    assert not is_public_address(url)


def test_an_address_leaves_unless_it_names_somebody() -> None:
    plain, telling = ("https://delta.example/news/77", "https://delta.example/news/solan-beaten")
    made = [houses.gate([replace(act(), document=replace(act().document, url=url))]) for url in (plain, telling)]
    assert [gate.sources()[0].url for gate in made] == [plain, ""]


def test_ids_are_made_for_publication_and_depend_on_the_key() -> None:
    house = houses.house(PAGES, houses.published(PAGES))
    inside = {s.entity for page in PAGES for s in page.statements()} | {page.document.sha256 for page in PAGES}
    one, other = ([item.id for item in Gate(replace(house, key=key)).items()] for key in (b"one", b"other"))
    assert len(set(one)) == len(one)
    assert not set(one) & (inside | set(house.clusters.values()) | set(other))


@given(st.text(max_size=900))
def test_words_that_leave_are_short_and_on_one_line(words: str) -> None:
    out = short(words)
    assert len(out) <= LONGEST
    assert " ".join(out.split()) == out


VERDICTS = st.sampled_from([Verdict.ACCEPT, Verdict.REJECT, Verdict.PUBLISH, Verdict.WITHHOLD])
CLAIMS = sorted({s.claim for page in PAGES for s in page.statements()})
NAMED = {s.claim: s.value for p in PAGES for s in p.statements() if s.kind == "Person" and s.prop == "name"}


@given(st.lists(st.tuples(st.sampled_from(CLAIMS), VERDICTS), max_size=30))
def test_whatever_is_decided_only_published_names_leave(taken: list[tuple[str, Verdict]]) -> None:
    decisions = [samples.decision(claim, verdict) for claim, verdict in taken]
    made = houses.gate(PAGES, decisions)
    words = houses.told(made)
    for name in set(NAMED.values()):
        last = [r for claim, n in NAMED.items() if n == name and (r := made.house.rulings.get(claim))]
        rejected = {
            claim for claim, n in NAMED.items() if n == name and (r := made.house.rulings.get(claim)) and r.rejected
        }
        public = any(r.release and r.release.verdict is Verdict.PUBLISH for r in last)
        if not public and not rejected:
            assert flat(name) not in flat(words.replace(SIGN, "|")), name
    assert all(len(said.quote) <= LONGEST for item in made.items() for v in item.values.values() for said in v)
    withheld = {c for c, r in made.house.rulings.items() if r.release and r.release.verdict is Verdict.WITHHOLD}
    for page in PAGES:
        for s in page.statements():
            if s.claim in withheld and s.prop == "name" and s.kind == "Person":
                assert s.value not in words


def test_the_number_of_a_file_stays_inside_quotes_too() -> None:
    text = "The file has the number 77/2021, said the Supreme Court of the region."
    case = houses.record(
        text, "Case", "file", ("number", "77/2021", "77/2021"), ("court", "Supreme Court", "Supreme Court")
    )
    figure = houses.record(text, "Figure", "number", ("value", "1", text))
    made = houses.gate([houses.page(text, case, figure, title="A note")])
    assert [item.values["value"][0].quote for item in made.items()] == [text.replace("77/2021", SIGN)]


def test_a_country_stays_readable_where_a_hidden_name_has_it_as_a_part() -> None:
    text = "Rina Cambodia left Cambodia. Kandal is quiet, said Rina."
    person = houses.record(text, "Person", "Rina Cambodia", ("name", "Rina Cambodia", "Rina Cambodia"))
    made = houses.gate([houses.page(text, person, houses.record(text, "Figure", "left", ("value", "1", text)))])
    assert (
        houses.items(made, "Figure")[0].values["value"][0].quote
        == f"{SIGN} left Cambodia. Kandal is quiet, said {SIGN}."
    )


def test_a_country_in_the_possessive_is_no_stranger() -> None:
    text = "Police banned Cambodia's songs."
    banned = houses.record(text, "Act", text, ("type", "content_censorship", text), ("status", "reported", "banned"))
    page = houses.page(text, banned)
    words = "Cambodia's songs"
    victim = ("role", "victim", words), ("name", words, words), ("act", banned.entity(page.document.sha256), words)
    made = houses.gate([replace(page, records=(banned, houses.record(text, "Involvement", words, *victim)))])
    assert houses.items(made, "Involvement")[0].first("name") == words
