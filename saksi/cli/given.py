"""What verbs are given: the options that several of them share, and the settings behind them."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from saksi.ingest.web import Web
    from saksi.options import Options

Verb = TypeVar("Verb", bound=Callable[..., Any])
FETCH_HELP = "Ask the web for the addresses named or listed; without it nothing is ever fetched."
STORE_HELP = "Folder of the record (default: the setting `store`, ./saksi-store)."


def store_option(verb: Verb) -> Verb:
    """Give a verb the option --store."""
    return click.option("--store", type=click.Path(file_okay=False, path_type=Path), help=STORE_HELP)(verb)


def fetch_option(verb: Verb) -> Verb:
    """Give a verb the option --fetch."""
    return click.option("--fetch", is_flag=True, help=FETCH_HELP)(verb)


def folder_of(store: Path | None) -> Path:
    """Return the folder of the record: as given, else as set."""
    return (store or options().store).expanduser().absolute()


def web(fetch: bool) -> "Web | None":
    """Return what asks the web for addresses; None while nothing may be fetched."""
    from saksi.ingest.web import Web

    return Web() if fetch else None


def options() -> "Options":
    """Read the settings of this process."""
    from saksi.options import FILE, load

    return load(Path(os.environ.get("SAKSI_FILE", FILE)), os.environ)
