"""The real servers that tests stand on: one PostgreSQL and one Valkey per test process."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
import redis
from sqlalchemy.engine import URL, make_url

from coachapp.core.embedded import Postgres, Valkey

APP = "coachapp_app"
OWNER = "coachapp_owner"
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Database:
    """One database and its two doors: the app's (row security binds it) and the owner's."""

    name: str
    url: str
    owner_url: str


@dataclass(frozen=True)
class PostgresServer:
    """A running PostgreSQL: where its app and owner sign in, to any of its databases."""

    app: URL
    owner: URL

    def database(self, name: str) -> Database:
        """Return the addresses of a database on this server."""
        app, owner = self.app.set(database=name), self.owner.set(database=name)
        return Database(name, app.render_as_string(hide_password=False), owner.render_as_string(hide_password=False))

    def run(self, statement: str) -> None:
        """Run one statement as the owner, outside of any transaction and of any test's database."""
        address = self.owner.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement.encode())

    def drop(self, name: str) -> None:
        """Drop a database; whoever of the app's role is still in it is shown out first, by that role."""
        address = self.app.set(drivername="postgresql").render_as_string(hide_password=False)
        show_out = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user"
        )
        with psycopg.connect(address, autocommit=True) as connection:
            for _ in range(100):
                if connection.execute(show_out, (name,)).fetchone() is None:
                    break
                time.sleep(0.05)  # those who were told to go are in it until they have gone
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@dataclass(frozen=True)
class ValkeyServer:
    """A running server that speaks the Redis protocol."""

    url: str
    broker_url: str


@pytest.fixture(scope="session")
def server_home() -> Iterator[Path]:
    """Give a directory that the account of the database server may reach too (pytest's own is closed)."""
    home = Path(tempfile.mkdtemp(prefix="coachapp-test-", dir="/tmp"))
    home.chmod(0o711)
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres(server_home: Path) -> Iterator[PostgresServer]:
    """Run a PostgreSQL of our own, or use the one that TEST_DATABASE_URL names."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        app = make_url(given).set(drivername="postgresql+psycopg")
        owner = make_url(os.environ.get("TEST_DATABASE_OWNER_URL", given))
        yield PostgresServer(app, owner.set(drivername="postgresql+psycopg"))
        return
    server = Postgres(server_home / "postgres", durable=False)
    server.start()
    yield PostgresServer(make_url(server.url(APP, "coachapp")), make_url(server.url(OWNER, "coachapp")))
    server.stop()


@pytest.fixture(scope="session")
def new_valkey(server_home: Path) -> Iterator[Callable[[], ValkeyServer]]:
    """Give a maker of servers: workers that share one take each other's jobs."""
    servers: list[Valkey] = []
    numbers = count()

    def make() -> ValkeyServer:
        number = next(numbers)
        if given := os.environ.get("TEST_REDIS_URL"):  # no other server there: each its own database of that one
            parts = urlsplit(given)
            url = urlunsplit(parts._replace(path=f"/{(int(parts.path.strip('/') or 0) + number) % 16}"))
            redis.Redis.from_url(url).flushdb()
            return ValkeyServer(url, url)
        servers.append(Valkey(server_home / f"valkey-{number}"))
        servers[-1].start()
        return ValkeyServer(servers[-1].url, servers[-1].broker_url)

    yield make
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def valkey(new_valkey: Callable[[], ValkeyServer]) -> ValkeyServer:
    """Run a Valkey of our own, or use the one that TEST_REDIS_URL names."""
    return new_valkey()


@pytest.fixture
def own_valkey(new_valkey: Callable[[], ValkeyServer]) -> ValkeyServer:
    """Run a Valkey for the workers of one test alone."""
    return new_valkey()


@pytest.fixture(scope="session")
def template_database(postgres: PostgresServer) -> Iterator[Database]:
    """Migrate one database from empty to head; all others are copies of it."""
    from coachapp.core.migrate import upgrade

    template = postgres.database(f"template_{uuid.uuid4().hex[:12]}")
    postgres.run(f'CREATE DATABASE "{template.name}"')
    upgrade(template.owner_url, postgres.app.username or APP)
    yield template
    postgres.drop(template.name)


@pytest.fixture(scope="session")
def new_database(postgres: PostgresServer, template_database: Database) -> Iterator[Callable[[], Database]]:
    """Give a maker of databases cloned from the template, for fixtures of any scope; dropped at the end."""
    made: list[str] = []

    def make() -> Database:
        clone = postgres.database(f"test_{uuid.uuid4().hex[:12]}")
        postgres.run(f'CREATE DATABASE "{clone.name}" TEMPLATE "{template_database.name}"')
        made.append(clone.name)
        return clone

    yield make
    for name in made:
        postgres.drop(name)


@pytest.fixture(scope="session")
def shared_database(new_database: Callable[[], Database]) -> Database:
    """Give the database in which each test's work is rolled back."""
    return new_database()


@pytest.fixture(scope="session")
def database_url(shared_database: Database) -> str:
    """Return the shared database's address for the app's role."""
    return shared_database.url


@pytest.fixture(scope="session")
def owner_url(shared_database: Database) -> str:
    """Return the shared database's address for the owner's role."""
    return shared_database.owner_url


@pytest.fixture
def clone_database(postgres: PostgresServer, new_database: Callable[[], Database]) -> Iterator[Callable[[], Database]]:
    """Give a maker of databases of the test's own, for tests whose worker or web processes commit."""
    made: list[Database] = []

    def make() -> Database:
        made.append(new_database())
        return made[-1]

    yield make
    for clone in made:
        postgres.drop(clone.name)


@pytest.fixture
def process_environment(own_valkey: ValkeyServer, tmp_path: Path) -> Callable[[Database], dict[str, str]]:
    """Give the environment with which real web, worker and CLI processes find a test's servers."""

    def environment(database: Database) -> dict[str, str]:
        secret = tmp_path / "secret-key"
        secret.write_text("only-for-this-test-" + "x" * 40)
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONTZPATH": "",
            "DATABASE_URL": database.url,
            "DATABASE_OWNER_URL": database.owner_url,
            "REDIS_URL": own_valkey.url,
            "COACHAPP_DATA": str(tmp_path),
            "COACHAPP_SECRET_KEY_FILE": str(secret),
            "COACHAPP_STORAGE": f"file://{tmp_path}/files",
            "COACHAPP_BASE_URL": "http://127.0.0.1:8000",
            "COACHAPP_DEV": "1",
        }

    return environment


def run_cli(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a `coachapp` command as an operator would, and return what it said."""
    return subprocess.run(
        [sys.executable, "-m", "coachapp.cli", *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
