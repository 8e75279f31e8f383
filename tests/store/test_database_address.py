"""The one setting for the database: read as PostgreSQL reads it, refused in a sentence that repeats no password."""

import sys
from pathlib import Path

import pytest

from saksi.database import configuration
from saksi.model.errors import UsageError

STORE = Path("record")


def test_without_an_address_the_record_lies_in_the_store() -> None:
    found = configuration("", STORE)

    assert found["NAME"] == STORE / "saksi.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("postgresql://ana@db.example:5433/record", {"HOST": "db.example", "PORT": "5433", "USER": "ana"}),
        ("postgres://ana:a%20b@db.example/record", {"HOST": "db.example", "PASSWORD": "a b", "USER": "ana"}),
        ("postgresql:///record?host=/run/postgresql", {"HOST": "/run/postgresql"}),
        ("postgresql:///record", {}),
    ],
)
def test_an_address_is_taken_apart(address: str, named: dict[str, str]) -> None:
    found = configuration(address, STORE)

    assert found == {"ENGINE": "django.db.backends.postgresql", "NAME": "record", "OPTIONS": {}} | named


def test_what_else_an_address_says_goes_to_the_driver() -> None:
    found = configuration("postgresql://db.example/record?sslmode=verify-full&connect_timeout=5", STORE)

    assert found["OPTIONS"] == {"sslmode": "verify-full", "connect_timeout": "5"}


@pytest.mark.parametrize(
    "address",
    ["mysql://ana:word@host/x", "record.sqlite3", "postgresql://ana:word@host", "postgresql://a:word@h:x/y/z?q"],
)
def test_what_is_no_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(UsageError, match="database is wrong") as refused:
        configuration(address, STORE)

    assert "word" not in str(refused.value)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(UsageError, match=r"install saksi\[postgresql\]"):
        configuration("postgresql:///record", STORE)
