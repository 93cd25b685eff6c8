"""How quick the coach's lists are with ten thousand clients, beside a bare Flask page in the same run.

    .venv/bin/python -m benchmarks.pages [--seconds 5]

Everything runs in this process, through WSGI, one request after another: what is compared is the work of a page, not
of a server. Two pages are compared with: a bare one (Flask, one query written by hand for 50 rows of the same table, a
table in a template), and the same page as Flask-SQLAlchemy's own guide would write it (50 objects, a url_for each).
Rates on a shared machine waver, so each page is measured between two measurements of the others, and the shares count.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask, render_template
from jinja2 import DictLoader
from sqlalchemy import MetaData, Table, create_engine, orm, select, text
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks import seed
from benchmarks.house import signed_in
from coachapp.app import create_app
from coachapp.core.db import db
from coachapp.core.embedded import Postgres
from coachapp.core.ids import new_id
from coachapp.core.migrate import upgrade
from coachapp.core.settings import Settings
from coachapp.domain.accounts import service

PAGES = {"Today": "/coach", "Client list": "/coach/clients", "Review queue": "/coach/reviews"}
BARE = """<!doctype html><title>Bare</title><table>
{% for row in rows %}<tr><td><a href="/c/{{ row.id }}">{{ row.name }}</a></td>
<td>{{ row.email }}</td><td>{{ row.status }}</td><td>{{ row.created_at }}</td></tr>{% endfor %}</table>"""
PLAIN = BARE.replace("/c/{{ row.id }}", "{{ url_for('show', client_id=row.id) }}")


def bare_app(url: str) -> Flask:
    """Build the bare page: Flask, one query, fifty rows, a template."""
    app, engine = Flask("bare"), create_engine(url)
    app.jinja_loader = DictLoader({"bare.html": BARE, "plain.html": PLAIN})
    with engine.connect() as connection:
        clients = Table("clients", MetaData(), autoload_with=connection)

    class Client:
        """A client, as a mapper finds it in the table."""

    orm.registry().map_imperatively(Client, clients)

    @app.get("/")
    def rows() -> str:
        with engine.connect() as connection:
            found = connection.execute(
                text("SELECT id, name, email, status, created_at FROM clients ORDER BY id LIMIT 50")
            ).all()
        return render_template("bare.html", rows=found)

    @app.get("/plain")
    def plain() -> str:
        with orm.Session(engine) as session:
            return render_template("plain.html", rows=session.scalars(select(Client).order_by(clients.c.id).limit(50)))

    @app.get("/c/<uuid:client_id>")
    def show(client_id: object) -> str:
        return str(client_id)

    return app


def rate(app: Flask, path: str, cookie: str, seconds: float) -> float:
    """Give how many answers a second one thread gets."""
    environ = EnvironBuilder(path=path, headers={"Cookie": cookie} if cookie else {}).get_environ()

    def ask() -> None:
        answer, status, _ = run_wsgi_app(app.wsgi_app, dict(environ), buffered=True)
        assert status == "200 OK", f"{path} answered {status}"
        b"".join(answer)

    return _per_second(ask, seconds)


def _per_second(ask: Callable[[], None], seconds: float) -> float:
    for _ in range(20):
        ask()
    n, starts = 0, time.perf_counter()
    while time.perf_counter() - starts < seconds:
        ask()
        n += 1
    return n / (time.perf_counter() - starts)


def practice(app: Flask, owner_url: str) -> str:
    """Make the large practice; gives its owner's cookie."""
    with app.app_context():
        owner = service.make_practice(
            practice_name="Large", name="Olivia", email="o@example.org", time_zone="Europe/Berlin", password=None
        )
        db.session.commit()
        with create_engine(owner_url).connect() as connection:
            ids = {"practice": owner.practice_id, "coach": owner.membership_id, "offer": new_id()}
            seed.fill(connection, **{name: str(value) for name, value in ids.items()})
        return signed_in(app, owner)


def measure(app: Flask, bare: Flask, path: str, cookie: str, seconds: float) -> tuple[float, list[float]]:
    """Give the rate of a page, and those of the two that it is compared with, each taken before and after it."""
    rounds = 5
    found, besides = 0.0, [0.0, 0.0]
    for _ in range(rounds):
        for n, other in enumerate(("/", "/plain")):
            besides[n] += rate(bare, other, "", seconds / rounds / 2) / rounds
        found += rate(app, path, cookie, seconds / rounds) / rounds
    return found, besides


def main() -> None:
    """Measure each page and the bare one in turn, and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    seconds = parser.parse_args().seconds
    home = Path(tempfile.mkdtemp(prefix="bench-"))
    server = Postgres(home, durable=False)
    server.start()
    try:
        owner_url, url = server.url("coachapp_owner", "coachapp"), server.url("coachapp_app", "coachapp")
        upgrade(owner_url, "coachapp_app")
        settings = Settings(database_url=url, redis_url="redis://127.0.0.1:1/0", secret_key="b" * 32, data=home)
        app, bare = create_app(settings), bare_app(owner_url)
        cookie = practice(app, owner_url)
        print(f"{'page':<14}{'answers/s':>10}{'of bare':>10}{'of plain':>10}")
        for name, path in PAGES.items():
            found, besides = measure(app, bare, path, cookie, seconds)
            print(f"{name:<14}{found:>10.0f}" + "".join(f"{found / beside:>10.2f}" for beside in besides))
    finally:
        server.stop()


if __name__ == "__main__":
    main()
