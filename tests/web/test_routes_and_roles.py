"""Every address × role × method × how far the item behind it may travel: what is answered, and what it gives away.

The addresses come from Django's own table; a new one fails here until it has a row in EXPECTED.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import guarded
import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from guarded import World

from saksi.model.policy import Action, Role, Sensitivity, allowed
from saksi.store import models

pytestmark = pytest.mark.django_db

METHODS = ("get", "head", "post", "put", "delete", "options")
REFUSED = ("put", "delete", "options")
READ, MEMBERS, WORK, ACT = "everybody reads", "whoever signed in", "deciders read", "deciders send"
PROPOSE = "proposers read, and what lacks is said"
Own = dict[str, tuple[int, int]]

# What opens to whom. For the pages of the account: the answers to GET and POST, before and after signing in.
EXPECTED: dict[str, str | Own] = {
    **dict.fromkeys(("home", "search", "countries", "country", "documents", "document", "acts", "act"), READ),
    **dict.fromkeys(("ratings", "rating", "watchlist", "alert_feed", "methods", "method"), READ),
    **dict.fromkeys(("people", "person", "organisations", "organisation", "laws", "law"), READ),
    **dict.fromkeys(("cases", "case"), READ),
    **dict.fromkeys(("queue", "claim", "log", "another", "pairs", "pair"), WORK),
    **dict.fromkeys(("decide", "accept_all", "undo", "release", "judge", "split", "vote", "acknowledge"), ACT),
    "propose": PROPOSE,
    "letters": {"get": (200, 200), "post": (405, 405)},
    "face": {"get": (200, 200), "post": (405, 405)},
    "set_language": {"get": (302, 302), "post": (302, 302)},
    "account_login": {"get": (200, 302), "post": (200, 302)},
    "account_logout": {"get": (302, 200), "post": (302, 302)},
    "account_inactive": {"get": (200, 200), "post": (405, 405)},
    "account_reauthenticate": {"get": (302, 200), "post": (302, 200)},
    "account_change_password": {"get": (302, 200), "post": (302, 200)},
    "mfa_index": {"get": (302, 200), "post": (302, 405)},
    "mfa_authenticate": {"get": (302, 302), "post": (302, 302)},
    "mfa_reauthenticate": {"get": (302, 302), "post": (302, 302)},
    "mfa_activate_totp": {"get": (302, 302), "post": (302, 302)},
    "mfa_deactivate_totp": {"get": (302, 404), "post": (302, 404)},
    "mfa_view_recovery_codes": {"get": (302, 404), "post": (302, 405)},
    "mfa_generate_recovery_codes": {"get": (302, 302), "post": (302, 302)},
    "mfa_download_recovery_codes": {"get": (302, 404), "post": (302, 404)},
}
ITEMS = {"act": "Act", "person": "Person", "organisation": "Organisation", "law": "Law", "case": "Case"}
PAIRS = ("pair", "judge", "split")
CLAIMS = ("claim", "decide", "accept_all", "undo")
NO_ITEM = "no item"


def patterns(found: Any = None) -> Iterator[URLPattern]:
    for one in (found or get_resolver()).url_patterns:
        yield from patterns(one) if hasattr(one, "url_patterns") else [one]


@dataclass(frozen=True)
class Case:
    """One address with what stands behind it."""

    route: str
    address: str
    level: str = NO_ITEM
    verdict: str = ""


@pytest.fixture
def cases(world: World) -> list[Case]:
    return [case for pattern in patterns() for case in of(pattern, world)]


def of(pattern: URLPattern, world: World) -> Iterator[Case]:
    name = str(pattern.name)
    if name in ITEMS:
        for (level, kind), entity in world.entities.items():
            if kind == ITEMS[name]:
                yield Case(name, reverse(f"explore:{name}", args=[entity]), level)
    elif name in CLAIMS:
        for (level, prop), claim in world.claims.items():
            if "." not in prop:
                verdict = "undo" if claim in world.decided else "reject"
                yield Case(name, reverse(f"review:{name}", args=[claim]), level, verdict)
        if name == "undo":
            yield Case(name, reverse("review:undo", args=[world.pair]), "protected")
    elif name in PAIRS:
        more = [world.entity("protected", "Person")] if name == "split" else []
        yield Case(name, reverse(f"review:{name}", args=[world.pair, *more]), "protected", "undo")
    elif name == "release":
        yield Case(name, reverse("review:release", args=[world.documents[0]]), "public", "withhold")
    elif name == "document":
        yield Case(name, reverse("explore:document", args=[world.documents[0]]), "public")
    elif name == "face":
        yield Case(name, reverse(name, args=["khmer"]))
    elif name == "method":
        yield Case(name, reverse("explore:method", args=["watch"]))
    elif name in ("country", "rating"):
        yield Case(name, reverse(f"explore:{name}", args=["KH"]))
    elif name == "propose":
        yield Case(name, reverse("review:propose", args=["KH"]))
    elif name in ("vote", "acknowledge"):
        yield Case(name, reverse(f"review:{name}", args=[world.proposal if name == "vote" else world.alert]))
    else:
        space = {READ: "explore:", WORK: "review:", ACT: "review:"}.get(str(EXPECTED.get(name)), "")
        yield Case(name, reverse(space + name))


def real(level: str, withheld: Sensitivity) -> Sensitivity:
    """Return how far an item may travel."""
    return withheld if level == "withheld" else Sensitivity.PUBLIC if level == NO_ITEM else Sensitivity(level)


def status(case: Case, person: str, method: str, sensitivity: Sensitivity) -> int:
    """Return the status that the policy table asks for."""
    if method in REFUSED:
        return 405
    kind, role, signed = EXPECTED[case.route], guarded.role(person), person in set(Role)
    sees = allowed(role, Action.READ, sensitivity)
    if not isinstance(kind, str):
        return kind["post" if method == "post" else "get"][signed]
    if kind == READ:
        return 405 if method == "post" else 200 if sees else 404
    if not signed:
        return 302
    if not allowed(role, Action.PROPOSE if kind == PROPOSE else Action.DECIDE):
        return 403
    if kind == PROPOSE:
        return 422 if method == "post" else 200
    if (kind == WORK) is (method == "post"):
        return 405
    if not sees:
        return 404
    if kind == ACT and case.route != "accept_all" and not allowed(role, Action.DECIDE, sensitivity):
        return 403
    return 302 if kind == ACT else 200


def test_every_address_has_a_row() -> None:
    named = {str(pattern.name) for pattern in patterns()}
    new = sorted(named - set(EXPECTED))
    assert not new, f"say in EXPECTED who may open these addresses: {', '.join(new)}"
    assert not set(EXPECTED) - named, "a row without an address"


def send(client: Client, case: Case, method: str) -> Any:
    """Send a request and take back what it did: in the store, in the cookies, in the count of attempts."""
    given = {"verdict": case.verdict} if case.verdict else {}
    kept = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        response = client.post(case.address, given) if method == "post" else getattr(client, method)(case.address)
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(kept)
    cache.clear()
    return response


def told(response: Any) -> str:
    """Return everything that an answer says: its words, its headers, its cookies."""
    return "\n".join(
        [response.content.decode(errors="replace"), *map(str, response.headers.items()), str(response.cookies)]
    )


def coverage(done: set[tuple[str, str, str]]) -> float:
    """Return which part of route × method × level, as the address table and the vocabulary give it, was asked."""
    things = dict.fromkeys(ITEMS, ("public", "withheld")) | {"person": guarded.LEVELS}
    things |= {"case": guarded.LEVELS} | dict.fromkeys(PAIRS, ("protected",))
    things |= dict.fromkeys(CLAIMS, guarded.LEVELS) | dict.fromkeys(("document", "release"), ("public",))
    names = [str(pattern.name) for pattern in patterns()]
    wanted = {(name, m, level) for name in names for m in METHODS for level in things.get(name, (NO_ITEM,))}
    return 100.0 * len(wanted & done) / len(wanted)


@pytest.mark.parametrize("person", guarded.PEOPLE)
def test_every_address_answers_as_the_policy_says(
    world: World, withheld: Sensitivity, cases: list[Case], person: str
) -> None:
    before, wrong = models.Decision.objects.count(), []
    client = guarded.client(person)
    shut = guarded.forbidden(guarded.role(person), withheld)
    done = set()
    # What restricting changes is what stands behind an address, so then only those are asked again.
    again = withheld is Sensitivity.RESTRICTED
    asked = [(c, m) for c in cases for m in METHODS if not again or (c.level != NO_ITEM and m in ("get", "post"))]
    for case, method in asked:
        response = send(client, case, method)
        wanted = status(case, person, method, real(case.level, withheld))
        which = f"{method.upper()} {case.route} ({case.level}) as {person}"
        if response.status_code != wanted:
            wrong.append(f"{which}: {response.status_code} instead of {wanted}")
        leaked = guarded.found(told(response).replace(case.address, ""), shut)
        wrong += [f"{which} gives away {canary}" for canary in sorted(leaked)]
        done.add((case.route, method, case.level))
    assert not wrong, "\n".join(wrong)
    assert again or coverage(done) == 100.0
    assert models.Decision.objects.count() == before
