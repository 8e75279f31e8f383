"""What each role finds, counts and is told: everything that is its own, and nothing that betrays the rest."""

import re
from collections.abc import Iterator
from typing import Any

import guarded
import pytest
from django.test import Client
from django.urls import reverse
from guarded import World

from saksi.model.policy import Action, Role, Sensitivity, allowed

pytestmark = pytest.mark.django_db

KINDS = {"act": "Act", "person": "Person", "organisation": "Organisation", "law": "Law"}
ABSENT = "f" * 32


def pages(world: World, decides: bool) -> Iterator[str]:
    for name in ("home", "countries", "documents", "acts", "people", "organisations", "laws"):
        yield reverse(f"explore:{name}")
    yield from (reverse("explore:cases") + query for query in ("", "?state=open", "?state=closed", "?state=hearings"))
    yield reverse("explore:country", args=["KH"])
    yield reverse("explore:document", args=[world.documents[0]])
    for (_, kind), entity in world.entities.items():
        page = {"Act": "act", "Beating": "act", "Person": "person", "Organisation": "organisation", "Law": "law"}
        if kind in page:
            yield reverse(f"explore:{page[kind]}", args=[entity])
        if kind in ("Act", "Beating", "Case"):
            yield reverse("explore:case", args=[entity])
    if decides:
        yield from (reverse(f"review:{name}") for name in ("queue", "log", "another", "pairs"))
        yield from (f"{reverse('review:pairs')}?state={state}" for state in ("automatic", "judged", "disputed"))
        yield from (f"{reverse('review:pairs')}?done={world.pair}", reverse("review:pair", args=[world.pair]))
        for kind in ("Act", "Person", "Organisation", "Law", "Call", "Figure", "Endorsement", "StatedRating"):
            yield from (f"{reverse('review:queue')}?kind={kind}&state={state}" for state in ("", "decided"))
        for (_, prop), claim in world.claims.items():
            if "." not in prop:
                yield reverse("review:claim", args=[claim])


def every() -> set[str]:
    words = guarded.report() + " Qzinternalreason Qzinternaluser Qzprotectedreason Qzwithheldwhy Qzwithheldcorrection "
    words += "Qzinternaldecider Qzinternallost Qzprotectedlost Qzprotectedpair Qzinternalpath Qzinternalunreadable "
    words += "Qzpublicpublisher"
    return guarded.found(words, frozenset({*guarded.LEVELS, "nobody"}))


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reads_its_own_and_nothing_else(world: World, withheld: Sensitivity, role: Role) -> None:
    client, shut = guarded.client(role), guarded.forbidden(role, withheld)
    decides = allowed(role, Action.DECIDE)
    read: set[str] = set()
    for address in pages(world, decides):
        words = client.get(address).content.decode().replace(address, "")
        read |= guarded.found(words, frozenset(guarded.LEVELS))
        leaked = guarded.found(words, shut)
        assert not leaked, f"{address} gives {role} {sorted(leaked)}"
    own = {canary for canary in every() if guarded.CANARY.match(canary)[1] not in shut}  # type: ignore[index]
    if role is Role.COORDINATOR:
        assert own - read == set()
    elif role is not Role.READER:
        log = re.compile("(lost|pair|why|correction|decider)$")  # told by the log of decisions alone
        assert {canary for canary in own - read if not log.search(canary)} == set()
    else:
        assert {"qzpublicclause", "qzpublicfamily", "qzpublicorg", "qzpublicdemand", "qzpublicrole"} <= read


@pytest.mark.parametrize("person", guarded.PEOPLE)
def test_lists_and_counts_count_what_may_be_seen(world: World, withheld: Sensitivity, person: str) -> None:
    client, role = guarded.client(person), guarded.role(person)
    shut = guarded.forbidden(role, withheld)
    seen = [level for level in guarded.LEVELS if level not in shut]
    things = 1 + ("withheld" in seen)
    told = 1 + things + len(guarded.LEVELS)  # an act of each person, also of those who may not be named
    home = client.get("/").context
    assert (home["reported"].n, home["people"].n) == (told, len(seen))
    assert client.get(reverse("explore:acts")).context["leaf"].total == told
    assert client.get(reverse("explore:people")).context["leaf"].total == len(seen)
    assert client.get(reverse("explore:organisations")).context["leaf"].total == 2 + things
    assert client.get(reverse("explore:laws")).context["leaf"].total == things
    assert client.get(reverse("explore:cases")).context["leaf"].total == len(seen)
    country = client.get(reverse("explore:country", args=["KH"])).context["page"]
    assert country.total.reported == told
    assert {count.key: count.reported for count in country.types} == {
        "arrest": things,
        "detention": len(guarded.LEVELS),
        "violence": 1,
    }
    assert client.get(reverse("explore:documents")).context["rows"][0].acts == told
    page = client.get(reverse("explore:document", args=[world.documents[0]])).context["page"]
    assert {kind: len(said) for kind, said in page.said.items()} == dict.fromkeys(
        ("Call", "Endorsement", "Figure", "StatedRating"), things
    )
    beaten = client.get(reverse("explore:act", args=[world.entity("public", "Beating")])).context["report"]
    parts = [one.party.role for one in beaten.involved]
    assert parts.count("victim") == len(guarded.LEVELS)  # who may not be named is still one of those beaten
    assert parts.count("witness") == ("protected" in seen)


@pytest.mark.parametrize("person", guarded.PEOPLE)
def test_no_search_finds_a_word_that_may_not_be_read(world: World, withheld: Sensitivity, person: str) -> None:
    client, shut = guarded.client(person), guarded.forbidden(guarded.role(person), withheld)
    outside = "internal" in shut
    looked = shut if withheld is Sensitivity.INTERNAL else shut & {"withheld"}
    for canary in sorted(canary for canary in every() if guarded.CANARY.match(canary)[1] in looked):  # type: ignore[index]
        found = client.get(reverse("explore:search"), {"q": f"{canary}*"}).context["total"]
        named = client.get(reverse("explore:people"), {"name": canary}).context["leaf"].total
        assert (found, named) == (0, 0), f"{person} finds {canary}"
    assert client.get(reverse("explore:search"), {"q": "Qzpublicclause"}).context["total"] > 0
    assert (client.get(reverse("explore:search"), {"q": "Qzinternaltext"}).context["total"] == 0) is outside


@pytest.mark.parametrize("person", guarded.PEOPLE)
def test_what_may_not_be_seen_answers_as_what_is_not_there(world: World, withheld: Sensitivity, person: str) -> None:
    client, role = guarded.client(person), guarded.role(person)
    shut = guarded.forbidden(role, withheld)
    hidden = [
        (reverse(f"explore:{name}", args=[world.entity(level, kind)]), reverse(f"explore:{name}", args=[ABSENT]))
        for name, kind in KINDS.items()
        for level in guarded.LEVELS
        if (level, kind) in world.entities and level in shut
    ]
    if allowed(role, Action.DECIDE):
        hidden += [
            (reverse(f"review:{name}", args=[claim]), reverse(f"review:{name}", args=[ABSENT]))
            for (level, prop), claim in world.claims.items()
            for name in ("claim", "decide", "accept_all")
            if level in shut and "." not in prop
        ]
        pair, absent = world.pair, f"{ABSENT}:{ABSENT}"
        hidden += [
            (reverse(f"review:{name}", args=[one]), reverse(f"review:{name}", args=[absent]))
            for name in ("pair", "judge")
            for one in [pair]
            if "protected" in shut
        ]
        hidden += [
            (reverse("review:split", args=[pair, end]), reverse("review:split", args=[absent, ABSENT]))
            for end in pair.split(":")
            if "protected" in shut
        ]
    hidden += [
        (reverse("explore:case", args=[world.entity(level, "Case")]), reverse("explore:case", args=[ABSENT]))
        for level in guarded.LEVELS
        if level in shut
    ]
    for there, absent in hidden:
        method = "post" if {"decide", "accept-all", "judge", "split"} & set(there.split("/")) else "get"
        one, other = getattr(client, method)(there), getattr(client, method)(absent)
        assert one.status_code == other.status_code == 404
        assert plain(one) == plain(other)


def plain(response: Any) -> str:
    """Return a page without the token of its forms, which is new each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_an_undo_of_what_may_not_be_seen_is_no_oracle(world: World, withheld: Sensitivity) -> None:
    client = guarded.client(Role.REVIEWER)
    for claim in (world.claims["protected", "Person"], world.claims["protected", "Person.alias"], world.pair):
        assert client.post(reverse("review:undo", args=[claim])).status_code == 404


def test_a_reviewer_reads_the_restricted_and_decides_on_none_of_it(world: World, withheld: Sensitivity) -> None:
    client = guarded.client(Role.REVIEWER)
    claim = world.claims["withheld", "Law"]
    answer = client.post(reverse("review:decide", args=[claim]), {"verdict": "reject"}).status_code
    assert answer == (403 if withheld is Sensitivity.RESTRICTED else 302)


def test_words_of_a_withheld_act_are_in_no_quote_of_another(world: World, withheld: Sensitivity) -> None:
    words = Client().get(reverse("explore:act", args=[world.entity("public", "Beating")])).content.decode()
    assert "qzwithheldvalue" not in words.lower()
