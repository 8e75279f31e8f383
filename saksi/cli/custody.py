"""The verbs that keep the record: make a store, prove it."""

from functools import partial
from pathlib import Path

import click

from saksi.cli.given import folder_of, store_option
from saksi.cli.progress import progress
from saksi.cli.sentences import fail


@click.command()
@store_option
def init(store: Path | None) -> None:
    """Make a store, or bring it up to this version."""
    from saksi.store import opening

    folder = folder_of(store)
    opening.create(folder)
    click.echo(f"The store in {folder} is ready. Next: saksi ingest --store {folder} FILE…")


@click.command()
@click.option("--digest", is_flag=True, help="Print one hash over what the store holds, and nothing else.")
@store_option
def check(digest: bool, store: Path | None) -> None:
    """Prove every span and decision of the store."""
    from saksi.store import opening

    folder = folder_of(store)
    opening.connect(folder)
    if digest:
        from saksi.store import blobs
        from saksi.store.digest import digest as digest_of

        click.echo(digest_of(partial(blobs.hash_of, folder)))
        return
    from saksi.store import check as proof

    wrong = list(progress(proof.problems(folder), quiet=True))
    for problem in wrong:
        click.echo(problem)
    counts = ", ".join(f"{number:,} {what}" for what, number in proof.counted().items())
    if wrong:
        fail(f"{len(wrong)} things are not what they are said to be, among {counts}")
    click.echo(f"All is what it is said to be: {counts}.\nThe log of decisions ends at {proof.head()}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@store_option
def backup(file: Path, store: Path | None) -> None:
    """Write the whole store into one file, as secret as the store; others can go on working."""
    from saksi.store import opening

    folder = folder_of(store)
    opening.connect(folder)
    from saksi.store import backup as copy

    held = copy.backup(folder, file.absolute())
    click.echo(f"{file} holds {held.blobs:,} documents and all that is known of them; keep it as secret as the store.")
    click.echo(f"Digest {held.digest}\nThe log of decisions ends at {held.head}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@store_option
def restore(file: Path, store: Path | None) -> None:
    """Make the store that a backup holds, in a folder (and PostgreSQL database) that is empty."""
    from saksi.store import opening

    folder = folder_of(store)
    opening.begin(folder)
    from saksi.store import restore as copy

    held = copy.restore(file.absolute(), folder)
    click.echo(f"The store in {folder} holds {held.blobs:,} documents, digest {held.digest}.")
