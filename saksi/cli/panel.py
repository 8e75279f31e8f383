"""The verbs of a panel: propose a rating or a place on the watchlist, vote on it, and list what was decided."""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saksi.cli.given import folder_of, options, store_option
from saksi.cli.sentences import Sentences
from saksi.model.errors import UsageError

if TYPE_CHECKING:
    from saksi.assess.panel import Proposal
    from saksi.store.panel import Said

by_option = click.option("--by", default=getpass.getuser, show_default="your login", help="Who says so.")
why_option = click.option("--why", required=True, help="The reason; reasons are published.")


@click.group(cls=Sentences)
def panel() -> None:
    """Propose ratings and vote on them; what the panel adopts is the group's rating."""


@panel.command("rate")
@click.argument("country")
@click.argument("year")
@click.option("--association", type=float, required=True, help="Score from 1 to 100.")
@click.option("--assembly", type=float, required=True, help="Score from 1 to 100.")
@click.option("--expression", type=float, required=True, help="Score from 1 to 100.")
@click.option("--protection", type=float, required=True, help="Score from 1 to 100.")
@click.option("--cite", multiple=True, metavar="ID", help="A count or a claim that it rests on beside what was kept.")
@by_option
@why_option
@store_option
def panel_rate(
    country: str,
    year: str,
    association: float,
    assembly: float,
    expression: float,
    protection: float,
    cite: tuple[str, ...],
    by: str,
    why: str,
    store: Path | None,
) -> None:
    """Propose a rating; it rests on what `saksi rate --keep` kept of the country and year, and on what is cited."""
    from saksi.store import opening

    opening.connect(folder_of(store))
    from saksi.flows.proposals import propose

    scores = {
        "association": association,
        "assembly": assembly,
        "expression": expression,
        "protection": protection,
    }
    identity = propose(country, year, scores, _said(by, why), options().panel, cite)
    click.echo(f"{identity} is proposed, and open to votes.")


@panel.command("watchlist")
@click.argument("country")
@click.argument("place", metavar="on|off", type=click.Choice(["on", "off"]))
@click.option("--alert", multiple=True, metavar="ID", help="An alert that it follows from.")
@by_option
@why_option
@store_option
def panel_watchlist(country: str, place: str, alert: tuple[str, ...], by: str, why: str, store: Path | None) -> None:
    """Propose to put a country on the watchlist, or to take it off."""
    from saksi.store import opening

    opening.connect(folder_of(store))
    from saksi.assess.panel import Basis, Motion
    from saksi.store.panel import propose_watch

    basis = tuple(Basis("alert", one.removeprefix("alert:")) for one in alert)
    identity = propose_watch(country, Motion(options().panel, listed=place == "on", basis=basis), _said(by, why))
    click.echo(f"{identity} is proposed, and open to votes.")


@panel.command("vote")
@click.argument("identity", metavar="ID")
@click.argument("side", metavar="for|against", type=click.Choice(["for", "against"]))
@by_option
@why_option
@store_option
def panel_vote(identity: str, side: str, by: str, why: str, store: Path | None) -> None:
    """Vote on a proposal of somebody else; the last vote of each person counts until it is decided."""
    from saksi.store import opening

    opening.connect(folder_of(store))
    from saksi.store.panel import vote

    click.echo(_line(vote(identity, side == "for", _said(by, why))))


@panel.command("list")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As it was known at the end of this day (UTC).")
@store_option
def panel_list(as_of: datetime | None, store: Path | None) -> None:
    """List every proposal with what came of it, the oldest first."""
    from saksi.store import opening

    opening.connect(folder_of(store))
    from saksi.store.read import panel as kept

    moment = as_of.replace(hour=23, minute=59, second=59, microsecond=999999, tzinfo=UTC) if as_of else None
    for one in (*kept.ratings(moment=moment), *kept.watchlist(moment=moment)):
        click.echo(_line(one))


def _said(by: str, why: str) -> "Said":
    from saksi.store.panel import Said

    if not by.strip():
        raise UsageError("say with --by who it is")
    return Said(by, datetime.now(UTC), why)


def _line(one: "Proposal") -> str:
    votes = sum(vote.accepts for vote in one.votes)
    listed = {True: "on the watchlist", False: "off the watchlist"}
    what = listed[one.motion.listed] if one.motion.listed is not None else f"{one.band.name.lower()} ({one.score:.0f})"
    return f"{one.id}: {what}; {one.state}, {votes} for, {len(one.votes) - votes} against; by {one.user}: {one.reason}"
