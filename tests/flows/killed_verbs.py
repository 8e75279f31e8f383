"""Runs verbs in children that are ended without warning at a chosen seam; everything heavy is imported once, before.

A seam is a moment before or after an SQL statement, a commit, or before a file is opened for writing, synced, renamed,
removed or linked. Orders come as lines of JSON on standard input, answers go as lines of JSON to standard output:
nothing of this is known to the program that is tested.
"""

import io
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FILES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod", "os.truncate", "shutil.rmtree"}
WRITING = os.O_WRONLY | os.O_RDWR
WARM = "Police in Kandal arrested Mira Solan on 2 March 2021, the Ministry of Interior said."
Order = dict[str, Any]


class Seams:
    """Counts seams, and ends the process at one of them."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.passed = 0

    def __call__(self) -> None:
        self.passed += 1
        if self.passed == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Hook into SQL, commits and files."""
        from django.db import connection
        from django.db.backends.base.base import BaseDatabaseWrapper

        def statement(execute: Callable[..., Any], *given: Any) -> Any:
            self()
            done = execute(*given)
            self()
            return done

        def around(commit: Callable[[Any], None]) -> Callable[[Any], None]:
            def committed(own: Any) -> None:
                self()
                commit(own)
                self()

            return committed

        def audit(event: str, given: tuple[Any, ...]) -> None:
            if event in FILES or (event == "open" and isinstance(given[2], int) and given[2] & WRITING):
                self()

        def synced(sync: Callable[..., None]) -> Callable[..., None]:
            def done(*given: Any) -> None:
                self()
                sync(*given)

            return done

        connection.execute_wrappers.append(statement)
        BaseDatabaseWrapper._commit = around(BaseDatabaseWrapper._commit)  # type: ignore[attr-defined, method-assign]
        os.fsync, os.sync = synced(os.fsync), synced(os.sync)
        sys.addaudithook(audit)


def main() -> None:
    """Take orders until there are no more."""
    _warm()
    for line in sys.stdin:
        order = json.loads(line)
        answer = _run(order)
        print(json.dumps(answer), flush=True)


def _warm() -> None:
    """Import and load all that verbs use, so that a child has only its own work to do."""
    import django

    django.setup()
    from django.db.migrations.loader import MigrationLoader

    import saksi.cli  # noqa: F401
    from saksi.assess import poisson
    from saksi.extract.pipeline import extract
    from saksi.flows import decide, ingest, publish  # noqa: F401
    from saksi.model.types import Document, Text
    from saksi.options import Options
    from saksi.packs import load
    from saksi.publish import charts, fonts
    from saksi.store import backup, check, digest, restore, revision  # noqa: F401
    from saksi.text.language import detect

    detect(WARM)
    MigrationLoader(None)
    fonts.stylesheet(embed=True)
    revision.rules()
    # What draws has threads, which no child inherits: each would take half a second to start its own.
    charts.vl_convert.vegalite_to_svg = lambda _: '<svg class="marks" width="1" height="1"></svg>'
    poisson.interval([1])
    warm = Document("0" * 64, "warm.txt", "text/plain", lang="en")
    list(extract(warm, Text(warm.sha256, WARM, "text@1"), load(Options.packs)))
    # The process in which extraction is shut in writes nothing; each child would take seconds to start its own.
    ingest.extract = lambda document, text, work: extract(document, text, load(work.packs))  # type: ignore[assignment]


def _run(order: Order) -> Order:
    """Do an order in a child; returns its exit status (−9 when it was ended), output and number of seams."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(order, writing)
    os.close(writing)
    if order.get("seconds"):
        time.sleep(order["seconds"])
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {"status": status, **(json.loads(told) if told else {})}


def _child(order: Order, writing: int) -> None:
    """Do an order, tell of it, and end: the child never goes on as if it were the parent, whatever happens."""
    out, seams, status, start = io.StringIO(), Seams(order.get("kill", 0)), 70, time.monotonic()
    err = io.StringIO() if "folder" in order else out
    try:
        _point(order)
        os.chdir(order.get("folder", "."))
        os.umask(order.get("umask", 0o022))
        with redirect_stdout(out), redirect_stderr(err):
            seams.watch()
            start = time.monotonic()
            status = DEEDS.get(order["do"][0], _verb)(Path(order["store"]), order["do"])
    finally:
        seams.last = 0
        wrong = traceback.format_exc() if status == 70 else ""
        told = {"out": out.getvalue() + wrong, "err": err.getvalue(), "seams": seams.passed}
        told["took"] = time.monotonic() - start
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(json.dumps(told).encode())
        os._exit(status)


def _point(order: Order) -> None:
    """Have Django work on the store of this order."""
    from django.conf import settings
    from django.db import connections

    from saksi.database import configuration

    place = Path(order.get("place", order["store"]))
    os.environ.update({"SAKSI_STORE": str(place), "SAKSI_DATABASE": order["database"]})
    settings.STORE = place
    settings.DATABASES["default"].clear()
    settings.DATABASES["default"].update(configuration(order["database"], place))
    vars(connections).pop("settings", None)
    if hasattr(connections._connections, "default"):
        del connections["default"]


def _verb(store: Path, words: Sequence[str]) -> int:
    """Run a verb as the command line does."""
    from saksi.cli import main as saksi

    try:
        saksi([*words, "--store", str(store)], prog_name="saksi")
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def _older(store: Path, words: Sequence[str]) -> int:
    """Read documents as an older extractor did that missed every third statement."""
    from saksi.flows import ingest
    from saksi.store import check, opening

    today = ingest.extract

    def older(*given: Any) -> Any:
        for number, statement in enumerate(today(*given)):
            if number % 3:
                by = f"{statement.by.partition('@')[0]}@0"
                yield replace(statement, by=by, id=check.id_of(replace(statement, by=by)))

    opening.connect(store)
    ingest.extract = older  # type: ignore[assignment]
    ingest.EXTRACTORS = tuple(f"{name.partition('@')[0]}@0" for name in ingest.EXTRACTORS)  # type: ignore[misc]
    return _verb(store, ["ingest", *words[1:]])


def _decide(store: Path, words: Sequence[str]) -> int:
    """Take decisions on the claims of a store, each unless it was taken."""
    from saksi.flows.decide import take
    from saksi.model.types import Decision, Verdict
    from saksi.store import models, opening, write

    opening.connect(store)
    names = models.Statement.objects.filter(kind="Person", prop="name").order_by("id")
    acts = models.Statement.objects.filter(kind="Act", prop="type").order_by("id")
    one, other = sorted({row.entity for row in names})[:2]
    wanted = [(names[0].claim, Verdict.CORRECT, "Mira Invented")]
    wanted += [(claim, Verdict.ACCEPT, "") for claim in sorted({row.claim for row in acts})]
    wanted += [(claim, Verdict.PUBLISH, "") for claim in sorted({row.claim for row in names})]
    wanted += [(write.pair(one, other), Verdict.SAME, ""), (names[1].claim, Verdict.REJECT, "")]
    for subject, verdict, value in wanted:
        if not models.Decision.objects.filter(subject=subject, verdict=verdict.value).exists():
            take(Decision(subject, verdict, value, "ana", datetime.now(UTC), "for a test"))
    return 0


def _look(store: Path, _: Sequence[str]) -> int:
    """Print what is wrong with a store, line by line, and then its digest."""
    from functools import partial

    from saksi.store import blobs, check, digest, opening

    opening.connect(store)
    for problem in check.problems(store):
        print(problem)
    print(digest.digest(partial(blobs.hash_of, store)))
    return 0


def _key(store: Path, words: Sequence[str]) -> int:
    """Read one of the keys of a store."""
    from saksi import settings
    from saksi.flows import house

    {"publish-key": house.key, "secret-key": settings._secret_key}[words[1]](store)
    return 0


def _accounts(store: Path, _: Sequence[str]) -> int:
    """Make a login with a second factor unless there is one, and print all accounts with their passwords' hashes."""
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator
    from django.contrib.auth.models import Group, Permission

    from saksi.store import models, opening

    opening.connect(store)
    if not models.User.objects.exists():
        user = models.User.objects.create_user(username="ana", password="only for a test", role="reviewer")
        user.user_permissions.add(Permission.objects.order_by("pk")[3])
        user.groups.add(Group.objects.create(name="readers"))
        EmailAddress.objects.create(user=user, email="ana@example.org", verified=True)
        Authenticator.objects.create(user=user, type="totp", data={"secret": "ABC", "codes": [1, None]})
    for model in (models.User, EmailAddress, Authenticator, Group):
        print(list(model._default_manager.order_by("pk").values_list()))
    print(
        [str(one) for user in models.User.objects.all() for one in (*user.groups.all(), *user.user_permissions.all())]
    )
    return 0


def _find(store: Path, words: Sequence[str]) -> int:
    """Print what search finds."""
    from saksi.store import opening, search

    opening.connect(store)
    for hit in search.find(words[1]):
        print(hit.kind, hit.ref)
    return 0


def _busy(store: Path, words: Sequence[str]) -> int:
    """Make a backup while another connection writes."""
    from django.db import connections

    from saksi.store import backup, opening, rows

    opening.connect(store)
    tables, done = rows.tables, list[bool]()

    def written(apps: Any) -> Any:
        found = tables(apps)
        if not done:
            done.append(True)
            other = connections.create_connection("default")
            with other.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO store_unreadable (source, reason, at) VALUES ('meanwhile', 'is not there', %s)",
                    [datetime.now(UTC)],
                )
            other.close()
        return found

    rows.tables = written
    backup.backup(store, Path(words[1]))
    return 0


DEEDS: dict[str, Callable[[Path, Sequence[str]], int]] = {
    "older": _older,
    "decide": _decide,
    "look": _look,
    "key": _key,
    "accounts": _accounts,
    "find": _find,
    "busy": _busy,
}

if __name__ == "__main__":
    main()
