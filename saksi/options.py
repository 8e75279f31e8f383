"""What a person can set: one table (name, default, help), read from saksi.toml and then from the environment."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_type_hints

from pydantic import Field, TypeAdapter, ValidationError

from saksi.model.errors import UsageError

FILE = "saksi.toml"
PREFIX = "SAKSI_"


@dataclass(frozen=True)
class Options:
    """Every setting of Saksi; in saksi.toml by this name, in the environment as SAKSI_NAME (lists split at commas)."""

    store: Annotated[Path, "Folder of the record: documents, secret key, SQLite database."] = Path("saksi-store")
    database: Annotated[
        str, "PostgreSQL database of the record, as postgresql://user@host/name; empty: an SQLite file in the store."
    ] = ""
    group: Annotated[str, "Name of the group, shown at the head of every page."] = "Saksi"
    packs: Annotated[tuple[str, ...], "Packs of knowledge to load, in order."] = ("world", "lang/en", "kh")
    inbox: Annotated[str, "Folder whose files `saksi tick` reads; they stay where they are. Empty: none."] = ""
    addresses: Annotated[
        str, "File that lists web addresses, which `saksi tick --fetch` asks for once each. Empty: none."
    ] = ""
    expect: Annotated[
        tuple[str, ...],
        "How many inputs a source is to yield, as inbox=1..500; fewer or more is a failure of the run.",
    ] = ()
    host: Annotated[str, "Address that `saksi serve` listens on; loopback unless a proxy stands before it."] = (
        "127.0.0.1"
    )
    port: Annotated[int, "Port that `saksi serve` listens on."] = 8000
    allowed_hosts: Annotated[tuple[str, ...], "Host names that the web application answers to."] = (
        "127.0.0.1",
        "localhost",
        "[::1]",
    )
    https: Annotated[bool, "True when a proxy serves the application over HTTPS: cookies then travel only there."] = (
        False
    )
    extraction_seconds: Annotated[
        int,
        "Seconds of computing time that extraction may take for a document, and again for every 100,000 characters.",
        Field(ge=1),
    ] = 60
    panel: Annotated[
        int,
        "Votes on one side, of others than its author, that decide on a proposed rating or place on the watchlist.",
        Field(ge=1),
    ] = 2
    benchmarks: Annotated[
        str, "YAML file of the group's own benchmarks, beside those that Saksi comes with. Empty: none."
    ] = ""
    mail_server: Annotated[str, "Mail server that alerts are sent through, as host:port. Empty: nothing is sent."] = ""
    mail_from: Annotated[str, "Address that alerts are sent from."] = "saksi@localhost"
    mail_to: Annotated[tuple[str, ...], "Addresses that alerts are sent to; they tell only what is public."] = ()
    visitors: Annotated[
        Literal["reader", "contributor"],
        "Role of who has not signed in: a reader sees what is public; a contributor also whole texts and all names.",
    ] = "reader"
    language: Annotated[str, "Language of the pages when the browser asks for none that we have."] = "en"
    time_zone: Annotated[str, "Time zone of the times shown."] = "UTC"
    debug: Annotated[bool, "Show details of failures in the browser; never on a machine that others reach."] = False


@dataclass(frozen=True)
class Option:
    """One row of the table, as the documentation prints it."""

    name: str
    default: object
    help: str


def table() -> list[Option]:
    """List every option with its default and its help."""
    hints = get_type_hints(Options, include_extras=True)
    return [Option(o.name, o.default, get_args(hints[o.name])[1]) for o in fields(Options)]


def load(file: Path, environ: Mapping[str, str]) -> Options:
    """Read the options; raises UsageError naming the file or the variable that does not fit."""
    given: dict[str, Any] = {}
    origin: dict[str, str] = {}
    if file.is_file():
        for name, value in _toml(file).items():
            given[name], origin[name] = value, str(file)
    for option in fields(Options):
        variable = PREFIX + option.name.upper()
        if variable in environ:
            text = environ[variable]
            given[option.name] = _words(text) if isinstance(option.default, tuple) else text
            origin[option.name] = variable
    return _fit(given, origin)


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} is not TOML: {error}") from error


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _fit(given: dict[str, Any], origin: dict[str, str]) -> Options:
    known = {option.name for option in fields(Options)}
    for name in given:
        if name not in known:
            raise UsageError(f"{origin[name]}: there is no setting “{name}”; there are {', '.join(sorted(known))}")
    try:
        return TypeAdapter(Options).validate_python(given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise UsageError(f"{origin[name]}: {name} is wrong: {first['msg']}") from error
