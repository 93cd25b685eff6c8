"""The terminal door."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click
from flask import Flask

from coachapp.core import queue, running, unit, walls
from coachapp.core.running import environment_of
from coachapp.core.settings import read


@click.group()
def main() -> None:
    """Run and look after a coachapp installation."""
    if read("DATABASE_URL") is None:  # not told where: the copy that runs on the data directory knows
        try:
            os.environ |= running.environment_of(Path(read("COACHAPP_DATA") or ".coachapp"))
        except running.NotRunning as absence:
            raise click.ClickException(str(absence)) from None


def _app() -> Flask:
    """Build the app: by this shell's settings, or by those of the copy that runs on COACHAPP_DATA."""
    if not read("DATABASE_URL"):
        os.environ.update(environment_of(Path(read("COACHAPP_DATA") or ".coachapp")))
    from coachapp.app import create_app  # late: only commands that need the app wait for it

    return create_app()


@main.command("setup-link")
def setup_link() -> None:
    """Print the link that makes the first practice; nothing once one exists."""
    from coachapp.core import links
    from coachapp.domain.accounts.setup import make_setup_token

    app = _app()
    with app.app_context():
        token = make_setup_token(app.extensions["settings"].data)
        if token:
            click.echo(links.url("setup", token=token))


@main.command()
@click.option("--if-empty", is_flag=True, help="Only where no practice exists yet.")
def demo(if_empty: bool) -> None:  # noqa: FBT001 - a flag is what it is
    """Make a practice to look around in, and print who signs in."""
    from coachapp.core.settings import required
    from coachapp.domain.accounts.queries import find_user, practices
    from coachapp.domain.ops.demo import make
    from coachapp.domain.ops.demo.story import CLIENT, COACH

    app = _app()
    password = required("COACHAPP_DEMO_PASSWORD")
    with app.app_context(), unit.own():
        is_there = find_user(COACH) is not None
        if not is_there and not (if_empty and practices()):
            make(password)
            is_there = True
    if is_there:
        click.echo(f"Demo sign-ins (password {password}):\n  coach   {COACH}\n  client  {CLIENT}")


@main.command()
@click.argument("email")
@click.option("--scope", type=click.Choice(["read", "write"]), default="write")
@click.option("--name", default="command line")
def token(email: str, scope: str, name: str) -> None:
    """Print one API token that acts as the person with that address."""
    from coachapp.domain.accounts import queries, service

    app = _app()
    with app.app_context(), unit.own():
        user = queries.find_user(email)
        places = queries.memberships_of(user.id) if user else []
        if not places:
            raise click.ClickException(f"nobody here has the address {email}")
        walls.enter(places[0][0])
        _, text = service.make_token(queries.viewer_of_member(places[0][1]), name=name, scope=scope)
    click.echo(text)


@main.command()
@click.argument("name")
@click.argument("owner_email")
def practice(name: str, owner_email: str) -> None:
    """Add a practice; its owner gets in by a sign-in link."""
    from coachapp.domain.accounts import service

    app = _app()
    with app.app_context(), unit.own():
        service.make_practice(
            practice_name=name,
            name=owner_email.split("@", maxsplit=1)[0],
            email=owner_email,
            time_zone="UTC",
            password=None,
        )
    click.echo(f"{name} is made. {owner_email} signs in with a link by mail.")


@main.command()
@click.option("--json", "as_json", is_flag=True)
def routes(as_json: bool) -> None:  # noqa: FBT001 - a flag is what it is
    """List every address: method, path, endpoint, policy."""
    from coachapp.doors.policy import registry

    app = _app()
    rows = [
        {"method": method, "path": rule.rule, "endpoint": rule.endpoint, "policy": str(registry(app)[rule.endpoint])}
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        click.echo(f"{row['method']:7} {row['path']:60} {row['endpoint']:44} {row['policy']}")


@main.command()
@click.option("--json", "as_json", is_flag=True)
def doctor(as_json: bool) -> None:  # noqa: FBT001 - a flag is what it is
    """Prove that what must hold does hold; exit 1 where something does not."""
    from coachapp.core import sandbox
    from coachapp.domain.accounts.queries import practice_ids
    from coachapp.domain.ops import doctor as ops

    found: list[ops.Finding] = []
    in_use: set[str] = set()
    app = _app()
    with app.app_context():
        practices = practice_ids()
        for practice_id in practices:
            with unit.own(practice_id):
                found += ops.examine_practice()
                in_use |= ops.keys_in_use()
        found += ops.examine_files(in_use)
        found += ops.examine_database()
        walled = ops.binds_row_security()
        network = sandbox.network()
    if as_json:
        facts = {"findings": [vars(each) for each in found], "row_security": walled, "readers_network": network}
        click.echo(json.dumps(facts, indent=1))
    else:
        for each in found:
            click.echo(f"{each.check}: {each.subject}. {each.said}")
        click.echo(f"{len(practices)} practices examined, {len(found)} findings.")
        click.echo(f"Readers of uploaded files are kept off the network by: {network}.")
        if not walled:
            click.echo("Row security does not bind the app's role: give DATABASE_URL a role of its own.")
    raise SystemExit(1 if found else 0)


@main.command("recheck-times")
@click.option("--json", "as_json", is_flag=True)
def recheck_times(as_json: bool) -> None:  # noqa: FBT001 - a flag is what it is
    """List meetings to come whose clock time moved since they were taken, as after an update of time zone data."""
    from importlib.metadata import version

    from coachapp.domain.accounts.queries import practice_ids
    from coachapp.domain.bookings.queries import shifted

    app = _app()
    moved: list[dict[str, str]] = []
    with app.app_context():
        for practice_id in practice_ids():
            with unit.own(practice_id):
                for booking, clocks in shifted():
                    moved += [{"booking": str(booking.id), **each._asdict()} for each in clocks]
    if as_json:
        click.echo(json.dumps({"tzdata": version("tzdata"), "moved": moved}, indent=1))
        return
    for each in moved:
        click.echo(f"{each['booking']}: {each['was']} is {each['now']} now, {each['zone']}")
    n = len({each["booking"] for each in moved})
    click.echo(f"Time zone data {version('tzdata')}: {n} meeting{'s' * (n != 1)} to come moved on somebody's clock.")


@main.command()
@click.option("--all", "everything", is_flag=True, help="Also those that this version of the program has read.")
def reread(everything: bool) -> None:  # noqa: FBT001 - a flag is what it is
    """Let the worker read files anew that an older version of the program read; comments keep their places."""
    from coachapp.domain.accounts.queries import practice_ids
    from coachapp.domain.documents import rereading

    waiting = 0
    with _app().app_context():
        for practice_id in practice_ids():
            with unit.own(practice_id):
                waiting += rereading.ring(everything=everything)
        if waiting and queue.depth() is None:
            raise click.ClickException("Redis does not answer. Nothing was changed; call again when it does.")
    click.echo(f"{waiting} file{'s' * (waiting != 1)} to be read anew.")


@main.command()
def migrate() -> None:
    """Bring the database up to date, as its owner."""
    from sqlalchemy.engine import make_url

    from coachapp.core.migrate import upgrade
    from coachapp.core.settings import driver_url, required

    app_url = driver_url(required("DATABASE_URL"))
    upgrade(read("DATABASE_OWNER_URL") or app_url, make_url(app_url).username or "")


if __name__ == "__main__":
    main()
