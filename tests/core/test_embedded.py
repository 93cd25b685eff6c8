"""The servers that come along: private, whole, and gone when told."""

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from coachapp.core.embedded import Postgres, ServerTrouble, Valkey, binaries


@pytest.fixture
def home(server_home: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    made = server_home / request.node.name
    made.mkdir()
    made.chmod(0o711)
    return made


def connect(url: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(url.replace("+psycopg", ""))


def test_postgres_keeps_what_was_written_and_its_roles_over_a_restart(home: Path) -> None:
    server = Postgres(home / "postgres", durable=False)
    server.start()
    with connect(server.url("coachapp_owner", "coachapp")) as connection:
        connection.execute("CREATE EXTENSION btree_gist")
        connection.execute("CREATE TABLE kept AS SELECT 'é' AS letter")
    server.stop()

    server.start()
    with connect(server.url("coachapp_owner", "coachapp")) as connection:
        kept = connection.execute("SELECT upper(letter) FROM kept").fetchall()
        roles = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles"
            " WHERE rolname LIKE 'coachapp%' ORDER BY 1"
        ).fetchall()
    server.stop()

    assert kept == [("É",)]
    assert roles == [("coachapp_app", False, False, False), ("coachapp_owner", False, False, True)]


def test_postgres_answers_on_a_private_socket_only(home: Path) -> None:
    server = Postgres(home / "postgres", durable=False)
    server.start()
    socket_dir = server.socket_dir
    with connect(server.url("coachapp_app", "coachapp")) as connection:
        listening = connection.execute("SHOW listen_addresses").fetchone()
    mode = stat.S_IMODE(socket_dir.stat().st_mode) if socket_dir else None
    server.stop()

    assert (listening, mode) == (("",), 0o700)
    assert socket_dir is not None
    assert not socket_dir.exists()


def test_a_database_below_a_closed_directory_starts_all_the_same(home: Path) -> None:
    home.chmod(0o700)
    server = Postgres(home / "postgres", durable=False)
    server.start()
    with connect(server.url("coachapp_app", "coachapp")) as connection:
        answer = connection.execute("SELECT 1").fetchone()
    server.stop()

    again = Postgres(home / "postgres", durable=False)
    again.start()
    again.stop()

    assert answer == (1,)
    assert again.home == server.home == (home / "postgres").resolve()
    shutil.rmtree(server.home)


def test_a_second_postgres_on_the_same_data_says_why_it_does_not_start(home: Path) -> None:
    first, second = (Postgres(home / "postgres", durable=False) for _ in range(2))
    first.start()

    with pytest.raises(ServerTrouble, match=r"PostgreSQL did not start.*lock file"):
        second.start()

    with connect(first.url("coachapp_app", "coachapp")) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    first.stop()


def test_data_of_a_postgres_that_is_not_installed_names_its_version(home: Path) -> None:
    (home / "data").mkdir()
    (home / "data/PG_VERSION").write_text("9\n")

    with pytest.raises(ServerTrouble, match="made by PostgreSQL 9, which is not installed"):
        binaries.choose_postgres(home / "data")


def test_the_bundled_postgres_can_be_copied_out_of_a_closed_directory(home: Path) -> None:
    bundled = [programs for programs in binaries.installed_postgres() if programs.bundle]

    copied = binaries.copied_to(home, bundled[0])

    assert binaries.reachable(copied.directory / "postgres", 65534, 65534)
    assert (copied.directory / "initdb").stat().st_mode & stat.S_IXOTH


def test_valkey_keeps_its_writes_over_a_restart(home: Path) -> None:
    server = Valkey(home / "valkey")
    server.start()
    redis.Redis.from_url(server.url).set("kept", "yes")
    server.stop()

    server.start()
    kept = redis.Redis.from_url(server.url).get("kept")
    server.stop()

    assert kept == b"yes"


def test_valkey_sets_unreadable_writes_aside_and_starts(home: Path) -> None:
    broken = home / "valkey/appendonlydir"
    broken.mkdir(parents=True)
    (broken / "appendonly.aof.manifest").write_text("not a manifest\n")
    server = Valkey(home / "valkey")

    server.start()
    answers = redis.Redis.from_url(server.url).ping()
    server.stop()

    assert answers
    assert list((home / "valkey").glob("appendonlydir.unreadable-*"))
