"""Commands of the operator about who may do what: the first administrator, further organisations, keys, the key that seals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from serving.access.permissions import MEANING, Permission, Role
from serving.cli import DatabaseUrl, told_plainly
from store.location import DEFAULT_DATABASE

if TYPE_CHECKING:
    from store.database import Session

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Say who may do what: organisations, accounts, keys.")
Organisation = Annotated[str, typer.Option("--organisation", "-o", help="Short name of the organisation.")]


@app.command()
def secret() -> None:
    """Print a new key for RECRUITMENT_RISK_SECRET_KEYS, under which secrets are kept. Put it before those that are there."""
    from serving.sealing import new_key

    typer.echo(new_key())


@app.command()
def organisation(short_name: str, name: str = "", database: DatabaseUrl = DEFAULT_DATABASE) -> None:
    """Make an organisation. Nobody sees another organisation's postings."""
    from store.organisations import Organisations

    with _opened(database) as session:
        made = Organisations(session).add(short_name, name, datetime.now(UTC))
    typer.echo(f"{short_name} is {'made' if made else 'there already'}.", err=True)


@app.command()
def account(
    login: str,
    role: Annotated[Role, typer.Option(help="What the person is here.")] = Role.ADMINISTRATOR,
    organisation: Organisation = "home",
    provider: Annotated[bool, typer.Option("--provider", help="Without password: signs in through the OpenID provider.")] = False,
    database: DatabaseUrl = DEFAULT_DATABASE,
) -> None:
    """Make an account, such as the first administrator's. The password is asked for, or read as a line where no terminal is."""
    from serving.access.issuing import make_account

    password = None if provider else typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    with _opened(database) as session:
        make_account(session, organisation, login, role, password, datetime.now(UTC))
    typer.echo(f"{login} may sign in, as {role.value.replace('_', ' ')} of {organisation}.", err=True)


@app.command()
def key(
    name: str,
    permission: Annotated[
        list[Permission] | None, typer.Option("--permission", "-p", help="What the key may do; by default what a platform needs.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=730, help="How long it is good.")] = 90,
    organisation: Organisation = "home",
    database: DatabaseUrl = DEFAULT_DATABASE,
) -> None:
    """Make a key of the API and print it: it is not shown again. Keys are rotated and revoked by `/v1/keys`."""
    from serving.access.issuing import make_key
    from serving.access.permissions import PERMITTED

    permissions = permission or PERMITTED[Role.PLATFORM_CLIENT]
    with _opened(database) as session:
        made = make_key(session, organisation, name, permissions, "operator", datetime.now(UTC), timedelta(days=days))
    typer.echo(made.text)


@app.command()
def permissions() -> None:
    """List what can be permitted."""
    for permission, meaning in MEANING.items():
        typer.echo(f"{permission:20} {meaning}")


@contextmanager
def _opened(url: str) -> Iterator[Session]:
    from serving.access.passwords import PasswordError
    from store.database import Database
    from store.errors import StoreError

    with told_plainly(StoreError, PasswordError):
        database = Database(url)
        try:
            database.upgrade()
            with database.session() as session:
                yield session
        finally:
            database.dispose()
