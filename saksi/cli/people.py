"""The verbs for people: logins, and the web application that they are for."""

from ipaddress import ip_address
from pathlib import Path

import click

from saksi.cli.given import folder_of, options, store_option
from saksi.cli.sentences import Sentences
from saksi.model.errors import UsageError

EXPOSED = (
    "Other machines can reach it at {host}: whoever does reads as a {visitors} without signing in, and unless a proxy "
    "with HTTPS stands before it, everybody on the way can read passwords and pages."
)


@click.group(cls=Sentences)
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
    opening.connect(folder_of(store))
    from saksi.store.users import add_user

    click.echo(f"Login {name}, role {role}, password: {add_user(name, Role(role))}")


@user.command("password")
@click.argument("name")
@store_option
def user_password(name: str, store: Path | None) -> None:
    """Give a login a new random password and print it, once."""
    from saksi.store import opening

    opening.connect(folder_of(store))
    from saksi.store.users import new_password

    click.echo(f"Login {name}, password: {new_password(name)}")


@click.command()
@click.option("--host", help="Address to listen on (default: 127.0.0.1, which no other machine can reach).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (default: 8000).")
@store_option
def serve(host: str | None, port: int | None, store: Path | None) -> None:
    """Open the web application."""
    import uvicorn

    from saksi.store import opening

    settings = options()
    host, port = host or settings.host, settings.port if port is None else port
    alone = _is_loopback(host)
    if settings.debug and not alone:
        raise UsageError(f"`debug` shows the record's own words in failures: switch it off, or do not listen on {host}")
    opening.connect(folder_of(store))
    click.echo(f"Saksi is at http://{host}:{port}/ (end it with Ctrl+C).", err=True)
    if not alone:
        click.echo(EXPOSED.format(host=host, visitors=settings.visitors), err=True)
    uvicorn.run(
        "saksi.web.asgi:application",
        host=host,
        port=port,
        log_config=None,  # ours, which names nobody
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # nobody is told apart by an address, so none is asked for
    )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
