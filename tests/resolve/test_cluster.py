"""Clusters: by name and country, by decision, and the same whatever the order."""

from hypothesis import given
from hypothesis import strategies as st

from saksi.resolve.cluster import ALONE, APART, DECIDED, SAME_NAME, Membership, Named, clusters

named = st.builds(
    Named,
    st.sampled_from([letter * 32 for letter in "abcdefgh"]),
    st.just("Person"),
    st.sampled_from(["Mira Solan", "mira  solan", "Teo Brandt"]),
    st.sampled_from(["", "KH", "TH"]),
)


def person(entity: str, name: str = "Mira Solan", country: str = "", kind: str = "Person") -> Named:
    return Named(entity, kind, name, country)


def home(members: list[Membership]) -> dict[str, str]:
    return {member.entity: member.canonical for member in members}


def reasons(members: list[Membership]) -> list[str]:
    return [member.reason for member in members]


def test_names_that_fold_alike_are_one() -> None:
    found = clusters([person("a"), person("b", "MIRA  Solan"), person("c", "Teo Brandt")])

    assert home(found)["a"] == home(found)["b"] != home(found)["c"]
    assert reasons(found) == [SAME_NAME, SAME_NAME, ALONE]


def test_kinds_do_not_mix() -> None:
    found = home(clusters([person("a", "Solan"), person("b", "Solan", kind="Organisation")]))

    assert found["a"] != found["b"]


def test_countries_that_differ_keep_a_name_apart() -> None:
    court = [
        person(e, "Supreme Court", c, "Organisation") for e, c in (("a", "KH"), ("b", "TH"), ("c", "KH"), ("d", ""))
    ]
    found = home(clusters(court))

    assert found["a"] == found["c"]
    assert len({found["a"], found["b"], found["d"]}) == 3


def test_an_unknown_country_joins_the_only_one_known() -> None:
    found = home(clusters([person("a", country="KH"), person("b")]))

    assert found["a"] == found["b"]


def test_a_decision_joins_what_names_do_not() -> None:
    found = clusters([person("a"), person("b", "Mira S."), person("c")], same=[("b", "a")])

    assert len(set(home(found).values())) == 1
    assert reasons(found) == [DECIDED, DECIDED, SAME_NAME]


def test_a_decision_parts_what_has_one_name() -> None:
    found = clusters([person("a"), person("b"), person("c")], different=[("a", "b")])

    assert home(found)["a"] == home(found)["c"] != home(found)["b"]
    assert reasons(found) == [SAME_NAME, APART, SAME_NAME]


def test_decisions_about_what_is_not_there_do_nothing() -> None:
    assert clusters([person("a")], same=[("a", "gone")], different=[("gone", "a")]) == clusters([person("a")])
    mixed = clusters([person("a"), person("b", kind="Organisation")], same=[("a", "b")])
    assert len(set(home(mixed).values())) == 2


@given(st.lists(named, unique_by=lambda n: n.entity), st.randoms())
def test_order_does_not_matter(entities: list[Named], order: object) -> None:
    shuffled = list(entities)
    order.shuffle(shuffled)  # type: ignore[attr-defined]

    assert clusters(shuffled) == clusters(entities)


@given(st.lists(named, unique_by=lambda n: n.entity, min_size=3), st.data())
def test_the_order_of_decisions_does_not_matter(entities: list[Named], data: st.DataObject) -> None:
    ids = st.sampled_from([e.entity for e in entities])
    pairs = data.draw(st.lists(st.tuples(ids, ids), max_size=5))

    assert home(clusters(entities, same=pairs)) == home(clusters(entities, same=[(b, a) for a, b in reversed(pairs)]))


@given(st.lists(named, unique_by=lambda n: n.entity))
def test_a_cluster_keeps_its_id_when_a_namesake_comes(entities: list[Named]) -> None:
    plain = [Named(e.entity, e.kind, e.name) for e in entities]
    more = [*plain, person("i" * 32)]

    assert home(clusters(plain)).items() <= home(clusters(more)).items()
