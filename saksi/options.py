"""What a person can set: one table (name, default, help), read from saksi.toml and then from the environment."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from saksi.model.errors import UsageError

FILE = "saksi.toml"
PREFIX = "SAKSI_"


def _option(default: Any, text: str) -> Any:
    return field(default=default, metadata={"help": text})


@dataclass(frozen=True)
class Options:
    """Every setting of Saksi; in saksi.toml by this name, in the environment as SAKSI_NAME (lists split at commas)."""

    store: Path = _option(Path("saksi-store"), "Folder of the record: database, documents, secret key.")
    group: str = _option("Saksi", "Name of the group, shown at the head of every page.")
    packs: tuple[str, ...] = _option(("world", "lang/en", "kh"), "Packs of knowledge to load, in order.")
    host: str = _option("127.0.0.1", "Address that `saksi serve` listens on; loopback unless a proxy stands before it.")
    port: int = _option(8000, "Port that `saksi serve` listens on.")
    allowed_hosts: tuple[str, ...] = _option(
        ("127.0.0.1", "localhost", "[::1]"), "Host names that the web application answers to."
    )
    https: bool = _option(False, "Set when a proxy serves the application over HTTPS: cookies then travel only there.")
    language: str = _option("en", "Language of the pages when the browser asks for none that we have.")
    time_zone: str = _option("UTC", "Time zone of the times shown.")
    debug: bool = _option(False, "Show details of failures in the browser; never on a machine that others reach.")


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
