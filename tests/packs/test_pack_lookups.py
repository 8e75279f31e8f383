"""What the packs know, and how names are found in them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.packs import Pack, load
from saksi.packs.keys import key

PROVINCES = 25


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load()


def test_the_same_names_give_the_same_pack() -> None:
    assert load() is load(("world", "lang/en", "kh"))
    assert hash(load()) == hash(load())


def test_the_world_alone_knows_countries_but_no_provinces_of_cambodia() -> None:
    world = load(("world",))
    assert world.country_by_name("Cambodia") is not None
    assert world.place("Battambang") is None


def test_packs_hold_what_the_observatory_stands_on(pack: Pack) -> None:
    assert len(pack.countries) == 249
    provinces = [p for p in pack.places if p.country == "KH" and p.code]
    assert len(provinces) == PROVINCES
    assert {p.code for p in provinces} == {f"KH-{n}" for n in range(1, PROVINCES + 1)}
    assert sum(1 for p in pack.places if p.country == "KH" and not p.code) >= 60
    assert sum(1 for p in pack.places if p.type == "city" and p.country != "KH") >= 400
    assert sum(1 for law in pack.laws if law.country == "KH") >= 30
    assert sum(1 for body in pack.bodies if body.type == "party") >= 150
    khmer = pack.names[0]
    assert min(len(khmer.surnames), len(khmer.given)) >= 150
    assert len({s for group in pack.name_groups for s in group.surnames}) >= 600
    assert len({p.country for p in pack.places if p.type in ("province", "region", "state")}) >= 25


def test_every_country_with_a_capital_has_it_among_the_names(pack: Pack) -> None:
    for country in pack.countries:
        if country.capital:
            assert country in [pack.country_by_capital(country.capital)] or country.capital == "Kingston"


def test_each_province_of_cambodia_has_coordinates_its_khmer_name_and_a_court(pack: Pack) -> None:
    courts = {court.place for court in pack.courts if court.country == "KH" and court.level == "first instance"}
    for place in (p for p in pack.places if p.country == "KH" and p.code):
        assert place.native
        assert 9.5 < (place.lat or 0) < 15
        assert 102 < (place.lon or 0) < 108
        assert place.name in courts


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Cambodia", "KH"),
        ("kingdom of cambodia", "KH"),
        ("the United States", "US"),
        ("U.S.", "US"),
        ("the US", "US"),
        ("Burma", "MM"),
        ("Côte d’Ivoire", "CI"),
        ("Viet Nam", "VN"),
        ("Türkiye", "TR"),
        ("The Gambia", "GM"),
        ("DRC", "CD"),
    ],
)
def test_countries_are_found_by_every_name(pack: Pack, name: str, code: str) -> None:
    country = pack.country_by_name(name)
    assert country is not None
    assert country.code == code
    assert pack.country(code) is country


@pytest.mark.parametrize("word", ["us", "car", "it", "Atlantis", ""])
def test_small_words_are_no_countries(pack: Pack, word: str) -> None:
    assert pack.country_by_name(word) is None


@pytest.mark.parametrize(
    ("word", "code"), [("Cambodian", "KH"), ("filipina", "PH"), ("Burmese", "MM"), ("Thais", "TH")]
)
def test_demonyms_name_their_country(pack: Pack, word: str, code: str) -> None:
    country = pack.country_by_demonym(word)
    assert country is not None
    assert country.code == code


def test_khmer_is_a_people_and_a_language_but_no_demonym(pack: Pack) -> None:
    assert pack.country_by_demonym("Khmer") is None


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Kompong Cham", "Kampong Cham"),
        ("Sihanoukville", "Preah Sihanouk"),
        ("ភ្នំពេញ", "Phnom Penh"),
        ("phnom penh", "Phnom Penh"),
        ("Rangoon", "Yangon"),
        ("Saigon", "Ho Chi Minh City"),
    ],
)
def test_places_are_found_by_spelling_variants(pack: Pack, name: str, found: str) -> None:
    place = pack.place(name)
    assert place is not None
    assert place.name == found


def test_namesakes_are_told_apart_by_country(pack: Pack) -> None:
    assert {p.country for p in pack.places_named("Hyderabad")} == {"IN", "PK"}
    inside = pack.place("Hyderabad", country="PK")
    assert inside is not None
    assert inside.country == "PK"
    assert pack.place("Hyderabad", country="KH") is None
    assert {p.country for p in pack.places_named("Punjab")} == {"IN", "PK"}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("CCHR", "Cambodian Center for Human Rights"),
        ("Cambodian Centre for Human Rights", "Cambodian Center for Human Rights"),
        ("Licadho", "Cambodian League for the Promotion and Defense of Human Rights"),
        ("the Human Rights Council", "UN Human Rights Council"),
        ("FIDH", "International Federation for Human Rights"),
        ("Twitter", "X"),
        ("VOD", "Voice of Democracy"),
        ("The Post", "The Post"),
    ],
)
def test_organisations_are_found_by_name_and_acronym(pack: Pack, name: str, found: str) -> None:
    body = pack.body(name)
    assert body is not None
    assert body.name == found


@pytest.mark.parametrize("word", ["central", "who", "ad hoc", "post", "coffel farm"])
def test_common_words_are_no_organisations(pack: Pack, word: str) -> None:
    assert pack.body(word) is None


def test_a_shared_acronym_goes_to_the_country_at_hand(pack: Pack) -> None:
    cambodian, italian = pack.body("CCC", country="KH"), pack.body("CCC", country="ZW")
    assert cambodian is not None
    assert italian is not None
    assert (cambodian.country, italian.country) == ("KH", "ZW")
    assert pack.body("CNRP", country="FR") is pack.body("CNRP"), "preferred, not demanded"


def test_ends_of_parties_and_outlets_are_dated(pack: Pack) -> None:
    rescue, daily = pack.body("CNRP"), pack.body("Cambodia Daily")
    assert rescue is not None
    assert daily is not None
    assert (rescue.status, rescue.until) == ("dissolved", "2017-11-16")
    assert (daily.status, daily.until) == ("closed", "2017-09-04")


def test_courts_are_found_by_their_names(pack: Pack) -> None:
    court, kind = pack.court("Phnom Penh Court of Appeal"), pack.court("High Court")
    assert court is not None
    assert kind is not None
    assert (court.level, court.place) == ("appeal", "Phnom Penh")
    assert kind.country == ""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("LANGO", "kh-lango"),
        ("the NGO law", "kh-lango"),
        ("Cambodian Criminal Code", "kh-penal-code"),
        ("National Internet Gateway", "kh-internet-gateway"),
        ("ICCPR", "iccpr"),
        ("Universal Declaration of Human Rights", "udhr"),
        ("Paris Peace Accords", "kh-paris-peace-agreements"),
        ("kh-penal-code", "kh-penal-code"),
    ],
)
def test_laws_are_found_by_the_names_that_texts_use(pack: Pack, name: str, code: str) -> None:
    law = pack.law(name)
    assert law is not None
    assert law.code == code


def test_articles_carry_subject_and_highest_penalty_where_sure(pack: Pack) -> None:
    incitement, insult = pack.article("kh-penal-code", "495"), pack.article("kh-penal-code", "437 bis")
    assert incitement is not None
    assert insult is not None
    assert (incitement.prison_years, insult.prison_years) == (2, 5)
    assert pack.article("kh-penal-code", "9999") is None


def test_lives_of_laws_go_forward_in_time(pack: Pack) -> None:
    order = ["drafted", "adopted", "in force", "amended", "repealed"]
    for law in pack.laws:
        stages = pack.stages_of(law.code)
        assert [order.index(s.stage) for s in stages] == sorted(order.index(s.stage) for s in stages), law.code
        dates = [s.date for s in stages if s.date]
        assert all(a[: len(b)] <= b[: len(a)] for a, b in pairwise(dates)), law.code


def test_every_law_of_cambodia_that_is_no_bill_has_a_date(pack: Pack) -> None:
    assert [law.code for law in pack.laws if law.country == "KH" and law.type != "bill" and not law.date] == []


@pytest.mark.parametrize("word", ["Sok", "kem", "Nguyen", "Erdogan", "Hernández", "Diallo", "Aung"])
def test_family_names_are_known(pack: Pack, word: str) -> None:
    assert pack.is_surname(word)


@pytest.mark.parametrize("word", ["In", "May", "Long", "Court", "Said", "Ministry", ""])
def test_words_that_prove_nothing_are_no_family_names(pack: Pack, word: str) -> None:
    assert not pack.is_surname(word)


def test_given_names_and_the_order_of_names(pack: Pack) -> None:
    assert pack.is_given_name("Sophea")
    assert not pack.is_given_name("Atlantis")
    assert pack.is_family_first("Kem")
    assert not pack.is_family_first("Erdogan")


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("opposition leader", "politician"),
        ("Human Rights Defender", "defender"),
        ("Prime Minister", "official"),
        ("union leader", "unionist"),
        ("Oknha", "business"),
        ("Venerable", "monk"),
        ("rapper", "artist"),
        ("windmill", None),
    ],
)
def test_titles_say_roles(pack: Pack, title: str, role: str | None) -> None:
    assert pack.role_of(title) == role


@pytest.mark.parametrize("words", ["Mr", "Dr.", "Samdech", "H.E.", "Lok Chumteav"])
def test_forms_of_address(pack: Pack, words: str) -> None:
    assert pack.is_address(words)
    assert not pack.is_address(words + "x")


def test_months_and_numbers(pack: Pack) -> None:
    assert (pack.months["september"], pack.months["sept"]) == (9, 9)
    assert (pack.number("Fourteen"), pack.number("dozen"), pack.number("dozens")) == (14, 12, None)
    assert pack.vague_numerals["dozens"] == 24


def test_folders_of_packs_are_found_by_name(pack: Pack) -> None:
    assert (pack.folder("lang/en") / "titles.yaml").is_file()


@given(st.text())
def test_keys_are_settled(name: str) -> None:
    once = key(name)
    assert key(once.upper()) == key(once) or once.upper().lower() != once


@given(st.sampled_from([c.name for c in load().countries]), st.booleans(), st.sampled_from(["", " ", "  "]))
def test_case_and_spaces_never_hide_a_country(name: str, upper: bool, space: str) -> None:
    country = load().country_by_name(space + (name.upper() if upper and name.isascii() else name) + space)
    assert country is not None
    assert country.name == name


@pytest.mark.parametrize(
    "name", ["Law on Associations and Non-Governmental Organizations (LANGO)", "2015 Law on Associations and NGOs"]
)
def test_laws_are_found_with_acronym_behind_or_year_before(pack: Pack, name: str) -> None:
    law = pack.law(name)
    assert law is not None
    assert law.code == "kh-lango"
