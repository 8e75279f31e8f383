"""The verb that takes things out of the record for good."""

from pathlib import Path

import click

from saksi.cli.given import folder_of, options, store_option


@click.command()
@click.argument("identity", metavar="ID", required=False)
@click.option("--why", default="", help="The reason, which stays: it must not name anybody or anything erased.")
@click.option("--by", help="Who erases (default: the login of this machine).")
@click.option("--everywhere", "others", flag_value="everywhere", help="Mask a name also where nothing is linked to it.")
@click.option("--only-linked", "others", flag_value="linked", help="Leave a name where nothing is linked to it.")
@click.option("--matched", is_flag=True, help="Take along what comparison alone holds to be the same.")
@click.option("--no-fingerprint", is_flag=True, help="Do not remember the files; the same bytes can come in again.")
@click.option("--finish", is_flag=True, help="Only complete erasures that were stopped.")
@store_option
def erase(
    identity: str | None,
    why: str,
    by: str | None,
    others: str | None,
    matched: bool,
    no_fingerprint: bool,
    finish: bool,
    store: Path | None,
) -> None:
    """Take a document, person, organisation, act or decision:N out of the record and its files, for good.

    ID is what pages and `saksi why` show; its first digits do when only one begins so. A document goes whole. Of
    a person or another entity every statement goes, and its names are blacked out of the texts that stay; the
    files they were read in go too. What comparison alone joined to it is left and named. What was published
    before stays where it is: publish again.
    """
    import getpass

    from saksi.model.errors import UsageError
    from saksi.store import opening

    if finish == bool(identity):
        raise UsageError("name one thing to erase, or give --finish alone")
    folder = folder_of(store)
    opening.connect(folder)
    from saksi.flows import erase as flow

    if not identity:
        for line in flow.complete(folder):
            click.echo(line)
        return
    everywhere = None if others is None else others == "everywhere"
    user = by or getpass.getuser()
    order = flow.Order(identity, why.strip(), user, everywhere, remember=not no_fingerprint, matched=matched)
    for line in flow.told(flow.erase_one(order, folder, options().packs)):
        click.echo(line)
