"""What every test stands on: a store of its own, a settled hypothesis, no network (pytest-socket, in pyproject)."""

import os
from collections.abc import Iterator
from pathlib import Path

import databases
import pytest
import pytest_django
from hypothesis import settings as hypothesis
from nursery import Nursery

ROOT = Path(__file__).parent.parent

# The same examples on every machine; `--hypothesis-profile=search` looks for new ones.
hypothesis.register_profile("saksi", deadline=None, derandomize=True, database=None)
hypothesis.register_profile("search", deadline=None, max_examples=2000)
hypothesis.load_profile("saksi")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make golden` asks for new golden files; their diff is read before it is committed."""
    parser.addoption("--golden", action="store_true", help="write golden files anew instead of comparing with them")
    parser.addoption("--database", choices=databases.KINDS, default="sqlite", help="database that the store lies in")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what takes long to `make bench`, and run on another database than SQLite only what touches it."""
    if "bench" not in config.option.markexpr:
        for item in items:
            if item.get_closest_marker("bench"):
                item.add_marker(pytest.mark.skip(reason="takes long: make bench"))
    if config.getoption("--database") != "sqlite":
        left = [item for item in items if not databases.touches(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if databases.touches(item)]


@pytest.fixture(scope="session")
def rewrite_golden(request: pytest.FixtureRequest) -> bool:
    """Say whether golden files are to be written and not compared."""
    return bool(request.config.getoption("--golden"))


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the store that Django's settings name during tests."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="session", autouse=True)
def _own_store(store_folder: Path) -> None:
    """Point settings and child processes to a store under tmp, so that no test touches one of the working folder."""
    from django.conf import settings

    os.environ["SAKSI_STORE"] = str(store_folder)
    settings.STORE = store_folder
    settings.SECRET_KEY = "only for tests"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def _server(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run a PostgreSQL server of its own while tests need one."""
    if request.config.getoption("--database") == "sqlite":
        yield
    else:
        with databases.server():
            yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(store_folder: Path, _server: None) -> None:
    """Keep the test database in a file: WAL and immediate transactions work as they do in use, not as in memory."""
    from django.db import connections

    databases.take(store_folder)
    if databases.kind() == "sqlite":
        connections["default"].settings_dict["TEST"]["NAME"] = str(store_folder / "saksi.sqlite3")


@pytest.fixture(scope="module")
def lasting(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """What a fixture that asks for this lays in the store is there for all tests of a module; each undoes its own."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """The process that runs verbs in children of its own."""
    started = Nursery(tmp_path_factory.mktemp("nursery"))
    yield started
    started.end()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Folder of the gold corpus, which is not part of the repository; skips where it is absent."""
    folder = ROOT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the gold corpus is not on this machine")
    return folder
