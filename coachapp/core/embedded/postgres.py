"""PostgreSQL as a child of this process: one private socket, two roles, one database."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

import psycopg

from coachapp.core.embedded.binaries import PostgresPrograms, choose_postgres, copied_to, reachable
from coachapp.core.embedded.children import (
    ServerTrouble,
    last_lines,
    socket_directory,
    spawn,
    stop,
    wait_until,
)

OWNER = "coachapp_owner"
APP = "coachapp_app"
DATABASE = "coachapp"
PORT = 5432  # only part of the socket's name; nothing listens on the network
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
ROOMS = {"max_connections": "100", "shared_buffers": "64MB", "listen_addresses": "", "lc_messages": "C"}
FOR_ROOT = Path("/var/lib/coachapp")


class Postgres:
    """A PostgreSQL server that lives in `home` and as long as this process."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        """Name the server's directory; `durable=False` trades safety after a power cut for speed (tests)."""
        self.home = home.absolute()
        self.durable = durable
        self.identity: tuple[int, int] | None = None
        self.socket_dir: Path | None = None
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """Return the directory of the database cluster."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """Return the server's log."""
        return self.home / "postgres.log"

    def url(self, user: str, database: str) -> str:
        """Return the address of a database over the private socket."""
        if self.socket_dir is None:
            raise ServerTrouble("PostgreSQL is not running.")
        return f"postgresql+psycopg://{user}@/{database}?host={quote(str(self.socket_dir), safe='')}"

    def start(self) -> None:
        """Start the server, making cluster, roles and database first where they are missing."""
        self.identity = self._settle()
        self.home = self.home.resolve()
        programs = self._runnable(choose_postgres(self.data))
        if not (self.data / "PG_VERSION").exists():
            self._initialise(programs)
        self.socket_dir = socket_directory(self.identity)
        command: list[str | Path] = [programs.directory / "postgres", "-D", self.data, "-p", str(PORT)]
        command += ["-k", self.socket_dir]
        for name, value in {**ROOMS, **({} if self.durable else FAST)}.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as output:
            self.process = spawn(
                command, cwd=self.home, identity=self.identity, output=output, death_signal=signal.SIGINT
            )
        if not wait_until(self._answers, self.process, seconds=60):
            self.stop()
            raise ServerTrouble(f"PostgreSQL did not start: {last_lines(self.log)} (log: {self.log})")
        self._furnish()

    def stop(self) -> None:
        """Stop the server (fast shutdown: sessions end, nothing committed is lost)."""
        if self.process is not None:
            stop(self.process, sign=signal.SIGINT, grace=20)
            self.process = None
        if self.socket_dir is not None:
            shutil.rmtree(self.socket_dir, ignore_errors=True)
            self.socket_dir = None

    def _settle(self) -> tuple[int, int] | None:
        """Make the home and choose the account: PostgreSQL refuses root, so root lends it nobody's."""
        self.home.mkdir(parents=True, exist_ok=True)
        if os.geteuid() != 0:
            if self.data.exists() and self.data.stat().st_uid != os.geteuid():
                owner = self.data.stat().st_uid
                raise ServerTrouble(
                    f"The database in {self.data} belongs to another account (uid {owner}). "
                    "Start with the account that made it, or with another --data directory."
                )
            return None
        found = pwd.getpwnam("nobody")
        identity = (found.pw_uid, found.pw_gid)
        if self.data.exists():
            facts = self.data.stat()
            identity = (facts.st_uid, facts.st_gid) if facts.st_uid else identity
        if not self.data.exists() and not reachable(self.data, *identity):
            self._move_out(identity)
        return identity

    def _move_out(self, identity: tuple[int, int]) -> None:
        """Put a home that lies below a closed directory where nobody can reach it, and leave a link."""
        self.home.chmod(0o711)
        if reachable(self.data, *identity):
            return
        FOR_ROOT.mkdir(parents=True, exist_ok=True, mode=0o711)
        place = Path(tempfile.mkdtemp(prefix="postgres-", dir=FOR_ROOT))
        place.chmod(0o711)
        self.home.rmdir()
        self.home.symlink_to(place)

    def _runnable(self, programs: PostgresPrograms) -> PostgresPrograms:
        """Return programs that the chosen account can execute."""
        if self.identity is None or reachable(programs.directory / "postgres", *self.identity):
            return programs
        return copied_to(self.home, programs)

    def _initialise(self, programs: PostgresPrograms) -> None:
        """Make a new cluster: UTF-8, and a locale that exists everywhere and knows Unicode's case."""
        locales = [["--locale=C.UTF-8"], ["--locale=C"]]
        if programs.major >= 17:  # from here on PostgreSQL brings its own
            locales.insert(0, ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"])
        said = ""
        for locale in locales:
            shutil.rmtree(self.data, ignore_errors=True)
            self.data.mkdir(mode=0o700)
            if self.identity is not None:
                os.chown(self.data, *self.identity)
            command: list[str | Path] = [programs.directory / "initdb", "-D", self.data, "-U", "postgres"]
            command += ["-A", "trust", "-E", "UTF8", *locale, *([] if self.durable else ["--no-sync"])]
            made = self._run_once(command)
            if made.returncode == 0:
                return
            said = " | ".join(made.stderr.strip().splitlines()[-2:])
        shutil.rmtree(self.data, ignore_errors=True)
        raise ServerTrouble(f"PostgreSQL could not make its data directory {self.data}: {said}")

    def _run_once(self, command: list[str | Path]) -> subprocess.CompletedProcess[str]:
        uid, gid = self.identity or (None, None)
        return subprocess.run(  # noqa: S603 - our own command line
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.home,
            env={**os.environ, "LC_ALL": "C"},
            user=uid,
            group=gid,
            extra_groups=None if uid is None else [],
        )

    def _connect(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self.socket_dir),
            port=PORT,
            user="postgres",
            dbname=database,
            connect_timeout=5,
            autocommit=True,
        )

    def _answers(self) -> bool:
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _furnish(self) -> None:
        """Make the two roles and the database that are not there yet."""
        with self._connect() as connection:
            roles = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
            if OWNER not in roles:
                connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB NOSUPERUSER")
            if APP not in roles:
                connection.execute(f"CREATE ROLE {APP} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS")
            databases = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
            if DATABASE not in databases:
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8'")
