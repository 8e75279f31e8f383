"""The verbs of `saksi`, one function each; what is heavy is imported inside the verb, so that help comes at once."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from saksi import __version__
from saksi.model.errors import SaksiError, UsageError

if TYPE_CHECKING:
    from saksi.flows.ingest import Outcome
    from saksi.flows.why import Reason
    from saksi.ingest.web import Web
    from saksi.options import Options

Step = TypeVar("Step")
Verb = TypeVar("Verb", bound=Callable[..., Any])
INTERRUPTED = 130
FETCH_HELP = "Ask the web for the addresses named or listed; without it nothing is ever fetched."
STORE_HELP = "Folder of the record (default: the setting `store`, ./saksi-store)."


class Sentences(click.Group):
    """A group of verbs whose errors are one sentence on stderr, with exit status 2 for wrong usage and 1 otherwise."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a verb and, when it stands alone, end the process with its exit status."""
        run = partial(super().main, args, prog_name, complete_var, False, **extra)
        if not standalone_mode:
            return run()
        try:
            status: Any = run()
        except SaksiError as error:
            _fail(str(error), error.exit_status)
        except click.exceptions.NoArgsIsHelpError as error:
            _fail(error.format_message(), error.exit_code, prefix="")
        except click.ClickException as error:
            _fail(f"{error.format_message().rstrip('.')}; see `saksi --help`", error.exit_code)
        except click.Abort:
            _fail("stopped; what was done so far stays", INTERRUPTED)
        except BrokenPipeError:
            # Whoever reads our output has seen enough; the interpreter must not try to flush the rest.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        sys.exit(status if isinstance(status, int) else 0)


@click.group(cls=Sentences, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="saksi")
def main() -> None:
    """Turn prose about civic space into a record in which every value points to the words that say it."""


def store_option(verb: Verb) -> Verb:
    """Give a verb the option --store."""
    return click.option("--store", type=click.Path(file_okay=False, path_type=Path), help=STORE_HELP)(verb)


def fetch_option(verb: Verb) -> Verb:
    """Give a verb the option --fetch."""
    return click.option("--fetch", is_flag=True, help=FETCH_HELP)(verb)


@main.command()
def version() -> None:
    """Print the version."""
    click.echo(f"saksi {__version__}")


@main.command()
@store_option
def init(store: Path | None) -> None:
    """Make a store, or bring it up to this version."""
    from saksi.store import opening

    folder = _folder(store)
    opening.create(folder)
    click.echo(f"The store in {folder} is ready. Next: saksi ingest --store {folder} FILE…")


@main.command()
@click.argument("files", nargs=-1, type=click.Path())
@fetch_option
@click.option("--again", is_flag=True, help="Read every stored document again with today's parsers and extractors.")
@store_option
def ingest(files: tuple[str, ...], fetch: bool, again: bool, store: Path | None) -> None:
    """Read files, folders, archives and lists of web addresses into the store; - is standard input."""
    from saksi.store import opening

    if not files and not again:
        raise UsageError("name the files or folders to read, or give --again")
    folder = _folder(store)
    opening.connect(folder)
    from saksi.flows import ingest as flow

    packs = _options().packs
    failed = _report(flow.again(folder, packs)) if again else False
    failed = (_report(flow.ingest(files, folder, packs, _web(fetch))) if files else False) or failed
    sys.exit(1 if failed else 0)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path())
@fetch_option
@click.option("--format", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, expose_value=False)
def extract(files: tuple[str, ...], fetch: bool) -> None:
    """Print what files say, without a store; - is standard input."""
    import json

    from saksi.flows.extract import extract_files

    failed = False
    for found in _progress(extract_files(files, _options().packs, _web(fetch)), quiet=True):
        for line in found.lines:
            click.echo(json.dumps(line, ensure_ascii=False))
        if found.reason:
            failed = True
            click.echo(f"saksi: {found.source}: {found.reason}", err=True)
    sys.exit(1 if failed else 0)


@main.command()
@click.option("--host", help="Address to listen on (default: 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (default: 8000).")
@store_option
def serve(host: str | None, port: int | None, store: Path | None) -> None:
    """Open the web application."""
    import uvicorn

    from saksi.store import opening

    opening.connect(_folder(store))
    options = _options()
    host, port = host or options.host, options.port if port is None else port
    click.echo(f"Saksi is at http://{host}:{port}/ (end it with Ctrl+C).", err=True)
    uvicorn.run("saksi.web.asgi:application", host=host, port=port, log_level="warning", server_header=False)


@main.command()
@store_option
def check(store: Path | None) -> None:
    """Prove every span and decision of the store."""
    from saksi.store import opening

    folder = _folder(store)
    opening.connect(folder)
    from saksi.store import check as proof

    wrong = list(_progress(proof.problems(folder), quiet=True))
    for problem in wrong:
        click.echo(problem)
    counts = ", ".join(f"{number:,} {what}" for what, number in proof.counted().items())
    if wrong:
        _fail(f"{len(wrong)} things are not what they are said to be, among {counts}")
    click.echo(f"All is what it is said to be: {counts}.\nThe log of decisions ends at {proof.head()}.")


@main.command()
@click.argument("identity", metavar="ID")
@store_option
def why(identity: str, store: Path | None) -> None:
    """Walk a number, act, person, claim or document back to the words that say it."""
    from saksi.store import opening

    opening.connect(_folder(store))
    from saksi.flows.why import why as reason_of

    documents: dict[str, str] = {}
    for line in _indented(reason_of(identity), 0, documents):
        click.echo(line)
    click.echo()
    for number, document in enumerate(documents.values(), 1):
        click.echo(f"[{number}] {document}")


@main.command()
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@store_option
def publish(target: Path, store: Path | None) -> None:
    """Freeze the pages of what may leave into a folder that any server or disk can carry."""
    from saksi.store import opening

    folder = _folder(store)
    opening.connect(folder)
    from saksi.flows import publish as flow

    options = _options()
    number = flow.publish(target.absolute(), folder, options.packs, options.group)
    click.echo(f"{number} files in {target}: open {target / 'index.html'} in a browser, or copy the folder anywhere.")


@main.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(["csv", "jsonl", "ftm"]))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write (default: print).")
@store_option
def export(form: str, out: Path | None, store: Path | None) -> None:
    """Write what may leave as csv, jsonl or ftm (FollowTheMoney)."""
    from saksi.store import opening

    folder = _folder(store)
    opening.connect(folder)
    from saksi.flows import publish as flow

    lines = flow.export(form, folder, _options().packs)
    if out is None:
        for line in lines:
            click.echo(line, nl=False)
        return
    click.echo(f"{flow.save(out.absolute(), lines)} lines in {out}.")


@main.group(cls=Sentences)
def user() -> None:
    """Make logins."""


@user.command("add")
@click.argument("name")
@click.option("--role", default="reviewer", show_default=True, help="What the login may do.")
@store_option
def user_add(name: str, role: str, store: Path | None) -> None:
    """Make a login and print its random password, once."""
    from saksi.model.policy import Role
    from saksi.store import opening

    if role not in set(Role):
        raise UsageError(f"there is no role “{role}”; there are {', '.join(Role)}")
    opening.connect(_folder(store))
    from saksi.store.users import add_user

    click.echo(f"Login {name}, role {role}, password: {add_user(name, Role(role))}")


@user.command("password")
@click.argument("name")
@store_option
def user_password(name: str, store: Path | None) -> None:
    """Give a login a new random password and print it, once."""
    from saksi.store import opening

    opening.connect(_folder(store))
    from saksi.store.users import new_password

    click.echo(f"Login {name}, password: {new_password(name)}")


@main.command()
@click.option("--store", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), show_default=True)
def demo(store: Path) -> None:
    """Do the main job on the example documents."""
    from saksi.store import opening

    folder = store.absolute()
    os.environ["SAKSI_DATABASE"] = ""  # examples never go into the record of the group
    opening.create(folder)
    from saksi.flows import demo as flow

    failed = _report(flow.load_examples(folder, _options().packs))
    replayed = list(flow.decide_examples())
    for one in replayed:
        if one.problem:
            click.echo(f"saksi: example decision without its claim: {one.problem}", err=True)
    _demo_table(flow.table(), flow.totals())
    taken = sum(one.state != "missed" for one in replayed)
    login = flow.reviewer()
    click.echo(
        f"{taken} of {len(replayed)} example decisions hold, taken by the user “example”: they judge no real case."
    )
    click.echo(f"\nLook at it:      saksi serve --store {store}   → http://127.0.0.1:8000/")
    click.echo(f"Walk it back:    saksi why --store {store} {flow.largest_count()}")
    click.echo(f"Prove it:        saksi check --store {store}")
    click.echo(
        f"Review it:       log in as {login.name}, password {login.password} (shown once; the next demo makes another)"
    )
    sys.exit(1 if failed else 0)


def _folder(store: Path | None) -> Path:
    return (store or _options().store).expanduser().absolute()


def _web(fetch: bool) -> "Web | None":
    from saksi.ingest.web import Web

    return Web() if fetch else None


def _options() -> "Options":
    from saksi import options

    return options.load(Path(os.environ.get("SAKSI_FILE", options.FILE)), os.environ)


def _report(outcomes: "Iterable[Outcome]") -> bool:
    """Print one line an input; returns whether one could not be read."""
    states: dict[str, int] = {}
    for outcome in _progress(outcomes):
        states[outcome.state] = states.get(outcome.state, 0) + 1
        if outcome.state == "unreadable":
            click.echo(f"saksi: {outcome.source}: {outcome.reason}", err=True)
    counts = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
    click.echo(f"{sum(states.values())} documents read: {counts or 'none'}.")
    return "unreadable" in states


def _progress(steps: Iterable[Step], quiet: bool = False) -> Iterator[Step]:
    """Hand the steps on, counted in a bar on a terminal, and in plain lines elsewhere unless they are to be quiet."""
    if not sys.stderr.isatty():
        for number, step in enumerate(steps, 1):
            yield step
            if not quiet:
                click.echo(f"{number:>5}  {getattr(step, 'state', '')}  {getattr(step, 'source', '')}", err=True)
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        for step in steps:
            yield step
            bar.update(task, advance=1, description=Path(str(getattr(step, "source", ""))).name)


def _demo_table(rows: Iterable[Any], totals: dict[str, int]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title="What the example documents say")
    table.add_column("document", overflow="fold")
    for name in ("country", "acts", "people", "organisations"):
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(row.document, row.country, str(row.acts), str(row.people), str(row.organisations))
    table.add_section()
    table.add_row(
        f"{totals['documents']} documents", "", str(totals["Act"]), str(totals["Person"]), str(totals["Organisation"])
    )
    Console().print(table)


def _indented(reason: "Reason", depth: int, documents: dict[str, str]) -> Iterator[str]:
    """Give the lines of an answer; documents are numbered as they come, and listed in `documents` by their hash."""
    pad = "  " * depth
    yield f"{pad}{reason.words}"
    for quote in reason.quotes:
        documents.setdefault(quote.document, f"{quote.title or 'no title'} ({quote.source}, {quote.document[:12]})")
        number = list(documents).index(quote.document) + 1
        words = " ".join(quote.span.quote.split())
        yield f"{pad}  {'  from ' if quote.number else ''}“{words}” [{number}] {quote.span.start}–{quote.span.end}"
    for below in reason.below:
        yield from _indented(below, depth + 1, documents)


def _fail(sentence: str, status: int = 1, prefix: str = "saksi: ") -> NoReturn:
    click.echo(f"{prefix}{sentence}", err=True)
    sys.exit(status)
