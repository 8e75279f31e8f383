"""A small record to look at, and people to look at it. All names invented."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import guarded
import pytest
import samples
from django.db import transaction
from django.test import Client
from guarded import World

from saksi.model.policy import Role, Sensitivity
from saksi.model.types import Verdict
from saksi.store import write
from saksi.store.models import User
from saksi.store.read import current, levels


@pytest.fixture
def document(db: None) -> str:
    """SHA-256 of the sample document: three reported acts in Cambodia, two people."""
    return samples.add().sha256


@pytest.fixture
def reader() -> Client:
    """A visitor who has not signed in."""
    return Client()


@pytest.fixture
def member(db: None) -> Client:
    """A contributor: reads whole texts and all names, decides on nothing."""
    return _signed_in("lena", "contributor")


@pytest.fixture
def reviewer(db: None) -> Client:
    """A reviewer."""
    return _signed_in("ana", "reviewer")


def _signed_in(name: str, role: str) -> Client:
    client = Client()
    client.force_login(User.objects.create(username=name, role=role))
    return client


@pytest.fixture
def public(document: str) -> None:
    """Everybody named in the sample document is made public."""
    for claim in current.rows().filter(kind="Person", prop="name").values_list("claim", flat=True).distinct():
        write.decide(samples.decision(claim, Verdict.PUBLISH))


HERE = Path(__file__).parent
# Each sees another part of the record, or is no member.
ASKING = ("anonymous", Role.READER, Role.RESEARCHER, Role.REVIEWER, Role.COORDINATOR)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to `make bench` what would ask PostgreSQL the same again: the rules are not the database's."""
    if config.getoption("--database") == "postgresql":
        for item in (item for item in items if HERE in item.path.parents):
            given = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
            if given.get("withheld") is Sensitivity.RESTRICTED or given.get("person", "reader") not in ASKING:
                item.add_marker(pytest.mark.bench)


@pytest.fixture(scope="module", params=[Sensitivity.INTERNAL, Sensitivity.RESTRICTED], ids=str)
def withheld(request: pytest.FixtureRequest) -> Iterator[Sensitivity]:
    """What withholding makes of an item: internal, as it is, and restricted, which nothing is yet."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(levels, "WITHHELD", request.param)
        yield request.param


@pytest.fixture(scope="module")
def world(withheld: Sensitivity, django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Lay the record once for all roles."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield guarded.lay()
        transaction.set_rollback(True)
