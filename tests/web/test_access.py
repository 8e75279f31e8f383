"""Who may open what: the policy table on every address."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from saksi.model.policy import Action, Role, allowed
from saksi.model.types import Verdict
from saksi.store import models
from saksi.store.models import User
from saksi.store.read import current

ARGUMENTS = dict.fromkeys(("claim_id", "subject", "entity", "identity"), "0" * 32) | {"sha256": "0" * 64, "code": "KH"}


def review_patterns() -> list[URLPattern]:
    found = next(r for r in get_resolver().url_patterns if str(r.pattern) == "review/")
    return list(found.url_patterns)


def address(pattern: URLPattern) -> str:
    names = pattern.pattern.converters
    return reverse(f"review:{pattern.name}", kwargs={name: ARGUMENTS[name] for name in names})


def some_claim() -> str:
    return current.rows().filter(kind="Act", prop="type")[0].claim


@pytest.mark.parametrize("pattern", review_patterns(), ids=lambda p: p.name)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_review_needs_a_login(reader: Client, document: str, pattern: URLPattern, method: str) -> None:
    response = getattr(reader, method)(address(pattern))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("pattern", review_patterns(), ids=lambda p: p.name)
@pytest.mark.parametrize("role", list(Role))
def test_the_review_follows_the_policy_table(db: None, pattern: URLPattern, role: Role) -> None:
    client = Client()
    client.force_login(User.objects.create(username=f"u-{role}", role=role.value))
    status = client.get(address(pattern)).status_code
    action = Action.PROPOSE if pattern.name == "propose" else Action.DECIDE
    assert (status == 403) is not allowed(role, action)


@pytest.mark.parametrize("role", [role for role in Role if not allowed(role, Action.DECIDE)])
def test_who_may_not_decide_changes_nothing(document: str, role: Role) -> None:
    client = Client()
    client.force_login(User.objects.create(username="u", role=role.value))
    response = client.post(reverse("review:decide", args=[some_claim()]), {"verdict": Verdict.REJECT})
    assert response.status_code == 403
    assert not models.Decision.objects.exists()


def test_a_decision_needs_the_token_of_our_own_form(document: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create(username="ana", role="reviewer"))
    response = client.post(reverse("review:decide", args=[some_claim()]), {"verdict": "reject"})
    assert response.status_code == 403
    assert "load the page again" in response.content.decode()
    assert "<style" not in response.content.decode()


def test_every_page_but_reading_and_signing_in_needs_a_login() -> None:
    opened = {p.name for r in get_resolver().url_patterns if str(r.pattern) in ("", "account/") for p in walk(r)}
    assert {"home", "document", "search", "account_login"} <= opened
    assert not {name for name in opened if name and "admin" in name}


def walk(found: object) -> list[URLPattern]:
    inner = getattr(found, "url_patterns", None)
    return [found] if inner is None else [p for one in inner for p in walk(one)]  # type: ignore[list-item]


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/"])
def test_nobody_signs_up_and_nothing_is_mailed(reader: Client, db: None, path: str) -> None:
    assert reader.get(f"/account/{path}").status_code in (302, 404)
    assert not User.objects.exists()


def test_a_login_works_and_leads_to_the_review(reader: Client, db: None) -> None:
    User.objects.create_user("ana", password="seven lanterns on the river", role="reviewer")
    given = {"login": "ana", "password": "seven lanterns on the river"}
    response = reader.post(reverse("account_login"), given)
    assert response.headers["Location"] == reverse("review:queue")
    assert reader.get(reverse("review:queue")).status_code == 200
    assert reader.post(reverse("account_logout")).headers["Location"] == reverse("explore:home")
    assert reader.get(reverse("review:queue")).status_code == 302


def test_who_may_not_decide_is_led_to_the_start(reader: Client, db: None) -> None:
    User.objects.create_user("lena", password="seven lanterns on the river", role="contributor")
    given = {"login": "lena", "password": "seven lanterns on the river"}
    assert reader.post(reverse("account_login"), given).headers["Location"] == reverse("explore:home")
    assert reader.post(reverse("account_logout"), follow=True).status_code == 200
    led = reader.post(reverse("account_login"), {**given, "next": "/people/"})
    assert led.headers["Location"] == "/people/"


def test_a_wrong_password_says_so(reader: Client, db: None) -> None:
    User.objects.create_user("ana", password="seven lanterns on the river")
    response = reader.post(reverse("account_login"), {"login": "ana", "password": "wrong"})
    assert response.status_code == 200
    assert b"errorlist" in response.content


def test_a_second_factor_is_asked_for_once_set_up(reader: Client, db: None) -> None:
    known = {"login": "ana", "password": "seven lanterns on the river"}
    User.objects.create_user("ana", password=known["password"], role="reviewer")
    reader.post(reverse("account_login"), known)
    activate = reverse("mfa_activate_totp")
    page = reader.get(activate, follow=True)
    assert page.redirect_chain[-1][0].startswith(reverse("account_reauthenticate"))
    page = reader.post(
        reverse("account_reauthenticate"), {"password": known["password"], "next": activate}, follow=True
    )
    assert b"data:image/svg+xml" in page.content
    secret = page.context["form"].secret
    page = reader.post(activate, {"code": code(secret)}, follow=True)
    assert reverse("mfa_view_recovery_codes") in [address for address, _ in page.redirect_chain]
    reader.post(reverse("account_logout"))
    asked = reader.post(reverse("account_login"), known)
    assert asked.headers["Location"] == reverse("mfa_authenticate")
    assert reader.get(reverse("review:queue")).status_code == 302


def code(secret: str) -> str:
    """Return the code that an authenticator shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
