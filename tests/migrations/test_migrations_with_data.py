"""Every migration of ours, there and back, over tables full of random rows: what it does not mean to change stays.

A new migration is tested by being there; one that means to change or drop something says so below.
"""

from collections.abc import Iterator

import pytest
import random_rows as rows
from django.apps import apps as today
from django.apps.registry import Apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from saksi.store import seal

pytestmark = pytest.mark.django_db(transaction=True)

Key = tuple[str, str]
CHANGES: dict[Key, frozenset[str]] = {}
"""Tables whose rows a migration means to change, by migration; what it makes of them needs a test of its own then."""
ONE_WAY: dict[Key, str] = {}
"""Migrations that cannot be taken back, each with the reason."""
SEED = 1975


def ours() -> list[Key]:
    """Every migration of Saksi's own apps."""
    labels = {config.label for config in today.get_app_configs() if config.name.startswith("saksi.")}
    return sorted(key for key in MigrationLoader(None).disk_migrations if key[0] in labels)


@pytest.fixture(autouse=True)
def _whole_again() -> Iterator[None]:
    seal.lift()
    yield
    call_command("flush", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0)


@pytest.mark.parametrize("key", ours(), ids=".".join)
def test_rows_outlive_a_migration_and_its_way_back(key: Key) -> None:
    before = _move(_parents(key), key)
    rows.fill(before, SEED)
    full = rows.held(before)
    after = rows.held(_move([key], key))
    for label, then, now in rows.shared(full, after):
        assert now == then or label in CHANGES.get(key, frozenset()), label
    if key not in ONE_WAY:
        back = rows.held(_move(_parents(key), key))
        assert back == full or key in CHANGES


@pytest.mark.parametrize("key", ours(), ids=".".join)
def test_new_tables_go_away_with_what_was_put_into_them(key: Key) -> None:
    after = _move([key], key)
    rows.fill(after, SEED)
    full = rows.held(after)
    assert any(found for _, found in full.values())
    if key not in ONE_WAY:
        back = rows.held(_move(_parents(key), key))
        for label, then, now in rows.shared(full, back):
            assert now == then or label in CHANGES.get(key, frozenset()), label


def test_what_cannot_be_taken_back_says_so() -> None:
    loader = MigrationLoader(None)
    one_way = {key for key in ours() if not _reversible(loader.disk_migrations[key])}
    assert one_way == set(ONE_WAY)


def _reversible(migration: Migration) -> bool:
    return all(operation.reversible for operation in migration.operations)


def _parents(key: Key) -> list[Key]:
    """Return the state just before a migration: those of its app that it stands on, or none of the app."""
    own = [(app, name) for app, name in MigrationLoader(None).disk_migrations[key].dependencies if app == key[0]]
    return own or [(key[0], None)]  # type: ignore[list-item]


def _move(targets: list[Key], key: Key) -> Apps:
    """Migrate there and return the models of that time."""
    MigrationExecutor(connection).migrate(targets)
    loader = MigrationLoader(connection)
    assert (key in loader.applied_migrations) is (key in targets)
    return loader.project_state(list(loader.applied_migrations)).apps
