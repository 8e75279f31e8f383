import random
from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.resolve.block import Filed, candidates
from saksi.resolve.mention import Mention

PLACES = ("Kandal", "Kampot", "Kratie")


def person(number: int, name: str, place: str = "") -> Mention:
    return Mention(f"m{number:03}", "Person", (name,), places=(place,) if place else ())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Phuon Keoreaksmey", "Phoung Keorasmey"),
        ("Sam Rainsy", "Rainsy Sam"),
        ("សម រង្ស៊ី", "Sam Rainsy"),
        ("S. Rainsy", "Sam Rainsy"),
        ("Ven. Luon Sovath", "Loun Savath"),
        ("Sok Ey San", "Sok Eysan"),
    ],
)
def test_one_person_in_two_spellings_is_a_candidate(left: str, right: str) -> None:
    assert list(candidates([person(1, left), person(2, right)])) == [("m001", "m002")]


@pytest.mark.parametrize(
    ("left", "right"), [("CCHR", "Cambodian Center for Human Rights"), ("Sam Rainsy Party", "Candlelight Party")]
)
def test_one_body_with_two_names_is_a_candidate(left: str, right: str) -> None:
    bodies = [Mention("a", "Organisation", (left,)), Mention("b", "Organisation", (right,))]
    assert list(candidates(bodies)) == [("a", "b")]


def test_people_and_bodies_are_never_compared() -> None:
    assert list(candidates([person(1, "Sam Rainsy"), Mention("x", "Organisation", ("Sam Rainsy",))])) == []


def test_with_new_ones_only_their_pairs_come() -> None:
    crowd = [person(number, "Sok Dara", PLACES[number % 3]) for number in range(6)]
    found = list(candidates(crowd, new={"m003"}))
    assert len(found) == 5
    assert all("m003" in pair for pair in found)


@given(
    st.lists(st.sampled_from(["Sok Dara", "Dara Sok", "Sok Darah", "Keo Mom", "S. Dara", "Penguin"]), max_size=40),
    st.randoms(),
)
@settings(deadline=None)
def test_the_order_of_mentions_does_not_matter(names: list[str], chance: random.Random) -> None:
    crowd = [person(number, name, PLACES[number % 3]) for number, name in enumerate(names)]
    shuffled = list(crowd)
    chance.shuffle(shuffled)
    found = list(candidates(crowd))
    assert found == list(candidates(shuffled))
    assert found == sorted(set(found))
    assert all(one < other for one, other in found)


def test_pairs_of_one_name_do_not_grow_with_the_square() -> None:
    few, many = ([person(n, "Sok Dara", PLACES[n % 3]) for n in range(size)] for size in (100, 400))
    assert len(list(candidates(many))) < 6 * len(list(candidates(few)))


def test_where_names_are_crowded_the_likeliest_stay_and_the_unlikely_go() -> None:
    endings = ("a", "i", "an", "on", "el", "eth", "ina", "oeun", "arith", "ophea", "unthea", "yvann")
    crowd = [person(n, f"{first} D{end}") for n, (first, end) in enumerate(product(("Sok", "Suk", "Sokh"), endings))]
    crowd += [person(500, "Sok Darith"), person(501, "Dareth Sok")]
    found = list(candidates(crowd))
    assert ("m500", "m501") in found
    likely = Counter(end for pair in found for end in pair)
    assert max(likely.values()) <= 12  # 16 of 38 where all that share a key stay


def test_a_filed_mention_meets_its_candidates_only() -> None:
    filed = Filed([person(1, "Sam Rainsy"), person(2, "Keo Sreymom"), person(3, "Penguin")])
    assert filed.candidates(person(4, "Rainsy Sam")) == ["m001"]
    assert filed.candidates(person(1, "Sam Rainsy")) == []
